/** What the grading of joins must know of strangers: protected names, and infrastructure that many share. */
import { covers } from '../../model/names/host.js';
import { NameIndex } from '../../model/names/name-index.js';
import { NAME_SUBTREE, NameTableBuilder } from '../../model/names/name-table.js';
import { parseAddress } from '../../model/prefixes/prefix.js';
import type { ProtectedList } from '../../model/registry/jurisdiction.js';
import type { Outcome } from '../dns/outcome.js';
import type { FootprintContext, NetworkFacts } from '../footprint/types.js';
import { Classifier } from '../locate/classify.js';

const SHARED = new Set(['cdn', 'waf', 'cloud', 'hosting', 'parking']);

export function footprintContext(
  lists: readonly ProtectedList[],
): Pick<FootprintContext, 'isProtected' | 'isCdn'> {
  const names = new NameTableBuilder();
  for (const list of lists) {
    if (list.use !== 'never') continue;
    for (const { name, scope } of list.names) names.add(name, scope === 'subtree' ? NAME_SUBTREE : 0);
  }
  const index = new NameIndex(names.build());
  const classifier = new Classifier({ lists });
  const suffixes = lists.flatMap((list) => (list.use === 'shared' ? list.cnameSuffixes : []));
  return {
    isProtected: (host) => index.covering(host).length > 0,
    isCdn: (hostOrAddress) => {
      const words = parseAddress(hostOrAddress);
      if (words) return SHARED.has(classifier.classify(words).class);
      return suffixes.some((suffix) => covers(suffix, hostOrAddress));
    },
  };
}

/** DNS facts of a site, as the grading reads them. */
export function networkFacts(outcomes: readonly Outcome[]): NetworkFacts {
  const of = (type: string) =>
    outcomes
      .filter((outcome) => outcome.type === type)
      .flatMap((outcome) => outcome.records.map((record) => record.data as unknown));
  const texts = of('TXT').map((data) => (Array.isArray(data) ? data.join('') : String(data)));
  return {
    addresses: [...of('A'), ...of('AAAA')].map(String),
    nameServers: of('NS').map(String),
    mailServers: of('MX').map((data) => (data as { exchange?: string }).exchange ?? String(data)),
    spf: texts
      .filter((text) => text.startsWith('v=spf1 '))
      .flatMap((text) => text.split(/\s+/).filter((part) => /^(?:include|ip4|ip6|redirect)[:=]/.test(part))),
    verificationTokens: texts.filter((text) => /^[a-z0-9-]+-(?:site-)?verification=/i.test(text)),
    caaIssuers: of('CAA').map((data) => (data as { value?: string }).value ?? String(data)),
    cnameTargets: outcomes.flatMap((outcome) => outcome.chain.map((link) => link.data)),
  };
}
