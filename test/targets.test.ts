/** What targets write, what they say they cannot, and that the two together are all that was asked. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { CordonError } from '../src/model/errors.js';
import { covers } from '../src/model/names/host.js';
import type { EnforcedSet } from '../src/model/release/entry.js';
import { findTarget, targets } from '../src/targets/index.js';
import { targetsMarkdown } from '../src/targets/markdown.js';
import type { LossRow, Target } from '../src/targets/target.js';
import { validators } from '../src/targets/validators.js';
import { ByteWriter } from '../src/targets/writer.js';
import { LAB, makeSet, type NameLine, type PrefixLine, type SetLines } from './lab/fixture.js';
import { READERS } from './lab/readers.js';

const ROOT = new URL('../', import.meta.url);
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const get = (id: string): Target => {
  const target = findTarget(id);
  if (!target) throw new Error(`no target ${id}`);
  return target;
};

/** Compares with the file, or writes it with CORDON_GOLDEN=write. */
function matchesFile(path: string, text: string): void {
  const url = new URL(path, ROOT);
  if (process.env.CORDON_GOLDEN === 'write') {
    mkdirSync(new URL('.', url), { recursive: true });
    writeFileSync(url, text, 'latin1');
  }
  t.equal(text, readFileSync(url, 'latin1'), `${path} is what is written (CORDON_GOLDEN=write renews it)`);
}

t.test('the registry is the folder', async (t) => {
  const files = ['dns', 'firewall', 'proxy'].flatMap((family) =>
    readdirSync(new URL(`src/targets/${family}/`, ROOT)).map(
      (file) => `${family}/${file.replace(/\.ts$/, '')}`,
    ),
  );
  t.same(targets.map(({ family, id }) => `${family}/${id}`).sort(), files.sort());
  t.same(Object.keys(validators).sort(), targets.map(({ id }) => id).sort(), 'each says how it is checked');
  const names = targets.flatMap((target) => target.render(makeSet(LAB)).artifacts.map(({ name }) => name));
  t.equal(new Set(names).size, names.length, 'no two targets write a file of the same name');
});

for (const target of targets)
  for (const { name, bytes } of target.render(makeSet(LAB)).artifacts)
    matchesFile(`test/golden/${name}`, textOf(bytes));
matchesFile('docs/targets.md', targetsMarkdown());

