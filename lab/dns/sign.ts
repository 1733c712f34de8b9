/** Signs zones of the lab (RFC 4033 to 4035), anew at every start, with the tools of BIND. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATH } from '../net/namespace.js';
import type { Site } from '../site.js';

export interface SignedZones {
  readonly zones: ReadonlyMap<string, string>;
  /** DNSKEY records at which validation begins: of signed zones that stand below no signed one. */
  readonly anchors: readonly string[];
}

const ALGORITHM = 'ECDSAP256SHA256';

/** @param folder for keys and intermediate files, made when it is not there */
export async function signZones(
  folder: string,
  plain: ReadonlyMap<string, string>,
  sites: readonly Site[],
): Promise<SignedZones> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const signed = sites.filter(({ dnssec }) => dnssec !== undefined);
  const isBelow = (name: string, parent: string) => name.endsWith(`.${parent}`);
  await Promise.all(
    signed.flatMap(({ name }) =>
      [['-f', 'KSK'], []].map((role) =>
        run('dnssec-keygen', ['-q', '-a', ALGORITHM, ...role, '-K', folder, name]),
      ),
    ),
  );
  const zones = new Map(plain);
  // The deepest first: a zone holds digests of the keys of those below it.
  for (const site of [...signed].sort((a, b) => b.name.length - a.name.length)) {
    const children = signed.filter(({ name }) => isBelow(name, site.name));
    const digests = children.map(({ name }) => readFileSync(join(folder, `dsset-${name}.`), 'utf8'));
    const file = join(folder, `${site.name}.zone`);
    writeFileSync(file, [zones.get(site.name), ...digests].join(''));
    const args = [
      '-S',
      '-P',
      '-K',
      folder,
      '-d',
      folder,
      '-O',
      'full',
      '-o',
      site.name,
      '-f',
      `${file}.signed`,
      file,
    ];
    await run('dnssec-signzone', args);
    zones.set(site.name, alter(readFileSync(`${file}.signed`, 'utf8'), site));
  }
  const tops = signed.filter(({ name }) => !signed.some((other) => isBelow(name, other.name)));
  return { zones, anchors: tops.map(({ name }) => anchorOf(folder, name)) };
}

/** An address that is no longer the one that was signed. */
function alter(text: string, { dnssec, name }: Site): string {
  if (dnssec === 'signed' || dnssec === undefined) return text;
  const signed = new RegExp(`(\\sA\\s+)${dnssec.from.replaceAll('.', '\\.')}$`, 'gm');
  const altered = text.replace(signed, `$1${dnssec.to}`);
  if (altered === text) throw new Error(`${name} has no address ${dnssec.from} to alter`);
  return altered;
}

/** The key that signs keys: flags 257 (RFC 4034 §2.1.1). */
function anchorOf(folder: string, zone: string): string {
  const keys = readdirSync(folder)
    .filter((file) => file.startsWith(`K${zone}.+`) && file.endsWith('.key'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
  const key = keys.find((line) => /\sDNSKEY\s+257\s/.test(line));
  if (key === undefined) throw new Error(`no key of ${zone} was made`);
  return key.trim();
}

function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH } });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said += data;
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${said.trim()}`)),
    );
  });
}
