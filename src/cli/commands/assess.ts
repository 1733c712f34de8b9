/** `cordon assess [platform...]`: evidence → findings → a decision on each platform, with the parts of its scores. */
import type { Decided } from '../../decide/decision.js';
import { EXIT } from '../../model/errors.js';
import { type CommonOptions, profileOf } from '../context.js';
import { assessPlatforms } from '../deciding/assess-platforms.js';
import { openDecisions, profileFile, storeFile } from '../deciding/workspace.js';
import { AssessmentReport } from '../format/assessment-text.js';
import type { Io } from '../io.js';
import { journalFile, platformsMeant, type Session, withSession } from '../observing/observe.js';
import { createdNow } from '../releasing/time.js';

export function run(args: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  return withSession(options, io, async (session) => {
    const profile = await profileOf(options, session.context);
    const report = new AssessmentReport(args.length > 0);
    const { count, news } = await assessStep(args, session, profile, (decided, isNew) => {
      if (options.json) io.out(`${JSON.stringify({ ...decided, isNew })}\n`);
      else report.add(decided);
    });
    if (!options.json) io.out(report.text());
    session.context.reporter.info(
      `${count} platforms assessed under profile ${profile}; ${news} new decisions, ${count - news} as before`,
    );
    return session.signal.aborted ? EXIT.incomplete : EXIT.done;
  });
}

/** Assesses and keeps. @param show called for each decision once it is durable */
export async function assessStep(
  names: readonly string[],
  session: Session,
  profileId: string,
  show: (decided: Decided, isNew: boolean) => void = () => undefined,
): Promise<{ count: number; news: number }> {
  const { context, registry, journal, signal } = session;
  const store = await openDecisions(context);
  let count = 0;
  let news = 0;
  try {
    const run = {
      registry,
      profile: profileFile(registry, profileId, context),
      platforms: platformsMeant(names, registry),
      journal,
      store,
      files: { journal: journalFile(context), decisions: storeFile(context) },
      decided: createdNow(context.io),
      signal,
    };
    for await (const { decided, isNew } of assessPlatforms(run)) {
      count++;
      if (isNew) news++;
      show(decided, isNew);
    }
  } finally {
    store.close();
  }
  return { count, news };
}
