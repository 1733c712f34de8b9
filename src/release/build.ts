/** States → the files of the next serial. The same input gives the same bytes. */
import type { States } from '../decide/states.js';
import { type Json, prettyJson } from '../model/canonical-json.js';
import { digestOf, sha256 } from '../model/digest.js';
import { CordonError } from '../model/errors.js';
import { formatPrefix } from '../model/prefixes/prefix.js';
import type { Notice, Profile, Registry } from '../model/registry/jurisdiction.js';
import type { IsoDate } from '../model/registry/platform.js';
import type { ObservedAddresses } from '../model/release/addresses.js';
import type { Entry } from '../model/release/entry.js';
import type { ProtectedValue } from '../model/release/protected.js';
import type { Departure, Manifest, PlatformRecord } from '../model/release/record.js';
import { addAddresses } from './addresses/record-addresses.js';
import { entryColumns } from './entry-columns.js';
import { checkGuards } from './guards/check-guards.js';
import type { Freshness } from './guards/freshness.js';
import type { UsedDatabase } from './guards/geolocation-age.js';
import { statedList } from './guards/statement.js';
import type { GuardReport, RunAcceptance } from './guards/verdict.js';
import { iterateLines, type Release } from './read.js';
import { type BuiltRecord, buildRecord, entriesOf, jsonLines, NO_ADDRESS_OBSERVED } from './records.js';

export interface BuildInput {
  readonly registry: Registry;
  readonly profile: Profile;
  readonly states: States;
  readonly asOf: IsoDate;
  /** RFC 3339, UTC, whole seconds. */
  readonly created: string;
  readonly previous: Release | undefined;
  readonly title: string;
  readonly statement: string;
  readonly toolVersion: string;
  /** The notice whose reconstruction this is. */
  readonly reconstruction?: Notice | undefined;
  /**
   * The newest release before that states the same list, which growing and shrinking are measured against. Absent:
   * the previous one, if it does.
   */
  readonly comparable?: Release | undefined;
  /** What is known of the addresses of the platforms. Absent: no address is listed. */
  readonly addresses?: ObservedAddresses | undefined;
  /** How much was lately observed; null where nothing ever was. Absent: the list does not rest on observations. */
  readonly freshness?: Freshness | null | undefined;
  /** Geolocation databases that the addresses were located with. */
  readonly geolocation?: readonly UsedDatabase[] | undefined;
  /** Hits that a person accepts for this run alone. */
  readonly accept?: readonly RunAcceptance[] | undefined;
}

/** Path below the release's folder → text. The protected set lies beside the profiles, shared by its digest. */
export interface BuiltRelease {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, string>;
}

/** @throws CordonError 'guard' with every violation; nothing is made then. */
export function buildRelease(input: BuildInput): BuiltRelease {
  const serial = (input.previous?.manifest.serial ?? 0) + 1;
  const built = buildRecords(input, serial);
  const records = built.map(({ record }) => record);
  const entries = records.flatMap(entriesOf);
  const report = guard(input, records, entries);
  if (report.violations.length > 0)
    throw new CordonError(
      'guard',
      report.violations.map(({ message, hint }) => ({ message, hint })),
    );

  const protectedText = jsonLines(protectedValues(input.registry));
  const files = new Map([
    ['entries.jsonl', jsonLines(entries)],
    ['platforms.jsonl', jsonLines(records)],
    [`../../protected/${sha256(protectedText)}.jsonl`, protectedText],
  ]);
  const manifest = buildManifest(input, serial, built, report, files);
  files.set('manifest.json', prettyJson(manifest as unknown as Json));
  files.set('SHA256SUMS', checksums(files));
  return { manifest, files };
}

function buildRecords(input: BuildInput, serial: number): BuiltRecord[] {
  const previous = new Map(input.previous?.platforms.map((record) => [record.id, record] as const));
  const built = input.states.listed.map((listed) =>
    buildRecord(listed, { serial, siteWindowMonths: input.profile.siteWindowMonths, previous }),
  );
  if (!input.addresses) return built;
  const records = addAddresses({
    records: built.map(({ record }) => record),
    addresses: input.addresses,
    protectedLists: input.registry.protectedLists,
    limits: input.registry.settings.limits.addresses,
    now: input.created,
    serial,
    previous,
  });
  return built.map(({ left }, i) => ({ record: records[i] as PlatformRecord, left }));
}

function guard(
  input: BuildInput,
  records: readonly PlatformRecord[],
  entries: readonly Entry[],
): GuardReport {
  const { registry, profile, previous, created } = input;
  const today = created.slice(0, 10);
  const overrides = registry.overrides.get(profile.id);
  const states = statedList(records);
  const last = previous && {
    serial: previous.manifest.serial,
    created: previous.manifest.created,
    states: statedList(previous.platforms),
  };
  const comparable = last?.states === states ? previous : input.comparable;
  const takenOff = (overrides?.decisions ?? []).flatMap((one) =>
    one.decide !== 'flag' && one.expires >= today && 'platform' in one.subject ? [one.subject.platform] : [],
  );
  return checkGuards({
    entries: entryColumns(entries, { enforceProposed: false }),
    platforms: records.length,
    protectedLists: registry.protectedLists,
    limits: registry.settings.limits,
    accepting: {
      profile: profile.id,
      overrides: overrides?.accept ?? [],
      run: input.accept ?? [],
      today,
    },
    created,
    states,
    last,
    baseline: comparable && {
      serial: comparable.manifest.serial,
      entries: entryColumns(iterateLines<Entry>(comparable.entryBytes), { enforceProposed: false }),
    },
    takenOff: new Set(takenOff),
    freshness: input.freshness,
    geolocation: input.geolocation,
  });
}

