/** Timeouts for hundreds of thousands of queries: one interval and linked lists, instead of a system timer each. */

import { performance } from 'node:perf_hooks';

export interface Clock {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls back every so many milliseconds until the returned function is called. */
  every(periodMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  every: (periodMs, callback) => {
    const interval = setInterval(callback, periodMs);
    return () => clearInterval(interval);
  },
};

/** Something that can be due. One instance stands in at most one place of one wheel. */
export abstract class Timer {
  /** Links of the wheel's lists; nobody else's business. */
  wheelPrevious: Timer | undefined = undefined;
  wheelNext: Timer | undefined = undefined;
  wheelTick = -1;

  abstract onDue(): void;
}

class Head extends Timer {
  override onDue(): void {}
}

const TICK_MS = 10;
const SLOTS = 1024;

export class TimerWheel {
  readonly #clock: Clock;
  readonly #slots: readonly Timer[];
  #tick: number;
  #armed = 0;
  #stop: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#tick = Math.floor(clock.now() / TICK_MS);
    this.#slots = Array.from({ length: SLOTS }, () => {
      const head = new Head();
      head.wheelPrevious = head;
      head.wheelNext = head;
      return head;
    });
  }

  /** Due after at least `delayMs`, and at most two ticks of 10 ms later. An armed timer is armed anew. */
  arm(timer: Timer, delayMs: number, nowMs = this.#clock.now()): void {
    this.disarm(timer);
    if (!this.#stop) {
      this.#tick = Math.floor(nowMs / TICK_MS);
      this.#stop = this.#clock.every(TICK_MS, () => this.advance());
    }
    const tick = Math.max(Math.ceil((nowMs + delayMs) / TICK_MS), this.#tick + 1);
    const head = this.#slots[tick % SLOTS] as Timer;
    const last = head.wheelPrevious as Timer;
    timer.wheelTick = tick;
    timer.wheelPrevious = last;
    timer.wheelNext = head;
    last.wheelNext = timer;
    head.wheelPrevious = timer;
    this.#armed++;
  }

  disarm(timer: Timer): void {
    const { wheelPrevious: previous, wheelNext: next } = timer;
    if (!previous || !next) return;
    previous.wheelNext = next;
    next.wheelPrevious = previous;
    timer.wheelPrevious = undefined;
    timer.wheelNext = undefined;
    this.#armed--;
  }

  /** Calls what is due by now; the interval does this by itself. */
  advance(): void {
    const now = Math.floor(this.#clock.now() / TICK_MS);
    // After a long pause (a stopped process) one turn of the wheel meets everything.
    this.#tick = Math.max(this.#tick, now - SLOTS);
    while (this.#tick < now) {
      this.#tick++;
      this.#fire(this.#slots[this.#tick % SLOTS] as Timer, now);
    }
    if (this.#armed === 0) this.stop();
  }

  #fire(head: Timer, now: number): void {
    const due: Timer[] = [];
    for (let timer = head.wheelNext as Timer; timer !== head; timer = timer.wheelNext as Timer)
      if (timer.wheelTick <= now) due.push(timer);
    for (const timer of due) {
      // What fired before may have disarmed this one, or armed it anew for later.
      if (!timer.wheelNext || timer.wheelTick > now) continue;
      this.disarm(timer);
      timer.onDue();
    }
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
