const CCXT = 'npm:ccxt@4.5.84';
const site = (domain: string, more: object = {}): object => ({
  domain,
  class: 'primary',
  block_scope: 'domain',
  roles: ['www'],
  first_seen: '2020-01-01',
  last_seen: '2026-09-25',
  hosts: [],
  ...more,
});
const host = (name: string): object => ({
  host: name,
  roles: ['www'],
  first_seen: '2020-01-01',
  last_seen: '2026-09-25',
  sources: [CCXT],
});
const exchange = (id: string, domains: readonly object[], more: object = {}): object => ({
  id,
  name: id.toUpperCase(),
  type: 'cex',
  names: [id.toUpperCase(), `${id} Exchange`],
  countries: [],
  domains,
  first_seen: '2020-01-01',
  last_seen: '2026-09-25',
  status: { in_ccxt_4_5_84: true, halted_2020: true, coinpaprika_2019_inactive: true },
  ...more,
});

/** A small bundle: a site that two records claim, a name that the gate refuses, an act with a claimed count. */
export const BUNDLE: ReadonlyMap<string, string> = new Map([
  [
    'exchanges.json',
    JSON.stringify({
      meta: { sources: { [CCXT]: { date: '2026-09-25' } } },
      exchanges: [
        exchange(
          'acme.ex',
          [
            site('acme.example', {
              hosts: [host('www.acme.example'), host('stranger.example')],
              gfwlist: { first_listed: '2021-01-01', last_listed: '2026-08-06' },
            }),
            site('bad name.example'),
            site('shared.example', { class: 'mirror', first_seen: '2019-01-01' }),
          ],
          {
            type: 'fiat_otc',
            countries: [
              { cc: 'UK', sources: [CCXT] },
              { cc: 'GB', sources: [CCXT] },
            ],
            shared_hosts: [{ host: 'docs.github.io', roles: ['docs'] }],
            p2p: {
              endpoint: 'x',
              eur: true,
              pay: ['ALIPAY', 'bank', 'unspecified'],
              evidence: ['seen 2022-02-11'],
            },
          },
        ),
        exchange('beta', [site('shared.example', { hosts: [host('beta.shared.example')] })]),
      ],
    }),
  ],
  [
    'regulatory_events.json',
    JSON.stringify({
      events: [
        {
          id: 'xx-2018-08-01',
          authority: 'Exland - Office',
          date: '2018-08-01',
          action: 'two platforms counted',
          count_claimed: 2,
          named: ['beta', 'gone'],
          named_note: 'named by press',
          sources: ['https://news.example/1', 'git:not-a-url'],
        },
        {
          id: 'xx-2019-01',
          authority: 'Exland - Office',
          date: '2019-01',
          action: 'b',
          named: ['acme.ex'],
          named_note: "press lists 'Acme' (read as ACME.EX)",
          sources: [],
        },
      ],
    }),
  ],
  [
    'era-2018-08.json',
    JSON.stringify({
      as_of: '2018-08-24',
      platforms: ['beta', 'acme.ex', 'beta'].map((id, i) => ({
        id,
        reconstruction_rank: i + 1,
        why: ['gfwlist 2018-04-08', 'GB operator', 'EUR P2P', '.ex host', '2019 reported-volume rank 6'],
        hosts: [
          { host: id === 'beta' ? 'beta.shared.example' : 'www.acme.example', sources: ['ccxt 4.5.84'] },
        ],
      })),
    }),
  ],
  ['popular/majestic_million.txt', 'popular.example\ngithub.io\nbad_name.example\n'],
  [
    'infrastructure/parking-domain.json',
    JSON.stringify({ list: ['192.0.2.0/25', '192.0.2.128/25', '10.0.0.1/8'] }),
  ],
]);
