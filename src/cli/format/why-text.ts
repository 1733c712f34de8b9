/** The answer of `cordon why`, for people. */
import type { ProtectedValue } from '../../model/release/protected.js';
import type { Finding, FormerListing } from '../../release/why.js';
import type { ArtifactLine } from '../artifact-lines.js';
import { printable } from '../io.js';

interface Asked {
  readonly question: string;
  readonly profile: string;
  readonly serial: number;
  readonly asOf: string;
}

export type WhyAnswer =
  | (Asked & {
      readonly listed: true;
      readonly findings: readonly Finding[];
      readonly artifacts: readonly ArtifactLine[];
    })
  | (Asked & {
      readonly listed: false;
      readonly former: FormerListing | null;
      readonly protectedBy: readonly ProtectedValue[];
      readonly hint: string | undefined;
    });

export function whyText(answer: WhyAnswer): string {
  const where = `profile ${answer.profile}, serial ${answer.serial}, as of ${answer.asOf}`;
  if (!answer.listed)
    return `${printable([`${answer.question} is not listed (${where})`, ...notListed(answer)].join('\n'))}\n`;
  const lines = [`${answer.question} is listed (${where})`];
  const shown = new Set<string>();
  for (const finding of answer.findings) {
    lines.push('', ...entryLines(finding));
    if (!shown.has(finding.platform.id)) lines.push(...platformLines(finding));
    shown.add(finding.platform.id);
  }
  lines.push(...artifactTable(answer.artifacts), ...unblockLines(answer.findings));
  return `${printable(lines.join('\n'))}\n`;
}

function notListed(answer: Extract<WhyAnswer, { listed: false }>): string[] {
  const lines: string[] = [];
  if (answer.former) {
    const { serial, platform, leftIn, cause } = answer.former;
    lines.push(
      row(
        'formerly',
        `listed until serial ${serial} (platform ${platform}); gone with serial ${leftIn}: ${cause}`,
      ),
    );
  }
  for (const one of answer.protectedBy)
    lines.push(row('protected', `${one.value}${one.scope ? ` (${one.scope})` : ''}, list ${one.list}`));
  if (answer.hint) lines.push(row('hint', answer.hint));
  return lines;
}

const INDENT = 13;
const TEXT_WIDTH = 107;

/** A label and its text, wrapped at spaces and aligned below itself. */
function row(label: string, text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > TEXT_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return `  ${label.padEnd(INDENT - 3)} ${[...lines, line].join(`\n${' '.repeat(INDENT)}`)}`;
}

function entryLines({ entry, platform, since }: Finding): string[] {
  const site = platform.sites.find((one) => one.name === entry.value);
  const lines = [
    row(
      'entry',
      `${entry.kind} ${entry.value}${entry.scope ? ` (${entry.scope})` : ''}, ${entry.action}, since serial ${since}, expires ${entry.expires}`,
    ),
  ];
  if (site)
    lines.push(
      row(
        'site',
        `${site.class}, confidence ${site.confidence}, last seen ${site.lastSeen}${site.sources.length > 0 ? ` [${site.sources.join(', ')}]` : ''}`,
      ),
    );
  return lines;
}

function platformLines({ platform }: Finding): string[] {
  return [
    row(
      'platform',
      `${platform.id} (${platform.name}, ${platform.kind}), ${platform.state}, since serial ${platform.since}`,
    ),
    ...platform.basis.flatMap((basis) => [
      row(
        'basis',
        `${basis.kind} ${basis.ref} of ${basis.date}${basis.by ? `, by ${basis.by}` : ''}: ${basis.text}`,
      ),
      ...(basis.urls ?? []).map((url) => row('', url)),
    ]),
    ...platform.evidence.map((one) =>
      row(
        'evidence',
        `${one.fact}${one.sources.length > 0 ? ` [${one.sources.join(', ')}]` : ''} sha256:${one.digest.slice(0, 12)}`,
      ),
    ),
    row('addresses', platform.addresses.note),
  ];
}

function artifactTable(lines: readonly ArtifactLine[]): string[] {
  return lines.map((one, i) => row(i === 0 ? 'artifacts' : '', `${one.file}:${one.line}  ${one.text}`));
}

function unblockLines(findings: readonly Finding[]): string[] {
  const ids = [...new Set(findings.map((one) => one.platform.id))];
  return ids.map((id, i) =>
    row(
      i === 0 ? 'unblock' : '',
      `a decision exempt for platform ${id} in overrides (basis, by, expires), then cordon release`,
    ),
  );
}
