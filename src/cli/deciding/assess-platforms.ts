/** Assesses platforms, and keeps what is new with its evidence. */
import type { Decided, Reviewer } from '../../decide/decision.js';
import { newestDecision } from '../../decide/states.js';
import { canonicalJson, type Json } from '../../model/canonical-json.js';
import { sha256 } from '../../model/digest.js';
import type { Profile, Registry } from '../../model/registry/jurisdiction.js';
import type { Platform } from '../../model/registry/platform.js';
import type { Journal } from '../../observe/journal/journal.js';
import type { AssessBasis, AssessTask, Outcome } from './assess-one.js';
import { assessInThreads } from './assess-pool.js';
import type { WorkerFiles } from './assess-worker.js';
import type { DecisionStore } from './decision-store.js';

export interface AssessRun {
  readonly registry: Registry;
  readonly profile: Profile;
  readonly platforms: readonly Platform[];
  readonly journal: Journal;
  readonly store: DecisionStore;
  /** Where journal and store lie, for threads that open them anew. */
  readonly files: WorkerFiles;
  /** RFC 3339, UTC, whole seconds. */
  readonly decided: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Assessed {
  readonly decided: Decided;
  /** False where the decision before says the same, and stands. */
  readonly isNew: boolean;
}

/** Decisions kept in one transaction: a flush of the disk costs as much as deciding on several. */
const BATCH = 32;
/** Fewer are done sooner than threads have started. */
const FOR_THREADS = 2_000;

/** Yields each decision once it is durable. */
export async function* assessPlatforms(run: AssessRun): AsyncGenerator<Assessed> {
  const profileText = canonicalJson(run.profile as unknown as Json);
  const profileDigest = sha256(profileText);
  let waiting: Outcome[] = [];
  const keep = (): Assessed[] => {
    const fresh = waiting.flatMap(({ decided, fresh: kept }) => (kept ? [{ decided, ...kept }] : []));
    if (fresh.length > 0) run.store.keepShared(profileDigest, profileText);
    run.store.record(fresh);
    const kept = waiting.map(({ decided, fresh: isFresh }) => ({ decided, isNew: isFresh !== null }));
    waiting = [];
    return kept;
  };
  for await (const outcome of outcomesOf(run, profileDigest)) {
    waiting.push(outcome);
    if (waiting.length >= BATCH) yield* keep();
    if (run.signal?.aborted) break;
  }
  yield* keep();
}

async function* outcomesOf(run: AssessRun, profileDigest: string): AsyncGenerator<Outcome> {
  const { registry, profile, platforms, decided, signal } = run;
  const basis: AssessBasis = { profile, profileDigest, settings: registry.settings, decided };
  const tasks = platforms.map(
    (platform): AssessTask => ({ platform, reviewer: reviewerOf(platform, run, decided.slice(0, 10)) }),
  );
  if (signal?.aborted) return;
  if (tasks.length >= FOR_THREADS) {
    yield* assessInThreads(tasks, basis, run.files);
    return;
  }
  // Rules with their words are loaded where they are applied: beside threads they would only take memory.
  const { assessOne } = await import('./assess-one.js');
  for (const task of tasks) yield await assessOne(task, basis, run);
}

function reviewerOf(platform: Platform, { registry, profile }: AssessRun, today: string): Reviewer | null {
  const decision = newestDecision(platform, registry, profile);
  if (!decision || decision.expires < today) return null;
  const { decide, by, basis, decided, expires } = decision;
  return { decide, by, basis, decided, expires };
}
