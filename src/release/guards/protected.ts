/** No entry covers, equals or lies below what must never be blocked. */
import { covers } from '../../model/names/host.js';
import { NameIndex } from '../../model/names/name-index.js';
import { NameScreen } from '../../model/names/name-screen.js';
import { NAME_SUBTREE, type NameTable, NameTableBuilder, nameAt } from '../../model/names/name-table.js';
import { formatPrefix } from '../../model/prefixes/prefix.js';
import { PrefixIndex } from '../../model/prefixes/prefix-index.js';
import { PrefixScreen } from '../../model/prefixes/prefix-screen.js';
import { type PrefixTable, PrefixTableBuilder, prefixAt } from '../../model/prefixes/prefix-table.js';
import type { ProtectedList } from '../../model/registry/jurisdiction.js';
import type { EntrySet } from '../../model/release/entry.js';
import {
  type Accepted,
  type Accepting,
  type GuardName,
  type Judgement,
  overrideFor,
  overrideHint,
  type Violation,
} from './verdict.js';

/** One protected value and the entries that hit it. */
interface Hit {
  readonly value: string;
  readonly list: string;
  readonly isCanary: boolean;
  /** In words, in the order of the entries; {@link TOLD} at most. */
  readonly entries: string[];
  count: number;
}

/** Entries told for each value. */
const TOLD = 3;

/** Lists that a name guard reads: shared infrastructure has names of tenants, which may be listed. */
const guardsNames = (list: ProtectedList): boolean => list.use !== 'shared';

/** The guards `protected-name`, `protected-prefix` and, where a list is of that use, `canary`. */
export function judgeProtected(
  entries: EntrySet,
  lists: readonly ProtectedList[],
  accepting: Accepting,
): Judgement[] {
  const names = nameHits(entries, lists);
  const prefixes = prefixHits(entries, lists);
  const judged = [
    judgeHits('protected-name', names, entries.names.count, accepting),
    judgeHits('protected-prefix', prefixes, prefixCount(entries), accepting),
  ];
  if (!lists.some((list) => list.use === 'canary')) return judged;
  return [
    ...judged,
    judgeCanaries(
      [...names, ...prefixes].filter((hit) => hit.isCanary),
      entries,
    ),
  ];
}

const prefixCount = ({ prefixes }: EntrySet): number => prefixes.v4.count + prefixes.v6.count;

function judgeHits(guard: GuardName, hits: readonly Hit[], checked: number, accepting: Accepting): Judgement {
  const accepted: Accepted[] = [];
  const violations: Violation[] = [];
  for (const hit of hits) {
    if (hit.isCanary) continue;
    const by = overrideFor(accepting, guard, (value) => value === hit.value);
    if (by) accepted.push(by);
    else
      violations.push(
        violation(guard, hit, `if this one value is meant, ${overrideHint(accepting, guard, hit.value)}`),
      );
  }
  const verdict = violations.length > 0 ? 'refused' : accepted.length > 0 ? 'accepted' : 'passed';
  return { verdict: { guard, verdict, checked, accepted }, violations };
}

function judgeCanaries(hits: readonly Hit[], entries: EntrySet): Judgement {
  const hint =
    'nobody can accept this: no honest source lists a canary; find the source that brought the entry, and take that source out';
  return {
    verdict: {
      guard: 'canary',
      verdict: hits.length > 0 ? 'refused' : 'passed',
      checked: entries.names.count + prefixCount(entries),
      accepted: [],
    },
    violations: hits.map((hit) => violation('canary', hit, hint)),
  };
}

function violation(guard: GuardName, hit: Hit, hint: string): Violation {
  const more = hit.count > hit.entries.length ? ` (and ${hit.count - hit.entries.length} more)` : '';
  return {
    guard,
    verdict: 'refused',
    value: hit.value,
    message: `${guard}: refused: ${hit.entries.join('; ')}${more}`,
    hint,
    causes: hit.entries,
  };
}

