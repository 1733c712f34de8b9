/** `cordon locate [platform...]`: where the addresses are that the names were seen at, and what they belong to. */
import { Classifier } from '../../observe/locate/classify.js';
import type { Location } from '../../observe/locate/locate.js';
import { locateAddresses, seenAddresses } from '../../observe/run/locate-addresses.js';
import { observedNames } from '../../observe/run/observed-names.js';
import { table } from '../format/table.js';
import type { Io } from '../io.js';
import { databasesOf } from '../observing/network.js';
import { type Look, type ObserveOptions, observe } from '../observing/observe.js';

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
  };
}

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
