/** From nothing to a list in the lab, and the drills of those who mean to turn the list against strangers. */
import t, { type Test } from 'tap';
import { AT, STRANGERS, TIGER } from '../lab/addresses.js';
import { type Lab, startLab, whyNoLab } from '../lab/lab.js';
import {
  DRILLS,
  drillsWorkspace,
  FLOODS,
  INNOCENT,
  LYING,
  OPERATORS_OWN,
  SCATTERED,
  strangers,
  TIGERS,
} from './lab/drill-sites.js';
import { type Assessed, jsonLines, Night, tamper, WHO } from './lab/night.js';

const noLab = await whyNoLab();
const lab = noLab ? undefined : await startLab();
if (lab) t.teardown(() => lab.stop());
/** Only stories use it, and those are skipped where there is none. */
const here = lab as Lab;

/** Where there can be no lab, a visible skip; with CI=true a failure. */
function story(name: string, tell: (t: Test) => Promise<void>): void {
  if (noLab && process.env.CI === 'true') void t.test(name, async (t) => void t.fail(noLab));
  else void t.test(name, noLab ? { skip: noLab } : {}, tell);
}

const OFFENDERS = ['baojin', 'pandax', 'tigerbit'];
const BYSTANDERS = [
  ...['coin_herald', 'keepsafe', 'blocklens', 'bonus_hunter', 'alpenex', 'lantern'],
  ...['dokkaebi', 'sakurax', 'medvedex', 'swapfrog', 'moonseed'],
];

story(
  'from nothing: offenders are proposed with evidence, flagged, replayed; bystanders are absent',
  async (t) => {
    const night = new Night(here, 'first', [...OFFENDERS, ...BYSTANDERS]);
    const first = await night.at(0, 'refresh');
    t.equal(first.code, 0, first.err);
    t.same(
      night
        .platforms()
        .map(({ id, state }) => `${id} ${state}`)
        .sort(),
      OFFENDERS.map((id) => `${id} proposed`),
      'all offenders, and nobody else',
    );
    t.ok(night.entries().every(({ action }) => action === 'monitor'));

    const assessed = new Map(
      jsonLines<Assessed>((await night.at(1, 'assess', '--json')).out).map(({ record }) => [
        record.platform,
        record,
      ]),
    );
    for (const id of OFFENDERS) {
      const { state, gates, findings, reasons } = assessed.get(id) as Assessed['record'];
      t.match(
        { state, gates },
        { state: 'proposed', gates: { A: { holds: true }, B: { verdict: 'overseas' }, C: { holds: true } } },
        id,
      );
      t.ok(
        reasons.length > 0 && findings.every(({ reason }) => reason.length > 8),
        `${id} says why in words`,
      );
      const cited = findings.flatMap(({ citations }) => citations);
      t.ok(
        cited.some(({ excerpt, subject }) => /支付宝/.test(excerpt) && subject.startsWith('https://')),
        `${id} is cited`,
      );
      for (const gate of ['A', 'B', 'C'])
        t.ok(
          findings.some((one) => one.gate === gate && one.citations.length > 0),
          `${id}: a source for gate ${gate}`,
        );
    }
    for (const id of BYSTANDERS)
      t.match(assessed.get(id)?.state, /^(watched|not-a-platform)$/, `${id} is looked at and let be`);
    t.match(assessed.get('lantern')?.gates.B, { holds: false, verdict: 'home' });
    t.ok(
      assessed.get('alpenex')?.findings.some(({ rule }) => /exclu|terms/.test(rule)),
      'its exclusion of residents counts',
    );

    const flagged = await night.decide(1, 'flag', 'tigerbit');
    t.equal(flagged.code, 0, flagged.err);
    const second = await night.at(2, 'release');
    t.equal(second.code, 0, second.err);
    t.match(
      night.platforms().find(({ id }) => id === 'tigerbit'),
      { state: 'flagged' },
    );
    t.ok(
      night
        .entries()
        .every(({ platform, action }) => action === (platform === 'tigerbit' ? 'block' : 'monitor')),
    );

    t.match(await night.at(3, 'replay', 'tigerbit'), { code: 0, out: /replay +the same/ });
    const [page] = assessed.get('tigerbit')?.evidence ?? [];
    tamper(night.stateFile('decisions.db'), `${t.testdir()}/decisions.db`, page?.digest ?? '');
    const replayed = await night.at(3, 'replay', 'tigerbit');
    t.equal(replayed.code, 5);
    t.match(replayed.out, /differs \(evidence\): .*evidence/);

    const cleared = await night.decide(4, 'exempt', 'tigerbit', 'licensed after all');
    t.equal(cleared.code, 0, cleared.err);
    const third = await night.at(5, 'release');
    t.equal(third.code, 0, third.err);
    t.notOk(night.entries().some(({ platform }) => platform === 'tigerbit'));
    t.match((await night.at(5, 'diff')).out, /tigerbit.*[\s\S]*licensed after all/);
  },
);

let night: Night;

const causesOf = (platform: string, addresses: readonly string[]) => {
  const causes = night.causes(platform);
  return Object.fromEntries(addresses.map((address) => [address, causes[address]]));
};

