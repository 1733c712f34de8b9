/**
 * The namespaces that the lab lives in: a network without uplink, a mount table and process numbers of their own.
 *
 * All of it hangs on one process, the first of the PID namespace, which ends when the pipe to its standard input
 * does. With it the kernel ends everything else in there, however this side ended.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';

/** Debian keeps the daemons where a plain user's path does not look. */
export const PATH = `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;

const isRoot = process.getuid?.() === 0;
const WAIT_MS = 5_000;

export const PROGRAMS = ['unshare', 'nsenter', 'ip', 'mount', 'nsd', 'unbound', 'dnssec-signzone'] as const;
const PACKAGES: { readonly [P in (typeof PROGRAMS)[number]]: string } = {
  unshare: 'util-linux',
  nsenter: 'util-linux',
  ip: 'iproute2',
  mount: 'mount',
  nsd: 'nsd',
  unbound: 'unbound',
  'dnssec-signzone': 'bind9-utils',
};

/** Why there can be no lab here, in words for people; undefined where there can. */
export async function whyNoLab(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'the lab needs network namespaces of Linux';
  const missing = PROGRAMS.filter((program) => !isInstalled(program));
  if (missing.length > 0) {
    const packages = [...new Set(missing.map((program) => PACKAGES[program]))];
    return `the lab needs ${missing.join(', ')}: apt-get install ${packages.join(' ')}`;
  }
  const probe = spawn('unshare', [...unshareFlags(), 'true'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, PATH },
  });
  let said = '';
  probe.stderr?.on('data', (data) => {
    said += data;
  });
  const code = await new Promise((resolve) => probe.on('close', resolve).on('error', resolve));
  return code === 0 ? undefined : `the lab needs root or user namespaces: ${said.trim()}`;
}

export function isInstalled(program: string): boolean {
  return PATH.split(':').some((folder) => folder !== '' && existsSync(`${folder}/${program}`));
}

/** Names the network namespace of a process; equal for processes that share one. */
export function networkOfProcess(pid: number | 'self'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return undefined;
  }
}

const unshareFlags = (): string[] => [
  ...(isRoot ? [] : ['--user', '--map-root-user']),
  ...['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
];

export class Namespace {
  readonly #holder: ChildProcess;
  /** The first process of the PID namespace, as it is numbered out here. */
  readonly pid: number;

  private constructor(holder: ChildProcess, pid: number) {
    this.#holder = holder;
    this.pid = pid;
  }

  static async create(): Promise<Namespace> {
    const holder = spawn('unshare', [...unshareFlags(), 'sh', '-c', 'read -r _'], {
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, PATH },
    });
    await new Promise((resolve, reject) => holder.once('spawn', resolve).once('error', reject));
    const end = Date.now() + WAIT_MS;
    for (;;) {
      const first = firstChild(holder.pid as number);
      // `sh` rather than `unshare` itself: then the namespaces and the list of processes are in place.
      if (first !== undefined && commandOf(first) === 'sh') return new Namespace(holder, first);
      if (holder.exitCode !== null || Date.now() > end) {
        holder.stdin?.end();
        throw new Error('unshare did not make the namespaces of the lab');
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Runs a command in there. The folder that it runs in is the one given. */
  spawn(command: readonly string[], cwd: string, options: SpawnOptions): ChildProcess {
    const user = isRoot ? [] : ['--user', '--preserve-credentials'];
    const enter = ['--target', String(this.pid), ...user, '--mount', '--net', '--pid'];
    // nsenter leaves the folder that it was called in.
    return spawn('nsenter', [...enter, '--', 'env', '-C', cwd, '--', ...command], options);
  }

  /** The path out here of a file in there. */
  outside(path: string): string {
    return `/proc/${this.pid}/root${path}`;
  }

  get ended(): boolean {
    return this.#holder.exitCode !== null || this.#holder.signalCode !== null;
  }

  /** Ends everything in there. */
  async destroy(): Promise<void> {
    const ended = this.ended ? undefined : new Promise((resolve) => this.#holder.once('exit', resolve));
    this.#holder.stdin?.end();
    await ended;
  }
}

function firstChild(of: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${of}/task/${of}/children`, 'utf8').trim();
    return text === '' ? undefined : Number(text.split(' ')[0]);
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
