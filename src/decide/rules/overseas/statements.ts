/** What is said about where the platform is based: by the registry, and, worth little, by itself. */
import type { Rule } from '../../finding.js';
import type { TextPart } from '../../reading.js';
import { cite, excerptAround, finding, type Reading } from '../cite.js';
import { visitWords } from '../page-words.js';
import { scanPlatform } from '../residents/scan.js';

const rest = { version: 2, gate: 'B', strong: false } as const;

export const domicileRule: Rule = {
  ...rest,
  id: 'overseas-domicile',
  family: 'domicile',
  weight: 2,
  reads: ['registry'],
  statement: 'The registry states where the operator is based: abroad, or at home (against).',
  apply: ({ dossier, profile }) => {
    const { registry } = dossier;
    const bases = registry.document.operator;
    if (bases.length === 0) return [];
    const atHome = bases.filter(({ country }) => country === profile.home);
    const countries = [...new Set(bases.map(({ country }) => country))].sort().join(', ');
    const readings = bases.map(({ country, lastSeen }) =>
      cite(registry, dossier.platform, `operator based in ${country}, last stated ${lastSeen}`),
    );
    const reason = `the operator is based in ${countries}`;
    if (atHome.length === 0) return finding(domicileRule, 'overseas', reason, readings);
    if (atHome.length === bases.length) return finding(domicileRule, 'home', reason, readings, -2);
    return finding(domicileRule, 'indeterminate', `${reason}: at home and abroad`, readings, 0);
  },
};

export const licenceRule: Rule = {
  ...rest,
  id: 'overseas-licence',
  family: 'licence',
  weight: -2,
  reads: ['registry'],
  statement: "It is licensed in the profile's register, and so established at home (against).",
  apply: ({ dossier, profile }) =>
    profile.licensed.includes(dossier.platform)
      ? finding(licenceRule, 'home', `licensed in the register of profile ${profile.id}`, [
          cite(dossier.registry, dossier.platform, `${dossier.platform} is in the register of ${profile.id}`),
        ])
      : [],
};

const MAX_CLAIM = 60;
/** A claim costs nothing, and many are false: it never decides alone. */
const CLAIMED = 0.5;

export const claimRule: Rule = {
  ...rest,
  id: 'overseas-claim',
  family: 'claim',
  weight: CLAIMED,
  reads: ['page'],
  statement:
    'It says itself where it is registered or licensed: abroad, or at home (against). Weak: never decides alone.',
  apply: ({ reading, profile }) => {
    const home: Reading[] = [];
    const abroad: Reading[] = [];
    for (const page of scanPlatform(reading, profile)) {
      const names = page.of('name');
      visitWords('claims', page.page, profile, (_, index, start, end) => {
        const { place, text } = page.page.parts[index] as TextPart;
        // `registered in 2017` says when, not where.
        if (place !== 'text' || /^\s*\d/.test(text.slice(end, end + 4))) return;
        const near = names.some(
          (name) => name.part === index && name.start >= start - 20 && name.end <= end + MAX_CLAIM,
        );
        const { finalUrl } = page.page.page.document;
        (near ? home : abroad).push(cite(page.page.page, finalUrl, excerptAround(text, start, end)));
      });
    }
    // Who claims both is believed in neither.
    if (home.length > 0 && abroad.length > 0)
      return finding(
        claimRule,
        'indeterminate',
        'claims to be based at home and abroad',
        [...home, ...abroad],
        0,
      );
    return [
      ...finding(claimRule, 'overseas', 'says that it is registered or licensed elsewhere', abroad),
      ...finding(claimRule, 'home', 'says that it is registered or licensed at home', home, -CLAIMED),
    ];
  },
};
