/** A diff for people: who came, who went and why; then the entries. */
import type { EntryChange, PlatformChange, ReleaseDiff, ReleaseSummary } from '../../release/diff.js';
import { printable } from '../io.js';
import { grouped } from './table.js';

const MARK = { added: '+', removed: '-', changed: '~' } as const;

export function diffText(diff: ReleaseDiff): string {
  const head = [
    `profile ${diff.profile}: serial ${diff.from.serial} → ${diff.to.serial}`,
    side('from', diff.from),
    side('to', diff.to),
  ];
  if (diff.platforms.length === 0 && diff.entries.length === 0)
    return `${[...head, '', 'no difference'].join('\n')}\n`;
  const lines = [
    ...head,
    '',
    `platforms: ${tally(diff.platforms)}`,
    ...diff.platforms.map(platformLine),
    '',
    `entries: ${tally(diff.entries)}`,
    ...diff.entries.map(entryLine),
  ];
  return `${printable(lines.join('\n'))}\n`;
}

function side(label: string, one: ReleaseSummary): string {
  const { counts } = one;
  return `  ${label.padEnd(4)} serial ${one.serial}, as of ${one.asOf}: ${grouped(counts.platforms)} platforms, ${grouped(counts.names)} names, ${grouped(counts.prefixes)} prefixes, sha256:${one.digest.slice(0, 12)}`;
}

function tally(changes: readonly { readonly change: keyof typeof MARK }[]): string {
  const count = (change: keyof typeof MARK) => grouped(changes.filter((one) => one.change === change).length);
  return `${count('added')} came, ${count('removed')} went, ${count('changed')} changed`;
}

function platformLine(change: PlatformChange): string {
  const state =
    change.before === change.after || change.before === null
      ? (change.after ?? '')
      : `${change.before} → ${change.after ?? 'gone'}`;
  const fields = change.fields.length > 0 ? ` [${change.fields.join(', ')}]` : '';
  return `${MARK[change.change]} ${change.platform} (${change.name}) ${state}${fields}\n    why: ${change.cause}`;
}

function entryLine(change: EntryChange): string {
  const entry = change.after ?? change.before;
  if (!entry) throw new Error('a change without an entry');
  const scope = entry.scope ? ` ${entry.scope}` : '';
  return `${MARK[change.change]} ${entry.kind} ${entry.value}${scope} ${entry.action} (${entry.platform}): ${change.cause}`;
}
