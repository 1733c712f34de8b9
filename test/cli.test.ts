import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import t from 'tap';
import { run } from '../src/cli/main.js';
import { sha256 } from '../src/model/digest.js';
import { EXIT } from '../src/model/errors.js';

const ROOT = path.resolve(import.meta.dirname, '..');
const SCRATCH = mkdtempSync(path.join(tmpdir(), 'cordon-cli-'));
t.teardown(() => rmSync(SCRATCH, { recursive: true, force: true }));

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process. */
async function cordon(
  argv: readonly string[],
  more: { cwd?: string; env?: Record<string, string>; now?: string } = {},
): Promise<Outcome> {
  let out = '';
  let err = '';
  const code = await run(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: more.env ?? {},
    cwd: more.cwd ?? ROOT,
    now: () => new Date(more.now ?? '2026-11-23T00:00:00Z'),
    isTerminal: false,
  });
  return { code, out, err };
}

const MINIMAL: Readonly<Record<string, string>> = {
  'cordon.yaml': 'default_profile: xx\n',
  'profiles/xx.yaml': 'id: xx\nname: Exampleland\nhome: CN\n',
  'platforms/alpha.yaml':
    'id: alpha\nname: Alpha\nkind: cex\nsites:\n  - name: alpha-trade.example\n  - name: alpha.example.org\n    scope: none\n'.replace(
      '  - name: alpha.example.org\n    scope: none\n',
      '',
    ),
  'overrides/xx.yaml':
    'profile: xx\ndecisions:\n  - decide: flag\n    platform: alpha\n    basis: serves residents\n    by: A. Person\n    decided: 2026-11-01\n    expires: 2027-01-31\n',
};

let folders = 0;

/** A workspace of its own, from the minimal one with some files changed. */
function workspace(changed: Readonly<Record<string, string>> = {}): string {
  const folder = path.join(SCRATCH, `w${folders++}`);
  for (const [name, text] of Object.entries({ ...MINIMAL, ...changed })) {
    mkdirSync(path.dirname(path.join(folder, 'lists', name)), { recursive: true });
    writeFileSync(path.join(folder, 'lists', name), text);
  }
  return folder;
}

const snapshot = (folder: string): Record<string, string> =>
  existsSync(folder)
    ? Object.fromEntries(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name))
          .sort()
          .map((file) => [path.relative(folder, file), readFileSync(file, 'latin1')]),
      )
    : {};

t.test('what is misspelt ends with exit 2, a reason and the nearest names', async (t) => {
  const out = path.join(SCRATCH, 'never');
  const cases: [argv: string[], err: RegExp][] = [
    [
      ['export', 'nftable', '--out', out],
      /there is no target "nftable"\ncordon: hint: did you mean nftables/,
    ],
    [['export', '--out', out], /no target was given\ncordon: hint: name one or more of .*rpz/],
    [
      ['export', 'rpz', '--out', out, '--profile', 'cnn'],
      /there is no profile "cnn"\ncordon: hint: did you mean cn/,
    ],
    [
      ['export', 'rpz', '--out', out, '--release', '7'],
      /profile cn has no serial 7\ncordon: hint: nearest: 1, 2/,
    ],
    [['export', 'rpz', '--out', out, '--release', 'two'], /a serial is a whole number/],
    [['export', 'rpz'], /required option '--out <dir>'/],
    [['export', 'rpz', '--out', out, '--lists', '/nonexistent'], /lists folder \/nonexistent does not exist/],
    [['diff', '1', 'x'], /"x" is no serial/],
    [['diff', '1', '9'], /no serial 9/],
    [['why', 'a b'], /white space/],
    [['why', '10.0.0.1/8'], /bits set beyond its length\ncordon: hint: write 10\.0\.0\.0\/8/],
    [['why', 'co.uk'], /public suffix/],
    [['release', '--as-of', 'tomorrow'], /YYYY-MM-DD/],
    [['import', 'cvs', 'x'], /no source "cvs"\ncordon: hint: did you mean csv/],
    [['import', 'csv'], /needs a file/],
    [['frobnicate'], /unknown command/],
    [['--frobnicate'], /unknown option/],
  ];
  for (const [argv, err] of cases) {
    const outcome = await cordon(argv);
    t.equal(outcome.code, EXIT.usage, argv.join(' '));
    t.match(outcome.err, err, argv.join(' '));
    t.match(outcome.err, /^cordon: error: /, `${argv.join(' ')}: the form of the message`);
    t.equal(outcome.out, '', `${argv.join(' ')}: nothing on standard output`);
  }
  t.notOk(existsSync(out), 'nothing was written');
});

