/** The zone that everybody resolves, and what each resolver must say once the fixture is enforced. */

/** Owner, then addresses. Every name that a test calls blocked exists, or its NXDOMAIN would prove nothing. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  ready: ['203.0.113.250'],
  clean: ['203.0.113.250', '2001:db8:c1ea::1'],
  'exch-alpha': ['203.0.113.80', '2001:db8:80::80'],
  'www.exch-alpha': ['203.0.113.80'],
  'api.exch-alpha': ['203.0.113.80'],
  'x.api.exch-alpha': ['203.0.113.80'],
  'ok.exch-alpha': ['203.0.113.250'],
  'x.ok.exch-alpha': ['203.0.113.250'],
  'exact.exch-alpha': ['203.0.113.250'],
  'x.exact.exch-alpha': ['203.0.113.250'],
  'not-exch-alpha': ['203.0.113.250'],
  'xn--brse-5qa': ['203.0.113.72'],
  'flagged-shared': ['203.0.113.40'],
  'exch-beta': ['203.0.113.81', '2001:db8:81::81'],
  'other.exch-beta': ['203.0.113.250'],
  'only.exch-beta': ['203.0.113.81'],
  'x.only.exch-beta': ['203.0.113.250'],
  'z.exch-beta': ['203.0.113.81'],
  'x.z.exch-beta': ['203.0.113.81'],
  'foo-bar': ['203.0.113.70', '2001:db8:70::70'],
  'ads.foo': ['203.0.113.250'],
  watched: ['203.0.113.250'],
  'inner.watched': ['203.0.113.250'],
  'x.inner.watched': ['203.0.113.250'],
  'watched-exact': ['203.0.113.250'],
  guarded: ['203.0.113.250'],
  apex: ['203.0.113.250'],
  'x.apex': ['203.0.113.250'],
  bank: ['203.0.113.72'],
  byip: ['203.0.113.33'],
  byip6: ['2001:db8:dead:1::1'],
  spared: ['203.0.113.40'],
  spared6: ['2001:db8:dead:40::1'],
};

export const ZONE = [
  '$ORIGIN cordonlab.',
  ...Object.entries(HOSTS).flatMap(([owner, addresses]) =>
    addresses.map((address) => `${owner} IN ${address.includes(':') ? 'AAAA' : 'A'} ${address}`),
  ),
  'exch-alpha IN TXT "here"',
  'exch-beta IN TXT "here"',
  'cloak IN CNAME exch-alpha',
  '',
].join('\n');

/** What a question is about; a target or program that cannot do it answers otherwise, and says so in `differs`. */
export interface Question {
  readonly name: string;
  readonly type?: 'A' | 'AAAA' | 'TXT';
  readonly expect: 'blocked' | 'resolves';
  readonly why: string;
}

export const QUESTIONS: readonly Question[] = [
  { name: 'exch-alpha', expect: 'blocked', why: 'a listed name' },
  { name: 'exch-alpha', type: 'AAAA', expect: 'blocked', why: 'its IPv6 address' },
  { name: 'exch-alpha', type: 'TXT', expect: 'blocked', why: 'its other records' },
  { name: 'www.exch-alpha', expect: 'blocked', why: 'a name below a subtree' },
  { name: 'api.exch-alpha', expect: 'blocked', why: 'a listed name that a parent covers' },
  { name: 'x.api.exch-alpha', expect: 'blocked', why: 'a name below a covered one' },
  { name: 'xn--brse-5qa', expect: 'blocked', why: 'an A-label' },
  { name: 'flagged-shared', expect: 'blocked', why: 'a listed name at a protected address' },
  { name: 'exch-beta', expect: 'blocked', why: 'an exact name' },
  { name: 'exch-beta', type: 'AAAA', expect: 'blocked', why: "an exact name's IPv6 address" },
  { name: 'only.exch-beta', expect: 'blocked', why: 'an exact name below another' },
  { name: 'z.exch-beta', expect: 'blocked', why: 'a subtree of one letter below an exact name' },
  { name: 'x.z.exch-beta', expect: 'blocked', why: 'a name below that' },
  { name: 'foo-bar', expect: 'blocked', why: 'a name with a hyphen' },
  { name: 'inner.watched', expect: 'blocked', why: 'an exact name below a monitored one' },
  { name: 'x.apex', expect: 'blocked', why: 'a name below an exception for the parent alone' },
  { name: 'x.exact.exch-alpha', expect: 'blocked', why: 'a name below an exact exception' },
  { name: 'clean', expect: 'resolves', why: 'a name that nothing lists' },
  { name: 'not-exch-alpha', expect: 'resolves', why: 'a name that ends in the text of a listed one' },
  { name: 'ads.foo', expect: 'resolves', why: 'a neighbour in the order of names' },
  { name: 'other.exch-beta', expect: 'resolves', why: 'a name below an exact one' },
  { name: 'x.only.exch-beta', expect: 'resolves', why: 'a name below an exact one' },
  { name: 'x.inner.watched', expect: 'resolves', why: 'a name below an exact one below a monitored one' },
  { name: 'watched', expect: 'resolves', why: 'a monitored name' },
  { name: 'watched-exact', expect: 'resolves', why: 'a monitored exact name' },
  { name: 'ok.exch-alpha', expect: 'resolves', why: 'a protected name below a listed one' },
  { name: 'x.ok.exch-alpha', expect: 'resolves', why: 'a name below a protected one' },
  { name: 'exact.exch-alpha', expect: 'resolves', why: 'a protected exact name below a listed one' },
  { name: 'apex', expect: 'resolves', why: 'a listed name that is protected alone' },
  { name: 'guarded', expect: 'resolves', why: 'a name both listed and protected' },
  { name: 'bank', expect: 'resolves', why: 'a protected name' },
];

/** Only where answers are looked at: rpz in the programs that look. */
export const ANSWER_QUESTIONS: readonly Question[] = [
  { name: 'cloak', expect: 'blocked', why: 'a CNAME to a listed name' },
  { name: 'byip', expect: 'blocked', why: 'an answer with an address in a listed prefix' },
  {
    name: 'byip6',
    type: 'AAAA',
    expect: 'blocked',
    why: 'an answer with an IPv6 address in a listed prefix',
  },
  { name: 'spared', expect: 'resolves', why: 'an answer with a protected address in a listed prefix' },
  {
    name: 'spared6',
    type: 'AAAA',
    expect: 'resolves',
    why: 'an answer with a protected IPv6 address in a listed prefix',
  },
];
