/** Decisions: gates, states, what holds them, replay, the store, and the commands that a person decides with. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import t from 'tap';
import { parse as parseYaml } from 'yaml';
import { run } from '../src/cli/main.js';
import { assess, type Before, type MachineState } from '../src/decide/assess.js';
import {
  asBefore,
  type Decided,
  type DecisionRecord,
  decisionDigest,
  decisionOf,
  saysMore,
} from '../src/decide/decision.js';
import {
  type Dossier,
  documentText,
  type EvidenceDocument,
  type PageDocument,
} from '../src/decide/documents.js';
import { makeDossier } from '../src/decide/dossier.js';
import type { Finding } from '../src/decide/finding.js';
import { replay } from '../src/decide/replay.js';
import { RULES } from '../src/decide/rules/index.js';
import { scoreGates } from '../src/decide/score.js';
import { decideStates } from '../src/decide/states.js';
import { thresholdsOf } from '../src/decide/thresholds.js';
import { canonicalJson, type Json } from '../src/model/canonical-json.js';
import { digestOf, sha256 } from '../src/model/digest.js';
import type { Profile } from '../src/model/registry/jurisdiction.js';
import type { Platform } from '../src/model/registry/platform.js';
import { NO_RESIDENT_SIGNS } from '../src/model/registry/residents.js';
import type { Fact } from '../src/observe/journal/journal.js';
import { openSqliteJournal } from '../src/observe/journal/sqlite.js';
import { openFile } from '../src/observe/journal/sqlite-file.js';
import { addDecision } from '../src/sources/edit/add-decision.js';
import { readRegistry } from '../src/sources/registry.js';
import { dossier, type PageSpec } from './helpers/dossiers.js';
import { flag, platform, profile, registry } from './helpers/registry.js';

const TODAY = '2026-11-21';
const HOME: Profile = {
  ...profile,
  id: 'xx',
  home: 'XX',
  languages: ['en'],
  currencies: ['XXC'],
  paymentRails: ['zedpay'],
  diallingCode: '+999',
};

const one = (
  gate: Finding['gate'],
  family: string,
  weight: number,
  more: Partial<Finding> = {},
): Finding => ({
  rule: `${gate}-${family}`,
  version: 1,
  gate,
  family,
  weight,
  strong: false,
  reason: family,
  citations: [],
  signal: family,
  ...more,
});

t.test('the docs have the rules as they are', async (t) => {
  const script = '../scripts/rules-table.mjs';
  const { between, documented, rulesTable } = (await import(script)) as {
    between: (table: string) => string;
    documented: () => string;
    rulesTable: (rules: typeof RULES) => string;
  };
  t.equal(documented(), between(rulesTable(RULES)), 'run node scripts/rules-table.mjs --write');
  t.equal(new Set(RULES.map(({ id }) => id)).size, RULES.length, 'ids are unique');
});

t.test('gate A needs its points, and something that only trading has', (t) => {
  const cases: [what: string, findings: readonly Finding[], holds: boolean, score: number][] = [
    ['points and pairs', [one('A', 'pairs', 3), one('A', 'account', 2)], true, 5],
    ['a point too few', [one('A', 'pairs', 3), one('A', 'title', 1)], false, 4],
    ['points of talk alone', [one('A', 'body', 3), one('A', 'account', 3)], false, 6],
    ['a family counts once', [one('A', 'pairs', 3), one('A', 'pairs', 2), one('A', 'title', 1)], false, 4],
    [
      'what speaks against is taken off',
      [one('A', 'pairs', 3), one('A', 'account', 3), one('A', 'article', -4)],
      false,
      2,
    ],
    ['findings of other gates do not count', [one('A', 'pairs', 3), one('C', 'rail', 4)], false, 3],
  ];
  for (const [what, findings, holds, score] of cases) {
    const { A } = scoreGates(findings, thresholdsOf(HOME));
    t.same([A.holds, A.score, A.missing.length > 0], [holds, score, !holds], what);
  }
  t.end();
});

t.test('gate C needs its points, a strong finding and two families', (t) => {
  const strong = { strong: true };
  const cases: [what: string, findings: readonly Finding[], holds: boolean][] = [
    ['a rail and a language', [one('C', 'rail', 4, strong), one('C', 'language', 2)], true],
    ['one family, however strong', [one('C', 'rail', 6, strong)], false],
    [
      'no strong finding',
      [one('C', 'language', 2), one('C', 'identity', 2), one('C', 'messaging', 1)],
      false,
    ],
    ['a point too few', [one('C', 'currency', 3, strong), one('C', 'messaging', 1)], false],
    [
      'an exit takes it below',
      [one('C', 'rail', 4, strong), one('C', 'language', 2), one('C', 'exit', -3)],
      false,
    ],
  ];
  for (const [what, findings, holds] of cases)
    t.equal(scoreGates(findings, thresholdsOf(HOME)).C.holds, holds, what);
  t.end();
});

const FRONT: PageSpec = {
  url: 'https://alpha-trade.example/',
  body: `<html lang="en"><title>Alpha - crypto exchange</title><nav><a href="/spot">Spot trading</a>
    <a href="/markets">Markets</a><a href="/p2p">P2P trading</a><a href="/register">Sign up</a>
    <a href="/deposit">Deposit</a><a href="/withdraw">Withdraw</a></nav>
    ${['BTC', 'ETH', 'SOL', 'XRP', 'ADA', 'DOT', 'LTC', 'TRX', 'DOGE', 'BCH', 'LINK'].map((coin) => `<a href="/trade/${coin}_USDT">${coin}/USDT</a>`).join('')}
    <p>Order book, limit order and market order. Open orders. Bitcoin and crypto spot trading.</p></html>`,
};
const P2P: PageSpec = {
  url: 'https://alpha-trade.example/p2p',
  body: `<html lang="en"><title>P2P - Alpha</title><h1>Buy USDT with XXC</h1><p>Pay the seller by zedpay, then coins are released. Limit 100 - 5,000 XXC.</p>
    <p>USDT/XXC BTC/XXC</p><label>Phone <select><option selected>+999</option></select></label></html>`,
};
/** The offers of a desk, and what brokers for shares say. */
const BROKER: PageSpec = {
  ...P2P,
  body: `${P2P.body.replace('<p>USDT/XXC BTC/XXC</p>', '<p>I have paid. Escrow. Appeal. Completion rate 99%. Merchant advertisers.</p>')}
    <a href="/register">Sign up</a><a href="/deposit">Deposit</a><a href="/withdraw">Withdraw</a><a href="/p2p">P2P trading</a>
    <a href="/spot">Spot trading</a><p>Order book, limit order, market order, open orders.</p><p>Stocks, shares, dividends, mutual funds, brokerage account, forex, bonds.</p></html>`,
};
const WALL: PageSpec = {
  url: 'https://alpha-trade.example/',
  body: '<title>Just a moment...</title>',
  status: 503,
};
/** Scripts have not filled it; what they would fill it with stands in it. */
const shell = (state: string): PageSpec => ({
  url: 'https://alpha-trade.example/',
  body: `<html lang="en"><title>Alpha: trade USDT</title><div id="root"></div><script>window.__STATE__=${state}</script><script src="/app.js"></script></html>`,
});
const STATE = shell(
  '{spot:true,perp:true,p2pFiats:[{c:"XXC",pm:["zedpay"]}],signup:{dialCodes:["+999"]},kyc:{XX:["passport"]},ws:"wss://feed.alpha-trade.example",labels:{buy:"Buy USDT",sell:"Sell USDT",paid:"I have paid",limits:"Order limits"}}',
);
const EMPTY_STATE = shell(
  `{build:"${'0123456789abcdef'.repeat(16)}",theme:"dark",flags:{banner:true,chat:false}}`,
);
const ABROAD = [{ names: ['alpha-trade.example'], country: 'SG' }];
const before = (state: MachineState, expires = '2026-12-01', wasProposed = state === 'proposed'): Before => ({
  digest: 'a'.repeat(64),
  state,
  expires,
  wasProposed,
});

