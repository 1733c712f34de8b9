/** What the commands that fetch pages fetch them with. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CordonError } from '../../model/errors.js';
import { strictPolicy } from '../../observe/crawl/address-policy.js';
import type { CrawlTools } from '../../observe/crawl/crawl-platform.js';
import { createFetcher } from '../../observe/crawl/fetch.js';
import { type ResolveHost, userAgentOf } from '../../observe/crawl/fetch-types.js';
import { createPageReaderFactory } from '../../observe/crawl/page-reader.js';
import { HostGate } from '../../observe/crawl/politeness.js';
import { createRenderer, findChromium, noRenderer, type Renderer } from '../../observe/crawl/renderer.js';
import { createRobotsCache } from '../../observe/crawl/robots.js';
import type { Resolver } from '../../observe/dns/resolver.js';
import { version } from '../version.js';
import { type Observing, settingsFile } from './observe.js';

const PRODUCT_TOKEN = 'cordon';
/** Wall clock, and sleeping that an interrupt ends. */
const clock: CrawlTools['clock'] = {
  now: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};
/** Where pages are fetched from. */
export interface FetchPlace {
  /** Id of the vantage whose resolvers are asked. */
  readonly vantage: string;
  /** Address of this machine to connect from; the system's choice where it is absent. */
  readonly localAddress?: string | undefined;
}

export interface OpenTools {
  readonly tools: CrawlTools;
  readonly close: () => Promise<void>;
}

/** One for all that a run fetches, from wherever: a host is not asked more often because it is looked at twice. */
export const hostGate = ({ registry }: Observing): HostGate =>
  new HostGate(clock, registry.settings.crawl.delaySeconds * 1000);

/**
 * Everything that fetching needs; the parsers and the HTTP client are loaded here and nowhere else.
 * @throws CordonError 'config' without a contact
 */
export async function openTools(
  { context, registry }: Observing,
  resolver: Resolver,
  gate: HostGate,
  place: FetchPlace,
): Promise<OpenTools> {
  const { contact, caFile, chromium } = registry.settings.crawl;
  if (contact === undefined) {
    throw new CordonError('config', {
      message: 'nothing is crawled without a contact',
      at: { file: path.join(context.lists, 'cordon.yaml') },
      hint: 'name a page under crawl: contact: where the owner of a site can read who crawls and complain',
    });
  }
  const userAgent = userAgentOf(version(), contact);
  const fetcher = await createFetcher({
    resolveHost: resolveHostBy(resolver, place.vantage),
    localAddress: place.localAddress,
    userAgent,
    policy: strictPolicy,
    ca: settingsFile(context, caFile),
  });
  // A browser is for the one look that reads; from elsewhere it is asked what a site answers, not what it shows.
  const renderer = place.localAddress === undefined ? rendererFor(chromium, userAgent) : undefined;
  const tools: CrawlTools = {
    fetcher,
    makeReader: await createPageReaderFactory(),
    robots: createRobotsCache(fetcher, PRODUCT_TOKEN),
    gate,
    clock,
    renderer,
  };
  return {
    tools,
    close: async () => {
      fetcher.close();
      await renderer?.close();
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
