/** What joins a name to a platform: grades, clones, and the noise that must not count. */
import fc from 'fast-check';
import t from 'tap';
import { type Host, parseHost } from '../src/model/names/host.js';
import type { Certificate } from '../src/observe/crawl/certificate.js';
import type { AppClaims, PageFacts } from '../src/observe/crawl/page-facts.js';
import { brandOf } from '../src/observe/footprint/brand.js';
import { gradeJoins } from '../src/observe/footprint/grade-joins.js';
import {
  type Candidate,
  type FootprintContext,
  GRADES,
  type PlatformFootprint,
} from '../src/observe/footprint/types.js';
import { sharedValuesOf } from '../src/observe/footprint/weak-signals.js';
import { SharedValues } from '../src/observe/run/shared-values.js';

const host = (name: string): Host => {
  const parsed = parseHost(name);
  if (!parsed.ok) throw new Error(name);
  return parsed.value;
};

const KNOWN: PlatformFootprint = { platform: 'tradix', brands: ['Tradix'], sites: [host('tradix.example')] };
const FRONT = 'https://www.tradix.example/';
const MIRROR = 'https://www.trdx-mirror.example/';

const EMPTY: PageFacts = {
  requestedUrl: FRONT,
  url: FRONT,
  status: 200,
  hops: [],
  address: '198.51.100.7',
  certificate: null,
  mediaType: 'text/html',
  charset: 'utf-8',
  condition: 'content',
  bodySha256: '',
  bodyBytes: 1,
  complete: true,
  language: null,
  title: null,
  description: null,
  generator: null,
  canonical: null,
  alternates: [],
  refresh: null,
  links: [],
  resources: [],
  apiHosts: [],
  images: [],
  forms: [],
  analytics: [],
  accounts: [],
  apps: [],
  manifest: null,
  icon: null,
  scripts: [],
  text: [],
  configs: [],
  sketch: [],
};

const page = (url: string, facts: Partial<PageFacts> = {}): PageFacts => ({
  ...EMPTY,
  requestedUrl: url,
  url,
  ...facts,
});
const hop = (url: string, location: string, status = 301) => ({
  url,
  status,
  location,
  address: '198.51.100.7',
});
const certificate = (
  names: readonly string[],
  key: string,
  organisation: string | null = null,
): Certificate => ({
  organisation,
  commonName: null,
  issuer: 'Test Authority',
  names,
  spkiSha256: key,
  notBefore: '',
  notAfter: '',
});
const links = (...urls: readonly string[]) => urls.map((url) => ({ url, rel: [], text: '' }));
const sketch = Array.from({ length: 64 }, (_, i) => i * 1000);
const ga = [{ service: 'google-analytics', id: 'G-TRADIX0001' }];
const api = [{ host: 'gw.tdx-backend.example', as: ['config'] as const }];
const claims = (print: string): AppClaims => ({
  android: [{ packageName: 'com.tradix', fingerprints: [print] }],
  apple: [],
});

function context(parts: Partial<FootprintContext> = {}): FootprintContext {
  return {
    isProtected: (name) => /(?:^|\.)(?:shared|bank)\.example$/.test(name),
    isCdn: (name) => name.includes('cdn'),
    ...parts,
  };
}

interface Case {
  readonly name: string;
  readonly pages: readonly PageFacts[];
  readonly site: string;
  readonly expected: string;
  readonly context?: Partial<FootprintContext>;
}

const official = (text: readonly string[], title = 'Official Verification - Tradix') =>
  page('https://www.tradix.example/en/verify', { title, text });
const copy = { title: 'Tradix', sketch, apiHosts: api, analytics: ga, canonical: FRONT };
const original = page(FRONT, { title: 'Tradix', sketch, apiHosts: api, analytics: ga, canonical: FRONT });

