/**
 * A release read back from its files. Nothing of it is believed before its digest holds: SHA256SUMS covers the
 * manifest, the manifest covers the rest.
 */
import { sha256 } from '../model/digest.js';
import { CordonError, type Problem } from '../model/errors.js';
import type { Manifest, PlatformRecord } from '../model/release/record.js';

export interface Release {
  readonly manifest: Manifest;
  /** sha256 of manifest.json, lower-case hex: the digest of the release. */
  readonly digest: string;
  readonly platforms: readonly PlatformRecord[];
  /** entries.jsonl */
  readonly entryBytes: Uint8Array;
  /** The protected set that was frozen with the release, one ProtectedValue a line. */
  readonly protectedBytes: Uint8Array;
}

export interface ReleaseSource {
  /** For messages. */
  readonly folder: string;
  /** Bytes of a file by its path below the folder; null where there is none. */
  readonly read: (path: string) => Uint8Array | null;
}

/** @throws CordonError 'untrusted' naming every file whose digest does not hold. */
export function readRelease(source: ReleaseSource): Release {
  const manifestBytes = required(source, 'manifest.json');
  const manifest = parseManifest(manifestBytes, source.folder);
  const digest = sha256(manifestBytes);
  const expected = new Map([...Object.entries(manifest.files), ['manifest.json', digest] as const]);
  refuseForeignPaths(manifest, source.folder);
  const problems = [...checkSums(source, expected), ...checkFiles(source, manifest)];
  if (problems.length > 0) throw new CordonError('untrusted', problems);
  const protectedPath = Object.keys(manifest.files).find((path) => path.includes('/protected/'));
  return {
    manifest,
    digest,
    platforms: parseLines<PlatformRecord>(required(source, 'platforms.jsonl')),
    entryBytes: required(source, 'entries.jsonl'),
    protectedBytes: protectedPath ? required(source, protectedPath) : new Uint8Array(),
  };
}

function parseManifest(bytes: Uint8Array, folder: string): Manifest {
  try {
    const manifest = JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
    if (
      manifest.format === 'cordon-release/1' &&
      Number.isSafeInteger(manifest.serial) &&
      typeof manifest.files === 'object'
    )
      return manifest;
  } catch {
    // Told below: what does not parse is no manifest.
  }
  throw new CordonError('untrusted', {
    message: 'this is not a release manifest of format cordon-release/1',
    at: { file: `${folder}/manifest.json` },
    hint: 'restore the folder from a copy',
  });
}

/** A manifest comes from outside: it must not point a reader at files elsewhere. */
function refuseForeignPaths(manifest: Manifest, folder: string): void {
  const own = /^(?:[a-z]+\.jsonl|\.\.\/\.\.\/protected\/[0-9a-f]{64}\.jsonl)$/;
  const foreign = Object.keys(manifest.files).filter((path) => !own.test(path));
  if (foreign.length === 0) return;
  throw new CordonError('untrusted', {
    message: `the manifest names ${JSON.stringify(foreign[0])}, which is no file of a release`,
    at: { file: `${folder}/manifest.json` },
  });
}

function checkSums(source: ReleaseSource, expected: ReadonlyMap<string, string>): Problem[] {
  const at = { file: `${source.folder}/SHA256SUMS` };
  const lines = new TextDecoder().decode(required(source, 'SHA256SUMS')).split('\n').filter(Boolean);
  const stated = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)] as const));
  return [...expected]
    .filter(([path, digest]) => stated.get(path) !== digest)
    .map(([path]) => ({
      message: `the digest of ${path} is not the one that the manifest and SHA256SUMS state together`,
      at,
      hint: TAMPERED,
    }));
}

const TAMPERED =
  'the release was changed after it was made; restore it from a copy, or check the copy with sha256sum -c SHA256SUMS';

function checkFiles(source: ReleaseSource, manifest: Manifest): Problem[] {
  return Object.entries(manifest.files).flatMap(([path, digest]) => {
    const bytes = source.read(path);
    if (bytes && sha256(bytes) === digest) return [];
    const message = bytes ? `sha256 is not ${digest}, which the manifest states` : 'the file is missing';
    return [{ message, at: { file: `${source.folder}/${path}` }, hint: TAMPERED }];
  });
}

function required(source: ReleaseSource, path: string): Uint8Array {
  const bytes = source.read(path);
  if (bytes) return bytes;
  throw new CordonError('untrusted', {
    message: 'the file is missing',
    at: { file: `${source.folder}/${path}` },
    hint: TAMPERED,
  });
}

/** The values of a JSON Lines text; one at a time, so that nothing is held that the caller does not keep. */
export function* iterateLines<T>(bytes: Uint8Array): Generator<T> {
  const decoder = new TextDecoder();
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) yield JSON.parse(decoder.decode(bytes.subarray(start, end))) as T;
    start = end + 1;
  }
}

function parseLines<T>(bytes: Uint8Array): T[] {
  return [...iterateLines<T>(bytes)];
}
