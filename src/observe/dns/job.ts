/** One query of a caller: tried at one server after the other until there is an outcome. */
import { Exchange, NOT_A_NAME } from './exchange.js';
import { decodeReply, type Malformed, type Reply } from './message.js';
import {
  type Finding,
  MAX_CHAIN,
  noAnswer,
  type Outcome,
  type OutcomeKind,
  readReply,
  type TransportKind,
} from './outcome.js';
import type { Server, Surroundings } from './server.js';
import type { DnsRecord, RecordType } from './types.js';
import type { AskedSubnet, Vantage } from './vantage.js';

export interface JobSettings {
  /** Of the first try; doubled for each further one. */
  readonly timeoutMs: number;
  /** Queries sent for one question at most, fallbacks to TCP not counted. */
  readonly attempts: number;
  /** Pause before a server that failed is asked again. */
  readonly backOffMs: number;
}

/** Worth most first: of several failures the outcome tells the one that says most. */
const FAILURE_RANK: readonly OutcomeKind[] = ['servfail', 'refused', 'malformed', 'error', 'timeout'];

export class Job extends Exchange {
  /** What is asked now: the name, or where its CNAME chain leads. */
  override name: string;
  override readonly type: RecordType;
  readonly #asked: string;
  readonly #vantage: Vantage;
  readonly #subnet: AskedSubnet | undefined;
  readonly #env: Surroundings;
  readonly #settings: JobSettings;
  readonly #done: (outcome: Outcome) => void;
  #server: Server;
  #tried: Set<Server> | undefined = undefined;
  #attempts = 0;
  /** Tries that count against the limit. */
  #tries = 0;
  #sentAtMs = 0;
  #rttMs = 0;
  #over: TransportKind;
  #waitsToRetry = false;
  #worst: Finding | undefined = undefined;
  #chain: DnsRecord<'CNAME'>[] | undefined = undefined;

  constructor(
    query: { readonly name: string; readonly type: RecordType },
    vantage: Vantage,
    subnet: AskedSubnet | undefined,
    env: Surroundings,
    settings: JobSettings,
    done: (outcome: Outcome) => void,
  ) {
    super();
    this.name = query.name;
    this.type = query.type;
    this.#asked = query.name;
    this.#vantage = vantage;
    this.#subnet = subnet;
    this.#env = env;
    this.#settings = settings;
    this.#done = done;
    this.#server = vantage.pick(undefined, env.clock) as Server;
    this.#over = this.#server.config.transport;
  }

