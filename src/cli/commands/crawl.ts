/**
 * `cordon crawl [platform...]`: the pages of the platforms, and the names that belong to them, with their grade; then
 * what their front pages answer to the places that the settings look from.
 */
import path from 'node:path';
import { parseHost, siteOf } from '../../model/names/host.js';
import { createResolver, type Resolver } from '../../observe/dns/resolver.js';
import type { Candidate } from '../../observe/footprint/types.js';
import { openBlobStore } from '../../observe/journal/blobs.js';
import { type CrawlEvent, crawlPlatforms, VANTAGE } from '../../observe/run/crawl-platforms.js';
import { footprintContext, networkFacts } from '../../observe/run/footprint-context.js';
import { SharedValues } from '../../observe/run/shared-values.js';
import type { Tally } from '../../observe/run/tally.js';
import { table } from '../format/table.js';
import type { Io } from '../io.js';
import { hostGate, openTools } from '../observing/crawl-tools.js';
import { lookFromPlaces } from '../observing/look-from-places.js';
import { vantagesOf } from '../observing/network.js';
import { type Look, type ObserveOptions, type Observing, observe } from '../observing/observe.js';

const BLOB_LIMITS = { maxBytes: 2 * 1024 ** 3, maxAgeDays: 180 };

export const run = (args: readonly string[], options: ObserveOptions, io: Io): Promise<number> =>
  observe('platforms', args, options, io, look(options));

export function look(options: ObserveOptions): Look {
  return async (observing, tally) => {
    const vantages = vantagesOf(observing);
    // Pages are fetched as the world sees them: never at addresses that an in-country resolver alone gives.
    const vantage = (vantages.find((one) => !one.inCountry) ?? vantages[0])?.id as string;
    const resolver = createResolver({ vantages });
    try {
      await crawlAll(observing, tally, options, resolver, vantage);
    } finally {
      resolver.close();
    }
  };
}

async function crawlAll(
  observing: Observing,
  tally: Tally,
  options: ObserveOptions,
  resolver: Resolver,
  vantage: string,
): Promise<void> {
  const { context, registry, signal } = observing;
  const gate = hostGate(observing);
  const { tools, close } = await openTools(observing, resolver, gate, { vantage });
  const blobs = await openBlobStore(path.join(context.state, 'blobs'), {
    clock: () => context.io.now().getTime(),
    ...BLOB_LIMITS,
  });
  const keepBody = async (body: Uint8Array): Promise<void> => {
    await blobs.put(body);
  };
  try {
    const earlier = { ...(await earlierPages(observing)), ...(await earlierIcons(observing)) };
    const events = crawlPlatforms({
      platforms: observing.platforms,
      tools,
      isFresh: (url) => earlier.isFresh(VANTAGE, url),
      seedsOf: (site) => earlier.bySite.get(site) ?? [],
      iconOf: (site) => earlier.icons.get(site),
      shared: earlier.shared,
      networkOf: async (site) =>
        networkFacts(await resolver.resolve(site, ['A', 'AAAA', 'NS', 'MX', 'TXT', 'CAA'], vantage)),
      context: footprintContext(registry.protectedLists),
      now: context.io.now,
      tally,
      signal,
      keepBody,
    });
    for await (const event of events) {
      await keepEvent(event, observing, options);
      observing.tick(tally);
    }
    await lookFromPlaces({ observing, resolver, gate, isFresh: earlier.isFresh, keepBody });
    await blobs.enforceLimits();
  } finally {
    await close();
  }
}

/** Pages that earlier runs saw: which of them are fresh, and which to begin with. */
async function earlierPages({ journal, freshSince }: Observing): Promise<{
  isFresh: (vantage: string, url: string) => boolean;
  bySite: ReadonlyMap<string, string[]>;
}> {
  const fresh = new Map<string, Set<string>>();
  const bySite = new Map<string, string[]>();
  for await (const fact of journal.facts({ types: ['page'] })) {
    if (!fact.conclusive || !URL.canParse(fact.subject)) continue;
    if (fact.lastSeen >= freshSince)
      fresh.set(fact.vantage, (fresh.get(fact.vantage) ?? new Set()).add(fact.subject));
    const host = parseHost(new URL(fact.subject).hostname);
    // What a site answers to another place is no page of it that the crawl knows.
    if (!host.ok || fact.vantage !== VANTAGE) continue;
    const site = siteOf(host.value);
    bySite.set(site, [...(bySite.get(site) ?? []), fact.subject]);
  }
  return { isFresh: (vantage, url) => fresh.get(vantage)?.has(url) === true, bySite };
}

/** Icons that earlier runs saw: those that are fresh by site, and how many carry each. */
async function earlierIcons({ journal, freshSince, registry }: Observing): Promise<{
  icons: ReadonlyMap<string, string | null>;
  shared: SharedValues;
}> {
  const sites = [...registry.platforms.values()].flatMap(({ id, sites }) =>
    sites.map(({ name }) => [name as string, id] as const),
  );
  const platformOf = new Map(sites);
  const shared = new SharedValues((site) => platformOf.get(site));
  const icons = new Map<string, string | null>();
  for await (const fact of journal.facts({ types: ['favicon'] })) {
    if (!fact.conclusive) continue;
    const { sha256 } = fact.value as { sha256?: string };
    if (fact.lastSeen >= freshSince) icons.set(fact.subject, sha256 ?? null);
    if (sha256 !== undefined) shared.add('favicon', sha256, fact.subject);
  }
  return { icons, shared };
}

async function keepEvent(event: CrawlEvent, observing: Observing, options: ObserveOptions): Promise<void> {
  if (event.kind !== 'candidates') return observing.keep([event.observation]);
  await observing.keep(event.observations);
  if (options.json || event.candidates.length === 0) return;
  observing.context.io.out(
    `${event.platform}: names that are joined to it\n${candidateTable(event.candidates)}`,
  );
}

function candidateTable(candidates: readonly Candidate[]): string {
  return table<Candidate>(
    [
      { title: '  site', value: ({ site }) => `  ${site}` },
      { title: 'grade', value: ({ grade }) => grade },
      { title: 'relation', value: ({ relation }) => relation },
      {
        title: 'signals',
        value: ({ signals }) => [...new Set(signals.map(({ kind }) => kind))].slice(0, 4).join(', '),
      },
    ],
    candidates,
  );
}
