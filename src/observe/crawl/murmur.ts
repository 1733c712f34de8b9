/** The customary number of a favicon: MurmurHash3 of its base64 text (Appleby's x86, 32 bit, seed 0), signed. */

/** Base64 in lines of 76 characters, each ended by a line feed, as in MIME (RFC 2045 §6.8) but for the CR. */
export function faviconNumber(file: Uint8Array): number {
  const lines = Buffer.from(file)
    .toString('base64')
    .replace(/.{1,76}/g, '$&\n');
  return murmur3(Buffer.from(lines, 'latin1')) | 0;
}

const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;
const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
const scramble = (word: number): number => Math.imul(rotate(Math.imul(word, C1), 15), C2);

/** Unsigned. */
export function murmur3(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length & ~3;
  let hash = 0;
  for (let i = 0; i < whole; i += 4)
    hash = (Math.imul(rotate(hash ^ scramble(view.getUint32(i, true)), 13), 5) + 0xe6546b64) | 0;
  let tail = 0;
  for (let i = bytes.length - 1; i >= whole; i--) tail = (tail << 8) | (bytes[i] as number);
  if (bytes.length > whole) hash ^= scramble(tail);
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
