/**
 * What an import would do to lists/: it creates files and refreshes those that it wrote itself. A file that a
 * person has touched since is kept as it is and reported. Running the same import again changes nothing.
 */
import { sha256 } from '../../model/digest.js';
import { CordonError } from '../../model/errors.js';
import type { ProtectedList } from '../../model/registry/jurisdiction.js';
import { parseYaml } from '../yaml.js';
import { type BundleFiles, importBundle } from './bundle.js';
import type { KnownNames } from './candidates.js';
import { importCcxt } from './ccxt.js';
import { importCsv } from './csv.js';
import { type FootprintCandidate, proposeFootprint } from './footprint.js';
import { JsonValue } from './json-value.js';
import { byText } from './slug.js';

/** Digests of what imports wrote, below lists/. */
export const IMPORT_MANIFEST = '.import.json';
const MANIFEST_FORMAT = 'cordon-import/1';

export type ImportAction = 'create' | 'unchanged' | 'update' | 'keep';

export interface ImportStep {
  /** Below lists/. */
  readonly path: string;
  readonly action: ImportAction;
  /** What the file is to hold; for `keep` what the import would have written. */
  readonly text: string;
  /** What a file that is added to gets: `site class confidence`. */
  readonly added?: readonly string[] | undefined;
}

export interface ImportPlan {
  readonly steps: readonly ImportStep[];
  /** Text of {@link IMPORT_MANIFEST} after the steps. */
  readonly manifest: string;
  /** Facts that were left out, each with the reason. */
  readonly left: readonly string[];
}

export const IMPORT_SOURCES = ['bundle', 'csv', 'ccxt', 'footprint'] as const;

type FileRequest =
  | { readonly source: 'bundle'; readonly files: BundleFiles }
  | { readonly source: 'csv' | 'ccxt'; readonly file: string; readonly text: string };
interface FootprintRequest {
  readonly source: 'footprint';
  readonly candidates: readonly FootprintCandidate[];
  readonly protectedLists: readonly ProtectedList[];
}
export type ImportRequest = FileRequest | FootprintRequest;

/**
 * @param existing texts of the files that lists/ has now, by path below it, the manifest among them
 * @throws CordonError `config` when the input does not have the form of its source
 */
export function planImport(request: ImportRequest, existing: ReadonlyMap<string, string>): ImportPlan {
  const { written, proposed } = readManifest(existing.get(IMPORT_MANIFEST));
  if (request.source === 'footprint') return planFootprint(request, existing, { written, proposed });
  const { files, left } = readRequest(request, existing, written);
  const steps = [...files]
    .sort(([a], [b]) => byText(a, b))
    .map(
      ([path, text]): ImportStep => ({
        path,
        text,
        action: actionFor(existing.get(path), text, written.get(path)),
      }),
    );
  for (const { path, text, action } of steps) if (action !== 'keep') written.set(path, sha256(text));
  return { steps, left, manifest: writeManifest({ written, proposed }) };
}

/**
 * Adds lines to files, whoever wrote them, and changes none. The digest that an import recorded stays: by it the file
 * counts as edited from now on, because a person took something in, and no later import writes it anew.
 */
function planFootprint(
  { candidates, protectedLists }: FootprintRequest,
  existing: ReadonlyMap<string, string>,
  { written, proposed }: Manifest,
): ImportPlan {
  const known = knownNames(existing);
  const found = proposeFootprint({ candidates, protectedLists, known, existing, proposed });
  const steps = [...found.files]
    .sort(([a], [b]) => byText(a, b))
    .map(
      ([path, text]): ImportStep => ({
        path,
        text,
        action: existing.has(path) ? 'update' : 'create',
        added: found.added.get(path) ?? [],
      }),
    );
  return { steps, left: found.left, manifest: writeManifest({ written, proposed: found.proposed }) };
}

function readRequest(
  request: FileRequest,
  existing: ReadonlyMap<string, string>,
  written: ReadonlyMap<string, string>,
): { files: ReadonlyMap<string, string>; left: readonly string[] } {
  switch (request.source) {
    case 'bundle':
      return importBundle(request.files);
    case 'csv':
      return onlyNew(importCsv(request.file, request.text, knownNames(existing)), existing, written);
    case 'ccxt':
      return onlyNew(importCcxt(request.file, request.text, knownNames(existing)), existing, written);
  }
}

/** What the platforms of the list own and share; a file that cannot be read gives nothing, and fails when it is used. */
function knownNames(existing: ReadonlyMap<string, string>): KnownNames {
  const owners = new Map<string, string>();
  const sharedHosts = new Set<string>();
  for (const [path, text] of existing) {
    const id = /^platforms\/([^/]+)\.yaml$/.exec(path)?.[1];
    const root = id === undefined ? undefined : parseYaml(path, text, []);
    if (id === undefined || !root) continue;
    for (const site of root.get('sites')?.items ?? []) owners.set(String(site.get('name')?.scalar), id);
    for (const host of root.get('shared_hosts')?.items ?? []) sharedHosts.add(String(host.scalar));
  }
  return { owners, sharedHosts };
}

/** Candidates never touch a platform that lists/ knows already, whoever wrote it. */
function onlyNew(
  found: { files: ReadonlyMap<string, string>; left: readonly string[] },
  existing: ReadonlyMap<string, string>,
  written: ReadonlyMap<string, string>,
): { files: ReadonlyMap<string, string>; left: readonly string[] } {
  const known = [...found.files].filter(
    ([path, text]) => existing.has(path) && written.get(path) !== sha256(text),
  );
  const files = new Map(found.files);
  for (const [path] of known) files.delete(path);
  return { files, left: [...found.left, ...known.map(([path]) => `${path}: is in the list already`)] };
}

/**
 * @param now what the file holds, undefined when there is none
 * @param writtenDigest what the last import wrote there
 */
export function actionFor(
  now: string | undefined,
  next: string,
  writtenDigest: string | undefined,
): ImportAction {
  if (now === undefined) return writtenDigest === undefined ? 'create' : 'keep';
  if (now === next) return 'unchanged';
  return writtenDigest !== undefined && sha256(now) === writtenDigest ? 'update' : 'keep';
}

interface Manifest {
  /** Digests of what imports wrote, by path. */
  readonly written: Map<string, string>;
  /** `platform site` → day, of names that an import added: one that a person took out again is not added again. */
  readonly proposed: ReadonlyMap<string, string>;
}

function readManifest(text: string | undefined): Manifest {
  if (text === undefined) return { written: new Map(), proposed: new Map() };
  const manifest = JsonValue.parse(IMPORT_MANIFEST, text);
  if (manifest.optionalText('format') !== MANIFEST_FORMAT)
    throw new CordonError('config', {
      message: `not of the format ${MANIFEST_FORMAT}`,
      at: { file: IMPORT_MANIFEST },
      hint: 'remove the file: then no existing file is refreshed, and none is lost',
    });
  const texts = (key: string) =>
    manifest.has(key)
      ? manifest
          .get(key)
          .entries()
          .map(([name, value]) => [name, value.text()] as const)
      : [];
  manifest.get('files');
  return { written: new Map(texts('files')), proposed: new Map(texts('proposed')) };
}

function writeManifest({ written, proposed }: Manifest): string {
  const sorted = (map: ReadonlyMap<string, string>) =>
    Object.fromEntries([...map].sort(([a], [b]) => byText(a, b)));
  const manifest = {
    format: MANIFEST_FORMAT,
    files: sorted(written),
    ...(proposed.size > 0 ? { proposed: sorted(proposed) } : {}),
  };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}
