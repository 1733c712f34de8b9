/**
 * Handles of businesses on a platform's own pages. Who reads the exports acts against businesses, so nothing of a
 * person's is ever taken:
 * - no e-mail address, no telephone number, no number of a bank account, no name of an account's holder;
 * - nothing from lists of orders, whose nicknames and handles are the users';
 * - nothing that stands beside words for sellers and buyers;
 * - a payment handle only where it carries the platform's own name, or stands on its own domain.
 */
import type { RailWords } from '../../../model/registry/residents.js';
import type { PageDocument } from '../../documents.js';
import { foldText } from '../../text/folding.js';
import { excerptAround } from '../cite.js';
import { type PromotionWord, promotionWords } from './vocabulary.js';

export type HandleRole = 'promotes-trading' | 'otc' | 'support' | 'app';

export interface Handle {
  readonly service: string;
  readonly id: string;
  readonly kind: 'messaging' | 'app' | 'payment';
  readonly role: HandleRole;
  /** The words around it invite to trade. */
  readonly invites: boolean;
  readonly excerpt: string;
}

/** Ids of these are addresses of persons, or of anybody. */
const NEVER: ReadonlySet<string> = new Set(['email', 'phone', 'skype']);
/** Their ids are numbers that are no telephone numbers. */
const NUMBERED: ReadonlySet<string> = new Set(['qq', 'qq-group', 'vk', 'discord']);
const TELEPHONE = /^\+?[\d() .-]{6,20}$/;
/** Tools for everybody, to which sign-in pages link. */
const TOOLS =
  /^(?:com\.google\.|com\.azure\.authenticator|com\.authy|io\.metamask|com\.wallet\.crypto|org\.telegram|com\.whatsapp|com\.tencent\.mm|jp\.naver\.line|com\.kakao\.talk)|^(?:388497605|983156458|494168017|1438144202|686449807|310633997|414478124|443904275|362057947)$/;
/** So many words for sellers and buyers make a list of orders. */
const ORDER_LIST = 6;
const PAYMENT_HANDLE = /[a-z0-9][\w.+-]{1,40}@[a-z0-9][\w.-]{1,60}/g;
/** What {@link foldText} makes an `@` of. */
const AT_SIGN = /[@\uff20\ufe6b]/;
const CONTEXT = 90;
const MIN_LABEL = 4;

/** Handles that a page publishes of the platform itself. @param ownSites registrable domains */
export function handlesOf(
  page: PageDocument,
  ownSites: readonly string[],
  rails: readonly RailWords[] = [],
): Handle[] {
  if (page.accounts.length + page.apps.length === 0 && !page.text.some((block) => AT_SIGN.test(block)))
    return [];
  const blocks = page.text.map(foldText);
  if (isOrderList(blocks)) return [];
  const linked = new Map(page.links.map(({ url, text }) => [url.toLowerCase(), foldText(text)]));
  return [
    ...page.accounts.flatMap((account) => messagingHandle(account, blocks, linked)),
    ...page.apps
      .filter(({ id }) => !TOOLS.test(id))
      .map(({ store, id }) => appHandle(store, id, page.finalUrl)),
    ...blocks.flatMap((block) => paymentHandles(block, ownSites, rails)),
  ];
}

function isOrderList(blocks: readonly string[]): boolean {
  let count = 0;
  for (const block of blocks)
    for (const { tag } of promotionWords.hits(block))
      if (tag === 'person' && ++count >= ORDER_LIST) return true;
  return false;
}

function messagingHandle(
  { service, id }: PageDocument['accounts'][number],
  blocks: readonly string[],
  linked: ReadonlyMap<string, string>,
): Handle[] {
  if (NEVER.has(service) || (!NUMBERED.has(service) && TELEPHONE.test(id))) return [];
  const { context, excerpt } = contextOf(id.toLowerCase(), blocks, linked);
  if (context.has('person')) return [];
  const role = context.has('deal')
    ? 'otc'
    : context.has('support') && !context.has('group')
      ? 'support'
      : 'promotes-trading';
  return [
    {
      service,
      id,
      kind: 'messaging',
      role,
      invites: context.has('deal') || context.has('group'),
      excerpt: excerpt ?? `${service}: ${id}`,
    },
  ];
}

/** Words around the place where an id stands, in the text or in the text of its link. */
function contextOf(id: string, blocks: readonly string[], linked: ReadonlyMap<string, string>) {
  const context = new Set<PromotionWord>();
  let excerpt: string | undefined;
  const read = (text: string) => {
    for (const { tag } of promotionWords.hits(text)) context.add(tag);
  };
  for (const block of blocks) {
    const at = block.indexOf(id);
    if (at < 0) continue;
    excerpt ??= excerptAround(block, at, at + id.length);
    read(block.slice(Math.max(0, at - CONTEXT), at + id.length + CONTEXT));
  }
  if (excerpt !== undefined) return { context, excerpt };
  for (const [url, text] of linked) {
    if (!url.includes(id)) continue;
    excerpt ??= `${text} ${url}`;
    read(text);
  }
  return { context, excerpt };
}

function appHandle(store: string, id: string, pageUrl: string): Handle {
  const absolute = store === 'apk' && URL.canParse(id, pageUrl) ? new URL(id, pageUrl).href : id;
  return {
    service: store,
    id: absolute,
    kind: 'app',
    role: 'app',
    invites: false,
    excerpt: `${store}: ${absolute}`,
  };
}

function paymentHandles(block: string, ownSites: readonly string[], rails: readonly RailWords[]): Handle[] {
  if (!block.includes('@')) return [];
  const found: Handle[] = [];
  for (const { 0: matched, index } of block.matchAll(PAYMENT_HANDLE)) {
    const id = matched.replace(/[.-]+$/, '');
    const before = block.slice(Math.max(0, index - 60), index);
    const around = block.slice(Math.max(0, index - 60), index + id.length + 20);
    const rail = railBefore(before, rails);
    const said = new Set(promotionWords.hits(around).map(({ tag }) => tag));
    if (said.has('person') || !(rail !== undefined || said.has('pay'))) continue;
    if (!isOwn(id, ownSites)) continue;
    const excerpt = excerptAround(block, index, index + id.length);
    found.push({ service: rail ?? 'payment', id, kind: 'payment', role: 'otc', invites: true, excerpt });
  }
  return found;
}

/** The platform's own: on its domain, or with its name in the handle. */
function isOwn(handle: string, ownSites: readonly string[]): boolean {
  const [local = '', domain = ''] = handle.split('@');
  return ownSites.some((site) => {
    if (domain === site || domain.endsWith(`.${site}`)) return true;
    const label = (site.split('.', 1)[0] as string).replace(/-/g, '');
    return label.length >= MIN_LABEL && local.replace(/[._-]/g, '').includes(label);
  });
}

/** The rail whose word stands last before the handle. */
function railBefore(before: string, rails: readonly RailWords[]): string | undefined {
  let last = -1;
  let found: string | undefined;
  for (const { id, terms } of rails)
    for (const term of terms) {
      const at = before.lastIndexOf(foldText(term.replace(/\*$/, '')));
      if (at > last) {
        last = at;
        found = id;
      }
    }
  return found;
}
