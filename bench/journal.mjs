// 1,000,000 observations into a new journal, then look-ups in it. Needs a build: npm run build && node bench/journal.mjs
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqliteJournal } from '../dist/observe/journal/sqlite.js';

const OBSERVATIONS = Number(process.argv[2] ?? 1_000_000);
const BATCH = 1_000;
const TARGET = { writeSeconds: 60, lookupMs: 1 };
const TYPES = ['A', 'AAAA', 'CNAME', 'NS', 'MX', 'TXT', 'CAA', 'HTTPS'].map((type) => `dns/${type}`);
const VANTAGES = ['resolver-a', 'resolver-b'];
const START_MS = Date.UTC(2026, 10, 1);
const NAMES = Math.ceil(OBSERVATIONS / (TYPES.length * VANTAGES.length));
const print = (line) => process.stdout.write(`${line}\n`);

const nameAt = (i) => `host${i}.platform${(i * 7919) % 9973}.example`;
const addressAt = (i) => `198.${18 + (i & 1)}.${(i >>> 8) & 255}.${i & 255}`;

/** The i-th of a run: all vantages of a name's type, then the next type; every third answer is "no data". */
function observation(i, run) {
  const vantage = VANTAGES[i % VANTAGES.length];
  const type = TYPES[Math.floor(i / VANTAGES.length) % TYPES.length];
  const name = Math.floor(i / (VANTAGES.length * TYPES.length));
  const answered = type === 'dns/A' || i % 3 > 0;
  return {
    subject: nameAt(name),
    type,
    vantage,
    at: new Date(START_MS + run * 3_600_000 + i).toISOString(),
    outcome: answered ? 'answer' : 'nodata',
    conclusive: true,
    value: {
      records: answered ? [addressAt(name), addressAt(name + 1)] : [],
      chain: [],
      authenticData: false,
    },
    detail: { ttlSeconds: 60 + (i % 240), rttMs: (i % 1000) / 10, server: '192.0.2.53#53', attempts: 1 },
  };
}

async function write(journal, count, run) {
  const start = performance.now();
  let worstMs = 0;
  for (let i = 0; i < count; i += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - i) }, (_, j) => observation(i + j, run));
    const before = performance.now();
    await journal.record(batch);
    worstMs = Math.max(worstMs, performance.now() - before);
  }
  const seconds = (performance.now() - start) / 1000;
  print(
    `run ${run}: ${count} in ${seconds.toFixed(1)} s, ${(count / seconds / 1000).toFixed(1)} k/s, longest batch ${worstMs.toFixed(0)} ms`,
  );
  return seconds;
}

async function lookups(name, ask) {
  const times = [];
  for (let i = 0; i < 5_000; i++) {
    const row = Math.imul(i, 2_654_435_761) >>> 0;
    const start = performance.now();
    await ask(row % NAMES, row);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)];
  print(
    `${name.padEnd(15)} median ${at(0.5).toFixed(3)} ms, p99 ${at(0.99).toFixed(3)} ms, worst ${times.at(-1).toFixed(1)} ms`,
  );
  return at(0.99);
}

const folder = mkdtempSync(path.join(tmpdir(), 'cordon-bench-'));
const file = path.join(folder, 'journal.db');
const options = { clock: () => START_MS + 86_400_000 };
let journal = await openSqliteJournal(file, options);
const seconds = await write(journal, OBSERVATIONS, 0);
await write(journal, Math.min(OBSERVATIONS, 200_000), 1);
await journal.close();
print(
  `file ${(statSync(file).size / 1e6).toFixed(0)} MB, peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
);
journal = await openSqliteJournal(file, options);
const key = (i, row) => [nameAt(i), TYPES[row % TYPES.length], VANTAGES[row % VANTAGES.length]];
const p99 = [
  await lookups('latest', (i, row) => journal.latest(...key(i, row))),
  await lookups('fresh', (i, row) => journal.fresh(...key(i, row), '2026-10-31T00:00:00.000Z')),
  await lookups('history', (i) => journal.history(nameAt(i))),
  await lookups('subjectsSeenAt', (i) => journal.subjectsSeenAt(addressAt(i), 30)),
];
let start = performance.now();
let facts = 0;
for await (const _ of journal.facts()) facts++;
print(`iteration: ${facts} facts in ${((performance.now() - start) / 1000).toFixed(1)} s`);
start = performance.now();
const { facts: pruned } = await journal.prune('2026-11-01T00:30:00.000Z');
print(`prune: ${pruned} facts in ${((performance.now() - start) / 1000).toFixed(1)} s`);
await journal.close();
rmSync(folder, { recursive: true });
const kept = seconds <= TARGET.writeSeconds && p99.every((ms) => ms <= TARGET.lookupMs);
print(kept ? 'within the targets' : `NOT within the targets: ${JSON.stringify(TARGET)}`);
process.exitCode = kept ? 0 : 1;
