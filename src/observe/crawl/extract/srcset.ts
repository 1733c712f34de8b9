/** The srcset attribute (HTML standard §4.8.4.2.2): URLs may hold commas, so a plain split would break them. */

const MAX_CANDIDATES = 40;

export function srcsetUrls(srcset: string): string[] {
  const urls: string[] = [];
  let at = 0;
  while (at < srcset.length && urls.length < MAX_CANDIDATES) {
    while (at < srcset.length && (isSpace(srcset.charCodeAt(at)) || srcset[at] === ',')) at++;
    const start = at;
    while (at < srcset.length && !isSpace(srcset.charCodeAt(at))) at++;
    const token = srcset.slice(start, at);
    const url = token.replace(/,+$/, '');
    if (url !== '') urls.push(url);
    // A comma at the end of the URL ends the candidate; otherwise descriptors follow up to the next comma.
    if (token === url) {
      const comma = srcset.indexOf(',', at);
      at = comma < 0 ? srcset.length : comma + 1;
    }
  }
  return urls;
}

const isSpace = (unit: number): boolean => unit === 32 || (unit >= 9 && unit <= 13);
