/** Listed platforms → the records and entries of a release. */
import type { ListedPlatform } from '../decide/states.js';
import { canonicalJson, type Json } from '../model/canonical-json.js';
import type { Entry } from '../model/release/entry.js';
import type { ListedSite, PlatformRecord } from '../model/release/record.js';
import { addressEntries } from './addresses/record-addresses.js';
import { type EnforcedSite, enforcedSites, type LeftSite } from './sites.js';

export const NO_ADDRESS_OBSERVED = 'no address of this platform has been observed, so none is listed';

export interface RecordContext {
  readonly serial: number;
  readonly siteWindowMonths: number;
  /** Records of the previous serial by platform id. */
  readonly previous: ReadonlyMap<string, PlatformRecord>;
}

export interface BuiltRecord {
  readonly record: PlatformRecord;
  readonly left: readonly LeftSite[];
}

export function buildRecord(listed: ListedPlatform, context: RecordContext): BuiltRecord {
  const { platform } = listed;
  const previous = context.previous.get(platform.id);
  const { enforced, left } = enforcedSites({
    sites: platform.sites,
    action: listed.action,
    basisDate: listed.basisDate,
    windowMonths: context.siteWindowMonths,
    hosts: listed.hosts,
  });
  const sites = enforced
    .map((site) => listedSite(site, context.serial, previous))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const sources = new Set([
    ...listed.evidence.flatMap((one) => one.sources),
    ...sites.flatMap((site) => site.sources),
  ]);
  const record: PlatformRecord = {
    id: platform.id,
    name: platform.name,
    kind: platform.kind,
    state: listed.state,
    action: listed.action,
    basis: listed.basis,
    evidence: listed.evidence,
    ...(listed.assessment ? { assessment: listed.assessment } : {}),
    ...(listed.accounts?.length ? { accounts: listed.accounts } : {}),
    sources: [...sources].sort(),
    sites,
    addresses: { listed: 0, note: NO_ADDRESS_OBSERVED },
    since: previous?.since ?? context.serial,
    expires: listed.expires,
  };
  return { record, left };
}

function listedSite(one: EnforcedSite, serial: number, previous: PlatformRecord | undefined): ListedSite {
  const before = previous?.sites.find((site) => site.name === one.name && site.scope === one.scope);
  return {
    name: one.name,
    scope: one.scope,
    class: one.site.class,
    confidence: one.site.confidence,
    action: one.action,
    lastSeen: one.seen.lastSeen,
    sources: one.seen.sources,
    hosts: one.hosts,
    since: before?.since ?? serial,
  };
}

/** The enforced entries of a record. The basis of an entry is the first of its platform's. */
export function entriesOf(record: PlatformRecord): Entry[] {
  const [basis] = record.basis;
  if (!basis) throw new Error(`platform ${record.id} is listed without a basis`);
  const ref = `${basis.kind}:${basis.ref}`;
  const names = record.sites.map(
    (site): Entry => ({
      kind: 'name',
      value: site.name,
      scope: site.scope,
      platform: record.id,
      action: site.action,
      basis: ref,
      expires: record.expires,
    }),
  );
  return [...names, ...addressEntries(record, ref)];
}

/** One canonical JSON object a line, lines in byte order, LF at the end of each. */
export function jsonLines(values: readonly object[]): string {
  const lines = values.map((value) => `${canonicalJson(value as Json)}\n`);
  return lines.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join('');
}
