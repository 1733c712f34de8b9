/** What is asked about a name. */
import type { Query } from './resolver.js';
import type { RecordType } from './types.js';

/** A site has mail, name servers and policies of its own; a host below it has addresses. */
export const RECORD_PLAN: { readonly site: readonly RecordType[]; readonly host: readonly RecordType[] } = {
  site: ['A', 'AAAA', 'NS', 'MX', 'TXT', 'CAA', 'HTTPS'],
  host: ['A', 'AAAA', 'HTTPS'],
};

/** Types whose answers depend on who asks; only these are asked for each client subnet. */
const BY_SUBNET: ReadonlySet<RecordType> = new Set(['A', 'AAAA', 'HTTPS']);

/** All questions about one name: each type at each vantage, address types once for each client subnet. */
export function* queriesFor(
  name: string,
  kind: keyof typeof RECORD_PLAN,
  vantages: readonly { readonly id: string; readonly subnets?: readonly string[] | undefined }[],
): Generator<Query> {
  for (const type of RECORD_PLAN[kind]) {
    for (const { id, subnets = [] } of vantages) {
      if (subnets.length === 0 || !BY_SUBNET.has(type)) yield { name, type, vantage: id };
      else for (const subnet of subnets) yield { name, type, vantage: id, subnet };
    }
  }
}
