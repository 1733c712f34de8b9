/**
 * nftables: the table that a resolver fills (target dnsmasq-nftset). Apart from the table of listed addresses, because
 * its sets have timeouts and an update must never empty them: answers from a cache do not fill them again.
 */
import { writeHeader } from '../header.js';
import { verdictRules, writeSet } from '../nft.js';
import { defineTarget } from '../target.js';
import { ByteWriter } from '../writer.js';

const TABLE = 'cordon_dynamic';
const FILLED = 'its sets are filled by a resolver, not by a release';

const SCHEMA = `add table inet ${TABLE}
add counter inet ${TABLE} blocked4
add counter inet ${TABLE} blocked6
add set inet ${TABLE} dyn4 { type ipv4_addr; flags timeout; timeout 12h; size 65535; }
add set inet ${TABLE} dyn6 { type ipv6_addr; flags timeout; timeout 12h; size 65535; }
add set inet ${TABLE} safe4 { type ipv4_addr; flags timeout; timeout 12h; size 65535; }
add set inet ${TABLE} protect4 { type ipv4_addr; flags interval; }
add set inet ${TABLE} safe6 { type ipv6_addr; flags timeout; timeout 12h; size 65535; }
add set inet ${TABLE} protect6 { type ipv6_addr; flags interval; }
add chain inet ${TABLE} refuse
add chain inet ${TABLE} judge
add chain inet ${TABLE} forward { type filter hook forward priority filter - 9; policy accept; }
add chain inet ${TABLE} output { type filter hook output priority filter - 9; policy accept; }
flush chain inet ${TABLE} refuse
flush chain inet ${TABLE} judge
flush chain inet ${TABLE} forward
flush chain inet ${TABLE} output
${verdictRules(TABLE, 'dynamic')}add rule inet ${TABLE} judge ip daddr @protect4 accept
add rule inet ${TABLE} judge ip6 daddr @protect6 accept
add rule inet ${TABLE} judge ip daddr @safe4 accept
add rule inet ${TABLE} judge ip6 daddr @safe6 accept
add rule inet ${TABLE} judge ip daddr @dyn4 counter name blocked4 goto refuse
add rule inet ${TABLE} judge ip6 daddr @dyn6 counter name blocked6 goto refuse
add rule inet ${TABLE} forward jump judge
add rule inet ${TABLE} output jump judge
`;

export const target = defineTarget({
  id: 'nftables-dynamic',
  family: 'firewall',
  title: 'nftables sets that a resolver fills',
  summary: 'Rejects packets to addresses that listed names resolved to within the last 12 hours.',
  optIn: true,
  role: 'supports',
  features: {
    'names-exact': { no: FILLED },
    'names-subtree': { no: FILLED },
    ipv4: { no: FILLED },
    ipv6: { no: FILLED },
    prefixes: { no: FILLED },
    monitor: { no: FILLED },
    protected: 'yes',
    notice: { no: 'a rejected packet carries no text' },
    comments: 'yes',
  },
  capacity: { names: 0, prefixes: 500_000 },
  programs: ['nftables (1.0 or later, together with dnsmasq-nftset)'],
  write({ survey, losses }) {
    const { protected: guarded } = survey.prefixes;
    const entries = guarded.v4.count + guarded.v6.count;
    const writer = new ByteWriter(4096 + entries * 24);
    writeHeader(writer, '#', {
      set: survey.set,
      target: 'firewall/nftables-dynamic',
      entries,
      losses,
      load: 'nft -f <this file>, before dnsmasq starts; loading it again leaves what the resolver has filled',
      notes: [
        'blocks every name that shares an address with a listed one, protected names and prefixes excepted',
      ],
    });
    writer.text(SCHEMA);
    writeSet(writer, TABLE, 'protect', guarded);
    return [{ name: 'nftables-dynamic.nft', bytes: writer.finish(), entries }];
  },
});
