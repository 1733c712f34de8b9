/** Reads the registry's dated facts under a profile's selection rule. Each condition is one small pure reader. */
import { monthsBefore, onOrAfter } from '../model/dates.js';
import { digestOf } from '../model/digest.js';
import type { SelectionCondition, SelectionRule } from '../model/registry/jurisdiction.js';
import type { IsoDate, PartialDate, Platform, SourceId } from '../model/registry/platform.js';
import type { EvidenceItem } from '../model/release/record.js';

export interface Selection {
  readonly picked: boolean;
  /** Facts that speak for the platform; kept also where something else keeps it off the list. */
  readonly evidence: readonly EvidenceItem[];
  /** Why it was not picked. */
  readonly reason?: string | undefined;
}

/** Applies a stated rule to one platform as of a day. */
export function select(platform: Platform, rule: SelectionRule, asOf: IsoDate): Selection {
  const start = monthsBefore(asOf, rule.windowMonths);
  const facts = rule.anyOf.flatMap((condition) => readCondition(platform, condition));
  const evidence = facts.filter((fact) => fact.date !== undefined && onOrAfter(fact.date, start));
  const span = `the ${rule.windowMonths} months before ${asOf}`;
  if (!onOrAfter(platform.lastSeen, start)) {
    return {
      picked: false,
      evidence,
      reason: `no source has listed it since ${platform.lastSeen}, which is before ${span}`,
    };
  }
  if (evidence.length > 0) return { picked: true, evidence };
  const stale = facts.map((fact) => fact.fact).join('; ');
  const reason = stale
    ? `its evidence is older than ${span} (${stale})`
    : `no condition of the rule ${rule.id} holds for it`;
  return { picked: false, evidence, reason };
}

function readCondition(platform: Platform, condition: SelectionCondition): EvidenceItem[] {
  switch (condition.kind) {
    case 'access-list':
      return platform.evidence.flatMap((fact) =>
        fact.kind === 'access-list' && fact.list === condition.list
          ? [
              item(
                `${fact.site} on the access list ${fact.list} from ${fact.first} to ${fact.last}`,
                fact.last,
                fact.sources,
              ),
            ]
          : [],
      );
    case 'fiat-market':
      return platform.evidence.flatMap((fact) =>
        fact.kind === 'fiat-market' && fact.currency === condition.currency
          ? [item(marketFact(fact.currency, fact.rails), fact.date, fact.sources)]
          : [],
      );
    case 'operator':
      return platform.operator
        .filter((base) => condition.countries.includes(base.country))
        .map((base) =>
          item(
            `operator based in ${base.country}, last stated ${base.lastSeen}`,
            base.lastSeen,
            base.sources,
          ),
        );
  }
}

const marketFact = (currency: string, rails: readonly string[]) =>
  `a market that quotes ${currency}${rails.length > 0 ? `, paid by ${rails.join(', ')}` : ''}`;

/** @param fact plain words; the digest covers all three. */
export function item(
  fact: string,
  date: PartialDate | undefined,
  sources: readonly SourceId[],
): EvidenceItem {
  return { fact, date, sources, digest: digestOf({ fact, date, sources }) };
}
