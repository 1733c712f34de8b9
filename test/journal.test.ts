import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import Sqlite from 'libsql';
import t, { type Test } from 'tap';
import { acquireLock } from '../src/cli/files/lock.js';
import { Keeper } from '../src/cli/observing/keeper.js';
import { canonicalJson, type Json } from '../src/model/canonical-json.js';
import { sha256 } from '../src/model/digest.js';
import { CordonError, EXIT } from '../src/model/errors.js';
import type { Observation } from '../src/model/observation.js';
import { ObservationBatcher } from '../src/observe/journal/batcher.js';
import { type BlobOptions, openBlobStore } from '../src/observe/journal/blobs.js';
import { type Fact, type Journal, MAX_BATCH, MAX_VALUE_CHARACTERS } from '../src/observe/journal/journal.js';
import { APPLICATION_ID, JOURNAL, migrate, STEPS } from '../src/observe/journal/migrations.js';
import { openSqliteJournal } from '../src/observe/journal/sqlite.js';
import { writePlainSources } from './helpers/plain-sources.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 12);
const at = (days: number, ms = 0) => new Date(NOW + days * DAY + ms).toISOString();

const look = (more: Partial<Observation> = {}): Observation => ({
  subject: 'www.exchange.example',
  type: 'dns/A',
  vantage: 'resolver-a',
  at: at(0),
  outcome: 'answer',
  conclusive: true,
  value: { records: ['192.0.2.1'] },
  detail: { ttlSeconds: 60 },
  ...more,
});
const failed = (more: Partial<Observation> = {}) =>
  look({ outcome: 'timeout', conclusive: false, value: null, ...more });

async function fresh(t: Test, name = 'journal.db'): Promise<{ journal: Journal; file: string }> {
  const file = path.join(t.testdir(), 'state', name);
  const journal = await openSqliteJournal(file, { clock: () => NOW });
  t.teardown(() => journal.close().catch(() => {}));
  return { journal, file };
}

const brief = (fact: Fact) => [fact.outcome, fact.firstSeen, fact.lastSeen, fact.sightings, fact.detail];

async function rejection(promise: Promise<unknown>): Promise<CordonError> {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason,
  );
  if (error instanceof CordonError) return error;
  throw error;
}

t.test('equal values of one key are one fact; failures stand beside it and change nothing', async (t) => {
  const { journal } = await fresh(t);
  const ttl = (ttlSeconds: number) => ({ detail: { ttlSeconds } });
  await journal.record([look({ at: at(0), ...ttl(60) })]);
  await journal.record([look({ at: at(2), ...ttl(50) }), failed({ at: at(3), detail: undefined })]);
  await journal.record([
    look({ at: at(1), ...ttl(40) }),
    look({ at: at(4), value: { records: ['192.0.2.2'] }, ...ttl(30) }),
    look({ at: at(5), ...ttl(20) }),
    failed({ at: at(6), detail: undefined }),
    // The same look twice, as after a crash between commit and acknowledgement.
    look({ at: at(5), ...ttl(20) }),
    look({ at: at(4), outcome: 'nodata', value: { records: [] }, detail: undefined, vantage: 'resolver-b' }),
  ]);
  const history = await journal.history('www.exchange.example');
  t.same(history.map(brief), [
    ['answer', at(0), at(5), 4, { ttlSeconds: 20 }],
    ['timeout', at(3), at(6), 2, undefined],
    ['answer', at(4), at(4), 1, { ttlSeconds: 30 }],
    ['nodata', at(4), at(4), 1, undefined],
  ]);
  t.same(
    history.map(({ vantage }) => vantage),
    ['resolver-a', 'resolver-a', 'resolver-a', 'resolver-b'],
  );
  const key = ['www.exchange.example', 'dns/A', 'resolver-a'] as const;
  t.same((await journal.latest(...key))?.value, { records: ['192.0.2.1'] });
  t.equal((await journal.lastAttempt(...key))?.outcome, 'timeout');
  t.equal(await journal.fresh(...key, at(4, 1)), true);
  t.equal(await journal.fresh(...key, at(5)), false, 'a later failure is not fresh');
  t.same(await journal.history('other.example'), []);
  t.equal(await journal.latest('www.exchange.example', 'dns/AAAA', 'resolver-a'), undefined);
  t.equal(await journal.fresh('www.exchange.example', 'page', 'resolver-a', at(-9)), false);
});

