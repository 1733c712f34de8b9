/** `cordon release`: decide, guard and freeze the next serial. */
import type { Decided } from '../../decide/decision.js';
import { decideReconstruction, decideStates, type States } from '../../decide/states.js';
import { CordonError, EXIT } from '../../model/errors.js';
import { nearestHint } from '../../model/nearest.js';
import type { Notice, Profile, Registry } from '../../model/registry/jurisdiction.js';
import { type BuiltRelease, buildRelease } from '../../release/build.js';
import { saysNothingNew } from '../../release/novelty.js';
import type { Release } from '../../release/read.js';
import { type CommonOptions, type Context, createContext, profileOf } from '../context.js';
import { newestDecisions, profileFile } from '../deciding/workspace.js';
import { Ledger } from '../files/ledger.js';
import { acquireLock } from '../files/lock.js';
import { loadRegistry } from '../files/registry.js';
import { grouped } from '../format/table.js';
import type { Io } from '../io.js';
import type { Session } from '../observing/observe.js';
import { createdNow } from '../release-time.js';
import { version } from '../version.js';

export interface ReleaseOptions extends CommonOptions {
  /** Notice id. */
  readonly reconstruction?: string;
  /** YYYY-MM-DD */
  readonly asOf?: string;
}

export async function run(_args: readonly string[], options: ReleaseOptions, io: Io): Promise<number> {
  const context = createContext(options, io);
  const profileId = await profileOf(options, context);
  const lock = acquireLock(context.state);
  try {
    return await releaseStep({ context, registry: loadRegistry(context) }, profileId, options);
  } finally {
    lock.release();
  }
}

/** Decides, guards and freezes; the caller holds the workspace's lock. @returns exit code */
export async function releaseStep(
  { context, registry }: Pick<Session, 'context' | 'registry'>,
  profileId: string,
  options: ReleaseOptions,
): Promise<number> {
  const profile = profileFile(registry, profileId, context);
  const assessed = await newestDecisions(context, profileId);
  const ledger = new Ledger(context.lists);
  const previous = ledger.newest(profileId);
  const built = build(registry, profile, previous, options, createdNow(context.io), assessed);
  if (previous && saysNothingNew(previous, built, profile.reviewDays)) {
    context.reporter.info(
      `nothing has changed since serial ${previous.manifest.serial}; no release was made`,
    );
    return EXIT.done;
  }
  const folder = ledger.write(built);
  report(built, folder, options, context);
  return EXIT.done;
}

function build(
  registry: Registry,
  profile: Profile,
  previous: Release | undefined,
  options: ReleaseOptions,
  created: string,
  assessed: ReadonlyMap<string, Decided>,
): BuiltRelease {
  const today = created.slice(0, 10);
  const common = { registry, profile, previous, created, toolVersion: version() };
  if (options.reconstruction === undefined) {
    const asOf = options.asOf ?? today;
    const states: States = decideStates({ registry, profile, asOf, today, assessed });
    return buildRelease({
      ...common,
      states,
      asOf,
      title: `List of ${asOf}`,
      statement: statementOf(profile),
    });
  }
  const notice = noticeMeant(registry, profile, options.reconstruction);
  const { asOf, statement, platforms } = notice.reconstruction;
  const states = decideReconstruction({ registry, profile, today }, notice);
  return buildRelease({
    ...common,
    states,
    asOf,
    title: `Reconstruction of ${asOf}, ${platforms.length} platforms`,
    statement,
    reconstruction: notice,
  });
}

function statementOf(profile: Profile): string {
  const notices =
    'Flagged: platforms that a notice of an authority of the profile names, and platforms that a person flagged with a basis, an owner and an expiry.';
  return profile.selection
    ? `${notices} Rule ${profile.selection.id}, which proposes: ${profile.selection.statement}`
    : notices;
}

function noticeMeant(
  registry: Registry,
  profile: Profile,
  id: string,
): Notice & { reconstruction: NonNullable<Notice['reconstruction']> } {
  const notice = registry.notices.get(id);
  if (notice?.reconstruction && notice.profile === profile.id)
    return { ...notice, reconstruction: notice.reconstruction };
  const known = [...registry.notices.values()]
    .filter((one) => one.reconstruction && one.profile === profile.id)
    .map((one) => one.id);
  throw new CordonError('usage', {
    message: `profile ${profile.id} has no notice ${JSON.stringify(id)} with a reconstruction`,
    hint: nearestHint(id, known),
  });
}

function report(built: BuiltRelease, folder: string, options: ReleaseOptions, context: Context): void {
  const { manifest } = built;
  const { counts } = manifest;
  for (const one of manifest.unenforceable)
    context.reporter.warn({ message: `${one.name} is listed, but no name of it is enforced: ${one.cause}` });
  if (counts.review > 0)
    context.reporter.warn({
      message: `${counts.review} platforms are in review: their decision has run out`,
      hint: 'they stay enforced; decide anew with cordon flag, exempt or retire',
    });
  context.reporter.info(`wrote ${folder}`);
  if (options.json) context.io.out(`${JSON.stringify(manifest)}\n`);
  else
    context.io.out(
      `${manifest.profile} serial ${manifest.serial}: ${manifest.title}; ${grouped(counts.platforms)} platforms (${counts.flagged} flagged, ${counts.proposed} proposed, ${counts.review} in review), ${grouped(counts.names)} names, ${grouped(counts.prefixes)} prefixes\n`,
    );
}
