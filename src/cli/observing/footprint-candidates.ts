/** What the journal says of names that the crawl joined to platforms, as plain values for the import. */

import type { Fact, Journal } from '../../observe/journal/journal.js';
import type { FootprintCandidate } from '../../sources/import/footprint.js';

interface FootprintValue {
  readonly grade?: string;
  readonly hosts?: readonly string[];
  readonly signals?: readonly { readonly kind: string; readonly grade: string; readonly side: string }[];
}

/** The latest word on each name: a former one that the crawl has taken back does not count. */
export async function footprintCandidates(
  journal: Journal,
  platforms: readonly string[],
): Promise<FootprintCandidate[]> {
  const latest = new Map<string, Fact>();
  for await (const fact of journal.facts({ types: platforms.map((id) => `footprint/${id}`) })) {
    const key = `${fact.type} ${fact.subject}`;
    const before = latest.get(key);
    if (!before || before.lastSeen <= fact.lastSeen) latest.set(key, fact);
  }
  return [...latest.values()].map((fact) => {
    const { grade = 'weak', hosts = [], signals = [] } = (fact.value ?? {}) as FootprintValue;
    return {
      platform: fact.type.slice('footprint/'.length),
      site: fact.subject,
      hosts,
      relation: fact.outcome,
      grade,
      signs: signals,
      firstSeen: fact.firstSeen.slice(0, 10),
      lastSeen: fact.lastSeen.slice(0, 10),
    };
  });
}
