/** Whether something is listed, by which entries, on what evidence. */
import { covers } from '../model/names/host.js';
import { agree } from '../model/prefixes/bits.js';
import { formatAddress, formatPrefix, type Prefix, parsePrefix } from '../model/prefixes/prefix.js';
import type { Entry } from '../model/release/entry.js';
import type { ProtectedValue } from '../model/release/protected.js';
import type { PlatformRecord } from '../model/release/record.js';
import { whyPrefixWent } from './addresses/record-addresses.js';
import { iterateLines, type Release } from './read.js';

export type Question =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'address'; readonly prefix: Prefix }
  | { readonly kind: 'platform'; readonly id: string };

export interface Finding {
  readonly entry: Entry;
  readonly platform: PlatformRecord;
  /** First serial of the unbroken run of serials that carry the entry. */
  readonly since: number;
}

/** Entries that answer the question, the most specific first; empty when it is not listed. */
export function findEntries(release: Release, question: Question): Finding[] {
  const platforms = new Map(release.platforms.map((record) => [record.id, record] as const));
  const found: Finding[] = [];
  for (const entry of iterateLines<Entry>(release.entryBytes)) {
    if (!answers(entry, question)) continue;
    const platform = platforms.get(entry.platform);
    if (!platform)
      throw new Error(`entry ${entry.value} belongs to ${entry.platform}, which the release does not carry`);
    const site = platform.sites.find((one) => one.name === entry.value && one.scope === entry.scope);
    const item = platform.addresses.items?.find((one) => one.prefix === entry.value);
    found.push({ entry, platform, since: site?.since ?? item?.since ?? platform.since });
  }
  return found.sort(
    (a, b) => b.entry.value.length - a.entry.value.length || (a.entry.value < b.entry.value ? -1 : 1),
  );
}

function answers(entry: Entry, question: Question): boolean {
  switch (question.kind) {
    case 'name':
      return (
        entry.kind === 'name' &&
        (entry.scope === 'subtree' ? covers(entry.value, question.name) : entry.value === question.name)
      );
    case 'address': {
      if (entry.kind !== 'prefix') return false;
      const prefix = parsePrefix(entry.value);
      return prefix.ok && contains(prefix.value, question.prefix);
    }
    case 'platform':
      return entry.platform === question.id;
  }
}

function contains(outer: Prefix, inner: Prefix): boolean {
  return (
    outer.family === inner.family &&
    outer.length <= inner.length &&
    agree(outer.words, 0, inner.words, 0, outer.length)
  );
}

const isAddress = (prefix: Prefix): boolean => prefix.length === 32 * prefix.words.length;

export function questionText(question: Question): string {
  switch (question.kind) {
    case 'name':
      return question.name;
    case 'address':
      return isAddress(question.prefix)
        ? formatAddress(question.prefix.words)
        : formatPrefix(question.prefix);
    case 'platform':
      return `platform ${question.id}`;
  }
}

/** Protected values of the release that cover the name or overlap the address. */
export function protectedBy(release: Release, question: Question): ProtectedValue[] {
  return [...iterateLines<ProtectedValue>(release.protectedBytes)].filter((one) => {
    if (question.kind === 'platform' || (question.kind === 'name') !== (one.kind === 'name')) return false;
    if (question.kind === 'name')
      return one.scope === 'subtree' ? covers(one.value, question.name) : one.value === question.name;
    const prefix = parsePrefix(one.value);
    return prefix.ok && contains(prefix.value, question.prefix);
  });
}

export interface FormerListing {
  readonly serial: number;
  readonly platform: string;
  /** The serial that no longer carried it, and why. */
  readonly leftIn: number;
  readonly cause: string;
}

/**
 * The last time that something was listed, from releases in ascending order of serial; null if it never was.
 */
export function formerListing(releases: readonly Release[], question: Question): FormerListing | null {
  for (let i = releases.length - 2; i >= 0; i--) {
    const before = releases[i] as Release;
    const [found] = findEntries(before, question);
    if (!found) continue;
    const after = (releases[i + 1] as Release).manifest;
    const departure = after.departures.find(
      (one) =>
        one.platform === found.platform.id && (one.site === undefined || one.site === found.entry.value),
    );
    return {
      serial: before.manifest.serial,
      platform: found.platform.id,
      leftIn: after.serial,
      cause: departure?.cause ?? staysWithout(releases[i + 1] as Release, found.entry),
    };
  }
  return null;
}

/** The platform is listed still: of its addresses a release says why they are not, of its names nothing. */
const staysWithout = ({ platforms }: Release, entry: Entry): string =>
  entry.kind === 'prefix' ? whyPrefixWent(platforms, entry) : 'the release does not say why';
