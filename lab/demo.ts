/** `npm run demo`: the pipeline from an empty state, step by step, in the lab. */
import { AT, TIGER } from './addresses.js';
import { type Executed, type Lab, LISTS, PROJECT, STATE, startLab, whyNoLab } from './lab.js';
import { isInner, type Seen } from './web/server.js';

interface Step {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  /** Lines of output shown. */
  readonly show: number;
  /** Lines with this are shown first. */
  readonly prefer?: RegExp | undefined;
}

const MIRROR = 'tigerbit-asia.example';
const CLONE = 'tlgerbit.example';

const FIRST_RUN: readonly Step[] = [
  {
    title: 'Resolve all listed names from every vantage',
    command: ['resolve'],
    show: 24,
    prefer: /tigerbit\.example|pandax-pro|goneex|servfailex|suspect|pointex/,
  },
  {
    title: 'Crawl the platforms and collect their footprint',
    command: ['crawl'],
    show: 30,
    prefer: /tigerbit|tlgerbit|tgr-markets|pandax|wallex|bombex|loopex/,
  },
  {
    title: 'Resolve again: what the crawl found, and nothing that is fresh',
    command: ['resolve'],
    show: 12,
    prefer: /tigerbit-asia|tgr-markets|pandax-cloud/,
  },
  {
    title: 'Locate the addresses: country and kind of infrastructure',
    command: ['locate'],
    show: 24,
    prefer: /41\.86\.40\.10|203\.80\.|46\.28\.|104\.16\.|13\.2|8\.8\.8\.8|61\.135/,
  },
  {
    title: 'The history of one name',
    command: ['observations', 'www.tigerbit.example'],
    show: 24,
  },
  {
    title: 'The history of one address',
    command: ['observations', TIGER.web[0]],
    show: 16,
  },
];
const SECOND_RUN: readonly Step[] = [
  { title: 'Second run: resolve asks for nothing that is fresh', command: ['resolve'], show: 6 },
  { title: 'Second run: crawl', command: ['crawl'], show: 6 },
  { title: 'Second run: locate', command: ['locate'], show: 6 },
];

const print = (text = '') => process.stdout.write(`${text}\n`);

async function commandsOf(lab: Lab): Promise<ReadonlySet<string>> {
  const { out } = await lab.exec([process.execPath, 'bin/cordon', '--help']);
  return new Set([...out.matchAll(/^ {2}(\w+) ?/gm)].map((match) => match[1] as string));
}

/** The lines that say most, then the rest, cut. */
function shorten(text: string, { show, prefer }: Step): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const head = lines.slice(0, 2);
  const good = prefer ? lines.slice(2).filter((line) => prefer.test(line)) : lines.slice(2);
  const chosen = new Set([...head, ...good].slice(0, show));
  const shown = lines.filter((line) => chosen.delete(line));
  const more = lines.length - shown.length;
  const cut = shown.map((line) => (line.length > 160 ? `${line.slice(0, 159)}…` : line));
  return [...cut, ...(more > 0 ? [`… ${more} more lines`] : [])].map((line) => `    ${line}`).join('\n');
}

async function runStep(lab: Lab, step: Step, known: ReadonlySet<string>): Promise<Executed | null> {
  print(`\n== ${step.title}`);
  print(`$ cordon ${step.command.join(' ')} --profile lab`);
  if (!known.has(step.command[0])) {
    print(`    missing: there is no command ${step.command[0]} yet`);
    return null;
  }
  const started = Date.now();
  const common = ['--lists', LISTS, '--state', STATE, '--profile', 'lab'];
  const done = await lab.exec([process.execPath, 'bin/cordon', ...step.command, ...common], {
    cwd: PROJECT,
    timeoutMs: 600_000,
  });
  if (done.out.trim() !== '') print(shorten(done.out, step));
  if (done.err.trim() !== '') print(shorten(done.err, { ...step, show: 8, prefer: undefined }));
  print(`    exit ${done.code}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return done;
}

interface Finding {
  readonly what: string;
  /** Undefined: could not be told. */
  readonly holds: boolean | undefined;
}

function judge(crawl: Executed | null, first: readonly Seen[], second: readonly Seen[]): Finding[] {
  const lines = crawl?.out.split('\n') ?? [];
  const about = (name: string) => lines.filter((line) => line.includes(name)).join('\n');
  const ran = crawl !== null;
  const asked = [...first, ...second];
  return [
    { what: 'the mirror is tied to its owner', holds: ran ? /owner/.test(about(MIRROR)) : undefined },
    {
      what: 'the clone is not',
      holds: ran ? /imitates/.test(about(CLONE)) && !/\bowner\b/.test(about(CLONE)) : undefined,
    },
    {
      what: 'nothing reached the loopback or a private address',
      holds: ran ? !asked.some(({ address }) => isInner(address)) : undefined,
    },
    {
      what: 'robots.txt was obeyed',
      holds: ran
        ? !asked.some(({ host, path }) => host === 'keepout.example' && path !== '/robots.txt')
        : undefined,
    },
    {
      what: `the second run asked less (${second.length} requests, ${first.length} before)`,
      holds: ran ? second.length < first.length / 2 : undefined,
    },
  ];
}

async function demonstrate(lab: Lab): Promise<number> {
  const known = await commandsOf(lab);
  const results = new Map<Step, Executed | null>();
  for (const step of FIRST_RUN) results.set(step, await runStep(lab, step, known));
  const first = await lab.requests();
  for (const step of SECOND_RUN) results.set(step, await runStep(lab, step, known));
  const second = (await lab.requests()).slice(first.length);
  const crawl = [...results].find(([step]) => step.command[0] === 'crawl')?.[1] ?? null;

  print('\n== What was to be shown');
  const findings = judge(crawl, first, second);
  for (const { what, holds } of findings)
    print(`    ${holds === undefined ? 'cannot be told' : holds ? 'yes' : 'NO'}: ${what}`);
  const missing = new Set(
    [...results.keys()].map(({ command }) => command[0]).filter((name) => !known.has(name)),
  );
  if (missing.size > 0) print(`    missing commands: ${[...missing].join(', ')}`);
  // 3: not everything could be observed, as is right where servers are dead or hostile.
  const failed = [...results.values()].some((done) => done !== null && ![0, 3].includes(done.code));
  return failed || missing.size > 0 || findings.some(({ holds }) => holds !== true) ? 1 : 0;
}

const why = await whyNoLab();
if (why !== undefined) {
  process.stderr.write(`demo: ${why}\n`);
  process.exitCode = 1;
} else {
  const started = Date.now();
  const lab = await startLab();
  print(
    `The lab is up after ${((Date.now() - started) / 1000).toFixed(1)} s: a private internet without uplink.`,
  );
  print(`Exchange at ${TIGER.web[0]}, its mirror at ${TIGER.mirror[0]}, a clone at ${AT.clone[0]}.`);
  try {
    process.exitCode = await demonstrate(lab);
  } finally {
    await lab.stop();
  }
}
