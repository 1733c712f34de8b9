/**
 * The registry as one JSON text, because reading hundreds of YAML files takes seconds. Who keeps it keys it by the
 * digests of the files that it was made from; what it says is not checked again.
 */
import { CordonError } from '../model/errors.js';
import type { Host } from '../model/names/host.js';
import type { Prefix } from '../model/prefixes/prefix.js';
import type { Notice, Overrides, Profile, ProtectedList, Registry } from '../model/registry/jurisdiction.js';
import type { Platform, Source } from '../model/registry/platform.js';
import type { Settings } from '../model/registry/settings.js';

/** Changes whenever the values of the model or the reading of files do: an older cache is then never used. */
export const REGISTRY_CACHE_FORMAT = 'cordon-registry-cache/3';

/** Prefixes by rows: IPv4 as word and length, IPv6 as four words and length. */
interface PackedPrefixes {
  readonly v4: readonly number[];
  readonly v6: readonly number[];
}

type PackedList = Omit<ProtectedList, 'names' | 'prefixes'> & {
  readonly exact: readonly Host[];
  readonly subtree: readonly Host[];
  readonly prefixes: PackedPrefixes;
};

interface Packed {
  readonly format: string;
  readonly platforms: readonly Platform[];
  readonly sources: readonly Source[];
  readonly notices: readonly Notice[];
  readonly profiles: readonly Profile[];
  readonly overrides: readonly Overrides[];
  readonly protectedLists: readonly PackedList[];
  readonly settings: Settings;
}

export function encodeRegistry(registry: Registry): string {
  const packed: Packed = {
    format: REGISTRY_CACHE_FORMAT,
    platforms: [...registry.platforms.values()],
    sources: [...registry.sources.values()],
    notices: [...registry.notices.values()],
    profiles: [...registry.profiles.values()],
    overrides: [...registry.overrides.values()],
    protectedLists: registry.protectedLists.map(packList),
    settings: registry.settings,
  };
  return `${JSON.stringify(packed)}\n`;
}

/** @throws CordonError `config` when the text is not a cache of this format; the caller reads the files then. */
export function decodeRegistry(text: string): Registry {
  const packed = parsePacked(text);
  const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
    new Map(rows.map((row) => [row.id, row]));
  return {
    platforms: byId(packed.platforms),
    sources: byId(packed.sources),
    notices: byId(packed.notices),
    profiles: byId(packed.profiles),
    overrides: new Map(packed.overrides.map((one) => [one.profile, one])),
    protectedLists: packed.protectedLists.map(unpackList),
    settings: packed.settings,
  };
}

function parsePacked(text: string): Packed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (format !== REGISTRY_CACHE_FORMAT)
    throw new CordonError('config', {
      message: `the registry's cache is not of the format ${REGISTRY_CACHE_FORMAT}`,
      hint: 'remove it; it is made again from the lists',
    });
  return value as Packed;
}

/** Names keep their order within a scope. */
function packList({ names, prefixes, ...head }: ProtectedList): PackedList {
  const ofScope = (scope: string): Host[] =>
    names.filter((one) => one.scope === scope).map((one) => one.name);
  const pack = (family: 4 | 6): number[] =>
    prefixes.filter((one) => one.family === family).flatMap((one) => [...one.words, one.length]);
  return {
    ...head,
    exact: ofScope('exact'),
    subtree: ofScope('subtree'),
    prefixes: { v4: pack(4), v6: pack(6) },
  };
}

function unpackList({ exact, subtree, prefixes, ...head }: PackedList): ProtectedList {
  const names: ProtectedList['names'] = [
    ...exact.map((name) => ({ name, scope: 'exact' as const })),
    ...subtree.map((name) => ({ name, scope: 'subtree' as const })),
  ];
  return { ...head, names, prefixes: [...unpackPrefixes(4, prefixes.v4), ...unpackPrefixes(6, prefixes.v6)] };
}

function unpackPrefixes(family: 4 | 6, packed: readonly number[]): Prefix[] {
  const width = family === 4 ? 1 : 4;
  const prefixes: Prefix[] = [];
  for (let i = 0; i < packed.length; i += width + 1)
    prefixes.push({ family, words: packed.slice(i, i + width), length: packed[i + width] as number });
  return prefixes;
}
