/** Accounts of the business that its own pages publish; never those of its users. */
import type { Dossier } from './documents.js';
import type { Citation } from './finding.js';

export interface BusinessAccount {
  readonly service: string;
  readonly id: string;
  readonly kind: 'messaging' | 'app' | 'payment';
  readonly role: 'promotes-trading' | 'otc' | 'support' | 'app';
  readonly citations: readonly Citation[];
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export function businessAccounts(_dossier: Dossier, _ownSites: readonly string[]): BusinessAccount[] {
  return [];
}
