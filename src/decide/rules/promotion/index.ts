/** What messaging and payment companies act on: promotion of token sales and trading, payment handles of OTC desks. */
import type { Rule, RuleInput } from '../../finding.js';
import type { PageReading } from '../../reading.js';
import { cite, excerptAround, finding, type Reading } from '../cite.js';
import { hostOf } from '../residents/hosts.js';
import { type Handle, handlesOf } from './handles.js';
import { promotionWords } from './vocabulary.js';

const rest = { version: 1, gate: 'promotion', strong: false, weight: 1, reads: ['page'] } as const;
const NEAR = 200;

export const tokenSaleRule: Rule = {
  ...rest,
  id: 'promotion-token-sale',
  family: 'token-sale',
  statement: 'It invites to a sale of tokens (ICO, IEO, launchpad, presale).',
  apply: ({ reading }) =>
    finding(tokenSaleRule, 'token-sale', 'promotes a sale of tokens', reading.content.flatMap(salesOn)),
};

/** A sale, coins and an invitation near each other, and nobody who reports of others. */
function salesOn({ page, parts }: PageReading): Reading[] {
  const near: { at: number; tag: string; start: number; end: number; text: string }[] = [];
  let base = 0;
  for (const { place, text } of parts) {
    if (place === 'link' || place === 'config' || place === 'image') break;
    for (const { tag, start, end } of promotionWords.hits(text))
      near.push({ tag, at: base + start, start, end, text });
    base += text.length + 4;
  }
  const beside = (at: number, tag: string) =>
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
