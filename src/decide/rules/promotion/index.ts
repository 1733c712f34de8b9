/** What messaging and payment companies act on: promotion of token sales and trading, payment handles of OTC desks. */
import type { Profile } from '../../../model/registry/jurisdiction.js';
import type { Rule, RuleInput } from '../../finding.js';
import type { PageReading, TextPart } from '../../reading.js';
import { cite, excerptAround, finding, type Reading } from '../cite.js';
import { visitWords } from '../page-words.js';
import { hostOf } from '../residents/hosts.js';
import { type Handle, handlesOf } from './handles.js';
import type { PromotionWord } from './vocabulary.js';

const rest = { version: 2, gate: 'promotion', strong: false, weight: 1, reads: ['page'] } as const;
const NEAR = 200;
const PART_GAP = 4;

export const tokenSaleRule: Rule = {
  ...rest,
  id: 'promotion-token-sale',
  family: 'token-sale',
  statement: 'It invites to a sale of tokens (ICO, IEO, launchpad, presale).',
  apply: ({ reading, profile }) =>
    finding(
      tokenSaleRule,
      'token-sale',
      'promotes a sale of tokens',
      reading.content.flatMap((page) => salesOn(page, profile)),
    ),
};

/** A sale, coins and an invitation near each other, and nobody who reports of others. */
function salesOn(reading: PageReading, profile: Profile): Reading[] {
  const { page, parts } = reading;
  const near: { at: number; tag: PromotionWord; start: number; end: number; text: string }[] = [];
  let base = 0;
  let before = 0;
  visitWords('promotion', reading, profile, (tag, part, start, end) => {
    const { place, text } = parts[part] as TextPart;
    if (place === 'image') return;
    for (; before < part; before++) base += (parts[before] as TextPart).text.length + PART_GAP;
    near.push({ tag, at: base + start, start, end, text });
  });
  const beside = (at: number, tag: PromotionWord) =>
    near.some((other) => other.tag === tag && Math.abs(other.at - at) <= NEAR);
  return near
    .filter(
      ({ tag, at }) => tag === 'sale' && beside(at, 'join') && beside(at, 'coin') && !beside(at, 'report'),
    )
    .slice(0, 20)
    .map(({ text, start, end }) => cite(page, page.document.finalUrl, excerptAround(text, start, end)));
}

export const messagingPromotionRule: Rule = {
  ...rest,
  id: 'promotion-messaging',
  family: 'messaging-promotion',
  statement: 'Accounts with messengers promote trading, or broker it.',
  apply: (input) => {
    const readings = handleReadings(input, ({ kind, invites }) => kind === 'messaging' && invites);
    return finding(messagingPromotionRule, 'messaging-promotion', 'promotes trading by messenger', readings);
  },
};

export const otcPaymentRule: Rule = {
  ...rest,
  id: 'promotion-otc-payment',
  family: 'otc-payment',
  statement: 'It publishes payment handles of its own OTC desk.',
  apply: (input) => {
    const readings = handleReadings(input, ({ kind }) => kind === 'payment');
    return finding(otcPaymentRule, 'otc-payment', 'takes payment for coins by handles of its own', readings);
  },
};

function handleReadings({ reading, profile }: RuleInput, wanted: (handle: Handle) => boolean): Reading[] {
  return reading.content.flatMap(({ page }) => {
    const { accounts, text, finalUrl } = page.document;
    if (accounts.length === 0 && !text.some((block) => block.includes('@'))) return [];
    const own = [hostOf(finalUrl).replace(/^www\./, '')];
    return handlesOf(page.document, own, profile.residents?.rails)
      .filter(wanted)
      .map(({ service, id, role, excerpt }) =>
        cite(page, finalUrl, `${service} ${id}: ${excerpt}`, role === 'otc' ? 2 : 1),
      );
  });
}

export const promotionRules: readonly Rule[] = [tokenSaleRule, messagingPromotionRule, otcPaymentRule];
