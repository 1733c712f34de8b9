/** Names that misbehave: what their name servers answer, and whom they point at. */
import { AT, FLUX, STRANGERS } from '../addresses.js';
import { txt } from '../dns/records.js';
import type { Site } from '../site.js';
import { html } from '../web/html.js';

const plain = html({ lang: 'en', title: 'Welcome', body: ['<h1>BTC/USDT</h1>', 'Spot trading.'] });
const at = { a: AT.trouble2 };

type Rest = Partial<Omit<Site, 'name' | 'role' | 'yields'>>;

function odd(name: string, role: string, yields: string, rest: Rest): Site {
  const id = name.slice(0, name.indexOf('.')).replaceAll('-', '_');
  return {
    name,
    role,
    yields,
    listed: { id, title: id, kind: 'cex' },
    hosts: { '@': at, www: at },
    pages: { '/*': plain },
    ...rest,
  };
}

/** Points at addresses of a stranger, and is not served there. */
function borrower(name: string, role: string, addresses: readonly string[]): Site {
  const a = addresses.filter((address) => !address.includes(':'));
  const aaaa = addresses.filter((address) => address.includes(':'));
  return odd(name, role, 'resolves; no valid certificate there; the address is protected', {
    hosts: { '@': { a, aaaa }, www: { a, aaaa } },
    borrows: addresses,
  });
}

export const NAME_SITES: readonly Site[] = [
  borrower('pointex.example', 'points at a public resolver (8.8.8.8)', STRANGERS.publicResolver),
  borrower('bankpoint.example', "points at the bank's address", STRANGERS.bank),
  borrower('rootpoint.example', 'points at a root name server', ['198.41.0.4']),
  borrower('cdnpoint.example', 'points at a CDN address of an innocent site', AT.cloudfront),
  odd('innerpoint.example', 'points at private addresses', 'address-not-public: never connected', {
    hosts: {
      '@': { a: ['10.0.0.1'], aaaa: ['fd00::1'] },
      www: { a: ['127.0.0.1'], aaaa: ['::1'] },
      metadata: { a: ['169.254.169.254'] },
      mapped: { aaaa: ['::ffff:7f00:1'] },
    },
  }),
  odd('mixedpoint.example', 'points at a public and at a private address', 'refused as a whole', {
    hosts: {
      '@': { a: [...AT.trouble2, '192.168.1.1'] },
      www: { a: [...AT.trouble2, '192.168.1.1'] },
    },
  }),
  odd(
    'rebind.example',
    'first a public address, then the loopback',
    'the first answer is pinned, or refused',
    {
      dns: { sequence: [AT.trouble2, ['127.0.0.1']], ttl: 0 },
      plainHttp: 'serve',
    },
  ),
  odd('fluxex.example', 'other addresses with every answer, 500 in all', 'fast flux: no address is listed', {
    hosts: { '@': { a: [FLUX.first] }, www: { a: [FLUX.first] } },
    dns: { rotate: { first: FLUX.first, count: FLUX.count, each: 4 }, ttl: 1 },
  }),
  odd('servfailex.example', 'SERVFAIL for everything', 'servfail; deletes nothing', {
    dns: { outcome: 'servfail' },
  }),
  odd('goneex.example', 'NXDOMAIN for everything', 'nxdomain', { dns: { outcome: 'nxdomain' } }),
  odd('nodataex.example', 'exists, without addresses', 'nodata', {
    hosts: {},
    records: [{ owner: 'nodataex.example', type: 'TXT', data: txt('nothing here') }],
  }),
  odd('refusedex.example', 'its server refuses', 'servfail at the resolver', { dns: { outcome: 'refused' } }),
  odd('silentex.example', 'its server never answers', 'timeout or servfail', { dns: { outcome: 'silent' } }),
  odd('deadex.example', 'nobody listens where it is delegated to', 'servfail', { zoneServer: 'closed' }),
  odd('lameex.example', 'delegated to a server that knows nothing of it', 'servfail', { zoneServer: 'lame' }),
  odd('bigtxt.example', 'more text than a datagram carries', 'truncated over UDP, whole over TCP', {
    records: Array.from({ length: 24 }, (_, i) => ({
      owner: 'bigtxt.example',
      type: 'TXT' as const,
      data: txt(`part ${String(i).padStart(2, '0')} ${'x'.repeat(200)}`),
    })),
  }),
  odd('chaincname.example', 'aliases of aliases that end in a CDN', 'CNAME chain, cdn by name', {
    hosts: {
      '@': { a: AT.cloudfront },
      www: { cname: 'one.chaincname.example' },
      one: { cname: 'two.chaincname.example' },
      two: { cname: 'd3pandalab.cloudfront.net' },
      loop: { cname: 'pool.chaincname.example' },
      pool: { cname: 'loop.chaincname.example' },
      dangling: { cname: 'nothing.goneex.example' },
    },
  }),
  odd('sealex.example', 'signed, as is the zone below it', 'answer with AD from resolvers that validate', {
    dnssec: 'signed',
    hosts: { '@': at, www: at, app: { cname: 'front.vault.sealex.example' } },
  }),
  odd('vault.sealex.example', 'a zone of its own below a signed one', 'answer with AD, by two keys', {
    dnssec: 'signed',
    listed: undefined,
    hosts: { '@': at, front: at },
  }),
  odd(
    'bogex.example',
    'signed, and altered on the way',
    'servfail with Extended DNS Error 6 where one validates',
    {
      dnssec: { from: AT.trouble2[0], to: AT.trouble[0] },
    },
  ),
  odd(
    'xn--bpws5levs.example',
    'internationalised name of the exchange',
    'leads to a known site; proves nothing alone',
    {
      listed: undefined,
      pages: { '/*': { status: 301, headers: { location: 'https://www.tigerbit.example/' } } },
    },
  ),
];