  /** Hands the query to the chosen server. */
  start(overTcp = false): void {
    const server = this.#server;
    this.opt = server.takesEdns ? (this.#subnet?.opt ?? this.#vantage.plainOpt) : undefined;
    server.submit(this, overTcp);
  }

  /** Ends without asking. */
  giveUp(problem: string): void {
    this.#finish(noAnswer('error', problem), undefined);
  }

  override onSent(nowMs: number): void {
    const { wheel } = this.#env;
    this.#attempts++;
    this.#sentAtMs = nowMs;
    wheel.arm(this, this.#settings.timeoutMs * 2 ** this.#tries, this.#sentAtMs);
  }

  override onDue(): void {
    if (this.#waitsToRetry) {
      this.#waitsToRetry = false;
      this.start();
      return;
    }
    this.carrier?.cancel(this);
    this.#rttMs = this.#env.clock.now() - this.#sentAtMs;
    this.#server.noteFailure();
    this.#failed(noAnswer('timeout', 'no answer in time'), true);
    this.#server.pump();
  }

  override onFailure(problem: string, over: TransportKind): void {
    this.#env.wheel.disarm(this);
    this.#over = over;
    this.#rttMs = this.#attempts === 0 ? 0 : this.#env.clock.now() - this.#sentAtMs;
    if (problem === NOT_A_NAME) {
      // Nothing was sent; and the caller hears of it only after it has asked.
      this.#attempts--;
      queueMicrotask(() => this.giveUp(problem));
      return;
    }
    if (problem === 'closed') {
      this.#finish(noAnswer('error', 'closed'), undefined);
      return;
    }
    this.#server.noteFailure();
    this.#failed(noAnswer('error', problem), false);
  }

  override onCaseLost(): void {
    this.#env.wheel.disarm(this);
    this.caseLost = true;
    this.start();
  }

  override onReply(
    bytes: Uint8Array,
    start: number,
    end: number,
    questionEnd: number,
    over: TransportKind,
  ): void {
    const { clock, wheel } = this.#env;
    wheel.disarm(this);
    this.#rttMs = clock.now() - this.#sentAtMs;
    this.#over = over;
    const server = this.#server;
    server.noteReply();
    const question = { name: this.name, type: this.type, end: questionEnd };
    const reply = decodeReply(bytes, start, end, question);
    if ('malformed' in reply) this.#failed(noAnswer('malformed', `the reply ${reply.malformed}`), false);
    else this.#readReply(reply);
    server.pump();
  }

  #readReply(reply: Reply): void {
    if (reply.truncated) {
      this.#truncated();
      return;
    }
    if (reply.rcode === 1 && this.opt && !reply.edns) {
      // FORMERR without OPT: the server predates EDNS (RFC 6891 §7).
      this.#server.takesEdns = false;
      this.start(this.#over === 'tcp');
      return;
    }
    const problem = this.#subnetProblem(reply);
    if (problem) {
      this.#failed(noAnswer('malformed', problem.malformed), false);
      return;
    }
    const finding = readReply(reply, this.name, this.type);
    if (finding.kind === 'answer') this.#finish(finding, reply);
    else if (finding.kind === 'nodata' || finding.kind === 'nxdomain') this.#negative(finding, reply);
    else this.#failed(finding, false, reply);
  }

  #truncated(): void {
    if (this.#over !== 'udp') {
      this.#failed(noAnswer('malformed', 'truncated where nothing limits it'), false);
      return;
    }
    this.#env.counters.tcpFallbacks++;
    this.start(true);
  }

  /** The subnet in the reply must be the one that was sent (RFC 7871 §11.2): a guard against forged answers. */
  #subnetProblem(reply: Reply): Malformed | undefined {
    const echoed = reply.edns?.subnet?.subnet;
    if (echoed === undefined || echoed === this.#subnet?.text) return undefined;
    return { malformed: 'the reply is for another client subnet' };
  }

  /** Without recursion a chain ends where the server's own data end; the rest is asked for, up to the same bound. */
  #negative(finding: Finding, reply: Reply): void {
    const last = finding.chain.at(-1);
    const isOpen =
      finding.kind === 'nodata' &&
      last &&
      !reply.recursionAvailable &&
      reply.authority.soaTtlSeconds === undefined;
    if (!isOpen) {
      this.#finish(finding, reply);
      return;
    }
    const chain = [...(this.#chain ?? []), ...finding.chain];
    if (
      chain.length > MAX_CHAIN ||
      last.data === this.#asked ||
      this.#chain?.some((link) => link.name === last.data)
    ) {
      this.#finish(noAnswer('error', 'the CNAME chain is a loop or too long'), reply);
      return;
    }
    this.#chain = chain;
    this.name = last.data;
    this.start();
  }

  #failed(finding: Finding, waited: boolean, reply?: Reply): void {
    if (!this.#worst || FAILURE_RANK.indexOf(finding.kind) <= FAILURE_RANK.indexOf(this.#worst.kind))
      this.#worst = finding;
    this.#tries++;
    this.#tried ??= new Set();
    this.#tried.add(this.#server);
    const other = this.#vantage.pick(this.#tried, this.#env.clock);
    // A refusal is a policy: the same server would say it again.
    if (this.#tries >= this.#settings.attempts || (!other && finding.kind === 'refused')) {
      this.#finish(this.#worst, reply);
      return;
    }
    this.#env.counters.retries++;
    if (other) this.#server = other;
    else this.#tried.clear();
    if (other || waited) {
      this.start(!other && this.caseLost);
      return;
    }
    this.#waitsToRetry = true;
    this.#env.wheel.arm(this, this.#settings.backOffMs * 2 ** (this.#tries - 1));
  }

  #finish(finding: Finding, reply: Reply | undefined): void {
    const isNegative = finding.kind === 'nodata' || finding.kind === 'nxdomain';
    this.#done({
      name: this.#asked,
      type: this.type,
      vantage: this.#vantage.config.id,
      kind: finding.kind,
      records: finding.records,
      chain: this.#chain ? [...this.#chain, ...finding.chain] : finding.chain,
      authenticData: reply?.authenticData ?? false,
      extendedErrors: reply?.edns?.errors ?? NO_ERRORS,
      askedSubnet: this.#subnet?.text,
      subnet: reply?.edns?.subnet,
      negativeTtlSeconds: isNegative ? reply?.authority.soaTtlSeconds : undefined,
      server: this.#server.label,
      transport: this.#over,
      rttMs: this.#rttMs,
      attempts: this.#attempts,
      problem: finding.problem,
    });
  }
}

const NO_ERRORS: Outcome['extendedErrors'] = [];
