/** A table for spreadsheets and imports: a row for each platform, for each account and document, for each name. */
import { csvRecord } from '../csv.js';
import {
  accountCount,
  REPORTED_FEATURES,
  type ReportedAccount,
  type ReportedEvidence,
  type ReportedPlatform,
  reportedOf,
  reportWithheld,
} from '../reported.js';
import { defineTarget } from '../target.js';
import { ByteWriter } from '../writer.js';

const COLUMNS = [
  'record',
  'platform',
  'name',
  'platform_kind',
  'state',
  'action',
  'basis',
  'service',
  'id',
  'role',
  'first_seen',
  'last_seen',
  'evidence_sha256',
  'evidence_url',
  'evidence_excerpt',
  'expires',
  'profile',
  'serial',
  'release_sha256',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Where semicolons separate cells, quotes would not hold a text together that has one. */
const unsplit = (text: string): string => text.replaceAll(';', ',');

function platformRow(platform: ReportedPlatform): Row {
  return {
    record: 'platform',
    platform: platform.id,
    name: unsplit(platform.name),
    platform_kind: platform.kind,
    state: platform.state,
    action: platform.action,
    basis: unsplit(platform.basis.map(({ kind, ref }) => `${kind}:${ref}`).join(' ')),
    expires: platform.expires,
  };
}

/** One row for each document; one without, where there is none. */
function accountRows(account: ReportedAccount, common: Row): Row[] {
  const { kind, service, id, role, firstSeen, lastSeen, evidence } = account;
  const row = { ...common, record: kind, service, id, role, first_seen: firstSeen, last_seen: lastSeen };
  return evidence.length === 0 ? [row] : evidence.map((one) => ({ ...row, ...evidenceCells(one) }));
}

const evidenceCells = ({ digest, url, excerpt }: ReportedEvidence): Row => ({
  evidence_sha256: digest,
  evidence_url: url ?? '',
  evidence_excerpt: unsplit(excerpt),
});

function rowsOf(platform: ReportedPlatform): Row[] {
  const common = platformRow(platform);
  const accounts = platform.accounts.flatMap((account) => accountRows(account, common));
  const sites = platform.sites.map(({ name, scope, action, lastSeen }) => ({
    ...common,
    record: 'site',
    service: 'dns',
    id: name,
    role: scope,
    action,
    last_seen: lastSeen,
  }));
  return [common, ...accounts, ...sites];
}

export const target = defineTarget({
  id: 'intel-csv',
  family: 'intelligence',
  title: 'accounts of listed platforms as a table',
  summary:
    'Messaging accounts, app ids and payment handles with their evidence, for people at other companies.',
  optIn: true,
  role: 'reports',
  features: {
    ...REPORTED_FEATURES,
    comments: { no: 'a table has no comments (RFC 4180): every row names profile, serial and digest' },
  },
  accounts: { narrows: 'ids that may reach a person, or are no handles, are left out' },
  capacity: { names: 100_000, prefixes: 0 },
  programs: [],
  special: (_names, { set }, report) => reportWithheld(set, report),
  write({ survey: { set } }) {
    const reported = reportedOf(set);
    const release = { profile: set.profile, serial: String(set.serial), release_sha256: set.digest };
    const writer = new ByteWriter(65_536).text(csvRecord(COLUMNS));
    for (const platform of reported.platforms)
      for (const row of rowsOf(platform)) {
        const cells: Row = { ...row, ...release };
        writer.text(csvRecord(COLUMNS.map((column) => cells[column] ?? '')));
      }
    return [{ name: 'intelligence.csv', bytes: writer.finish(), entries: accountCount(reported) }];
  },
});
