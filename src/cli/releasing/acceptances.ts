/** What a person gives the guards of a release on the command line, and which release they measure against. */
import type { States } from '../../decide/states.js';
import { CordonError } from '../../model/errors.js';
import { nearestHint } from '../../model/nearest.js';
import type { BuiltRelease } from '../../release/build.js';
import { statedList } from '../../release/guards/statement.js';
import { GUARDS, type GuardName, type RunAcceptance } from '../../release/guards/verdict.js';
import type { Release } from '../../release/read.js';
import type { Context } from '../context.js';
import type { Ledger } from '../files/ledger.js';
import type { Io } from '../io.js';

export interface AcceptOptions {
  /** `guard=value`, each for this run alone. */
  readonly accept?: readonly string[];
  readonly by?: string;
  readonly basis?: string;
}

/**
 * Owner and basis go into the manifest; where they are not given, the account that ran the command, and the command.
 * @throws CordonError 'usage' for a guard that cannot be accepted so
 */
export function runAcceptances(options: AcceptOptions, io: Io): RunAcceptance[] {
  const { SUDO_USER, USER, LOGNAME } = io.env;
  const by = options.by ?? SUDO_USER ?? USER ?? LOGNAME ?? 'whoever ran the command';
  return (options.accept ?? []).map((text) => {
    const [guard = '', value] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
    if (!text.includes('=') || value === '')
      throw new CordonError('usage', {
        message: `--accept ${JSON.stringify(text)} is not guard=value`,
        hint: 'write the guard and the one value, e.g. --accept shrink=0.14',
      });
    return {
      guard: acceptable(guard),
      value,
      by,
      basis: options.basis ?? `accepted on the command line: --accept ${text}`,
    };
  });
}

function acceptable(guard: string): GuardName {
  const how = Object.hasOwn(GUARDS, guard) ? GUARDS[guard as GuardName] : undefined;
  if (how === 'command') return guard as GuardName;
  const known = Object.keys(GUARDS).filter((name) => GUARDS[name as GuardName] === 'command');
  if (how === undefined)
    throw new CordonError('usage', {
      message: `there is no guard ${JSON.stringify(guard)}`,
      hint: nearestHint(guard, known) ?? `guards that a command may accept: ${known.join(', ')}`,
    });
  throw new CordonError('usage', {
    message: `${guard} cannot be accepted on the command line`,
    hint:
      how === 'override'
        ? 'write an accept entry into overrides/<profile>.yaml, with basis, by, decided and expires'
        : 'nobody can accept it; what it hit has to be put right',
  });
}

/** An acceptance that met no hit is a mistake, or stands in a script that should not have it. */
export function warnUnused(accept: readonly RunAcceptance[], built: BuiltRelease, context: Context): void {
  for (const { guard, value } of accept) {
    const verdict = built.manifest.guards.find((one) => one.guard === guard);
    if (verdict?.accepted.some((one) => one.value === value)) continue;
    context.reporter.warn({
      message: `--accept ${guard}=${value} was not needed`,
      hint: 'leave it away: an acceptance is for one run that somebody looked at',
    });
  }
}

/**
 * The newest release that states the same list, where the newest of all states another one.
 * @param states of the release about to be made
 */
export function comparable(ledger: Ledger, profile: string, states: States): Release | undefined {
  const wanted = statedList(states.listed);
  for (const serial of ledger.serials(profile).reverse()) {
    const release = ledger.read(profile, serial);
    if (statedList(release.platforms) === wanted) return release;
  }
  return undefined;
}
