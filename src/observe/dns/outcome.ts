/** What asking one resolver for one name and type came to. Failures are outcomes too: none of them is an exception. */
import type { Json } from '../../model/canonical-json.js';
import type { Observation } from '../../model/observation.js';
import type { Reply } from './message.js';
import {
  type ClientSubnet,
  type DnsRecord,
  type ExtendedError,
  RCODE,
  type RecordType,
  rcodeName,
} from './types.js';

/**
 * - `answer`, `nodata` (the name exists, without this type), `nxdomain`: something was learned about the name;
 * - `servfail`, `refused`: the resolver's answer says nothing about the name;
 * - `timeout`, `malformed` (replies that cannot be read), `error` (network, TLS, HTTP, other response codes): no answer.
 */
export type OutcomeKind =
  | 'answer'
  | 'nodata'
  | 'nxdomain'
  | 'servfail'
  | 'refused'
  | 'timeout'
  | 'malformed'
  | 'error';

export type TransportKind = 'udp' | 'tcp' | 'dot' | 'doh';

export interface Outcome {
  /** As asked: lower case, without a trailing dot. */
  readonly name: string;
  readonly type: RecordType;
  /** Id of the vantage. */
  readonly vantage: string;
  readonly kind: OutcomeKind;
  /** Records of the asked type at the end of the CNAME chain; empty unless `kind` is `answer`. */
  readonly records: readonly DnsRecord[];
  /** CNAME records from the name on, in their order; also for `nodata` and `nxdomain`, which then mean its end. */
  readonly chain: readonly DnsRecord<'CNAME'>[];
  /** The resolver says that it validated the answer (AD; worth as much as the way to the resolver). */
  readonly authenticData: boolean;
  readonly extendedErrors: readonly ExtendedError[];
  /** Subnet that was asked for, canonical text. */
  readonly askedSubnet: string | undefined;
  /** What the server made of it; undefined where it ignores client subnets. */
  readonly subnet: ClientSubnet | undefined;
  /** For `nodata` and `nxdomain`: how long that holds (RFC 2308 §5). */
  readonly negativeTtlSeconds: number | undefined;
  /** `192.0.2.53#53`: who answered, or was asked last. */
  readonly server: string;
  /** Over which the last exchange went: `tcp` for a UDP server whose answer was truncated. */
  readonly transport: TransportKind;
  /** Of the last exchange. */
  readonly rttMs: number;
  /** Queries sent, 0 where the name is none that can be asked for. */
  readonly attempts: number;
  /** For people: what went wrong; undefined for an answer. */
  readonly problem: string | undefined;
}

/** What a reply says about its question, before who was asked and how long it took are added. */
export interface Finding {
  readonly kind: OutcomeKind;
  readonly records: readonly DnsRecord[];
  readonly chain: readonly DnsRecord<'CNAME'>[];
  readonly problem: string | undefined;
}

/** RFC 1034 §3.6.2 sets no bound; resolvers stop between 8 and 16. */
export const MAX_CHAIN = 16;

const NO_RECORDS: readonly DnsRecord[] = [];
const NO_CHAIN: readonly DnsRecord<'CNAME'>[] = [];

export const noAnswer = (kind: OutcomeKind, problem: string | undefined): Finding => ({
  kind,
  records: NO_RECORDS,
  chain: NO_CHAIN,
  problem,
});

/** Reads a reply. Only records that the chain from `name` leads to count: others are a way to poison. */
export function readReply(reply: Reply, name: string, type: RecordType): Finding {
  switch (reply.rcode) {
    case RCODE.noError:
    case RCODE.nxDomain:
      return readChain(reply, name, type);
    case RCODE.servFail:
      return noAnswer('servfail', 'SERVFAIL');
    case RCODE.refused:
      return noAnswer('refused', 'REFUSED');
    default:
      return noAnswer('error', `response code ${rcodeName(reply.rcode)}`);
  }
}

