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
    sense(parsed(built.files.get('platforms.jsonl') ?? '')) === sense(previous.platforms)
  );
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const withoutExpiry = (lines: string): string => lines.replace(/"expires":"\d{4}-\d{2}-\d{2}"/g, '');
const parsed = (lines: string): unknown[] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

/** Fields that move with every look at the network while nothing is said anew. */
const MOVING = new Set(['expires', 'lastSeen', 'sightings', 'assessment', 'digest']);

function sense(records: readonly unknown[]): string {
  return JSON.stringify(records, function (this: unknown, key: string, value: unknown) {
    if (MOVING.has(key)) return undefined;
    // The day of a machine's own reading; that of a notice or override is news.
    return key === 'date' && isMachineRead(this) ? undefined : value;
  });
}

const isMachineRead = (holder: unknown): boolean => {
  const { kind, sources } = holder as { kind?: string; sources?: readonly unknown[] };
  return kind === 'assessment' || (kind === undefined && sources?.length === 0);
};
