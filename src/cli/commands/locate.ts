/** `cordon locate [platform...]`: where the addresses are that the names were seen at, and what they belong to. */
import { parsePrefix } from '../../model/prefixes/prefix.js';
import type { ProtectedList } from '../../model/registry/jurisdiction.js';
import { strictPolicy } from '../../observe/crawl/address-policy.js';
import { Classifier } from '../../observe/locate/classify.js';
import type { Location } from '../../observe/locate/locate.js';
import { probeCertificate, type TlsShown } from '../../observe/probe/tls.js';
import { locateAddresses, seenAddresses } from '../../observe/run/locate-addresses.js';
import { observedNames } from '../../observe/run/observed-names.js';
import { ProtectedLookup } from '../../release/addresses/protected-lookup.js';
import { table } from '../format/table.js';
import type { Io } from '../io.js';
import { databasesOf } from '../observing/network.js';
import { type Look, type ObserveOptions, observe, settingsFile } from '../observing/observe.js';

/** Answers older than this say nothing about today. */
const SEEN_DAYS = 30;

export const run = (args: readonly string[], options: ObserveOptions, io: Io): Promise<number> =>
  observe('addresses', args, options, io, look(options));

export function look(options: ObserveOptions): Look {
  return async (observing, tally) => {
    const { journal, registry, freshSince } = observing;
    const { io } = observing.context;
    const seenSince = new Date(io.now().getTime() - SEEN_DAYS * 86_400_000).toISOString();
    const names = observedNames(observing.platforms);
    const lookups = (await seenAddresses({ names, journal, seenSince })).size;
    const databases = await databasesOf(observing, lookups);
    const classifier = new Classifier({ lists: registry.protectedLists });
    const run = { names, journal, databases, classifier, freshSince, seenSince, now: io.now, tally };
    for await (const located of locateAddresses(run)) {
      await observing.keep(located.map(({ observation }) => observation));
      if (!options.json) io.out(locationTable(located.map(({ location }) => location)));
      observing.tick(tally);
    }
    // What was just located has to be in the journal: it says which addresses are dedicated.
    await observing.flush();
    const { provePossession } = await import('../../observe/run/prove-possession.js');
    const proofs = provePossession({
      names,
      journal,
      mayAsk: mayAsk(registry.protectedLists),
      probe: prober(settingsFile(observing.context, registry.settings.crawl.caFile)),
      freshSince,
      seenSince,
      now: io.now,
      tally,
      signal: observing.signal,
    });
    for await (const observations of proofs) {
      await observing.keep(observations);
      observing.tick(tally);
    }
  };
}

/** Names choose what they resolve to: neither a host of the operator's own network nor a protected one is asked. */
function mayAsk(lists: readonly ProtectedList[]): (address: string) => boolean {
  const lookup = new ProtectedLookup(lists);
  return (address) => {
    const prefix = parsePrefix(address);
    return prefix.ok && strictPolicy(address).allowed && lookup.prefixes(prefix.value).length === 0;
  };
}

const prober =
  (ca: string | undefined) =>
  (address: string, name: string): Promise<TlsShown> =>
    probeCertificate(address, name, { ca });

function locationTable(locations: readonly Location[]): string {
  return table<Location>(
    [
      { title: 'address', value: ({ address }) => address },
      { title: 'country', value: ({ country, outcome }) => country ?? outcome },
      { title: 'confidence', value: ({ confidence }) => confidence },
      { title: 'class', value: ({ infrastructure }) => infrastructure.class },
      { title: 'origin AS', value: ({ originAs }) => (originAs ? `AS${originAs.number}` : '-') },
      {
        title: 'databases',
        value: ({ databases }) => databases.map(({ id, built }) => `${id} ${built.slice(0, 10)}`).join(', '),
      },
    ],
    locations,
  );
}
