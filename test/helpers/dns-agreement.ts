/** What vantages say about one name, and what must be made of it. */
import type { AddressKnowledge, View } from '../../src/observe/dns/agreement.js';
import type { Outcome } from '../../src/observe/dns/outcome.js';

export function outcome(fields: Partial<Outcome> = {}, ...addresses: string[]): Outcome {
  return {
    name: 'a.example',
    type: 'A',
    vantage: 'v',
    kind: addresses.length > 0 ? 'answer' : 'nxdomain',
    records: addresses.map((data) => ({ name: 'a.example', type: 'A', ttlSeconds: 300, data })),
    chain: [],
    authenticData: false,
    extendedErrors: [],
    askedSubnet: undefined,
    subnet: undefined,
    negativeTtlSeconds: undefined,
    server: '127.0.0.1#53',
    transport: 'udp',
    rttMs: 1.23456,
    attempts: 1,
    problem: undefined,
    ...fields,
  };
}

const view = (where: 'in' | 'out', fields: Partial<Outcome> = {}, ...found: string[]): View => ({
  outcome: outcome(fields, ...found),
  inCountry: where === 'in',
});
const cname = (target: string): Partial<Outcome> => ({
  chain: [{ name: 'a.example', type: 'CNAME', ttlSeconds: 60, data: target }],
});
const scoped = (scope: number): Partial<Outcome> => ({
  askedSubnet: '192.0.2.0/24',
  subnet: { subnet: '192.0.2.0/24', scope },
});
export const KNOWLEDGE: AddressKnowledge = {
  isPublic: (address) => !address.startsWith('10.'),
  originAs: (address) => (address.startsWith('203.0.113.') ? 64_500 : undefined),
  isKnownForged: (address) => address === '198.51.100.99',
  tls: (address) => (address.endsWith('.200') ? 'ok' : address.endsWith('.66') ? 'fail' : 'unknown'),
};
const CASES: readonly (readonly [what: string, views: View[], standings: string[], addresses: string[]])[] = [
  [
    'the same everywhere',
    [view('in', {}, '192.0.2.1'), view('out', {}, '192.0.2.1')],
    ['agrees', 'agrees'],
    ['192.0.2.1'],
  ],
  [
    'pools that overlap',
    [view('in', {}, '192.0.2.1', '192.0.2.2'), view('out', {}, '192.0.2.2')],
    ['agrees', 'agrees'],
    ['192.0.2.1', '192.0.2.2'],
  ],
  [
    'other addresses in the country alone',
    [view('in', {}, '192.0.2.7'), view('out', {}, '192.0.2.1')],
    ['suspect contradicted', 'agrees'],
    ['192.0.2.1'],
  ],
  [
    'an answer in the country, no such name elsewhere',
    [view('in', {}, '192.0.2.7'), view('out')],
    ['suspect contradicted', 'agrees'],
    [],
  ],
  [
    'two liars in the country',
    [view('in', {}, '192.0.2.7'), view('in', {}, '192.0.2.7'), view('out', {}, '192.0.2.1')],
    ['suspect contradicted', 'suspect contradicted', 'agrees'],
    ['192.0.2.1'],
  ],
  [
    'only the country answers',
    [view('in', {}, '192.0.2.7'), view('out', { kind: 'timeout' })],
    ['suspect unconfirmed', 'silent'],
    [],
  ],
  [
    'no such name in the country alone',
    [view('in'), view('out', {}, '192.0.2.1')],
    ['disagrees', 'agrees'],
    ['192.0.2.1'],
  ],
  [
    'other addresses outside of it',
    [view('out', {}, '192.0.2.7'), view('out', {}, '192.0.2.1'), view('out', {}, '192.0.2.1')],
    ['disagrees', 'agrees', 'agrees'],
    ['192.0.2.1', '192.0.2.7'],
  ],
  [
    'another pool, proven by TLS',
    [view('in', {}, '192.0.2.200'), view('out', {}, '192.0.2.1')],
    ['disagrees', 'agrees'],
    ['192.0.2.1', '192.0.2.200'],
  ],
  [
    'another pool of the same origin AS',
    [view('in', {}, '203.0.113.1'), view('out', {}, '203.0.113.9')],
    ['agrees', 'agrees'],
    ['203.0.113.1', '203.0.113.9'],
  ],
  [
    'another pool behind the same CNAME',
    [view('in', cname('cdn.example'), '192.0.2.7'), view('out', cname('cdn.example'), '192.0.2.1')],
    ['agrees', 'agrees'],
    ['192.0.2.1', '192.0.2.7'],
  ],
  [
    'pools by client subnet',
    [view('in', scoped(24), '192.0.2.7'), view('out', scoped(16), '192.0.2.1')],
    ['agrees', 'agrees'],
    ['192.0.2.1', '192.0.2.7'],
  ],
  [
    'a client subnet that did not matter',
    [view('in', scoped(0), '192.0.2.7'), view('out', scoped(0), '192.0.2.1')],
    ['suspect contradicted', 'agrees'],
    ['192.0.2.1'],
  ],
  [
    'a private address',
    [view('out', {}, '192.0.2.1', '10.0.0.1'), view('out', {}, '192.0.2.1')],
    ['suspect not-public', 'agrees'],
    ['192.0.2.1'],
  ],
  [
    'an address of filters',
    [view('in', {}, '198.51.100.99'), view('out', {}, '192.0.2.1')],
    ['suspect known-forged contradicted', 'agrees'],
    ['192.0.2.1'],
  ],
  ['no certificate for the name', [view('out', {}, '192.0.2.66')], ['suspect tls-fails'], []],
  [
    'all silent',
    [view('in', { kind: 'servfail' }), view('out', { kind: 'error' })],
    ['silent', 'silent'],
    [],
  ],
];

export const AGREEMENT = CASES.map(([what, views, standings, addresses]) => ({
  what,
  views,
  standings,
  addresses,
}));
