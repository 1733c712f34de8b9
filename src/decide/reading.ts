/** The pages of a platform, made ready once for all rules: folded text with the place that each part came from. */
import type { Dossier, PageDocument, Sighted } from './documents.js';
import { Memo } from './memo.js';
import { type Folded, fold } from './text/folding.js';

export type TextPlace = 'title' | 'description' | 'text' | 'image' | 'link' | 'config';

export interface TextPart extends Folded {
  readonly place: TextPlace;
}

export interface PageReading {
  readonly page: Sighted<PageDocument>;
  /** Host of the final URL, lower case; and its path. */
  readonly host: string;
  readonly path: string;
  /** Scripts did not fill it: only its title, description and configurations speak. */
  readonly isShell: boolean;
  readonly parts: readonly TextPart[];
  readonly memo: Memo;
}

export interface PlatformReading {
  /** Pages whose outcome is `content`, and shells that carry their state: only they speak for the service. */
  readonly content: readonly PageReading[];
  /** All whose outcome is another one: walls, errors, parked names, and shells, those that speak among them. */
  readonly silent: readonly Sighted<PageDocument>[];
  readonly memo: Memo;
}

export function readDossier(dossier: Dossier): PlatformReading {
  const content: PageReading[] = [];
  const silent: Sighted<PageDocument>[] = [];
  for (const page of dossier.pages) {
    const isShell = page.document.outcome === 'shell-not-rendered';
    if (page.document.outcome === 'content' || (isShell && carriesState(page.document)))
      content.push(readPage(page, isShell));
    if (page.document.outcome !== 'content') silent.push(page);
  }
  return { content, silent, memo: new Memo() };
}

/** Smaller configurations are those of measuring and of frameworks. */
const MIN_STATE = 200;

const carriesState = ({ configs }: PageDocument): boolean =>
  configs.reduce((sum, config) => sum + config.length, 0) >= MIN_STATE;

function readPage(page: Sighted<PageDocument>, isShell: boolean): PageReading {
  const { document } = page;
  const url = new URL(document.finalUrl);
  const parts: TextPart[] = [];
  const add = (place: TextPlace, raw: string | null) => {
    if (!raw) return;
    const { text, traits } = fold(raw);
    parts.push({ place, text, traits });
  };
  add('title', document.title);
  add('description', document.description);
  for (const block of document.text) add('text', block);
  for (const image of document.images ?? []) add('image', image);
  for (const link of document.links) add('link', link.text);
  for (const config of document.configs) add('config', config);
  return { page, host: url.hostname, path: url.pathname, isShell, parts, memo: new Memo() };
}
