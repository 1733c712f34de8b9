/** States → the files of the next serial. The same input gives the same bytes. */
import type { ListedPlatform, States } from '../decide/states.js';
import { type Json, prettyJson } from '../model/canonical-json.js';
import { digestOf, sha256 } from '../model/digest.js';
import { CordonError } from '../model/errors.js';
import { formatPrefix } from '../model/prefixes/prefix.js';
import type { Notice, Profile, Registry } from '../model/registry/jurisdiction.js';
import type { IsoDate } from '../model/registry/platform.js';
import type { ProtectedValue } from '../model/release/protected.js';
import type { Departure, Manifest, PlatformRecord } from '../model/release/record.js';
import { checkProtected, type GuardReport } from './guards.js';
import type { Release } from './read.js';
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
}

/** Path below the release's folder → text. The protected set lies beside the profiles, shared by its digest. */
export interface BuiltRelease {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, string>;
}

/** @throws CordonError 'guard' with every violation; nothing is made then. */
export function buildRelease(input: BuildInput): BuiltRelease {
  const serial = (input.previous?.manifest.serial ?? 0) + 1;
  refuseClockBehind(input);
  const previous = new Map(input.previous?.platforms.map((record) => [record.id, record] as const));
  const built = input.states.listed.map((listed) =>
    buildRecord(listed, { serial, siteWindowMonths: input.profile.siteWindowMonths, previous }),
  );
  const records = built.map(({ record }) => record);
  const entries = records.flatMap(entriesOf);
  if (entries.length === 0) throw emptyRelease(input);
  const report = checkProtected({
    entries,
    protectedLists: input.registry.protectedLists,
    accept: input.registry.overrides.get(input.profile.id)?.accept ?? [],
    today: input.created.slice(0, 10),
  });
  if (report.violations.length > 0) throw guardError(report, input.profile);

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
    expires: records.map((record) => record.expires).sort()[0] as IsoDate,
    title: input.title,
    statement: input.statement,
    files: Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)])),
    profileDigest: digestOf(input.profile as unknown as Json),
    ruleSetDigest: digestOf((input.profile.selection ?? null) as unknown as Json),
    geolocation: [],
    counts: {
      platforms: records.length,
      flagged: count('flagged'),
      proposed: count('proposed'),
      review: count('review'),
      names: records.reduce((sum, record) => sum + record.sites.length, 0),
      prefixes: 0,
    },
    addresses: NO_ADDRESS_OBSERVED.replace('of this platform ', ''),
    unenforceable: unenforceable(input, built),
    departures: departures(input, built),
    guards: report.verdicts,
    tool: { name: 'cordon', version: input.toolVersion },
  };
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

function refuseClockBehind(input: BuildInput): void {
  const last = input.previous?.manifest.created;
  if (last === undefined || input.created >= last) return;
  throw new CordonError('guard', {
    message: `clock: it is ${input.created}, before serial ${input.previous?.manifest.serial} was made (${last})`,
    hint: 'set the clock right; a release from the past would let expired entries look fresh',
  });
}

function emptyRelease(input: BuildInput): CordonError {
  const listed: readonly ListedPlatform[] = input.states.listed;
  return new CordonError('guard', {
    message: `empty: the list of profile ${input.profile.id} would have ${listed.length} platforms and no entry`,
    hint: 'check the notices and overrides of the profile; an empty release is never made',
  });
}

function guardError(report: GuardReport, profile: Profile): CordonError {
  return new CordonError(
    'guard',
    report.violations.map((violation) => ({
      message: violation.message,
      hint: `if this one value is meant, add to overrides/${profile.id}.yaml under accept: {guard: ${violation.guard}, value: ${JSON.stringify(violation.value)}, basis: …, by: …, decided: …, expires: …}`,
    })),
  );
}
