/** Sitemaps (sitemaps.org protocol 0.9) and sitemap indexes: a bounded sample of their locations. */
import { UrlResolver } from './urls.js';

export interface SitemapSample {
  /** `index`: the locations are further sitemaps. */
  readonly kind: 'urlset' | 'index';
  readonly locations: readonly string[];
}

/** @param baseUrl where the sitemap was read. Locations that are no http(s) URLs are left out. */
export async function createSitemapReader(
  baseUrl: string,
  maxLocations = 500,
): Promise<{ write(text: string): void; end(): SitemapSample }> {
  const { Parser } = await import('htmlparser2');
  const resolver = new UrlResolver(baseUrl);
  const locations = new Set<string>();
  let kind: SitemapSample['kind'] = 'urlset';
  let loc: string | null = null;
  const parser = new Parser(
    {
      onopentagname(name) {
        const local = name.slice(name.indexOf(':') + 1);
        if (local === 'sitemapindex') kind = 'index';
        // Locations of images and videos are `image:loc`; only the plain ones are pages.
        loc = name === 'loc' ? '' : null;
      },
      ontext(text) {
        if (loc !== null && loc.length < 4_096) loc += text;
      },
      onclosetag(name) {
        if (name === 'loc' && loc !== null && locations.size < maxLocations) {
          const found = resolver.resolve(loc);
          if (found) locations.add(found.url);
        }
        loc = null;
      },
    },
    { xmlMode: true },
  );
  return {
    write: (text) => parser.write(text),
    end: () => {
      parser.end();
      return { kind, locations: [...locations] };
    },
  };
}
