/**
 * Response policy zone, one file for BIND, Unbound, Knot Resolver and PowerDNS Recursor. Protected names are in the
 * zone of the target rpz-passthru, which is loaded first. Protected prefixes are cut out of the listed ones here
 * instead: a passthru by address in an earlier zone would also pass listed names that point there.
 */
import { NAME_SUBTREE, type NameTable } from '../../model/names/name-table.js';
import type { PrefixColumns } from '../../model/prefixes/prefix-table.js';
import { writeHeader } from '../header.js';
import type { LossKind } from '../losses.js';
import { isTriggerName, longestName, writeZoneHead } from '../rpz-zone.js';
import { defineTarget } from '../target.js';
import { ByteWriter, constant } from '../writer.js';

const ZONE = 'rpz.cordon.';
const LIMIT = longestName(ZONE);
const NXDOMAIN = constant(' CNAME .\n');
const BELOW = constant('*.');
const ADDRESS = constant('.rpz-ip CNAME .\n');

const TOO_LONG: LossKind = {
  feature: 'names-exact',
  effect: 'dropped',
  why: `longer than ${LIMIT.exact} octets, which leaves no room for the zone's name`,
};
const BELOW_TOO_LONG: LossKind = {
  feature: 'names-subtree',
  effect: 'narrowed',
  why: `longer than ${LIMIT.below} octets: only the name itself, its wildcard has no room`,
};
const TRIGGER: LossKind = {
  feature: 'names-exact',
  effect: 'dropped',
  why: 'a policy zone would read its last label as another kind of trigger',
};

export const target = defineTarget({
  id: 'rpz',
  family: 'dns',
  title: 'response policy zone',
  summary:
    'NXDOMAIN for listed names, for names behind a CNAME to them, and for answers with listed addresses.',
  optIn: false,
  role: 'enforces',
  features: {
    'names-exact': 'yes',
    'names-subtree': 'yes',
    ipv4: 'yes',
    ipv6: 'yes',
    prefixes: 'yes',
    monitor: { no: 'a policy zone has no action that only logs' },
    protected: 'yes',
    notice: { no: 'the programs attach a reason by their own configuration: extended error 15 (RFC 8914)' },
    comments: 'yes',
  },
  capacity: { names: 1_000_000, prefixes: 500_000 },
  programs: [
    'BIND (answers unfiltered until the zone is loaded; reloads only after min-update-interval)',
    'Unbound (needs respip in module-config; answers nothing while it reloads)',
    'Knot Resolver (names only: addresses and CNAMEs are not looked at)',
    'PowerDNS Recursor (wipe the cache after a reload)',
  ],
  special(survey, _survey, report) {
    const { names } = survey;
    for (const row of survey.block) {
      const kind = misfit(names, row);
      if (kind) report.name(kind, row);
    }
  },
  write({ survey, names: { names, block }, losses }) {
    const { v4, v6 } = survey.prefixes.enforced;
    const owners = block.filter((row) => misfit(names, row)?.effect !== 'dropped');
    const entries = owners.length + v4.count + v6.count;
    const writer = new ByteWriter(1024 + names.bytes.length * 3);
    writeHeader(writer, ';', {
      set: survey.set,
      target: 'dns/rpz',
      entries,
      losses,
      load: `as the policy zone ${ZONE}, after passthru.cordon. of rpz-passthru`,
    });
    writeZoneHead(writer, ZONE, survey.set);
    for (const row of owners) {
      writer.name(names, row).raw(NXDOMAIN);
      if (names.flags[row]! & NAME_SUBTREE && names.length[row]! <= LIMIT.below)
        writer.raw(BELOW).name(names, row).raw(NXDOMAIN);
    }
    writeAddresses(writer, v4);
    writeAddresses(writer, v6);
    return [{ name: 'rpz.cordon.zone', bytes: writer.finish(), entries }];
  },
});

function misfit(names: NameTable, row: number): LossKind | undefined {
  const length = names.length[row]!;
  if (isTriggerName(names.bytes, names.offset[row]!, length)) return TRIGGER;
  if (length > LIMIT.exact) return TOO_LONG;
  return names.flags[row]! & NAME_SUBTREE && length > LIMIT.below ? BELOW_TOO_LONG : undefined;
}

function writeAddresses(writer: ByteWriter, columns: PrefixColumns): void {
  for (let row = 0; row < columns.count; row++) writer.rpzAddress(columns, row).raw(ADDRESS);
}
