/**
 * Gate A: it is a trading platform. Holds from 5 points on, with at least one of the signals `pairs`,
 * `trade-navigation`, `on-ramp` and `market-data`.
 */
import type { Finding, Rule, RuleInput } from '../../finding.js';
import { rulesAgainst } from './against.js';
import { citeTerms, finding } from './cite.js';
import { rulesFor } from './for.js';
import { rulesForDesks } from './for-desk.js';
import { signsOf } from './platform-signs.js';
import { type Card, cardOf } from './scorecard.js';

/** Rules that look for one sign each; what they find is weighed by the scorecard, too. */
const SINGLE: readonly Rule[] = [...rulesFor, ...rulesForDesks, ...rulesAgainst];
const FOUND = {};

/** What the other rules found; they are not asked twice. */
const foundBy = (input: RuleInput): ReadonlyMap<string, readonly Finding[]> =>
  input.reading.memo.once(FOUND, () => new Map(SINGLE.map((rule) => [rule.id, rule.apply(input)])));

const CARD = {};

/** For fitting, too: points of the single rules, by rule. */
export const singlePoints = (input: RuleInput): ReadonlyMap<string, number> =>
  new Map(
    [...foundBy(input)].flatMap(([id, found]) => found.map(({ weight }): [string, number] => [id, weight])),
  );

/** Null where there is nothing to weigh. */
function cardFor(input: RuleInput): Card | null {
  return input.reading.memo.once(CARD, () => {
    const { pages } = signsOf(input);
    const points = singlePoints(input);
    return pages.length === 0 || points.size === 0 ? null : cardOf(pages, points);
  });
}

const CLEAR = 2;

/** Whether all its words together are clearly those of a venue: what it says of payment is then its own. */
export const readsLikeVenue = (input: RuleInput): boolean => (cardFor(input)?.sum ?? 0) >= CLEAR;

const SHOWN_TERMS = 4;
const MOST_FOR = 2;

const kindOfSite: Rule = {
  id: 'kind-of-site',
  version: 1,
  gate: 'A',
  family: 'kind-of-site',
  strong: false,
  weight: -6,
  reads: ['page'],
  statement: `All words of its pages together, weighed by how venues and their neighbours use them: 6 points against where they read like a neighbour's, 1 or ${MOST_FOR} for where they clearly read like a venue's. See "The scorecard".`,
  apply: (input) => {
    const card = cardFor(input);
    if (!card || (card.sum >= 0 && card.sum < 1)) return [];
    const { sum } = card;
    const shown = card.terms.slice(0, SHOWN_TERMS);
    return [
      finding(kindOfSite, {
        weight: sum < 0 ? kindOfSite.weight : Math.min(MOST_FOR, Math.floor(sum)),
        reason: `reads like ${sum < 0 ? 'a neighbour of venues' : 'a venue'} (${sum.toFixed(1)}): ${shown.join(', ')}`,
        citations: citeTerms(signsOf(input).pages, ...shown),
      }),
    ];
  },
};

export const tradingRules: readonly Rule[] = [
  ...SINGLE.map((rule) => ({ ...rule, apply: (input: RuleInput) => foundBy(input).get(rule.id) ?? [] })),
  kindOfSite,
];