const said = (pages: readonly PageSpec[], held: Before | null = null, addresses = ABROAD, today = TODAY) =>
  assess({ dossier: dossier({ pages, addresses }), profile: HOME, today, before: held });

t.test('a machine proposes, or holds back', (t) => {
  const cases: [what: string, ReturnType<typeof said>, MachineState, RegExp][] = [
    ['nothing was looked at', said([]), 'candidate', /no page/],
    ['a wall', said([WALL]), 'unknown', /no page could be read/],
    ['a shell', said([shell('{}')]), 'unknown', /no page could be read/],
    ['a shell whose state says nothing', said([EMPTY_STATE]), 'unknown', /no page could be read/],
    ['a shell that carries its desk', said([STATE]), 'proposed', /zedpay|XXC|\+999/i],
    ['all gates hold', said([FRONT, P2P]), 'proposed', /zedpay|XXC|\+999/i],
    [
      'a desk that may be a broker for shares',
      said([BROKER]),
      'review',
      /conflicts: .*does not show markets of its own/,
    ],
    ['a venue that has shares, too', said([FRONT, BROKER]), 'proposed', /zedpay|XXC|\+999/i],
    ['reachable, and that is all', said([FRONT]), 'watched', /gate C does not hold/],
    ['servers at home', said([FRONT, P2P], null, [{ names: [], country: 'XX' }]), 'watched', /gate B fails/],
    ['nothing shows from where', said([FRONT, P2P], null, []), 'watched', /gate B does not hold/],
  ];
  for (const [what, verdict, state, reason] of cases) {
    t.equal(verdict.state, state, `${what}: ${verdict.reasons.join('; ')}`);
    t.match(verdict.reasons.join('; '), reason, what);
  }
  const licensed = assess({
    dossier: dossier({ platform: 'alpha', pages: [FRONT, P2P], addresses: ABROAD }),
    profile: { ...HOME, licensed: ['alpha'] },
    today: TODAY,
    before: null,
  });
  t.equal(licensed.state, 'licensed');
  for (const says of ['We will stop serving users in Exland.', 'We do not serve residents of Exland.']) {
    const leaves = assess({
      dossier: dossier({
        pages: [FRONT, P2P, { url: 'https://alpha-trade.example/terms', body: `<p>${says}</p>` }],
        addresses: ABROAD,
      }),
      profile: { ...HOME, residents: { ...NO_RESIDENT_SIGNS, names: ['Exland'] } },
      today: TODAY,
      before: null,
    });
    t.equal(leaves.state, 'review', says);
    t.match(leaves.reasons[0], /the evidence conflicts/);
  }
  t.end();
});