t.test('the same value as another outcome, or less sure, is another fact', async (t) => {
  const { journal } = await fresh(t);
  await journal.record([
    look({ value: null }),
    look({ value: null, outcome: 'nodata' }),
    look({ value: null, conclusive: false }),
    look({ value: { b: 1, a: undefined, c: [2] } }),
    look({ value: { c: [2], b: 1 }, at: at(1) }),
  ]);
  const history = await journal.history('www.exchange.example');
  t.same(
    history.map(({ value, sightings }) => [canonicalJson(value), sightings]),
    [
      ['null', 1],
      ['null', 1],
      ['null', 1],
      ['{"b":1,"c":[2]}', 2],
    ],
  );
});

t.test('hostile text comes back as it went in', async (t) => {
  const { journal } = await fresh(t);
  const texts = ["'; DROP TABLE fact; --", '\u0000\n"\\', '💥\u202e', '[1,2]', 'null', '', '\ud800'];
  await journal.record(
    texts.map((text, i) => look({ subject: `${i}.example`, value: { text }, detail: text })),
  );
  for (const [i, text] of texts.entries()) {
    const [fact] = await journal.history(`${i}.example`);
    t.same(fact?.value, { text });
    t.equal(fact?.detail, text);
  }
  await journal.record([look({ subject: "https://x.example/?q=' OR 1=1 --" }), look({ subject: 'ü💥' })]);
  t.equal((await journal.history("https://x.example/?q=' OR 1=1 --")).length, 1);
  t.equal((await journal.history('ü💥')).length, 1);
});

t.test('an observation that no honest caller makes is refused, with its whole batch', async (t) => {
  const { journal } = await fresh(t);
  const cases: [string, Partial<Observation>][] = [
    ['no subject', { subject: '' }],
    ['line break in a subject', { subject: 'a.example\nb.example' }],
    ['half a surrogate pair', { subject: '\ud800' }],
    ['NUL in a type', { type: 'dns/\u0000' }],
    ['no time', { at: '' }],
    ['time without milliseconds', { at: '2026-11-22T12:00:00Z' }],
    ['time with an offset', { at: '2026-11-22T12:00:00.000+01:00' }],
    ['day that does not exist', { at: '2026-02-30T12:00:00.000Z' }],
    ['month that does not exist', { at: '2026-13-01T12:00:00.000Z' }],
    ['value beyond the limit', { value: 'x'.repeat(MAX_VALUE_CHARACTERS) }],
    ['NaN', { value: Number.NaN }],
  ];
  for (const [name, more] of cases) await t.rejects(journal.record([look(), look(more)]), RangeError, name);
  t.same(await journal.history('www.exchange.example'), []);
  await journal.record([]);
});

t.test('batches longer than one transaction are kept in full', async (t) => {
  const { journal } = await fresh(t);
  const count = MAX_BATCH * 2 + 117;
  await journal.record(
    Array.from({ length: count }, (_, i) => look({ subject: `${i % 700}.example`, at: at(0, i) })),
  );
  let sightings = 0;
  for await (const fact of journal.facts()) sightings += fact.sightings;
  t.equal(sightings, count);
});

interface Modelled {
  readonly observation: Observation;
  first: string;
  last: string;
  sightings: number;
  detail: Json | undefined;
}

/** The rules of the journal, as plainly as they can be written. */
function model(observations: readonly Observation[]): Map<string, Modelled> {
  const facts = new Map<string, Modelled>();
  for (const one of observations) {
    const { subject, type, vantage, outcome, conclusive, value, detail, at } = one;
    const key = canonicalJson([subject, type, vantage, outcome, conclusive, value]);
    const known = facts.get(key);
    if (!known) facts.set(key, { observation: one, first: at, last: at, sightings: 1, detail });
    else {
      if (at !== known.last) known.sightings++;
      if (at >= known.last) known.detail = detail;
      if (at < known.first) known.first = at;
      if (at > known.last) known.last = at;
    }
  }
  return facts;
}

