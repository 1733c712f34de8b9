/** One line on a terminal that tells how far a run is; nothing of it elsewhere. */
import type { TallyState } from '../../observe/run/tally.js';
import type { Io } from '../io.js';

const EVERY_MS = 200;

export class Progress {
  readonly #io: Io;
  readonly #shown: boolean;
  #what: string;
  #startedMs: number;
  #drawnMs = 0;

  /** @param what plural noun of the inputs, e.g. `names` */
  constructor(what: string, io: Io, quiet: boolean) {
    this.#io = io;
    this.#what = what;
    this.#startedMs = io.now().getTime();
    this.#shown = io.isTerminal && !quiet;
  }

  /** @param what names other inputs from now on; their rate is counted from here */
  draw(tally: TallyState, what = this.#what): void {
    const nowMs = this.#io.now().getTime();
    if (what !== this.#what) {
      this.#what = what;
      this.#startedMs = nowMs;
    }
    if (!this.#shown || nowMs - this.#drawnMs < EVERY_MS) return;
    this.#drawnMs = nowMs;
    this.#io.err(`\r\u001b[K${progressLine(this.#what, tally, (nowMs - this.#startedMs) / 1000)}`);
  }

  clear(): void {
    if (this.#shown) this.#io.err('\r\u001b[K');
  }
}

/** `names 120/400  answer 300, timeout 4  80.0/s  4 s left` */
export function progressLine(what: string, tally: TallyState, seconds: number): string {
  const rate = seconds > 0 ? tally.done / seconds : 0;
  const left = rate > 0 ? `${Math.ceil((tally.total - tally.done) / rate)} s left` : '';
  return [`${what} ${tally.done}/${tally.total}`, outcomesText(tally), `${rate.toFixed(1)}/s`, left]
    .filter((part) => part !== '')
    .join('  ');
}

/** Most frequent first. */
export function outcomesText(tally: TallyState): string {
  return [...tally.outcomes]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(', ');
}
