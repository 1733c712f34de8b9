/**
 * Keeps people out of reports. What a report names are handles of businesses; an id that may reach or identify a person
 * is left out, whoever published it, and text around an account loses what looks like one. Wrong guesses cost a line
 * of a report, never a person.
 */
import { covers } from '../model/names/host.js';
import type { ListedAccount } from '../model/release/account.js';
import type { ListedSite } from '../model/release/record.js';

/** Their ids are contact data whatever they look like. */
const CONTACT_SERVICES: ReadonlySet<string> = new Set(['email', 'e-mail', 'phone', 'tel', 'sms']);
/** Services that number their accounts themselves: up to how many digits an id is theirs and no telephone number. */
const NUMBERING: ReadonlyMap<string, number> = new Map([
  ['qq', 10],
  ['qq-group', 10],
  ['weibo', 10],
  ['facebook', 20],
]);
/** At most 15 digits (ITU-T E.164 §6.2.1); short codes are nobody's own. */
const TELEPHONE = /^\d{7,15}$/;
/** ISO/IEC 7812-1: 13 to 19 digits with a check digit. */
const CARD = /^\d{13,19}$/;
const AT = '(?:[@＠﹫]|%40|[[(]at[\\])])';
/** Bounded parts, so that it looks at each character a bounded number of times; addresses run together go as one. */
const EMAIL = new RegExp(`[\\p{L}\\p{N}._%+-]{1,64}(?:${AT}[\\p{L}\\p{N}.-]{1,253}\\.\\p{L}{2,24})+`, 'giu');
const NUMBER = /(?:[+＋]\s?)?\p{Nd}(?:[\s().\-‐-―/·]{0,2}\p{Nd}){6,}/gu;
const DATE = /^\d{4}([-./])\d{1,2}\1\d{1,2}$/;

/** A payment handle that looks like an e-mail address: plain ASCII, so that what is compared is what is shown. */
const HANDLE = /^([a-z0-9][a-z0-9._+-]{0,63})@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i;

export type OwnSite = Pick<ListedSite, 'name' | 'scope' | 'confidence'>;

/**
 * Whether an id may be a person's: an e-mail address, a telephone number, the number of a payment card.
 * @param sites of the platform, as the release lists them
 */
export function mayBePersonal(account: ListedAccount, sites: readonly OwnSite[]): boolean {
  const { service, kind, id } = account;
  const text = id.normalize('NFKC');
  if (CONTACT_SERVICES.has(service)) return true;
  if (isOwnHandle(account, sites)) return false;
  if (text.search(EMAIL) >= 0) return true;
  if (/\+\s?\d[\d\s().-]{5,}\d/.test(text)) return true;
  // Stores number and name their apps with digits, dots and hyphens, but never with gaps.
  if (kind === 'app') return text.match(NUMBER)?.some((found) => /[\s()]/.test(found)) ?? false;
  if (/^\d+$/.test(text) && text.length <= (NUMBERING.get(service) ?? 0)) return false;
  if (text.match(NUMBER)?.some((found) => /\P{Nd}/u.test(found) && !DATE.test(found))) return true;
  if (/^\D+\d{10,15}$/.test(text)) return true;
  const digits = text.replace(/^[a-z]+:/i, '').replace(/[\s().\-+/]/g, '');
  return TELEPHONE.test(digits) || (CARD.test(digits) && hasCheckDigit(digits));
}

/**
 * A payment handle on the platform's own domain is the business's. Names that are only said to be the platform's do
 * not count: a page that claims a stranger's domain as its mirror would bring out the stranger's addresses.
 */
function isOwnHandle({ kind, id }: ListedAccount, sites: readonly OwnSite[]): boolean {
  const [, local = '', domain = ''] = HANDLE.exec(id.toLowerCase()) ?? [];
  if (kind !== 'payment' || domain === '' || local.search(NUMBER) >= 0) return false;
  return sites.some(
    ({ name, scope, confidence }) =>
      confidence !== 'low' && (scope === 'subtree' ? covers(name, domain) : name === domain),
  );
}

/** ISO/IEC 7812-1 annex B. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * Takes e-mail addresses and long numbers out of a text. Dates stay, and the id that the text is about, where it is one
 * that may be told, and its numbers. A number beside a handle may go with it: the handle stands in a field of its own.
 */
export function withoutPersonal(text: string, own = ''): string {
  // Every second part is the handle.
  const parts = HANDLE.test(own) ? text.split(wholeHandle(own)) : [text];
  return parts.map((part, i) => (i % 2 === 1 ? part : withoutContacts(part, own))).join('');
}

const withoutContacts = (text: string, own: string): string =>
  text
    .replace(EMAIL, '[e-mail]')
    .replace(NUMBER, (found) => (DATE.test(found) || own.includes(found) ? found : '[number]'));

/** Scripts that put no space between words: a handle may follow such a letter at once, and end before one. */
const UNSPACED = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}]';

/** The handle where it is no part of a longer one. */
function wholeHandle(own: string): RegExp {
  const literal = own.replace(/[.+]/g, '\\$&');
  const before = `(?<!(?!${UNSPACED})[\\p{L}\\p{N}._%+@＠﹫-])`;
  const after = `(?!(?!${UNSPACED})[\\p{L}\\p{N}_%@＠﹫-]|\\.[\\p{L}\\p{N}])`;
  return new RegExp(`${before}(${literal})${after}`, 'giu');
}