const CASES: readonly Case[] = [
  {
    name: 'permanent redirect to the same brand',
    pages: [page('https://tradix-global.example/', { hops: [hop(FRONT, 'https://tradix-global.example/')] })],
    site: 'tradix-global.example',
    expected: 'owner mirror-of',
  },
  {
    name: 'permanent redirect to a page that bears the brand',
    pages: [page(MIRROR, { hops: [hop(FRONT, MIRROR)], title: 'Tradix | Trade' })],
    site: 'trdx-mirror.example',
    expected: 'owner mirror-of',
  },
  {
    name: 'temporary redirect',
    pages: [page(MIRROR, { hops: [hop(FRONT, MIRROR, 302)], title: 'Tradix' })],
    site: 'trdx-mirror.example',
    expected: 'weak lead',
  },
  {
    name: 'permanent redirect to a stranger: the name was sold',
    pages: [
      page('https://casino.example/', { hops: [hop(FRONT, 'https://casino.example/')], title: 'Play' }),
    ],
    site: 'casino.example',
    expected: 'weak lead',
  },
  {
    name: 'open redirect with a look-alike in the query',
    pages: [
      page('https://tradix-login.example/', {
        hops: [hop(`${FRONT}out?url=https://tradix-login.example/`, 'https://tradix-login.example/')],
      }),
    ],
    site: 'tradix-login.example',
    expected: 'weak lead',
  },
  {
    name: 'canonical in both directions',
    pages: [page(FRONT, { canonical: MIRROR }), page(MIRROR, { canonical: FRONT })],
    site: 'trdx-mirror.example',
    expected: 'owner mirror-of',
  },
  {
    name: 'hreflang in both directions',
    pages: [
      page(FRONT, { alternates: [{ language: 'ja', url: 'https://tdx.example/ja' }] }),
      page('https://tdx.example/ja', { alternates: [{ language: 'en', url: FRONT }] }),
    ],
    site: 'tdx.example',
    expected: 'owner mirror-of',
  },
  {
    name: 'canonical from the candidate alone',
    pages: [page(FRONT), page(MIRROR, { canonical: FRONT })],
    site: 'trdx-mirror.example',
    expected: 'weak lead',
  },
  {
    name: 'one Android signing key',
    pages: [page(FRONT), page('https://app.tdx.example/')],
    site: 'tdx.example',
    expected: 'owner belongs-to',
    context: {
      claims: new Map([
        ['www.tradix.example', claims('AA')],
        ['app.tdx.example', claims('AA')],
      ]),
    },
  },
  {
    name: 'organisation and names on a certificate of few domains',
    pages: [
      page(FRONT, { certificate: certificate(['*.tradix.example', 'tdx-pay.example'], 'k', 'Tradix Ltd') }),
    ],
    site: 'tdx-pay.example',
    expected: 'owner belongs-to',
  },
  {
    name: 'a certificate without organisation',
    pages: [page(FRONT, { certificate: certificate(['tradix.example', 'tdx-pay.example'], 'k') })],
    site: 'tdx-pay.example',
    expected: 'weak lead',
  },
  {
    name: 'a CDN’s certificate of many customers',
    pages: [
      page(FRONT, {
        certificate: certificate(
          ['tradix.example', ...Array.from({ length: 40 }, (_, i) => `c${i}.example`)],
          'k',
          'Cloudflare, Inc.',
        ),
      }),
    ],
    site: 'c7.example',
    expected: 'noise mentioned',
  },
  {
    name: 'the page of official domains',
    pages: [official(['Our official domains', 'tradix.example', 'tdx.example and www.tdx2.example'])],
    site: 'tdx2.example',
    expected: 'owner mirror-of',
  },
  {
    name: 'the page of official domains, in Chinese',
    pages: [official(['官方网址', '备用：tdx.example'], '官方验证')],
    site: 'tdx.example',
    expected: 'owner mirror-of',
  },
  {
    name: 'fakes on the page of official domains',
    pages: [official(['Our official domains', 'tdx.example', 'Beware of fake sites:', 'tradlx.example'])],
    site: 'tradlx.example',
    expected: 'weak imitates',
  },
  {
    name: 'a domain linked, not printed, on that page',
    pages: [
      page('https://www.tradix.example/en/verify', {
        title: 'Official Verification',
        links: links('https://partner.example/'),
      }),
    ],
    site: 'partner.example',
    expected: 'noise mentioned',
  },
  {
    name: 'two strong signs: a back end on two pages, and its key',
    pages: [
      page(FRONT, { apiHosts: api, certificate: certificate(['tradix.example'], 'key') }),
      page(`${FRONT}trade`, { apiHosts: api }),
      page('https://gw.tdx-backend.example/', {
        condition: 'empty',
        certificate: certificate(['tdx-backend.example'], 'key'),
      }),
    ],
    site: 'tdx-backend.example',
    expected: 'strong belongs-to',
  },
  {
    name: 'a back end on two pages alone',
    pages: [page(FRONT, { apiHosts: api }), page(`${FRONT}t`, { apiHosts: api })],
    site: 'tdx-backend.example',
    expected: 'weak lead',
  },
  {
    name: 'a back end on one page',
    pages: [page(FRONT, { apiHosts: api })],
    site: 'tdx-backend.example',
    expected: 'noise mentioned',
  },
  {
    name: 'one key behind a CDN',
    pages: [
      page(FRONT, { certificate: certificate(['tradix.example'], 'key') }),
      page('https://x.cdn-site.example/', { certificate: certificate(['x.cdn-site.example'], 'key') }),
    ],
    site: 'cdn-site.example',
    expected: 'noise mentioned',
  },
  {
    name: 'a mirror: same page, same back end, same key',
    pages: [
      { ...original, certificate: certificate(['tradix.example'], 'key') },
      page(MIRROR, { ...copy, canonical: null, certificate: certificate(['trdx-mirror.example'], 'key') }),
    ],
    site: 'trdx-mirror.example',
    expected: 'strong mirror-of',
  },
  {
    name: 'a clone that copied the page, the ids, the back end and the canonical',
    pages: [original, page('https://tradix-login.example/', copy)],
    site: 'tradix-login.example',
    expected: 'weak imitates',
  },
  {
    name: 'a clone through a proxy, with the association file of the original',
    pages: [original, page('https://tradix-login.example/', copy)],
    site: 'tradix-login.example',
    expected: 'weak imitates',
    context: {
      claims: new Map([
        ['www.tradix.example', claims('AA')],
        ['tradix-login.example', claims('AA')],
      ]),
    },
  },
  {
    name: 'a look-alike that poses, with another page',
    pages: [
      page(FRONT),
      page('https://trad1x.example/', {
        title: 'Tradix wallet',
        forms: [{ actionHost: 'trad1x.example', method: 'post', hasPassword: true }],
      }),
    ],
    site: 'trad1x.example',
    expected: 'weak imitates',
  },
  {
    name: 'a look-alike that was only linked',
    pages: [page(FRONT, { links: links('https://tradix-news.example/') })],
    site: 'tradix-news.example',
    expected: 'weak lead',
  },
  {
    name: 'an analytics id that many use',
    pages: [page(FRONT, { analytics: ga }), page('https://blog.example/', { analytics: ga })],
    site: 'blog.example',
    expected: 'noise mentioned',
    context: { sitesSharing: (kind) => (kind === 'analytics' ? 900 : 0) },
  },
  {
    name: 'a rare name server',
    pages: [page(FRONT)],
    site: 'tdx.example',
    expected: 'weak lead',
    context: {
      network: new Map([
        ['tradix.example', { nameServers: ['ns1.tdx-dns.example'] }],
        ['tdx.example', { nameServers: ['ns1.tdx-dns.example'] }],
      ]),
    },
  },
  {
    name: 'CNAME targets and CAA',
    pages: [page(FRONT)],
    site: 'balancer.example',
    expected: 'noise mentioned',
    context: {
      network: new Map([
        ['tradix.example', { cnameTargets: ['x.balancer.example'], caaIssuers: ['ca.example'] }],
      ]),
    },
  },
  {
    name: 'a protected name, whatever was seen',
    pages: [
      official(['Our official domains', 'pay.bank.example']),
      page('https://pay.bank.example/', { hops: [hop(FRONT, 'https://pay.bank.example/')], title: 'Tradix' }),
    ],
    site: 'bank.example',
    expected: 'noise mentioned',
  },
];

