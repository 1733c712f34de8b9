/**
 * Resolves the names of a run at every vantage, compares what the vantages say, and keeps the outcomes. Only what
 * is not fresh is asked; a name and type is asked at all vantages or at none, because they are judged together.
 */
import type { Observation } from '../../model/observation.js';
import { type AddressKnowledge, type Agreement, compareViews, type View } from '../dns/agreement.js';
import { isConclusive, type Outcome, toObservation } from '../dns/outcome.js';
import { queriesFor } from '../dns/plan.js';
import type { Query, Resolver } from '../dns/resolver.js';
import type { RecordType } from '../dns/types.js';
import type { VantageConfig } from '../dns/vantage.js';
import type { Journal } from '../journal/journal.js';
import type { ObservedName } from './observed-names.js';
import type { Tally } from './tally.js';

export interface ResolveRun {
  readonly names: readonly ObservedName[];
  readonly vantages: readonly VantageConfig[];
  readonly resolver: Resolver;
  readonly journal: Pick<Journal, 'seenSince'>;
  /** RFC 3339, UTC: an observation after it is fresh. */
  readonly freshSince: string;
  readonly now: () => Date;
  /** Address facts that need no network. */
  readonly knowledge: Omit<AddressKnowledge, 'tls'>;
  /** Whether an address shows a valid certificate for a name; asked only for addresses in dispute. */
  readonly probeTls: (address: string, name: string) => Promise<'ok' | 'fail' | 'unknown'>;
  readonly tally: Tally;
  readonly signal?: AbortSignal | undefined;
}

/** Types whose answers are compared; the others differ from server to server for many good reasons. */
const COMPARED: ReadonlySet<RecordType> = new Set(['A', 'AAAA']);

/** What is asked about one type of one name, at all vantages. */
interface Group {
  readonly name: ObservedName;
  readonly type: RecordType;
  readonly expected: number;
  readonly outcomes: Outcome[];
}

/** A name of which something is still asked. */
interface OpenName {
  readonly groups: readonly Group[];
  open: number;
  observed: boolean;
}

/** Yields the observations of each name and type together, once all vantages have said something about it. */
export async function* resolveNames(run: ResolveRun): AsyncGenerator<readonly Observation[]> {
  const names = new Map<string, OpenName>();
  const { tally } = run;
  tally.total += run.names.length;
  for await (const outcome of run.resolver.resolveAll(queries(run, names))) {
    const name = names.get(outcome.name);
    const group = name?.groups.find(({ type }) => type === outcome.type);
    if (!name || !group)
      throw new Error(`an outcome for ${outcome.name} ${outcome.type}, which was not asked`);
    group.outcomes.push(outcome);
    if (group.outcomes.length < group.expected) continue;
    const observations = isCompared(group) ? await compare(group, run) : alone(group, run);
    for (const one of observations) tally.count(one.outcome);
    yield observations;
    name.open--;
    name.observed ||= group.outcomes.some(isConclusive);
    if (name.open > 0) continue;
    names.delete(outcome.name);
    tally.finish(name.observed);
  }
}

/** Names that are looked up in the journal at once: look-ups are what a large run waits for. */
const NAMES_AT_ONCE = 100;

async function* queries(run: ResolveRun, open: Map<string, OpenName>): AsyncGenerator<readonly Query[]> {
  for (let i = 0; i < run.names.length; i += NAMES_AT_ONCE) {
    const names = run.names.slice(i, i + NAMES_AT_ONCE);
    const fresh = await freshKeys(names, run);
    for (const name of names) {
      if (run.signal?.aborted) return;
      const asked = groupsOf(name, run.vantages);
      const stale = asked.filter((group) => !group.every((query) => fresh.has(factKey(query))));
      if (stale.length === 0) {
        run.tally.finish(true);
        continue;
      }
      open.set(name.name, {
        groups: stale.map((group) => ({
          name,
          type: (group[0] as Query).type,
          expected: group.length,
          outcomes: [],
        })),
        open: stale.length,
        observed: stale.length < asked.length,
      });
      yield stale.flat();
    }
  }
}

/** The questions about a name, those that are compared with each other together. */
function groupsOf(name: ObservedName, vantages: readonly VantageConfig[]): Query[][] {
  const groups = new Map<RecordType, Query[]>();
  for (const query of queriesFor(name.name, name.kind, vantages)) {
    const group = groups.get(query.type);
    if (group) group.push(query);
    else groups.set(query.type, [query]);
  }
  return [...groups.values()];
}

/** What was conclusively seen of the names lately. */
async function freshKeys(names: readonly ObservedName[], run: ResolveRun): Promise<ReadonlySet<string>> {
  const seen = await run.journal.seenSince(
    names.map(({ name }) => name),
    run.freshSince,
  );
  return new Set(seen.map(({ subject, type, vantage }) => `${subject} ${type} ${vantage}`));
}

const factKey = ({ name, type, vantage, subnet }: Query): string =>
  `${name} dns/${type} ${subnet === undefined ? vantage : `${vantage}/${subnet}`}`;

const isCompared = (group: Group): boolean => COMPARED.has(group.type) && group.outcomes.length >= 2;

function alone(group: Group, run: ResolveRun): Observation[] {
  const at = run.now().toISOString();
  return group.outcomes.map((outcome) => toObservation(outcome, at));
}

async function compare(group: Group, run: ResolveRun): Promise<Observation[]> {
  const at = run.now().toISOString();
  const inCountry = new Map(run.vantages.map((vantage) => [vantage.id, vantage.inCountry === true] as const));
  const views = group.outcomes.map(
    (outcome): View => ({ outcome, inCountry: inCountry.get(outcome.vantage) ?? false }),
  );
  const first = compareViews(views, run.knowledge);
  const agreement = first.agreed ? first : await judgeDispute(group, views, run);
  return agreement.verdicts.map(({ outcome, standing, reasons }) =>
    toObservation(outcome, at, { standing, reasons }),
  );
}

/** Where vantages differ, each address has to show a certificate for the name. */
async function judgeDispute(group: Group, views: readonly View[], run: ResolveRun): Promise<Agreement> {
  const addresses = new Set(
    group.outcomes.flatMap((outcome) => outcome.records.map((record) => String(record.data))),
  );
  const probes = [...addresses]
    .filter((address) => run.knowledge.isPublic(address))
    .slice(0, 16)
    .map(async (address) => [address, await run.probeTls(address, group.name.name)] as const);
  const shown = new Map(await Promise.all(probes));
  return compareViews(views, { ...run.knowledge, tls: (address) => shown.get(address) ?? 'unknown' });
}
