/** Running one command of the demonstration, and showing the part of its output that matters. */
import { type Executed, type Lab, LISTS, STATE } from '../lab.js';

const MAX_WIDTH = 150;
const LONGEST_MS = 600_000;

/** `cordon` on the lab's workspace. */
export function runCordon(lab: Lab, command: readonly string[]): Promise<Executed> {
  const common = ['--lists', LISTS, '--state', STATE, '--profile', 'lab'];
  return lab.exec([process.execPath, 'bin/cordon', ...command, ...common], { timeoutMs: LONGEST_MS });
}

/** The first line, then what matters, cut; indented. */
export function shorten(text: string, show: number, only?: RegExp): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const chosen = lines.filter((line, i) => i === 0 || !only || only.test(line)).slice(0, show);
  const more = lines.length - chosen.length;
  const cut = chosen.map((line) => (line.length > MAX_WIDTH ? `${line.slice(0, MAX_WIDTH - 1)}…` : line));
  return [...cut, ...(more > 0 ? [`… ${more} more lines`] : [])].map((line) => `    ${line}`).join('\n');
}

export interface Finding {
  readonly what: string;
  readonly holds: boolean;
}

export const tellFindings = (findings: readonly Finding[]): string =>
  findings.map(({ what, holds }) => `    ${holds ? 'yes' : 'NO '}: ${what}`).join('\n');