const observations = fc.array(
  fc.record({
    subject: fc.constantFrom('a.example', 'b.example', '192.0.2.1'),
    type: fc.constantFrom('dns/A', 'page'),
    vantage: fc.constantFrom('here', 'there'),
    at: fc.nat(6).map((n) => at(n)),
    outcome: fc.constantFrom('answer', 'timeout'),
    conclusive: fc.boolean(),
    value: fc.constantFrom<Json[]>(null, { records: ['192.0.2.1'] }, { records: ['192.0.2.1', '192.0.2.2'] }),
    detail: fc.option(fc.nat(3), { nil: undefined }),
  }),
  { maxLength: 40 },
);

t.test('any sequence of observations leaves what the rules say, in any batches', async (t) => {
  const { file } = await fresh(t);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(observations, fc.integer({ min: 1, max: 40 }), async (all, batch) => {
      const journal = await openSqliteJournal(`${file}-${run++}`, { clock: () => NOW });
      for (let i = 0; i < all.length; i += batch) await journal.record(all.slice(i, i + batch));
      const expected = model(all);
      let count = 0;
      for await (const fact of journal.facts()) {
        const { subject, type, vantage, outcome, conclusive, value } = fact;
        const known = expected.get(canonicalJson([subject, type, vantage, outcome, conclusive, value]));
        t.same(
          [fact.firstSeen, fact.lastSeen, fact.sightings, fact.detail],
          [known?.first, known?.last, known?.sightings, known?.detail],
        );
        count++;
      }
      t.equal(count, expected.size);
      await journal.close();
    }),
    { numRuns: 25 },
  );
});

t.test('who else was given an address is known from the records of answers', async (t) => {
  const { journal } = await fresh(t);
  const a = (subject: string, days: number, more: Partial<Observation> = {}) =>
    look({ subject, at: at(days), ...more });
  await journal.record([
    a('www.exchange.example', -1),
    a('www.exchange.example', -9),
    a('bank.example', -3, { conclusive: false, outcome: 'suspect' }),
    a('old.example', -40),
    a('six.example', -1, { type: 'dns/AAAA', value: { records: ['2001:DB8::1'] } }),
    a('hint.example', -1, {
      type: 'dns/HTTPS',
      value: { records: [{ priority: 1, target: '192.0.2.77', params: { ipv4hint: ['192.0.2.1'] } }] },
    }),
    a('text.example', -1, { type: 'dns/TXT', value: { records: ['192.0.2.1'] } }),
    a('problem.example', -1, { value: { records: [], problem: '192.0.2.1' } }),
    a('page.example', -1, { type: 'page', value: { records: ['192.0.2.1'] } }),
  ]);
  const names = async (address: string, days: number) =>
    (await journal.subjectsSeenAt(address, days)).map(({ name }) => name);
  t.same(await names('192.0.2.1', 30), ['bank.example', 'hint.example', 'www.exchange.example']);
  t.same(await names('192.0.2.1', 2), ['hint.example', 'www.exchange.example']);
  t.same(await names('192.0.2.1', 60), [
    'bank.example',
    'hint.example',
    'old.example',
    'www.exchange.example',
  ]);
  t.same(await names('2001:db8::1', 30), ['six.example']);
  t.same(await names('192.0.2.9', 30), []);
  const [, , exchange] = await journal.subjectsSeenAt('192.0.2.1', 30);
  t.same(exchange, { name: 'www.exchange.example', firstSeen: at(-9), lastSeen: at(-1) });
});

t.test('iteration keeps subjects together, in order, and filters', async (t) => {
  const { journal } = await fresh(t);
  const subjects = Array.from({ length: 450 }, (_, i) => `${(i * 7919) % 1000}.example`);
  await journal.record(
    subjects.flatMap((subject, i) => [
      look({ subject, at: at(i % 3) }),
      look({ subject, type: 'page', at: at(-1) }),
    ]),
  );
  const all: Fact[] = [];
  for await (const fact of journal.facts()) all.push(fact);
  t.same(
    all.map(({ subject, type }) => `${subject} ${type}`),
    [...subjects].sort().flatMap((subject) => [`${subject} dns/A`, `${subject} page`]),
  );
  const some: Fact[] = [];
  for await (const fact of journal.facts({ types: ['dns/A', 'other'], since: at(2) })) some.push(fact);
  t.equal(some.length, 150);
  t.ok(some.every(({ type, lastSeen }) => type === 'dns/A' && lastSeen === at(2)));
});

