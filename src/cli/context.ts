/** What the common options mean: which lists, which state folder, which profile, which release. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CordonError } from '../model/errors.js';
import { nearestHint } from '../model/nearest.js';
import type { Release } from '../release/read.js';
import { Ledger } from './files/ledger.js';
import { type Io, type LogFormat, Reporter } from './io.js';

export interface CommonOptions {
  readonly lists?: string;
  readonly state?: string;
  readonly profile?: string;
  readonly release?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly logFormat?: LogFormat;
}

export interface Context {
  readonly io: Io;
  readonly reporter: Reporter;
  /** Absolute path of the lists folder. */
  readonly lists: string;
  /** Absolute path of the state folder; it may not exist yet. */
  readonly state: string;
}

export function createContext(options: CommonOptions, io: Io): Context {
  const lists = listsFolder(options, io);
  const state = options.state
    ? path.resolve(io.cwd, options.state)
    : path.join(path.dirname(lists), '.cordon');
  return { io, reporter: new Reporter(io, options.logFormat, options.quiet), lists, state };
}

const bundledLists = (): string => fileURLToPath(new URL('../../lists', import.meta.url));

function listsFolder(options: CommonOptions, io: Io): string {
  if (options.lists !== undefined) {
    const given = path.resolve(io.cwd, options.lists);
    if (existsSync(given)) return given;
    throw new CordonError('config', {
      message: `the lists folder ${given} does not exist`,
      hint: 'give the folder that holds cordon.yaml',
    });
  }
  const local = path.resolve(io.cwd, 'lists');
  return existsSync(path.join(local, 'cordon.yaml')) ? local : bundledLists();
}

/** The profile that is meant; it must be known by its file or by a release. */
export async function profileOf(options: CommonOptions, context: Context): Promise<string> {
  const known = knownProfiles(context.lists);
  const wanted = options.profile ?? (await defaultProfile(context.lists));
  if (known.includes(wanted)) return wanted;
  const where = options.profile === undefined ? ' (default_profile of cordon.yaml)' : '';
  throw new CordonError('usage', {
    message: `there is no profile ${JSON.stringify(wanted)}${where}`,
    hint: nearestHint(wanted, known),
  });
}

function knownProfiles(lists: string): string[] {
  const files = existsSync(path.join(lists, 'profiles')) ? readdirSync(path.join(lists, 'profiles')) : [];
  const named = files.filter((file) => /\.ya?ml$/.test(file)).map((file) => file.replace(/\.ya?ml$/, ''));
  return [...new Set([...named, ...new Ledger(lists).profiles()])].sort();
}

async function defaultProfile(lists: string): Promise<string> {
  const file = path.join(lists, 'cordon.yaml');
  if (!existsSync(file))
    throw new CordonError('usage', {
      message: 'no profile was given, and the lists have no cordon.yaml that names a default',
      hint: 'give --profile',
    });
  const { readSettings } = await import('../sources/read-settings.js');
  return readSettings({ path: 'cordon.yaml', text: readFileSync(file, 'utf8') }).defaultProfile;
}

/** The release that is meant: the serial that was given, else the newest. */
export async function releaseOf(options: CommonOptions, context: Context): Promise<Release> {
  const profile = await profileOf(options, context);
  return new Ledger(context.lists).read(profile, options.release);
}
