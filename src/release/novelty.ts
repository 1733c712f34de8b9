/** Whether a release would tell anything that the last one does not. */
import { canonicalJson, type Json } from '../model/canonical-json.js';
import { addDays } from '../model/dates.js';
import type { PlatformRecord } from '../model/release/record.js';
import type { BuiltRelease } from './build.js';
import { iterateLines, type Release } from './read.js';

/**
 * True when platforms, entries, protected set and statement are those of the last release and only dates moved, while
 * the last one still has more than half of its time before it. A nightly run then makes no release, and yet never lets
 * one expire. Its time is that of the profile's reviews, or shorter where the last one has entries that end sooner.
 */
export function saysNothingNew(previous: Release, built: BuiltRelease, reviewDays: number): boolean {
  const { manifest } = built;
  const lifetime = daysBetween(previous.manifest.created.slice(0, 10), previous.manifest.expires);
  const days = Math.max(Math.min(reviewDays, lifetime), 0);
  const half = addDays(manifest.created.slice(0, 10), Math.floor(days / 2));
  if (previous.manifest.expires < half && previous.manifest.expires !== manifest.expires) return false;
  const samePaths =
    Object.keys(manifest.files).sort().join() === Object.keys(previous.manifest.files).sort().join();
  return (
    samePaths &&
    manifest.statement === previous.manifest.statement &&
    withoutExpiry(built.files.get('entries.jsonl') ?? '') === withoutExpiry(text(previous.entryBytes)) &&
    told(iterateLines<PlatformRecord>(new TextEncoder().encode(built.files.get('platforms.jsonl') ?? ''))) ===
      told(previous.platforms)
  );
}

/** Records without what a further look at the same things changes. */
function told(records: Iterable<PlatformRecord>): string {
  const lines: string[] = [];
  for (const { addresses, ...record } of records) {
    const { items = [] } = addresses;
    const listed = items.map(({ prefix, name, action }) => ({ prefix, name, action }));
    lines.push(canonicalJson(withoutSightings({ ...record, listed }) as Json));
  }
  return withoutExpiry(lines.join('\n'));
}

/** Fields that move with every look at the network while nothing is said anew. */
const MOVING = new Set(['lastSeen', 'assessment', 'digest', 'firstSeen']);

function withoutSightings(record: unknown): unknown {
  const kept = JSON.stringify(record, function (this: unknown, key: string, value: unknown) {
    if (MOVING.has(key)) return undefined;
    // The day of a machine's own reading; that of a notice or override is news.
    return key === 'date' && isMachineRead(this) ? undefined : value;
  });
  return JSON.parse(kept) as unknown;
}

function isMachineRead(holder: unknown): boolean {
  const { kind, sources } = holder as { kind?: string; sources?: readonly unknown[] };
  return kind === 'assessment' || (kind === undefined && sources?.length === 0);
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const withoutExpiry = (lines: string): string => lines.replace(/"expires":"\d{4}-\d{2}-\d{2}"/g, '');
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