t.test('every file has its header, and nothing that a program would stumble over', async (t) => {
  for (const lines of [LAB, {}])
    for (const target of targets) {
      const { artifacts, losses } = target.render(makeSet(lines));
      for (const { name, bytes } of artifacts) {
        const text = textOf(bytes);
        const mark = name.endsWith('.zone') ? ';' : '#';
        const lost = losses.reduce((sum, loss) => sum + loss.count, 0);
        const head = [
          `${mark} cordon ${target.family}/${target.id}`,
          `${mark} profile: lab`,
          `${mark} serial: 7`,
          `${mark} digest: sha256:${'5e'.repeat(32)}`,
        ];
        t.same(text.split('\n').slice(0, 4), head, `${name} says what it is`);
        t.match(
          text,
          new RegExp(`^${mark} losses: ${lost === 0 ? 'none' : `${lost} \\(`}`, 'm'),
          'and its losses',
        );
        t.match(text, /^. load: /m, 'and how to load it');
        t.match(text, /^[ -~\n]*\n$/, 'in printable ASCII, with LF, whole lines');
        t.notMatch(text, /\n\n|=\/\/|^(?:0\.0\.0\.0|::) *$|\{\s*\}|\.\./m, 'without an empty name or set');
      }
    }
});

t.test('an empty release', async (t) => {
  const empty = makeSet({});
  for (const target of targets) {
    const { artifacts, losses } = target.render(empty);
    t.same(losses, [], `${target.id} loses nothing`);
    t.equal(
      artifacts.reduce((sum, { entries }) => sum + entries, 0),
      0,
      `${target.id} holds nothing`,
    );
  }
  t.notMatch(textOf(get('nftables').render(empty).artifacts[0]?.bytes ?? new Uint8Array()), 'add element');
  t.match(
    textOf(get('nftables').render(empty).artifacts[0]?.bytes ?? new Uint8Array()),
    'no address is listed',
  );
  t.same(
    get('squid')
      .render(empty)
      .artifacts.map(({ name }) => name),
    ['squid.conf'],
    'squid gets no list that it would take for a missing one',
  );
});

t.test('too much is refused, never cut', async (t) => {
  const base = makeSet(LAB);
  const crowd = {
    ...base,
    entries: { ...base.entries, names: { ...base.entries.names, count: 1_000_001 } },
  } as EnforcedSet;
  const everything = makeSet({ prefixes: ['0.0.0.0/1', '128.0.0.0/1'] });
  const refusal = (run: () => unknown) => {
    try {
      run();
      return 'accepted';
    } catch (error) {
      return error instanceof CordonError ? `${error.kind}: ${error.message}` : String(error);
    }
  };
  t.match(
    refusal(() => get('dnsmasq').render(crowd)),
    /^guard: .*1000001 names/,
  );
  t.match(
    refusal(() => get('nftables').render(everything)),
    /^guard: .*every address/,
  );
  t.equal(
    refusal(() => get('hosts').render(everything)),
    'accepted',
    'but only where it would be written',
  );
  for (const folder of ['relative', '/with space', '/quote"', '/line\nbreak', '/'])
    t.match(
      refusal(() => get('squid').render(base, { folder })),
      /^usage: /,
      JSON.stringify(folder),
    );
});

t.test('names that a policy zone has no room for, or would misread, are losses', async (t) => {
  const long = (octets: number) => `${`${'a'.repeat(60)}.`.repeat(4)}${'a'.repeat(60)}`.slice(-octets);
  const set = makeSet({ names: [long(240), long(241), long(242), long(243), '32.1.2.0.192.rpz-ip'] });
  const zone = textOf(get('rpz').render(set).artifacts[0]?.bytes ?? new Uint8Array());
  const rows = get('rpz').losses(set);
  const fate = (name: string) => rows.find(({ value }) => value === name)?.effect;
  t.same(
    [240, 241, 242, 243].map((octets) => fate(long(octets))),
    [undefined, 'narrowed', 'narrowed', 'dropped'],
  );
  t.equal(fate('32.1.2.0.192.rpz-ip'), 'dropped');
  t.notMatch(zone, 'rpz-ip CNAME', 'no listed name becomes a trigger by address');
  t.notMatch(zone, `*.${long(241)} `);
  t.match(zone, `\n${long(242)} CNAME`);
});

t.test('losses are grouped, and complete on demand', async (t) => {
  const set = makeSet(LAB);
  for (const target of targets) {
    const grouped = target.render(set).losses;
    const rows = target.losses(set);
    t.equal(
      grouped.reduce((sum, { count }) => sum + count, 0),
      rows.length,
      `${target.id}: all rows are counted`,
    );
    for (const loss of grouped) {
      const own = rows.filter(
        ({ feature, effect, why }) =>
          `${feature}${effect}${why}` === `${loss.feature}${loss.effect}${loss.why}`,
      );
      t.equal(own.length, loss.count);
      t.same(
        loss.examples,
        own.slice(0, 3).map(({ value }) => value),
      );
    }
  }
});

t.test('addresses are written in their canonical forms', async (t) => {
  for (const [prefix, text, owner] of [
    ['192.0.2.7/32', '192.0.2.7', '32.7.2.0.192'],
    ['198.51.100.128/25', '198.51.100.128/25', '25.128.100.51.198'],
    ['2001:db8::/32', '2001:db8::/32', '32.zz.db8.2001'],
    ['2001:db8:bad::10/128', '2001:db8:bad::10', '128.10.zz.bad.db8.2001'],
    ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1', '128.1.1.1.1.1.0.db8.2001'],
    ['2001:0:0:1::1/128', '2001:0:0:1::1', '128.1.zz.1.0.0.2001'],
    ['2001:db8:0:0:1::/80', '2001:db8:0:0:1::/80', '80.zz.1.0.0.db8.2001'],
    ['2001:db8:0:0:1:0:0:1/128', '2001:db8::1:0:0:1', '128.1.0.0.1.zz.db8.2001'],
    ['::1/128', '::1', '128.1.zz'],
  ] as const) {
    const { v4, v6 } = makeSet({ prefixes: [prefix] }).entries.prefixes;
    const columns = v4.count > 0 ? v4 : v6;
    t.equal(textOf(new ByteWriter().prefix(columns, 0).finish()), text);
    t.equal(textOf(new ByteWriter().rpzAddress(columns, 0).finish()), owner);
  }
});

const label = fc.constantFrom('a', 'b', 'a-b');
const name = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map((labels) => [...labels, 'cordonlab'].join('.'));
const scope = fc.constantFrom('subtree' as const, 'exact' as const);
const nameLine: fc.Arbitrary<NameLine> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, scope) },
  { weight: 1, arbitrary: fc.tuple(name, scope, fc.constant('monitor' as const)) },
);
const prefix = fc
  .tuple(fc.constantFrom(28, 29, 30, 31, 32), fc.nat(15), fc.boolean())
  .map(([length, host, six]) => {
    const base = host & ~((1 << (32 - length)) - 1);
    return six ? `2001:db8::${base.toString(16)}/${length + 96}` : `192.0.2.${base}/${length}`;
  });
