/** Dropping what is listed twice or covered, and bringing the rest into one order. */
import type { NameTable } from './name-table.js';

/**
 * Rows that are left when duplicates and names covered by a subtree row are dropped, in the order of reversed
 * labels (`com`, `com.example`, `com.example.www`; a parent stands directly before what is below it).
 * A row is dropped only for one whose action is at least as strong: monitor never swallows block.
 */
export function reduceNames(_table: NameTable): Uint32Array {
  throw new Error('being written');
}
