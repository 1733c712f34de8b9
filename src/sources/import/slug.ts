/** Ids of files, made from what other people call things. */

/** Lower-case letters, digits, `_` and `-`, starting with a letter or digit; '' when nothing is left. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '_')
    .replace(/^[_-]+|[_-]+$/g, '');
}

/** Text order by code units: the same on every machine, unlike localeCompare. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorted, each once. */
export const sortedUnique = (items: Iterable<string>): string[] => [...new Set(items)].sort(byText);