t.test('nothing that was proposed leaves in silence', (t) => {
  const cases: [what: string, ReturnType<typeof said>, MachineState][] = [
    ['what cannot be seen stands', said([WALL], before('proposed')), 'proposed'],
    ['what was not looked at stands', said([], before('proposed')), 'proposed'],
    ['a shell that says nothing takes nothing back', said([EMPTY_STATE], before('proposed')), 'proposed'],
    ['a shell alone proposes as long as it was seen', said([STATE], null, ABROAD, '2026-12-31'), 'review'],
    ['until it expires', said([WALL], before('proposed', '2026-11-20')), 'review'],
    ['evidence that is gone is for a person', said([FRONT], before('proposed')), 'review'],
    ['review stays', said([FRONT], before('review', '2026-12-01', true)), 'review'],
    [
      'evidence that is back proposes again',
      said([FRONT, P2P], before('review', '2026-12-01', true)),
      'proposed',
    ],
    ['old evidence proposes nothing', said([FRONT, P2P], null, ABROAD, '2026-12-31'), 'review'],
  ];
  for (const [what, verdict, state] of cases)
    t.equal(verdict.state, state, `${what}: ${verdict.reasons.join('; ')}`);
  t.end();
});

function decide(
  pages: readonly PageSpec[],
  held: Decided | null = null,
): { decided: Decided; dossier: Dossier } {
  const seen = dossier({ platform: 'alpha', pages, addresses: ABROAD });
  const previous = held && asBefore(held);
  const record = decisionOf({
    dossier: seen,
    profile: 'xx',
    profileDigest: digestOf(HOME as unknown as Json),
    decided: `${TODAY}T00:00:00Z`,
    before: previous,
    reviewer: null,
    assessment: assess({ dossier: seen, profile: HOME, today: TODAY, before: previous }),
    accounts: [],
  });
  return { decided: { digest: decisionDigest(record), record }, dossier: seen };
}

