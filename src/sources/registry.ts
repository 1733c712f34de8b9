/** The curated registry: everything under lists/ except the releases, read strictly and checked as a whole. */
import { CordonError } from '../model/errors.js';
import { nearestHint } from '../model/nearest.js';
import type { Notice, Overrides, Profile, ProtectedList, Registry } from '../model/registry/jurisdiction.js';
import type { Source } from '../model/registry/platform.js';
import { crossCheck, sortProblems } from './registry/cross-check.js';
import { readNotice } from './registry/read-notice.js';
import { readOverrides } from './registry/read-overrides.js';
import { type ReadPlatform, readPlatform } from './registry/read-platform.js';
import { readProfile } from './registry/read-profile.js';
import { readProtected } from './registry/read-protected.js';
import { DEFAULT_SETTINGS, type ReadSettings, readSettings, readSources } from './registry/read-settings.js';
import { Reading } from './registry/reading.js';
import { parseYaml, type YamlValue } from './yaml.js';

/** A file of the lists folder. `path` is relative to it, with `/`. */
export interface ListFile {
  readonly path: string;
  readonly text: string;
}

/** Folders of lists/ whose `*.yaml` are read. */
export const LIST_FOLDERS = ['platforms', 'notices', 'profiles', 'overrides', 'protected'] as const;
type Folder = (typeof LIST_FOLDERS)[number];

interface Parsed {
  readonly path: string;
  readonly root: YamlValue;
}

/** Whether a path below lists/ is part of the registry; the rest (releases, notes) is ignored. */
export function isListFile(path: string): boolean {
  return /^(?:[^/]+\.ya?ml|(?:platforms|notices|profiles|overrides|protected)\/.+\.ya?ml|protected\/[^/]+\.txt)$/.test(
    path,
  );
}

/**
 * Reads a whole lists folder, or a small one with only some of the files. Files outside the registry are ignored.
 * @throws CordonError `config` with every problem of every file, by file, line and column
 */
export function readRegistry(files: Iterable<ListFile>): Registry {
  const reading = new Reading();
  const texts = new Map<string, string>();
  const parsed: Parsed[] = [];
  const sorted = [...files].filter(({ path }) => isListFile(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, text } of sorted) {
    if (path.endsWith('.txt')) texts.set(path, text);
    else if (isPlaced(path, reading)) {
      const root = parseYaml(path, text, reading.problems);
      if (root) parsed.push({ path, root });
    }
  }
  const registry = readAll(parsed, texts, reading);
  for (const path of texts.keys())
    reading.problems.push({
      message: 'no protected list names this file',
      at: { file: path },
      hint: 'write values_file: in a list, or remove the file',
    });
  if (reading.problems.length > 0) throw new CordonError('config', sortProblems(reading.problems));
  return registry;
}

const ROOT_FILES = ['cordon.yaml', 'sources.yaml'];

/** Notes a YAML file that nobody would read, because it stands in the wrong place or has the wrong ending. */
function isPlaced(path: string, reading: Reading): boolean {
  const [folder = '', name, ...deeper] = path.split('/');
  const placed =
    name === undefined ? ROOT_FILES.includes(path) : deeper.length === 0 && path.endsWith('.yaml');
  if (placed) return true;
  const hint = path.endsWith('.yml')
    ? `rename it to ${path.replace(/\.yml$/, '.yaml')}`
    : name === undefined
      ? (nearestHint(folder, ROOT_FILES) ?? `put it into ${LIST_FOLDERS.join(', ')}`)
      : `put it directly into ${folder}/`;
  reading.problems.push({ message: 'the file would not be read', at: { file: path }, hint });
  return false;
}

function readAll(parsed: readonly Parsed[], texts: Map<string, string>, reading: Reading): Registry {
  const of = <T>(folder: Folder, read: (path: string, root: YamlValue) => T | undefined): T[] =>
    parsed
      .filter(({ path }) => path.startsWith(`${folder}/`))
      .map(({ path, root }) => read(path, root))
      .filter((value) => value !== undefined);
  const rootFile = <T>(name: string, read: (root: YamlValue) => T | undefined): T | undefined => {
    const file = parsed.find(({ path }) => path === name);
    return file && read(file.root);
  };
  const sources = rootFile('sources.yaml', readSources) ?? [];
  const settings = rootFile('cordon.yaml', (root) => readSettings(root, reading));
  const platforms = of('platforms', (path, root) => readPlatform(path, root, reading));
  const platformById = new Map(platforms.map(({ platform }) => [platform.id, platform]));
  const notices = of('notices', (path, root) => readNotice(path, root, reading, platformById));
  const noticeById = new Map(notices.map((notice) => [notice.id, notice]));
  const profiles = of('profiles', (path, root) => readProfile(path, root, reading));
  const overrides = of('overrides', (path, root) => readOverrides(path, root, reading, noticeById));
  const protectedLists = of('protected', (path, root) => readProtected(path, root, reading, texts));
  crossCheck(reading, platforms, {
    platform: idsIn(parsed, 'platforms'),
    notice: idsIn(parsed, 'notices'),
    profile: idsIn(parsed, 'profiles'),
    source: new Set(sources.map((source) => source.id)),
  });
  return assemble({ sources, settings, platforms, notices, profiles, overrides, protectedLists });
}

/** Ids by file name: a file that could not be read is not also missing. */
function idsIn(parsed: readonly Parsed[], folder: Folder): ReadonlySet<string> {
  const inside = parsed.filter(({ path }) => path.startsWith(`${folder}/`));
  return new Set(inside.map(({ path }) => path.slice(folder.length + 1, -'.yaml'.length)));
}

interface Parts {
  readonly sources: readonly Source[];
  readonly settings: ReadSettings | undefined;
  readonly platforms: readonly ReadPlatform[];
  readonly notices: readonly Notice[];
  readonly profiles: readonly Profile[];
  readonly overrides: readonly Overrides[];
  readonly protectedLists: readonly ProtectedList[];
}

/** Without cordon.yaml the first profile is the default. */
function assemble(parts: Parts): Registry {
  return {
    platforms: new Map(parts.platforms.map(({ platform }) => [platform.id, platform])),
    sources: new Map(parts.sources.map((source) => [source.id, source])),
    notices: new Map(parts.notices.map((notice) => [notice.id, notice])),
    profiles: new Map(parts.profiles.map((profile) => [profile.id, profile])),
    overrides: new Map(parts.overrides.map((one) => [one.profile, one])),
    protectedLists: parts.protectedLists,
    settings: {
      ...DEFAULT_SETTINGS,
      ...parts.settings,
      defaultProfile: parts.settings?.defaultProfile ?? parts.profiles[0]?.id ?? 'default',
    },
  };
}