const find = (candidates: readonly Candidate[], site: string) =>
  candidates.find((candidate) => candidate.site === site);

t.test('grades', async (t) => {
  for (const { name, pages, site, expected, context: parts } of CASES) {
    const found = find(gradeJoins(pages, KNOWN, context(parts)), site);
    t.equal(`${found?.grade} ${found?.relation}`, expected, name);
  }
});

t.test('rarity weighs: a name server of nine hundred sites leads nowhere', async (t) => {
  const network = new Map(
    ['tradix.example', 'tdx.example'].map((site) => [site, { nameServers: ['ns.hoster.example'] }]),
  );
  const weigh = (sites: number) => {
    const sitesSharing = (kind: string) => (kind === 'name-server' ? sites : 0);
    return (
      find(gradeJoins([page(FRONT)], KNOWN, context({ network, sitesSharing })), 'tdx.example')?.weight ?? 0
    );
  };
  t.ok(weigh(2) > weigh(10) && weigh(10) > 0);
  t.equal(weigh(900), 0);
});

/** 43 pages of one exchange that refer to 194 registrable domains, two of which are its own. */
function largePageSet(): { pages: PageFacts[]; parts: Partial<FootprintContext> } {
  const strangers = Array.from({ length: 192 }, (_, i) => `https://www.s${i}.example/`);
  const services = ['geetest-like.example', 'cdn.shared.example', 'chat-help.example'].map((name) => ({
    host: name,
    as: ['csp'] as const,
  }));
  const pages = Array.from({ length: 43 }, (_, i) =>
    page(`${FRONT}p${i}`, {
      links: links(...strangers.filter((_, at) => at % 43 === i || at % 7 === i % 7)),
      resources: [{ host: `img.s${i}.example`, as: ['image'] }],
      apiHosts: [...services.slice(0, 2), ...api],
      analytics: ga,
      certificate: certificate(['*.tradix.example', 'tradix.example'], 'key'),
    }),
  );
  pages.push(page(`${FRONT}ja`, { alternates: [{ language: 'ja', url: 'https://tdx.example/' }] }));
  pages.push(page('https://tdx.example/', { alternates: [{ language: 'en', url: FRONT }] }));
  pages.push(
    page('https://gw.tdx-backend.example/', {
      condition: 'empty',
      certificate: certificate(['tdx-backend.example'], 'key'),
    }),
  );
  return { pages, parts: { sitesSharing: (kind) => (kind === 'analytics' ? 1 : 0) } };
}

