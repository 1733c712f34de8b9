/**
 * Which addresses the crawler may connect to: public unicast and nothing else. Crawled names belong to people
 * who choose what they resolve to, so an answer is an attack until it is shown to be ordinary. The table follows
 * the IANA special-purpose registries (RFC 6890 and its updates); where a registry row is "globally reachable"
 * but no web site lives there (AS112, anycast relays, protocol assignments), the row is refused as well.
 */
import {
  formatAddress,
  networkOf,
  type Prefix,
  parseAddress,
  parsePrefix,
} from '../../model/prefixes/prefix.js';

export type AddressJudgement =
  | { readonly allowed: true }
  /** `block`: the registry row (or the reason) that the address fell to, for messages. */
  | { readonly allowed: false; readonly block: string };

/** Decides about one address in text form. Anything that is not canonical address text is refused. */
export type AddressPolicy = (address: string) => AddressJudgement;

const SPECIAL_4: readonly (readonly [string, string])[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private use'],
  ['100.64.0.0/10', 'shared address space, metadata services'],
  ['127.0.0.0/8', 'loopback'],
  ['168.63.129.16/32', 'platform service of a cloud, metadata'],
  ['169.254.0.0/16', 'link local, metadata services'],
  ['172.16.0.0/12', 'private use'],
  ['192.0.0.0/24', 'protocol assignments, metadata services'],
  ['192.0.2.0/24', 'documentation'],
  ['192.31.196.0/24', 'AS112'],
  ['192.52.193.0/24', 'AMT'],
  ['192.88.99.0/24', '6to4 relay'],
  ['192.168.0.0/16', 'private use'],
  ['192.175.48.0/24', 'AS112'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved, broadcast'],
];

/** Inside 2000::/3; all of IPv6 outside it is refused as a whole. */
const SPECIAL_6: readonly (readonly [string, string])[] = [
  ['2001::/23', 'protocol assignments, Teredo, ORCHID'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', '6to4'],
  ['2620:4f:8000::/48', 'AS112'],
  ['3fff::/20', 'documentation'],
];

const table = (rows: readonly (readonly [string, string])[]) =>
  rows.map(([text, block]) => ({ prefix: mustParse(text), block }));
const TABLE_4 = table(SPECIAL_4);
const TABLE_6 = table(SPECIAL_6);
const GLOBAL_UNICAST = mustParse('2000::/3');

/** Public unicast only. IPv4 inside IPv6 (mapped, NAT64) is judged by the IPv4 address that packets would reach. */
export const strictPolicy: AddressPolicy = (address) => {
  const words = unwrapAddress(address);
  if (!words) return { allowed: false, block: 'not an address' };
  if (words.length === 4) {
    if (!contains(GLOBAL_UNICAST, words)) return { allowed: false, block: 'outside global unicast' };
    if (isIsatap(words)) return { allowed: false, block: 'ISATAP' };
  }
  const row = (words.length === 1 ? TABLE_4 : TABLE_6).find(({ prefix }) => contains(prefix, words));
  return row ? { allowed: false, block: row.block } : { allowed: true };
};

/**
 * A policy that also permits the given prefixes: for a laboratory whose servers stand on loopback or in a
 * network namespace. Never for a run against the real network.
 */
export function permitting(prefixes: readonly Prefix[], base: AddressPolicy = strictPolicy): AddressPolicy {
  return (address) => {
    const words = unwrapAddress(address);
    return words && prefixes.some((prefix) => contains(prefix, words)) ? { allowed: true } : base(address);
  };
}

/**
 * The words of an address, with IPv4-mapped (RFC 4291 §2.5.5.2) and well-known-prefix NAT64 (RFC 6052 §2.1)
 * forms replaced by the IPv4 address inside. Null for anything that is not address text.
 */
export function unwrapAddress(address: string): readonly number[] | null {
  const words = parseAddress(address);
  if (!words || words.length === 1) return words;
  const [w0, w1, w2, w3] = words as [number, number, number, number];
  const mapped = w0 === 0 && w1 === 0 && w2 === 0xffff;
  const nat64 = w0 === 0x0064ff9b && w1 === 0 && w2 === 0;
  return mapped || nat64 ? [w3] : words;
}

/** Whether two texts name the same network address, `::ffff:198.51.100.7` and `198.51.100.7` included. */
export function sameAddress(a: string, b: string): boolean {
  const left = unwrapAddress(a);
  const right = unwrapAddress(b);
  return left !== null && right !== null && formatAddress(left) === formatAddress(right);
}

/** An ISATAP interface identifier (RFC 5214 §6.1) tunnels to the IPv4 address in the last word. */
function isIsatap(words: readonly number[]): boolean {
  return ((words[2] as number) & 0xfdffffff) === 0x00005efe;
}

function contains(prefix: Prefix, words: readonly number[]): boolean {
  if (prefix.words.length !== words.length) return false;
  const network = networkOf(words, prefix.length);
  return network.words.every((word, i) => word === prefix.words[i]);
}

function mustParse(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (!parsed.ok) throw new Error(`special-purpose table: ${parsed.problem.message}`);
  return parsed.value;
}
