/** Assesses platforms one after the other, and keeps what is new with its evidence. */

import { type BusinessAccount, businessAccounts } from '../../decide/accounts.js';
import { assess } from '../../decide/assess.js';
import {
  asBefore,
  type Decided,
  decisionDigest,
  decisionOf,
  type Reviewer,
  saysMore,
} from '../../decide/decision.js';
import type { Dossier } from '../../decide/documents.js';
import { newestDecision } from '../../decide/states.js';
import { thresholdsOf } from '../../decide/thresholds.js';
import { canonicalJson, type Json } from '../../model/canonical-json.js';
import { sha256 } from '../../model/digest.js';
import type { Profile, Registry } from '../../model/registry/jurisdiction.js';
import type { Platform } from '../../model/registry/platform.js';
import type { Journal } from '../../observe/journal/journal.js';
import type { DecisionBatch, DecisionStore } from './decision-store.js';
import { dossierOf } from './dossiers.js';

export interface AssessRun {
  readonly registry: Registry;
  readonly profile: Profile;
  readonly platforms: readonly Platform[];
  readonly journal: Journal;
  readonly store: DecisionStore;
  /** RFC 3339, UTC, whole seconds. */
  readonly decided: string;
  readonly signal?: AbortSignal | undefined;
}

export interface Assessed {
  readonly platform: Platform;
  readonly decided: Decided;
  /** False where the decision before says the same, and stands. */
  readonly isNew: boolean;
}

/** Decisions kept in one transaction: a flush of the disk costs as much as deciding on several. */
const BATCH = 32;

/** Yields each decision once it is durable. */
export async function* assessPlatforms(run: AssessRun): AsyncGenerator<Assessed> {
  const profileText = canonicalJson(run.profile as unknown as Json);
  const profile = { digest: sha256(profileText), text: profileText };
  let waiting: { assessed: Assessed; batch: DecisionBatch | null }[] = [];
  const keep = (): Assessed[] => {
    run.store.record(waiting.flatMap(({ batch }) => (batch ? [batch] : [])));
    const kept = waiting.map(({ assessed }) => assessed);
    waiting = [];
    return kept;
  };
  for (const platform of run.platforms) {
    if (run.signal?.aborted) break;
    waiting.push(await assessOne(platform, run, profile));
    if (waiting.length >= BATCH) yield* keep();
  }
  yield* keep();
}

async function assessOne(
  platform: Platform,
  run: AssessRun,
  profile: { readonly digest: string; readonly text: string },
): Promise<{ assessed: Assessed; batch: DecisionBatch | null }> {
  const today = run.decided.slice(0, 10);
  const dossier = await dossierOf(platform, {
    journal: run.journal,
    settings: run.registry.settings,
    today,
    evidenceDays: thresholdsOf(run.profile).evidenceDays,
  });
  const latest = run.store.latest(run.profile.id, platform.id);
  const before = latest ? asBefore(latest) : null;
  const record = decisionOf({
    dossier,
    profile: run.profile.id,
    profileDigest: profile.digest,
    decided: run.decided,
    before,
    reviewer: reviewerOf(platform, run, today),
    assessment: assess({ dossier, profile: run.profile, today, before }),
    accounts: accountsOf(dossier, platform, run.profile),
  });
  if (latest && !saysMore(latest.record, record))
    return { assessed: { platform, decided: latest, isNew: false }, batch: null };
  const decided = { digest: decisionDigest(record), record };
  const documents = textsOf(dossier).set(profile.digest, profile.text);
  return { assessed: { platform, decided, isNew: true }, batch: { decided, documents } };
}

const accountsOf = (dossier: Dossier, platform: Platform, { residents }: Profile): BusinessAccount[] =>
  businessAccounts(
    dossier,
    platform.sites.map((site) => site.name),
    residents?.rails,
  );

const textsOf = ({ pages, addresses, registry }: Dossier): Map<string, string> =>
  new Map([...pages, ...addresses, registry].map(({ digest, text }) => [digest, text]));

function reviewerOf(platform: Platform, { registry, profile }: AssessRun, today: string): Reviewer | null {
  const decision = newestDecision(platform, registry, profile);
  if (!decision || decision.expires < today) return null;
  const { decide, by, basis, decided, expires } = decision;
  return { decide, by, basis, decided, expires };
}
