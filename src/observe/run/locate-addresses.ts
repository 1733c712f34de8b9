/** Locates the addresses that the names of a run were seen at. */
import type { Observation } from '../../model/observation.js';
import type { Fact, Journal } from '../journal/journal.js';
import type { Classifier } from '../locate/classify.js';
import type { GeoDatabase } from '../locate/database.js';
import { type Location, locate, toObservation } from '../locate/locate.js';
import type { ObservedName } from './observed-names.js';
import type { Tally } from './tally.js';

export interface LocateRun {
  readonly names: readonly ObservedName[];
  readonly journal: Pick<Journal, 'history' | 'fresh'>;
  readonly databases: readonly GeoDatabase[];
  readonly classifier: Classifier;
  /** RFC 3339, UTC: a location after it is fresh. */
  readonly freshSince: string;
  /** RFC 3339, UTC: answers last seen before it do not count. */
  readonly seenSince: string;
  readonly now: () => Date;
  readonly tally: Tally;
}

export interface Located {
  readonly location: Location;
  readonly observation: Observation;
}

const VANTAGE = 'databases';
const BATCH = 10_000;

/** Addresses of answers that are not suspect, each with the canonical names that led to it. */
export async function seenAddresses(
  run: Pick<LocateRun, 'names' | 'journal' | 'seenSince'>,
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const { name } of run.names) {
    for (const fact of await run.journal.history(name)) {
      if (!isAnswer(fact) || fact.lastSeen < run.seenSince) continue;
      const { records = [], chain = [] } = fact.value as {
        records?: readonly string[];
        chain?: readonly string[];
      };
      for (const address of records) {
        const cnames = found.get(address) ?? new Set();
        for (const one of chain) cnames.add(one);
        found.set(address, cnames);
      }
    }
  }
  return found;
}

const isAnswer = (fact: Fact): boolean =>
  (fact.type === 'dns/A' || fact.type === 'dns/AAAA') &&
  (fact.outcome === 'answer' || fact.outcome === 'disagrees');

export async function* locateAddresses(run: LocateRun): AsyncGenerator<readonly Located[]> {
  const seen = [...(await seenAddresses(run))];
  run.tally.total += seen.length;
  for (let from = 0; from < seen.length; from += BATCH) {
    const stale: { address: string; cnames: string[] }[] = [];
    for (const [address, cnames] of seen.slice(from, from + BATCH)) {
      if (await run.journal.fresh(address, 'location', VANTAGE, run.freshSince)) run.tally.finish(true);
      else stale.push({ address, cnames: [...cnames] });
    }
    if (stale.length === 0) continue;
    const at = run.now().toISOString();
    const located = locate(stale, run.databases, run.classifier);
    for (const { outcome } of located) {
      run.tally.count(outcome);
      // That no database knows an address is an answer; only text that is no address was not observed.
      run.tally.finish(outcome !== 'not-an-address');
    }
    yield located.map((location) => ({ location, observation: toObservation(location, VANTAGE, at) }));
  }
}
