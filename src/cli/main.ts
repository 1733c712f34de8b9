/**
 * The command line: names, options and help of all commands. What a command needs is loaded when it runs, so that
 * `cordon --help` costs little more than starting Node.
 */
import { createRequire } from 'node:module';
import type { Command as CommanderCommand } from 'commander';
import { CordonError, EXIT } from '../model/errors.js';
import type { CommonOptions } from './context.js';
import { type Io, Reporter } from './io.js';
import { version } from './version.js';

/** Required, not imported: Node then skips the search for named exports of a CommonJS package at every start. */
const { Command, CommanderError, InvalidArgumentError, Option } = createRequire(import.meta.url)(
  'commander',
) as typeof import('commander');

type CommandModule = { readonly run: (args: readonly string[], options: never, io: Io) => Promise<number> };

/** Ends with the exit code of the command; never throws. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return failureCode(error, io, logFormatOf(argv));
  }
}

/** The entry point of the executable. */
export async function runProcess(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that went away (`cordon diff | head`) is not an error of ours.
    stream.on('error', (error: NodeJS.ErrnoException) =>
      process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.bug),
    );
  }
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    isTerminal: process.stderr.isTTY === true,
  });
}

function createProgram(io: Io, done: (code: number) => void): CommanderCommand {
  const program = new Command('cordon')
    .description(
      'Network-level exchange blocklist manager: from listed platforms with their evidence to DNS, firewall and proxy configuration.',
    )
    .version(version(), '--version')
    .configureOutput({
      writeOut: io.out,
      writeErr: (text) => io.err(text.replace(/^error: /, 'cordon: error: ')),
    })
    .showHelpAfterError('cordon: hint: run cordon --help')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  withCommonOptions(program);

  const add = (spec: string, description: string, load: () => Promise<CommandModule>): CommanderCommand => {
    const command = program
      .command(spec)
      .description(description)
      .copyInheritedSettings(program)
      .showHelpAfterError(`cordon: hint: run cordon ${spec.split(' ')[0]} --help`);
    command.action(async (...received: unknown[]) => {
      const module = await load();
      const args = received
        .slice(0, -2)
        .flat()
        .filter((arg): arg is string => typeof arg === 'string');
      done(await module.run(args, command.optsWithGlobals() as never, io));
    });
    return command;
  };

  add(
    'export [target...]',
    'write the configuration of one or more targets',
    () => import('./commands/export.js'),
  )
    .requiredOption('--out <dir>', 'folder for the files')
    .option('--all', 'every target, without the opt-in ones')
    .option('--opt-in', 'with --all: the opt-in targets too')
    .option('--install-dir <dir>', 'where the programs will find the files (default: /etc/cordon)')
    .option(
      '--check',
      'let the real programs check each file before it is put in place, where they are installed',
    )
    .addOption(new Option('--enforce <state>', 'treat entries of this state as block').choices(['proposed']));
  add(
    'targets',
    'what can be emitted, and what each target can express',
    () => import('./commands/targets.js'),
  );
  add(
    'why <name>',
    'whether a name, address or platform is listed, and on what evidence',
    () => import('./commands/why.js'),
  );
  add(
    'diff [a] [b]',
    'what changed between two serials, and why (default: the two newest)',
    () => import('./commands/diff.js'),
  );
  add('releases', 'the ledger, one line a release', () => import('./commands/releases.js'));
  withAcceptances(add('release', 'freeze the next serial', () => import('./commands/release.js')))
    .option(
      '--reconstruction <notice>',
      "the list that this notice's reconstruction stands for, instead of today's",
    )
    .option('--as-of <date>', 'the day whose facts are read (default: today)', parseDate);
  for (const [name, description, load] of OBSERVING) {
    add(`${name} [platform...]`, description, load).option(...FRESH_HOURS);
  }
  withAcceptances(
    add(
      'refresh',
      'crawl, resolve, locate, assess and release, in one go: the cron job',
      () => import('./commands/refresh.js'),
    ),
  ).option(...FRESH_HOURS);
  add(
    'assess [platform...]',
    'what the evidence says of each platform: findings, scores, a decision',
    () => import('./commands/assess.js'),
  );
  add(
    'replay <decision>',
    'recompute a decision from its stored evidence, and say what differs and why',
    () => import('./commands/replay.js'),
  );
  for (const [decide, description] of DECIDING) {
    add(`${decide} <platform>`, description, async () => ({
      run: (await import('./commands/decide.js')).runAs(decide),
    }))
      .requiredOption('--basis <text>', 'on what it rests, in words that an auditor can check')
      .requiredOption('--by <owner>', 'who decides')
      .requiredOption('--expires <date>', 'the day on which somebody has to look again, YYYY-MM-DD');
  }
  add(
    'observations <name>',
    'what was seen of a name or address, since when, how often',
    () => import('./commands/observations.js'),
  );
  add(
    'import <source> [input...]',
    'candidates from a bundle of data, ccxt, CSV or the crawl (footprint) into the lists',
    () => import('./commands/import.js'),
  ).option('--dry-run', 'tell what would be written, and write nothing');
  return program;
}