t.test('exit codes are those that the README lists', async (t) => {
  const listed = [...readFileSync(path.join(ROOT, 'README.md'), 'utf8').matchAll(/^\| (\d+) +\|/gm)].map(
    (match) => Number(match[1]),
  );
  t.same(
    listed.sort((a, b) => a - b),
    [...new Set(Object.values(EXIT))].sort((a, b) => a - b),
  );
});

t.test('a bad list file: every problem with its position, and nothing written', async (t) => {
  const site = (name: string) => `id: beta\nname: Beta\nkind: cex\nsites:\n  - name: ${name}\n`;
  const cases: [what: string, text: string, err: RegExp][] = [
    ['a duplicate key', 'id: beta\nname: Beta\nname: Gamma\nkind: cex\n', /platforms\/beta\.yaml:3:1: /],
    ['an alias', 'id: &x beta\nname: *x\nkind: cex\n', /platforms\/beta\.yaml:\d+:\d+: .*(?:alias|anchor)/i],
    [
      'an unknown field',
      'id: beta\nname: Beta\nkind: cex\nsite: []\n',
      /platforms\/beta\.yaml:4:1: .*site.*\ncordon: hint: .*sites/,
    ],
    ['a public suffix as a site', site('co.uk'), /platforms\/beta\.yaml:5:11: .*public suffix/],
    [
      'a name with a line feed',
      site('"beta.example\\nevil.example"'),
      /platforms\/beta\.yaml:5:11: .*line break/,
    ],
    ['a name with a quote', site("'be\"ta.example'"), /platforms\/beta\.yaml:5:11: .*quote/],
    ['a name with a semicolon', site('"beta.example;"'), /platforms\/beta\.yaml:5:11: .*;/],
  ];
  for (const [what, text, err] of cases) {
    const folder = workspace({ 'platforms/beta.yaml': text });
    const before = snapshot(path.join(folder, 'lists'));
    const outcome = await cordon(['release'], { cwd: folder });
    t.equal(outcome.code, EXIT.config, what);
    t.match(outcome.err, err, what);
    t.same(snapshot(path.join(folder, 'lists')), before, `${what}: nothing was written`);
  }
  const both = workspace({
    'platforms/beta.yaml': site('co.uk'),
    'profiles/xx.yaml': 'id: xx\nname: [\nhome: CN\n',
  });
  const outcome = await cordon(['release'], { cwd: both });
  t.match(outcome.err, /platforms\/beta\.yaml:5:11/, 'problems of all files are told');
  t.match(outcome.err, /profiles\/xx\.yaml:/, 'at once');
});

