/** How much of what a list rests on was conclusively observed lately. */
import type { Journal } from '../journal/journal.js';

export interface FreshnessInput {
  readonly names: readonly string[];
  readonly journal: Pick<Journal, 'history'>;
  /** RFC 3339, UTC, milliseconds. */
  readonly since: string;
}

export interface MeasuredFreshness {
  readonly total: number;
  readonly fresh: number;
  /** The last conclusive look at the name that was longest not looked at; absent where one never was. */
  readonly oldest?: string | undefined;
  /** The first few names that are not fresh. */
  readonly stale: readonly string[];
}

const MAX_STALE = 20;

/** A name is fresh when any of its DNS questions was answered: that it does not exist is an answer too. */
export async function measureFreshness(input: FreshnessInput): Promise<MeasuredFreshness> {
  let fresh = 0;
  let oldest: string | undefined;
  let neverSeen = false;
  const stale: string[] = [];
  for (const name of input.names) {
    const looks = (await input.journal.history(name)).filter(
      ({ type, conclusive }) => conclusive && type.startsWith('dns/'),
    );
    const last = looks.reduce((latest, { lastSeen }) => (lastSeen > latest ? lastSeen : latest), '');
    if (last === '') neverSeen = true;
    else if (oldest === undefined || last < oldest) oldest = last;
    if (last >= input.since) fresh++;
    else if (stale.length < MAX_STALE) stale.push(name);
  }
  return {
    total: input.names.length,
    fresh,
    ...(oldest === undefined || neverSeen ? {} : { oldest }),
    stale,
  };
}
