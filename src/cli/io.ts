/** What a command may touch of the world around it. Tests bring their own. */
import type { CordonError, Problem } from '../model/errors.js';
import { formatProblem } from '../model/errors.js';

export interface Io {
  /** The product, and nothing else. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  /** Whether err is a terminal: only there is a progress line drawn. */
  readonly isTerminal: boolean;
}

export type LogFormat = 'text' | 'json';

/** Says things on standard error in the one form: `cordon: error|warning|hint|info: …`, or a JSON object a line. */
export class Reporter {
  readonly #io: Io;
  readonly #format: LogFormat;
  readonly #quiet: boolean;

  constructor(io: Io, format: LogFormat = 'text', quiet = false) {
    this.#io = io;
    this.#format = format;
    this.#quiet = quiet;
  }

  error(problem: Problem): void {
    this.#say('error', problem);
  }

  warn(problem: Problem): void {
    this.#say('warning', problem);
  }

  /** Left out with --quiet. */
  info(message: string): void {
    if (!this.#quiet) this.#say('info', { message });
  }

  failure(error: CordonError): void {
    for (const problem of error.problems) this.error(problem);
  }

  #say(level: 'error' | 'warning' | 'info', problem: Problem): void {
    if (this.#format === 'json') {
      const { file, line, column } = problem.at ?? {};
      this.#io.err(
        `${JSON.stringify({ level, message: problem.message, file, line, column, hint: problem.hint })}\n`,
      );
      return;
    }
    this.#io.err(`cordon: ${level}: ${printable(formatProblem(problem))}\n`);
    if (problem.hint) this.#io.err(`cordon: hint: ${printable(problem.hint)}\n`);
  }
}

/** Text without what could move a terminal's cursor or hide what follows; line feeds and tabs stay. */
export function printable(text: string): string {
  return text.replace(
    /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`,
  );
}
