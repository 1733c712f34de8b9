/** HTTPS and SVCB record data (RFC 9460 §2.2). */
import type { Reader } from './reader.js';
import type { SvcbData } from './types.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Keys must be in strictly increasing order, which also makes each of them unique; anything else is malformed. */
export function decodeSvcb(r: Reader): SvcbData {
  const data: Writable<SvcbData> = { priority: r.u16(), target: r.name(false) };
  const otherKeys: number[] = [];
  const keys = new Set<number>();
  const outer = r.end;
  let previous = -1;
  while (r.at < outer && r.problem === undefined) {
    const key = r.u16();
    const octets = r.u16();
    if (key <= previous) r.fail('has service parameters that are not in increasing order');
    if (r.at + octets > outer) r.fail('has a service parameter that ends behind its record');
    if (r.problem !== undefined) break;
    previous = key;
    keys.add(key);
    const stop = r.at + octets;
    r.end = stop;
    if (!decodeParameter(r, key, data)) {
      otherKeys.push(key);
      r.at = stop;
    }
    if (r.at !== stop) r.fail(`has service parameter ${key} of a wrong length`);
    r.end = outer;
  }
  checkMandatory(r, data, keys);
  if (otherKeys.length > 0) data.otherKeys = otherKeys;
  return data;
}

function decodeParameter(r: Reader, key: number, data: Writable<SvcbData>): boolean {
  switch (key) {
    case 0:
      data.mandatory = list(r, () => r.u16());
      return true;
    case 1:
      data.alpn = list(r, () => {
        const protocol = r.characterString();
        if (protocol === '') r.fail('has an empty protocol id');
        return protocol;
      });
      return true;
    case 2:
      data.noDefaultAlpn = true;
      return true;
    case 3:
      data.port = r.u16();
      return true;
    case 4:
      data.ipv4hint = list(r, () => r.ipv4());
      return true;
    case 5:
      data.ech = true;
      r.at = r.end;
      return true;
    case 6:
      data.ipv6hint = list(r, () => r.ipv6());
      return true;
    default:
      return false;
  }
}

/** All values up to the end of the parameter; an empty list is malformed (§7.1.1, §7.3, §8). */
function list<T>(r: Reader, read: () => T): T[] {
  const values: T[] = [];
  if (r.at >= r.end) r.fail('has a service parameter without a value');
  while (r.at < r.end && r.problem === undefined) values.push(read());
  return values;
}

/** §8: in increasing order, all present, and never the key `mandatory` itself; §7.1.2: no-default-alpn needs alpn. */
function checkMandatory(r: Reader, data: SvcbData, keys: ReadonlySet<number>): void {
  if (r.problem !== undefined) return;
  let previous = 0;
  for (const key of data.mandatory ?? []) {
    if (key <= previous || !keys.has(key)) r.fail('names mandatory service parameters that it does not have');
    previous = key;
  }
  if (data.noDefaultAlpn && !data.alpn) r.fail('excludes the default protocol and names none');
}