t.test('a decision is recomputed from its evidence, and what was changed is told', (t) => {
  const { decided, dossier: seen } = decide([FRONT, P2P]);
  const documents = new Map<string, EvidenceDocument | null>(
    [...seen.pages, ...seen.addresses, seen.registry].map(({ digest, document }) => [digest, document]),
  );
  const front = seen.pages[0]?.digest as string;
  const tampered = new Map(documents).set(front, {
    ...(seen.pages[0]?.document as PageDocument),
    title: 'A bakery',
  });
  const other: Profile = { ...HOME, currencies: ['ZZZ'], paymentRails: ['other'], diallingCode: '+1' };
  const { record } = decided;
  const base = {
    digest: decided.digest,
    record,
    documents,
    profileThen: HOME,
    profileNow: { profile: HOME, digest: record.profileDigest },
  };
  const forged = { ...record, state: 'watched' as const };
  const oldRules = { ...record, ruleSetDigest: '0'.repeat(64), state: 'watched' as const };
  const cases: [what: string, Parameters<typeof replay>[0], ReturnType<typeof replay>['cause']][] = [
    ['untouched', base, 'same'],
    ['a page changed', { ...base, documents: tampered }, 'evidence'],
    ['a page lost', { ...base, documents: new Map(documents).set(front, null) }, 'evidence'],
    ['a record changed in place', { ...base, record: forged }, 'record'],
    [
      'a record that its rules never made',
      { ...base, record: forged, digest: decisionDigest(forged) },
      'record',
    ],
    ['rules that have changed', { ...base, record: oldRules, digest: decisionDigest(oldRules) }, 'rules'],
    ['another profile today', { ...base, profileNow: { profile: other, digest: '1'.repeat(64) } }, 'profile'],
    [
      'the profile of that day is lost',
      { ...base, profileThen: null, profileNow: { profile: other, digest: '1'.repeat(64) } },
      'profile',
    ],
  ];
  for (const [what, input, cause] of cases) {
    const answer = replay(input);
    t.equal(answer.cause, cause, `${what}: ${answer.explanation}`);
    t.equal(answer.differences.length > 0, cause !== 'same', what);
  }
  t.end();
});

t.test('a decision that says nothing more is not written again', (t) => {
  const first = decide([FRONT, P2P]).decided;
  const again = decide([FRONT, P2P], first).decided;
  t.notOk(saysMore(first.record, again.record), 'the same again');
  t.ok(saysMore(first.record, decide([FRONT], first).decided.record), 'another state');
  const later = { ...again.record, decided: '2026-12-10T00:00:00Z', expires: '2027-01-09' };
  t.ok(saysMore(first.record, later), 'seen again near its expiry');
  t.end();
});

