/**
 * Captured pages, kept under the digest of their content: `aa/<sha256>.br`, compressed with Brotli. A page that was
 * captured before is not written again. The store is limited in size and age; what it gives up is noted, so that
 * missing evidence can be told from lost evidence.
 */
import { open, readFile, rename, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { sha256 } from '../../model/digest.js';
import { CordonError } from '../../model/errors.js';
import { appendEvictions, type Eviction, readEvictions, syncFolder } from './blob-log.js';
import { scanBlobs } from './blob-scan.js';

export interface BlobLimits {
  /** Compressed, on the disk. */
  readonly maxBytes: number;
  /** Days since the content was last captured. */
  readonly maxAgeDays: number;
}

export interface BlobOptions extends BlobLimits {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Blobs that are never given up: what releases cite. */
  readonly keep?: ((digest: string) => boolean) | undefined;
}

/** One blob as the store knows it. */
export interface BlobEntry {
  readonly bytes: number;
  /** Milliseconds since 1970: when the content was last captured. */
  readonly atMs: number;
}

/** Decoded; above what a crawl accepts as a page. */
const MAX_CONTENT_BYTES = 64 * 1024 * 1024;
/** A store that grew too large is cut below its limit, so that not every put has to evict. */
const LOW_WATER = 0.9;
const DAY_MS = 86_400_000;
const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Opens the folder, or makes it; sweeps what killed processes left; gives up what is too old or too much. */
export async function openBlobStore(folder: string, options: BlobOptions): Promise<BlobStore> {
  const store = new BlobStore(folder, options, await scanBlobs(folder));
  await store.enforceLimits();
  return store;
}

export class BlobStore {
  readonly #folder: string;
  readonly #options: BlobOptions;
  readonly #entries: Map<string, BlobEntry>;
  /** Under way; a blob that comes while it is being given up waits until that is done. */
  readonly #puts = new Map<string, Promise<void>>();
  readonly #removals = new Map<string, Promise<void>>();
  #totalBytes = 0;
  #temporaries = 0;
  #evicting: Promise<readonly Eviction[]> | undefined;

  /** Use {@link openBlobStore}. */
  constructor(folder: string, options: BlobOptions, entries: Map<string, BlobEntry>) {
    this.#folder = folder;
    this.#options = options;
    this.#entries = entries;
    for (const { bytes } of entries.values()) this.#totalBytes += bytes;
  }

  /** Of all blobs, compressed. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  get count(): number {
    return this.#entries.size;
  }

  /**
   * Keeps the content and gives its sha256. Durable when the promise resolves. Beyond the limits the blobs captured
   * longest ago go.
   * @throws RangeError over 64 MiB.
   */
  async put(content: Uint8Array): Promise<string> {
    if (content.length > MAX_CONTENT_BYTES) throw new RangeError(`a blob of ${content.length} bytes`);
    const digest = sha256(content);
    const running =
      this.#puts.get(digest) ?? this.#store(digest, content).finally(() => this.#puts.delete(digest));
    this.#puts.set(digest, running);
    await running;
    if (this.#totalBytes > this.#options.maxBytes) await this.enforceLimits();
    return digest;
  }

  /**
   * The content, checked against its digest; null where the store does not have it (see {@link evictionOf}).
   * @throws CordonError 'untrusted' where the file does not hold what its name says.
   */
  async get(digest: string): Promise<Uint8Array | null> {
    const file = this.#fileOf(digest);
    const packed = await readFile(file).catch(nullIfAbsent);
    if (!packed) return null;
    const content = await unpack(packed);
    if (content && sha256(content) === digest) return content;
    throw new CordonError('untrusted', {
      message: `the captured page ${digest} is damaged: its content has another digest`,
      at: { file },
      hint: 'restore the file from a backup, or remove it: the page is then missing as evidence',
    });
  }

  /** When and why the blob was given up; undefined where it was not. */
  async evictionOf(digest: string): Promise<Eviction | undefined> {
    return (await readEvictions(this.#folder)).findLast((one) => one.digest === digest);
  }

  /** Gives up what is too old, then what is too much, the oldest first; never what `keep` names. */
  enforceLimits(): Promise<readonly Eviction[]> {
    this.#evicting ??= this.#evict().finally(() => {
      this.#evicting = undefined;
    });
    return this.#evicting;
  }

  async #store(digest: string, content: Uint8Array): Promise<void> {
    await this.#removals.get(digest);
    const atMs = this.#options.clock();
    // A damaged file is replaced: the content that belongs there is at hand.
    const known = this.#entries.get(digest);
    const bytes = known && (await this.#isIntact(digest)) ? known.bytes : await this.#write(digest, content);
    await utimes(this.#fileOf(digest), atMs / 1000, atMs / 1000);
    this.#totalBytes += bytes - (this.#entries.get(digest)?.bytes ?? 0);
    this.#entries.set(digest, { bytes, atMs });
  }

  async #isIntact(digest: string): Promise<boolean> {
    return this.get(digest).then(
      (content) => content !== null,
      () => false,
    );
  }

  /** Bytes on the disk. */
  async #write(digest: string, content: Uint8Array): Promise<number> {
    const packed = await compress(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 5,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    });
    const file = this.#fileOf(digest);
    const temporary = path.join(this.#folder, `.cordon-tmp-${process.pid}-${this.#temporaries++}`);
    const handle = await open(temporary, 'w', 0o644);
    try {
      await handle.writeFile(packed);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    await syncFolder(path.dirname(file));
    return packed.length;
  }

  async #evict(): Promise<readonly Eviction[]> {
    const { clock, maxAgeDays, maxBytes, keep } = this.#options;
    const at = new Date(clock()).toISOString();
    const oldest = clock() - maxAgeDays * DAY_MS;
    const lowWater = this.#totalBytes > maxBytes ? maxBytes * LOW_WATER : maxBytes;
    const evictions: Eviction[] = [];
    let left = this.#totalBytes;
    const byAge = [...this.#entries].sort((a, b) => a[1].atMs - b[1].atMs);
    for (const [digest, { bytes, atMs }] of byAge) {
      const cause = atMs < oldest ? 'age' : left > lowWater ? 'size' : undefined;
      if (!cause || keep?.(digest) || this.#puts.has(digest)) continue;
      evictions.push({ at, digest, bytes, cause });
      left -= bytes;
    }
    await this.#remove(evictions);
    return evictions;
  }

  /** Noted first: a blob that is gone without a note would look like tampering. */
  async #remove(evictions: readonly Eviction[]): Promise<void> {
    if (evictions.length === 0) return;
    await appendEvictions(this.#folder, evictions);
    for (const { digest } of evictions) {
      const entry = this.#entries.get(digest);
      // Captured again since it was chosen.
      if (!entry || this.#puts.has(digest)) continue;
      this.#entries.delete(digest);
      this.#totalBytes -= entry.bytes;
      const removal = rm(this.#fileOf(digest), { force: true }).finally(() => this.#removals.delete(digest));
      this.#removals.set(digest, removal);
      await removal;
    }
  }

  #fileOf(digest: string): string {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new RangeError(`${JSON.stringify(digest)} is no sha256`);
    return path.join(this.#folder, digest.slice(0, 2), `${digest}.br`);
  }
}

/** Null for bytes that are no Brotli stream, or one that grows beyond every page. */
async function unpack(packed: Uint8Array): Promise<Uint8Array | null> {
  return decompress(packed, { maxOutputLength: MAX_CONTENT_BYTES }).catch(() => null);
}

function nullIfAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
