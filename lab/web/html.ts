/** Builds the lab's pages: short texts in, whole documents out. Trusts its input, which is the lab's own. */
import type { PageSpec } from '../site.js';

export interface Page {
  /** BCP 47. */
  readonly lang: string;
  readonly title: string;
  /** Lines for the head, as they are. */
  readonly head?: readonly string[] | undefined;
  /** Label and reference. */
  readonly nav?: readonly (readonly [string, string])[] | undefined;
  /** Markup; a text without a tag in front becomes a paragraph. */
  readonly body: readonly string[];
  readonly footer?: readonly string[] | undefined;
  /** References of scripts, or the scripts themselves. */
  readonly scripts?: readonly string[] | undefined;
}

const block = (text: string): string => (/^\s*</.test(text) ? text : `<p>${text}</p>`);
const script = (text: string): string =>
  /^(?:https?:)?\/[^\s;]+$/.test(text) ? `<script src="${text}" async></script>` : `<script>${text}</script>`;

export function html({ lang, title, head = [], nav = [], body, footer = [], scripts = [] }: Page): string {
  const links = nav.map(([label, href]) => `<a href="${href}">${label}</a>`).join(' ');
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head.join('\n')}
</head>
<body>
${links === '' ? '' : `<header><nav>${links}</nav></header>`}
<main>
${body.map(block).join('\n')}
</main>
${footer.length === 0 ? '' : `<footer>\n${footer.map(block).join('\n')}\n</footer>`}
${scripts.map(script).join('\n')}
</body>
</html>
`;
}

export const canonical = (url: string): string => `<link rel="canonical" href="${url}">`;
export const alternate = (language: string, url: string): string =>
  `<link rel="alternate" hreflang="${language}" href="${url}">`;
export const link = (label: string, href: string): string => `<a href="${href}">${label}</a>`;
export const list = (...items: readonly string[]): string =>
  `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;

/** A table of markets, the way that exchanges show it. Prices follow from the name: nothing is drawn by lot. */
export function markets(heads: readonly string[], bases: readonly string[], quote: string): string {
  const rows = bases.map((base, i) => {
    const price = (((base.charCodeAt(0) * 7919 + i * 104_729) % 90_000) / 100 + 1).toFixed(2);
    const change = (((base.length * 31 + i * 17) % 90) / 10 - 4).toFixed(2);
    return `<tr><td>${base}/${quote}</td><td>${price}</td><td>${change}%</td><td><a href="/trade/${base}_${quote}">${heads[3]}</a></td></tr>`;
  });
  return `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`;
}

export const COINS = ['BTC', 'ETH', 'SOL', 'XRP', 'DOGE', 'TRX', 'LTC', 'ADA', 'DOT', 'AVAX', 'LINK', 'BCH'];

export const form = (
  action: string,
  fields: readonly (readonly [string, string])[],
  button: string,
): string =>
  `<form method="post" action="${action}">${fields
    .map(([name, type]) => `<input name="${name}" type="${type}">`)
    .join('')}<button>${button}</button></form>`;

export const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): PageSpec => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

export const moved = (location: string, status = 301): PageSpec => ({ status, headers: { location } });

/** The same header fields on every page. */
export function withHeaders(
  pages: Readonly<Record<string, string | PageSpec>>,
  headers: Readonly<Record<string, string>>,
): Record<string, PageSpec> {
  return Object.fromEntries(
    Object.entries(pages).map(([path, page]) => {
      const spec = typeof page === 'string' ? { body: page } : page;
      return [path, { ...spec, headers: { ...headers, ...spec.headers } }];
    }),
  );
}

export const robots = (...lines: readonly string[]): PageSpec => ({
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${lines.join('\n')}\n`,
});

export const sitemap = (...urls: readonly string[]): PageSpec => ({
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.map((url) => `<url><loc>${url}</loc></url>`).join('\n')}
</urlset>
`,
});

/** Digital Asset Links and Apple's site association, for one app. */
export function appClaims(
  packageName: string,
  fingerprint: string,
  appleId: string,
): Record<string, PageSpec> {
  return {
    '/.well-known/assetlinks.json': json([
      {
        relation: ['delegate_permission/common.handle_all_urls'],
        target: {
          namespace: 'android_app',
          package_name: packageName,
          sha256_cert_fingerprints: [fingerprint],
        },
      },
    ]),
    '/.well-known/apple-app-site-association': json({
      applinks: { details: [{ appIDs: [appleId], components: [{ '/': '/trade/*' }] }] },
    }),
  };
}