t.test('property: the text of a document made from the journal is its canonical JSON', (t) => {
  const text = fc.string({ maxLength: 20 });
  const fact = fc
    .record({ title: fc.option(text), text: fc.array(text, { maxLength: 3 }), status: fc.nat(599) })
    .map(
      ({ title, text: blocks, status }): Fact => ({
        subject: 'https://alpha-trade.example/',
        type: 'page',
        vantage: 'crawl',
        outcome: 'content',
        conclusive: true,
        value: { url: 'https://alpha-trade.example/', facts: { status, title, mediaType: 'text/html' } },
        detail: {
          text: blocks,
          links: [{ url: 'https://alpha-trade.example/a', rel: [], text: 'a' }],
          configs: [],
        },
        firstSeen: '2026-11-01T00:00:00.000Z',
        lastSeen: '2026-11-20T00:00:00.000Z',
        sightings: 1,
      }),
    );
  fc.assert(
    fc.property(fact, (page) => {
      const made = makeDossier({
        platform: platform('alpha', {}),
        pages: [page],
        addresses: [],
        vantageCountry: () => null,
        today: TODAY,
        evidenceDays: 30,
      });
      return made.pages.every((sighted) => sighted.text === documentText(sighted.document));
    }),
  );
  t.end();
});

t.test('what stands behind a redirect to a stranger does not speak for the platform', (t) => {
  const page = (url: string): Fact => ({
    subject: `https://alpha.example/`,
    type: 'page',
    vantage: 'crawl',
    outcome: 'content',
    conclusive: true,
    value: { url, facts: { status: 200, title: 'x', mediaType: 'text/html' } },
    detail: {},
    firstSeen: '2026-11-01T00:00:00.000Z',
    lastSeen: '2026-11-20T00:00:00.000Z',
    sightings: 1,
  });
  const own = platform('alpha', {});
  const site = own.sites[0]?.name as string;
  const outcomeAt = (url: string) =>
    makeDossier({
      platform: own,
      pages: [page(url)],
      addresses: [],
      vantageCountry: () => null,
      today: TODAY,
      evidenceDays: 30,
    }).pages[0]?.document.outcome;
  t.equal(outcomeAt(`https://www.${site}/`), 'content');
  t.equal(outcomeAt('https://stranger.example/'), 'elsewhere');
  t.end();
});

t.test('what a machine says reaches the list, and only as something to watch', (t) => {
  const alpha = platform('alpha', {});
  const { decided } = decide([FRONT, P2P]);
  const withState = (state: MachineState, more: object = {}): Decided => ({
    ...decided,
    record: { ...decided.record, state, ...more },
  });
  const listing = (word: Decided, decisions: Parameters<typeof registry>[0]['decisions'] = []) => {
    const states = decideStates({
      registry: registry({ platforms: [alpha], decisions }),
      profile,
      asOf: TODAY,
      today: TODAY,
      assessed: new Map([['alpha', word]]),
    });
    const listed = states.listed[0];
    return listed ? `${listed.state} ${listed.action} ${listed.basis[0]?.kind}` : states.unlisted[0]?.reason;
  };
  t.equal(listing(withState('proposed')), 'proposed monitor assessment');
  t.equal(
    listing(withState('proposed', { expires: '2026-11-20' })),
    'review monitor assessment',
    'expiry is loud',
  );
  t.equal(listing(withState('review', { previous: before('proposed') })), 'review monitor assessment');
  t.match(
    listing(withState('review', { previous: null })),
    /review by the assessment/,
    'a conflict alone lists nobody',
  );
  t.match(listing(withState('not-a-platform')), /not-a-platform by the assessment/);
  t.equal(
    listing(withState('not-a-platform'), [flag('alpha', { expires: '2027-01-01' })]),
    'flagged block override',
  );
  const off = {
    ...flag('alpha', { expires: '2027-01-01', decided: '2026-11-20' }),
    decide: 'exempt' as const,
  };
  const on = flag('alpha', { expires: '2027-01-01', decided: '2026-11-21' });
  t.match(listing(withState('proposed'), [off]), /exempted/);
  t.equal(
    listing(withState('proposed'), [off, on]),
    'flagged block override',
    'the newest word of a person stands',
  );
  t.end();
});

