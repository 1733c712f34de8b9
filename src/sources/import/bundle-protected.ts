/** Protected lists of a bundle: popular names, banks, shared hosts, resolvers, and the ranges of shared infrastructure. */
import { type Host, parseHost, parseHostSyntax } from '../../model/names/host.js';
import { aggregate } from '../../model/prefixes/aggregate.js';
import { formatPrefix, type Prefix, parsePrefix } from '../../model/prefixes/prefix.js';
import { type PrefixTable, PrefixTableBuilder, prefixAt } from '../../model/prefixes/prefix-table.js';
import type { BundleContext } from './bundle-platforms.js';
import { JsonValue } from './json-value.js';
import { byText } from './slug.js';
import { writeYaml, type YamlMap } from './write-yaml.js';

/** Files of a bundle by path relative to its folder. */
export type BundleFiles = ReadonlyMap<string, string>;

interface ListForm {
  readonly id: string;
  readonly title: string;
  readonly use: 'never' | 'shared';
  readonly category: string;
  readonly emit: boolean;
  readonly source: string;
  readonly licence: string;
  /** Values from these files of the bundle; what a file does not give is skipped. */
  readonly names?: (files: BundleFiles) => readonly string[];
  readonly prefixes?: (files: BundleFiles) => readonly string[];
  readonly cnameSuffixes?: (files: BundleFiles) => readonly string[];
}

const CC0 = 'CC0-1.0';
const MIT_CDNCHECK = 'MIT, Copyright (c) 2021 ProjectDiscovery, Inc.';
const CDNCHECK = 'infrastructure/sources_data.json';
const misp = (name: string): string => `infrastructure/${name}.json`;

const FORMS: readonly ListForm[] = [
  {
    id: 'popular',
    title: 'The 10,000 names that most other sites link to',
    use: 'never',
    category: 'popular',
    emit: false,
    source: 'Majestic Million, https://majestic.com/reports/majestic-million',
    licence: 'CC BY 3.0, Majestic',
    names: (files) => lines(files, 'popular/majestic_million.txt'),
  },
  {
    id: 'banks',
    title: 'Web sites of banks',
    use: 'never',
    category: 'bank',
    emit: true,
    source: 'MISP warninglists, bank-website',
    licence: CC0,
    names: (files) => lines(files, 'popular/bank-website.txt'),
  },
  {
    id: 'public-resolvers-known',
    title: 'Addresses that answered as public resolvers',
    use: 'never',
    category: 'resolver',
    emit: false,
    source: 'MISP warninglists, public-dns-v4',
    licence: CC0,
    prefixes: (files) => mispList(files, misp('public-dns-v4')),
  },
  {
    id: 'cdn',
    title: 'Content delivery networks: ranges, and names that a CNAME into them ends with',
    use: 'shared',
    category: 'cdn',
    emit: false,
    source: 'cdncheck of 2026-08-16; MISP warninglists akamai, bunny-net, cloudflare, fastly',
    licence: `${MIT_CDNCHECK}; ${CC0}`,
    prefixes: (files) => [
      ...cdncheckRanges(files, 'cdn'),
      ...['akamai', 'bunny-net', 'cloudflare', 'fastly'].flatMap((name) => mispList(files, misp(name))),
    ],
    cnameSuffixes: (files) => cdncheckRanges(files, 'common'),
  },
  {
    id: 'waf',
    title: 'Web application firewalls in front of many sites',
    use: 'shared',
    category: 'waf',
    emit: false,
    source: 'cdncheck of 2026-08-16',
    licence: MIT_CDNCHECK,
    prefixes: (files) => cdncheckRanges(files, 'waf'),
  },
  {
    id: 'cloud',
    title: 'Ranges of cloud and hosting providers, shared by their customers',
    use: 'shared',
    category: 'cloud',
    emit: false,
    source:
      'cdncheck of 2026-08-16; MISP warninglists amazon-aws, github, google-gcp, microsoft-azure, ' +
      'microsoft-azure-china, oracle-oci',
    licence: `${MIT_CDNCHECK}; ${CC0}`,
    prefixes: (files) => [
      ...cdncheckRanges(files, 'cloud'),
      ...[
        'amazon-aws',
        'github',
        'google-gcp',
        'microsoft-azure',
        'microsoft-azure-china',
        'oracle-oci',
      ].flatMap((name) => mispList(files, misp(name))),
    ],
  },
  {
    id: 'parking',
    title: 'Parking services: names that lead there say nothing about their platform any more',
    use: 'shared',
    category: 'parking',
    emit: false,
    source: 'MISP warninglists parking-domain, parking-domain-ns',
    licence: CC0,
    prefixes: (files) => mispList(files, misp('parking-domain')),
    cnameSuffixes: (files) => mispList(files, misp('parking-domain-ns')),
  },
  {
    id: 'sinkholes',
    title: 'Sinkholes that researchers and registrars run',
    use: 'shared',
    category: 'sinkhole',
    emit: false,
    source: 'MISP warninglists, sinkholes',
    licence: CC0,
    prefixes: (files) => mispList(files, misp('sinkholes')),
  },
];

