/** Counting of a run: how many inputs, what became of them, and whether enough could be observed. */

/** Part of the inputs that must have been observed for a run to count as complete (DESIGN §5). */
export const ENOUGH = 0.95;

export interface TallyState {
  readonly total: number;
  readonly done: number;
  /** Inputs about which something was learned, now or lately. */
  readonly observed: number;
  /** Outcomes by word. */
  readonly outcomes: ReadonlyMap<string, number>;
}

export class Tally implements TallyState {
  total = 0;
  done = 0;
  observed = 0;
  readonly outcomes = new Map<string, number>();

  count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  /** One input is through. */
  finish(wasObserved: boolean): void {
    this.done++;
    if (wasObserved) this.observed++;
  }

  get isComplete(): boolean {
    return this.total === 0 || this.observed >= this.total * ENOUGH;
  }
}