t.test('pruning forgets what is old, but not the last answer of what is still looked at', async (t) => {
  const { journal } = await fresh(t);
  await journal.record([
    look({ subject: 'watched.example', at: at(-90) }),
    look({ subject: 'watched.example', at: at(-95), value: { records: ['192.0.2.5'] } }),
    failed({ subject: 'watched.example', at: at(-80) }),
    failed({ subject: 'watched.example', at: at(-1), value: 'again' }),
    look({ subject: 'left.example', at: at(-90) }),
    failed({ subject: 'left.example', at: at(-89) }),
    look({ subject: 'young.example', at: at(-3) }),
    look({ subject: 'young.example', at: at(-50), value: { records: ['192.0.2.6'] } }),
  ]);
  t.same(await journal.prune(at(-30)), { facts: 5, namesAtAddresses: 4 });
  const rest: unknown[] = [];
  for await (const { subject, outcome, lastSeen } of journal.facts()) rest.push([subject, outcome, lastSeen]);
  t.same(rest, [
    ['watched.example', 'answer', at(-90)],
    ['watched.example', 'timeout', at(-1)],
    ['young.example', 'answer', at(-3)],
  ]);
  t.same(await journal.prune(at(-30)), { facts: 0, namesAtAddresses: 0 });
  await journal.record([look({ subject: 'left.example' })]);
  t.equal((await journal.history('left.example'))[0]?.sightings, 1, 'forgotten, then seen anew');
});

t.test('two who open a new file at once do not both make its tables', (t) => {
  const file = path.join(t.testdir(), 'journal.db');
  const [one, other] = [new Sqlite(file), new Sqlite(file)];
  t.teardown(() => [one, other].map((db) => db.close()));
  // Both have read version 0 by now.
  migrate(one, JOURNAL, 0);
  migrate(other, JOURNAL, 0);
  t.same(other.prepare('PRAGMA user_version').raw().get(), [STEPS.length]);
  t.end();
});

t.test('a journal of an older version is brought up to date with all that it holds', async (t) => {
  const file = path.join(t.testdir(), 'old.db');
  const db = new Sqlite(file);
  migrate(db, JOURNAL, 0, 1);
  db.exec(`
    INSERT INTO subject VALUES (1, 'www.exchange.example');
    INSERT INTO word VALUES (1, 'dns/A'), (2, 'resolver-a'), (3, 'answer'), (4, 'page');
    INSERT INTO fact VALUES
      (1, 1, 1, 2, x'00', 3, 1, ${NOW - DAY}, ${NOW}, 2, '{"records":["192.0.2.1"]}', NULL),
      (2, 1, 4, 2, x'01', 3, 1, ${NOW - DAY}, ${NOW}, 2, '{"records":["192.0.2.1"]}', '{"x":1}')`);
  db.close();
  const journal = await openSqliteJournal(file, { clock: () => NOW });
  t.same(await journal.subjectsSeenAt('192.0.2.1', 30), [
    { name: 'www.exchange.example', firstSeen: at(-1), lastSeen: at(0) },
  ]);
  t.same(
    (await journal.history('www.exchange.example')).map(({ type, detail, sightings }) => [
      type,
      detail,
      sightings,
    ]),
    [
      ['dns/A', undefined, 2],
      ['page', { x: 1 }, 2],
    ],
  );
  await journal.close();
  const after = new Sqlite(file);
  t.same(after.prepare('PRAGMA user_version').raw().get(), [STEPS.length]);
  t.same(after.prepare('PRAGMA application_id').raw().get(), [APPLICATION_ID]);
  after.close();
});

