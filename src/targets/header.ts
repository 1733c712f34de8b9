/** The header that every file carries: what it is, of which release, how many entries, how to load it. */
import type { EnforcedSet } from '../model/release/entry.js';
import type { Loss } from './target.js';
import type { ByteWriter } from './writer.js';

export interface HeaderFacts {
  readonly set: EnforcedSet;
  /** `<family>/<id>`. */
  readonly target: string;
  readonly entries: number;
  readonly losses: readonly Loss[];
  /** How to load the file: one line. */
  readonly load: string;
  /** What a reader must know before he relies on the file. */
  readonly notes?: readonly string[] | undefined;
}

/** Writes the header; `mark` begins a comment in the file's syntax. */
export function writeHeader(writer: ByteWriter, mark: '#' | ';', facts: HeaderFacts): void {
  const { set, losses } = facts;
  const lost = losses.reduce((sum, loss) => sum + loss.count, 0);
  const lines = [
    `cordon ${facts.target}`,
    `profile: ${set.profile}`,
    `serial: ${set.serial}`,
    `digest: sha256:${set.digest}`,
    `created: ${set.created}`,
    `expires: ${set.expires}`,
    `entries: ${facts.entries}`,
    `losses: ${lost === 0 ? 'none' : `${lost} (${tally(losses)})`}`,
    `load: ${facts.load}`,
    ...(facts.notes ?? []).map((note) => `note: ${note}`),
  ];
  for (const line of lines) writer.text(`${mark} ${printable(line)}\n`);
}

function tally(losses: readonly Loss[]): string {
  return losses.map(({ count, effect, feature }) => `${count} ${effect}: ${feature}`).join('; ');
}

/** A header is a comment only for as long as it stays on its line. */
function printable(line: string): string {
  if (!/^[ -~]*$/.test(line)) throw new RangeError(`a header line of ${JSON.stringify(line)}`);
  return line;
}
