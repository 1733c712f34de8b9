/** What changed between two releases, by platform and by entry, and why. */
import { canonicalJson, type Json } from '../model/canonical-json.js';
import type { Entry } from '../model/release/entry.js';
import type { Departure, Manifest, PlatformRecord } from '../model/release/record.js';
import { whyPrefixWent } from './addresses/record-addresses.js';
import { differingLines } from './merge-lines.js';
import type { Release } from './read.js';

export type ChangeKind = 'added' | 'removed' | 'changed';

export interface PlatformChange {
  readonly change: ChangeKind;
  readonly platform: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Fields of the record that differ; empty for what came or went. */
  readonly fields: readonly string[];
  readonly cause: string;
}

export interface EntryChange {
  readonly change: ChangeKind;
  readonly before: Entry | null;
  readonly after: Entry | null;
  readonly cause: string;
}

export interface ReleaseSummary {
  readonly serial: number;
  readonly digest: string;
  readonly asOf: string;
  readonly created: string;
  readonly counts: Manifest['counts'];
}

export interface ReleaseDiff {
  readonly profile: string;
  readonly from: ReleaseSummary;
  readonly to: ReleaseSummary;
  readonly platforms: readonly PlatformChange[];
  readonly entries: readonly EntryChange[];
}

export interface DiffInput {
  readonly from: Release;
  readonly to: Release;
  /** The manifests of the serials after the lower and up to the higher of the two: they hold the causes. */
  readonly between: readonly Manifest[];
}

export function diffReleases(input: DiffInput): ReleaseDiff {
  const platforms = diffPlatforms(input);
  return {
    profile: input.to.manifest.profile,
    from: summary(input.from),
    to: summary(input.to),
    platforms,
    entries: diffEntries(input, new Map(platforms.map((change) => [change.platform, change] as const))),
  };
}

export const differs = (diff: ReleaseDiff): boolean => diff.platforms.length > 0 || diff.entries.length > 0;

function summary(release: Release): ReleaseSummary {
  const { serial, asOf, created, counts } = release.manifest;
  return { serial, digest: release.digest, asOf, created, counts };
}

function diffPlatforms(input: DiffInput): PlatformChange[] {
  const before = new Map(input.from.platforms.map((record) => [record.id, record] as const));
  const after = new Map(input.to.platforms.map((record) => [record.id, record] as const));
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids.flatMap((id): PlatformChange[] => {
    const a = before.get(id);
    const b = after.get(id);
    if (a && b) {
      const fields = changedFields(a, b);
      return fields.length > 0
        ? [
            {
              change: 'changed',
              platform: id,
              name: b.name,
              before: a.state,
              after: b.state,
              fields,
              cause: basisText(b),
            },
          ]
        : [];
    }
    if (b)
      return [
        {
          change: 'added',
          platform: id,
          name: b.name,
          before: null,
          after: b.state,
          fields: [],
          cause: basisText(b),
        },
      ];
    const gone = a as PlatformRecord;
    return [
      {
        change: 'removed',
        platform: id,
        name: gone.name,
        before: gone.state,
        after: null,
        fields: [],
        cause: departureCause(input, id),
      },
    ];
  });
}

/** Serials differ by nature; everything else of a record counts. */
function changedFields(a: PlatformRecord, b: PlatformRecord): string[] {
  const keys = ['name', 'kind', 'state', 'action', 'basis', 'evidence', 'sites', 'expires'] as const;
  const text = (value: unknown) =>
    canonicalJson(
      JSON.parse(JSON.stringify(value, (key, inner) => (key === 'since' ? undefined : inner))) as Json,
    );
  return keys.filter((key) => text(a[key]) !== text(b[key]));
}

/** The basis that weighs most stands first in a record. */
function basisText(record: PlatformRecord): string {
  const facts = record.evidence.map((one) => one.fact).join('; ');
  const [first] = record.basis;
  const by = first?.by ? ` by ${first.by}` : '';
  return `${first?.kind} ${first?.ref} of ${first?.date}${by}${facts ? `: ${facts}` : ''}`;
}

function departureCause(input: DiffInput, platform: string, site?: string): string {
  const departures = input.between.flatMap((manifest) =>
    manifest.departures.map((one) => ({ one, serial: manifest.serial })),
  );
  const matches = (one: Departure) =>
    one.platform === platform && (one.site === undefined || one.site === site);
  const found = departures.filter(({ one }) => matches(one)).at(-1);
  if (found) return found.one.cause;
  return input.from.manifest.serial > input.to.manifest.serial
    ? `came after serial ${input.to.manifest.serial}`
    : 'the releases between do not say';
}

function diffEntries(input: DiffInput, platforms: ReadonlyMap<string, PlatformChange>): EntryChange[] {
  const { onlyA, onlyB } = differingLines(input.from.entryBytes, input.to.entryBytes);
  const decoder = new TextDecoder();
  const parse = (lines: readonly Uint8Array[]) =>
    new Map(
      lines
        .map((line) => JSON.parse(decoder.decode(line)) as Entry)
        .map((entry) => [entryKey(entry), entry] as const),
    );
  const before = parse(onlyA);
  const after = parse(onlyB);
  return [...new Set([...before.keys(), ...after.keys()])].sort().map((key): EntryChange => {
    const a = before.get(key) ?? null;
    const b = after.get(key) ?? null;
    return {
      change: a && b ? 'changed' : b ? 'added' : 'removed',
      before: a,
      after: b,
      cause: entryCause(input, platforms, a, b),
    };
  });
}

const entryKey = (entry: Entry): string => `${entry.kind} ${entry.value} ${entry.scope ?? ''}`;

function entryCause(
  input: DiffInput,
  platforms: ReadonlyMap<string, PlatformChange>,
  a: Entry | null,
  b: Entry | null,
): string {
  const platform = (b ?? a)?.platform ?? '';
  const change = platforms.get(platform);
  if (change && change.change !== 'changed')
    return `platform ${platform} ${change.change === 'added' ? 'came' : 'went'}`;
  if (a && b) return `${differingFields(a, b).join(', ')} of the entry changed`;
  if ((b ?? a)?.kind === 'prefix') return prefixCause(input, a, b);
  if (a) return departureCause(input, platform, a.value);
  return 'a site of the platform that was not listed before';
}

function prefixCause(input: DiffInput, a: Entry | null, b: Entry | null): string {
  if (b) {
    const record = input.to.platforms.find(({ id }) => id === b.platform);
    const item = record?.addresses.items?.find(({ prefix }) => prefix === b.value);
    return item
      ? `shown to be the platform's alone: ${item.name}, seen there ${item.sightings} times, with a valid certificate`
      : 'an address that was not listed before';
  }
  return whyPrefixWent(input.to.platforms, a as Entry);
}

function differingFields(a: Entry, b: Entry): string[] {
  const keys = ['platform', 'action', 'basis', 'expires'] as const;
  return keys.filter((key) => a[key] !== b[key]).map((key) => `${key} (${a[key]} → ${b[key]})`);
}