t.test('a decision is added to an overrides file without touching the rest of it', (t) => {
  const decision = {
    decide: 'flag' as const,
    platform: 'beta',
    basis: 'seen: "quoted", # and more',
    by: 'somebody',
    decided: '2026-11-21',
    expires: '2027-02-01',
  };
  const item =
    '  - decide: flag\n    platform: alpha\n    basis: >-\n      why,\n      in words\n    by: me # a comment\n';
  const cases: [what: string, text: string | undefined][] = [
    ['no file', undefined],
    ['no list', '# head\nprofile: xx\n'],
    ['an empty list', 'profile: xx\ndecisions: []\naccept: []\n'],
    ['a list', `# head\nprofile: xx\ndecisions:\n${item}`],
    ['a list without a line feed at its end', `profile: xx\ndecisions:\n${item}`.trimEnd()],
    ['a list before another', `profile: xx\ndecisions:\n${item}\n# about accepting\naccept: []\n`],
    ['a list in brackets', 'profile: xx\ndecisions: [{decide: flag, platform: alpha}]\n'],
  ];
  for (const [what, text] of cases) {
    const after = addDecision(text, 'xx', decision);
    const parsed = parseYaml(after) as { profile: string; decisions: Record<string, string>[] };
    t.equal(parsed.profile, 'xx', what);
    t.same(parsed.decisions.at(-1), decision, what);
    if (text?.includes(item)) t.ok(after.includes(item), `${what}: what stood there stays to the letter`);
  }
  t.end();
});

const SCRATCH = mkdtempSync(path.join(tmpdir(), 'cordon-decisions-'));
t.teardown(() => rmSync(SCRATCH, { recursive: true, force: true }));

/** A workspace of one platform, whose pages were read unless nothing was ever observed there. */
async function workspace(name: string, isObserved = true): Promise<{ lists: string; state: string }> {
  const lists = path.join(SCRATCH, name, 'lists');
  const state = path.join(SCRATCH, name, 'state');
  for (const folder of ['profiles', 'platforms', 'overrides'])
    mkdirSync(path.join(lists, folder), { recursive: true });
  mkdirSync(state);
  const write = (file: string, text: string) => writeFileSync(path.join(lists, file), text);
  write('cordon.yaml', 'default_profile: xx\n');
  write(
    'profiles/xx.yaml',
    'id: xx\nname: Exampleland\nhome: CN\ncurrencies: [CNY]\ndialling_code: "+999"\n',
  );
  write('platforms/alpha.yaml', 'id: alpha\nname: Alpha\nkind: cex\nsites:\n  - name: alpha-trade.example\n');
  if (!isObserved) return { lists, state };
  const journal = await openSqliteJournal(path.join(state, 'journal.db'), {
    clock: () => Date.parse(`${TODAY}T00:00:00Z`),
  });
  const { pages } = dossier({ pages: [FRONT, P2P] });
  await journal.record(
    pages.map(({ document: { url, finalUrl, text, links, configs, bodySha256, ...facts } }) => ({
      subject: url,
      type: 'page',
      vantage: 'crawl',
      at: '2026-11-20T00:00:00.000Z',
      outcome: 'content',
      conclusive: true,
      value: JSON.parse(JSON.stringify({ url: finalUrl, facts })) as Json,
      detail: JSON.parse(JSON.stringify({ text, links, configs, bodySha256 })) as Json,
    })),
  );
  await journal.close();
  return { lists, state };
}

const loadLists = (lists: string) =>
  readRegistry(
    ['cordon.yaml', 'profiles/xx.yaml', 'platforms/alpha.yaml'].map((file) => ({
      path: file,
      text: readFileSync(path.join(lists, file), 'utf8'),
    })),
  );