t.test('files that are no usable journal are refused and left as they are', async (t) => {
  const folder = t.testdir({ junk: 'x'.repeat(9_000), folder: {} });
  const database = (name: string, sql: string) => {
    const db = new Sqlite(path.join(folder, name));
    db.exec(sql);
    db.close();
  };
  database(
    'newer',
    `CREATE TABLE x (y); PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 99`,
  );
  database('stranger', 'CREATE TABLE customers (name)');
  const cases: [string, RegExp][] = [
    ['junk', /damaged/],
    ['newer', /version 99; this program knows up to/],
    ['stranger', /no journal of Cordon/],
    ['folder', /cannot be used/],
    ['junk/below-a-file', /cannot be used/],
  ];
  for (const [name, reason] of cases) {
    const file = path.join(folder, name);
    const before = name === 'folder' || name.includes('/') ? null : sha256(readFileSync(file));
    const error = await rejection(openSqliteJournal(file, { clock: () => NOW }));
    t.equal(error.kind, 'config', name);
    t.match(error.message, reason);
    t.ok(error.problems[0]?.hint);
    if (before) t.equal(sha256(readFileSync(file)), before, `${name} is unchanged`);
  }
});

t.test('a file that is cut short is an error, not an empty history', async (t) => {
  const { journal, file } = await fresh(t);
  await journal.record(Array.from({ length: 900 }, (_, i) => look({ subject: `${i}.example` })));
  await journal.close();
  truncateSync(file, 8_192);
  const error = await rejection(
    (async () => {
      const damaged = await openSqliteJournal(file, { clock: () => NOW });
      for await (const fact of damaged.facts()) if (fact.sightings === 0) t.fail();
    })(),
  );
  t.equal(error.kind, 'config');
  t.match(error.message, /damaged/);
});

t.test('while another process writes for long, the journal says so and loses nothing', async (t) => {
  const { journal, file } = await fresh(t);
  await journal.close();
  const impatient = await openSqliteJournal(file, { clock: () => NOW, busyTimeoutMs: 20 });
  const other = new Sqlite(file);
  other.exec('BEGIN IMMEDIATE');
  const error = await rejection(impatient.record([look()]));
  t.equal(error.kind, 'locked');
  t.equal(EXIT[error.kind], 75);
  t.same(await impatient.history('www.exchange.example'), [], 'reading goes on');
  other.exec('ROLLBACK');
  other.close();
  await impatient.record([look()]);
  t.equal((await impatient.history('www.exchange.example')).length, 1);
  await impatient.close();
});

t.test('many subjects are looked up at once: what was conclusively seen of them since', async (t) => {
  const { journal } = await fresh(t);
  const names = Array.from({ length: 500 }, (_, i) => `n${i}.example`);
  await journal.record(names.map((subject, i) => look({ subject, at: at(i % 2) })));
  await journal.record([
    look({ subject: 'n1.example', at: at(1), vantage: 'resolver-b', type: 'dns/AAAA' }),
    failed({ subject: 'n2.example', at: at(3) }),
    look({ subject: 'not.asked.example', at: at(3) }),
  ]);
  const seen = async (since: string, ...subjects: string[]) =>
    (await journal.seenSince(subjects, since)).map((key) => Object.values(key).join(' ')).sort();
  t.same(await seen(at(0), 'n0.example', 'n1.example', 'n2.example', 'never.example'), [
    'n1.example dns/A resolver-a',
    'n1.example dns/AAAA resolver-b',
  ]);
  t.same(await seen(at(-1), 'n2.example'), ['n2.example dns/A resolver-a'], 'a failure hides nothing');
  t.equal((await seen(at(0), ...names)).length, 251);
  t.same(await seen(at(-9)), []);
  await t.rejects(journal.seenSince(['n0.example'], 'yesterday'), RangeError);
});

t.test('words: those of others are read, those of a batch that failed are none', async (t) => {
  const { journal, file } = await fresh(t);
  await journal.record([look()]);
  const other = await openSqliteJournal(file, { clock: () => NOW });
  await other.record([look({ type: 'dns/MX', vantage: 'resolver-z', outcome: 'nodata' })]);
  await other.close();
  const key = ['www.exchange.example', 'dns/MX', 'resolver-z'] as const;
  t.match(await journal.latest(...key), { type: 'dns/MX', vantage: 'resolver-z', outcome: 'nodata' });

  const plain = new Sqlite(file);
  plain.exec(`CREATE TRIGGER refuse BEFORE INSERT ON fact WHEN new.value = '"refused"'
    BEGIN SELECT raise(ABORT, 'refused'); END`);
  plain.close();
  await t.rejects(journal.record([look({ type: 'dns/TXT', value: 'refused' })]), /refused/);
  await journal.record([look({ type: 'dns/NS', value: 'ns' })]);
  await journal.record([look({ type: 'dns/TXT', value: 'txt' })]);
  t.same((await journal.history('www.exchange.example')).map(({ type, value }) => [type, value]).slice(-2), [
    ['dns/NS', 'ns'],
    ['dns/TXT', 'txt'],
  ]);
});

