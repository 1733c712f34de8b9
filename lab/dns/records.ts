/** Resource records of the lab, as text, for zone files and for the server of its own. */

export const TYPE_NUMBERS = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  HTTPS: 65,
  CAA: 257,
} as const;
export type RecordType = keyof typeof TYPE_NUMBERS;

export interface DnsRecord {
  /** Absolute, lower case, without the trailing dot; empty for the root. */
  readonly owner: string;
  readonly type: RecordType;
  /**
   * As in a zone file. Names in it are absolute, with or without the dot. TXT: the strings, quoted, 255 octets each.
   * HTTPS: priority, target, then alpn, ipv4hint, ipv6hint at most.
   */
  readonly data: string;
  readonly ttl?: number | undefined;
}

export const DEFAULT_TTL = 60;

const absolute = (name: string): string => (name.endsWith('.') ? name : `${name}.`);
/** Position of the name in the data, for types that have one. */
const NAME_AT: { readonly [T in RecordType]?: number } = { NS: 0, CNAME: 0, MX: 1, HTTPS: 1 };

/** One line of a zone file. */
export function zoneLine({ owner, type, data, ttl = DEFAULT_TTL }: DnsRecord): string {
  const words = data.split(' ');
  const at = NAME_AT[type];
  if (at !== undefined) words[at] = absolute(words[at] ?? '');
  return `${absolute(owner)} ${ttl} IN ${type} ${words.join(' ')}`;
}

export function soa(zone: string, server: string, serial: number): DnsRecord {
  const data = `${absolute(server)} hostmaster.${absolute(zone)} ${serial} 3600 600 86400 ${DEFAULT_TTL}`;
  return { owner: zone, type: 'SOA', data: data.replaceAll('..', '.') };
}

/** Strings of at most 255 octets, quoted. */
export function txt(text: string): string {
  const parts = text.match(/.{1,255}/gs) ?? [''];
  return parts.map((part) => `"${part.replaceAll(/["\\]/g, '\\$&')}"`).join(' ');
}
