/**
 * A small internet in private namespaces: a client, a router with the programs under test, and the net behind it.
 *
 * All of it hangs on one process, the first of a PID namespace, which ends when the pipe to its standard input
 * does. With it the kernel ends everything in the namespace, however the test itself ended.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import ts from 'typescript';
import type { Answer, Request } from './agent.js';

export type Place = 'client' | 'router' | 'net';

export interface Run {
  readonly code: number;
  readonly output: string;
}

const PATH = `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`;
const WAIT_MS = 15_000;

/** Why there can be no lab here, or undefined. */
export async function whyNoLab(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'needs network namespaces of Linux';
  const probe = await run(['unshare', ...unshareFlags(), 'ip', 'link', 'set', 'lo', 'up']);
  return probe.code === 0 ? undefined : `needs root or user namespaces, and iproute2: ${probe.output.trim()}`;
}

export const isRoot = process.getuid?.() === 0;
const unshareFlags = (): string[] => [
  ...(isRoot ? [] : ['--user', '--map-root-user']),
  ...['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
];

/** Runs a command outside of the lab to its end. */
export function run(command: readonly string[], env?: Readonly<Record<string, string>>): Promise<Run> {
  const [file, ...args] = command;
  return new Promise((resolve) => {
    execFile(
      file as string,
      args,
      { env: { ...process.env, PATH, ...env }, timeout: WAIT_MS, maxBuffer: 16 << 20 },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : 127) : 0;
        resolve({ code, output: stdout + stderr });
      },
    );
  });
}

