/** Gate B: from findings to a verdict. */
import type { Finding } from '../../finding.js';

export type OverseasVerdict = 'overseas' | 'home' | 'indeterminate';

/** Less than a point is what claims alone come to. */
const DECIDES = 1;

/**
 * Whether a platform operates from abroad, by the findings of gate B (others are passed over).
 *
 * 1. Servers that tell, all of them at home: `home`, whatever is said elsewhere. A service that stands at home is within
 *    reach of the law there; a list for networks is the wrong instrument, and the gate fails openly.
 * 2. Otherwise the points are added: servers up to ±3 by the shares of each side (±2 if all are rented), domicile ±2,
 *    a home licence −2, own claims ±0.5. From +1 `overseas`, from −1 `home`. So servers abroad suffice, and so does an
 *    operator abroad behind a CDN; with servers on both sides the majority counts, and domicile breaks a tie.
 * 3. Else `indeterminate`: the gate does not hold. Nothing known is never `overseas`.
 */
export function overseasVerdict(findings: readonly Finding[]): OverseasVerdict {
  const ours = findings.filter(({ gate }) => gate === 'B');
  const servers = ours.filter(({ family }) => family === 'servers');
  if (servers.some(isAgainst) && !servers.some(({ weight }) => weight > 0)) return 'home';
  const points = ours.reduce((sum, { weight }) => sum + weight, 0);
  if (points >= DECIDES) return 'overseas';
  return points <= -DECIDES ? 'home' : 'indeterminate';
}

const isAgainst = ({ weight }: Finding): boolean => weight < 0;
