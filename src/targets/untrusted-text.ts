/** Text and references from crawled pages, made fit for a report. Never for a configuration: nothing is, for that. */

/** Control, format, private and other invisible characters, line separators, and halves of surrogate pairs. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{DI}]/gu;
/** Code units looked at; a report shows far fewer. */
const LOOKED_AT = 10_000;

/** One line without invisible characters; runs of white space are one space. */
export function oneLine(text: string): string {
  return text
    .slice(0, LOOKED_AT)
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** At most so many code points; what is cut ends in an ellipsis. */
export function cut(text: string, most: number): string {
  const points = [...text.slice(0, most * 2 + 2)];
  return points.length > most ? `${points.slice(0, most - 1).join('')}…` : text;
}

/**
 * The page that an http(s) reference leads to, as RFC 3986 writes it: without user, query and fragment, which may
 * carry sessions and referrals. Null for what is no such reference, or has an e-mail address in its path.
 */
export function pageUrl(reference: string): string | null {
  let url: URL;
  try {
    url = new URL(oneLine(reference));
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (/@|%40|(?:\+|%2b)\d{6}/i.test(url.pathname)) return null;
  const path = url.pathname
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/[^A-Za-z0-9\-._~/!$&()*+,:=%]/g, encoded);
  return `${url.protocol}//${url.host}${path}`;
}

const encoded = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
