/** A stable sort of 32-bit keys with a payload, linear in the number of rows. */

/** Room for {@link radixSort}; both arrays at least as long as the largest range sorted. */
export interface RadixScratch {
  readonly keys: Uint32Array;
  readonly rows: Uint32Array;
}

export function radixScratch(size: number): RadixScratch {
  return { keys: new Uint32Array(size), rows: new Uint32Array(size) };
}

const DIGITS = 4;
const RADIX = 256;
/** One for all calls: the sort is synchronous, and many small ranges would otherwise make garbage. */
const histogram = new Uint32Array(DIGITS * RADIX);

/** Sorts `keys[from..to)` ascending and moves `rows` along; equal keys keep their order. */
export function radixSort(
  keys: Uint32Array,
  rows: Uint32Array,
  scratch: RadixScratch,
  from = 0,
  to = keys.length,
): void {
  const size = to - from;
  if (size < 2) return;
  count(keys, from, to);
  let source = { keys: keys.subarray(from, to), rows: rows.subarray(from, to) };
  let target = { keys: scratch.keys.subarray(0, size), rows: scratch.rows.subarray(0, size) };
  let inScratch = false;
  for (let digit = 0; digit < DIGITS; digit++) {
    const shift = digit * 8;
    const slots = histogram.subarray(digit * RADIX, (digit + 1) * RADIX);
    if (slots[(source.keys[0]! >>> shift) & 255] === size) continue;
    scatter(source, target, slots, shift);
    [source, target] = [target, source];
    inScratch = !inScratch;
  }
  if (!inScratch) return;
  keys.set(source.keys, from);
  rows.set(source.rows, from);
}

function count(keys: Uint32Array, from: number, to: number): void {
  histogram.fill(0);
  for (let i = from; i < to; i++) {
    const key = keys[i]!;
    histogram[key & 255]!++;
    histogram[RADIX + ((key >>> 8) & 255)]!++;
    histogram[2 * RADIX + ((key >>> 16) & 255)]!++;
    histogram[3 * RADIX + (key >>> 24)]!++;
  }
}

function scatter(source: RadixScratch, target: RadixScratch, slots: Uint32Array, shift: number): void {
  let next = 0;
  for (let value = 0; value < RADIX; value++) {
    const rows = slots[value]!;
    slots[value] = next;
    next += rows;
  }
  const { keys, rows } = source;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const place = slots[(key >>> shift) & 255]!++;
    target.keys[place] = key;
    target.rows[place] = rows[i]!;
  }
}
