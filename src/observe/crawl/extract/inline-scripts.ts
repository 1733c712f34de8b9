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
    const assignment = this.#isJson ? null : STATE_ASSIGNMENT.exec(text.slice(0, 200));
    const isConfig = this.#isJson || assignment !== null;
    if (isConfig && this.configs.length < MAX_CONFIGS)
      this.configs.push(cleanText(text.slice(assignment?.[0].length ?? 0), MAX_CONFIG_LENGTH));
    if (!this.#isJson) this.analytics.push(...findAnalytics(text));
    for (const endpoint of findEndpoints(text)) this.endpoints.push({ endpoint, isConfig });
  }
}
