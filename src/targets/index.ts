/** Every target. One line for each file of the folder; a test compares the two. */
import { target as dnsmasq } from './dns/dnsmasq.js';
import { target as dnsmasqNftset } from './dns/dnsmasq-nftset.js';
import { target as domains } from './dns/domains.js';
import { target as hosts } from './dns/hosts.js';
import { target as rpz } from './dns/rpz.js';
import { target as rpzPassthru } from './dns/rpz-passthru.js';
import { target as unbound } from './dns/unbound.js';
import { target as nftables } from './firewall/nftables.js';
import { target as nftablesDynamic } from './firewall/nftables-dynamic.js';
import { target as intelCsv } from './intelligence/intel-csv.js';
import { target as intelJson } from './intelligence/intel-json.js';
import { target as intelStix } from './intelligence/intel-stix.js';
import { target as squid } from './proxy/squid.js';
import type { Target } from './target.js';

/** By family, then in the order in which people ask for them. */
export const targets: readonly Target[] = [
  hosts,
  domains,
  dnsmasq,
  dnsmasqNftset,
  unbound,
  rpz,
  rpzPassthru,
  nftables,
  nftablesDynamic,
  squid,
  intelCsv,
  intelJson,
  intelStix,
];

export const findTarget = (id: string): Target | undefined => targets.find((target) => target.id === id);
