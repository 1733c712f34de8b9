/** The ledger on disk: lists/releases/<profile>/<serial>/, and the protected sets beside the profiles. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CordonError } from '../../model/errors.js';
import type { Manifest } from '../../model/release/record.js';
import type { BuiltRelease } from '../../release/build.js';
import { type Release, readRelease } from '../../release/read.js';
import { writeAtomically, writeFolderAtomically } from './atomic.js';

/** Folder beside the profiles; no profile may have this name. */
const PROTECTED = 'protected';

export class Ledger {
  readonly #root: string;

  /** @param lists the lists folder. */
  constructor(lists: string) {
    this.#root = path.join(lists, 'releases');
  }

  profiles(): string[] {
    return folders(this.#root).filter((name) => name !== PROTECTED && /^[a-z0-9][a-z0-9_-]*$/.test(name));
  }

  /** Ascending. */
  serials(profile: string): number[] {
    return folders(path.join(this.#root, profile))
      .filter((name) => /^[1-9]\d*$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  }

  /** @param serial the newest when left out. @throws CordonError 'usage' for one that is not there. */
  read(profile: string, serial?: number): Release {
    const serials = this.serials(profile);
    const wanted = serial ?? serials.at(-1);
    if (wanted === undefined) {
      throw new CordonError('usage', {
        message: `profile ${profile} has no release yet`,
        hint: `make one with cordon release --profile ${profile}`,
      });
    }
    if (!serials.includes(wanted)) {
      throw new CordonError('usage', {
        message: `profile ${profile} has no serial ${wanted}`,
        hint: nearestSerials(wanted, serials),
      });
    }
    const release = readRelease(this.#source(profile, wanted));
    this.#checkChain(profile, wanted, release);
    return release;
  }

  newest(profile: string): Release | undefined {
    return this.serials(profile).length > 0 ? this.read(profile) : undefined;
  }

  /** Makes the protected set first, then the folder: a release that is there is whole. */
  write(built: BuiltRelease): string {
    const { profile, serial } = built.manifest;
    const folder = path.join(this.#root, profile, String(serial));
    for (const [name, text] of built.files) {
      const file = path.join(folder, name);
      if (name.includes('/') && !existsSync(file)) writeAtomically(file, text);
    }
    writeFolderAtomically(folder, new Map([...built.files].filter(([name]) => !name.includes('/'))));
    return folder;
  }

  #source(profile: string, serial: number) {
    const folder = path.join(this.#root, profile, String(serial));
    return { folder, read: (name: string) => readOrNull(path.join(folder, name)) };
  }

  /** A release names its predecessor by digest; where that is at hand, it must be the one. */
  #checkChain(profile: string, serial: number, release: Release): void {
    const { previous } = release.manifest;
    const at = { file: path.join(this.#root, profile, String(serial), 'manifest.json') };
    if (
      release.manifest.profile !== profile ||
      release.manifest.serial !== serial ||
      (serial === 1) !== (previous === null)
    ) {
      throw new CordonError('untrusted', {
        message: `this is not serial ${serial} of profile ${profile}`,
        at,
        hint: 'restore the folder from a copy',
      });
    }
    if (serial === 1 || !this.serials(profile).includes(serial - 1)) return;
    const before = readRelease(this.#source(profile, serial - 1));
    if (before.digest === previous) return;
    throw new CordonError('untrusted', {
      message: `it follows a serial ${serial - 1} with the digest ${previous}, but the one here has ${before.digest}`,
      at,
      hint: 'one of the two was replaced; restore both from a copy',
    });
  }

  manifest(profile: string, serial: number): Manifest {
    return this.read(profile, serial).manifest;
  }
}

function folders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

function readOrNull(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function nearestSerials(wanted: number, serials: readonly number[]): string {
  const near = [...serials].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)).slice(0, 3);
  return `nearest: ${near.sort((a, b) => a - b).join(', ')}; cordon releases lists all`;
}
