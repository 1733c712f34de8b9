/** The lab's workspace: a fictitious jurisdiction modelled as data only, its platforms, what it protects. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { AT, HOME_CLIENT, HOME_SUBNET, RESOLVERS, STRANGERS, SUBNET_ABROAD } from './addresses.js';
import { CA_FILE, PROJECT } from './folder.js';
import { hostName, type Site } from './site.js';
import { SITES } from './sites/index.js';

/** Queries a second: the resolvers are the lab's own. */
const RATE = 1000;
const { atlas, harbour, homeland } = RESOLVERS;
type Resolver = (typeof RESOLVERS)[keyof typeof RESOLVERS];

/** A server over TLS, as the settings write it. */
const secure = ({ tlsName, addresses }: Resolver, transport: 'dot' | 'doh') => ({
  address: addresses[0],
  transport,
  tls_name: tlsName,
  ca_file: CA_FILE,
  rate_per_second: RATE,
});
const open = ({ addresses }: Resolver) => ({ address: addresses[0], rate_per_second: RATE });

const VANTAGES = [
  {
    id: 'atlas',
    country: 'DE',
    // Each name is asked once for each of these: the pools of the world, and those for residents.
    subnets: [SUBNET_ABROAD, HOME_SUBNET],
    servers: [secure(atlas, 'doh'), secure(atlas, 'dot'), open(atlas)],
  },
  { id: 'harbour', country: 'SG', servers: [open(harbour), secure(harbour, 'dot')] },
  {
    id: 'homeland',
    country: 'CN',
    in_country: true,
    servers: [open(homeland)],
    // Pages are looked at as a resident sees them, too.
    local_address: HOME_CLIENT,
  },
];

/** lists/cordon.yaml, all of it: the one place to adapt when the settings change. */
const settings = (): Record<string, unknown> => ({
  default_profile: 'lab',
  vantages: VANTAGES,
  crawl: {
    contact: 'https://cordon-lab.example/crawler',
    ca_file: CA_FILE,
    // The servers are the lab's own: nobody waits for a pause between two requests.
    delay_seconds: 0,
    // The lab shows the same on every machine, with a browser or without.
    chromium: 'off',
  },
  fresh_hours: 48,
  // The embedded database is the only one that comes with the program, and its publisher has ended the edition.
  limits: { geolocation_age_days: 3650 },
});

/** By what the lab's residents are told; a short form of what a bundled profile has. */
const RESIDENTS = {
  names: ['中国', '中国大陆', '中國', '中國大陸', 'China', 'mainland China'],
  people: ['国内用户', '大陆用户', '大陸用戶', '中国用户', 'Chinese users', 'mainland users'],
  look_alikes: [
    '中国香港',
    '中國香港',
    '中国台湾',
    '中国澳门',
    '中国語',
    'Hong Kong, China',
    '发展中国家',
    'AlipayHK',
  ],
  rails: [
    { id: 'alipay', terms: ['支付宝', '支付寶', 'Alipay'] },
    { id: 'wechat-pay', terms: ['微信支付', 'WeChat Pay'], shared_terms: ['微信', 'wechat'] },
    { id: 'bank-card', shared_terms: ['银行卡', '銀行卡', 'bank card'] },
    { id: 'unionpay', terms: ['银联', 'UnionPay'] },
  ],
  currency_terms: ['人民币', '人民幣', 'RMB'],
  probative_languages: ['zh-Hans'],
  identity_documents: ['居民身份证', '身份证号'],
  shared_identity_documents: ['身份证'],
  app_store_hosts: ['appgallery.huawei.com', 'sj.qq.com', 'app.mi.com'],
  messaging_services: ['wechat', 'wechat-official', 'qq', 'qq-group'],
  messaging_terms: ['微信公众号', '官方微信', 'QQ群'],
  infrastructure_hosts: ['hm.baidu.com', 'cnzz.com', 'alicdn.com'],
  analytics_services: ['baidu-tongji', 'cnzz'],
  access_terms: ['国内直连', '大陆直连'],
};

const PROFILE = {
  id: 'lab',
  name: 'Lab jurisdiction',
  home: 'CN',
  languages: ['zh-Hans', 'zh'],
  currencies: ['CNY'],
  payment_rails: ['alipay', 'wechat-pay', 'bank-card', 'unionpay'],
  dialling_code: '+86',
  licensed: [],
  residents: RESIDENTS,
  legal_basis: 'None: this jurisdiction exists in the lab only.',
  notice_text: 'This site is on the list of the lab.',
};

const PROTECTED: readonly Record<string, unknown>[] = [
  {
    id: 'lab-banks',
    title: 'Banks of the lab, with their addresses',
    use: 'never',
    category: 'bank',
    emit: true,
    names: ['northbank.example'],
    prefixes: [...STRANGERS.bank],
  },
  {
    id: 'lab-cdn',
    title: 'CDNs that the lab has',
    use: 'shared',
    category: 'cdn',
    emit: false,
    prefixes: ['104.16.0.0/13', '13.224.0.0/14', '2606:4700::/32'],
    cname_suffixes: ['cloudfront.net', 'cloudflare.com'],
  },
  {
    id: 'lab-cloud',
    title: 'Clouds that the lab has',
    use: 'shared',
    category: 'cloud',
    emit: false,
    prefixes: ['13.250.0.0/15'],
  },
  {
    id: 'lab-parking',
    title: 'Parking in the lab',
    use: 'shared',
    category: 'parking',
    emit: false,
    prefixes: [...AT.parking],
  },
  {
    id: 'lab-shared-hosts',
    title: 'Hosts of many tenants in the lab',
    use: 'shared',
    category: 'hosting',
    emit: false,
    prefixes: [...AT.shared, ...AT.shared6],
  },
];
/** Taken over from the bundled workspace as they are. */
const BUNDLED_PROTECTED = ['special-prefixes', 'root-servers', 'public-resolvers'];

/** The platforms as a person would list them: known sites only; mirrors, back ends and clones are to be found. */
export function platforms(sites: readonly Site[] = SITES): Record<string, unknown>[] {
  const found = new Map<string, { id: string; name: string; kind: string; sites: unknown[] }>();
  for (const { name, listed } of sites) {
    if (!listed) continue;
    const platform = found.get(listed.id) ?? { ...listed, name: listed.title, sites: [] };
    const hosts = (listed.hosts ?? []).map((label) => ({ name: hostName(name, label), roles: [label] }));
    platform.sites.push(hosts.length > 0 ? { name, hosts } : { name });
    found.set(listed.id, platform);
  }
  return [...found.values()].map(({ id, name, kind, sites: known }) => ({ id, name, kind, sites: known }));
}

/** @param folder made when it is not there */
export function writeWorkspace(folder: string): void {
  for (const name of ['platforms', 'profiles', 'overrides', 'protected'])
    mkdirSync(join(folder, name), { recursive: true });
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), stringify(value));
  write('cordon.yaml', settings());
  write('sources.yaml', { sources: [] });
  write('profiles/lab.yaml', PROFILE);
  write('overrides/lab.yaml', { profile: 'lab', decisions: [], accept: [] });
  for (const platform of platforms()) write(`platforms/${platform.id}.yaml`, platform);
  for (const list of PROTECTED)
    write(`protected/${list.id}.yaml`, { ...list, source: 'the lab', licence: 'MIT' });
  for (const name of BUNDLED_PROTECTED)
    copyFileSync(join(PROJECT, `lists/protected/${name}.yaml`), join(folder, `protected/${name}.yaml`));
}
