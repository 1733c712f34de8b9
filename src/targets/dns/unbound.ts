/**
 * Unbound: local zones. A listed subtree is NXDOMAIN; an exact name has a zone of its own with nothing but a text in
 * it, so that it has no addresses (NODATA) while names below it resolve.
 */
import { NAME_MONITOR, NAME_SUBTREE } from '../../model/names/name-table.js';
import { writeHeader } from '../header.js';
import type { LossKind } from '../losses.js';
import { MARK, type NameSurvey } from '../survey.js';
import { defineTarget } from '../target.js';
import { ByteWriter, constant } from '../writer.js';

const ZONE = constant('local-zone: "');
const NXDOMAIN = constant('." always_nxdomain\n');
const INFORM = constant('." inform\n');
const TRANSPARENT = constant('." transparent\n');
const PASS = constant('." always_transparent\n');
const DATA = constant("local-data: '");
const TEXT = constant('. 60 IN TXT "blocked by cordon"\'\n');

const APEX: LossKind = {
  feature: 'protected',
  effect: 'narrowed',
  why: 'its own name is protected, and a local zone cannot pass a name and block what is below it',
};
const BELOW_EXACT: LossKind = {
  feature: 'protected',
  effect: 'narrowed',
  why: 'an exception passes all names below it too',
};
const MONITOR_EXACT: LossKind = {
  feature: 'monitor',
  effect: 'widened',
  why: 'inform logs all names below it too',
};

export const target = defineTarget({
  id: 'unbound',
  family: 'dns',
  title: 'Unbound local zones',
  summary: 'NXDOMAIN for listed names; an update without a gap by unbound-control local_zones.',
  optIn: false,
  role: 'enforces',
  features: {
    'names-exact': 'yes',
    'names-subtree': 'yes',
    ipv4: { no: 'local zones hold names; the target rpz carries addresses' },
    ipv6: { no: 'local zones hold names; the target rpz carries addresses' },
    prefixes: { no: 'local zones hold names; the target rpz carries addresses' },
    monitor: 'yes',
    protected: 'yes',
    notice: { narrows: 'exact names answer TXT queries with a reason; Unbound attaches no extended error' },
    comments: 'yes',
  },
  capacity: { names: 1_000_000, prefixes: 0 },
  programs: ['Unbound (does not see listed names behind a CNAME; the target rpz does)'],
  special(names, _survey, report) {
    for (const row of names.block) if (names.marks[row]! & MARK.apexProtected) report.name(APEX, row);
    for (const row of names.exceptions)
      if (!(names.names.flags[row]! & NAME_SUBTREE) && !(names.marks[row]! & MARK.apexProtected))
        report.name(BELOW_EXACT, row);
    for (const row of names.monitor)
      if (!(names.names.flags[row]! & NAME_SUBTREE)) report.name(MONITOR_EXACT, row);
  },
  write({ survey, names, losses }) {
    const { all, exceptions, marks } = names;
    const entries = all.length - all.filter((row) => marks[row]! & MARK.apexProtected).length;
    const writer = new ByteWriter(1024 + names.names.bytes.length * 2 + all.length * 40);
    writeHeader(writer, '#', {
      set: survey.set,
      target: 'dns/unbound',
      entries,
      losses,
      load: 'include: "<this file>" in unbound.conf, then unbound-control reload',
    });
    writer.text('server:\n');
    writeZones(writer, names);
    for (const row of exceptions) writer.raw(ZONE).name(names.names, row).raw(PASS);
    return [{ name: 'unbound.conf', bytes: writer.finish(), entries }];
  },
});

/** One zone a name at most: Unbound takes the first of two and only warns. */
function writeZones(writer: ByteWriter, { names, all, marks, same }: NameSurvey): void {
  let previous = -1;
  for (const row of all) {
    const flags = names.flags[row]!;
    const hasZone = previous >= 0 && same(previous, row);
    previous = row;
    if (flags & NAME_MONITOR) {
      if (!hasZone) writer.raw(ZONE).name(names, row).raw(INFORM);
    } else if (flags & NAME_SUBTREE) {
      if (!(marks[row]! & MARK.apexProtected)) writer.raw(ZONE).name(names, row).raw(NXDOMAIN);
    } else {
      // Below a monitored name the zone must go on telling of the names below it.
      writer
        .raw(ZONE)
        .name(names, row)
        .raw(marks[row]! & MARK.monitored ? INFORM : TRANSPARENT);
      writer.raw(DATA).name(names, row).raw(TEXT);
    }
  }
}
