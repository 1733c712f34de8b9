/**
 * Fits the weights of gate A's scorecard to the labelled pages: logistic regression with equal weight for both kinds and
 * a penalty on the squares of the weights. Nothing in it is random: the same pages give the same weights.
 * Run: npm run build && node scripts/fit-scorecard.mjs [--write] [--check]
 * `--write` writes src/decide/rules/trading/scorecard-weights.ts; `--check` fits once without each set of pages, and prints
 * how many of the set left out the card tells apart by itself.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readDossier } from '../dist/decide/reading.js';
import { singlePoints } from '../dist/decide/rules/trading/index.js';
import { signsOf } from '../dist/decide/rules/trading/platform-signs.js';
import { ruleFeature, visitFeatures } from '../dist/decide/rules/trading/scorecard.js';
import { dossierOf } from './quality.mjs';

const PENALTY = 0.003;
const STEPS = 400;
const RATE = 0.5;
/** Weights below it say nothing. */
const LEAST = 0.03;
const ROOT = path.resolve(import.meta.dirname, '..');
const FILE = path.join(ROOT, 'src/decide/rules/trading/scorecard-weights.ts');
/** Words and rules do not depend on it, but rules are asked under one. */
const NO_PROFILE = { id: 'none', name: 'none', currencies: [], paymentRails: [] };
/** Not fitted to, nor used for any change: what the rules as they are do on pages that they have not seen. */
const HELD_OUT = 'unseen-15';
/** They trade coins and have no accounts: neither venue nor neighbour. */
const NEITHER = /^(?:dex|defi|swap|nft)/;

/** @returns features of each platform that is told to be a trading platform or not, with that and its set */
export function rowsOf(platforms) {
  return platforms
    .filter(({ category, part }) => part !== HELD_OUT && !NEITHER.test(category))
    .map((platform) => ({
      part: platform.part,
      isVenue: platform.tradingPlatform ?? isWanted(platform),
      features: featuresOf(platform),
    }))
    .filter(({ features }) => features !== null);
}

const isWanted = ({ expect }) =>
  typeof expect === 'string' ? expect === 'proposed' : Object.values(expect).includes('proposed');

/** As the scorecard sums them: the mean of its pages. */
function featuresOf(platform) {
  const dossier = dossierOf(platform);
  const input = { dossier, reading: readDossier(dossier), profile: NO_PROFILE };
  const { pages } = signsOf(input);
  if (pages.length === 0) return null;
  const features = new Map();
  const add = (feature, value) => features.set(feature, (features.get(feature) ?? 0) + value);
  for (const page of pages) visitFeatures(page, (feature, value) => add(feature, value / pages.length));
  for (const [rule, points] of singlePoints(input)) add(`rule ${rule}`, ruleFeature(points));
  return [...features];
}

/** Gradient descent with a step of its own for each weight (AdaGrad). @returns weights by feature, and the bias */
export function fit(rows) {
  const names = [...new Set(rows.flatMap(({ features }) => features.map(([name]) => name)))].sort();
  const place = new Map(names.map((name, i) => [name, i]));
  const examples = rows.map(({ isVenue, features }) => ({
    isVenue,
    features: features.map(([name, value]) => [place.get(name), value]),
  }));
  const venues = examples.filter(({ isVenue }) => isVenue).length;
  const share = (isVenue) => 1 / (isVenue ? venues : examples.length - venues);
  // The last one is the bias, which is not penalised.
  const weights = new Float64Array(names.length + 1);
  const squares = new Float64Array(names.length + 1).fill(1e-8);
  for (let step = 0; step < STEPS; step++) {
    const slope = weights.map((weight, i) => (i < names.length ? weight * PENALTY : 0));
    for (const { isVenue, features } of examples) {
      let sum = weights[names.length];
      for (const [i, value] of features) sum += weights[i] * value;
      const error = (1 / (1 + Math.exp(-sum)) - (isVenue ? 1 : 0)) * share(isVenue);
      for (const [i, value] of features) slope[i] += error * value;
      slope[names.length] += error;
    }
    for (let i = 0; i < weights.length; i++) {
      squares[i] += slope[i] ** 2;
      weights[i] -= (RATE * slope[i]) / Math.sqrt(squares[i]);
    }
  }
  const rounded = (weight) => Math.round(weight * 100) / 100;
  return {
    bias: rounded(weights[names.length]),
    weights: Object.fromEntries(
      names.map((name, i) => [name, rounded(weights[i])]).filter(([, weight]) => Math.abs(weight) >= LEAST),
    ),
  };
}

export const sumOf = ({ bias, weights }, features) =>
  features.reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, bias);

/** Text of the file of weights. */
export function fileOf({ bias, weights }) {
  const lines = Object.entries(weights).map(
    ([name, weight]) => `  ${/^[a-z]+$/.test(name) ? name : `'${name}'`}: ${weight},`,
  );
  return [
    '/** Made by scripts/fit-scorecard.mjs from the labelled pages; see `scorecard.ts`. Logarithms of odds. */',
    `export const BIAS = ${bias};`,
    'export const WEIGHTS: Readonly<Record<string, number>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { loadAll } = await import('./quality-decision.mjs');
  const rows = rowsOf(await loadAll(path.join(ROOT, 'test/fixtures/pages')));
  const card = fit(rows);
  process.stdout.write(`${rows.length} platforms, ${Object.keys(card.weights).length} weights\n`);
  if (process.argv.includes('--check')) check(rows);
  if (process.argv.includes('--write')) writeFileSync(FILE, fileOf(card));
}

function check(rows) {
  for (const part of new Set(rows.map((row) => row.part))) {
    const card = fit(rows.filter((row) => row.part !== part));
    const out = rows.filter((row) => row.part === part);
    const right = (isVenue) =>
      out.filter((row) => row.isVenue === isVenue && sumOf(card, row.features) >= 0 === isVenue).length;
    const all = (isVenue) => out.filter((row) => row.isVenue === isVenue).length;
    process.stdout.write(
      `${part}: ${right(true)} of ${all(true)} venues, ${right(false)} of ${all(false)} neighbours told apart\n`,
    );
  }
}
