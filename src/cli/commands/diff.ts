/** `cordon diff [a] [b]`: what changed between two serials, and why. Exit 1 when they differ. */
import { CordonError, EXIT } from '../../model/errors.js';
import { differs, diffReleases, type ReleaseDiff } from '../../release/diff.js';
import { type CommonOptions, createContext, profileOf } from '../context.js';
import { Ledger } from '../files/ledger.js';
import { diffText } from '../format/diff-text.js';
import type { Io } from '../io.js';

export async function run(args: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const context = createContext(options, io);
  const profile = await profileOf(options, context);
  const ledger = new Ledger(context.lists);
  const [from, to] = serialsMeant(args, ledger.serials(profile), profile, options.release);
  const diff: ReleaseDiff = diffReleases({
    from: ledger.read(profile, from),
    to: ledger.read(profile, to),
    between: between(from, to).map((serial) => ledger.read(profile, serial).manifest),
  });
  io.out(options.json ? `${JSON.stringify(diff)}\n` : diffText(diff));
  return differs(diff) ? EXIT.no : EXIT.done;
}

/** Serials whose manifests tell why something is gone: those after the lower, up to the higher. */
function between(from: number, to: number): number[] {
  const low = Math.min(from, to);
  return Array.from({ length: Math.abs(to - from) }, (_, i) => low + 1 + i);
}

function serialsMeant(
  args: readonly string[],
  serials: readonly number[],
  profile: string,
  release?: number,
): [number, number] {
  const [a, b] = args.map((text) => {
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
    throw new CordonError('usage', {
      message: `${JSON.stringify(text)} is no serial`,
      hint: 'give two whole numbers; cordon releases lists them',
    });
  });
  const newest = release ?? serials.at(-1);
  if (newest === undefined)
    throw new CordonError('usage', {
      message: `profile ${profile} has no release yet`,
      hint: 'make one with cordon release',
    });
  if (a !== undefined) return [a, b ?? newest];
  const before = serials.filter((serial) => serial < newest).at(-1);
  if (before === undefined)
    throw new CordonError('usage', {
      message: `profile ${profile} has nothing before serial ${newest} to compare it with`,
      hint: 'name two serials',
    });
  return [before, newest];
}