/** The form of sha256sum(1), sorted by path. */
function checksums(files: ReadonlyMap<string, string>): string {
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => `${sha256(text)}  ${path}\n`)
    .join('');
}

function buildManifest(
  input: BuildInput,
  serial: number,
  built: readonly BuiltRecord[],
  report: GuardReport,
  files: ReadonlyMap<string, string>,
): Manifest {
  const records = built.map(({ record }) => record);
  const count = (state: PlatformRecord['state']) => records.filter((record) => record.state === state).length;
  return {
    format: 'cordon-release/1',
    profile: input.profile.id,
    serial,
    previous: input.previous?.digest ?? null,
    created: input.created,
    asOf: input.asOf,
    expires: firstExpiry(records),
    title: input.title,
    statement: input.statement,
    files: Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)])),
    profileDigest: digestOf(input.profile as unknown as Json),
    ruleSetDigest: digestOf((input.profile.selection ?? null) as unknown as Json),
    geolocation: (input.geolocation ?? []).map(({ id, digest, built: day }) => ({
      name: id,
      digest,
      built: day,
    })),
    counts: {
      platforms: records.length,
      flagged: count('flagged'),
      proposed: count('proposed'),
      review: count('review'),
      names: records.reduce((sum, record) => sum + record.sites.length, 0),
      prefixes: records.reduce((sum, record) => sum + record.addresses.listed, 0),
    },
    addresses: addressesText(records),
    unenforceable: unenforceable(input, built),
    departures: departures(input, built),
    guards: report.verdicts,
    tool: { name: 'cordon', version: input.toolVersion },
  };
}

/** The day on which the first of its decisions or addresses is due. */
function firstExpiry(records: readonly PlatformRecord[]): IsoDate {
  const days = records.flatMap((record) => [
    record.expires,
    ...(record.addresses.items ?? []).map((item) => item.expires),
  ]);
  return days.sort()[0] as IsoDate;
}

function addressesText(records: readonly PlatformRecord[]): string {
  const looked = records.filter(({ addresses }) => addresses.items || addresses.refused);
  if (looked.length === 0) return NO_ADDRESS_OBSERVED.replace('of this platform ', '');
  const listed = looked.reduce((sum, { addresses }) => sum + addresses.listed, 0);
  return `${listed} addresses are listed, of ${looked.filter(({ addresses }) => addresses.listed > 0).length} of the ${looked.length} platforms whose addresses were observed`;
}

function unenforceable(input: BuildInput, built: readonly BuiltRecord[]): { name: string; cause: string }[] {
  const bare = built
    .filter(({ record }) => record.sites.length === 0)
    .map(({ record, left }) => ({
      name: record.id,
      cause: left.map((site) => site.cause).join('; ') || 'no site is known',
    }));
  const unknown = [...input.registry.notices.values()]
    .filter(
      (notice) =>
        notice.profile === input.profile.id && !input.reconstruction && notice.namedBy === 'authority',
    )
    .flatMap((notice) =>
      notice.named
        .filter((named) => !named.platform)
        .map((named) => ({ name: named.name, cause: `named by ${notice.id}, but no site of it is known` })),
    );
  return [...bare, ...unknown].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Why each platform, and each name of a platform that stays, is no longer there. */
function departures(input: BuildInput, built: readonly BuiltRecord[]): Departure[] {
  const now = new Map(built.map((one) => [one.record.id, one] as const));
  const reasons = new Map(
    input.states.unlisted.map(({ platform, reason }) => [platform.id, reason] as const),
  );
  const gone = (input.previous?.platforms ?? []).flatMap((before): Departure[] => {
    const after = now.get(before.id);
    if (!after)
      return [{ platform: before.id, cause: reasons.get(before.id) ?? 'no longer in the registry' }];
    return before.sites
      .filter((site) => !after.record.sites.some((one) => one.name === site.name && one.scope === site.scope))
      .map((site) => ({ platform: before.id, site: site.name, cause: siteCause(site.name, after) }));
  });
  return gone.sort((a, b) =>
    a.platform === b.platform ? compare(a.site ?? '', b.site ?? '') : compare(a.platform, b.platform),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function siteCause(name: string, after: BuiltRecord): string {
  const left = after.left.find((site) => name === site.name || name.endsWith(`.${site.name}`));
  return left?.cause ?? `${name} is no longer a site of the platform in the registry`;
}

function protectedValues(registry: Registry): ProtectedValue[] {
  return registry.protectedLists
    .filter((list) => list.emit)
    .flatMap((list) => [
      ...list.names.map(
        ({ name, scope }): ProtectedValue => ({ kind: 'name', value: name, scope, list: list.id }),
      ),
      ...list.prefixes.map(
        (prefix): ProtectedValue => ({ kind: 'prefix', value: formatPrefix(prefix), list: list.id }),
      ),
    ]);
}