function readChain(reply: Reply, name: string, type: RecordType): Finding {
  const { answers } = reply;
  let chain = NO_CHAIN as DnsRecord<'CNAME'>[];
  let owner = name;
  if (type !== 'CNAME') {
    for (let cname = findCname(answers, owner); cname; cname = findCname(answers, owner)) {
      if (chain.length === 0) chain = [];
      const target = cname.data;
      if (target === name || chain.some((link) => link.name === target))
        return noAnswer('error', 'the CNAME chain is a loop');
      if (chain.length >= MAX_CHAIN) return noAnswer('error', `over ${MAX_CHAIN} CNAMEs in a chain`);
      chain.push(cname);
      owner = target;
    }
  }
  if (reply.rcode === RCODE.nxDomain)
    return { kind: 'nxdomain', records: NO_RECORDS, chain, problem: undefined };
  const records: DnsRecord[] = [];
  for (const record of answers) if (record.type === type && record.name === owner) records.push(record);
  if (records.length > 0) return { kind: 'answer', records, chain, problem: undefined };
  // NS without SOA and without authority is a pointer to somebody else (RFC 2308 §2.2), not "no such record".
  if (reply.authority.hasNs && reply.authority.soaTtlSeconds === undefined && !reply.authoritative)
    return noAnswer('error', 'a referral instead of an answer');
  return { kind: 'nodata', records: NO_RECORDS, chain, problem: undefined };
}

function findCname(answers: readonly DnsRecord[], owner: string): DnsRecord<'CNAME'> | undefined {
  for (const record of answers) if (record.type === 'CNAME' && record.name === owner) return record;
  return undefined;
}

const CONCLUSIVE: ReadonlySet<OutcomeKind> = new Set(['answer', 'nodata', 'nxdomain']);

/** Whether something was learned about the name: only then may an earlier observation be outdated by it. */
export const isConclusive = (outcome: { readonly kind: OutcomeKind }): boolean =>
  CONCLUSIVE.has(outcome.kind);

/** Least TTL on the way from the name to the records; undefined where nothing has one. */
export function ttlOf(outcome: Outcome): number | undefined {
  let ttl = outcome.negativeTtlSeconds ?? Number.POSITIVE_INFINITY;
  for (const record of outcome.chain) ttl = Math.min(ttl, record.ttlSeconds);
  for (const record of outcome.records) ttl = Math.min(ttl, record.ttlSeconds);
  return Number.isFinite(ttl) ? ttl : undefined;
}

/**
 * For the journal. The value holds what was seen: record data, sorted and without repetition (servers rotate it), the
 * chain, what the server says of itself; TTLs, times and who answered are detail. A client subnet is part of the
 * vantage (`id/192.0.2.0/24`), because its answers are other facts, not newer ones.
 * @param at RFC 3339, UTC, milliseconds.
 * @param standing what the comparison with other vantages came to, if there was one: `disagrees` and `suspect` are
 *   outcomes of their own, with the kind of reply in the value. A suspect one says nothing about the name.
 */
export function toObservation(
  outcome: Outcome,
  at: string,
  standing?: { readonly standing: string; readonly reasons: readonly string[] },
): Observation {
  const { askedSubnet, subnet } = outcome;
  const isApart = standing?.standing === 'disagrees' || standing?.standing === 'suspect';
  return {
    subject: outcome.name,
    type: `dns/${outcome.type}`,
    vantage: askedSubnet === undefined ? outcome.vantage : `${outcome.vantage}/${askedSubnet}`,
    at,
    outcome: isApart ? (standing?.standing ?? '') : outcome.kind,
    // A resolver that alone says "no such name" may be a filter: it deletes nothing.
    conclusive: isApart
      ? standing?.standing === 'disagrees' && outcome.kind === 'answer'
      : isConclusive(outcome),
    value: {
      kind: isApart ? outcome.kind : undefined,
      reasons: isApart && standing ? [...standing.reasons] : undefined,
      records: sortedData(outcome.records),
      chain: outcome.chain.map((link) => link.data),
      authenticData: outcome.authenticData,
      extendedErrors: outcome.extendedErrors.map(({ code, text }) => ({ code, text })),
      subnetScope: subnet?.scope,
      problem: outcome.kind === 'error' || outcome.kind === 'malformed' ? outcome.problem : undefined,
    },
    detail: {
      ttlSeconds: ttlOf(outcome),
      rttMs: Math.round(outcome.rttMs * 1000) / 1000,
      server: outcome.server,
      transport: outcome.transport,
      attempts: outcome.attempts,
    },
  };
}

function sortedData(records: readonly DnsRecord[]): Json[] {
  if (records.length < 2) return records.map((record) => record.data as Json);
  const byText = new Map(records.map((record) => [JSON.stringify(record.data), record.data as Json]));
  return [...byText.keys()].sort().map((text) => byText.get(text) as Json);
}
