/** Dropping what is listed twice or covered, and bringing the rest into one order. */
import { NAME_MONITOR, NAME_SUBTREE, type NameTable } from './name-table.js';
import { END, flagsOf, type OrderedNames, rowOf, SEPARATOR, sortNames } from './reversed-order.js';

/**
 * Rows that are left when duplicates and names covered by a subtree row are dropped, in the order of reversed
 * labels (`com`, `com.example`, `com.example.www`; a parent stands directly before what is below it).
 * A row is dropped only for one whose action is at least as strong: monitor never swallows block.
 *
 * A subtree row covers its own name and all below it; an exact row covers only another exact row of its name. Of
 * rows that cover each other the first inserted stays.
 */
export function reduceNames(table: NameTable): Uint32Array {
  const { records, keys } = sortNames(table);
  return reduceKeys(records, keys);
}

/** The same for some rows of a table that are in order already. */
export function reduceSorted({ records, start }: OrderedNames, rows: Uint32Array): Uint32Array {
  return reduceKeys(
    records,
    rows.map((row) => start[row]!),
  );
}

function reduceKeys(records: Uint8Array, keys: Uint32Array): Uint32Array {
  const rows = new Uint32Array(keys.length);
  let kept = 0;
  // What a subtree covers follows it without a gap, so the last kept one of each action is all that can cover.
  let blockSubtree = -1;
  let monitorSubtree = -1;
  let exact = -1;
  for (const key of keys) {
    const flags = flagsOf(records, key);
    const monitor = (flags & NAME_MONITOR) !== 0;
    if (blockSubtree >= 0 && isWithin(records, key, blockSubtree)) continue;
    if (monitor && monitorSubtree >= 0 && isWithin(records, key, monitorSubtree)) continue;
    if (flags & NAME_SUBTREE) {
      if (monitor) monitorSubtree = key;
      else blockSubtree = key;
    } else {
      // Of one name the block row comes first, so the last kept exact row is at least as strong.
      if (exact >= 0 && isSame(records, key, exact)) continue;
      exact = key;
    }
    rows[kept++] = rowOf(records, key);
  }
  return rows.slice(0, kept);
}

/** Whether the name whose key begins at `key` is that of `parent` or below it. */
function isWithin(records: Uint8Array, key: number, parent: number): boolean {
  let x = key;
  let y = parent;
  while (records[y] !== END) if (records[x++] !== records[y++]) return false;
  return records[x]! <= SEPARATOR;
}

/** Whether two keys are of the same name. */
function isSame(records: Uint8Array, a: number, b: number): boolean {
  let x = a;
  let y = b;
  while (records[x] === records[y]) {
    if (records[x] === END) return true;
    x++;
    y++;
  }
  return false;
}

export const isWithinRow = ({ records, start }: OrderedNames, row: number, parent: number): boolean =>
  isWithin(records, start[row]!, start[parent]!);

export const isSameRow = ({ records, start }: OrderedNames, a: number, b: number): boolean =>
  isSame(records, start[a]!, start[b]!);
