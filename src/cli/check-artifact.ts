/** Runs the real programs over artifacts, where they are installed. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTarget } from '../targets/index.js';
import { type Validator, validators } from '../targets/validators.js';

export interface ArtifactFile {
  /** Name of the artifact. */
  readonly name: string;
  /** Where it stands. */
  readonly path: string;
}

export interface CheckOptions {
  /** What the artifacts were rendered with, if not the target's own. */
  readonly folder?: string | undefined;
  /** A program that takes longer counts as failed. Default 60,000. */
  readonly timeoutMs?: number | undefined;
}

export interface CheckResult {
  readonly target: string;
  /** Name of the artifact. */
  readonly file: string;
  readonly program: string;
  readonly debianPackage: string;
  /** `missing`: the program is not installed, or may not do its work here. */
  readonly outcome: 'passed' | 'failed' | 'missing';
  /** What the program said, or why it could not be asked. */
  readonly output: string;
}

interface Run {
  /** undefined: there is no such program. */
  readonly code: number | undefined;
  readonly output: string;
}

const MAX_OUTPUT = 4000;

/**
 * Checks the files of one target. They are copied to a scratch folder, where paths of the target's own folder are
 * made to point; the copies of lists and zones are the very bytes.
 * @returns one result for each check; none where no program checks the format.
 */
export async function checkArtifacts(
  targetId: string,
  files: readonly ArtifactFile[],
  options: CheckOptions = {},
): Promise<CheckResult[]> {
  const target = findTarget(targetId);
  const checks = validators[targetId];
  if (!target || !checks) throw new RangeError(`no target ${targetId}`);
  const folder = await mkdtemp(join(tmpdir(), 'cordon-check-'));
  try {
    const home = options.folder ?? target.folder;
    for (const { name, path } of files) await placeCopy(path, join(folder, name), home, folder);
    const results: CheckResult[] = [];
    for (const check of checks) {
      if (!files.some((file) => file.name === check.file)) continue;
      const { program, debianPackage, file } = check;
      const verdict = await runCheck(check, folder, options.timeoutMs ?? 60_000);
      results.push({ target: targetId, file, program, debianPackage, ...verdict });
    }
    return results;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Only configuration names other files. */
async function placeCopy(from: string, to: string, home: string | undefined, folder: string): Promise<void> {
  if (home === undefined || !to.endsWith('.conf')) return copyFile(from, to);
  await writeFile(to, (await readFile(from, 'utf8')).replaceAll(`${home}/`, `${folder}/`));
}

async function runCheck(
  check: Validator,
  folder: string,
  timeoutMs: number,
): Promise<Pick<CheckResult, 'outcome' | 'output'>> {
  const scratch = join(folder, `${check.file}.scratch`);
  const fill = (text: string) =>
    text
      .replaceAll('{file}', join(folder, check.file))
      .replaceAll('{folder}', folder)
      .replaceAll('{scratch}', scratch);
  if (check.needs) {
    const { code, output } = await run(check.needs.command, timeoutMs);
    if (code === undefined || !output.includes(check.needs.output))
      return { outcome: 'missing', output: `needs ${check.needs.what}` };
  }
  if (check.scratch !== undefined) await writeFile(scratch, fill(check.scratch));
  const command = check.command.map(fill);
  if (check.isolate && !(await isInstalled(command[0] as string, timeoutMs)))
    return { outcome: 'missing', output: `${command[0]} is not installed` };
  const isolation = check.isolate ? isolate(check.isolate) : [];
  if (isolation.length > 0) {
    const probe = await run([...isolation, 'true'], timeoutMs);
    if (probe.code !== 0)
      return { outcome: 'missing', output: `needs root or user namespaces: ${probe.output}` };
  }
  return judge(check, await run([...isolation, ...command], timeoutMs));
}

function judge(check: Validator, { code, output }: Run): Pick<CheckResult, 'outcome' | 'output'> {
  if (code === undefined) return { outcome: 'missing', output: `${check.command[0]} is not installed` };
  const says = (pattern: string | undefined) =>
    pattern !== undefined && new RegExp(pattern, 'i').test(output);
  if (code !== 0 && says(check.unable)) return { outcome: 'missing', output };
  return { outcome: code !== 0 || says(check.complaint) ? 'failed' : 'passed', output };
}

function isolate(kind: 'net' | 'mount'): string[] {
  return ['unshare', ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']), `--${kind}`];
}

async function isInstalled(program: string, timeoutMs: number): Promise<boolean> {
  return (await run(['sh', '-c', 'command -v "$1"', 'sh', program], timeoutMs)).code === 0;
}

/** In English, with the folders where Debian keeps servers. */
function run(command: readonly string[], timeoutMs: number): Promise<Run> {
  const [file, ...args] = command;
  const env = {
    ...process.env,
    PATH: `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`,
    LC_ALL: 'C',
  };
  return new Promise((resolve) => {
    execFile(
      file as string,
      args,
      { env, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.trim().slice(0, MAX_OUTPUT);
        if (error?.code === 'ENOENT' || error?.code === 'EACCES') resolve({ code: undefined, output });
        else if (error?.killed) resolve({ code: -1, output: `no end after ${timeoutMs} ms\n${output}` });
        else resolve({ code: error ? (typeof error.code === 'number' ? error.code : -1) : 0, output });
      },
    );
  });
}
