/** Time limits of one fetch: each phase, the whole, and the rate of the body. */
import type { FetchLimits, FetchOutcome } from './fetch-types.js';

export type Phase = 'resolve' | 'connect' | 'tls' | 'headers' | 'body';

const EXPIRED: Readonly<Record<Phase, FetchOutcome>> = {
  resolve: 'unresolved',
  connect: 'connect-timeout',
  tls: 'tls-timeout',
  headers: 'headers-timeout',
  body: 'body-timeout',
};

/**
 * One timer a fetch instead of one a phase. A phase that trickles bytes does not prolong itself: only body chunks
 * count as progress, and the body must also keep a mean rate.
 */
export class Watchdog {
  /** What to end when time is up; replaced from attempt to attempt. */
  onExpire: (outcome: FetchOutcome) => void = () => {};
  /** Octets that the socket has read for this attempt, framing included; counted against the wire limit. */
  socketBytes: () => number = () => 0;

  readonly #limits: FetchLimits;
  readonly #startedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #phase: Phase = 'resolve';
  #since = this.#startedAt;
  #bodyStartedAt = 0;
  #bodyBytes = 0;
  #expired = false;

  constructor(limits: FetchLimits) {
    this.#limits = limits;
    this.#start();
  }

  get elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** Goes on after a limit of one phase was hit. False where the limit of the whole leaves no time for that. */
  restart(): boolean {
    if (this.elapsedMs > this.#limits.totalMs / 2) return false;
    if (this.#expired) this.#start();
    this.#expired = false;
    return true;
  }

  enter(phase: Phase): void {
    this.#phase = phase;
    this.#since = performance.now();
    if (phase === 'body') {
      this.#bodyStartedAt = this.#since;
      this.#bodyBytes = 0;
    }
  }

  bodyProgress(bytes: number): void {
    this.#since = performance.now();
    this.#bodyBytes += bytes;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #start(): void {
    const tickMs = Math.max(10, Math.min(500, Math.floor(this.#limits.phaseMs / 5)));
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  #tick(): void {
    const outcome = this.#judge(performance.now());
    if (outcome === null) return;
    this.#expired = true;
    this.stop();
    this.onExpire(outcome);
  }

  #judge(now: number): FetchOutcome | null {
    const { totalMs, phaseMs, minBytesPerSecond, maxWireBytes, maxHeaderBytes } = this.#limits;
    if (now - this.#startedAt > totalMs) return 'deadline';
    if (now - this.#since > phaseMs) return EXPIRED[this.#phase];
    // Chunk extensions, trailers and interim responses never reach the body counter.
    if (this.socketBytes() > 2 * maxWireBytes + 4 * maxHeaderBytes) return 'wire-limit';
    if (this.#phase !== 'body') return null;
    const bodyMs = now - this.#bodyStartedAt;
    return bodyMs > phaseMs && this.#bodyBytes < (minBytesPerSecond * bodyMs) / 1000 ? 'too-slow' : null;
  }
}
