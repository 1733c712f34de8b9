/** Set algebra over prefixes. */
import type { PrefixTable } from './prefix-table.js';

/**
 * The fewest prefixes with the same members, ascending; flags are dropped. No prefix of the result overlaps or
 * can be joined with another.
 */
export function aggregate(_table: PrefixTable): PrefixTable {
  throw new Error('being written');
}
/** What is in `from` and not in `without`, aggregated. */
export function subtract(_from: PrefixTable, _without: PrefixTable): PrefixTable {
  throw new Error('being written');
}
