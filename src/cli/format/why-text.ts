/** The answer of `cordon why`, for people. */
import { UNDATED_LAST } from '../../model/registry/platform.js';
import type { ProtectedValue } from '../../model/release/protected.js';
import type { Finding, FormerListing } from '../../release/why.js';
import type { ArtifactLine } from '../artifact-lines.js';
import { printable } from '../io.js';
import type { AddressAnswer } from '../observing/why-address.js';

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
      readonly address: AddressAnswer | undefined;
    })
  | (Asked & {
      readonly listed: false;
      readonly former: FormerListing | null;
      readonly protectedBy: readonly ProtectedValue[];
      readonly address: AddressAnswer | undefined;
      readonly hint: string | undefined;
    });

export function whyText(answer: WhyAnswer): string {
  const where = `profile ${answer.profile}, serial ${answer.serial}, as of ${answer.asOf}`;
  if (!answer.listed)
    return `${printable([`${answer.question} is not listed (${where})`, ...notListed(answer)].join('\n'))}\n`;
  const lines = [`${answer.question} is listed (${where})`];
  const shown = new Set<string>();
  for (const finding of answer.findings) {
    lines.push('', ...entryLines(finding), ...proofLines(finding));
    if (!shown.has(finding.platform.id)) lines.push(...platformLines(finding));
    shown.add(finding.platform.id);
  }
  if (answer.address) lines.push(...seenLines(answer.address));
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
  if (answer.address) lines.push(...refusalLines(answer.address), ...seenLines(answer.address));
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
        `${site.class}, confidence ${site.confidence}, last seen ${dateText(site.lastSeen)}${site.sources.length > 0 ? ` [${site.sources.join(', ')}]` : ''}`,
      ),
    );
  return lines;
}

/** What shows that an address is the platform's alone. */
function proofLines({ entry, platform }: Finding): string[] {
  const item = platform.addresses.items?.find((one) => one.prefix === entry.value);
  if (!item) return [];
  const country = item.country ?? 'no country';
  const system = item.originAs === null ? '' : `, AS${item.originAs}`;
  return [
    row(
      'proof',
      `${item.name} was seen there ${item.sightings} times from ${item.firstSeen.slice(0, 10)} to ${item.lastSeen.slice(0, 10)} (${item.vantages.join(', ')})`,
    ),
    row(
      '',
      `a valid certificate for ${item.name} on ${item.tls.lastSeen.slice(0, 10)}${item.tls.fingerprint ? ` sha256:${item.tls.fingerprint.slice(0, 12)}` : ''}`,
    ),
    row('', `${item.class}, ${country}${system} [${item.databases.join(', ')}]`),
    ...(item.allocation ? [row('', `allocation ${item.allocation}`)] : []),
  ];
}

function refusalLines({ released, now }: AddressAnswer): string[] {
  const shown = now !== null && now.length > 0 ? now : released;
  const from = now !== null && now.length > 0 ? 'as of now' : 'as of the release';
  return shown.flatMap(({ platform, proof, refused }) => [
    ...(proof
      ? [
          row(
            'dedicated',
            `every condition holds for ${proof.name} of platform ${platform} ${from}; the next release lists it`,
          ),
        ]
      : []),
    ...refused.map(({ cause, detail }, i) =>
      row(i === 0 ? 'not listed' : '', `${cause}: ${detail} (platform ${platform}, ${from})`),
    ),
  ]);
}

/** Names told of those seen at an address. */
const MAX_SEEN = 20;

function seenLines({ seen }: AddressAnswer): string[] {
  const strangers = seen.filter(({ platform }) => platform === undefined).length;
  const lines = seen
    .slice(0, MAX_SEEN)
    .map(({ name, firstSeen, lastSeen, platform }, i) =>
      row(
        i === 0 ? 'seen there' : '',
        `${name}, ${firstSeen.slice(0, 10)} to ${lastSeen.slice(0, 10)}${platform === undefined ? ', a stranger' : `, platform ${platform}`}`,
      ),
    );
  if (seen.length > MAX_SEEN) lines.push(row('', `and ${seen.length - MAX_SEEN} more`));
  if (seen.length > 0)
    lines.push(
      row('', `blast radius: ${strangers} of ${seen.length} names are no name of a listed platform`),
    );
  return lines;
}

/** What a person wrote down without a date holds until it is taken back. */
const dateText = (date: string): string => (date === UNDATED_LAST ? 'as curated, without a date' : date);

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
      `cordon exempt ${id} --basis TEXT --by OWNER --expires DATE, then cordon release`,
    ),
  );
}
