/** Comparisons of prefixes that lie in word arrays: prefix i of `words` begins at word i times the width. */
import { radixScratch, radixSort } from '../radix-sort.js';
import { type PrefixColumns, widthOf } from './prefix-table.js';

/** Whether the first `bits` bits of the addresses at `a[x]` and `b[y]` (word positions) agree. */
export function agree(
  a: ArrayLike<number>,
  x: number,
  b: ArrayLike<number>,
  y: number,
  bits: number,
): boolean {
  let word = 0;
  let left = bits;
  for (; left >= 32; left -= 32, word++) if (a[x + word] !== b[y + word]) return false;
  // Shifting by 32 is shifting by nothing, hence the test for what is left.
  return left === 0 || (a[x + word]! ^ b[y + word]!) >>> (32 - left) === 0;
}

/** Numerical order of the addresses at `a[x]` and `b[y]`. */
export function compareWords(
  a: ArrayLike<number>,
  x: number,
  b: ArrayLike<number>,
  y: number,
  width: number,
): number {
  for (let word = 0; word < width; word++) {
    const difference = a[x + word]! - b[y + word]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Rows in the order of network, then length (the wider first), then row. */
export function sortedPrefixRows(columns: PrefixColumns): Uint32Array {
  const { count, words, length } = columns;
  const width = widthOf(columns.family);
  const rows = new Uint32Array(count);
  const keys = new Uint32Array(count);
  const scratch = radixScratch(count);
  for (let row = 0; row < count; row++) {
    rows[row] = row;
    keys[row] = length[row]!;
  }
  radixSort(keys, rows, scratch);
  for (let word = width - 1; word >= 0; word--) {
    for (let i = 0; i < count; i++) keys[i] = words[rows[i]! * width + word]!;
    radixSort(keys, rows, scratch);
  }
  return rows;
}
