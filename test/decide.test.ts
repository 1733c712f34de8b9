import t from 'tap';
import { decideReconstruction, decideStates } from '../src/decide/states.js';
import { monthsBefore, onOrAfter } from '../src/model/dates.js';
import { flag, host, notice, platform, profile, type RegistryParts, registry } from './helpers/registry.js';

const TODAY = '2026-06-15';
const market = {
  kind: 'fiat-market',
  currency: 'XXC',
  rails: ['wallet'],
  date: '2026-05-01',
  sources: ['s'],
} as const;

const states = (parts: RegistryParts, today = TODAY) =>
  decideStates({ registry: registry(parts), profile: parts.profile ?? profile, asOf: today, today });

function stateOf(parts: RegistryParts, id: string, today = TODAY): string {
  const { listed, unlisted } = states(parts, today);
  return (
    listed.find((one) => one.platform.id === id)?.state ??
    unlisted.find((one) => one.platform.id === id)?.reason ??
    'nowhere'
  );
}

t.test('states come from overrides, notices and the rule, in that order', (t) => {
  const one = [platform('alpha')];
  const picked = [platform('alpha', { evidence: [market] })];
  const cases: [what: string, parts: RegistryParts, expected: string | RegExp][] = [
    ['nothing speaks for it', { platforms: one }, /no condition of the rule xx-facing holds/],
    ['a rule only proposes', { platforms: picked }, 'proposed'],
    ['a person flags', { platforms: one, decisions: [flag('alpha')] }, 'flagged'],
    [
      'an override that ran out leads to review, not away',
      { platforms: one, decisions: [flag('alpha', { expires: '2026-06-14' })] },
      'review',
    ],
    [
      'the last day of an override counts',
      { platforms: one, decisions: [flag('alpha', { expires: TODAY })] },
      'flagged',
    ],
    ['a notice of the authority flags', { platforms: one, notices: [notice('n1', ['alpha'])] }, 'flagged'],
    [
      'a notice outweighs an override that ran out',
      {
        platforms: one,
        notices: [notice('n1', ['alpha'])],
        decisions: [flag('alpha', { expires: '2026-01-01' })],
      },
      'flagged',
    ],
    [
      'names given by the press do not flag',
      { platforms: one, notices: [notice('n1', ['alpha'], { namedBy: 'press' })] },
      /no condition/,
    ],
    [
      'a single secondary source only proposes',
      { platforms: one, notices: [notice('n1', ['alpha'], { confidence: 'low' })] },
      'proposed',
    ],
    [
      'a name that only reporters gave in a notice of the authority only proposes',
      {
        platforms: one,
        notices: [notice('n1', [], { named: [{ name: 'A', platform: 'alpha', namedBy: 'press' }] })],
      },
      'proposed',
    ],
    [
      "another profile's notice means nothing here",
      { platforms: one, notices: [notice('n1', ['alpha'], { profile: 'yy' })] },
      /no condition/,
    ],
    [
      'exempt wins over a notice',
      {
        platforms: one,
        notices: [notice('n1', ['alpha'])],
        decisions: [flag('alpha', { decide: 'exempt', basis: 'court order' })],
      },
      /exempted by A. Person.*court order/,
    ],
    [
      'retire wins',
      { platforms: picked, decisions: [flag('alpha', { decide: 'retire', basis: 'closed' })] },
      /retired by .*closed/,
    ],
    [
      'an exemption that ran out counts no more',
      { platforms: picked, decisions: [flag('alpha', { decide: 'exempt', expires: '2026-01-01' })] },
      'proposed',
    ],
    ['a licence keeps off', { platforms: picked, profile: { ...profile, licensed: ['alpha'] } }, /licensed/],
    [
      'evidence before the window does not count',
      { platforms: [platform('alpha', { evidence: [{ ...market, date: '2024-01-01' }] })] },
      /older than the 24 months/,
    ],
    [
      'undated evidence does not count',
      { platforms: [platform('alpha', { evidence: [{ ...market, date: undefined }] })] },
      /older than/,
    ],
    [
      'a platform that no source lists any more is not picked',
      { platforms: [platform('alpha', { evidence: [market], lastSeen: '2023-01' })] },
      /no source has listed it since 2023-01/,
    ],
    [
      'another currency is no evidence',
      { platforms: [platform('alpha', { evidence: [{ ...market, currency: 'YYC' }] })] },
      /no condition/,
    ],
  ];
  for (const [what, parts, expected] of cases) t.match(stateOf(parts, 'alpha'), expected, what);
  t.end();
});

t.test('a reconstruction lists its ranks, flagged only where a person adopts it', (t) => {
  const statement = 'This is a reconstruction.';
  const reconstruction = {
    asOf: '2018-08-24',
    statement,
    platforms: [
      {
        rank: 1,
        platform: 'alpha',
        hosts: [host('www.alpha.example')],
        why: ['listed then'],
        sources: ['s'],
      },
    ],
  };
  const told = notice('n1', [], { namedBy: 'press', reconstruction });
  const decide = (decisions: RegistryParts['decisions']) =>
    decideReconstruction(
      {
        registry: registry({
          platforms: [platform('alpha'), platform('beta')],
          notices: [told],
          decisions: decisions ?? [],
        }),
        profile,
        today: TODAY,
      },
      told,
    );
  t.equal(decide([]).listed[0]?.state, 'proposed');
  const adopted = decide([flag('', { subject: { reconstruction: 'n1' } })]);
  t.equal(adopted.listed[0]?.state, 'flagged');
  t.equal(adopted.listed[0]?.basis[0]?.text, statement);
  t.match(adopted.unlisted, [{ platform: { id: 'beta' }, reason: /not among the 1/ }]);
  t.end();
});

t.test('windows are counted in calendar months', (t) => {
  const before: [date: string, months: number, expected: string][] = [
    ['2026-11-22', 24, '2024-11-22'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2024-03-31', 1, '2024-02-29'],
    ['2026-01-15', 13, '2024-12-15'],
    ['2024-11', 24, '2022-11-01'],
  ];
  for (const [date, months, expected] of before)
    t.equal(monthsBefore(date, months), expected, `${months} before ${date}`);
  t.equal(onOrAfter('2024-11', '2024-11-22'), true, 'a month counts to its end');
  t.equal(onOrAfter('2024-10', '2024-11-01'), false);
  t.end();
});
