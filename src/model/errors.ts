/**
 * The one error class that Cordon throws on purpose, and the exit code that each of its kinds ends with.
 * Anything else that reaches the command line is a bug (exit 70).
 */

export type ErrorKind = 'usage' | 'config' | 'incomplete' | 'guard' | 'untrusted' | 'bug' | 'locked';

/** Exit codes of the command line, docs/exit-codes in README. 0 and 1 are answers, not errors. */
export const EXIT = {
  done: 0,
  no: 1,
  usage: 2,
  config: 2,
  incomplete: 3,
  guard: 4,
  untrusted: 5,
  bug: 70,
  locked: 75,
} as const;

/** Where in a file something stands: lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** One thing that is wrong: what, where, and what to do about it. */
export interface Problem {
  readonly message: string;
  readonly at?: Position | undefined;
  readonly hint?: string | undefined;
}

export class CordonError extends Error {
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];

  /** @param problems at least one; all that is known to be wrong, not just the first. */
  constructor(kind: ErrorKind, problems: Problem | readonly Problem[]) {
    const all = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(all.map(formatProblem).join('\n'));
    this.name = 'CordonError';
    this.kind = kind;
    this.problems = all;
  }
}

/** `file:line:column: message`, the form that editors jump to. The hint is not part of it. */
export function formatProblem(problem: Problem): string {
  if (!problem.at) return problem.message;
  const { file, line, column } = problem.at;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${problem.message}`;
}
