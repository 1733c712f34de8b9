/** Whether a name looks like a platform's, by accident, by ownership, or on purpose. */
import { domainToUnicode } from 'node:url';
import { type Host, siteOf } from '../../model/names/host.js';
import type { PlatformFootprint } from './types.js';

/** Words that name the trade and not the trader. */
const GENERIC = new Set(
  'coin coins bitcoin crypto exchange trade trading market markets token tokens wallet global money cash swap finance capital digital asset assets online group limited official'.split(
    ' ',
  ),
);
const MIN_LENGTH = 4;

/** Letters that are drawn alike; the value is what they are taken for. */
const ALIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  i: 'l',
  '|': 'l',
  а: 'a',
  в: 'b',
  е: 'e',
  ё: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'l',
  ı: 'l',
  ѕ: 's',
  ԁ: 'd',
  ɡ: 'g',
  α: 'a',
  β: 'b',
  ε: 'e',
  ι: 'l',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
};

export interface Brand {
  /** The brand stands in the name as it is. */
  isSame(host: Host): boolean;
  /** The name is made to be taken for the brand's: alike letters, or one or two letters off. */
  isLookalike(host: Host): boolean;
  /** The brand stands in a text, such as a title. */
  isNamedIn(text: string): boolean;
}

export function brandOf(footprint: PlatformFootprint): Brand {
  const labels = footprint.sites.map((site) => labelOf(site));
  const words = [
    ...footprint.brands.map((brand) => brand.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')),
    ...labels,
  ];
  const tokens = [...new Set(words)].filter((word) => word.length >= MIN_LENGTH && !GENERIC.has(word));
  const skeletons = [...new Set(tokens.map(skeleton))];
  const names = footprint.brands
    .map((brand) => brand.toLowerCase())
    .filter((brand) => brand.length >= MIN_LENGTH);
  return {
    isSame: (host) => tokens.some((token) => labelOf(host).includes(token)),
    isLookalike: (host) => {
      const label = skeleton(labelOf(host));
      const parts = skeletonParts(host);
      return skeletons.some((brand) => label.includes(brand) || parts.some((part) => isNear(part, brand)));
    },
    isNamedIn: (text) => names.some((name) => text.toLowerCase().includes(name)),
  };
}

/** The label that its owner chose: `example` of `www.example.co.uk`. */
function labelOf(host: Host): string {
  const site = siteOf(host);
  return site.slice(0, site.indexOf('.'));
}

function skeletonParts(host: Host): string[] {
  const label = domainToUnicode(labelOf(host)) || labelOf(host);
  return [...label.split('-').map(skeleton), skeleton(label)];
}

function skeleton(label: string): string {
  const unicode = label.startsWith('xn--') ? domainToUnicode(label) || label : label;
  const plain = unicode
    .normalize('NFKD')
    .replace(/[\p{M}-]/gu, '')
    .toLowerCase();
  return [...plain]
    .map((letter) => ALIKE[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

function isNear(a: string, b: string): boolean {
  const allowed = b.length >= 9 ? 2 : b.length >= 5 ? 1 : 0;
  return Math.abs(a.length - b.length) <= allowed && distance(a, b) <= allowed;
}

/** Optimal string alignment: insertions, deletions, substitutions, and neighbours swapped. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = best;
    }
  }
  return at(a.length, b.length);
}
