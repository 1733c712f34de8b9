/** The lab's workspace: a fictitious jurisdiction modelled as data only, its platforms, what it protects. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { AT, HOME_SUBNET, RESOLVERS, STRANGERS } from './addresses.js';
import { CA_FILE, PROJECT } from './folder.js';
import type { Site } from './site.js';
import { SITES } from './sites/index.js';

/** A vantage as the settings have it: who looks, from where, through which servers. */
export interface LabVantage {
  readonly id: string;
  readonly country: string;
  readonly inCountry: boolean;
  readonly subnets?: readonly string[];
  readonly servers: readonly {
    readonly address: string;
    readonly transport: 'udp' | 'tcp' | 'dot' | 'doh';
    readonly tlsName?: string;
  }[];
}

const { atlas, harbour, homeland } = RESOLVERS;
const tls = (
  { tlsName, addresses }: (typeof RESOLVERS)[keyof typeof RESOLVERS],
  transport: 'dot' | 'doh',
) => ({
  address: addresses[0],
  transport,
  tlsName,
});

export const VANTAGES: readonly LabVantage[] = [
  {
    id: 'atlas',
    country: 'DE',
    inCountry: false,
    // Each name is asked once more for each of these.
    subnets: [HOME_SUBNET],
    servers: [{ address: atlas.addresses[0], transport: 'udp' }, tls(atlas, 'dot'), tls(atlas, 'doh')],
  },
  {
    id: 'harbour',
    country: 'SG',
    inCountry: false,
    servers: [tls(harbour, 'dot'), { address: harbour.addresses[0], transport: 'udp' }],
  },
  {
    id: 'homeland',
    country: 'CN',
    inCountry: true,
    servers: [{ address: homeland.addresses[0], transport: 'udp' }],
  },
];

/** lists/cordon.yaml, all of it: the one place to adapt when the settings change. */
const settings = (): Record<string, unknown> => ({
  default_profile: 'lab',
  vantages: VANTAGES.map(({ id, country, inCountry, subnets, servers }) => ({
    id,
    country,
    in_country: inCountry,
    ...(subnets ? { subnets } : {}),
    servers: servers.map(({ address, transport, tlsName }) => ({
      address,
      transport,
      rate_per_second: 1000,
      ...(tlsName ? { tls_name: tlsName, ca_file: CA_FILE } : {}),
    })),
  })),
  // The servers are the lab's own: nobody waits for a pause between two requests.
  crawl: { contact: 'https://cordon-lab.example/crawler', ca_file: CA_FILE, delay_seconds: 0 },
  fresh_hours: 48,
});

const PROFILE = {
  id: 'lab',
  name: 'Lab jurisdiction',
  home: 'CN',
  languages: ['zh-Hans', 'zh'],
  currencies: ['CNY'],
  payment_rails: ['alipay', 'wechat-pay', 'bank-card', 'unionpay'],
  dialling_code: '+86',
  licensed: [],
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
  const found = new Map<string, { id: string; name: string; kind: string; sites: { name: string }[] }>();
  for (const { name, listed } of sites) {
    if (!listed) continue;
    const platform = found.get(listed.id) ?? { ...listed, name: listed.title, sites: [] };
    platform.sites.push({ name });
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