t.test(
  'a run goes on while the journal stores, and hears of what is stored and of what failed',
  async (t) => {
    const stored = new Set<Observation>();
    let recording = 0;
    let fails = false;
    const journal: Pick<Journal, 'record'> = {
      async record(batch) {
        t.equal(++recording, 1, 'one batch at a time');
        await wait(1);
        recording--;
        if (fails) throw new Error('the disk is full');
        for (const one of batch) stored.add(one);
      },
    };
    const told: Observation[] = [];
    let early = false;
    const keeper = new Keeper(journal, (group) => {
      early ||= !group.every((one) => stored.has(one));
      told.push(...group);
    });
    const groups = Array.from({ length: 4_000 }, (_, i) =>
      Array.from({ length: i % 4 }, () => look({ at: at(0, i) })),
    );
    let most = 0;
    let kept = 0;
    for (const group of groups) {
      await keeper.keep(group);
      kept += group.length;
      most = Math.max(most, kept - told.length);
    }
    await keeper.flush();
    t.equal(early, false, 'nothing is told before it is stored');
    t.same(told, groups.flat(), 'all of them, in their order');
    t.ok(most > MAX_BATCH && most < 6 * MAX_BATCH, `${most} waited at most`);
    fails = true;
    await keeper.keep([look()]);
    await t.rejects(keeper.flush(), /disk is full/);
    await t.rejects(keeper.keep([look()]), /disk is full/);
    t.equal(told.length, kept);
  },
);

t.test(
  'observations that come one by one are stored in batches, each acknowledged once it is stored',
  async (t) => {
    const batches: number[] = [];
    const stored: Observation[] = [];
    const journal: Pick<Journal, 'record'> = {
      async record(batch) {
        await wait(1);
        batches.push(batch.length);
        if (batch.some(({ subject }) => subject === '')) throw new RangeError('no subject');
        stored.push(...batch);
      },
    };
    const batcher = new ObservationBatcher(journal, { maxBatch: 10, maxDelayMs: 5 });
    const acknowledged = Promise.all(
      Array.from({ length: 25 }, async (_, i) => {
        const one = look({ at: at(0, i) });
        await batcher.add(one);
        t.ok(stored.includes(one));
      }),
    );
    await acknowledged;
    t.same(batches, [10, 10, 5], 'the last one by time');
    const lost = batcher.add(look({ subject: '' }));
    const kept = batcher.add(look());
    await t.rejects(batcher.flush(), RangeError);
    await t.rejects(Promise.all([lost, kept]), RangeError, 'a batch is refused as a whole');
    const next = batcher.add(look());
    await batcher.flush();
    await next;
    await batcher.flush();
    t.same(batches, [10, 10, 5, 2, 1]);
    const group = (count: number) => Array.from({ length: count }, (_, i) => look({ at: at(1, i) }));
    const together = [
      batcher.addTogether(group(7)),
      batcher.addTogether(group(3)),
      batcher.addTogether(group(4)),
    ];
    t.equal(together[0], together[1], 'what gets into one batch has one promise');
    t.not(together[1], together[2]);
    await Promise.all([...together, batcher.addTogether(group(8))]);
    t.same(batches.slice(5), [10, 4, 8], 'a group is never split');
  },
);

const blobOptions = (more: Partial<BlobOptions> = {}): BlobOptions => ({
  clock: () => NOW,
  maxBytes: 1_000_000,
  maxAgeDays: 30,
  ...more,
});
/** Does not compress. */
const noise = (seed: number, length = 10_000) => {
  let x = seed * 2_654_435_761 + 1;
  return Uint8Array.from({ length }, () => {
    x = (Math.imul(x, 1_103_515_245) + 12_345) | 0;
    return x >>> 16;
  });
};
const blobFile = (folder: string, digest: string) => path.join(folder, digest.slice(0, 2), `${digest}.br`);

