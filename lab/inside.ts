/** The process that keeps the lab: runs inside the namespace, starts the world, and changes it. */
import { say, serve } from './net/channel.js';
import { furnish } from './net/furnish.js';
import { findUplinks, OUTSIDE_VARIABLE } from './net/uplink.js';
import type { Change } from './site.js';
import { SITES } from './sites/index.js';
import { World } from './world.js';

export type Request =
  | { readonly op: 'set'; readonly name: string; readonly change?: Change | undefined }
  | { readonly op: 'requests' };

async function main(): Promise<void> {
  // Before anything else: the lab's addresses belong to strangers wherever a packet can leave.
  const uplinks = await findUplinks(process.env[OUTSIDE_VARIABLE]);
  if (uplinks.length > 0) {
    process.stderr.write(`lab: refused: ${uplinks.join('; ')}\n`);
    process.exitCode = 2;
    return;
  }
  const up = furnish().then(async () => {
    const world = new World(SITES);
    await world.start();
    return world;
  });
  // One after the other: changes reload the same servers.
  let last: Promise<unknown> = Promise.resolve();
  serve((request: Request) => {
    const done = last.then(async () => perform(await up, request));
    last = done.catch(() => {});
    return done;
  });
  await up;
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
