/**
 * A dossier under a profile, on a day → what a machine may say of the platform (DESIGN §4): it moves it up to
 * `proposed` at most, or holds it back. Pure: the day and the decision before it come in.
 */
import { addDays } from '../model/dates.js';
import type { Profile } from '../model/registry/jurisdiction.js';
import type { IsoDate } from '../model/registry/platform.js';
import type { Dossier, PageDocument, Sighted } from './documents.js';
import type { Finding } from './finding.js';
import { type PlatformReading, readDossier } from './reading.js';
import { RULES } from './rules/index.js';
import { type Gates, scoreGates } from './score.js';
import { type Thresholds, thresholdsOf } from './thresholds.js';

/**
 * `candidate`: nothing was looked at yet. `unknown`: it could not be observed. `watched`: observed, and a gate does
 * not hold. `review`: a person has to look.
 */
export const MACHINE_STATES = [
  'candidate',
  'unknown',
  'watched',
  'not-a-platform',
  'licensed',
  'proposed',
  'review',
] as const;
export type MachineState = (typeof MACHINE_STATES)[number];

/** As much of the decision before this one as bears on it. */
export interface Before {
  readonly digest: string;
  readonly state: MachineState;
  readonly expires: IsoDate;
  /** Whether it was proposed, or has been in review since it was: then it stands on a list. */
  readonly wasProposed: boolean;
}

export interface AssessInput {
  readonly dossier: Dossier;
  readonly profile: Profile;
  readonly today: IsoDate;
  readonly before: Before | null;
}

export interface Assessment {
  readonly state: MachineState;
  readonly gates: Gates;
  readonly findings: readonly Finding[];
  /** In words, the most important first; at least one. */
  readonly reasons: readonly string[];
  readonly expires: IsoDate;
}

interface Verdict {
  readonly state: MachineState;
  readonly reasons: readonly string[];
}

export function assess(input: AssessInput): Assessment {
  const { dossier, profile } = input;
  const thresholds = thresholdsOf(profile);
  const reading = readDossier(dossier);
  const findings = RULES.flatMap((rule) => rule.apply({ dossier, reading, profile }));
  const gates = scoreGates(findings, thresholds);
  const verdict = verdictOf(input, reading, findings, gates);
  return { ...settle(verdict, input, reading, thresholds), gates, findings };
}

function verdictOf(
  { dossier, profile }: AssessInput,
  { content, silent }: PlatformReading,
  findings: readonly Finding[],
  gates: Gates,
): Verdict {
  if (profile.licensed.includes(dossier.platform))
    return { state: 'licensed', reasons: [`licensed in the register of profile ${profile.id}`] };
  const filled = content.filter((page) => !page.isShell);
  // The state that a shell carries can say what it is, never what it is not: the rest of it was not seen.
  if (filled.length === 0 && !(gates.A.holds && gates.C.holds))
    return dossier.pages.length === 0
      ? { state: 'candidate', reasons: ['no page of it was looked at yet'] }
      : { state: 'unknown', reasons: [`no page could be read: ${outcomes(silent)}`] };
  const against = findings.filter((one) => one.gate === 'A' && one.weight < 0);
  if (!gates.A.holds) {
    // A wall around the rest of the site: what little was seen says nothing of what lies behind it. One towards the
    // home country alone hides nothing.
    const walls = silent.filter(
      ({ document }) => isWall(document) && document.vantageCountry !== profile.home,
    );
    if (against.length === 0 && filled.length < 2 && walls.length > 0)
      return { state: 'unknown', reasons: [`most of it could not be read: ${outcomes(silent)}`] };
    return notTrading(gates, against);
  }
  if (!gates.B.holds)
    return {
      state: 'watched',
      reasons: [
        gates.B.verdict === 'home'
          ? `gate B fails: it operates from the home country ${profile.home}`
          : 'gate B does not hold: nothing shows from where it operates',
        ...reasonsOf(findings, 'B'),
      ],
    };
  if (!gates.C.holds)
    return {
      state: 'watched',
      reasons: [`gate C does not hold: ${gates.C.missing.join(', ')}`, ...reasonsOf(findings, 'C')],
    };
  const doubt = against.length > 0 && !findings.some(showsMarket) ? against[0] : undefined;
  if (doubt)
    return {
      state: 'review',
      reasons: [
        `the evidence conflicts: ${doubt.reason}, and it does not show markets of its own`,
        ...reasonsOf(findings, 'C'),
      ],
    };
  const exclusion = findings.find(({ signal }) => REFUSALS.has(signal));
  if (exclusion)
    return {
      state: 'review',
      reasons: [`the evidence conflicts: ${exclusion.reason}`, ...reasonsOf(findings, 'C')],
    };
  return { state: 'proposed', reasons: [...reasonsOf(findings, 'C'), ...reasonsOf(findings, 'B')] };
}

