/** Response policy zone of protected names. Loaded before any blocking zone, Cordon's or another's. */
import { NAME_SUBTREE } from '../../model/names/name-table.js';
import { writeHeader } from '../header.js';
import type { LossKind } from '../losses.js';
import { isTriggerName, longestName, writeZoneHead } from '../rpz-zone.js';
import { defineTarget } from '../target.js';
import { ByteWriter, constant } from '../writer.js';

const ZONE = 'passthru.cordon.';
const LIMIT = longestName(ZONE);
const PASS = constant(' CNAME rpz-passthru.\n');
const BELOW = constant('*.');
const BY_ADDRESS =
  'would also pass listed names that point there; the target rpz leaves protected prefixes out';

const UNFIT: LossKind = {
  feature: 'protected',
  effect: 'widened',
  why: 'its owner name cannot stand in the zone, so a blocking zone may block it',
};

export const target = defineTarget({
  id: 'rpz-passthru',
  family: 'dns',
  title: 'response policy zone of protected names',
  summary: 'Keeps protected names resolving whatever the zones after it say.',
  optIn: false,
  role: 'supports',
  features: {
    'names-exact': 'yes',
    'names-subtree': 'yes',
    ipv4: { no: BY_ADDRESS },
    ipv6: { no: BY_ADDRESS },
    prefixes: { no: BY_ADDRESS },
    monitor: { no: 'it holds protected names only' },
    protected: 'yes',
    notice: { no: 'nothing is blocked here' },
    comments: 'yes',
  },
  capacity: { names: 1_000_000, prefixes: 0 },
  programs: ['BIND', 'Unbound', 'Knot Resolver', 'PowerDNS Recursor'],
  special(survey, _survey, report) {
    const { names } = survey;
    for (const row of survey.protected)
      if (
        names.length[row]! > LIMIT.below ||
        isTriggerName(names.bytes, names.offset[row]!, names.length[row]!)
      )
        report.name(UNFIT, row);
  },
  write({ survey, names: { names, protected: rows }, losses }) {
    const owners = rows.filter(
      (row) =>
        names.length[row]! <= LIMIT.below &&
        !isTriggerName(names.bytes, names.offset[row]!, names.length[row]!),
    );
    const writer = new ByteWriter(1024 + owners.length * 64);
    writeHeader(writer, ';', {
      set: survey.set,
      target: 'dns/rpz-passthru',
      entries: owners.length,
      losses,
      load: `as the policy zone ${ZONE}, before every other policy zone`,
    });
    writeZoneHead(writer, ZONE, survey.set);
    for (const row of owners) {
      writer.name(names, row).raw(PASS);
      if (names.flags[row]! & NAME_SUBTREE) writer.raw(BELOW).name(names, row).raw(PASS);
    }
    return [{ name: 'passthru.cordon.zone', bytes: writer.finish(), entries: owners.length }];
  },
});