async function cordon(
  place: { lists: string; state: string },
  ...argv: string[]
): Promise<{ code: number; out: string; err: string }> {
  const told = { out: '', err: '' };
  const code = await run([...argv, '--lists', place.lists, '--state', place.state], {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
    env: {},
    cwd: SCRATCH,
    now: () => new Date(`${TODAY}T12:00:00Z`),
    isTerminal: false,
  });
  return { code, ...told };
}

t.test(
  'assess shows the parts of its scores, keeps each decision once, and replay answers for it',
  async (t) => {
    const place = await workspace('assess');
    const first = await cordon(place, 'assess', 'alpha');
    t.equal(first.code, 0, first.err);
    t.match(first.out, /alpha +watched/);
    t.match(first.out, /gate A {3}\d+ of 5: .*trading-pairs \+3/);
    t.match(first.out, /finding {2}A trading-pairs\/\d+ \+3: .*BTC\/USDT/);
    t.match(
      first.out,
      /https:\/\/alpha-trade\.example\/: “.*” sha256:[0-9a-f]{12}/,
      'cited with its document',
    );
    t.match((await cordon(place, 'assess')).err, /0 new decisions, 1 as before/);
    const digest = /decision sha256:([0-9a-f]{64})/.exec(first.out)?.[1] as string;
    for (const name of [digest, digest.slice(0, 12), 'alpha']) {
      const again = await cordon(place, 'replay', name);
      t.equal(again.code, 0, again.err);
      t.match(again.out, /replay {3}the same/, name);
    }
    t.equal((await cordon(place, 'replay', 'beta')).code, 2, 'a decision that is not there');
    writeFileSync(
      path.join(place.lists, 'profiles/xx.yaml'),
      'id: xx\nname: Exampleland\nhome: CN\ncurrencies: [EUR]\ndialling_code: "+1"\nthresholds: {trading: 20}\n',
    );
    const changed = await cordon(place, 'replay', 'alpha');
    t.equal(changed.code, 1, changed.err);
    t.match(changed.out, /differs \(profile\)/);
  },
);

t.test('documents of a store of version 1 are still found, beside those of today', async (t) => {
  const { DECISIONS, openDecisionStore, packText } = await import('../src/cli/deciding/decision-store.js');
  const file = path.join(SCRATCH, 'version-1.db');
  const old = await openFile(file, 1_000, { ...DECISIONS, steps: DECISIONS.steps.slice(0, 1) });
  const text = '{"kind":"page"}';
  const insert = old.db.prepare('INSERT INTO document VALUES (?, ?)');
  insert.run(sha256(text), brotliCompressSync(text));
  insert.run('0'.repeat(64), Buffer.from('no brotli'));
  old.db.close();
  const store = await openDecisionStore(file);
  t.teardown(() => store.close());
  const texts = ['{"a":1}', '{"b":2}', '{"c":3}'];
  const digests = texts.map((one) => sha256(one));
  const of = (...places: number[]) =>
    new Map(places.map((i) => [digests[i] as string, texts[i] as string] as const));
  const keep = (documents: ReadonlyMap<string, string>) => {
    const pack = store.packUnknown('alpha', documents);
    const record = { profile: 'xx', platform: 'alpha', count: documents.size } as unknown as DecisionRecord;
    store.record([
      {
        decided: { digest: `decision ${[...documents.keys()].join()}`, record },
        body: packText('{}'),
        documents: pack,
      },
    ]);
    return pack?.digests;
  };
  t.same(keep(of(0, 1)), [digests[0], digests[1]]);
  t.same(keep(of(1, 2)), [digests[2]], 'what is kept already is not kept again');
  t.equal(keep(of(2)), undefined);
  const wanted = [...digests, sha256(text), '0'.repeat(64), 'f'.repeat(64)];
  const found = store.documents('alpha', wanted);
  t.same([...found].sort(), [...of(0, 1, 2), [sha256(text), text]].sort());
  t.same([...store.documents('beta', wanted)], [[sha256(text), text]], "another platform's are not its own");
  t.equal(store.shared('0'.repeat(64)), null, 'a damaged text is missing');
});

