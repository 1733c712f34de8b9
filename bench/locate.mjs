// 1,000,000 country look-ups as whole processes: Cordon's bulk reader (with the check of the pinned digest) against
// plain maxmind on the same file and the same addresses. Needs a build: npm run build && node bench/locate.mjs [rounds]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const print = (line) => process.stdout.write(`${line}\n`);
const TARGET_RATIO = 0.45;
const LOOKUPS = 1_000_000;

/** Two octets a look-up, so that both sides pay the same for their output. */
function digestOf(countryAt) {
  const out = Buffer.alloc(LOOKUPS * 2, 0x2d);
  for (let i = 0; i < LOOKUPS; i++) {
    const country = countryAt(i);
    if (country === null) continue;
    out[i * 2] = country.charCodeAt(0);
    out[i * 2 + 1] = country.charCodeAt(1);
  }
  return createHash('sha256').update(out).digest('hex');
}

const contenders = {
  async cordon(addresses) {
    const { EMBEDDED_DATABASE, openDatabase } = await import('../dist/observe/locate/database.js');
    const { bulkCountries } = await import('../dist/observe/locate/bulk-countries.js');
    const database = await openDatabase(EMBEDDED_DATABASE, { lookups: addresses.length });
    const { countries, rows } = bulkCountries(database, addresses);
    return digestOf((i) => countries[rows[i]]);
  },
  async maxmind(addresses) {
    const { open } = await import('maxmind');
    const folder = path.dirname(
      createRequire(import.meta.url).resolve('@ip-location-db/geo-whois-asn-country-mmdb/package.json'),
    );
    const reader = await open(path.join(folder, 'geo-whois-asn-country.mmdb'));
    return digestOf((i) => reader.get(addresses[i])?.country_code ?? null);
  },
};

const self = fileURLToPath(import.meta.url);
const [mode, file] = process.argv.slice(2);
if (mode in contenders) {
  const addresses = readFileSync(file, 'latin1').trimEnd().split('\n');
  const digest = await contenders[mode](addresses);
  process.stdout.write(JSON.stringify({ digest, peakBytes: process.resourceUsage().maxRSS * 1024 }));
} else {
  compare(Number(mode ?? 5));
}

function compare(rounds) {
  const folder = mkdtempSync(path.join(tmpdir(), 'cordon-bench-'));
  const file = path.join(folder, 'addresses.txt');
  writeFileSync(file, `${addresses().join('\n')}\n`);
  const runs = { cordon: [], maxmind: [] };
  const digests = new Set();
  for (let round = 0; round < rounds; round++)
    for (const name of Object.keys(contenders)) {
      const start = performance.now();
      const { stdout, status, stderr } = spawnSync(process.execPath, [self, name, file], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
      const { digest, peakBytes } = JSON.parse(stdout);
      runs[name].push({ seconds: (performance.now() - start) / 1000, peakBytes });
      digests.add(digest);
    }
  rmSync(folder, { recursive: true });
  report(runs, digests);
}

function report(runs, digests) {
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  const seconds = Object.fromEntries(
    Object.entries(runs).map(([name, all]) => [name, median(all.map((run) => run.seconds))]),
  );
  for (const [name, all] of Object.entries(runs)) {
    const megabytes = Math.max(...all.map((run) => run.peakBytes)) / 1e6;
    print(`${name.padEnd(8)} ${seconds[name].toFixed(2)} s  peak ${megabytes.toFixed(0)} MB`);
  }
  const ratio = seconds.cordon / seconds.maxmind;
  print(`ratio    ${ratio.toFixed(2)} (at most ${TARGET_RATIO})`);
  print(`answers  ${digests.size === 1 ? 'the same' : 'DIFFERENT'}`);
  process.exitCode = ratio <= TARGET_RATIO && digests.size === 1 ? 0 : 1;
}

/** Seeded (sfc32), spread over the unicast space as addresses of hosts are not: the worst case for caches. */
function addresses() {
  let [a, b, c, d] = [3, 0x9e3779b9, 0x243f6a88, 0xb7e15162];
  const next = () => {
    const t = (((a + b) >>> 0) + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + t) >>> 0;
    return t;
  };
  const found = [];
  while (found.length < LOOKUPS) {
    const word = next();
    const first = word >>> 24;
    if (first === 0 || first === 10 || first === 127 || first >= 224) continue;
    found.push(`${first}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`);
  }
  return found;
}
