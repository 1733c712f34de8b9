/** `npm run demo`: the pipeline from an empty state, step by step, in the lab. */
import { AT, TIGER } from './addresses.js';
import { runCordon, shorten, tellFindings } from './demo/steps.js';
import { judge, outcomesOf } from './demo/verdict.js';
import { type Lab, startLab, whyNoLab } from './lab.js';

interface Step {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  /** Lines of output shown. */
  readonly show: number;
  /** Only lines with this, and the first ones. */
  readonly only?: RegExp | undefined;
}

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const FIRST_RUN: readonly Step[] = [
  { title: 'Resolve all listed names from three vantages', command: ['resolve'], show: 4 },
  {
    title: 'What the vantages said: the resolver at home forges',
    command: ['observations', 'tigerbit.example'],
    show: 12,
    only: /^dns\/(?:A|AAAA|NS|MX) /,
  },
  {
    title: 'What the vantages said: other addresses at other places',
    command: ['observations', 'www.pandax-pro.example'],
    show: 12,
    only: /^dns\/A /,
  },
  { title: 'Crawl the platforms: which other names belong to them', command: ['crawl'], show: 40 },
  {
    title: 'How the mirror is tied to its owner',
    command: ['observations', 'tigerbit-asia.example'],
    show: 4,
  },
  {
    title: 'And the clone of it is not',
    command: ['observations', 'tlgerbit.example'],
    show: 4,
  },
  {
    title: 'Locate the addresses: country and kind of infrastructure',
    command: ['locate'],
    show: 14,
    only: /41\.86\.40\.10|203\.80\.96\.10|46\.28\.|104\.16\.|13\.2|8\.8\.8\.8|61\.135|195\.141|2\.57|2406:|2001:1620/,
  },
  { title: 'The history of one address', command: ['observations', TIGER.web[0]], show: 8 },
  {
    title: 'Assess: what the evidence says of each platform',
    command: ['assess'],
    show: 60,
    only: /^\S+ +(?:proposed|review|watched|not-a-platform) |^ {2}(?:gate|why) /,
  },
  {
    title: 'Recompute one decision from its stored evidence',
    command: ['replay', 'tigerbit'],
    show: 2,
    only: /replay/,
  },
  { title: 'Release: what is proposed is watched, never cut off', command: ['release'], show: 3 },
  {
    title: 'A person flags it, with a basis, an owner and an end',
    command: [
      'flag',
      'tigerbit',
      '--basis',
      'Alipay and WeChat Pay in its P2P market, phone numbers of +86',
      '--by',
      'the lab',
      '--expires',
      inDays(90),
    ],
    show: 2,
  },
  { title: 'The next release', command: ['release'], show: 3 },
  { title: 'What changed, and why', command: ['diff'], show: 12 },
  {
    title: 'Why it is listed',
    command: ['why', 'www.tigerbit.example'],
    show: 24,
    only: /^ {2}(?:entry|platform|basis|addresses|artifacts|unblock)/,
  },
  {
    title: 'Why an address is not: one sighting is not enough',
    command: ['why', TIGER.web[0]],
    show: 8,
  },
];
const SECOND_RUN: readonly Step[] = [
  { title: 'Second run: resolve asks only for what is not fresh', command: ['resolve'], show: 4 },
  { title: 'Second run: crawl', command: ['crawl'], show: 4 },
  { title: 'Second run: locate', command: ['locate'], show: 4 },
];

const print = (text = '') => process.stdout.write(`${text}\n`);

async function commandsOf(lab: Lab): Promise<ReadonlySet<string>> {
  const { out } = await lab.exec([process.execPath, 'bin/cordon', '--help']);
  return new Set([...out.matchAll(/^ {2}(\w+) ?/gm)].map((match) => match[1] as string));
}

/** @returns the exit code; undefined where there is no such command */
async function runStep(lab: Lab, step: Step, known: ReadonlySet<string>): Promise<number | undefined> {
  print(`\n== ${step.title}`);
  print(`$ cordon ${step.command.join(' ')}`);
  if (!known.has(step.command[0])) {
    print(`    missing: there is no command ${step.command[0]} yet`);
    return undefined;
  }
  const started = Date.now();
  const { code, out, err } = await runCordon(lab, step.command);
  if (out.trim() !== '') print(shorten(out, step.show, step.only));
  if (err.trim() !== '') print(shorten(err, 4));
  print(`    exit ${code}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return code;
}

async function demonstrate(lab: Lab): Promise<number> {
  const known = await commandsOf(lab);
  const codes: (number | undefined)[] = [];
  for (const step of FIRST_RUN) codes.push(await runStep(lab, step, known));
  const first = await lab.requests();
  for (const step of SECOND_RUN) codes.push(await runStep(lab, step, known));
  const second = (await lab.requests()).slice(first.length);
  if (codes.includes(undefined)) {
    print('\nNot all commands are there yet: nothing can be said about the whole.');
    return 1;
  }
  print('\n== What became of the hostile servers');
  const hostile = await outcomesOf(lab);
  for (const [name, outcomes] of hostile) print(`    ${name.padEnd(24)} ${outcomes.join(', ')}`);
  print('\n== What was to be shown');
  const findings = await judge(lab, { first, second, hostile });
  print(tellFindings(findings));
  // 1: differs, not listed. 3: not everything could be observed, which is right where servers are dead or hostile.
  const failed = codes.some((code) => code !== undefined && ![0, 1, 3].includes(code));
  return failed || findings.some(({ holds }) => !holds) ? 1 : 0;
}

const why = await whyNoLab();
if (why !== undefined) {
  process.stderr.write(`demo: ${why}\n`);
  process.exitCode = 1;
} else {
  const started = Date.now();
  const lab = await startLab();
  print(
    `The lab is up after ${((Date.now() - started) / 1000).toFixed(1)} s: a small internet without uplink.`,
  );
  print(`An exchange at ${TIGER.web[0]}, its mirror at ${TIGER.mirror[0]}, a clone at ${AT.clone[0]}.`);
  try {
    process.exitCode = await demonstrate(lab);
  } finally {
    await lab.stop();
  }
}
