/** The exchange that serves residents: its sites, its mirror, its back end, and the clone that imitates it. */
import { AT, STRANGERS, TIGER } from '../addresses.js';
import { txt } from '../dns/records.js';
import type { Site } from '../site.js';
import { COINS, json, moved, withHeaders } from '../web/html.js';
import {
  APPS,
  BACK_END,
  clonePages,
  HOME,
  MIRROR,
  officialDomains,
  ownPages,
  tigerPages,
} from './tiger-pages.js';

const ORGANISATION = 'Tigerbit Holdings Ltd';

const TICKERS = COINS.map((base, i) => ({
  symbol: `${base}_USDT`,
  last: `${64_210 - i * 5_000}.5`,
  bid: `${64_210 - i * 5_000}.1`,
  ask: `${64_210 - i * 5_000}.9`,
  vol24h: `${1000 + i}.25`,
}));
const DEPTH = {
  code: 0,
  data: {
    asks: [
      ['64210.9', '0.51'],
      ['64211.0', '2.10'],
    ],
    bids: [
      ['64210.1', '0.33'],
      ['64209.8', '1.75'],
    ],
    ts: 1_700_000_000_000,
  },
};

const at = TIGER;
const web = { a: at.web, aaaa: at.web6 };

export const TIGER_SITES: readonly Site[] = [
  {
    name: 'tigerbit.example',
    role: 'exchange with Alipay and WeChat Pay P2P, Chinese and English, no CDN but for pictures',
    yields: 'trading platform abroad (SC, HK) that serves residents; dedicated address',
    listed: { id: 'tigerbit', title: 'Tigerbit', kind: 'cex', hosts: ['www'] },
    hosts: {
      '@': web,
      www: web,
      m: { cname: 'www.tigerbit.example' },
      static: { a: at.static, aaaa: at.static6 },
    },
    nameServers: ['ns1.tigerdns.example'],
    records: [
      { owner: 'www.tigerbit.example', type: 'HTTPS', data: `1 . alpn=h2 ipv4hint=${at.web[0]}` },
      { owner: 'tigerbit.example', type: 'MX', data: '10 mail.tigerbit.example' },
      { owner: 'tigerbit.example', type: 'TXT', data: txt('v=spf1 include:spf.tgr-markets.example -all') },
      {
        owner: 'tigerbit.example',
        type: 'TXT',
        data: txt('google-site-verification=lab0tiger1verification2token3'),
      },
      { owner: 'tigerbit.example', type: 'CAA', data: '0 issue "lab-authority.example"' },
      { owner: 'mail.tigerbit.example', type: 'A', data: at.mirror[0] },
    ],
    certificate: {
      names: ['tigerbit.example', '*.tigerbit.example', 'tigerbit-asia.example', '*.tigerbit-asia.example'],
      organisation: ORGANISATION,
      key: 'tiger',
    },
    forged: { a: STRANGERS.victim },
    pages: withHeaders({ ...tigerPages(HOME), ...ownPages }, BACK_END),
  },
  {
    name: 'tigercoin.example',
    role: 'the same exchange under its former name',
    yields: 'known site, permanent redirect to another known one',
    listed: { id: 'tigerbit', title: 'Tigerbit', kind: 'cex' },
    hosts: { '@': web, www: web },
    nameServers: ['ns1.tigerdns.example'],
    certificate: { organisation: ORGANISATION, key: 'tiger' },
    pages: { '/*': moved(`${HOME}/`) },
  },
  {
    name: 'tigerbit-asia.example',
    role: 'mirror of the exchange, unknown to the list',
    yields: 'found: owner (mutual hreflang, same app signature, organisation, official domains) → mirror-of',
    hosts: { '@': { a: at.mirror }, www: { a: at.mirror } },
    nameServers: ['ns1.tigerdns.example'],
    records: [
      {
        owner: 'tigerbit-asia.example',
        type: 'TXT',
        data: txt('v=spf1 include:spf.tgr-markets.example -all'),
      },
    ],
    certificate: {
      names: ['tigerbit-asia.example', '*.tigerbit-asia.example', 'tigerbit.example', '*.tigerbit.example'],
      organisation: ORGANISATION,
      key: 'tiger',
    },
    pages: withHeaders(
      { ...tigerPages(MIRROR, HOME), ...APPS, '/official-domains': officialDomains },
      BACK_END,
    ),
  },
  {
    name: 'tigerbit-hk.example',
    role: 'backup domain that only leads on',
    yields: 'found: owner (named on the page of official domains)',
    hosts: { '@': { a: at.mirror }, www: { a: at.mirror } },
    nameServers: ['ns1.tigerdns.example'],
    certificate: { key: 'tiger' },
    pages: { '/*': moved(`${MIRROR}/zh-cn/`, 302) },
  },
  {
    name: 'tgr-markets.example',
    role: 'API of the exchange: REST ticker and depth, no pages',
    yields: 'found: two strong (CSP and configuration on several pages, same TLS key); market data',
    hosts: { api: { a: at.api }, stream: { a: at.api }, '@': { a: at.api } },
    nameServers: ['ns1.tigerdns.example'],
    records: [
      { owner: 'spf.tgr-markets.example', type: 'TXT', data: txt(`v=spf1 ip4:${at.mirror[0]} -all`) },
    ],
    certificate: { key: 'tiger' },
    pages: {
      '/': json({ code: 0, msg: 'ok' }),
      '/api/v1/ticker': json({ code: 0, data: TICKERS }),
      '/api/v1/tickers': json({ code: 0, data: TICKERS }),
      '/api/v1/depth': json(DEPTH),
      '/api/v1/time': json({ serverTime: 1_700_000_000_000 }),
      '/ws': { status: 426, headers: { upgrade: 'websocket' }, body: 'Upgrade Required' },
    },
  },
  {
    name: 'tlgerbit.example',
    role: 'phishing clone of the exchange: same pages, lookalike name, nothing mutual',
    yields: 'found: imitates, never owned; must not be tied to the exchange',
    hosts: { '@': { a: AT.clone }, www: { a: AT.clone }, collect: { a: AT.clone } },
    pages: clonePages(),
  },
];
