/** What both nftables files share: how sets are filled, and what a hit leads to. */
import type { PrefixColumns, PrefixTable } from '../model/prefixes/prefix-table.js';
import { type ByteWriter, constant } from './writer.js';

const COMMA = constant(',\n  ');

/** The verdict on a listed address: an answer at once, so that nobody waits for a timeout. */
export function verdictRules(table: string, label: string): string {
  return `add rule inet ${table} refuse limit rate 5/second burst 10 packets log prefix "cordon ${label}: "
add rule inet ${table} refuse meta l4proto tcp reject with tcp reset
add rule inet ${table} refuse reject with icmpx admin-prohibited
`;
}

/** Replaces what the set of either family holds. No `add element` for an empty one: nft refuses empty braces. */
export function writeSet(writer: ByteWriter, table: string, set: string, { v4, v6 }: PrefixTable): void {
  for (const columns of [v4, v6]) {
    const name = `inet ${table} ${set}${columns.family}`;
    writer.text(`flush set ${name}\n`);
    if (columns.count > 0) writeElements(writer, name, columns);
  }
}

function writeElements(writer: ByteWriter, name: string, columns: PrefixColumns): void {
  writer.text(`add element ${name} {\n  `);
  for (let row = 0; row < columns.count; row++) {
    if (row > 0) writer.raw(COMMA);
    writer.prefix(columns, row);
  }
  writer.text('\n}\n');
}