const DECIDING = [
  ['flag', 'list a platform'],
  ['exempt', 'keep a platform off the list'],
  ['retire', 'take a platform off the list that is no more'],
] as const;

const OBSERVING: readonly (readonly [
  name: string,
  description: string,
  load: () => Promise<CommandModule>,
])[] = [
  [
    'resolve',
    'what the names of the platforms resolve to, from every vantage',
    () => import('./commands/resolve.js'),
  ],
  ['locate', 'where their addresses are, and what those belong to', () => import('./commands/locate.js')],
  [
    'crawl',
    'what their pages say, and which other names belong to them',
    () => import('./commands/crawl.js'),
  ],
];

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

const FRESH_HOURS = [
  '--fresh-hours <hours>',
  'how long an observation needs no new look (default: fresh_hours of cordon.yaml)',
  parseHours,
] as const;

/** What passes a guard that holds; see docs/lists.md. */
const withAcceptances = (command: CommanderCommand): CommanderCommand =>
  command
    .option(
      '--accept <guard=value>',
      'accept one hit of one guard, not worse than the value, for this run (repeatable)',
      collect,
    )
    .option('--by <owner>', 'who accepts (default: the account that runs the command)')
    .option('--basis <text>', 'why it is accepted');

function parseHours(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('hours are a whole number from 0.');
  return Number(text);
}

function withCommonOptions(command: CommanderCommand): void {
  command
    .option('--lists <dir>', 'the workspace (default: ./lists, else the bundled one)')
    .option('--state <dir>', 'observations and caches (default: .cordon beside the lists)')
    .option('--profile <id>', 'the jurisdiction (default: default_profile of cordon.yaml)')
    .option('--release <serial>', 'the serial (default: the newest)', parseSerial)
    .option('--json', 'JSON on standard output')
    .option('--quiet', 'only errors and warnings on standard error')
    .addOption(
      new Option('--log-format <format>', 'form of what goes to standard error')
        .choices(['text', 'json'])
        .default('text'),
    );
}

export function parseSerial(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a serial is a whole number from 1.');
  return Number(text);
}

function parseDate(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('a date is written YYYY-MM-DD.');
  return text;
}

function logFormatOf(argv: readonly string[]): CommonOptions['logFormat'] {
  const at = argv.indexOf('--log-format');
  return argv[at + 1] === 'json' && at >= 0 ? 'json' : argv.includes('--log-format=json') ? 'json' : 'text';
}

function failureCode(error: unknown, io: Io, format: CommonOptions['logFormat']): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  const reporter = new Reporter(io, format);
  if (error instanceof CordonError) {
    reporter.failure(error);
    return EXIT[error.kind];
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  reporter.error({
    message: `this is a bug: ${text}`,
    hint: 'please report it with the command that you ran',
  });
  return EXIT.bug;
}
