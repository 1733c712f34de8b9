/**
 * The process that keeps the lab: runs inside the namespace, starts the world, and does what the other side asks for,
 * one JSON request a line on standard input, one answer a line on standard output. Ends when its input does.
 */
import { createInterface } from 'node:readline';
import { furnish } from './net/furnish.js';
import { findUplinks, OUTSIDE_VARIABLE } from './net/uplink.js';
import type { Change } from './site.js';
import { SITES } from './sites/index.js';
import { World } from './world.js';

export type Request =
  | { readonly op: 'set'; readonly name: string; readonly change?: Change | undefined }
  | { readonly op: 'requests' };

export interface Message {
  /** Absent on the first line, which says that the lab is up. */
  readonly id?: number | undefined;
  readonly value?: unknown;
  readonly error?: string | undefined;
}

const say = (message: Message) => process.stdout.write(`${JSON.stringify(message)}\n`);

async function main(): Promise<void> {
  // Before anything else: the lab's addresses belong to strangers wherever a packet can leave.
  const uplinks = await findUplinks(process.env[OUTSIDE_VARIABLE]);
  if (uplinks.length > 0) {
    process.stderr.write(`lab: refused: ${uplinks.join('; ')}\n`);
    process.exitCode = 2;
    return;
  }
  const lines = createInterface({ input: process.stdin });
  lines.on('close', () => process.exit(0));
  await furnish();
  const world = new World(SITES);
  await world.start();
  // One after the other: changes reload the same servers.
  let last: Promise<unknown> = Promise.resolve();
  lines.on('line', (line) => {
    const { id, request } = JSON.parse(line) as { id: number; request: Request };
    last = last.then(async () => {
      try {
        say({ id, value: await perform(world, request) });
      } catch (error) {
        say({ id, error: error instanceof Error ? error.message : String(error) });
      }
    });
  });
  say({});
}

async function perform(world: World, request: Request): Promise<unknown> {
  switch (request.op) {
    case 'set':
      await world.set(request.name, request.change);
      return null;
    case 'requests':
      return world.requests();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
