/** The lab from outside: start it, run commands in it, change what its sites do, end it. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { CA_FILE, FOLDER, LISTS, PROJECT } from './folder.js';
import type { Request as InsideRequest } from './inside.js';
import { writeWorkspace } from './lists.js';
import { Channel } from './net/channel.js';
import { Namespace, networkOfProcess, PATH, whyNoLab } from './net/namespace.js';
import { OUTSIDE_VARIABLE } from './net/uplink.js';
import type { Answer, Request as ProbeRequest, Question } from './probe/main.js';
import type { Change } from './site.js';
import type { Seen } from './web/server.js';

export { CA_FILE, FOLDER, LISTS, PROJECT, STATE } from './folder.js';
export { whyNoLab } from './net/namespace.js';

export interface LabOptions {
  /** Longest start-up, default 20,000 ms. */
  readonly startMs?: number | undefined;
}

export interface Executed {
  /** 128 and the signal's number for a command that was ended by one, as shells have it. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface ExecOptions {
  /** Default: the project's folder. */
  readonly cwd?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Written to standard input, which is empty without it. */
  readonly input?: string | undefined;
  /** Gets the output as it comes; it is collected all the same. */
  readonly onOutput?: ((text: string, stream: 'out' | 'err') => void) | undefined;
  /** Ends the command. Default 120,000 ms. */
  readonly timeoutMs?: number | undefined;
  /** Standard input, output and error are those of this process. Nothing is collected. */
  readonly terminal?: boolean | undefined;
}

export class Lab {
  readonly #namespace: Namespace;
  readonly #keeper: Channel;
  #probe: Promise<Channel> | undefined;

  private constructor(namespace: Namespace, keeper: Channel) {
    this.#namespace = namespace;
    this.#keeper = keeper;
  }

  /** @throws Error with what is missing, or what stands against it */
  static async start(options: LabOptions = {}): Promise<Lab> {
    const why = await whyNoLab();
    if (why !== undefined) throw new Error(why);
    await compile();
    const outside = networkOfProcess('self') ?? '';
    const namespace = await Namespace.create();
    try {
      const keeper = startPart(namespace, 'inside.js', { [OUTSIDE_VARIABLE]: outside });
      await keeper.ready(options.startMs ?? 20_000);
      writeWorkspace(namespace.outside(LISTS));
      return new Lab(namespace, keeper);
    } catch (error) {
      await namespace.destroy();
      throw new Error(`the lab did not start: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Runs a command inside to its end. */
  exec(argv: readonly string[], options: ExecOptions = {}): Promise<Executed> {
    const { cwd = PROJECT, env = {}, input, onOutput, timeoutMs = 120_000, terminal = false } = options;
    // In there, because whoever stops nsenter does not stop what it runs.
    const bounded = terminal
      ? argv
      : ['timeout', '--signal=KILL', String(timeoutMs / 1000), ...PLAIN, ...argv];
    const child = this.#namespace.spawn(bounded, cwd, {
      stdio: terminal ? 'inherit' : ['pipe', 'pipe', 'pipe'],
      env: { ...plainEnvironment(), ...TRUST, ...env },
    });
    const collected = { out: '', err: '' };
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');
    for (const stream of ['out', 'err'] as const) {
      const source = stream === 'out' ? child.stdout : child.stderr;
      source?.setEncoding('utf8').on('data', (text: string) => {
        collected[stream] += text;
        onOutput?.(text, stream);
      });
    }
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        resolve({ code: code ?? (signal === 'SIGKILL' ? 137 : 143), ...collected });
      });
    });
  }

  /** Changes what a site does, until the next change of it; without a change it is as built. */
  async set(name: string, change?: Change): Promise<void> {
    await this.#keeper.ask({ op: 'set', name, change } satisfies InsideRequest);
  }

  /** What the web servers were asked, oldest first. */
  async requests(): Promise<readonly Seen[]> {
    return (await this.#keeper.ask({ op: 'requests' } satisfies InsideRequest)) as readonly Seen[];
  }

  /** Asks from inside with Node's own client, all at once. @param timeoutMs for each, default 3,000 */
  async probe(questions: readonly Question[], timeoutMs = 3_000): Promise<readonly Answer[]> {
    this.#probe ??= this.#startProbe();
    const probe = await this.#probe;
    return (await probe.ask({ questions, timeoutMs } satisfies ProbeRequest)) as Answer[];
  }

  async #startProbe(): Promise<Channel> {
    const probe = startPart(this.#namespace, 'probe/main.js', TRUST);
    await probe.ready(PROBE_START_MS);
    return probe;
  }

  /** The path out here of a file in there, while the lab runs. */
  outside(path: string): string {
    return this.#namespace.outside(path);
  }

  /** First process of the lab, as numbered out here. */
  get pid(): number {
    return this.#namespace.pid;
  }

  /** Ends everything; nothing stays behind. */
  async stop(): Promise<void> {
    await this.#namespace.destroy();
    this.#keeper.end();
    (await this.#probe)?.end();
  }
}

/** A test runner may slip options for Node into every child; a command in the lab runs as a user would run it. */
const PLAIN = ['env', '--unset=NODE_OPTIONS'];

export const startLab = (options?: LabOptions): Promise<Lab> => Lab.start(options);

const PROBE_START_MS = 5_000;

/** Starts a part of the lab's own code inside. */
function startPart(namespace: Namespace, file: string, env: NodeJS.ProcessEnv): Channel {
  const command = [process.execPath, join(PROJECT, 'build/lab', file)];
  const stdio = ['pipe', 'pipe', 'pipe'] as const;
  return new Channel(
    namespace.spawn(command, PROJECT, { stdio: [...stdio], env: { ...plainEnvironment(), ...env } }),
  );
}

/** Where programs look for the authorities that they trust. */
const TRUST = { NODE_EXTRA_CA_CERTS: CA_FILE, SSL_CERT_FILE: CA_FILE, CURL_CA_BUNDLE: CA_FILE };

/** No loader of a test runner, no proxy: neither belongs into the lab. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const dropped = /^(?:NODE_OPTIONS|TAP.*|(?:https?|all|no)_proxy)$/i;
  const kept = Object.entries(process.env).filter(([name]) => !dropped.test(name));
  return { ...Object.fromEntries(kept), PATH };
}

/** The part that runs inside is compiled; made anew when a source is younger. */
async function compile(): Promise<void> {
  const newest = (folder: string, extension: string): number =>
    Math.max(
      0,
      ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith(extension))
        .map((file) => statSync(join(folder, file)).mtimeMs),
    );
  const stamp = join(PROJECT, 'build/lab/.tsbuildinfo');
  const made = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (made >= newest(join(PROJECT, 'lab'), '.ts')) return;
  const compiler = join(PROJECT, 'node_modules/typescript/bin/tsc');
  const child = spawn(process.execPath, [compiler, '-p', join(PROJECT, 'tsconfig.lab.json')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: plainEnvironment(),
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the lab does not compile:\n${said}`);
  // The compiler leaves the file alone where a younger source says the same.
  utimesSync(stamp, new Date(), new Date());
}

/** What a program of the lab said. */
export function readLog(lab: Lab, name: string): string {
  return readFileSync(lab.outside(`${FOLDER}/log/${name}.log`), 'utf8');
}
