import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';

/** DESIGN: data moves one way. A module imports only from its own layer and those before it. */
const LAYERS = [
  'model',
  'sources',
  'observe',
  'decide',
  'release',
  'targets',
  'enforce',
  'report',
  'cli',
] as const;
/** Layers that get the clock, the network and the file system only as parameters. */
const PURE = ['model', 'sources', 'decide', 'release', 'targets'];
const ROOT = path.resolve(import.meta.dirname, '..', 'src');

interface Import {
  readonly from: string;
  readonly specifier: string;
}

function imports(): Import[] {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.d)\.ts$/.test(file),
  );
  return files.flatMap((from) => {
    const text = readFileSync(path.join(ROOT, from), 'utf8');
    const found = text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g,
    );
    return [...found].map((match) => ({ from, specifier: (match[1] ?? match[2] ?? match[3]) as string }));
  });
}

const layerOf = (file: string): string => file.split(path.sep)[0] as string;

/** Why an import is not allowed; null where it is. */
function objection({ from, specifier }: Import): string | null {
  const layer = layerOf(from);
  if (specifier.startsWith('.')) {
    const target = layerOf(path.relative(ROOT, path.resolve(ROOT, path.dirname(from), specifier)));
    const own = LAYERS.indexOf(layer as (typeof LAYERS)[number]);
    const other = LAYERS.indexOf(target as (typeof LAYERS)[number]);
    return other >= 0 && other <= own ? null : `${layer} must not know ${target}`;
  }
  const builtin = specifier.startsWith('node:');
  return PURE.includes(layer) && builtin && specifier !== 'node:crypto'
    ? `${layer} is pure and must not use ${specifier}`
    : null;
}

t.test('every source file belongs to a layer', (t) => {
  const strangers = readdirSync(ROOT).filter((name) => ![...LAYERS, 'types'].includes(name as 'model'));
  t.same(strangers, []);
  t.end();
});

t.test('imports go one way, and pure layers touch nothing', (t) => {
  const all = imports();
  t.ok(all.length > 30, 'imports were found');
  t.same(
    all.map((one) => ({ ...one, why: objection(one) })).filter((one) => one.why !== null),
    [],
  );
  t.end();
});

t.test('the rule itself bites', (t) => {
  const cases: [from: string, specifier: string, refused: boolean][] = [
    ['model/a.ts', '../release/b.js', true],
    ['release/a.ts', '../model/b.js', false],
    ['targets/dns/a.ts', '../../cli/b.js', true],
    ['targets/dns/a.ts', 'node:fs', true],
    ['cli/a.ts', 'node:fs', false],
    ['observe/a.ts', '../decide/b.js', true],
  ];
  for (const [from, specifier, refused] of cases)
    t.equal(objection({ from, specifier }) !== null, refused, `${from} → ${specifier}`);
  t.end();
});