t.test('captured pages come back by their digest, and are kept once', async (t) => {
  const folder = path.join(t.testdir(), 'blobs');
  const store = await openBlobStore(folder, blobOptions());
  const pages = ['', '<html>交易所</html>', 'x'.repeat(200_000)].map((text) => Buffer.from(text));
  const digests = await Promise.all([...pages, ...pages].map((page) => store.put(page)));
  t.same(
    digests,
    [...pages, ...pages].map((page) => sha256(page)),
  );
  t.equal(store.count, 3);
  t.ok(store.totalBytes < 1_000, 'compressed');
  for (const [i, page] of pages.entries()) t.same(await store.get(digests[i] as string), page);
  t.equal(await store.get(sha256('never stored')), null);
  t.equal(await store.evictionOf(sha256('never stored')), undefined);
  await t.rejects(store.get('../../etc/passwd'), RangeError);
  const again = await openBlobStore(folder, blobOptions());
  t.same([again.count, again.totalBytes], [store.count, store.totalBytes], 'as found on the disk');
});

t.test('a damaged page is an error when it is read, and whole again once it is captured again', async (t) => {
  const folder = path.join(t.testdir(), 'blobs');
  const store = await openBlobStore(folder, blobOptions());
  const page = Buffer.from('<html>evidence</html>'.repeat(50));
  const digest = await store.put(page);
  const other = await store.put(Buffer.from('another page'));
  const file = blobFile(folder, digest);
  const good = readFileSync(file);
  const flipped = Buffer.from(good);
  flipped[flipped.length - 3] = (flipped[flipped.length - 3] as number) ^ 0x10;
  const damages: [string, Uint8Array][] = [
    ['flipped bit', flipped],
    ['cut short', good.subarray(0, 10)],
    ['empty', Buffer.alloc(0)],
    ['other content', readFileSync(blobFile(folder, other))],
  ];
  for (const [name, bytes] of damages) {
    writeFileSync(file, bytes);
    const error = await rejection(store.get(digest));
    t.equal(error.kind, 'untrusted', name);
    await store.put(page);
    t.same(await store.get(digest), page, name);
  }
});

t.test(
  'the store keeps its limits of size and age, notes what it gave up, and keeps what is cited',
  async (t) => {
    const folder = path.join(t.testdir(), 'blobs');
    let now = NOW;
    const cited = new Set<string>();
    const options = blobOptions({ clock: () => now, maxBytes: 105_000, keep: (digest) => cited.has(digest) });
    const store = await openBlobStore(folder, options);
    const digests: string[] = [];
    for (let i = 0; i < 10; i++, now += 1_000) digests.push(await store.put(noise(i)));
    t.equal(store.count, 10);
    cited.add(digests[1] as string);
    await store.put(noise(0)); // seen again, so no longer the oldest
    now += 1_000;
    const newest = await store.put(noise(99));
    t.ok(store.totalBytes <= 105_000);
    const present = [];
    for (const digest of digests) present.push((await store.get(digest)) !== null);
    t.same(present, [true, true, false, false, ...new Array(6).fill(true)]);
    t.match(await store.evictionOf(digests[2] as string), { cause: 'size', at: new Date(now).toISOString() });
    t.ok(await store.get(newest));

    now += 31 * DAY;
    const later = await openBlobStore(folder, options);
    t.equal(later.count, 1, 'all but the cited one are too old');
    t.equal((await later.evictionOf(newest))?.cause, 'age');
    t.ok(await later.get(digests[1] as string));
    await later.put(noise(99));
    t.ok(await later.get(newest), 'captured anew');
  },
);

t.test('what killed processes left in the store is swept, what running ones write is not', async (t) => {
  const folder = path.join(t.testdir(), 'blobs');
  await openBlobStore(folder, blobOptions());
  const ended = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  await once(ended, 'exit');
  const [orphan, live] = [ended.pid, process.pid].map((pid) => path.join(folder, `.cordon-tmp-${pid}-0`));
  for (const file of [orphan, live]) writeFileSync(file as string, 'part');
  const store = await openBlobStore(folder, blobOptions());
  t.same([existsSync(orphan as string), existsSync(live as string), store.count], [false, true, 0]);
  const digest = await store.put(Buffer.from('page'));
  utimesSync(blobFile(folder, digest), 0, 0);
  writeFileSync(path.join(folder, 'evictions.jsonl'), '{"at":"2026-', { flag: 'a' });
  const aged = await openBlobStore(folder, blobOptions());
  t.equal(aged.count, 0);
  t.same(readdirSync(path.join(folder, digest.slice(0, 2))), []);
});

