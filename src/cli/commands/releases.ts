/** `cordon releases`: the ledger, one line a release. */
import { EXIT } from '../../model/errors.js';
import type { Release } from '../../release/read.js';
import { type CommonOptions, createContext, profileOf } from '../context.js';
import { Ledger } from '../files/ledger.js';
import { type Column, grouped, table } from '../format/table.js';
import type { Io } from '../io.js';

export async function run(_args: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const context = createContext(options, io);
  const ledger = new Ledger(context.lists);
  const profiles = options.profile === undefined ? ledger.profiles() : [await profileOf(options, context)];
  const releases = profiles.flatMap((profile) =>
    ledger.serials(profile).map((serial) => ledger.read(profile, serial)),
  );
  if (options.json) {
    for (const { manifest, digest } of releases) io.out(`${JSON.stringify({ digest, ...manifest })}\n`);
    return EXIT.done;
  }
  const columns: Column<Release>[] = [
    { title: 'profile', value: (one) => one.manifest.profile },
    { title: 'serial', value: (one) => one.manifest.serial, align: 'right' },
    { title: 'as of', value: (one) => one.manifest.asOf },
    { title: 'created', value: (one) => one.manifest.created },
    { title: 'expires', value: (one) => one.manifest.expires },
    { title: 'platforms', value: (one) => grouped(one.manifest.counts.platforms), align: 'right' },
    { title: 'names', value: (one) => grouped(one.manifest.counts.names), align: 'right' },
    { title: 'prefixes', value: (one) => grouped(one.manifest.counts.prefixes), align: 'right' },
    { title: 'digest', value: (one) => one.digest.slice(0, 12) },
    { title: 'title', value: (one) => one.manifest.title },
  ];
  io.out(table(columns, releases));
  return EXIT.done;
}
