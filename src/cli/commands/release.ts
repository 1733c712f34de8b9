/** `cordon release`: decide, guard and freeze the next serial. */
import { decideReconstruction, decideStates } from '../../decide/states.js';
import { CordonError, EXIT } from '../../model/errors.js';
import { nearestHint } from '../../model/nearest.js';
import type { Notice, Profile, Registry } from '../../model/registry/jurisdiction.js';
import { type BuildInput, type BuiltRelease, buildRelease } from '../../release/build.js';
import { saysNothingNew } from '../../release/novelty.js';
import { type CommonOptions, type Context, createContext, profileOf } from '../context.js';
import { newestDecisions, profileFile } from '../deciding/workspace.js';
import { Ledger } from '../files/ledger.js';
import { acquireLock } from '../files/lock.js';
import { loadRegistry } from '../files/registry.js';
import { grouped } from '../format/table.js';
import type { Io } from '../io.js';
import type { Session } from '../observing/observe.js';
import { comparable, runAcceptances, warnUnused } from '../releasing/acceptances.js';
import { releaseInputs } from '../releasing/inputs.js';
import { createdNow } from '../releasing/time.js';
import { version } from '../version.js';

export interface ReleaseOptions extends CommonOptions {
  /** Notice id. */
  readonly reconstruction?: string;
  /** YYYY-MM-DD */
  readonly asOf?: string;
  /** `guard=value`, each for this run alone. */
  readonly accept?: readonly string[];
  /** Who accepts. */
  readonly by?: string;
  /** Why. */
  readonly basis?: string;
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
  const { io } = context;
  const ledger = new Ledger(context.lists);
  const previous = ledger.newest(profileId);
  const created = createdNow(io);
  const accept = runAcceptances(options, io);
  const planned = await plan(registry, profile, options, created, context);
  const listed = planned.states.listed.map(({ platform }) => platform);
  const observed = planned.isOfToday ? await releaseInputs(context, registry, listed, created) : {};
  const built = buildRelease({
    registry,
    profile,
    previous,
    comparable: comparable(ledger, profileId, planned.states),
    created,
    toolVersion: version(),
    accept,
    ...planned,
    ...observed,
  });
  warnUnused(accept, built, context);
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

/** What is to be released, before anything that was observed comes to it. */
interface Planned extends Pick<BuildInput, 'states' | 'asOf' | 'title' | 'statement' | 'reconstruction'> {
  /** Observations of today say nothing about the list of another day. */
  readonly isOfToday: boolean;
}

async function plan(
  registry: Registry,
  profile: Profile,
  options: ReleaseOptions,
  created: string,
  context: Context,
): Promise<Planned> {
  const today = created.slice(0, 10);
  if (options.reconstruction === undefined) {
    const asOf = options.asOf ?? today;
    const assessed = await newestDecisions(context, profile.id);
    return {
      states: decideStates({ registry, profile, asOf, today, assessed }),
      asOf,
      title: `List of ${asOf}`,
      statement: statementOf(profile),
      isOfToday: asOf === today,
    };
  }
  const notice = noticeMeant(registry, profile, options.reconstruction);
  const { asOf, statement, platforms } = notice.reconstruction;
  return {
    states: decideReconstruction({ registry, profile, today }, notice),
    asOf,
    title: `Reconstruction of ${asOf}, ${platforms.length} platforms`,
    statement,
    reconstruction: notice,
    isOfToday: false,
  };
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
