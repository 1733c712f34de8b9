/**
 * dnsmasq: lets listed names resolve and puts their addresses into the sets of the table `cordon_dynamic`. Opt-in,
 * because a name on a shared address blocks its neighbours with it. The addresses of protected names go into sets
 * of their own, which that table accepts first.
 */
import { NAME_SUBTREE } from '../../model/names/name-table.js';
import { writeHeader } from '../header.js';
import type { LossKind } from '../losses.js';
import { MARK } from '../survey.js';
import { defineTarget } from '../target.js';
import { ByteWriter, constant } from '../writer.js';

const DOMAIN = constant('nftset=/');
const BLOCK = constant('/4#inet#cordon_dynamic#dyn4,6#inet#cordon_dynamic#dyn6\n');
const SPARE = constant('/4#inet#cordon_dynamic#safe4,6#inet#cordon_dynamic#safe6\n');

const APEX: LossKind = {
  feature: 'protected',
  effect: 'narrowed',
  why: 'its own name is protected, and nftset= cannot spare a name and take what is below it',
};
const BELOW_EXACT: LossKind = {
  feature: 'protected',
  effect: 'narrowed',
  why: 'nftset= spares all names below an exception too',
};

export const target = defineTarget({
  id: 'dnsmasq-nftset',
  family: 'dns',
  title: 'dnsmasq filling nftables sets',
  summary: 'Blocks the addresses that listed names resolve to, at the time when somebody asks.',
  optIn: true,
  role: 'enforces',
  features: {
    'names-exact': { widens: 'nftset= takes the name and all below it' },
    'names-subtree': 'yes',
    ipv4: { no: 'addresses come from the answers; listed ones belong into nftables' },
    ipv6: { no: 'addresses come from the answers; listed ones belong into nftables' },
    prefixes: { no: 'addresses come from the answers; listed ones belong into nftables' },
    monitor: { no: 'what is in the sets is blocked' },
    protected: 'yes',
    notice: { no: 'the connection is rejected' },
    comments: 'yes',
  },
  capacity: { names: 100_000, prefixes: 0 },
  programs: [
    'dnsmasq (built with nftset, together with nftables-dynamic; looks through the whole list for every answer)',
  ],
  special({ names, marks, block, exceptions }, _survey, report) {
    for (const row of block) if (marks[row]! & MARK.apexProtected) report.name(APEX, row);
    for (const row of exceptions)
      if (!(names.flags[row]! & NAME_SUBTREE) && !(marks[row]! & MARK.apexProtected))
        report.name(BELOW_EXACT, row);
  },
  write({ survey, names: { names, block, marks, protected: spared }, losses }) {
    const listed = block.filter((row) => !(marks[row]! & MARK.apexProtected));
    const writer = new ByteWriter(1024 + names.bytes.length + (listed.length + spared.length) * 72);
    writeHeader(writer, '#', {
      set: survey.set,
      target: 'dns/dnsmasq-nftset',
      entries: listed.length,
      losses,
      load: 'conf-file=<this file>, after nft -f nftables-dynamic.nft; not together with the target dnsmasq',
      notes: [
        'blocks every name that shares an address with a listed one, protected names excepted',
        'set max-cache-ttl=300: answers from the cache do not fill the sets again',
      ],
    });
    for (const row of listed) writer.raw(DOMAIN).name(names, row).raw(BLOCK);
    for (const row of spared) writer.raw(DOMAIN).name(names, row).raw(SPARE);
    return [{ name: 'dnsmasq-nftset.conf', bytes: writer.finish(), entries: listed.length }];
  },
});
