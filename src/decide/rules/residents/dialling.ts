/** Whether a page asks for phone numbers of a dialling code: as the default, or as one of few. */
import { cite, excerptAround, type Reading } from '../cite.js';
import type { PageScan } from './scan.js';

/** A list of more codes than this serves the world. */
const MAX_CODES = 5;
/** A code, not the start of a number, of a change in percent, or of a phone number that is to be called. */
const NO_NUMBER = '(?![\\d.,]?\\d|\\s?[%)(]|[\\s-]\\(?\\d{2,})';
const ANY_CODE = new RegExp(`\\+\\d{1,4}${NO_NUMBER}`, 'g');
/** Keys of forms and settings: `areaCode`, `phone_code`, `defaultCountryCode`; group 1 and 2 are key and code. */
const KEYED = /"(\w{0,24}(?:code|prefix|dial|calling)\w{0,8})"\s{0,2}:\s{0,2}"?\+?(\d{1,4})(?![\d.])/g;
const PHONE_KEY = /area|country|phone|mobile|dial|calling|nation|tel|intl|prefix/;
const DEFAULT_KEY = /default|selected|initial|current|preferred/;
const SIGN_UP_PATH = /regist|sign-?up|login|sign-?in|bind|kyc|account|join/;
const MAX_SCAN = 20_000;

export function dialledCodes(page: PageScan, code: string, isShared: boolean): Reading[] {
  const digits = code.slice(1);
  const found: { reading: Reading; isDefault: boolean }[] = [];
  const codes = new Set<string>();
  page.page.parts.forEach((part, index) => {
    if (part.place === 'link' || part.place === 'image') return;
    const text = part.text.length > MAX_SCAN ? part.text.slice(0, MAX_SCAN) : part.text;
    const add = (start: number, end: number, isDefault: boolean) => {
      const mark = markAt(page, index, start, end);
      if (isShared && !page.near(mark, ['name', 'people'], { before: 60, after: 60 })) return;
      const excerpt = excerptAround(text, start, end);
      found.push({ reading: cite(page.page.page, page.page.page.document.finalUrl, excerpt), isDefault });
    };
    if (text.includes('+'))
      for (const match of text.matchAll(ANY_CODE)) {
        codes.add(match[0].slice(1));
        const end = match.index + match[0].length;
        if (match[0] === code && isAsked(page, index, match.index, end)) add(match.index, end, false);
      }
    if (part.place === 'config')
      for (const { 0: whole, 1: key = '', 2: value = '', index: at } of text.matchAll(KEYED)) {
        if (!PHONE_KEY.test(key)) continue;
        codes.add(value);
        if (value === digits) add(at, at + whole.length, DEFAULT_KEY.test(key));
      }
  });
  const few = codes.size <= MAX_CODES;
  return found.filter(({ isDefault }) => few || isDefault).map(({ reading }) => reading);
}

function isAsked(page: PageScan, part: number, start: number, end: number): boolean {
  const mark = markAt(page, part, start, end);
  if (page.isReported(mark)) return false;
  if (page.near(mark, ['phone'], { before: 120, after: 120 })) return true;
  return SIGN_UP_PATH.test(page.page.path) && start < 3;
}

function markAt(page: PageScan, part: number, start: number, end: number) {
  const base = page.baseOf(part);
  const word = { kind: 'phone', language: null, id: null } as const;
  return { ...word, part, start, end, at: base + start, until: base + end };
}
