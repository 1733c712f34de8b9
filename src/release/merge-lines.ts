/** Comparing two texts of lines in byte order, without making a string of a line that both have. */

export interface LineDifference {
  readonly onlyA: readonly Uint8Array[];
  readonly onlyB: readonly Uint8Array[];
}

/** Both texts must be sorted by byte value, one value a line, LF-terminated. Linear in their length. */
export function differingLines(a: Uint8Array, b: Uint8Array): LineDifference {
  const onlyA: Uint8Array[] = [];
  const onlyB: Uint8Array[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = lineEnd(a, i);
    const endB = lineEnd(b, j);
    const order = compareRange(a, i, endA, b, j, endB);
    if (order < 0) onlyA.push(a.subarray(i, endA));
    if (order > 0) onlyB.push(b.subarray(j, endB));
    if (order <= 0) i = endA + 1;
    if (order >= 0) j = endB + 1;
  }
  for (; i < a.length; i = lineEnd(a, i) + 1) onlyA.push(a.subarray(i, lineEnd(a, i)));
  for (; j < b.length; j = lineEnd(b, j) + 1) onlyB.push(b.subarray(j, lineEnd(b, j)));
  return { onlyA, onlyB };
}

function lineEnd(bytes: Uint8Array, start: number): number {
  const found = bytes.indexOf(10, start);
  return found < 0 ? bytes.length : found;
}

function compareRange(
  a: Uint8Array,
  startA: number,
  endA: number,
  b: Uint8Array,
  startB: number,
  endB: number,
): number {
  const length = Math.min(endA - startA, endB - startB);
  for (let k = 0; k < length; k++) {
    const difference = (a[startA + k] as number) - (b[startB + k] as number);
    if (difference !== 0) return difference;
  }
  return endA - startA - (endB - startB);
}