/** A child that runs plain JavaScript below the folder, without the test runner's loaders. */
function plainChild(t: Test, folder: string, code: string): ChildProcess {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  return child;
}

const ROUNDS = 50;
/** At once; starting a process is what takes the time. */
const LANES = 5;
const PER_BATCH = 5;

t.test(
  'killed 50 times while it writes, the journal has everything that it reported as stored',
  async (t) => {
    const folder = t.testdir();
    writePlainSources(folder, ['src/observe/journal/sqlite.ts', 'src/observe/journal/journal.ts']);
    const lane = async (id: number): Promise<number> => {
      const file = path.join(folder, `lane-${id}.db`);
      let acknowledged = 0;
      for (let round = id; round < ROUNDS; round += LANES) {
        const reported = await writeUntilKilled(t, folder, file, round);
        t.ok(reported.length > 0, `round ${round} stored something`);
        acknowledged += reported.length;
        const journal = await openSqliteJournal(file, { clock: () => NOW });
        const missing: string[] = [];
        const counts = await countBatches(journal, round);
        for (const batch of reported) if (counts.get(batch) !== PER_BATCH) missing.push(batch);
        t.same(missing, [], `round ${round}: ${reported.length} batches`);
        t.ok(
          [...counts.values()].every((count) => count === PER_BATCH),
          'no batch is stored in part',
        );
        await journal.close();
      }
      return acknowledged;
    };
    const totals = await Promise.all(Array.from({ length: LANES }, (_, id) => lane(id)));
    t.comment(`${totals.join(' + ')} batches acknowledged`);
  },
);

/** Batches that the child reported as stored before it was killed. */
async function writeUntilKilled(t: Test, folder: string, file: string, round: number): Promise<string[]> {
  const child = plainChild(
    t,
    folder,
    `import { writeSync } from 'node:fs';
    import { openSqliteJournal } from './src/observe/journal/sqlite.js';
    const journal = await openSqliteJournal(${JSON.stringify(file)}, { clock: () => ${NOW} });
    for (let n = 0; ; n++) {
      await journal.record(Array.from({ length: ${PER_BATCH} }, (_, i) => ({
        subject: '${round}-' + n, type: 'dns/A', vantage: 'v' + i, at: '${at(0)}', outcome: 'answer', conclusive: true,
        value: { records: ['192.0.2.' + i] },
      })));
      writeSync(1, '${round}-' + n + '\\n');
    }`,
  );
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended]);
  await wait(Math.random() * 25);
  child.kill('SIGKILL');
  await ended;
  return output.split('\n').slice(0, -1);
}

async function countBatches(journal: Journal, round: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { subject } of journal.facts())
    if (subject.startsWith(`${round}-`)) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return counts;
}

t.test('one run at a time works on a state folder; the kernel frees it when the run is killed', async (t) => {
  const folder = t.testdir();
  const state = path.join(folder, 'state');
  writePlainSources(folder, ['src/cli/files/lock.ts']);
  const attempt = async (folder: string) => acquireLock(folder);
  const own = acquireLock(state);
  const inProcess = await rejection(attempt(state));
  t.equal(EXIT[inProcess.kind], 75);
  const code = `
    import { acquireLock } from './src/cli/files/lock.js';
    try {
      acquireLock('state');
      process.stdout.write('taken');
      setInterval(() => globalThis.gc?.(), 1000);
    } catch (error) {
      process.stdout.write(error.kind + ': ' + error.problems[0].hint);
    }`;
  const second = plainChild(t, folder, code);
  const [said] = (await once(second.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  t.match(String(said), /^locked: try again/);
  own.release();
  own.release();
  const third = plainChild(t, folder, code);
  t.equal(String((await once(third.stdout as NodeJS.ReadableStream, 'data'))[0]), 'taken');
  t.equal((await rejection(attempt(state))).kind, 'locked');
  third.kill('SIGKILL');
  await once(third, 'exit');
  acquireLock(state).release();
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  t.equal((await rejection(attempt(path.join(file, 'state')))).kind, 'config');
});
