/** `cordon observations <name|address>`: what was seen of it, when first, when last, how often. */
import { CordonError, EXIT } from '../../model/errors.js';
import { parseHostSyntax } from '../../model/names/host.js';
import { formatAddress, parseAddress } from '../../model/prefixes/prefix.js';
import type { Fact, Journal } from '../../observe/journal/journal.js';
import { type CommonOptions, createContext } from '../context.js';
import { type Column, table } from '../format/table.js';
import type { Io } from '../io.js';
import { hasJournal, openJournal } from '../observing/observe.js';

const DAYS = 30;
const MAX_TEXT = 90;

export async function run(args: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const context = createContext(options, io);
  const subject = subjectOf(args[0] ?? '');
  if (!hasJournal(context)) {
    io.out(
      options.json
        ? `${JSON.stringify({ subject: subject.text, facts: [], names: [] })}\n`
        : `nothing was observed of ${subject.text}\n`,
    );
    return EXIT.no;
  }
  const journal = await openJournal(context);
  try {
    const facts = await history(journal, subject);
    const names = subject.isAddress ? await journal.subjectsSeenAt(subject.text, DAYS) : [];
    if (options.json) io.out(`${JSON.stringify({ subject: subject.text, facts, names })}\n`);
    else
      io.out(
        facts.length + names.length === 0
          ? `nothing was observed of ${subject.text}\n`
          : historyText(facts, names),
      );
    return facts.length + names.length === 0 ? EXIT.no : EXIT.done;
  } finally {
    await journal.close();
  }
}

interface Subject {
  readonly text: string;
  readonly isAddress: boolean;
}

function subjectOf(text: string): Subject {
  const words = parseAddress(text);
  if (words) return { text: formatAddress(words), isAddress: true };
  const host = parseHostSyntax(text);
  if (host.ok) return { text: host.value, isAddress: false };
  throw new CordonError('usage', host.problem);
}

/** Facts of a name: its own, and those of its pages. */
async function history(journal: Journal, subject: Subject): Promise<Fact[]> {
  const own = [...(await journal.history(subject.text))];
  if (subject.isAddress) return own;
  for await (const fact of journal.facts({ types: ['page'] })) {
    if (URL.canParse(fact.subject) && new URL(fact.subject).hostname === subject.text) own.push(fact);
  }
  return own;
}

function historyText(
  facts: readonly Fact[],
  names: readonly { readonly name: string; readonly firstSeen: string; readonly lastSeen: string }[],
): string {
  const columns: Column<Fact>[] = [
    { title: 'type', value: ({ type }) => type },
    { title: 'vantage', value: ({ vantage }) => vantage },
    { title: 'outcome', value: ({ outcome }) => outcome },
    { title: 'first seen', value: ({ firstSeen }) => minute(firstSeen) },
    { title: 'last seen', value: ({ lastSeen }) => minute(lastSeen) },
    { title: 'times', value: ({ sightings }) => sightings, align: 'right' },
    { title: 'seen', value: seenText },
  ];
  const history = facts.length > 0 ? table(columns, facts) : '';
  const told = names.map(
    ({ name, firstSeen, lastSeen }) => `${name}  ${minute(firstSeen)} to ${minute(lastSeen)}\n`,
  );
  return names.length > 0
    ? `${history}${history ? '\n' : ''}names seen at it in the last ${DAYS} days:\n${told.join('')}`
    : history;
}

const minute = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)}`;

/** The part of a value that tells most. */
function seenText(fact: Fact): string {
  const value = fact.value as {
    records?: unknown[];
    chain?: unknown[];
    authenticData?: boolean;
    extendedErrors?: { code: number }[];
    reasons?: unknown[];
    url?: string;
    grade?: string;
    sha256?: string;
    country?: string | null;
    infrastructure?: { class: string };
  } | null;
  const parts = [
    fact.type === 'page' ? fact.subject : '',
    value?.grade ? `grade ${value.grade}` : '',
    value?.sha256 ? `${value.url} sha256 ${value.sha256.slice(0, 12)}…` : '',
    (value?.reasons ?? []).join(', '),
    (value?.chain ?? []).map((one) => `→ ${String(one)}`).join(' '),
    (value?.records ?? []).map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(' '),
    value?.authenticData ? 'AD' : '',
    (value?.extendedErrors ?? []).map(({ code }) => `EDE ${code}`).join(' '),
    value?.country !== undefined ? `${value.country ?? '?'} ${value.infrastructure?.class ?? ''}` : '',
  ];
  const text = parts.filter((part) => part !== '').join(' ');
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
