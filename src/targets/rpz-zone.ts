/** What both policy zones share: the head of the zone, and the limits that its name sets. */
import type { EnforcedSet } from '../model/release/entry.js';
import type { ByteWriter } from './writer.js';

/** Octets of a domain name on the wire (RFC 1035 §2.3.4). */
const MAX_WIRE = 255;

/** @param zone absolute, e.g. `rpz.cordon.`. The serial of the zone is the serial of the release. */
export function writeZoneHead(writer: ByteWriter, zone: string, set: EnforcedSet): void {
  writer.text(
    `$TTL 300\n$ORIGIN ${zone}\n@ SOA localhost. hostmaster.localhost. ${set.serial} 3600 600 86400 300\n@ NS localhost.\n`,
  );
}

/** The longest host name (octets of its text) whose owner below the zone is within the limit; `*.` takes two. */
export function longestName(zone: string): { readonly exact: number; readonly below: number } {
  // On the wire a name is as long as its text with the trailing dot, plus the length octet of its first label; the
  // root label's octet stands for the dot.
  const exact = MAX_WIRE - (zone.length + 1) - 1;
  return { exact, below: exact - 2 };
}

const TRIGGER_LABELS = new Set(['rpz-ip', 'rpz-client-ip', 'rpz-nsdname', 'rpz-nsip']);
const SHORTEST = 'rpz-ip'.length;

/** A host name that a policy zone would read as a trigger of another kind: it ends in such a label. */
export function isTriggerName(bytes: Uint8Array, offset: number, length: number): boolean {
  const end = offset + length;
  let from = end;
  while (from > offset && bytes[from - 1] !== 0x2e) from--;
  if (end - from < SHORTEST || bytes[from] !== 0x72 || bytes[from + 3] !== 0x2d) return false;
  return TRIGGER_LABELS.has(String.fromCharCode(...bytes.subarray(from, end)));
}
