/** `cordon resolve [platform...]`: what the names of the platforms resolve to, seen from every vantage. */
import { strictPolicy } from '../../observe/crawl/address-policy.js';
import { createResolver } from '../../observe/dns/resolver.js';
import { probeTls } from '../../observe/probe/tls.js';
import { observedNames } from '../../observe/run/observed-names.js';
import { resolveNames } from '../../observe/run/resolve-names.js';
import type { Io } from '../io.js';
import { vantagesOf } from '../observing/network.js';
import { type Look, type ObserveOptions, observe, settingsFile } from '../observing/observe.js';

export const run = (args: readonly string[], options: ObserveOptions, io: Io): Promise<number> =>
  observe('names', args, options, io, look());

export function look(): Look {
  return async (observing, tally) => {
    const vantages = vantagesOf(observing);
    const resolver = createResolver({ vantages });
    const ca = settingsFile(observing.context, observing.registry.settings.crawl.caFile);
    try {
      const outcomes = resolveNames({
        names: observedNames(observing.platforms),
        vantages,
        resolver,
        journal: observing.journal,
        freshSince: observing.freshSince,
        now: observing.context.io.now,
        knowledge: { isPublic: (address) => strictPolicy(address).allowed },
        probeTls: (address, name) => probeTls(address, name, { ca }),
        tally,
        signal: observing.signal,
      });
      for await (const observations of outcomes) {
        await observing.keep(observations);
        observing.tick(tally);
      }
    } finally {
      resolver.close();
    }
  };
}
