/** `cordon replay <decision>`: recomputes a decision from its stored evidence, offline, and says what differs and why. */
import type { Decided } from '../../decide/decision.js';
import type { EvidenceDocument } from '../../decide/documents.js';
import { type Replay, type ReplayCause, replay } from '../../decide/replay.js';
import type { Json } from '../../model/canonical-json.js';
import { digestOf, sha256 } from '../../model/digest.js';
import { CordonError, EXIT } from '../../model/errors.js';
import { nearestHint } from '../../model/nearest.js';
import type { Profile } from '../../model/registry/jurisdiction.js';
import { type CommonOptions, type Context, createContext, profileOf } from '../context.js';
import type { DecisionStore } from '../deciding/decision-store.js';
import { hasDecisions, openDecisions, profileFile } from '../deciding/workspace.js';
import { loadRegistry } from '../files/registry.js';
import { decisionText } from '../format/assessment-text.js';
import { type Io, printable } from '../io.js';

const EXITS: Readonly<Record<ReplayCause, number>> = {
  same: EXIT.done,
  rules: EXIT.no,
  profile: EXIT.no,
  evidence: EXIT.untrusted,
  record: EXIT.untrusted,
};

export async function run(args: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const context = createContext(options, io);
  if (!hasDecisions(context))
    throw new CordonError('usage', {
      message: `nothing was assessed in ${context.state}`,
      hint: 'make decisions with cordon assess, or name the state folder with --state',
    });
  const store = await openDecisions(context);
  try {
    const decided = await decisionMeant(args[0] ?? '', store, options, context);
    const result = broken(decided, store) ?? replayStored(decided, store, context);
    io.out(
      options.json ? `${JSON.stringify({ digest: decided.digest, ...result })}\n` : text(decided, result),
    );
    return EXITS[result.cause];
  } finally {
    store.close();
  }
}

/** By the beginning of its digest, or the newest on a platform. */
async function decisionMeant(
  asked: string,
  store: DecisionStore,
  options: CommonOptions,
  context: Context,
): Promise<Decided> {
  const start = asked.replace(/^sha256:/, '');
  const found = /^[0-9a-f]{8,64}$/.test(start) ? store.find(start) : [];
  if (found.length > 1)
    throw new CordonError('usage', {
      message: `${found.length} decisions begin with ${start}`,
      hint: 'give more digits of the digest',
    });
  const profile = await profileOf(options, context);
  const one = found[0] ?? store.latest(profile, asked);
  if (one) return one;
  const known = [...store.latestOfAll(profile)].map(({ record }) => record.platform);
  throw new CordonError('usage', {
    message: `there is no decision ${JSON.stringify(asked)} under profile ${profile}`,
    hint: nearestHint(asked, known) ?? 'give the digest that cordon assess shows, or the id of a platform',
  });
}

/** A decision names the one before it; where that one is missing or another, the chain was cut. */
function broken({ digest, record }: Decided, store: DecisionStore): Replay | undefined {
  const chain = store.chain(record.profile, record.platform);
  const at = chain.findIndex((one) => one.digest === digest);
  const before = chain[at - 1]?.digest ?? null;
  const named = record.previous?.digest ?? null;
  if (named === before) return undefined;
  return {
    cause: 'record',
    explanation: 'the chain of decisions is broken: the one before this is not the one that it names',
    differences: [{ what: 'previous', recorded: String(named), recomputed: String(before) }],
  };
}

function replayStored({ digest, record }: Decided, store: DecisionStore, context: Context): Replay {
  const profileNow = profileFile(loadRegistry(context), record.profile, context);
  const profileText = store.shared(record.profileDigest);
  const isThen = profileText !== null && sha256(profileText) === record.profileDigest;
  const digests = record.evidence.map((one) => one.digest);
  const texts = store.documents(record.platform, digests);
  return replay({
    digest,
    record,
    documents: new Map(digests.map((one) => [one, documentOf(texts.get(one))])),
    profileThen: isThen ? (JSON.parse(profileText) as Profile) : null,
    profileNow: { profile: profileNow, digest: digestOf(profileNow as unknown as Json) },
  });
}

function documentOf(body: string | undefined): EvidenceDocument | null {
  try {
    return body === undefined ? null : (JSON.parse(body) as EvidenceDocument);
  } catch {
    // What is no JSON any more was changed: it counts as missing.
    return null;
  }
}

function text({ digest, record }: Decided, { cause, explanation, differences }: Replay): string {
  const lines = [
    decisionText(digest, record).trimEnd(),
    `  replay   ${cause === 'same' ? 'the same' : `differs (${cause})`}: ${explanation}`,
    ...differences.map(
      (one) => `           ${one.what}: recorded ${one.recorded}, recomputed ${one.recomputed}`,
    ),
  ];
  return `${printable(lines.join('\n'))}\n`;
}
