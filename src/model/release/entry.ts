/** Entry: one enforced name or prefix. DESIGN words; one canonical JSON object a line in entries.jsonl. */
import type { NameTable } from '../names/name-table.js';
import type { PrefixTable } from '../prefixes/prefix-table.js';
import type { IsoDate, PlatformId } from '../registry/platform.js';
import type { PlatformRecord } from './record.js';

export type EntryKind = 'name' | 'prefix';
export type NameScope = 'exact' | 'subtree';
export type Action = 'block' | 'monitor';

/** The row form, for people and files. Large lists travel as {@link EntrySet}. */
export interface Entry {
  readonly kind: EntryKind;
  /** A lower-case A-label host name, or a prefix in canonical text with its length (`192.0.2.7/32`). */
  readonly value: string;
  /** Names only; a prefix covers what it covers. */
  readonly scope?: NameScope | undefined;
  readonly platform: PlatformId;
  readonly action: Action;
  /** Short reference to what rests under it: `notice:<id>`, `override:<profile>:<platform>`, … */
  readonly basis: string;
  readonly expires: IsoDate;
}

/**
 * The column form: row i of a table belongs to `*Platform[i]`, an index into `platforms`. Of the prefixes the IPv4 rows
 * come first there, then the IPv6 rows.
 */
export interface EntrySet {
  readonly names: NameTable;
  readonly namePlatform: Uint32Array;
  readonly prefixes: PrefixTable;
  readonly prefixPlatform: Uint32Array;
  readonly platforms: readonly PlatformId[];
}

/** What targets render from: entries, the protected set that was frozen with them, and who they are. */
export interface EnforcedSet {
  readonly profile: string;
  readonly serial: number;
  /** sha256 of the release's manifest.json, lower-case hex. */
  readonly digest: string;
  /** ISO date-time of the release, UTC. */
  readonly created: string;
  readonly expires: IsoDate;
  readonly entries: EntrySet;
  /** Known hosts below the subtree entries, for formats that cannot express a subtree. */
  readonly knownHosts: NameTable;
  /** Must never be blocked; already without the values that an override accepted. */
  readonly protectedNames: NameTable;
  readonly protectedPrefixes: PrefixTable;
  /**
   * What the release says of each platform, for targets that report to people. The release's own records: programs are
   * never given a word of them.
   */
  readonly records: readonly PlatformRecord[];
}
