/** Whether a release would tell anything that the last one does not. */
import { addDays } from '../model/dates.js';
import type { BuiltRelease } from './build.js';
import type { Release } from './read.js';

/**
 * True when platforms, entries, protected set and statement are those of the last release and only dates of expiry
 * moved, while the last one still has more than half of its review time before it. A nightly run then makes no
 * release, and yet never lets one expire.
 */
export function saysNothingNew(previous: Release, built: BuiltRelease, reviewDays: number): boolean {
  const { manifest } = built;
  const half = addDays(manifest.created.slice(0, 10), Math.floor(reviewDays / 2));
  if (previous.manifest.expires < half && previous.manifest.expires !== manifest.expires) return false;
  const samePaths =
    Object.keys(manifest.files).sort().join() === Object.keys(previous.manifest.files).sort().join();
  return (
    samePaths &&
    manifest.statement === previous.manifest.statement &&
    withoutExpiry(built.files.get('entries.jsonl') ?? '') === withoutExpiry(text(previous.entryBytes)) &&
    withoutExpiry(records(built)) ===
      withoutExpiry(previous.platforms.map((record) => JSON.stringify(record)).join('\n'))
  );
}

const records = (built: BuiltRelease): string => (built.files.get('platforms.jsonl') ?? '').trimEnd();
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const withoutExpiry = (lines: string): string => lines.replace(/"expires":"\d{4}-\d{2}-\d{2}"/g, '');
