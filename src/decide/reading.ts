/** The pages of a platform, made ready once for all rules: folded text with the place that each part came from. */
import type { Dossier, PageDocument, Sighted } from './documents.js';
import { foldText } from './text/phrases.js';

export type TextPlace = 'title' | 'description' | 'text' | 'image' | 'link' | 'config';

export interface TextPart {
  readonly place: TextPlace;
  /** Folded, see {@link foldText}; excerpts are cut from it too. */
  readonly text: string;
}

export interface PageReading {
  readonly page: Sighted<PageDocument>;
  /** Host of the final URL, lower case; and its path. */
  readonly host: string;
  readonly path: string;
  readonly parts: readonly TextPart[];
}

export interface PlatformReading {
  /** Pages whose outcome is `content`: only they speak for the service. */
  readonly content: readonly PageReading[];
  /** All others: walls, errors, shells that were not rendered, parked names. */
  readonly silent: readonly Sighted<PageDocument>[];
}

export function readDossier(dossier: Dossier): PlatformReading {
  const content: PageReading[] = [];
  const silent: Sighted<PageDocument>[] = [];
  for (const page of dossier.pages) {
    if (page.document.outcome === 'content') content.push(readPage(page));
    else silent.push(page);
  }
  return { content, silent };
}

function readPage(page: Sighted<PageDocument>): PageReading {
  const { document } = page;
  const url = new URL(document.finalUrl);
  const parts: TextPart[] = [];
  const add = (place: TextPlace, raw: string | null) => {
    if (raw) parts.push({ place, text: foldText(raw) });
  };
  add('title', document.title);
  add('description', document.description);
  for (const block of document.text) add('text', block);
  for (const image of document.images ?? []) add('image', image);
  for (const link of document.links) add('link', link.text);
  for (const config of document.configs) add('config', config);
  return { page, host: url.hostname, path: url.pathname, parts };
}
