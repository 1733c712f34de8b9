/**
 * nftables: one transaction, for the first load and every update alike. The table is never deleted and made anew:
 * with interval sets, packets got through in between on real kernels.
 */
import { writeHeader } from '../header.js';
import { verdictRules, writeSet } from '../nft.js';
import { defineTarget } from '../target.js';
import { ByteWriter } from '../writer.js';

const TABLE = 'cordon';
const NAMES_ONLY = 'a firewall sees addresses, not names';
const BOTH = [
  { family: 4, ip: 'ip', type: 'ipv4_addr' },
  { family: 6, ip: 'ip6', type: 'ipv6_addr' },
] as const;

function schema(): string {
  const lines = [`add table inet ${TABLE}`];
  for (const kind of ['blocked', 'monitored', 'protected'])
    for (const { family } of BOTH) lines.push(`add counter inet ${TABLE} ${kind}${family}`);
  for (const kind of ['block', 'monitor', 'protect'])
    for (const { family, type } of BOTH)
      lines.push(`add set inet ${TABLE} ${kind}${family} { type ${type}; flags interval; }`);
  const chains = ['refuse', 'judge', 'forward', 'output'];
  const hook = (name: string) =>
    name === 'forward' || name === 'output'
      ? ` { type filter hook ${name} priority filter - 10; policy accept; }`
      : '';
  for (const chain of chains) lines.push(`add chain inet ${TABLE} ${chain}${hook(chain)}`);
  for (const chain of chains) lines.push(`flush chain inet ${TABLE} ${chain}`);
  return `${lines.join('\n')}\n`;
}

/** Monitored addresses are counted and go on; protected ones are let go before the blocked ones are looked up. */
function rules(): string {
  const judge = (text: string) => `add rule inet ${TABLE} judge ${text}\n`;
  const log = 'limit rate 5/second burst 10 packets log prefix "cordon monitored: "';
  return [
    verdictRules(TABLE, 'blocked'),
    ...BOTH.flatMap(({ family, ip }) => [
      judge(`${ip} daddr @monitor${family} counter name monitored${family} ${log}`),
    ]),
    ...BOTH.flatMap(({ family, ip }) => [
      judge(`${ip} daddr @protect${family} counter name protected${family} accept`),
      judge(`${ip} daddr @block${family} counter name blocked${family} goto refuse`),
    ]),
    `add rule inet ${TABLE} forward jump judge\nadd rule inet ${TABLE} output jump judge\n`,
  ].join('');
}

export const target = defineTarget({
  id: 'nftables',
  family: 'firewall',
  title: 'nftables',
  summary: 'Rejects and counts packets to listed addresses, on a router or on the machine itself.',
  optIn: false,
  role: 'enforces',
  features: {
    'names-exact': { no: NAMES_ONLY },
    'names-subtree': { no: NAMES_ONLY },
    ipv4: 'yes',
    ipv6: 'yes',
    prefixes: 'yes',
    monitor: 'yes',
    protected: 'yes',
    notice: { no: 'a rejected packet carries no text' },
    comments: 'yes',
  },
  capacity: { names: 0, prefixes: 500_000 },
  programs: ['nftables (1.0 or later)'],
  write({ survey, losses }) {
    const { block, monitor, protected: guarded } = survey.prefixes;
    const entries = block.v4.count + block.v6.count + monitor.v4.count + monitor.v6.count;
    const listed = survey.set.entries.prefixes;
    const writer = new ByteWriter(4096 + entries * 24);
    writeHeader(writer, '#', {
      set: survey.set,
      target: 'firewall/nftables',
      entries,
      losses,
      load: 'nft -f <this file>: one transaction, to install and to update; nft delete table inet cordon removes it',
      notes:
        listed.v4.count + listed.v6.count === 0
          ? [
              'no address is listed: the release holds names only, because an address is blocked only when it was',
              'observed, confirmed and found to serve nobody else; a resolver or a proxy enforces the names',
            ]
          : [],
    });
    writer.text(schema()).text(rules());
    writeSet(writer, TABLE, 'protect', guarded);
    writeSet(writer, TABLE, 'monitor', monitor);
    writeSet(writer, TABLE, 'block', block);
    return [{ name: 'nftables.nft', bytes: writer.finish(), entries }];
  },
});
