/** After a crawl: what the front pages answer to other places, from which the settings have an address to ask. */
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { VantageSetting } from '../../model/registry/settings.js';
import type { HostGate } from '../../observe/crawl/politeness.js';
import type { Resolver } from '../../observe/dns/resolver.js';
import { lookFrom, placeVantage } from '../../observe/run/look-from.js';
import { Tally } from '../../observe/run/tally.js';
import { openTools } from './crawl-tools.js';
import type { Observing } from './observe.js';
import { outcomesText } from './progress.js';

export interface PlacesLook {
  readonly observing: Observing;
  readonly resolver: Resolver;
  readonly gate: HostGate;
  /** Whether a page was observed lately at a vantage. */
  readonly isFresh: (vantage: string, url: string) => boolean;
  readonly keepBody: (body: Uint8Array) => Promise<void>;
}

/** What fails here ends nothing: a line that is down, or lies, is told, and the crawl stands as it is. */
export async function lookFromPlaces(look: PlacesLook): Promise<void> {
  const { registry, signal } = look.observing;
  for (const { id, localAddress } of registry.settings.vantages)
    if (localAddress !== undefined && !signal.aborted) await lookFromPlace(look, { id, localAddress });
}

type Place = Required<Pick<VantageSetting, 'id'>> & { readonly localAddress: string };

async function lookFromPlace(look: PlacesLook, { id, localAddress }: Place): Promise<void> {
  const { observing, resolver, gate, isFresh, keepBody } = look;
  const { context, platforms, signal } = observing;
  if (!(await isOurs(localAddress))) return tellMissing(look, { id, localAddress });
  const { tools, close } = await openTools(observing, resolver, gate, { vantage: id, localAddress });
  const tally = new Tally();
  try {
    const observations = lookFrom({
      place: id,
      platforms,
      tools,
      isFresh: (url) => isFresh(placeVantage(id), url),
      now: context.io.now,
      tally,
      signal,
      keepBody,
    });
    for await (const observation of observations) {
      await observing.keep([observation]);
      observing.tick(tally, `front pages from ${id}`);
    }
  } finally {
    await close();
  }
  tell(look, id, tally);
}

/** A line or a tunnel may be down; the system says so at once, and not page by page. */
function isOurs(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ address, port: 0 }, () => socket.close(() => resolve(true)));
  });
}

function tellMissing({ observing }: PlacesLook, { id, localAddress }: Place): void {
  observing.context.reporter.warn({
    message: `no front page was looked at from ${id}: ${localAddress} is not an address of this machine now`,
    hint: 'bring up the line or tunnel that has it, or correct local_address in cordon.yaml',
  });
}

function tell({ observing }: PlacesLook, id: string, tally: Tally): void {
  const { reporter } = observing.context;
  const outcomes = tally.outcomes.size > 0 ? `; ${outcomesText(tally)}` : '';
  reporter.info(`${tally.observed} of ${tally.total} front pages answered to ${id}${outcomes}`);
  if (tally.done === 0 || tally.observed > 0) return;
  reporter.warn({
    message: `no front page answered to ${id}`,
    hint: 'see whether the address reaches the network, and whether the resolvers of this vantage answer',
  });
}