story('drills: strangers that listed names point at are never listed, what is theirs is', async (t) => {
  night = await drillsWorkspace(here);
  t.equal((await night.at(0, 'crawl', 'tigerbit')).code, 0);
  t.match(await night.at(0, 'import', 'footprint', 'tigerbit'), {
    code: 0,
    out: /tigerbit-asia\.example mirror/,
  });
  for (const hours of [0, 30, 60, 80]) {
    const { code, err } = await night.at(hours, 'refresh', '--fresh-hours', '12');
    t.equal(code, 0, `+${hours} h: ${err}`);
  }

  const listed = night.entries().filter(({ kind }) => kind === 'prefix');
  t.same(
    listed.map(({ platform, value }) => `${platform} ${value}`).sort(),
    [
      ...[...AT.otc].map((address) => `baojin ${address}/32`),
      ...[...TIGER.web, ...TIGER.mirror, ...TIGER.api].map((address) => `tigerbit ${address}/32`),
      ...TIGER.web6.map((address) => `tigerbit ${address}/128`),
    ].sort(),
    'what is shown to be theirs alone, and nothing else',
  );
  for (const serial of night.serials().slice(0, -1))
    t.same(night.prefixes(serial), [], `not yet in serial ${serial}`);
  for (const [platform, addresses] of Object.entries(DRILLS))
    t.same(
      causesOf(platform, Object.keys(addresses)),
      addresses,
      `${platform}: each address is refused for its cause`,
    );
  const rotating = Object.values(night.causes('fluxex'));
  t.ok(
    rotating.length > 30 && rotating.every((causes) => causes.length > 0),
    `${rotating.length} rotating addresses`,
  );
  const [victim] = STRANGERS.victim;
  t.same(
    causesOf('tigerbit', [victim]),
    { [victim]: ['not-located', 'suspect-answer'] },
    'what one resolver forged',
  );

  const told: [question: string, code: number, out: RegExp][] = [
    [TIGER.web[0], 0, /proof .*was seen there \d+ times[\s\S]*a valid certificate for [\s\S]*blast radius/],
    [STRANGERS.publicResolver[0], 1, /protected: it lies in 8\.8\.8\.8\/32 \(list public-resolvers\)/],
    [OPERATORS_OWN, 1, /protected: it lies in .*\(list own\)/],
    [INNOCENT, 1, /no-possession-proof: it showed a certificate that is not valid for/],
    [SCATTERED[0] as string, 1, /fast-flux: .* had 12 addresses in \d+ origin ASes within 24 hours/],
  ];
  for (const [question, code, out] of told)
    t.match(await night.at(81, 'why', question), { code, out }, question);
});

story('drills: a name that is gone for a day stays listed, with its addresses', async (t) => {
  const before = [night.names(), night.prefixes()];
  const gone = ['tigerbit.example', 'tigercoin.example', 'baojin-otc.example'];
  for (const name of gone) await here.set(name, { dns: { outcome: 'nxdomain' } });
  const { code, err } = await night.at(104, 'refresh', '--fresh-hours', '12');
  for (const name of gone) await here.set(name);
  t.equal(code, 0, err);
  t.same([night.names(), night.prefixes()], before, 'all of it is listed as before');
});

story('drills: lies of a listed site draw nobody in, and what they cost is held for a person', async (t) => {
  const serial = night.serials().at(-1);
  const files = ['tigerbit', ...FLOODS].map((id) => `platforms/${id}.yaml`);
  const before = files.map((file) => night.read(file));
  const [bank] = STRANGERS.bank;
  await here.set('tigerbit.example', {
    certificate: {
      names: ['tigerbit.example', '*.tigerbit.example', 'northbank.example', ...strangers(200)],
    },
    forged: { a: [bank] },
    web: { pages: { '/': LYING } },
  });
  const asked = (await here.requests()).length;
  const held = await night.at(117, 'refresh', '--fresh-hours', '12');
  t.equal(held.code, 4);
  t.match(
    held.err,
    /address-churn: held: of the 5 prefixes of serial \d+ 2 would be gone.*\n.*--accept address-churn=0\.4/,
  );
  const looked = (await here.requests()).slice(asked);
  t.ok(
    looked.some(({ host, path }) => host === 'tigerbit.example' && path === '/'),
    'the lies were read',
  );
  t.equal(night.serials().at(-1), serial, 'nothing was released');
  const imported = await night.at(117, 'import', 'footprint', 'tigerbit', ...FLOODS);
  t.equal(imported.code, 0, imported.err);
  t.ok(imported.err.split('left out').length < 10, 'a flood makes no flood of candidates');
  t.same(
    files.map((file) => night.read(file)),
    before,
    'no innocent domain comes into the lists',
  );

  const accept = ['--accept', 'address-churn=0.4', '--by', WHO.by, '--basis', WHO.basis];
  const accepted = await night.at(118, 'release', ...accept);
  t.equal(accepted.code, 0, accepted.err);
  const shared = await night.at(118, 'why', TIGER.web[0]);
  t.match(shared, { code: 1, out: /strangers: shared with \d+ strangers/ });
  t.match(
    shared.out,
    /formerly +listed until serial \d+ \(platform tigerbit\);[^:]*: protected: the protected name\s+northbank/,
  );
  t.same(causesOf('tigerbit', [TIGER.web[0], bank]), {
    [TIGER.web[0]]: ['protected', 'strangers'],
    [bank]: ['protected', 'suspect-answer', 'strangers'],
  });
  t.notOk(night.names().some((name) => /northbank|gardenclub|stranger/.test(name)));
  t.notOk(night.prefixes().some((prefix) => prefix.startsWith(`${bank}/`)));
  await here.set('tigerbit.example');
});

story('drills: a week of SERVFAIL is told and changes nothing', async (t) => {
  const before = [night.ledger(), await night.exported(250)];
  for (const name of TIGERS) await here.set(name, { dns: { outcome: 'servfail' } });
  const failed = await night.at(250, 'refresh');
  for (const name of TIGERS) await here.set(name);
  t.equal(failed.code, 4);
  t.match(failed.err, /freshness: (held|refused): only \d+ of \d+ names were observed.*not fresh: tigerbit/);
  t.same([night.ledger(), await night.exported(251)], before, 'ledger and exports are what they were');
});
