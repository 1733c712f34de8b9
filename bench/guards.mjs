// The protected-set guards over 1,000,000 entries (half names, half prefixes) against the bundled protected lists,
// topped up to 220,000 ranges: Cordon's sieve over columns, against a Map of names with every parent looked up plus one
// Map of networks for each prefix length (the straightforward way), and ip-cidr over a sample (it compares one pair at
// a time). All three must find the same hits. Needs a build: npm run build && node bench/guards.mjs [rounds]
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import IpCidr from 'ip-cidr';
import { NAME_SUBTREE, NameTableBuilder, nameAt } from '../dist/model/names/name-table.js';
import { formatAddress, formatPrefix, networkOf } from '../dist/model/prefixes/prefix.js';
import { PrefixTableBuilder, prefixAt } from '../dist/model/prefixes/prefix-table.js';
import { DEFAULT_LIMITS } from '../dist/model/release/limits.js';
import { checkGuards } from '../dist/release/guards/check-guards.js';
import { readRegistry } from '../dist/sources/registry.js';

const print = (line) => process.stdout.write(`${line}\n`);
const ENTRIES = 1_000_000;
const RANGES = 220_000;
const PLANTED = 50;
const IP_CIDR_SAMPLE = 200;
const WANTED_SECONDS = 1;

/** Seeded (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
}

function bundledProtected() {
  const folder = fileURLToPath(new URL('../lists/protected', import.meta.url));
  const files = readdirSync(folder).map((name) => ({
    path: `protected/${name}`,
    text: readFileSync(path.join(folder, name), 'utf8'),
  }));
  return readRegistry([
    ...files,
    { path: 'cordon.yaml', text: 'default_profile: xx\n' },
    { path: 'profiles/xx.yaml', text: 'id: xx\nname: X\nhome: XX\n' },
  ]).protectedLists;
}

/** Networks of /24 to /28 and /40 to /48 outside of the space that entries come from, but for those planted. */
function topUp(lists, random) {
  const have = lists.reduce((sum, list) => sum + list.prefixes.length, 0);
  const prefixes = [];
  while (have + prefixes.length < RANGES)
    prefixes.push(
      random() % 4 > 0
        ? networkOf([((16 + (random() % 160)) * 2 ** 24 + (random() % 2 ** 24)) >>> 0], 24 + (random() % 5))
        : networkOf([0x24000000 + (random() % 2 ** 24), random(), random(), random()], 40 + (random() % 9)),
    );
  const first = lists.find((list) => list.use === 'shared');
  return [...lists, { ...first, id: 'generated', names: [], prefixes, cnameSuffixes: [] }];
}

/** Half names as lists of trackers have them, half single addresses; some of both planted into the protected set. */
function entriesOf(lists, random) {
  const names = new NameTableBuilder();
  const prefixes = new PrefixTableBuilder();
  const protectedNames = lists.filter(({ use }) => use === 'never').flatMap((list) => list.names);
  const ranges = lists.flatMap((list) => list.prefixes);
  const word = () => random().toString(36);
  const tlds = ['com', 'net', 'org', 'io', 'co.uk', 'com.cn', 'xyz', 'exchange'];
  for (let i = 0; i < ENTRIES / 2; i++) {
    const site = `${word()}${word()}.${tlds[random() % tlds.length]}`;
    const name =
      i < PLANTED
        ? protectedNames[random() % protectedNames.length].name
        : random() % 2
          ? site
          : `${word()}.${site}`;
    names.add(name, random() % 4 ? NAME_SUBTREE : 0);
  }
  for (let i = 0; i < ENTRIES / 2; i++) {
    const planted = ranges[random() % ranges.length];
    if (i < PLANTED) prefixes.add(networkOf(planted.words, planted.words.length * 32));
    else if (random() % 2)
      prefixes.add(networkOf([((16 + (random() % 160)) * 2 ** 24 + (random() % 2 ** 24)) >>> 0], 32));
    else prefixes.add(networkOf([0x2a000000 + (random() % 2 ** 24), random(), random(), random()], 128));
  }
  const [nameTable, prefixTable] = [names.build(), prefixes.build()];
  return {
    names: nameTable,
    namePlatform: new Uint32Array(nameTable.count),
    prefixes: prefixTable,
    prefixPlatform: new Uint32Array(prefixTable.v4.count + prefixTable.v6.count),
    platforms: ['bench'],
  };
}

