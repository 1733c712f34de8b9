/** `cordon crawl [platform...]`: the pages of the platforms, and the names that belong to them, with their grade. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CordonError } from '../../model/errors.js';
import { parseHost, siteOf } from '../../model/names/host.js';
import { strictPolicy } from '../../observe/crawl/address-policy.js';
import type { CrawlTools } from '../../observe/crawl/crawl-platform.js';
import { createFetcher } from '../../observe/crawl/fetch.js';
import { type ResolveHost, userAgentOf } from '../../observe/crawl/fetch-types.js';
import { createPageReaderFactory } from '../../observe/crawl/page-reader.js';
import { HostGate } from '../../observe/crawl/politeness.js';
import { createRenderer, findChromium, noRenderer, type Renderer } from '../../observe/crawl/renderer.js';
import { createRobotsCache } from '../../observe/crawl/robots.js';
import { createResolver, type Resolver } from '../../observe/dns/resolver.js';
import type { Candidate } from '../../observe/footprint/types.js';
import { openBlobStore } from '../../observe/journal/blobs.js';
import { type CrawlEvent, crawlPlatforms } from '../../observe/run/crawl-platforms.js';
import { footprintContext, networkFacts } from '../../observe/run/footprint-context.js';
import { SharedValues } from '../../observe/run/shared-values.js';
import type { Tally } from '../../observe/run/tally.js';
import { table } from '../format/table.js';
import type { Io } from '../io.js';
import { vantagesOf } from '../observing/network.js';
import {
  type Look,
  type ObserveOptions,
  type Observing,
  observe,
  settingsFile,
} from '../observing/observe.js';
import { version } from '../version.js';

const BLOB_LIMITS = { maxBytes: 2 * 1024 ** 3, maxAgeDays: 180 };
const PRODUCT_TOKEN = 'cordon';
/** Wall clock, and sleeping that an interrupt ends. */
const clock: CrawlTools['clock'] = {
  now: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};

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
  const { tools, close } = await toolsFor(observing, resolver, vantage);
  const blobs = await openBlobStore(path.join(context.state, 'blobs'), {
    clock: () => context.io.now().getTime(),
    ...BLOB_LIMITS,
  });
  try {
    const earlier = { ...(await earlierPages(observing)), ...(await earlierIcons(observing)) };
    const events = crawlPlatforms({
      platforms: observing.platforms,
      tools,
      isFresh: (url) => earlier.fresh.has(url),
      seedsOf: (site) => earlier.bySite.get(site) ?? [],
      iconOf: (site) => earlier.icons.get(site),
      shared: earlier.shared,
      networkOf: async (site) =>
        networkFacts(await resolver.resolve(site, ['A', 'AAAA', 'NS', 'MX', 'TXT', 'CAA'], vantage)),
      context: footprintContext(registry.protectedLists),
      now: context.io.now,
      tally,
      signal,
      keepBody: async (body) => {
        await blobs.put(body);
      },
    });
    for await (const event of events) {
      await keepEvent(event, observing, options);
      observing.tick(tally);
    }
    await blobs.enforceLimits();
  } finally {
    await close();
  }
}

/** Everything that fetching needs; the parsers and the HTTP client are loaded here and nowhere else. */
async function toolsFor(
  observing: Observing,
  resolver: Resolver,
  vantage: string,
): Promise<{ readonly tools: CrawlTools; readonly close: () => Promise<void> }> {
  const { context, registry } = observing;
  const { contact, caFile, delaySeconds, chromium } = registry.settings.crawl;
  if (contact === undefined) {
    throw new CordonError('config', {
      message: 'nothing is crawled without a contact',
      at: { file: path.join(context.lists, 'cordon.yaml') },
      hint: 'name a page under crawl: contact: where the owner of a site can read who crawls and complain',
    });
  }
  const userAgent = userAgentOf(version(), contact);
  const fetcher = await createFetcher({
    resolveHost: resolveHostBy(resolver, vantage),
    userAgent,
    policy: strictPolicy,
    ca: settingsFile(context, caFile),
  });
  const renderer = rendererFor(chromium, userAgent);
  const tools: CrawlTools = {
    fetcher,
    makeReader: await createPageReaderFactory(),
    robots: createRobotsCache(fetcher, PRODUCT_TOKEN),
    gate: new HostGate(clock, delaySeconds * 1000),
    clock,
    renderer,
  };
  return {
    tools,
    close: async () => {
      fetcher.close();
      await renderer.close();
    },
  };
}

/** @param setting of cordon.yaml: a path, `off`, or undefined for the system's */
function rendererFor(setting: string | undefined, userAgent: string): Renderer {
  if (setting === 'off') return noRenderer('crawl: chromium is off in cordon.yaml');
  const sandbox = process.getuid?.() !== 0;
  // Chromium has no sandbox for the superuser. Strangers' scripts are run without one by nobody who did not say so.
  if (!sandbox && setting === undefined)
    return noRenderer('as the superuser only with crawl: chromium: PATH in cordon.yaml');
  const executablePath = findChromium(existsSync, setting);
  if (executablePath === null)
    return noRenderer(`no Chromium${setting ? ` at ${setting}` : ' is installed'}`);
  return createRenderer({ executablePath, userAgent, sandbox });
}

function resolveHostBy(resolver: Resolver, vantage: string): ResolveHost {
  return async (name) => {
    const outcomes = await resolver.resolve(name, ['A', 'AAAA'], vantage);
    const addresses = outcomes.flatMap((outcome) => outcome.records.map((record) => String(record.data)));
    if (addresses.length > 0) return { kind: 'addresses', addresses: [...new Set(addresses)] };
    return { kind: 'none', reason: outcomes[0]?.kind ?? 'error' };
  };
}

/** Pages that earlier runs saw: which of them are fresh, and which to begin with. */
async function earlierPages({
  journal,
  freshSince,
}: Observing): Promise<{ fresh: ReadonlySet<string>; bySite: ReadonlyMap<string, string[]> }> {
  const fresh = new Set<string>();
  const bySite = new Map<string, string[]>();
  for await (const fact of journal.facts({ types: ['page'] })) {
    if (!fact.conclusive || !URL.canParse(fact.subject)) continue;
    if (fact.lastSeen >= freshSince) fresh.add(fact.subject);
    const host = parseHost(new URL(fact.subject).hostname);
    if (!host.ok) continue;
    const site = siteOf(host.value);
    bySite.set(site, [...(bySite.get(site) ?? []), fact.subject]);
  }
  return { fresh, bySite };
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
