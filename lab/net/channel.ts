/** Requests and answers with a process of the lab: one JSON object a line, each way. */
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** From the process. Without an id it says that it is ready. */
export interface Message {
  readonly id?: number | undefined;
  readonly value?: unknown;
  readonly error?: string | undefined;
}

const MAX_LAST_WORDS = 4_000;

export class Channel {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #next = 1;
  #lastWords = '';

  constructor(process: ChildProcess) {
    this.#process = process;
    process.stdin?.on('error', () => {});
    process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#lastWords = `${this.#lastWords}${text}`.slice(-MAX_LAST_WORDS);
    });
  }

  /** Until it is ready. @throws Error with its last words */
  ready(timeoutMs: number): Promise<void> {
    const { stdout } = this.#process;
    if (!stdout) throw new Error('a process without standard output');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not up after ${timeoutMs} ms`)), timeoutMs);
      createInterface({ input: stdout }).on('line', (line) => {
        const message = JSON.parse(line) as Message;
        if (message.id === undefined) {
          clearTimeout(timer);
          resolve();
        } else {
          this.#waiting.get(message.id)?.(message);
          this.#waiting.delete(message.id);
        }
      });
      this.#process.on('close', () => {
        clearTimeout(timer);
        const error = this.#lastWords.trim() || 'it ended';
        reject(new Error(error));
        for (const answer of this.#waiting.values()) answer({ error });
      });
    });
  }

  ask(request: unknown): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ value, error }) =>
        error === undefined ? resolve(value) : reject(new Error(error)),
      );
      this.#process.stdin?.write(`${JSON.stringify({ id, request })}\n`);
    });
  }

  end(): void {
    this.#process.stdin?.destroy();
  }
}

/** The other side: answers each line of standard input, and ends with it. */
export function serve(perform: (request: never) => Promise<unknown>): void {
  const lines = createInterface({ input: process.stdin });
  lines.on('close', () => process.exit(0));
  lines.on('line', (line) => {
    const { id, request } = JSON.parse(line) as { id: number; request: never };
    perform(request).then(
      (value) => say({ id, value }),
      (error: unknown) => say({ id, error: error instanceof Error ? error.message : String(error) }),
    );
  });
}

export const say = (message: Message): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
