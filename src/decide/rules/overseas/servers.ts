/** Where the platform's own servers stand, over all pools and vantages. */
import type { AddressDocument, Sighted } from '../../documents.js';
import type { Finding, Rule } from '../../finding.js';
import { cite, finding } from '../cite.js';

/**
 * How much an address tells of where its tenant is. A rented server stands where the tenant wanted it. The address of
 * a CDN, of a wall before a site or of a parking page says where its company is, or where the asker is: nothing.
 */
const SHARE: Readonly<Partial<Record<string, number>>> = { dedicated: 1, hosting: 0.5, cloud: 0.5 };
const OWN = 3;
const RENTED = 2;
const TELLING_CONFIDENCE: ReadonlySet<string> = new Set(['high', 'medium']);

export const serversRule: Rule = {
  id: 'overseas-servers',
  version: 1,
  gate: 'B',
  family: 'servers',
  strong: false,
  weight: OWN,
  reads: ['address'],
  statement:
    'Its servers stand abroad, or at home (against), by all addresses that the databases place with confidence; those of CDNs tell nothing.',
  apply: ({ dossier, profile }) => {
    const placed = dossier.addresses.filter(({ document }) => isPlaced(document));
    const total = sumOfShares(placed);
    const scale = placed.some(({ document }) => shareOf(document) === 1) ? OWN : RENTED;
    const side = (signal: 'overseas' | 'home'): Finding[] => {
      const there = placed.filter(
        ({ document }) => (document.country === profile.home) === (signal === 'home'),
      );
      const weight = round((scale * sumOfShares(there)) / total) * (signal === 'home' ? -1 : 1);
      const countries = [...new Set(there.map(({ document }) => document.country))].sort().join(', ');
      const reason = `${there.length} of ${placed.length} addresses that tell stand ${signal === 'home' ? 'at home' : 'abroad'} (${countries})`;
      return finding(serversRule, signal, reason, there.map(citeAddress), weight);
    };
    if (placed.length > 0) return [...side('overseas'), ...side('home')];
    const reason = 'no address tells where its servers stand: CDNs, disagreeing databases, or none';
    return finding(serversRule, 'indeterminate', reason, dossier.addresses.map(citeAddress), 0);
  },
};

const shareOf = ({ infrastructure }: AddressDocument): number => SHARE[infrastructure] ?? 0;

const isPlaced = (document: AddressDocument): boolean =>
  document.outcome === 'located' &&
  document.country !== null &&
  TELLING_CONFIDENCE.has(document.confidence) &&
  shareOf(document) > 0;

const sumOfShares = (placed: readonly Sighted<AddressDocument>[]): number =>
  placed.reduce((sum, { document }) => sum + shareOf(document), 0);

/** Tenths of a point: what is shown is what is added up. */
const round = (points: number): number => Math.round(points * 10) / 10;

function citeAddress(sighted: Sighted<AddressDocument>) {
  const { address, country, outcome, infrastructure, confidence, names } = sighted.document;
  const where = country ?? outcome;
  const excerpt = `${where}, ${infrastructure}, confidence ${confidence}, for ${names.slice(0, 3).join(', ')}`;
  return cite(sighted, address, excerpt, shareOf(sighted.document));
}