function nameHits(entries: EntrySet, lists: readonly ProtectedList[]): Hit[] {
  const { table, owners } = namesOf(lists);
  const { names } = entries;
  const candidates = new NameScreen(table).candidates(names);
  if (candidates.length === 0) return [];
  const index = new NameIndex(table);
  const hits = new Map<number, Hit>();
  for (const row of candidates) {
    const name = nameAt(names, row);
    const isSubtree = (names.flags[row]! & NAME_SUBTREE) !== 0;
    const rows = new Set([...index.covering(name), ...(isSubtree ? index.below(name) : [])]);
    const platform = entries.platforms[entries.namePlatform[row]!]!;
    for (const at of rows) {
      const hit = hitOf(hits, at, owners[at]!, () => nameAt(table, at));
      const how = covers(name, hit.value) ? 'would cut off' : 'lies below';
      const what = hit.isCanary ? 'the canary' : 'the protected name';
      tell(
        hit,
        `the entry ${name} (${isSubtree ? 'subtree' : 'exact'}, platform ${platform}) ${how} ${what} ${hit.value} (list ${hit.list})`,
      );
    }
  }
  return [...hits.values()];
}

function namesOf(lists: readonly ProtectedList[]): { table: NameTable; owners: ProtectedList[] } {
  const builder = new NameTableBuilder();
  const owners: ProtectedList[] = [];
  for (const list of lists.filter(guardsNames)) {
    for (const { name, scope } of list.names) {
      builder.add(name, scope === 'subtree' ? NAME_SUBTREE : 0);
      owners.push(list);
    }
  }
  return { table: builder.build(), owners };
}

function prefixHits(entries: EntrySet, lists: readonly ProtectedList[]): Hit[] {
  if (prefixCount(entries) === 0) return [];
  const protectedPrefixes = protectedPrefixesOf(lists);
  return [4 as const, 6 as const].flatMap((family) => prefixHitsOf(family, entries, protectedPrefixes));
}

interface ProtectedPrefixes {
  readonly table: PrefixTable;
  readonly owners: { readonly 4: ProtectedList[]; readonly 6: ProtectedList[] };
}

function protectedPrefixesOf(lists: readonly ProtectedList[]): ProtectedPrefixes {
  const builder = new PrefixTableBuilder();
  const owners: ProtectedPrefixes['owners'] = { 4: [], 6: [] };
  for (const list of lists) {
    for (const prefix of list.prefixes) {
      builder.add(prefix);
      owners[prefix.family].push(list);
    }
  }
  return { table: builder.build(), owners };
}

function prefixHitsOf(family: 4 | 6, entries: EntrySet, { table, owners }: ProtectedPrefixes): Hit[] {
  const columns = family === 4 ? entries.prefixes.v4 : entries.prefixes.v6;
  const candidates = new PrefixScreen(table).overlapping(columns);
  if (candidates.length === 0) return [];
  const index = new PrefixIndex(table);
  const own = family === 4 ? table.v4 : table.v6;
  // Rows of both families share one column of platforms: IPv4 first.
  const first = family === 4 ? 0 : entries.prefixes.v4.count;
  const hits = new Map<number, Hit>();
  for (const row of candidates) {
    const prefix = prefixAt(columns, row);
    const platform = entries.platforms[entries.prefixPlatform[first + row]!]!;
    for (const at of index.overlapping(prefix)) {
      const hit = hitOf(hits, at, owners[family][at]!, () => formatPrefix(prefixAt(own, at)));
      const what = hit.isCanary ? 'the canary' : 'the protected prefix';
      tell(
        hit,
        `the entry ${formatPrefix(prefix)} (platform ${platform}) overlaps ${what} ${hit.value} (list ${hit.list})`,
      );
    }
  }
  return [...hits.values()];
}

function hitOf(hits: Map<number, Hit>, row: number, list: ProtectedList, value: () => string): Hit {
  const known = hits.get(row);
  if (known) return known;
  const hit: Hit = { value: value(), list: list.id, isCanary: list.use === 'canary', entries: [], count: 0 };
  hits.set(row, hit);
  return hit;
}

function tell(hit: Hit, entry: string): void {
  if (hit.entries.length < TOLD) hit.entries.push(entry);
  hit.count++;
}