t.test('threads decide as one does, and their errors are told', async (t) => {
  // Threads run what was built.
  const pool = '../dist/cli/deciding/assess-pool.js';
  const { assessInThreads } = (await import(pool)) as typeof import('../src/cli/deciding/assess-pool.js');
  const [one, other] = [await workspace('one'), await workspace('other')];
  const alone = JSON.parse((await cordon(one, 'assess', '--json')).out) as Decided;
  const lists = loadLists(other.lists);
  const profileText = canonicalJson(lists.profiles.get('xx') as unknown as Json);
  const basis = {
    profile: lists.profiles.get('xx') as Profile,
    profileDigest: sha256(profileText),
    settings: lists.settings,
    decided: `${TODAY}T12:00:00Z`,
  };
  const task = { platform: lists.platforms.get('alpha') as Platform, reviewer: null };
  const decide = async (journal: string) => {
    const digests: string[] = [];
    const files = { journal, decisions: path.join(other.state, 'decisions.db') };
    for await (const { decided } of assessInThreads(new Array(40).fill(task), basis, files))
      digests.push(decided.digest);
    return digests;
  };
  t.same(await decide(path.join(other.state, 'journal.db')), new Array(40).fill(alone.digest));
  writeFileSync(
    path.join(other.state, 'broken.db'),
    'this is no database, whatever its name says. '.repeat(40),
  );
  await t.rejects(decide(path.join(other.state, 'broken.db')));
});

t.test('a person flags, exempts and retires, and mistakes cost nothing', async (t) => {
  const place = await workspace('flag', false);
  const file = path.join(place.lists, 'overrides/xx.yaml');
  const words = ['--basis', 'notice 7 of the authority', '--by', 'Jo', '--expires'];
  t.equal(
    (await cordon(place, 'assess')).code,
    0,
    'assessing what was never observed does not make it stale',
  );
  const flagged = await cordon(place, 'flag', 'alpha', ...words, '2027-02-01');
  t.equal(flagged.code, 0, flagged.err);
  t.equal(flagged.out, 'alpha is flagged under profile xx until 2027-02-01, by Jo\n');
  t.equal((await cordon(place, 'release', '--json')).code, 0);
  const entries = readFileSync(path.join(place.lists, 'releases/xx/1/entries.jsonl'), 'utf8');
  t.match(entries, /"action":"block".*"basis":"override:xx\/alpha".*"value":"alpha-trade.example"/);
  const before = readFileSync(file, 'utf8');
  const mistakes: [argv: string[], why: RegExp][] = [
    [['flag', 'alhpa', ...words, '2027-02-01'], /no platform "alhpa"[\s\S]*did you mean alpha/],
    [['flag', 'alpha', ...words, '2026-11-21'], /no day after today/],
    [['flag', 'alpha', ...words, 'soon'], /no day after today/],
    [['retire', 'alpha', '--basis', 'x', '--by', 'Jo', '--expires', '2027-02-01'], /says too little/],
    [['exempt', 'alpha', '--by', 'Jo', '--expires', '2027-02-01'], /required option '--basis/],
  ];
  for (const [argv, why] of mistakes) {
    const { code, err } = await cordon(place, ...argv);
    t.equal(code, 2, argv.join(' '));
    t.match(err, why);
    t.equal(readFileSync(file, 'utf8'), before, 'the file is as it was');
  }
  t.equal((await cordon(place, 'exempt', 'alpha', ...words, '2027-02-01')).code, 0);
  t.match(readFileSync(file, 'utf8'), before, 'added behind what stood there');
  const empty = await cordon(place, 'release');
  t.equal(empty.code, 4, 'a list that would be empty is refused');
  t.notOk(existsSync(path.join(place.lists, 'releases/xx/2')));
});
