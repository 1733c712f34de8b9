/** A workspace of its own in the small internet, and a clock that a story winds on: what an operator's nights look like. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'libsql';
import { type Executed, type Lab, LISTS, PROJECT } from '../../lab/lab.js';

/** Files of the lab's lists that any workspace needs. */
const COMMON = ['cordon.yaml', 'sources.yaml', 'profiles/lab.yaml', 'overrides/lab.yaml'];
const HOUR_MS = 3_600_000;
/** Of a slow machine; a story takes a fraction of it. */
const TIMEOUT_MS = 180_000;

/** Owner and basis of what people decide here. */
export const WHO = { basis: 'seen and judged by hand in the lab', by: 'the night shift' } as const;

export interface Entry {
  readonly kind: 'name' | 'prefix';
  readonly value: string;
  readonly platform: string;
  readonly action: string;
}

export interface Refusal {
  readonly address: string;
  readonly cause: string;
  readonly detail: string;
}

interface Platform {
  readonly id: string;
  readonly state: string;
  readonly addresses: { readonly refused?: readonly Refusal[] };
}

/** As `cordon assess --json` prints it. */
export interface Assessed {
  readonly record: {
    readonly platform: string;
    readonly state: string;
    readonly reasons: readonly string[];
    readonly gates: Record<'A' | 'C', { holds: boolean }> & { B: { holds: boolean; verdict: string } };
    readonly evidence: readonly { readonly digest: string }[];
    readonly findings: readonly {
      readonly gate: string;
      readonly rule: string;
      readonly reason: string;
      readonly citations: readonly { readonly subject: string; readonly excerpt: string }[];
    }[];
  };
}

export class Night {
  readonly lists: string;
  readonly #lab: Lab;
  readonly #state: string;
  readonly #startMs = Date.now();

  /** @param name of the folder @param platforms ids; a refresh takes as long as there are many */
  constructor(lab: Lab, name: string, platforms: readonly string[]) {
    this.#lab = lab;
    this.#state = `${dirname(LISTS)}/${name}-state`;
    this.lists = `${dirname(LISTS)}/${name}-lists`;
    const from = lab.outside(LISTS);
    const files = [
      ...COMMON,
      ...platforms.map((id) => `platforms/${id}.yaml`),
      ...readdirSync(join(from, 'protected')).map((file) => `protected/${file}`),
    ];
    for (const file of files) {
      mkdirSync(dirname(this.#file(file)), { recursive: true });
      copyFileSync(join(from, file), this.#file(file));
    }
  }

  #file(name: string): string {
    return join(this.#lab.outside(this.lists), name);
  }

  /** Writes a file of the lists, as a person would by hand. */
  write(name: string, text: string): void {
    writeFileSync(this.#file(name), text);
  }

  read(name: string): string {
    return readFileSync(this.#file(name), 'utf8');
  }

  /** YYYY-MM-DD, this many days from the start. */
  day(days: number): string {
    return new Date(this.#startMs + days * 24 * HOUR_MS).toISOString().slice(0, 10);
  }

  /** Runs the command line so many hours after the start. */
  at(hours: number, ...argv: readonly string[]): Promise<Executed> {
    const time = new Date(this.#startMs + hours * HOUR_MS).toISOString();
    return this.#lab.exec(
      [
        process.execPath,
        join(PROJECT, 'test/lab/cordon-at.mjs'),
        time,
        ...argv,
        ...['--lists', this.lists, '--state', this.#state, '--profile', 'lab'],
      ],
      { timeoutMs: TIMEOUT_MS },
    );
  }

  /** The path out here of a file of the state folder. */
  stateFile(name: string): string {
    return join(this.#lab.outside(this.#state), name);
  }

  /** A person's decision. */
  decide(
    hours: number,
    decision: 'flag' | 'exempt',
    platform: string,
    basis: string = WHO.basis,
  ): Promise<Executed> {
    return this.at(hours, decision, platform, '--basis', basis, '--by', WHO.by, '--expires', this.day(80));
  }

  /** Digests of all files that an export of the newest release writes. */
  async exported(hours: number): Promise<string> {
    const folder = `${this.lists}-out-${hours}`;
    const { code, err } = await this.at(hours, 'export', '--all', '--opt-in', '--out', folder);
    const { out } = await this.#lab.exec([
      'sh',
      '-c',
      `cd ${folder} && find . -type f | sort | xargs sha256sum`,
    ]);
    if (code !== 0 || out === '') throw new Error(`export at +${hours} h: exit ${code} ${err}`);
    return out;
  }

  serials(): number[] {
    return readdirSync(this.#file('releases/lab'))
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  }

  /** Of the newest release when no serial is given. */
  entries(serial = this.serials().at(-1)): Entry[] {
    return jsonLines(this.read(`releases/lab/${serial}/entries.jsonl`));
  }

  platforms(serial = this.serials().at(-1)): Platform[] {
    return jsonLines(this.read(`releases/lab/${serial}/platforms.jsonl`));
  }

  /** Prefixes of the newest release. */
  prefixes(serial = this.serials().at(-1)): string[] {
    return this.entries(serial)
      .filter(({ kind }) => kind === 'prefix')
      .map(({ value }) => value)
      .sort();
  }

  names(serial = this.serials().at(-1)): string[] {
    return this.entries(serial)
      .filter(({ kind }) => kind === 'name')
      .map(({ value }) => value)
      .sort();
  }

  /** Why the newest release lists no entry for an address of the platform: causes by address. */
  causes(platform: string): Record<string, string[]> {
    const found: Record<string, string[]> = {};
    const record = this.platforms().find(({ id }) => id === platform);
    for (const { address, cause } of record?.addresses.refused ?? [])
      found[address] = [...(found[address] ?? []), cause];
    return found;
  }

  /** Every octet of the ledger, to be compared. */
  ledger(): Map<string, string> {
    const folder = this.#file('releases');
    return new Map(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map((one) => join(one.parentPath ?? one.path, one.name))
        .sort()
        .map((file) => [file.slice(folder.length), readFileSync(file, 'latin1')]),
    );
  }
}

export const jsonLines = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as T);

/** Flips one bit of a stored document; of a copy, because SQLite takes no path that leads into the lab. */
export function tamper(file: string, copy: string, digest: string): void {
  copyFileSync(file, copy);
  const db = new Sqlite(copy);
  const having = 'instr(digests, ?) > 0';
  const [row] = db.prepare(`SELECT body FROM pack WHERE ${having}`).all(digest) as { body: Buffer }[];
  const changed = Buffer.from(row?.body ?? []);
  changed.writeUInt8(changed.readUInt8(changed.length >> 1) ^ 1, changed.length >> 1);
  db.prepare(`UPDATE pack SET body = ? WHERE ${having}`).run(changed, digest);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  copyFileSync(copy, file);
}