t.test('an icon weighs by how few others carry it, the platform itself not counted', async (t) => {
  const shared = new SharedValues((site) => (site.startsWith('tradix') ? 'tradix' : undefined));
  const weight = () => {
    const icon = { faviconHash: 'a1'.repeat(32) };
    const network = new Map(
      ['tradix.example', 'tradix-two.example', 'tdx.example'].map((site) => [site, icon]),
    );
    for (const [site, facts] of network)
      for (const [kind, value] of sharedValuesOf(facts)) shared.add(kind, value, site);
    const sitesSharing = (kind: string, value: string) => shared.besides('tradix', kind, value);
    const known = { ...KNOWN, sites: [host('tradix.example'), host('tradix-two.example')] };
    const found = find(gradeJoins([page(FRONT)], known, context({ network, sitesSharing })), 'tdx.example');
    t.notMatch(found, { grade: /owner|strong/ }, 'never more than a lead');
    return found?.weight ?? 0;
  };
  t.equal(weight(), 1, 'nobody else has it');
  for (let i = 0; i < 4; i++) shared.add('favicon', 'a1'.repeat(32), `blog-${i}.example`);
  t.equal(weight(), 1 / 5);
  for (let i = 0; i < 100; i++) shared.add('favicon', 'a1'.repeat(32), `shop-${i}.example`);
  t.equal(weight(), 0, 'everybody has it');
  t.equal(shared.besides('tradix', 'favicon', 'never seen'), 0);
});

