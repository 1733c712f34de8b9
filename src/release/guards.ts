/** Safety rules over the entries of a release about to be made. A hit stops it; a person accepts one value. */
import { covers } from '../model/names/host.js';
import { NameIndex } from '../model/names/name-index.js';
import { NAME_SUBTREE, NameTableBuilder, nameAt } from '../model/names/name-table.js';
import { formatPrefix, parsePrefix } from '../model/prefixes/prefix.js';
import { PrefixIndex } from '../model/prefixes/prefix-index.js';
import { PrefixTableBuilder } from '../model/prefixes/prefix-table.js';
import type { Acceptance, ProtectedList } from '../model/registry/jurisdiction.js';
import type { Entry } from '../model/release/entry.js';
import type { GuardVerdict } from '../model/release/record.js';

export interface Violation {
  readonly guard: string;
  /** What an acceptance must name. */
  readonly value: string;
  readonly message: string;
}

export interface GuardInput {
  readonly entries: readonly Entry[];
  readonly protectedLists: readonly ProtectedList[];
  readonly accept: readonly Acceptance[];
  /** Acceptances that ran out before this day do not count. */
  readonly today: string;
}

export interface GuardReport {
  readonly verdicts: readonly GuardVerdict[];
  readonly violations: readonly Violation[];
}

export function checkProtected(input: GuardInput): GuardReport {
  const hits = [...protectedNameHits(input), ...protectedPrefixHits(input)];
  const valid = input.accept.filter((one) => one.expires >= input.today);
  const acceptedBy = (hit: Violation) =>
    valid.find((one) => one.guard === hit.guard && one.value === hit.value);
  const violations = hits.filter((hit) => !acceptedBy(hit));
  const verdicts = ['protected-name', 'protected-prefix'].map((guard): GuardVerdict => {
    const own = new Map(
      hits
        .filter((hit) => hit.guard === guard)
        .flatMap((hit) => {
          const by = acceptedBy(hit);
          return by ? [[hit.value, by] as const] : [];
        }),
    );
    const accepted = [...own.values()].map(({ value, by, basis, expires }) => ({
      value,
      by,
      basis,
      expires,
    }));
    const kind = guard === 'protected-name' ? 'name' : 'prefix';
    return {
      guard,
      verdict: accepted.length > 0 ? 'accepted' : 'passed',
      checked: input.entries.filter((entry) => entry.kind === kind).length,
      accepted,
    };
  });
  return { verdicts, violations };
}

function protectedNameHits(input: GuardInput): Violation[] {
  const table = new NameTableBuilder();
  const lists: ProtectedList[] = [];
  for (const list of input.protectedLists) {
    if (list.use !== 'never') continue;
    for (const { name, scope } of list.names) {
      table.add(name, scope === 'subtree' ? NAME_SUBTREE : 0);
      lists.push(list);
    }
  }
  const names = table.build();
  const index = new NameIndex(names);
  return input.entries.flatMap((entry) => {
    if (entry.kind !== 'name') return [];
    const rows = new Set([
      ...index.covering(entry.value),
      ...(entry.scope === 'subtree' ? index.below(entry.value) : []),
    ]);
    return [...rows].map((row) => nameViolation(entry, nameAt(names, row), lists[row] as ProtectedList));
  });
}

function nameViolation(entry: Entry, name: string, list: ProtectedList): Violation {
  const how = covers(entry.value, name) ? 'would cut off' : 'lies below';
  return {
    guard: 'protected-name',
    value: name,
    message: `protected-name: the entry ${entry.value} (${entry.scope}, platform ${entry.platform}) ${how} the protected name ${name} (list ${list.id})`,
  };
}

function protectedPrefixHits(input: GuardInput): Violation[] {
  const prefixes = input.entries.filter((entry) => entry.kind === 'prefix');
  if (prefixes.length === 0) return [];
  const table = new PrefixTableBuilder();
  const rows: { 4: [string, string][]; 6: [string, string][] } = { 4: [], 6: [] };
  for (const list of input.protectedLists) {
    for (const prefix of list.prefixes) {
      table.add(prefix);
      rows[prefix.family].push([formatPrefix(prefix), list.id]);
    }
  }
  const index = new PrefixIndex(table.build());
  return prefixes.flatMap((entry) => {
    const prefix = parsePrefix(entry.value);
    if (!prefix.ok) throw new Error(`entry ${entry.value}: ${prefix.problem.message}`);
    return index.overlapping(prefix.value).map((row) => {
      const [value, list] = rows[prefix.value.family][row] as [string, string];
      return {
        guard: 'protected-prefix',
        value,
        message: `protected-prefix: the entry ${entry.value} (platform ${entry.platform}) overlaps the protected prefix ${value} (list ${list})`,
      };
    });
  });
}
