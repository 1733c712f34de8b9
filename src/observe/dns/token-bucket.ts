/** Rate limit: so many a second on average, so many at once. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #atMs: number;

  /** @param perSecond above 0, or Infinity for no limit; @param burst at least 1. */
  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#atMs = nowMs;
  }

  /** Takes one token, or says no. */
  take(nowMs: number): boolean {
    if (this.#perMs === Number.POSITIVE_INFINITY) return true;
    this.#tokens = Math.min(this.#burst, this.#tokens + (nowMs - this.#atMs) * this.#perMs);
    this.#atMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  /** Milliseconds until there is a token. */
  waitMs(): number {
    return Math.max(0, (1 - this.#tokens) / this.#perMs);
  }
}