/** Asks until the answer is good, 50 ms apart. */
export async function until(what: string, good: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (!(await good())) {
    if (Date.now() > end) throw new Error(`gave up waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

class Agent {
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #process: ChildProcess;
  #next = 0;

  constructor(process: ChildProcess) {
    this.#process = process;
    if (!process.stdout) throw new Error('an agent without standard output');
    createInterface({ input: process.stdout }).on('line', (line) => {
      const { id, answer } = JSON.parse(line) as { id: number; answer: Answer };
      this.#waiting.get(id)?.(answer);
      this.#waiting.delete(id);
    });
    process.on('exit', () => {
      for (const resolve of this.#waiting.values()) resolve({ outcome: 'agent ended' });
    });
  }

  ask(request: Request): Promise<Answer> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#process.stdin?.write(`${JSON.stringify({ id, request })}\n`);
    });
  }
}

export class Lab {
  readonly folder: string;
  readonly #init: ChildProcess;
  readonly #pids = new Map<Place, number>();
  readonly #agents = new Map<Place, Agent>();
  readonly #children: ChildProcess[] = [];

  private constructor(folder: string, init: ChildProcess) {
    this.folder = folder;
    this.#init = init;
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  }

  static async start(): Promise<Lab> {
    const folder = mkdtempSync(join(tmpdir(), 'cordon-lab-'));
    // Programs that leave root behind must get in.
    await chmod(folder, 0o755);
    const init = spawn('unshare', [...unshareFlags(), 'sh', '-c', 'read -r _'], {
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, PATH },
    });
    const lab = new Lab(folder, init);
    try {
      await lab.#settle();
    } catch (error) {
      await lab.stop();
      throw error;
    }
    return lab;
  }

  /** Ends everything and removes the folder. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) =>
      this.#init.exitCode === null && this.#init.signalCode === null
        ? this.#init.once('exit', resolve)
        : resolve(0),
    );
    this.#init.stdin?.end();
    await ended;
    for (const child of this.#children) child.stdin?.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs a command to its end. */
  run(place: Place, ...command: string[]): Promise<Run> {
    return run(this.#enter(place, command));
  }

  /** Runs a command that has to succeed. */
  async must(place: Place, ...command: string[]): Promise<string> {
    const { code, output } = await this.run(place, ...command);
    if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${output}`);
    return output;
  }

  /** Starts a program that stays; what it says is in `<name>.log`. */
  daemon(place: Place, name: string, ...command: string[]): ChildProcess {
    const [file, ...args] = this.#enter(place, command);
    const child = spawn(file as string, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH },
    });
    const log = join(this.folder, `${name}.log`);
    const keep = (data: Buffer) => {
      try {
        appendFileSync(log, data);
      } catch {
        // The folder goes before the last words of a program that is being ended.
      }
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    this.#children.push(child);
    return child;
  }

  log(name: string): string {
    const path = join(this.folder, `${name}.log`);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  async write(path: string, content: string | Uint8Array): Promise<string> {
    const full = join(this.folder, path);
    await mkdir(join(full, '..'), { recursive: true });
    await writeFile(full, content);
    return full;
  }

  ask(place: Place, request: Request): Promise<Answer> {
    const agent = this.#agents.get(place);
    if (!agent) throw new Error(`no agent in ${place}`);
    return agent.ask(request);
  }

  async #settle(): Promise<void> {
    const pid = this.#init.pid;
    if (pid === undefined) throw new Error('unshare did not start');
    const children = (of: number) =>
      readFileSync(`/proc/${of}/task/${of}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
    await until('the first process of the lab', async () => children(pid).length > 0);
    const [first] = children(pid);
    this.#pids.set('router', first as number);
    await until('a process list of its own', async () => (await this.run('router', 'true')).code === 0);
    for (const place of ['client', 'net'] as const) {
      const holder = spawn('nsenter', this.#enter('router', ['unshare', '--net', 'sleep', '1d']).slice(1), {
        stdio: 'ignore',
        env: { ...process.env, PATH },
      });
      this.#children.push(holder);
      const pidOf = holder.pid as number;
      // nsenter forks to enter the PID namespace: the holder of the network namespace is its child.
      await until(`the namespace ${place}`, async () => {
        const inner = children(pidOf)[0];
        if (inner === undefined || readNet(inner) === readNet(first as number)) return false;
        this.#pids.set(place, inner);
        return true;
      });
    }
    // No shared memory in common with programs outside.
    await this.must('router', 'mount', '-t', 'tmpfs', 'tmpfs', '/dev/shm');
    await this.#connect();
    await this.#startAgents();
  }

  #enter(place: Place, command: readonly string[]): string[] {
    const pid = this.#pids.get(place);
    if (pid === undefined) throw new Error(`no namespace ${place}`);
    const user = isRoot ? [] : ['--user', '--preserve-credentials'];
    return ['nsenter', '--target', String(pid), ...user, '--mount', '--net', '--pid', '--', ...command];
  }

  /** Client 10.77.1.2, router 10.77.1.1 and 10.77.2.1, net 10.77.2.2 with all documentation addresses. */
  async #connect(): Promise<void> {
    const pid = (place: Place) => String(this.#pids.get(place));
    const script = (place: Place, text: string) => this.must(place, 'sh', '-ec', text);
    const common = `
      ip link set lo up
      for f in all default; do echo 0 > /proc/sys/net/ipv6/conf/$f/accept_dad; done`;
    for (const place of ['client', 'router', 'net'] as const) await script(place, common);
    await script(
      'router',
      `ip link add c0 type veth peer name e0 netns ${await this.#innerPid('client', pid('client'))}
       ip link add n0 type veth peer name e0 netns ${await this.#innerPid('net', pid('net'))}
       ip addr add 10.77.1.1/24 dev c0; ip addr add fd77:1::1/64 dev c0 nodad
       ip addr add 10.77.2.1/24 dev n0; ip addr add fd77:2::1/64 dev n0 nodad
       ip link set c0 up; ip link set n0 up
       echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
       for p in 198.51.100.0/24 203.0.113.0/24; do ip route add $p via 10.77.2.2; done
       ip -6 route add 2001:db8::/32 via fd77:2::2`,
    );
    await script(
      'client',
      `ip addr add 10.77.1.2/24 dev e0; ip addr add fd77:1::2/64 dev e0 nodad; ip link set e0 up
       ip route add default via 10.77.1.1; ip -6 route add default via fd77:1::1`,
    );
    await script(
      'net',
      `ip addr add 10.77.2.2/24 dev e0; ip addr add fd77:2::2/64 dev e0 nodad; ip link set e0 up
       ip route add default via 10.77.2.1; ip -6 route add default via fd77:2::1
       for p in 198.51.100.0/24 203.0.113.0/24; do ip route add local $p dev lo; done
       ip -6 route add local 2001:db8::/32 dev lo`,
    );
  }

  /** The number of a holder inside the lab's own PID namespace, where `ip` looks it up. */
  async #innerPid(place: Place, pid: string): Promise<string> {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const inner = /^NSpid:.*\s(\d+)$/m.exec(status)?.[1];
    if (!inner) throw new Error(`no inner process number for ${place}`);
    return inner;
  }

  async #startAgents(): Promise<void> {
    const source = readFileSync(new URL('agent.ts', import.meta.url), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 },
    });
    const path = join(this.folder, 'agent.mjs');
    writeFileSync(path, outputText);
    for (const place of ['client', 'router', 'net'] as const) {
      const [file, ...args] = this.#enter(place, [process.execPath, path]);
      // No loader of the test runner in there.
      const { NODE_OPTIONS: _, ...env } = process.env;
      const child = spawn(file as string, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
      this.#children.push(child);
      this.#agents.set(place, new Agent(child));
    }
  }
}

const readNet = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return String(pid);
  }
};
