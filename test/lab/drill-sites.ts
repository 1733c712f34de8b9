/** The drills: flagged sites that point at strangers, floods, and a workspace that lists them all. */
import { stringify } from 'yaml';
import { AT } from '../../lab/addresses.js';
import type { Lab } from '../../lab/lab.js';
import { Night, WHO } from './night.js';

/** Addresses of sites that this workspace does not list: whoever answers there now has them alone. */
export const SCATTERED = [
  ...['69.90.10.10', '175.126.38.20', '95.213.200.15', '212.56.128.10', '46.28.200.5', '46.28.200.66'],
  ...['190.14.38.9', '200.46.30.10', '78.46.20.53', '185.12.45.53', '103.61.39.10', '103.24.77.31'],
];
export const OPERATORS_OWN = AT.news[0];
export const INNOCENT = AT.sakura[0];

/** Flagged sites that point their names at strangers: the causes for which each address is refused. */
export const DRILLS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  pointex: { '8.8.8.8': ['protected', 'shared-infrastructure', 'no-possession-proof'] },
  bankpoint: { '195.141.80.10': ['protected', 'no-possession-proof'] },
  rootpoint: { '198.41.0.4': ['protected', 'no-possession-proof'] },
  innerpoint: {
    '10.0.0.1': ['not-public', 'protected', 'not-located', 'suspect-answer'],
    'fd00::1': ['not-public', 'protected', 'not-located', 'suspect-answer'],
  },
  mixedpoint: {
    '192.168.1.1': ['not-public', 'protected', 'not-located', 'suspect-answer'],
    '200.46.30.11': ['protected', 'suspect-answer', 'strangers'],
  },
  cdnpoint: { '13.226.50.20': ['protected', 'shared-infrastructure', 'no-possession-proof'] },
  keepout: Object.fromEntries(SCATTERED.map((address) => [address, ['fast-flux']])),
  brokenrobots: { [OPERATORS_OWN]: ['protected', 'no-possession-proof'] },
  stackex: { [INNOCENT]: ['no-possession-proof'] },
};
export const FLOODS = ['linkflood', 'sanflood'];
export const TIGERS = ['tigerbit', 'tigercoin', 'tigerbit-asia', 'tigerbit-hk', 'tgr-markets'].map(
  (name) => `${name}.example`,
);

/** Everybody is flagged before the first release, so that no guard of growth stands in the way of the others. */
export async function drillsWorkspace(lab: Lab): Promise<Night> {
  const flagged = ['tigerbit', ...Object.keys(DRILLS), 'fluxex'];
  const night = new Night(lab, 'drills', [...flagged, 'baojin', ...FLOODS]);
  night.write(
    'overrides/lab.yaml',
    stringify({
      profile: 'lab',
      decisions: flagged.map((platform) => ({
        decide: 'flag',
        platform,
        basis: WHO.basis,
        by: WHO.by,
        decided: night.day(0),
        expires: night.day(80),
      })),
    }),
  );
  night.write(
    'protected/own.yaml',
    stringify({
      id: 'own',
      title: 'Our own servers',
      use: 'never',
      category: 'own',
      emit: true,
      source: 'us',
      licence: 'MIT',
      prefixes: [`${OPERATORS_OWN}/32`],
    }),
  );
  const pointing = (...a: string[]) => ({ dns: { hosts: { '@': { a }, www: { a } } } });
  await lab.set('keepout.example', { ...pointing(...SCATTERED), web: { moveTo: SCATTERED } });
  await lab.set('brokenrobots.example', { ...pointing(OPERATORS_OWN), web: { moveTo: [OPERATORS_OWN] } });
  await lab.set('stackex.example', pointing(INNOCENT));
  return night;
}

export const strangers = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `stranger${i}.example`);
export const LYING = `<!doctype html><html lang="zh-Hans"><head><title>虎币</title>
<link rel="canonical" href="https://gardenclub.example/"><link rel="alternate" hreflang="en" href="https://northbank.example/">
</head><body><h1>备用网址 official domains</h1>${[
  ...strangers(500),
  'gardenclub.example',
  'northbank.example',
]
  .map((name) => `<a href="https://www.${name}/">${name}</a>`)
  .join('')}</body></html>`;
