/**
 * dnsmasq: lets listed names resolve and puts their addresses into the sets of the table `cordon_dynamic`. Opt-in,
 * because a name on a shared address blocks its neighbours with it.
 */
import { writeHeader } from '../header.js';
import { defineTarget } from '../target.js';
import { ByteWriter, constant } from '../writer.js';

const DOMAIN = constant('nftset=/');
const SETS = constant('/4#inet#cordon_dynamic#dyn4,6#inet#cordon_dynamic#dyn6\n');

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
    protected: { no: 'nftset= has no exceptions; protected prefixes are accepted by nftables-dynamic' },
    notice: { no: 'the connection is rejected' },
    comments: 'yes',
  },
  capacity: { names: 1_000_000, prefixes: 0 },
  programs: ['dnsmasq (built with nftset, together with nftables-dynamic)'],
  write({ survey, names: { names, block }, losses }) {
    const writer = new ByteWriter(1024 + names.bytes.length * 2 + block.length * 80);
    writeHeader(writer, '#', {
      set: survey.set,
      target: 'dns/dnsmasq-nftset',
      entries: block.length,
      losses,
      load: 'conf-file=<this file>, after nft -f nftables-dynamic.nft; not together with the target dnsmasq',
      notes: [
        'blocks every name that shares an address with a listed one',
        'set max-cache-ttl=300: answers from the cache do not fill the sets again',
      ],
    });
    for (const row of block) writer.raw(DOMAIN).name(names, row).raw(SETS);
    return [{ name: 'dnsmasq-nftset.conf', bytes: writer.finish(), entries: block.length }];
  },
});