/** Lists longer than this keep their values in a text file beside the YAML: it is read a hundred times faster. */
const MAX_VALUES_IN_YAML = 200;

/**
 * @param sharedHosts hosts of third parties that platforms use
 * @param sites the platforms' own sites: where another list calls one of these shared, the platform's record stands
 * @returns path below lists/ → text
 */
export function importProtected(
  files: BundleFiles,
  sharedHosts: Iterable<Host>,
  sites: ReadonlySet<string>,
  context: BundleContext,
): Map<string, string> {
  const negatives = lines(files, 'negatives.tsv')
    .map((line) => line.split('\t'))
    .filter(([, category]) => category === 'shared-host')
    .map(([host]) => host as string)
    .filter((host) => !sites.has(host));
  const shared: ListForm = {
    id: 'shared-hosts',
    title: 'Hosts of third parties that platforms use for documents and help',
    use: 'never',
    category: 'shared-host',
    emit: true,
    source: 'shared hosts of the platforms in this list',
    licence: 'MIT',
    names: () => [...sharedHosts, ...negatives],
  };
  const out = new Map<string, string>();
  for (const form of [...FORMS, shared]) {
    for (const [path, text] of protectedFiles(form, files, context)) out.set(path, text);
  }
  return out;
}

function protectedFiles(form: ListForm, files: BundleFiles, { left }: BundleContext): [string, string][] {
  const names = hostsOf(form.id, form.names?.(files) ?? [], left);
  const prefixes = prefixesOf(form.id, form.prefixes?.(files) ?? [], left);
  const suffixes = hostsOf(form.id, form.cnameSuffixes?.(files) ?? [], left);
  if (names.length + prefixes.length + suffixes.length === 0) return [];
  const scope = form.category === 'shared-host' ? 'exact' : 'subtree';
  const bulk = names.length + prefixes.length > MAX_VALUES_IN_YAML;
  const marked = names.map((name) => ({
    name,
    scope: scope === 'subtree' && isSuffix(name) ? 'exact' : scope,
  }));
  const head: YamlMap = {
    id: form.id,
    title: form.title,
    use: form.use,
    category: form.category,
    emit: form.emit,
    source: form.source,
    licence: form.licence,
    scope: names.length > 0 ? scope : undefined,
  };
  const values = bulk
    ? { values_file: `${form.id}.txt` }
    : { names: marked.map((one) => (one.scope === scope ? one.name : { ...one })), prefixes };
  const yaml = writeYaml({ ...head, ...values, cname_suffixes: suffixes });
  const path = `protected/${form.id}`;
  if (!bulk) return [[`${path}.yaml`, yaml]];
  const text = [
    ...marked.map((one) => (one.scope === scope ? one.name : `${one.name} ${one.scope}`)),
    ...prefixes,
  ];
  return [
    [`${path}.yaml`, yaml],
    [`${path}.txt`, `${text.join('\n')}\n`],
  ];
}

/** A public or private suffix: strangers register below it, so only the name itself is meant. */
function isSuffix(name: Host): boolean {
  const checked = parseHost(name);
  return (
    !checked.ok && (checked.problem.code === 'public-suffix' || checked.problem.code === 'private-suffix')
  );
}

function hostsOf(id: string, raw: readonly string[], left: string[]): Host[] {
  const hosts = new Set<Host>();
  for (const text of raw) {
    const checked = parseHostSyntax(text.replace(/^\./, ''));
    if (checked.ok) hosts.add(checked.value);
    else left.push(`protected/${id}: ${checked.problem.message}`);
  }
  return [...hosts].sort(byText);
}

function prefixesOf(id: string, raw: readonly string[], left: string[]): string[] {
  const table = new PrefixTableBuilder();
  for (const text of raw) {
    const checked = parsePrefix(text);
    if (checked.ok) table.add(checked.value);
    else left.push(`protected/${id}: ${checked.problem.message}`);
  }
  return prefixTexts(aggregate(table.build()));
}

function prefixTexts({ v4, v6 }: PrefixTable): string[] {
  const text = (prefix: Prefix): string =>
    formatPrefix(prefix).replace(prefix.family === 4 ? /\/32$/ : /\/128$/, '');
  return [v4, v6].flatMap((columns) =>
    Array.from({ length: columns.count }, (_, row) => text(prefixAt(columns, row))),
  );
}

function lines(files: BundleFiles, path: string): string[] {
  return (files.get(path) ?? '').split(/\r?\n/).filter((line) => line !== '');
}

function mispList(files: BundleFiles, path: string): string[] {
  const text = files.get(path);
  return text === undefined ? [] : JsonValue.parse(path, text).get('list').texts();
}

function cdncheckRanges(files: BundleFiles, kind: string): string[] {
  const text = files.get(CDNCHECK);
  if (text === undefined) return [];
  return JsonValue.parse(CDNCHECK, text)
    .get(kind)
    .entries()
    .flatMap(([, values]) => values.texts());
}
