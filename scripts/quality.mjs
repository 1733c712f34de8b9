/** The labelled pages as platforms, through the real extractor and rules, and tables of how they come out. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { documentDigest, documentText } from '../dist/decide/documents.js';
import { readDossier } from '../dist/decide/reading.js';
import { tradingRules } from '../dist/decide/rules/trading/index.js';
import { createPageReaderFactory } from '../dist/observe/crawl/page-reader.js';

const THRESHOLD = 5;
const SIGNALS = new Set(['pairs', 'trade-navigation', 'on-ramp', 'market-data']);
export const SEEN = '2026-01-15T00:00:00Z';

/** @returns the fixture as the crawler would have stored it. */
function readPage(makeReader, url, body, mediaType) {
  const head = {
    url,
    status: 200,
    headers: { 'content-type': `${mediaType}; charset=utf-8` },
    address: '198.51.100.7',
    certificate: null,
    hops: [],
  };
  const reader = makeReader(head);
  reader.sink(body);
  return reader.finish({
    outcome: 'ok',
    detail: '',
    requestedUrl: url,
    url,
    head,
    hops: [],
    certificate: null,
    address: head.address,
    wireBytes: body.length,
    decodedBytes: body.length,
    durationMs: 1,
  });
}

export function toDocument(facts) {
  const { language, title, description, alternates, links, resources, apiHosts, images, forms, analytics } =
    facts;
  return {
    kind: 'page',
    url: facts.requestedUrl,
    finalUrl: facts.url,
    vantage: 'test',
    vantageCountry: null,
    outcome: facts.condition === 'shell' ? 'shell-not-rendered' : facts.condition,
    status: facts.status,
    mediaType: facts.mediaType,
    ...{ language, title, description, alternates, links, resources, apiHosts, images, forms, analytics },
    accounts: facts.accounts,
    apps: facts.apps,
    text: facts.text,
    configs: facts.configs,
    bodySha256: createHash('sha256').update(facts.url).digest('hex'),
  };
}

/** Platforms of test/fixtures/pages: entries of one `platform` belong together, others stand alone. */
export async function loadPlatforms(directory) {
  const makeReader = await createPageReaderFactory();
  const labels = JSON.parse(readFileSync(path.join(directory, 'labels.json'), 'utf8'));
  const platforms = new Map();
  for (const label of labels) {
    const id = label.platform ?? label.file;
    const body = readFileSync(path.join(directory, label.file));
    const mediaType = label.file.endsWith('.json') ? 'application/json' : 'text/html';
    const document = toDocument(readPage(makeReader, label.url, body, mediaType));
    const platform = platforms.get(id) ?? { ...label, id, pages: [] };
    platform.pages.push({
      document,
      text: documentText(document),
      digest: documentDigest(document),
      firstSeen: SEEN,
      lastSeen: SEEN,
    });
    platforms.set(id, platform);
  }
  return [...platforms.values()];
}

export function dossierOf({ id, pages }) {
  const registry = { kind: 'registry', platform: id, operator: [], evidence: [] };
  return {
    platform: id,
    pages,
    addresses: [],
    registry: {
      document: registry,
      text: documentText(registry),
      digest: '0'.repeat(64),
      firstSeen: SEEN,
      lastSeen: SEEN,
    },
  };
}

/** Gate A is the same under every profile. */
const NO_PROFILE = { id: 'none', name: 'none', currencies: [], paymentRails: [] };

/** Highest weight of each family, those against one by one. */
export function gateOf(platform) {
  const dossier = dossierOf(platform);
  const input = { dossier, reading: readDossier(dossier), profile: NO_PROFILE };
  const findings = tradingRules.flatMap((rule) => rule.apply(input));
  const best = new Map();
  let score = 0;
  for (const { family, weight } of findings) {
    if (weight < 0) score += weight;
    else best.set(family, Math.max(best.get(family) ?? 0, weight));
  }
  for (const weight of best.values()) score += weight;
  return { findings, score, holds: score >= THRESHOLD && findings.some((one) => SIGNALS.has(one.signal)) };
}

const CELLS = ['recognised', 'missed', 'wrongly taken', 'left alone'];

function cellOf(platform) {
  const { holds } = gateOf(platform);
  if (platform.tradingPlatform) return holds ? 0 : 1;
  return holds ? 2 : 3;
}

function table(name, groups) {
  const lines = [`| ${name} | platforms | ${CELLS.join(' | ')} |`, '|---|---|---|---|---|---|'];
  for (const [group, members] of groups) {
    const counts = [0, 0, 0, 0];
    for (const member of members) counts[cellOf(member)]++;
    lines.push(`| ${group} | ${members.length} | ${counts.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function qualityTables(platforms) {
  const pages = platforms.reduce((sum, platform) => sum + platform.pages.length, 0);
  return [
    `${pages} pages of ${platforms.length} platforms.\n`,
    table('part', [...groupBy(platforms, (one) => one.part), ['all', platforms]]),
    table(
      'language',
      groupBy(platforms, (one) => one.language),
    ),
    table(
      'category',
      groupBy(platforms, (one) => one.category),
    ),
  ].join('\n');
}