const prefixLine: fc.Arbitrary<PrefixLine> = fc.oneof(
  { weight: 4, arbitrary: prefix },
  { weight: 1, arbitrary: fc.tuple(prefix, fc.constant('monitor' as const)) },
);
const lines = fc.record({
  names: fc.array(nameLine, { maxLength: 6 }),
  protectedNames: fc.array(fc.tuple(name, scope), { maxLength: 3 }),
  knownHosts: fc.array(name, { maxLength: 3 }),
  prefixes: fc.array(prefixLine, { maxLength: 4 }),
  protectedPrefixes: fc.array(prefix, { maxLength: 2 }),
});

/** Every name of up to four labels; every address of the small blocks. */
const NAMES = ['a', 'b', 'a-b']
  .flatMap((x) => [
    x,
    ...['a', 'b', 'a-b'].flatMap((y) => [`${y}.${x}`, `a.${y}.${x}`, `b.${y}.${x}`, `a.b.${y}.${x}`]),
  ])
  .map((text) => `${text}.cordonlab`);
const ADDRESSES = Array.from({ length: 16 }, (_, i) => [
  `192.0.2.${i}`,
  `2001:db8::${i.toString(16)}`,
]).flat();

const reaches = (line: NameLine, host: string): boolean =>
  typeof line === 'string' || !(line as readonly string[]).includes('exact')
    ? covers(typeof line === 'string' ? line : line[0], host)
    : line[0] === host;
const isMonitor = (line: NameLine | PrefixLine): boolean =>
  typeof line !== 'string' && [...line].includes('monitor');

/** What the release asks for. */
function shouldBlockName(set: SetLines, host: string): boolean {
  const spared = (set.protectedNames ?? []).some((line) => reaches(line, host));
  return !spared && (set.names ?? []).some((line) => !isMonitor(line) && reaches(line, host));
}
function shouldBlockAddress(set: SetLines, address: string): boolean {
  const inside = (prefix: string) => holdsAddress(prefix, address);
  const spared = (set.protectedPrefixes ?? []).some(inside);
  return !spared && (set.prefixes ?? []).some((line) => typeof line === 'string' && inside(line));
}
function holdsAddress(text: string, address: string): boolean {
  const [base = '', length = ''] = text.split('/');
  const six = base.includes(':');
  if (six !== address.includes(':')) return false;
  const last = (value: string) =>
    Number.parseInt(value.slice(value.lastIndexOf(six ? ':' : '.') + 1) || '0', six ? 16 : 10);
  const shift = (six ? 128 : 32) - Number(length);
  return last(base) >> shift === last(address) >> shift;
}

/** A difference between what is asked and what is written that no loss explains. */
function unexplained(
  host: string,
  asked: boolean,
  written: boolean,
  rows: readonly LossRow[],
): string | undefined {
  if (asked === written) return undefined;
  const effects = written ? ['widened'] : ['narrowed', 'dropped'];
  const explains = ({ effect, kind, value }: LossRow) =>
    effects.includes(effect) && (kind === 'name' ? covers(value, host) : holdsAddress(value, host));
  return rows.some(explains) ? undefined : `${host} is ${written ? '' : 'not '}blocked`;
}

t.test(
  'whatever is listed is blocked, and nothing else is, but for what is reported as a loss',
  async (t) => {
    for (const [id, read] of Object.entries(READERS)) {
      const target = get(id);
      const check = (given: SetLines) => {
        const set = makeSet(given);
        const reader = read(target.render(set).artifacts, get('rpz-passthru').render(set).artifacts);
        const rows = target.losses(set);
        const problems = [
          ...NAMES.map((host) =>
            unexplained(host, shouldBlockName(given, host), reader.blocksName?.(host) ?? false, rows),
          ),
          ...ADDRESSES.map((address) =>
            unexplained(
              address,
              shouldBlockAddress(given, address),
              reader.blocksAddress?.(address) ?? false,
              rows,
            ),
          ),
        ].filter((problem) => problem !== undefined);
        if (problems.length > 0) throw new Error(problems.join('\n'));
      };
      t.doesNotThrow(() => fc.assert(fc.property(lines, check), { numRuns: 300 }), id);
    }
  },
);

t.test('the same release gives the same bytes, in whatever order it was put together', async (t) => {
  const reversed = Object.fromEntries(Object.entries(LAB).map(([key, value]) => [key, [...value].reverse()]));
  for (const target of targets)
    t.same(
      target.render(makeSet(reversed)).artifacts.map(({ bytes }) => textOf(bytes)),
      target.render(makeSet(LAB)).artifacts.map(({ bytes }) => textOf(bytes)),
      target.id,
    );
});
