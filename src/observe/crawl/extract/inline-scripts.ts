/** What inline scripts give away: endpoints, measuring ids, and the JSON that the page was made from. */
import { cleanText } from '../clean-text.js';
import type { AnalyticsId } from '../page-facts.js';
import { findAnalytics } from './analytics.js';
import { type Endpoint, findEndpoints } from './endpoints.js';

const MAX_SCRIPT_LENGTH = 128 * 1024;
const MAX_TOTAL_LENGTH = 256 * 1024;
const MAX_CONFIGS = 6;
const MAX_CONFIG_LENGTH = 16 * 1024;

/** `window.__INITIAL_STATE__ = {…}` and the like, at the start of a script. */
const STATE_ASSIGNMENT =
  /^\s*(?:(?:var|let|const)\s+|window\.|self\.|globalThis\.)?[\w.$["'\]]{2,60}\s*=\s*(?=\{|\[\s*[{"])/;

/** The same behind other statements or within a function (`!function(w){w.__P={…`): only by names that states have. */
const INNER_ASSIGNMENT =
  /(?:\b(?:window|self|globalThis)\.[\w$]{2,60}|\b\w{1,12}\.__\w{1,60})\s*=\s*(?=\{\s*["'\w])/;
/** Where an inner one may begin. */
const MAX_BEFORE = 2_000;

export class InlineScripts {
  readonly configs: string[] = [];
  readonly analytics: AnalyticsId[] = [];
  readonly endpoints: { readonly endpoint: Endpoint; readonly isConfig: boolean }[] = [];
  #parts: string[] = [];
  #length = 0;
  #total = 0;
  #isJson = false;

  /** @param type of the script element; @param id `__NEXT_DATA__` and its kind hold JSON whatever the type says. */
  begin(type: string, id: string): void {
    this.#parts = [];
    this.#length = 0;
    this.#isJson = /json/i.test(type) || /^__\w+__$/.test(id);
  }

  add(text: string): void {
    if (this.#length > MAX_SCRIPT_LENGTH || this.#total > MAX_TOTAL_LENGTH) return;
    this.#parts.push(text);
    this.#length += text.length;
    this.#total += text.length;
  }

  end(): void {
    if (this.#length === 0) return;
    const text = this.#parts.length === 1 ? (this.#parts[0] as string) : this.#parts.join('');
    this.#parts = [];
    const start = this.#isJson ? 0 : stateStart(text);
    const isConfig = start >= 0;
    if (isConfig && this.configs.length < MAX_CONFIGS)
      this.configs.push(cleanText(text.slice(start), MAX_CONFIG_LENGTH));
    if (!this.#isJson) this.analytics.push(...findAnalytics(text));
    for (const endpoint of findEndpoints(text)) this.endpoints.push({ endpoint, isConfig });
  }
}

/** Where a state begins in a script; negative for none. */
function stateStart(text: string): number {
  const first = STATE_ASSIGNMENT.exec(text.slice(0, 200));
  if (first) return first[0].length;
  const inner = INNER_ASSIGNMENT.exec(text.slice(0, MAX_BEFORE));
  return inner ? inner.index + inner[0].length : -1;
}
