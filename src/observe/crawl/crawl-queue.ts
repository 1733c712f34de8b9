/** What is still to be read of one platform, most telling first. */
import { LoopGuard } from './politeness.js';
import { isReadable, type PageTopic, priorityOf, TOPIC_LIMITS } from './usefulness.js';

export interface CrawlTask {
  readonly url: string;
  readonly topic: PageTopic;
  /** For `front`: asked over http when https gives no connection. */
  readonly httpFallback: boolean;
}

/** URLs remembered for one platform; links beyond it are dropped. */
const MAX_SEEN = 20_000;

export class CrawlQueue {
  readonly #waiting = new Map<PageTopic, CrawlTask[]>();
  readonly #seen = new Set<string>();
  readonly #taken = new Map<PageTopic, number>();
  readonly loops = new LoopGuard();
  readonly #fresh: (url: string) => boolean;

  /** @param fresh whether a URL was observed lately and need not be read again. */
  constructor(fresh: (url: string) => boolean) {
    this.#fresh = fresh;
  }

  add(url: string, topic: PageTopic, httpFallback = false): void {
    if (this.#seen.has(url) || this.#seen.size >= MAX_SEEN || !isReadable(url)) return;
    this.#seen.add(url);
    const waiting = this.#waiting.get(topic) ?? [];
    // More than can ever be taken need not wait.
    if (waiting.length >= TOPIC_LIMITS[topic] * 20 || this.#fresh(url)) return;
    waiting.push({ url, topic, httpFallback });
    this.#waiting.set(topic, waiting);
  }

  /** The next task, or null when nothing worth reading is left. */
  take(): CrawlTask | null {
    const topics = [...this.#waiting.keys()].sort((a, b) => priorityOf(a) - priorityOf(b));
    for (const topic of topics) {
      const task = this.#takeOf(topic);
      if (task) return task;
    }
    return null;
  }

  #takeOf(topic: PageTopic): CrawlTask | null {
    const waiting = this.#waiting.get(topic) ?? [];
    const taken = this.#taken.get(topic) ?? 0;
    while (waiting.length > 0 && taken < TOPIC_LIMITS[topic]) {
      const task = waiting.shift() as CrawlTask;
      if (topic !== 'front' && !this.loops.admits(task.url)) continue;
      this.#taken.set(topic, taken + 1);
      return task;
    }
    this.#waiting.delete(topic);
    return null;
  }
}
