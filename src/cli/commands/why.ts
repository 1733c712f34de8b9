/** `cordon why <name|address|platform>`: listed or not, and everything that it rests on. Exit 1 when not listed. */
import { CordonError, EXIT } from '../../model/errors.js';
import { parseHost } from '../../model/names/host.js';
import { nearestHint } from '../../model/nearest.js';
import { parsePrefix } from '../../model/prefixes/prefix.js';
import { enforcedSet } from '../../release/enforced-set.js';
import type { Release } from '../../release/read.js';
import { findEntries, formerListing, protectedBy, type Question, questionText } from '../../release/why.js';
import { artifactLines } from '../artifact-lines.js';
import { type CommonOptions, createContext, profileOf } from '../context.js';
import { Ledger } from '../files/ledger.js';
import { whyText } from '../format/why-text.js';
import type { Io } from '../io.js';
import { addressAnswer } from '../observing/why-address.js';

export async function run(args: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const context = createContext(options, io);
  const profile = await profileOf(options, context);
  const ledger = new Ledger(context.lists);
  const release = ledger.read(profile, options.release);
  const question = parseQuestion(args[0] ?? '', release);
  const findings = findEntries(release, question);
  const { serial, asOf } = release.manifest;
  const address =
    question.kind === 'address' ? await addressAnswer(context, release, question.prefix) : undefined;
  if (findings.length > 0) {
    const lines = await artifactLines(enforcedSet(release, { enforceProposed: false }), findings, question);
    const answer = {
      listed: true as const,
      question: questionText(question),
      profile,
      serial,
      asOf,
      findings,
      artifacts: lines,
      address,
    };
    io.out(options.json ? `${JSON.stringify(answer)}\n` : whyText(answer));
    return EXIT.done;
  }
  const earlier = ledger
    .serials(profile)
    .filter((one) => one <= serial)
    .map((one) => ledger.read(profile, one));
  const answer = {
    listed: false as const,
    question: questionText(question),
    profile,
    serial,
    asOf,
    former: formerListing(earlier, question),
    protectedBy: protectedBy(release, question),
    address,
    hint:
      question.kind === 'platform'
        ? nearestHint(
            question.id,
            release.platforms.map((record) => record.id),
          )
        : undefined,
  };
  io.out(options.json ? `${JSON.stringify(answer)}\n` : whyText(answer));
  return EXIT.no;
}

/** An address if it parses as one, a platform if the word has no dot or is the id of one, else a name. */
function parseQuestion(text: string, release: Release): Question {
  const prefix = parsePrefix(text);
  if (prefix.ok) return { kind: 'address', prefix: prefix.value };
  if (prefix.problem.code !== 'syntax') throw new CordonError('usage', prefix.problem);
  if (release.platforms.some((record) => record.id === text) || /^[a-z0-9][a-z0-9_-]*$/.test(text))
    return { kind: 'platform', id: text };
  const host = parseHost(text);
  if (host.ok) return { kind: 'name', name: host.value };
  throw new CordonError('usage', host.problem);
}
