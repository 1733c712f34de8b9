/** dnsmasq: `server=` lines, which it reads both as configuration and as a servers-file (reloaded by SIGHUP). */
import { NAME_SUBTREE } from '../../model/names/name-table.js';
import { writeHeader } from '../header.js';
import { MARK } from '../survey.js';
import { defineTarget } from '../target.js';
import { ByteWriter, constant } from '../writer.js';

const DOMAIN = constant('server=/');
const BELOW = constant('server=/*.');
/** No server: answered here, with NXDOMAIN, for every type. */
const NOWHERE = constant('/\n');
/** The servers that dnsmasq uses for everything else. */
const ONWARD = constant('/#\n');

export const target = defineTarget({
  id: 'dnsmasq',
  family: 'dns',
  title: 'dnsmasq',
  summary: 'NXDOMAIN for listed names, for routers and small networks.',
  optIn: false,
  role: 'enforces',
  features: {
    'names-exact': 'yes',
    'names-subtree': 'yes',
    ipv4: { no: 'dnsmasq blocks names; give the addresses to a firewall' },
    ipv6: { no: 'dnsmasq blocks names; give the addresses to a firewall' },
    prefixes: { no: 'dnsmasq blocks names; give the addresses to a firewall' },
    monitor: { no: 'dnsmasq logs all queries or none' },
    protected: 'yes',
    notice: { no: 'NXDOMAIN carries no text here' },
    comments: 'yes',
  },
  capacity: { names: 1_000_000, prefixes: 0 },
  programs: ['dnsmasq (2.86 or later; before that an exact name takes all below it along)'],
  write({ survey, names: { names, block, exceptions, marks }, losses }) {
    const writer = new ByteWriter(1024 + names.bytes.length * 2);
    writeHeader(writer, '#', {
      set: survey.set,
      target: 'dns/dnsmasq',
      entries: block.length,
      losses,
      load: 'servers-file=<this file> (kill -HUP reloads it), or conf-file=<this file> (needs a restart)',
    });
    for (const row of block) {
      const isSubtree = names.flags[row]! & NAME_SUBTREE;
      if (!isSubtree)
        writer.raw(DOMAIN).name(names, row).raw(NOWHERE).raw(BELOW).name(names, row).raw(ONWARD);
      else
        writer
          .raw(marks[row]! & MARK.apexProtected ? BELOW : DOMAIN)
          .name(names, row)
          .raw(NOWHERE);
    }
    for (const row of exceptions) {
      if (!(marks[row]! & MARK.apexProtected)) writer.raw(DOMAIN).name(names, row).raw(ONWARD);
      if (!(names.flags[row]! & NAME_SUBTREE) && !(marks[row]! & MARK.apexProtected))
        writer.raw(BELOW).name(names, row).raw(NOWHERE);
    }
    return [{ name: 'dnsmasq.conf', bytes: writer.finish(), entries: block.length }];
  },
});
