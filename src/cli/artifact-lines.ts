/** The lines of the artifacts that express an entry. */
import type { EnforcedSet } from '../model/release/entry.js';
import type { Finding, Question } from '../release/why.js';
import { targets as TARGETS } from '../targets/index.js';

export interface ArtifactLine {
  readonly target: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Renders every target and looks where the values of the findings, or the name that was asked for, stand. */
export async function artifactLines(
  set: EnforcedSet,
  findings: readonly Finding[],
  question: Question,
): Promise<ArtifactLine[]> {
  const values = new Set(findings.map(({ entry }) => entry.value));
  if (question.kind === 'name') values.add(question.name);
  const pattern = new RegExp(
    `(?<![a-z0-9-]|[a-z0-9-]\\.)(?:${[...values].map(escaped).join('|')})(?!\\.?[a-z0-9-])`,
  );
  const decoder = new TextDecoder('latin1');
  return TARGETS.filter((target) => target.role === 'enforces').flatMap((target) =>
    target.render(set).artifacts.flatMap((artifact) =>
      decoder
        .decode(artifact.bytes)
        .split('\n')
        .flatMap((text, i) =>
          pattern.test(text)
            ? [{ target: target.id, file: artifact.name, line: i + 1, text: shorten(text) }]
            : [],
        ),
    ),
  );
}

/** A prefix stands in most formats without the length of a single address. */
function escaped(value: string): string {
  return value.replace(/[.]/g, '\\.').replace(/\/(32|128)$/, '(?:/$1)?');
}

const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
