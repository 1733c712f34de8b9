import type { ProtectedValue } from './protected.js';
import type { Entry } from './entry.js';
import type { Manifest, PlatformRecord } from './record.js';

/** A release as read back from its files. */
export interface Release {
  readonly manifest: Manifest;
  /** sha256 of manifest.json, lower-case hex: the release's digest. */
  readonly digest: string;
  readonly platforms: readonly PlatformRecord[];
  /** The bytes of entries.jsonl, digest-checked. */
  readonly entryBytes: Uint8Array;
  readonly protectedBytes: Uint8Array;
}
export type { Entry, ProtectedValue };
