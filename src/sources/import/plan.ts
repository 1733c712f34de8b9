/**
 * What an import would do to lists/: it creates files and refreshes those that it wrote itself. A file that a
 * person has touched since is kept as it is and reported. Running the same import again changes nothing.
 */
import { sha256 } from '../../model/digest.js';
import { CordonError } from '../../model/errors.js';
import { parseYaml } from '../yaml.js';
import { type BundleFiles, importBundle } from './bundle.js';
import type { KnownNames } from './candidates.js';
import { importCcxt } from './ccxt.js';
import { importCsv } from './csv.js';
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
}

export interface ImportPlan {
  readonly steps: readonly ImportStep[];
  /** Text of {@link IMPORT_MANIFEST} after the steps. */
  readonly manifest: string;
  /** Facts that were left out, each with the reason. */
  readonly left: readonly string[];
}

export const IMPORT_SOURCES = ['bundle', 'csv', 'ccxt'] as const;

export type ImportRequest =
  | { readonly source: 'bundle'; readonly files: BundleFiles }
  | { readonly source: 'csv' | 'ccxt'; readonly file: string; readonly text: string };

/**
 * @param existing texts of the files that lists/ has now, by path below it, the manifest among them
 * @throws CordonError `config` when the input does not have the form of its source
 */
export function planImport(request: ImportRequest, existing: ReadonlyMap<string, string>): ImportPlan {
  const written = readManifest(existing.get(IMPORT_MANIFEST));
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
  return { steps, left, manifest: writeManifest(written) };
}

function readRequest(
  request: ImportRequest,
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

function readManifest(text: string | undefined): Map<string, string> {
  if (text === undefined) return new Map();
  const manifest = JsonValue.parse(IMPORT_MANIFEST, text);
  if (manifest.optionalText('format') !== MANIFEST_FORMAT)
    throw new CordonError('config', {
      message: `not of the format ${MANIFEST_FORMAT}`,
      at: { file: IMPORT_MANIFEST },
      hint: 'remove the file: then no existing file is refreshed, and none is lost',
    });
  return new Map(
    manifest
      .get('files')
      .entries()
      .map(([path, digest]) => [path, digest.text()]),
  );
}

function writeManifest(written: ReadonlyMap<string, string>): string {
  const files = Object.fromEntries([...written].sort(([a], [b]) => byText(a, b)));
  return `${JSON.stringify({ format: MANIFEST_FORMAT, files }, null, 1)}\n`;
}
