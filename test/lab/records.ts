/** Platforms of a release for the reports: an ordinary one, a proposed one, and one that wants to do harm. */
import type { ListedAccount } from '../../src/model/release/account.js';
import type { PlatformRecord } from '../../src/model/release/record.js';

export const site = (name: string, scope: 'subtree' | 'exact', action: 'block' | 'monitor') => ({
  name,
  scope,
  class: 'primary' as const,
  confidence: 'high' as const,
  action,
  lastSeen: '2026-11-20',
  sources: ['lab-source'],
  hosts: [],
  since: 3,
});

export function account(given: Partial<ListedAccount> & Pick<ListedAccount, 'id'>): ListedAccount {
  return {
    service: 'telegram',
    kind: 'messaging',
    role: 'support',
    firstSeen: '2026-11-01T08:00:00Z',
    lastSeen: '2026-11-20T08:00:00Z',
    evidence: [
      {
        digest: 'a1'.repeat(32),
        url: 'https://exch-alpha.cordonlab/contact?session=77#top',
        excerpt: `Ask us: ${given.id}`,
      },
    ],
    ...given,
  };
}

export function platform(given: Partial<PlatformRecord> & Pick<PlatformRecord, 'id'>): PlatformRecord {
  return {
    name: 'Lab Exchange',
    kind: 'cex',
    state: 'flagged',
    action: 'block',
    basis: [
      {
        kind: 'notice',
        ref: 'lab-2026-11',
        text: 'Named by the authority of the lab.',
        date: '2026-11-02',
        by: 'A. Person',
        urls: ['https://authority.cordonlab/notices/11'],
      },
    ],
    evidence: [],
    sources: ['lab-source'],
    sites: [],
    addresses: { listed: 0, note: 'none' },
    since: 3,
    expires: '2027-02-20',
    ...given,
  };
}

/** Ids that no report may name; none of them may stand in any output. Numbers are reserved for fiction and tests. */
export const WITHHELD_IDS = [
  account({ id: 'trader.jane@mail.example', service: 'pay-lab', kind: 'payment', role: 'otc' }),
  account({ id: 'jane%40mail.example', service: 'skype' }),
  account({ id: 'jane＠mail.example' }),
  account({ id: '+1 202-555-0143', service: 'whatsapp' }),
  account({ id: '12025550143', service: 'whatsapp' }),
  account({ id: '20255501430', service: 'qq' }),
  account({ id: '2025550143', service: 'wechat' }),
  account({ id: '４０４５５５０１４３', service: 'line' }),
  account({ id: 'tel:2025550144', service: 'pay-lab', kind: 'payment', role: 'otc' }),
  account({ id: '4111 1111 1111 1111', service: 'bank-card', kind: 'payment', role: 'otc' }),
  account({ id: 'call (202) 555-0145 now' }),
  account({ id: 'vip12025550146' }),
  account({ id: 'desk', service: 'email' }),
  account({ id: 'two\r\nlines' }),
  account({ id: 'say"quote' }),
  account({ id: 'a;=1+1' }),
  account({ id: 'x'.repeat(257) }),
  account({ id: 'bad-service', service: 'Tele gram' }),
  account({ id: 'bad-time', firstSeen: 'yesterday' }),
  account({ id: 'bad-digest', evidence: [{ digest: 'none', url: '', excerpt: '' }] }),
];

export const RECORDS: readonly PlatformRecord[] = [
  platform({
    id: 'lab-exchange',
    sites: [
      site('exch-alpha.cordonlab', 'subtree', 'block'),
      site('only.exch-beta.cordonlab', 'exact', 'block'),
    ],
    accounts: [
      account({ id: 'alpha_support' }),
      account({ id: '10001234', service: 'qq-group', role: 'promotes-trading' }),
      account({
        id: 'alpha_otc',
        service: 'pay-lab',
        kind: 'payment',
        role: 'otc',
        lastSeen: '2026-11-01T08:00:00Z',
        evidence: [
          {
            digest: 'c3'.repeat(32),
            url: 'https://exch-alpha.cordonlab/otc',
            excerpt: '场外交易 pay alpha_otc',
          },
          { digest: 'b2'.repeat(32), url: 'javascript:alert(1)', excerpt: 'pay alpha_otc, "fast", 24/7' },
        ],
      }),
      account({
        id: 'pay@exch-alpha.cordonlab',
        service: 'pay-lab',
        kind: 'payment',
        role: 'otc',
        evidence: [
          {
            digest: 'f6'.repeat(32),
            url: 'https://exch-alpha.cordonlab/otc',
            excerpt: '场外pay@exch-alpha.cordonlab, or jane@mail.example',
          },
        ],
      }),
      account({ id: 'example.lab.trade', service: 'google-play', kind: 'app', role: 'app' }),
      account({ id: '1234567890', service: 'app-store', kind: 'app', role: 'app', evidence: [] }),
      account({ id: 'alpha_news', service: 'x', role: 'promotes-trading' }),
    ],
  }),
  platform({
    id: 'lab-proposed',
    name: 'Proposed 交易所',
    kind: 'otc',
    state: 'proposed',
    action: 'monitor',
    basis: [{ kind: 'rule', ref: 'gates/3', text: 'All gates hold.', date: '2026-11' }],
    sites: [site('watched.cordonlab', 'subtree', 'monitor')],
    accounts: [account({ id: '@watched', service: 'line' })],
  }),
  platform({
    id: 'lab-hostile',
    name: '=HYPERLINK("https://evil.example";"Bank")\u202e',
    basis: [
      {
        kind: 'override',
        ref: 'lab/lab-hostile',
        text: 'Told by jane@mail.example, +1 202 555 0143.',
        date: '2026-11-03',
      },
    ],
    accounts: [
      ...WITHHELD_IDS,
      account({
        id: '=cmd(1)',
        evidence: [
          {
            digest: 'd4'.repeat(32),
            url: 'https://user:secret@hostile.cordonlab/%22;x?mail=jane@mail.example',
            excerpt:
              "=cmd|' /C calc'!A0;@SUM(1)\u0000\u001b[31m\r\nwrite to jane@mail.example or 电话+1 (202) 555-0143 <script>",
          },
          {
            digest: 'e5'.repeat(32),
            url: 'https://hostile.cordonlab/jane@mail.example',
            excerpt: '长'.repeat(5000),
          },
        ],
      }),
      account({ id: "-it*s~a+'handle".replaceAll("'", ''), service: 'discord' }),
    ],
  }),
  platform({ id: 'lab-quiet', name: 'No account known', since: 7 }),
  platform({
    id: 'lab-overdue',
    name: "'Overdue",
    state: 'review',
    expires: '2026-11-22',
    accounts: [account({ id: 'overdue_desk', role: 'otc' })],
  }),
];
