/** A bundle: a folder of facts about platforms, authorities' acts and infrastructure, as JSON and text files. */
import { CordonError } from '../../model/errors.js';
import { importNotices } from './bundle-notices.js';
import { type BundleContext, importPlatforms } from './bundle-platforms.js';
import { type BundleFiles, importProtected } from './bundle-protected.js';
import { SourceBook } from './bundle-sources.js';
import { JsonValue } from './json-value.js';

export type { BundleFiles } from './bundle-protected.js';

/** The files of a bundle that are read; others are ignored. */
export const BUNDLE_FILES: readonly string[] = [
  'exchanges.json',
  'era-2018-08.json',
  'regulatory_events.json',
  'negatives.tsv',
  'popular/majestic_million.txt',
  'popular/bank-website.txt',
  ...[
    'akamai',
    'amazon-aws',
    'bunny-net',
    'cloudflare',
    'fastly',
    'github',
    'google-gcp',
    'microsoft-azure',
    'microsoft-azure-china',
    'oracle-oci',
    'parking-domain',
    'parking-domain-ns',
    'public-dns-v4',
    'sinkholes',
    'sources_data',
  ].map((name) => `infrastructure/${name}.json`),
];

export interface ImportedBundle {
  /** Path below lists/ → text. */
  readonly files: ReadonlyMap<string, string>;
  /** Facts that were left out, each with the reason. */
  readonly left: readonly string[];
}

/** @throws CordonError `config` when exchanges.json is missing or a file does not have the form of a bundle. */
export function importBundle(bundle: BundleFiles): ImportedBundle {
  const exchanges = jsonOf(bundle, 'exchanges.json');
  if (!exchanges)
    throw new CordonError('config', {
      message: 'the folder has no exchanges.json',
      hint: 'a bundle is a folder with exchanges.json and, as far as known, its companions',
    });
  const context: BundleContext = { book: new SourceBook(exchanges.get('meta').get('sources')), left: [] };
  const platforms = importPlatforms(exchanges.get('exchanges').list(), context);
  const files = new Map(platforms.map(({ id, yaml }) => [`platforms/${id}.yaml`, yaml]));

  const names = new Map(platforms.map(({ id, names: known }) => [id, known]));
  const events = jsonOf(bundle, 'regulatory_events.json')?.get('events').list() ?? [];
  const era = jsonOf(bundle, 'era-2018-08.json');
  for (const notice of importNotices(events, era, names, context))
    files.set(`notices/${notice.id}.yaml`, notice.yaml);

  const sites = new Set(platforms.flatMap((platform) => platform.sites));
  const sharedHosts = new Set(platforms.flatMap((platform) => platform.sharedHosts));
  for (const [path, text] of importProtected(bundle, sharedHosts, sites, context)) files.set(path, text);
  files.set('sources.yaml', context.book.toYaml());
  return { files, left: context.left };
}

function jsonOf(bundle: BundleFiles, path: string): JsonValue | undefined {
  const text = bundle.get(path);
  return text === undefined ? undefined : JsonValue.parse(path, text);
}
