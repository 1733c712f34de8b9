/**
 * Asks the addresses that may be a platform's alone for a certificate of the names that led to them. Only what nobody
 * else claims is asked: a shared address is not listed whatever it shows.
 */
import { parseHost, siteOf } from '../../model/names/host.js';
import type { Observation } from '../../model/observation.js';
import type { Fact, Journal } from '../journal/journal.js';
import type { TlsShown } from '../probe/tls.js';
import type { ObservedName } from './observed-names.js';
import type { Tally } from './tally.js';

export interface PossessionRun {
  readonly names: readonly ObservedName[];
  readonly journal: Pick<Journal, 'history' | 'lastAttempt'>;
  /** Whether an address may be connected to: public, and not protected. */
  readonly mayAsk: (address: string) => boolean;
  readonly probe: (address: string, name: string) => Promise<TlsShown>;
  /** RFC 3339, UTC: a handshake after it is fresh. */
  readonly freshSince: string;
  /** RFC 3339, UTC: answers last seen before it do not count. */
  readonly seenSince: string;
  readonly now: () => Date;
  readonly tally: Pick<Tally, 'count'>;
  readonly signal?: AbortSignal | undefined;
}

export const POSSESSION_VANTAGE = 'possession';
/** One valid certificate is enough for an address. */
const NAMES_AN_ADDRESS = 4;
/** A name with more addresses than this is listed with none of them (DESIGN §5). */
const ADDRESSES_A_NAME = 32;
const AT_ONCE = 8;
/** Registrable domains kept of a certificate. */
const MAX_SITES = 100;

/** Yields the observations of one address together. An address is asked one name after the other. */
export async function* provePossession(run: PossessionRun): AsyncGenerator<readonly Observation[]> {
  const queue = [...(await claims(run))];
  const waiting = new Set<Promise<{ self: unknown; observations: Observation[] }>>();
  for (let next = 0; next < queue.length || waiting.size > 0; ) {
    while (next < queue.length && waiting.size < AT_ONCE && !run.signal?.aborted) {
      const [address, names] = queue[next++] as [string, string[]];
      const work: Promise<{ self: unknown; observations: Observation[] }> = askAddress(
        address,
        names,
        run,
      ).then((observations) => ({ self: work, observations }));
      waiting.add(work);
    }
    if (waiting.size === 0) return;
    const { self, observations } = await Promise.race(waiting);
    waiting.delete(self as never);
    if (observations.length > 0) yield observations;
  }
}

/** Addresses by what the names were seen at, each with the names that it is asked for. */
async function claims(run: PossessionRun): Promise<Map<string, string[]>> {
  const wanted = new Map<string, ObservedName[]>();
  for (const name of run.names) {
    for (const address of await addressesOf(name.name, run)) {
      if (!run.mayAsk(address)) continue;
      const names = wanted.get(address) ?? [];
      names.push(name);
      wanted.set(address, names);
    }
  }
  const found = new Map<string, string[]>();
  for (const [address, names] of wanted) {
    if (!(await isDedicated(address, run.journal))) continue;
    const sorted = names.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
    found.set(
      address,
      sorted.slice(0, NAMES_AN_ADDRESS).map(({ name }) => name),
    );
  }
  return found;
}

/** Sites before the hosts below them. */
const rank = ({ kind }: ObservedName): number => (kind === 'site' ? 0 : 1);

/** The addresses seen last come first. */
async function addressesOf(name: string, run: PossessionRun): Promise<string[]> {
  const lastSeen = new Map<string, string>();
  for (const fact of await run.journal.history(name)) {
    if (!isHonestAnswer(fact) || fact.lastSeen < run.seenSince) continue;
    for (const address of recordsOf(fact))
      if ((lastSeen.get(address) ?? '') < fact.lastSeen) lastSeen.set(address, fact.lastSeen);
  }
  return [...lastSeen]
    .sort(([a, m], [b, n]) => (m > n ? -1 : m < n ? 1 : a < b ? -1 : 1))
    .slice(0, ADDRESSES_A_NAME)
    .map(([address]) => address);
}

/** An answer with addresses that is not suspect. */
export const isHonestAnswer = (fact: Fact): boolean =>
  isAddressFact(fact) && (fact.outcome === 'answer' || fact.outcome === 'disagrees');

export const isAddressFact = ({ type }: Fact): boolean => type === 'dns/A' || type === 'dns/AAAA';

export function recordsOf(fact: Fact): readonly string[] {
  const { records = [] } = fact.value as { records?: readonly unknown[] };
  return records.filter((one) => typeof one === 'string');
}

async function isDedicated(address: string, journal: PossessionRun['journal']): Promise<boolean> {
  const location = latestLocation(await journal.history(address));
  const { infrastructure } = (location?.value ?? {}) as { infrastructure?: { class?: string } };
  return infrastructure?.class === 'dedicated';
}

export function latestLocation(facts: readonly Fact[]): Fact | undefined {
  return facts
    .filter(({ type }) => type === 'location')
    .sort((a, b) => (a.lastSeen < b.lastSeen ? -1 : 1))
    .at(-1);
}

async function askAddress(
  address: string,
  names: readonly string[],
  run: PossessionRun,
): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (const name of names) {
    if (run.signal?.aborted) break;
    const type = `tls/${name}`;
    const before = await run.journal.lastAttempt(address, type, POSSESSION_VANTAGE);
    if (before && before.lastSeen > run.freshSince) continue;
    const shown = await run.probe(address, name);
    run.tally.count(`tls ${shown.proof}`);
    observations.push(toObservation(address, type, shown, run.now().toISOString()));
  }
  return observations;
}

function toObservation(address: string, type: string, shown: TlsShown, at: string): Observation {
  const { proof, fingerprint, certificate, problem } = shown;
  return {
    subject: address,
    type,
    vantage: POSSESSION_VANTAGE,
    at,
    outcome: proof,
    conclusive: proof !== 'unknown',
    value: {
      fingerprint,
      sites: sitesOf(certificate?.names ?? []),
      issuer: certificate?.issuer ?? null,
      problem,
    },
    detail: { notAfter: certificate?.notAfter ?? null },
  };
}

/** Registrable domains of a certificate's names. */
function sitesOf(names: readonly string[]): string[] {
  const sites = names.flatMap((name) => {
    const host = parseHost(name.replace(/^\*\./, ''));
    return host.ok ? [siteOf(host.value) as string] : [];
  });
  return [...new Set(sites)].sort().slice(0, MAX_SITES);
}