/** Protected values that are hit. */
function cordon(entries, lists) {
  const { violations } = checkGuards({
    entries,
    platforms: 1,
    protectedLists: lists,
    limits: DEFAULT_LIMITS,
    accepting: { profile: 'xx', overrides: [], run: [], today: '2026-01-01' },
    created: '2026-01-01T00:00:00Z',
    states: 'list',
    takenOff: new Set(),
  });
  return new Set(violations.map(({ value }) => value));
}

/** What one writes first: text, a Map for every question. */
function maps(entries, lists) {
  const hits = new Set();
  const scopes = new Map();
  const above = new Map();
  for (const list of lists.filter(({ use }) => use !== 'shared'))
    for (const { name, scope } of list.names) {
      if (scopes.get(name) !== 'subtree') scopes.set(name, scope);
      for (const parent of parents(name)) above.set(parent, [...(above.get(parent) ?? []), name]);
    }
  for (let row = 0; row < entries.names.count; row++) {
    const name = nameAt(entries.names, row);
    if (scopes.has(name)) hits.add(name);
    for (const parent of parents(name)) if (scopes.get(parent) === 'subtree') hits.add(parent);
    if (entries.names.flags[row] & NAME_SUBTREE) for (const below of above.get(name) ?? []) hits.add(below);
  }
  for (const columns of [entries.prefixes.v4, entries.prefixes.v6]) {
    const key = columns.family === 4 ? ([word]) => word : (words) => words.join();
    const byLength = new Map();
    for (const prefix of lists.flatMap((list) => list.prefixes)) {
      if (prefix.family !== columns.family) continue;
      if (!byLength.has(prefix.length)) byLength.set(prefix.length, new Map());
      byLength.get(prefix.length).set(key(prefix.words), formatPrefix(prefix));
    }
    for (let row = 0; row < columns.count; row++) {
      const { words, length } = prefixAt(columns, row);
      for (const [bits, networks] of byLength) {
        const hit = bits <= length && networks.get(key(networkOf(words, bits).words));
        if (hit) hits.add(hit);
      }
    }
  }
  return hits;
}

function parents(name) {
  const found = [];
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
    found.push(name.slice(dot + 1));
  return found;
}

/** Seconds for each prefix entry against all ranges of its family, one after the other. */
function ipCidrSeconds(entries, lists) {
  const ranges = lists
    .flatMap((list) => list.prefixes)
    .filter(({ family }) => family === 4)
    .map((prefix) => new IpCidr(formatPrefix(prefix)));
  const { v4 } = entries.prefixes;
  const start = performance.now();
  for (let row = 0; row < IP_CIDR_SAMPLE; row++) {
    const address = formatAddress(prefixAt(v4, row).words);
    for (let i = 0; i < 1000; i++) ranges[i].contains(address);
  }
  return (((performance.now() - start) / 1000 / IP_CIDR_SAMPLE) * ranges.length) / 1000;
}

const rounds = Number(process.argv[2] ?? 5);
const random = randomOf(7);
const lists = topUp(bundledProtected(), random);
const entries = entriesOf(lists, random);
const count = (table) => table.v4.count + table.v6.count;
print(
  `${entries.names.count} names, ${count(entries.prefixes)} prefixes (${entries.prefixes.v6.count} IPv6); protected: ${lists.reduce((sum, { prefixes }) => sum + prefixes.length, 0)} ranges, ${lists.reduce((sum, { names }) => sum + names.length, 0)} names`,
);
const runs = { cordon: [], maps: [] };
const found = {};
for (let round = 0; round < rounds; round++)
  for (const [name, contender] of Object.entries({ cordon, maps })) {
    const start = performance.now();
    found[name] = contender(entries, lists);
    runs[name].push((performance.now() - start) / 1000);
  }
const sorted = (name) => [...runs[name]].sort((a, b) => a - b);
const median = (name) => sorted(name)[rounds >> 1];
for (const name of Object.keys(runs))
  print(
    `${name.padEnd(8)} ${median(name).toFixed(2)} s (${sorted(name)[0].toFixed(2)}–${sorted(name).at(-1).toFixed(2)}), ${found[name].size} protected values hit`,
  );
const same = [...found.cordon].sort().join() === [...found.maps].sort().join();
print(`ratio    ${(median('cordon') / median('maps')).toFixed(3)} of maps`);
print(`ip-cidr  ${ipCidrSeconds(entries, lists).toFixed(3)} s for one IPv4 entry against all ranges`);
print(`hits     ${same ? 'the same' : 'DIFFERENT'}`);
process.exitCode = same && median('cordon') < WANTED_SECONDS ? 0 : 1;