t.test('a list made by hand: release, export, why, diff', async (t) => {
  const folder = workspace();
  const at = { cwd: folder, now: '2026-11-23T10:00:00Z' };
  const first = await cordon(['release'], at);
  t.equal(first.code, EXIT.done, first.err);
  t.match(first.out, /xx serial 1: .*1 platforms \(1 flagged/);
  t.match(await cordon(['release'], at), {
    code: EXIT.done,
    out: '',
    err: /nothing has changed since serial 1/,
  });
  t.match(await cordon(['why', 'api.alpha-trade.example'], at), {
    code: EXIT.done,
    out: /is listed[\s\S]*serves residents[\s\S]*cordon\..*:\d+ /,
  });
  t.match(await cordon(['why', 'beta.example'], at), { code: EXIT.no, out: /not listed/ });
  t.match(await cordon(['why', 'alpha'], at), { code: EXIT.done });
  t.match(await cordon(['why', '192.0.2.1'], at), { code: EXIT.no });
  writeFileSync(
    path.join(folder, 'lists/platforms/alpha.yaml'),
    `${MINIMAL['platforms/alpha.yaml']}  - name: alpha-mirror.example\n`,
  );
  t.equal((await cordon(['release'], at)).code, EXIT.done);
  t.match(await cordon(['diff'], at), {
    code: EXIT.no,
    out: /\+ name alpha-mirror\.example subtree block \(alpha\)/,
  });
  t.match(JSON.parse((await cordon(['diff', '1', '2', '--json'], at)).out), {
    from: { serial: 1 },
    entries: [{ change: 'added' }],
  });
  t.equal((await cordon(['diff', '2', '2'], at)).code, EXIT.done);
  t.equal((await cordon(['releases'], at)).out.split('\n').length, 4);
  t.match(await cordon(['release'], { ...at, now: '2020-01-01T00:00:00Z' }), {
    code: EXIT.guard,
    err: /clock/,
  });
  const first1 = path.join(folder, 'lists/releases/xx/1');
  const manifest = path.join(first1, 'manifest.json');
  const replaced = readFileSync(manifest, 'utf8').replace('"serial": 1', '"serial": 1 ');
  writeFileSync(manifest, replaced);
  t.match(await cordon(['export', 'rpz', '--out', 'out', '--release', '1'], at), {
    code: EXIT.untrusted,
    err: /the digest of manifest\.json/,
  });
  const sums = readFileSync(path.join(first1, 'SHA256SUMS'), 'utf8').replace(
    /[0-9a-f]{64}(?= {2}manifest)/,
    sha256(replaced),
  );
  writeFileSync(path.join(first1, 'SHA256SUMS'), sums);
  t.match(await cordon(['export', 'rpz', '--out', 'out', '--release', '2'], at), {
    code: EXIT.untrusted,
    err: /follows a serial 1 with the digest/,
  });
  t.notOk(existsSync(path.join(folder, 'out')));
});

t.test('SOURCE_DATE_EPOCH makes a release repeatable', async (t) => {
  const releases = await Promise.all(
    [workspace(), workspace()].map(async (folder) => {
      t.equal(
        (
          await cordon(['release'], {
            cwd: folder,
            env: { SOURCE_DATE_EPOCH: '1795400000' },
            now: new Date().toISOString(),
          })
        ).code,
        EXIT.done,
      );
      return snapshot(path.join(folder, 'lists/releases'));
    }),
  );
  t.same(releases[0], releases[1]);
  t.match(await cordon(['release'], { cwd: workspace(), env: { SOURCE_DATE_EPOCH: 'now' } }), {
    code: EXIT.usage,
    err: /SOURCE_DATE_EPOCH/,
  });
});

t.test('the bundled list answers', async (t) => {
  t.match(await cordon(['why', 'api.binance.com']), {
    code: EXIT.done,
    out: /api\.binance\.com is listed \(profile cn, serial 2[\s\S]*binance\.com \(subtree\), block, since serial 1/,
  });
  const told = JSON.parse((await cordon(['why', 'api.binance.com', '--json'])).out) as {
    artifacts: { target: string }[];
  };
  const blocking = ['hosts', 'domains', 'dnsmasq', 'dnsmasq-nftset', 'unbound', 'rpz', 'squid'];
  t.same(
    [...new Set(told.artifacts.map((line) => line.target))],
    blocking,
    'a line of every target that carries names',
  );
  t.match(await cordon(['why', '8.8.8.8']), {
    code: EXIT.no,
    out: /^8\.8\.8\.8 is not listed[\s\S]*list public-resolvers/,
  });
  const diff = await cordon(['diff', '1', '2', '--profile', 'cn']);
  t.equal(diff.code, EXIT.no);
  t.match(diff.out, /from serial 1, as of 2018-08-24: 124 platforms/);
  t.match(diff.out, /- aex \(AEX\).*\n {4}why: no source has listed it since 2023-09-24/);
  const ledger = JSON.parse(
    `[${(await cordon(['releases', '--json'])).out.trim().split('\n').join(',')}]`,
  ) as { profile: string; serial: number; statement: string }[];
  t.same(ledger.map(({ profile, serial }) => `${profile} ${serial}`).sort(), [
    'cn 1',
    'cn 2',
    'in 1',
    'jp 1',
    'kr 1',
    'kz 1',
    'my 1',
    'ng 1',
    'ph 1',
    'ru 1',
    'th 1',
  ]);
  t.match(
    ledger.find(({ profile, serial }) => profile === 'cn' && serial === 1)?.statement,
    /reconstruction.*never the\s+names/s,
  );
});

t.test('export: same release, same bytes; nothing else changes when it fails', async (t) => {
  const out = path.join(SCRATCH, 'out');
  t.equal((await cordon(['export', '--all', '--opt-in', '--out', out])).code, EXIT.done);
  const first = snapshot(out);
  t.ok(Object.keys(first).length >= 10);
  t.equal(
    (await cordon(['export', '--all', '--opt-in', '--out', path.join(SCRATCH, 'again')])).code,
    EXIT.done,
  );
  t.same(snapshot(path.join(SCRATCH, 'again')), first);
  const digest = /sha256:([0-9a-f]{64})/.exec(first['domains.txt'] ?? '')?.[1];
  const reports = Object.keys(first).filter((name) => name.startsWith('intelligence.'));
  t.equal(reports.length, 3);
  for (const name of reports) t.ok(digest && first[name]?.includes(digest), `${name} says of which release`);
  const own = path.join(SCRATCH, 'own');
  t.equal((await cordon(['export', '--all', '--out', own])).code, EXIT.done);
  t.notOk(
    Object.keys(snapshot(own)).some((name) => reports.includes(name)),
    'reports are written only when asked for',
  );
  for (const [name, text] of Object.entries(first).filter(([name]) => !reports.includes(name)))
    t.match(
      text.slice(0, 600),
      /cordon.*profile: cn.*serial: 2.*sha256:[0-9a-f]{64}/s,
      `${name} says what it is`,
    );

  const blocked = path.join(SCRATCH, 'file');
  writeFileSync(blocked, 'x');
  t.match(await cordon(['export', 'rpz', '--out', blocked]), { code: EXIT.config, err: /cannot write to/ });
  t.match(await cordon(['export', 'rpz', '--out', '/proc/cordon']), {
    code: EXIT.config,
    err: /cannot write to/,
  });
  const [victim] = Object.keys(first).slice(-1) as [string];
  rmSync(path.join(out, victim));
  mkdirSync(path.join(out, victim));
  const before = snapshot(out);
  t.match(await cordon(['export', '--all', '--opt-in', '--release', '1', '--out', out]), {
    code: EXIT.config,
    err: /is a folder there/,
  });
  t.same(snapshot(out), before, 'a failed export leaves all files as they were');
});

t.test('a file that its program refuses is not put in place', async (t) => {
  const programs = path.join(SCRATCH, 'programs');
  mkdirSync(programs);
  writeFileSync(path.join(programs, 'dnsmasq'), '#!/bin/sh\necho "bad option at line 1" >&2\nexit 1\n', {
    mode: 0o755,
  });
  const out = path.join(SCRATCH, 'refused');
  t.equal((await cordon(['export', 'dnsmasq', '--release', '1', '--out', out])).code, EXIT.done);
  const before = snapshot(out);
  const usual = process.env.PATH;
  process.env.PATH = `${programs}:${usual}`;
  const outcome = await cordon(['export', 'dnsmasq', '--check', '--out', out]);
  process.env.PATH = usual;
  t.match(outcome, {
    code: EXIT.no,
    out: '',
    err: /refuses the files of target dnsmasq: [\s\S]*bad option[\s\S]*nothing was put in place/,
  });
  t.same(snapshot(out), before);
});

t.test('losses are told, and JSON carries each of them', async (t) => {
  const outcome = await cordon(['export', 'nftables', '--out', path.join(SCRATCH, 'nft'), '--json']);
  t.match(outcome.err, /cordon: warning: nftables: \d+ dropped/);
  const told = JSON.parse(outcome.out) as { losses: { value: string }[] };
  t.ok(told.losses.some((loss) => loss.value === 'binance.com'));
});

t.test('messages on standard error can be JSON', async (t) => {
  const outcome = await cordon(['export', 'nope', '--out', 'x', '--log-format', 'json']);
  t.match(JSON.parse(outcome.err.trim()), { level: 'error', message: /no target "nope"/ });
});

t.test('import twice changes nothing, and never what a person edited', async (t) => {
  const folder = workspace();
  const csv = path.join(folder, 'new.csv');
  writeFileSync(
    csv,
    'name,site,kind,country\nBeta Exchange,beta-trade.example,cex,SC\nAlpha,alpha-trade.example,cex,SC\n',
  );
  t.match(await cordon(['import', 'csv', csv], { cwd: folder }), {
    code: EXIT.done,
    out: /^1 files created/,
  });
  const [file] = readdirSync(path.join(folder, 'lists/platforms')).filter((name) => name !== 'alpha.yaml');
  t.match(await cordon(['import', 'csv', csv], { cwd: folder }), {
    code: EXIT.done,
    out: /^0 files created, 0 updated/,
  });
  const edited = path.join(folder, 'lists/platforms', file ?? '');
  writeFileSync(edited, `${readFileSync(edited, 'utf8')}# by hand\n`);
  await cordon(['import', 'csv', csv], { cwd: folder });
  t.match(readFileSync(edited, 'utf8'), /# by hand/);
});

/** The built executable as a process of its own, without the options that the test runner slips into Node. */
function start(argv: readonly string[]): ChildProcess {
  const command = ['--unset=NODE_OPTIONS', process.execPath, path.join(ROOT, 'bin/cordon'), ...argv];
  return spawn('env', command, { stdio: 'ignore' });
}

const ROUNDS = 12;

/** Milliseconds from start to a good end. */
async function timeOf(argv: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const [code] = (await once(start(argv), 'exit')) as [number];
  if (code !== 0) throw new Error(`cordon ${argv.join(' ')} ended with ${code}`);
  return performance.now() - startedMs;
}

t.test('kill -9 in the middle of an export leaves old files or new ones, whole', async (t) => {
  const [old, next] = await Promise.all(
    ['1', '2'].map(async (serial) => {
      const folder = path.join(SCRATCH, `whole${serial}`);
      await cordon(['export', '--all', '--opt-in', '--release', serial, '--out', folder]);
      return snapshot(folder);
    }),
  );
  const out = path.join(SCRATCH, 'killed');
  const usualMs = await timeOf(['export', '--all', '--opt-in', '--release', '2', '--out', out]);
  t.same(snapshot(out), next, 'left alone, it writes the new files');
  let interrupted = 0;
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(out, { recursive: true, force: true });
    cpSync(path.join(SCRATCH, 'whole1'), out, { recursive: true });
    const child = start(['export', '--all', '--opt-in', '--release', '2', '--out', out]);
    const ended = once(child, 'exit');
    await new Promise((resolve) => setTimeout(resolve, usualMs * (0.4 + (0.6 * round) / ROUNDS)));
    child.kill('SIGKILL');
    const [, signal] = (await ended) as [number | null, string | null];
    if (signal === 'SIGKILL') interrupted++;
    const now = Object.entries(snapshot(out)).filter(([name]) => !name.startsWith('.cordon-tmp-'));
    const torn = now
      .filter(([name, text]) => text !== old?.[name] && text !== next?.[name])
      .map(([name]) => name);
    const gone = Object.keys(old ?? {}).filter((name) => !now.some(([one]) => one === name));
    if (torn.length + gone.length > 0) t.fail(`round ${round}: torn ${torn.join()}, gone ${gone.join()}`);
  }
  t.ok(interrupted > 0, `${interrupted} of ${ROUNDS} were interrupted`);
  t.equal((await cordon(['export', '--all', '--opt-in', '--release', '2', '--out', out])).code, EXIT.done);
  t.same(snapshot(out), next, 'the next export sweeps what was left');
});

t.test('a second writer is told to try again', async (t) => {
  const { acquireLock } = await import('../src/cli/files/lock.js');
  const folder = workspace();
  const lock = acquireLock(path.join(folder, '.cordon'));
  t.match(await cordon(['release'], { cwd: folder }), { code: EXIT.locked, err: /another cordon works/ });
  lock.release();
  t.equal((await cordon(['release'], { cwd: folder })).code, EXIT.done);
});