t.test('194 registrable domains referred to, two owned', async (t) => {
  const { pages, parts } = largePageSet();
  const candidates = gradeJoins(pages, KNOWN, context(parts));
  const owned = candidates.filter(({ grade }) => grade === 'owner' || grade === 'strong');
  t.same(
    owned.map(({ site, grade }) => `${site} ${grade}`),
    ['tdx.example owner', 'tdx-backend.example strong'],
  );
  t.ok(candidates.length >= 194);
  t.equal(find(candidates, 'geetest-like.example')?.grade, 'weak', 'a service on every page is a lead');
  t.match(find(candidates, 'shared.example'), { grade: 'noise', protected: true });
  t.equal(candidates.filter(({ grade }) => grade === 'noise').length, candidates.length - 3);
  t.same(
    gradeJoins([...pages].reverse(), KNOWN, context(parts)).map(({ site, grade }) => site + grade),
    candidates.map(({ site, grade }) => site + grade),
    'the order of the pages does not matter',
  );
});

const name = fc.constantFrom('s1', 's2', 'tdx', 'tdx2', 'tradix-login', 'trdx-mirror', 'casino', 'other');
const urlOf = name.map((label) => `https://${label}.example/`);
const noisePage = fc.oneof(
  // The platform links wherever it likes.
  fc.array(urlOf, { maxLength: 4 }).map((urls) => page(`${FRONT}news`, { links: links(...urls) })),
  urlOf.map((url) => page(`${FRONT}img`, { resources: [{ host: new URL(url).hostname, as: ['image'] }] })),
  // Strangers link at the platform, and call themselves what they like.
  fc
    .tuple(urlOf, fc.constantFrom('Tradix', 'News'))
    .map(([url, title]) => page(`${url}n`, { title, links: links(FRONT) })),
  urlOf.map((url) => page(`${url}e`, { condition: 'parked' })),
);

t.test('noise never raises a grade', async (t) => {
  const rank = (candidate: Candidate | undefined) => GRADES.indexOf(candidate?.grade ?? 'noise');
  // A name made alike is a lead as soon as anybody mentions it; it must not become more.
  const lookalike = new Set(['tradix-login.example']);
  fc.assert(
    fc.property(fc.constantFrom(...CASES), fc.array(noisePage, { maxLength: 6 }), (given, noise) => {
      const world = context(given.context);
      const before = gradeJoins(given.pages, KNOWN, world);
      const raised = gradeJoins([...given.pages, ...noise], KNOWN, world).filter(
        (after) => rank(after) > Math.max(rank(find(before, after.site)), lookalike.has(after.site) ? 1 : 0),
      );
      t.same(raised, [], given.name);
    }),
    { numRuns: 150 },
  );
});

t.test('what the candidate controls alone never makes it owned', async (t) => {
  const own = fc.record({
    title: fc.constantFrom('Tradix', 'Other', null),
    sketch: fc.constantFrom(sketch, []),
    apiHosts: fc.constantFrom(api, []),
    analytics: fc.constantFrom(ga, []),
    canonical: fc.constantFrom(FRONT, null),
    alternates: fc.constantFrom([{ language: 'en', url: FRONT }], []),
    links: fc.constantFrom(links(FRONT), []),
  });
  fc.assert(
    fc.property(own, fc.constantFrom('tradix-login', 'trad1x', 'other'), (facts, label) => {
      const url = `https://${label}.example/`;
      const found = find(
        gradeJoins([original, page(`${FRONT}b`), page(url, facts)], KNOWN, context()),
        `${label}.example`,
      );
      t.ok(found?.grade === 'weak' || found?.grade === 'noise', JSON.stringify(facts));
      t.ok(found?.relation !== 'mirror-of' && found?.relation !== 'belongs-to');
    }),
    { numRuns: 100 },
  );
});

t.test('names that look alike', async (t) => {
  const brand = brandOf({
    platform: 'x',
    brands: ['Binford'],
    sites: [host('binford.example'), host('coin.example')],
  });
  const cases: readonly (readonly [string, boolean])[] = [
    ['binford-login.example', true],
    ['b1nford.example', true],
    ['blnford.example', true],
    ['binf0rd.example', true],
    ['bnford.example', true],
    ['bindford.example', true],
    ['bifnord.example', true],
    ['xn--inford-hof.example', true],
    ['bamford.example', false],
    ['coin-news.example', false],
    ['ford.example', false],
  ];
  for (const [candidate, expected] of cases) t.equal(brand.isLookalike(host(candidate)), expected, candidate);
});
