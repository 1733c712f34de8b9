/** The accounts, applications and payment handles of a platform, for those who can close them. */
import type { RailWords } from '../model/registry/residents.js';
import type { Dossier } from './documents.js';
import type { Citation } from './finding.js';
import { cite, clearest, type Reading } from './rules/cite.js';
import { type Handle, type HandleRole, handlesOf } from './rules/promotion/handles.js';
import { hostIsUnder, hostOf } from './rules/residents/hosts.js';

export interface BusinessAccount {
  /** Messenger, store or rail, e.g. `telegram`, `google-play`; `payment` where no rail is named. */
  readonly service: string;
  /** As the service spells it. */
  readonly id: string;
  readonly kind: Handle['kind'];
  readonly role: HandleRole;
  readonly citations: readonly Citation[];
  /** RFC 3339, UTC: between which a page of the platform published it. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** Of several contexts the one that says most. */
const PRECEDENCE: readonly HandleRole[] = ['otc', 'promotes-trading', 'support', 'app'];

/**
 * Handles that the platform publishes of itself on its own sites; what is never taken is said in `handles.ts`.
 * @param ownSites registrable domains of the registry; pages elsewhere (also after a redirect) are passed over
 * @param rails words of payment rails, to name the service of payment handles
 * @returns sorted by kind, service and id; each once
 */
export function businessAccounts(
  dossier: Dossier,
  ownSites: readonly string[],
  rails: readonly RailWords[] = [],
): BusinessAccount[] {
  const found = new Map<
    string,
    { handle: Handle; readings: Reading[]; firstSeen: string; lastSeen: string }
  >();
  for (const page of dossier.pages) {
    const { document, firstSeen, lastSeen } = page;
    if (document.outcome !== 'content' || !hostIsUnder(hostOf(document.finalUrl), ownSites)) continue;
    for (const handle of handlesOf(document, ownSites, rails)) {
      const reading = cite(page, document.finalUrl, handle.excerpt);
      const key = `${handle.kind} ${handle.service} ${handle.id.toLowerCase()}`;
      const known = found.get(key);
      if (!known) {
        found.set(key, { handle, readings: [reading], firstSeen, lastSeen });
        continue;
      }
      known.readings.push(reading);
      known.handle = stronger(known.handle, handle);
      if (firstSeen < known.firstSeen) known.firstSeen = firstSeen;
      if (lastSeen > known.lastSeen) known.lastSeen = lastSeen;
    }
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([
        ,
        {
          handle: { service, id, kind, role },
          readings,
          firstSeen,
          lastSeen,
        },
      ]) => ({
        service,
        id,
        kind,
        role,
        citations: clearest(readings),
        firstSeen,
        lastSeen,
      }),
    );
}

/** The role that says most; of two spellings of an id the first in order, whichever page came first. */
function stronger(a: Handle, b: Handle): Handle {
  const role = PRECEDENCE.indexOf(a.role) <= PRECEDENCE.indexOf(b.role) ? a.role : b.role;
  return { ...a, role, id: a.id <= b.id ? a.id : b.id };
}
