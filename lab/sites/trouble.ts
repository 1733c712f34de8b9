/** Web servers that misbehave. Each is listed as a platform of its own, so that a crawl meets all of them. */
import { AT } from '../addresses.js';
import type { Pages, Site } from '../site.js';
import { html, moved, robots } from '../web/html.js';

const at = { a: AT.trouble };
const at2 = { a: AT.trouble2 };

type Rest = Partial<Omit<Site, 'name' | 'role' | 'yields' | 'pages'>>;

function trouble(name: string, role: string, yields: string, pages: Pages, rest: Rest = {}): Site {
  const id = name.slice(0, name.indexOf('.')).replaceAll('-', '_');
  return {
    name,
    role,
    yields,
    listed: { id, title: id, kind: 'cex' },
    hosts: { '@': at, www: at },
    ...rest,
    pages,
  };
}

const page = (title: string, ...body: string[]) => html({ lang: 'en', title, body });
const plain = page('Welcome', '<h1>BTC/USDT</h1>', 'Spot trading.');

const WALL = page(
  'Just a moment...',
  '<h1>Checking your browser before accessing wallex.example</h1>',
  'Please verify you are human.',
  '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>',
);

/** Where a page of a stranger must never lead a crawler. Two sites: of many pages of a kind, a crawler reads a few. */
const LURES: Readonly<Record<string, string>> = {
  '/loopback': 'http://127.0.0.1/',
  '/loopback6': 'http://[::1]/',
  '/decimal': 'http://2130706433/',
  '/octal': 'http://0177.0.0.1/',
  '/mapped': 'http://[::ffff:127.0.0.1]/',
  '/metadata': 'http://169.254.169.254/latest/meta-data/',
};
const MORE_LURES: Readonly<Record<string, string>> = {
  '/private': 'http://10.0.0.1/admin',
  '/file': 'file:///etc/passwd',
  '/port': 'http://schemer.example:8080/',
  '/credentials': 'http://user:secret@schemer.example/',
  '/localhost': 'http://localhost/',
  '/rebind': 'http://rebind.example/',
};

const luring = (lures: Readonly<Record<string, string>>): Pages => ({
  '/': page('Lures', ...Object.keys(lures).map((path) => `<a href="${path}">${path}</a>`)),
  ...Object.fromEntries(Object.entries(lures).map(([path, to]) => [path, moved(to, 302)])),
});

/** A shell whose scripts turn to whomever a browser in the crawler's place might reach. */
const REACHING = html({
  lang: 'en',
  title: 'Reach',
  body: ['<div id="root"></div>'],
  scripts: [
    `var root = document.getElementById("root"), inner = ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://10.0.0.1/admin", "http://[::1]/", "http://localhost/", "http://innerpoint.example/"];
inner.forEach(function (url) { fetch(url, { mode: "no-cors" }).catch(function () {}); new Image().src = url + "i.png"; try { new WebSocket(url.replace("http", "ws")); } catch (error) {} });
["script", "iframe"].forEach(function (tag) { inner.forEach(function (url) { var one = document.createElement(tag); one.src = url; document.body.append(one); }); });
root.innerHTML = "<h1>BTC/USDT</h1><p>Spot trading for everybody who reads this page.</p>";`,
  ],
});

