/** Host names of URLs, and whether they stand under others. */

/** Of an absolute http(s) URL as crawling writes it, lower case. Cheaper than parsing: pages have thousands. */
export function hostOf(url: string): string {
  const start = url.indexOf('//') + 2;
  let end = start;
  while (end < url.length && end < start + 300 && !endsHost(url.charCodeAt(end))) end++;
  return url.slice(start, end).toLowerCase();
}

/** `/`, `?`, `#` or `:`. */
const endsHost = (unit: number): boolean => unit === 47 || unit === 63 || unit === 35 || unit === 58;

/** Whether a host is one of the names, or below one. */
export const hostIsUnder = (host: string, names: readonly string[]): boolean =>
  names.some((name) => host === name || host.endsWith(`.${name}`));