/** What speaks against serving residents so plainly that no sum outweighs it. */
const REFUSALS: ReadonlySet<string> = new Set(['exclusion', 'refuses-home', 'exit']);

/** Points of many pairs: a few are examples in lessons and reports, too. */
const MANY_PAIRS = 3;

/**
 * What only a venue has. Lawyers, brokers and reporters have all the other words of one, so where something says that
 * it is a neighbour, a person looks.
 */
const showsMarket = ({ gate, signal, weight }: Finding): boolean =>
  gate === 'A' && ((signal === 'pairs' && weight >= MANY_PAIRS) || (signal === 'market-data' && weight > 0));

function notTrading(gates: Gates, against: readonly Finding[]): Verdict {
  const reasons = [
    `gate A does not hold: ${gates.A.missing.join(', ')}`,
    ...against.map((one) => one.reason),
  ];
  return { state: against.length > 0 && gates.A.score < 2 ? 'not-a-platform' : 'watched', reasons };
}

const isWall = ({ outcome }: PageDocument): boolean =>
  outcome === 'bot-wall' || outcome === 'shell-not-rendered';

const reasonsOf = (findings: readonly Finding[], gate: Finding['gate']): string[] =>
  findings
    .filter((one) => one.gate === gate && one.weight !== 0)
    .sort((a, b) => b.weight - a.weight)
    .map((one) => one.reason);

function outcomes(pages: readonly Sighted<PageDocument>[]): string {
  const counts = new Map<string, number>();
  for (const { document } of pages) counts.set(document.outcome, (counts.get(document.outcome) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(', ');
}

/**
 * Nothing that was proposed leaves in silence: what cannot be seen stands until it expires, and evidence that is gone
 * is for a person to look at, because a site that does not want to be listed may have noticed who is asking.
 */
function settle(
  verdict: Verdict,
  { today, before }: AssessInput,
  reading: PlatformReading,
  { evidenceDays }: Thresholds,
): Pick<Assessment, 'state' | 'reasons' | 'expires'> {
  const expires = addDays(newestContent(reading) ?? today, evidenceDays);
  const held = before?.state === 'proposed' || before?.state === 'review' ? before : null;
  if (!held || verdict.state === 'proposed' || verdict.state === 'review' || verdict.state === 'licensed')
    return verdict.state === 'proposed' && expires < today
      ? { state: 'review', reasons: [`its evidence is of before ${expires}`, ...verdict.reasons], expires }
      : { ...verdict, expires };
  const saw = `${verdict.state}: ${verdict.reasons.join('; ')}`;
  if ((verdict.state === 'unknown' || verdict.state === 'candidate') && held.expires >= today)
    return {
      state: held.state,
      reasons: [`stands until ${held.expires}, though now ${saw}`],
      expires: held.expires,
    };
  return { state: 'review', reasons: [`was ${held.state}, and is now ${saw}`], expires };
}

/** Day on which a page of it was last read; shells count where there is nothing else. */
function newestContent({ content }: PlatformReading): IsoDate | undefined {
  const filled = content.filter((page) => !page.isShell);
  const seen = (filled.length > 0 ? filled : content).map(({ page }) => page.lastSeen);
  return seen.sort().at(-1)?.slice(0, 10);
}