export const TROUBLE_SITES: readonly Site[] = [
  trouble(
    'reachex.example',
    'empty page whose scripts reach for inner addresses',
    'rendered: reaches nobody',
    {
      '/': REACHING,
    },
  ),
  trouble('wallex.example', 'bot wall in front of everything', 'unknown: the wall is the outcome', {
    '/*': { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: WALL },
  }),
  trouble('loopex.example', 'redirects in a circle', 'redirect-loop', {
    '/robots.txt': { status: 404 },
    '/*': { trap: 'redirect-loop' },
  }),
  trouble('chainex.example', 'twenty redirects in a row', 'redirect-limit', {
    '/robots.txt': { status: 404 },
    '/*': { trap: 'redirect-chain' },
  }),
  trouble('dripex.example', 'one octet every half second', 'too slow or out of time', {
    '/robots.txt': { status: 404 },
    '/*': { trap: 'drip' },
  }),
  trouble('muteex.example', 'takes the connection and says nothing', 'headers-timeout', {
    '/*': { trap: 'silent' },
  }),
  trouble('slowhead.example', 'headers without end', 'headers-timeout or too large', {
    '/robots.txt': { status: 404 },
    '/*': { trap: 'slow-headers' },
  }),
  trouble('bombex.example', 'gzip bomb; a brotli bomb below /br', 'ratio or size limit, little memory', {
    '/robots.txt': { status: 404 },
    '/': { trap: 'gzip-bomb' },
    '/br': { trap: 'brotli-bomb' },
    '/stacked': { trap: 'stacked-encodings' },
    '/unknown': { trap: 'unknown-encoding' },
    '/sitemap.xml': { trap: 'gzip-bomb' },
  }),
  trouble('brotlibomb.example', 'brotli bomb', 'ratio or size limit, little memory', {
    '/robots.txt': { status: 404 },
    '/*': { trap: 'brotli-bomb' },
  }),
  trouble('stackex.example', 'three encodings on top of each other', 'stacked-encodings', {
    '/robots.txt': { status: 404 },
    '/*': { trap: 'stacked-encodings' },
  }),
  trouble('endlex.example', 'body without end', 'cut off at the limit', {
    '/robots.txt': { status: 404 },
    '/*': { trap: 'endless-body' },
  }),
  trouble('longhead.example', '128 KiB of header fields', 'headers-too-large', {
    '/robots.txt': { status: 404 },
    '/*': { trap: 'long-headers' },
  }),
  trouble(
    'liarex.example',
    'wrong lengths, no HTTP at all, resets',
    'length-mismatch, http-malformed, connection-lost',
    {
      '/robots.txt': { status: 404 },
      '/': { trap: 'length-too-long' },
      '/short': { trap: 'length-too-short' },
      '/noise': { trap: 'not-http' },
      '/reset': { trap: 'reset' },
    },
  ),
  trouble(
    'trickster.example',
    'leads to the loopback, however written, and to metadata services',
    'address-not-public each time; nothing reaches them',
    luring(LURES),
    { plainHttp: 'serve' },
  ),
  trouble(
    'schemer.example',
    'leads to private addresses, files, other ports, localhost and a rebound name',
    'each refused for its own reason; nothing reaches them',
    luring(MORE_LURES),
    { plainHttp: 'serve' },
  ),
  trouble(
    'wrongcert.example',
    'certificate for another name',
    'tls-name-mismatch: no proof of possession',
    { '/*': plain },
    { certificate: { flaw: 'wrong-name' } },
  ),
  trouble(
    'oldcert.example',
    'certificate that ran out',
    'tls-expired',
    { '/*': plain },
    { certificate: { flaw: 'expired' }, hosts: { '@': at2, www: at2 } },
  ),
  trouble(
    'selfcert.example',
    'certificate that it signed itself',
    'tls-untrusted',
    { '/*': plain },
    { certificate: { flaw: 'self-signed' }, hosts: { '@': at2, www: at2 } },
  ),
  trouble(
    'keepout.example',
    'robots.txt that disallows everything',
    'disallowed: no page is fetched',
    { '/robots.txt': robots('User-agent: *', 'Disallow: /'), '/*': plain },
    { hosts: { '@': at2, www: at2 } },
  ),
  trouble(
    'brokenrobots.example',
    'robots.txt that answers 503',
    'counts as disallowed (RFC 9309 §2.3.1.4)',
    { '/robots.txt': { status: 503, body: 'try later' }, '/*': plain },
    { hosts: { '@': at2, www: at2 } },
  ),
  trouble(
    'sanflood.example',
    'certificate with the names of two hundred strangers',
    'SANs tie nothing: no candidate',
    { '/*': plain },
    {
      certificate: {
        names: [
          'sanflood.example',
          '*.sanflood.example',
          'northbank.example',
          ...Array.from({ length: 200 }, (_, i) => `stranger${i}.example`),
        ],
      },
      hosts: { '@': at2, www: at2 },
    },
  ),
  trouble(
    'linkflood.example',
    'page with a thousand links to strangers',
    'outbound links are noise: no candidate',
    {
      '/': page(
        'Links',
        ...Array.from({ length: 1000 }, (_, i) => `<a href="https://www.stranger${i}.example/">${i}</a>`),
      ),
    },
    { hosts: { '@': at2, www: at2 }, plainHttp: 'serve' },
  ),
];
