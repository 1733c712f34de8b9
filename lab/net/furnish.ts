/** What a bare namespace gets before anything is started in it: addresses, a folder of its own, name service files. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { allAddresses, FLUX, RESOLVERS } from '../addresses.js';
import { FOLDER, MOUNT_POINT } from '../folder.js';
import { PATH } from './namespace.js';

const call = promisify(execFile);

export async function furnish(): Promise<void> {
  await Promise.all([addAddresses(), makeFolder()]);
}

async function addAddresses(): Promise<void> {
  const lines = [
    'link set lo up',
    ...allAddresses().map((address) => `addr add ${address}/${address.includes(':') ? 128 : 32} dev lo`),
    `route add local ${FLUX.prefix} dev lo`,
  ];
  const child = spawn('ip', ['-batch', '-'], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, PATH },
  });
  let said = '';
  child.stderr.on('data', (data) => {
    said += data;
  });
  child.stdin.end(`${lines.join('\n')}\n`);
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the addresses could not be added: ${said.trim()}`);
}

async function makeFolder(): Promise<void> {
  const env = { ...process.env, PATH };
  await call('mount', ['-t', 'tmpfs', '-o', 'mode=0755,size=1g', 'cordon-lab', MOUNT_POINT], { env });
  mkdirSync(FOLDER);
  const files = {
    'resolv.conf': `nameserver ${RESOLVERS.atlas.addresses[0]}\noptions timeout:2 attempts:2\n`,
    hosts: '127.0.0.1 localhost\n::1 localhost\n',
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(`${FOLDER}/${name}`, text);
    if (existsSync(`/etc/${name}`))
      await call('mount', ['--bind', `${FOLDER}/${name}`, `/etc/${name}`], { env });
  }
}
