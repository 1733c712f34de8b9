/** One platform: its evidence from the journal, what the rules say of it, and the decision with what it rests on. */
import { type BusinessAccount, businessAccounts } from '../../decide/accounts.js';
import { assess } from '../../decide/assess.js';
import {
  asBefore,
  type Decided,
  decisionOf,
  decisionText,
  type Reviewer,
  saysMore,
} from '../../decide/decision.js';
import type { Dossier } from '../../decide/documents.js';
import { thresholdsOf } from '../../decide/thresholds.js';
import { sha256 } from '../../model/digest.js';
import type { Profile } from '../../model/registry/jurisdiction.js';
import type { Platform } from '../../model/registry/platform.js';
import type { Settings } from '../../model/registry/settings.js';
import type { Journal } from '../../observe/journal/journal.js';
import { type DecisionBatch, type DecisionStore, packText } from './decision-store.js';
import { dossierOf } from './dossiers.js';

/** What is the same for all platforms of a run. */
export interface AssessBasis {
  readonly profile: Profile;
  /** sha256 of the profile's canonical JSON. */
  readonly profileDigest: string;
  readonly settings: Settings;
  /** RFC 3339, UTC, whole seconds. */
  readonly decided: string;
}

export interface AssessTask {
  readonly platform: Platform;
  /** A person's standing decision on it. */
  readonly reviewer: Reviewer | null;
}

export interface Outcome {
  readonly decided: Decided;
  /** What is to be kept of a new one; null where the decision before says the same, and stands. */
  readonly fresh: Pick<DecisionBatch, 'body' | 'documents'> | null;
}

/** Reads the journal and the store, and changes neither. */
export async function assessOne(
  { platform, reviewer }: AssessTask,
  basis: AssessBasis,
  { journal, store }: { readonly journal: Journal; readonly store: DecisionStore },
): Promise<Outcome> {
  const { profile } = basis;
  const today = basis.decided.slice(0, 10);
  const dossier = await dossierOf(platform, {
    journal,
    settings: basis.settings,
    today,
    evidenceDays: thresholdsOf(profile).evidenceDays,
  });
  const latest = store.latest(profile.id, platform.id);
  const before = latest ? asBefore(latest) : null;
  const record = decisionOf({
    dossier,
    profile: profile.id,
    profileDigest: basis.profileDigest,
    decided: basis.decided,
    before,
    reviewer,
    assessment: assess({ dossier, profile, today, before }),
    accounts: accountsOf(dossier, platform, profile),
  });
  if (latest && !saysMore(latest.record, record)) return { decided: latest, fresh: null };
  const text = decisionText(record);
  return {
    decided: { digest: sha256(text), record },
    fresh: { body: packText(text), documents: store.packUnknown(platform.id, textsOf(dossier)) },
  };
}

const accountsOf = (dossier: Dossier, platform: Platform, { residents }: Profile): BusinessAccount[] =>
  businessAccounts(
    dossier,
    platform.sites.map((site) => site.name),
    residents?.rails,
  );

const textsOf = ({ pages, addresses, registry }: Dossier): Map<string, string> =>
  new Map([...pages, ...addresses, registry].map(({ digest, text }) => [digest, text]));
