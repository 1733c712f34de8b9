/** `cordon assess [platform...]`: evidence → findings → a decision on each platform, with the parts of its scores. */
import type { Decided } from '../../decide/decision.js';
import { EXIT } from '../../model/errors.js';
import { type CommonOptions, profileOf } from '../context.js';
import { assessPlatforms } from '../deciding/assess-platforms.js';
import { openDecisions, profileFile, storeFile } from '../deciding/workspace.js';
import { assessmentText } from '../format/assessment-text.js';
import type { Io } from '../io.js';
import { journalFile, platformsMeant, type Session, withSession } from '../observing/observe.js';
import { createdNow } from '../release-time.js';

export function run(args: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  return withSession(options, io, async (session) => {
    const profile = await profileOf(options, session.context);
    const { decisions, news } = await assessStep(args, session, profile);
    if (!options.json) io.out(assessmentText(decisions, args.length > 0));
    session.context.reporter.info(
      `${decisions.length} platforms assessed under profile ${profile}; ${news} new decisions, ${decisions.length - news} as before`,
    );
    return session.signal.aborted ? EXIT.incomplete : EXIT.done;
  });
}

/** Assesses and keeps; with --json prints each decision once it is durable. */
export async function assessStep(
  names: readonly string[],
  session: Session,
  profileId: string,
): Promise<{ decisions: readonly Decided[]; news: number }> {
  const { context, registry, journal, signal, options } = session;
  const store = await openDecisions(context);
  const decisions: Decided[] = [];
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
      if (isNew) news++;
      if (options.json) context.io.out(`${JSON.stringify({ ...decided, isNew })}\n`);
      else decisions.push(decided);
    }
  } finally {
    store.close();
  }
  return { decisions, news };
}
