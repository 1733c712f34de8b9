/**
 * The order in which squid's tree of names grows fastest: by reversed text. In any other order a million names take
 * twenty times as long to load, and squid answers nobody meanwhile.
 */
import type { NameTable } from '../model/names/name-table.js';
import { orderNames } from '../model/names/reversed-order.js';

const DOT = 0x2e;

/** The given rows by their names read backwards, a dot before every other character. */
export function byReversedText(names: NameTable, rows: Uint32Array): Uint32Array {
  const length = new Uint8Array(rows.length);
  let octets = 0;
  for (const [i, row] of rows.entries()) {
    length[i] = names.length[row]!;
    octets += length[i]!;
  }
  const bytes = new Uint8Array(octets);
  const offset = new Uint32Array(rows.length);
  let at = 0;
  for (const [i, row] of rows.entries()) {
    offset[i] = at;
    turnLabels(names.bytes, names.offset[row]!, length[i]!, bytes, at);
    at += length[i]!;
  }
  const turned = { count: rows.length, bytes, offset, length, flags: new Uint8Array(rows.length) };
  return orderNames(turned).rows.map((i) => rows[i]!);
}

/** Copies a name with each label backwards: labels compared from the right are then the text backwards. */
function turnLabels(from: Uint8Array, start: number, length: number, to: Uint8Array, at: number): void {
  let label = 0;
  for (let i = 0; i <= length; i++) {
    if (i < length && from[start + i] !== DOT) continue;
    for (let k = label; k < i; k++) to[at + k] = from[start + i - 1 - (k - label)]!;
    if (i < length) to[at + i] = DOT;
    label = i + 1;
  }
}
