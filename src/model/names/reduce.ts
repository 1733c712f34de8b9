/** Dropping what is listed twice or covered, and bringing the rest into one order. */
import { NAME_MONITOR, NAME_SUBTREE, type NameTable } from './name-table.js';
import { END, type ReversedKeys, reversedKeys, SEPARATOR, sortedRows } from './reversed-order.js';

/**
 * Rows that are left when duplicates and names covered by a subtree row are dropped, in the order of reversed
 * labels (`com`, `com.example`, `com.example.www`; a parent stands directly before what is below it).
 * A row is dropped only for one whose action is at least as strong: monitor never swallows block.
 *
 * A subtree row covers its own name and all below it; an exact row covers only another exact row of its name. Of
 * rows that cover each other the first inserted stays.
 */
export function reduceNames(table: NameTable): Uint32Array {
  const keys = reversedKeys(table);
  const rows = sortedRows(table, keys);
  let kept = 0;
  // What a subtree covers follows it without a gap, so the last kept one of each action is all that can cover.
  let blockSubtree = -1;
  let monitorSubtree = -1;
  let exact = -1;
  for (const row of rows) {
    const flags = table.flags[row]!;
    const monitor = (flags & NAME_MONITOR) !== 0;
    if (blockSubtree >= 0 && isWithin(keys, row, blockSubtree)) continue;
    if (monitor && monitorSubtree >= 0 && isWithin(keys, row, monitorSubtree)) continue;
    if (flags & NAME_SUBTREE) {
      if (monitor) monitorSubtree = row;
      else blockSubtree = row;
    } else {
      // Of one name the block row comes first, so the last kept exact row is at least as strong.
      if (exact >= 0 && isSame(keys, row, exact)) continue;
      exact = row;
    }
    rows[kept++] = row;
  }
  return rows.slice(0, kept);
}

/** Whether the name of `row` is that of `parent` or below it. */
function isWithin({ codes, start }: ReversedKeys, row: number, parent: number): boolean {
  let x = start[row]!;
  let y = start[parent]!;
  while (codes[y] !== END) if (codes[x++] !== codes[y++]) return false;
  return codes[x]! <= SEPARATOR;
}

function isSame({ codes, start }: ReversedKeys, a: number, b: number): boolean {
  let x = start[a]!;
  let y = start[b]!;
  while (codes[x] === codes[y]) {
    if (codes[x] === END) return true;
    x++;
    y++;
  }
  return false;
}
