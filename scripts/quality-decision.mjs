/**
 * The whole decision on the labelled pages: each platform under each bundled profile through assess(), against its
 * label. Pages carry no addresses, so each platform gets one dedicated address overseas: gate B is assumed, not measured.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { assess } from '../dist/decide/assess.js';
import { documentDigest, documentText } from '../dist/decide/documents.js';
import { readRegistry } from '../dist/sources/registry.js';
import { dossierOf, groupBy, loadPlatforms, SEEN } from './quality.mjs';

const TODAY = '2026-01-20';
/** Of no bundled profile's home country. A label names another `base` where the platform is one of residents' own. */
const OVERSEAS = 'SC';

const sighted = (document) => ({
  document,
  text: documentText(document),
  digest: documentDigest(document),
  firstSeen: SEEN,
  lastSeen: SEEN,
});

/** Profiles of lists/, by id. */
export function loadProfiles(root) {
  const files = readdirSync(path.join(root, 'lists'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:yaml|txt)$/.test(name) && !name.startsWith('releases'))
    .map((name) => ({
      path: name.split(path.sep).join('/'),
      text: readFileSync(path.join(root, 'lists', name), 'utf8'),
    }));
  return readRegistry(files).profiles;
}

/** Labelled platforms of all folders with the part that the tables group them by. */
export async function loadAll(pages) {
  const folders = [
    [pages, (platform) => (platform.part === 'first' ? 'development' : 'held-out')],
    [path.join(pages, 'residents'), () => 'development'],
    [path.join(pages, 'unseen'), () => 'unseen'],
    [path.join(pages, 'unseen2'), () => 'unseen-after'],
    [path.join(pages, 'unseen4'), () => 'unseen-4'],
    [path.join(pages, 'unseen5'), () => 'unseen-5'],
    [path.join(pages, 'unseen6'), () => 'unseen-6'],
    [path.join(pages, 'unseen7'), () => 'unseen-7'],
    [path.join(pages, 'unseen8'), () => 'unseen-8'],
    [path.join(pages, 'unseen9'), () => 'unseen-9'],
    [path.join(pages, 'unseen10'), () => 'unseen-10'],
    [path.join(pages, 'unseen11'), () => 'unseen-11'],
    [path.join(pages, 'unseen12'), () => 'unseen-12'],
    [path.join(pages, 'unseen13'), () => 'unseen-13'],
    [path.join(pages, 'unseen14'), () => 'unseen-14'],
    [path.join(pages, 'unseen15'), () => 'unseen-15'],
    [path.join(pages, 'neighbours-east'), () => 'neighbours-east'],
    [path.join(pages, 'neighbours-west'), () => 'neighbours-west'],
    [path.join(pages, 'venues'), () => 'venues'],
    [path.join(pages, 'unseen3'), (platform) => (platform.part === 'unseen' ? 'unseen-3' : 'development')],
  ];
  const all = [];
  for (const [folder, partOf] of folders)
    for (const platform of await loadPlatforms(folder)) all.push({ ...platform, part: partOf(platform) });
  return all;
}

function overseasDossier(platform) {
  const address = {
    kind: 'address',
    address: '198.51.100.7',
    names: [new URL(platform.url).hostname],
    country: platform.base ?? OVERSEAS,
    outcome: 'located',
    confidence: 'high',
    originAs: 64496,
    infrastructure: 'dedicated',
    databases: [],
  };
  return { ...dossierOf(platform), addresses: [sighted(address)] };
}

/** What the label says of a platform under a profile. */
function shouldBeProposed({ expect, servesResidentsOf }, profile) {
  if (typeof expect === 'string') return expect === 'proposed' && servesResidentsOf.includes(profile);
  return expect[profile] === 'proposed';
}

/** One case for each platform and profile: what came out, and what should have. */
export function decide(platforms, profiles) {
  return platforms.flatMap((platform) => {
    const dossier = overseasDossier(platform);
    return [...profiles.values()].map((profile) => ({
      platform,
      profile: profile.id,
      wanted: shouldBeProposed(platform, profile.id),
      assessment: assess({ dossier, profile, today: TODAY, before: null }),
    }));
  });
}

const CELLS = ['proposed', 'missed', 'wrongly proposed', 'left alone'];

export function cellOf({ wanted, assessment }) {
  const isProposed = assessment.state === 'proposed';
  if (wanted) return isProposed ? 0 : 1;
  return isProposed ? 2 : 3;
}

function table(name, groups) {
  const lines = [`| ${name} | platforms | cases | ${CELLS.join(' | ')} |`, '|---|---|---|---|---|---|---|'];
  for (const [group, cases] of groups) {
    const counts = [0, 0, 0, 0];
    for (const one of cases) counts[cellOf(one)]++;
    const platforms = new Set(cases.map((one) => one.platform.id)).size;
    lines.push(`| ${group} | ${platforms} | ${cases.length} | ${counts.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** Groups of few platforms under one name: there are over a hundred kinds. */
const FEW = 4;
function common(groups) {
  const platforms = (cases) => new Set(cases.map((one) => one.platform.id)).size;
  const rest = [...groups].filter(([, cases]) => platforms(cases) < FEW).flatMap(([, cases]) => cases);
  return [...[...groups].filter(([, cases]) => platforms(cases) >= FEW), ['others', rest]];
}

export function decisionTables(cases) {
  const by = (key) => groupBy(cases, (one) => one.platform[key]);
  return [
    table('part', [...by('part'), ['all', cases]]),
    table('language', by('language')),
    table('category', common(by('category'))),
  ].join('\n');
}
