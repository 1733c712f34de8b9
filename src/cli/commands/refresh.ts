/**
 * `cordon refresh`: crawl → resolve → locate → assess → release, under one lock; made for cron. It holds on doubt, and
 * its exit code says what happened: 0 released or nothing new, 3 not observed, 4 held by a guard, 75 another one runs.
 */
import { EXIT } from '../../model/errors.js';
import { type CommonOptions, profileOf } from '../context.js';
import type { Io } from '../io.js';
import { type ObserveOptions, observeStep, type Session, withSession } from '../observing/observe.js';
import { assessStep } from './assess.js';
import { look as crawl } from './crawl.js';
import { look as locate } from './locate.js';
import { type ReleaseOptions, releaseStep } from './release.js';
import { look as resolve } from './resolve.js';

export type RefreshOptions = CommonOptions & ObserveOptions & ReleaseOptions;

export function run(_args: readonly string[], options: RefreshOptions, io: Io): Promise<number> {
  return withSession(options, io, async (session) => {
    const profile = await profileOf(options, session.context);
    const quiet = silenced(session);
    const failed = await observeAll(quiet);
    if (failed !== undefined) return failed;
    const { count, news } = await assessStep([], quiet, profile);
    session.context.reporter.info(`assess: ${count} platforms, ${news} new decisions`);
    if (session.signal.aborted) return EXIT.incomplete;
    return releaseStep(session, profile, options);
  });
}

/** The product of a refresh is the release: what its steps have to show goes nowhere. */
function silenced(session: Session): Session {
  const { context, options } = session;
  return {
    ...session,
    context: { ...context, io: { ...context.io, out: () => undefined } },
    options: { ...options, json: false },
  };
}

/**
 * A step that saw too little is told and does not end the run: whether what is known is fresh enough for a release is
 * for the guards to say. One that saw nothing at all means that the network is gone.
 * @returns the exit code that ends the run
 */
async function observeAll(session: Session): Promise<number | undefined> {
  const { context, signal, options } = session;
  const steps = [
    ['platforms', crawl(options)],
    ['names', resolve()],
    ['addresses', locate(options)],
  ] as const;
  for (const [what, look] of steps) {
    const { observed, total } = await observeStep(what, [], session, look);
    if (signal.aborted) return EXIT.incomplete;
    context.reporter.info(`${observed} of ${total} ${what} observed`);
    if (total === 0 || observed > 0) continue;
    context.reporter.error({
      message: `none of the ${total} ${what} could be observed: nothing was released`,
      hint: 'see whether this machine reaches the network and the resolvers of cordon.yaml, and run it again',
    });
    return EXIT.incomplete;
  }
  return undefined;
}
