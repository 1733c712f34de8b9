/** A person's decision, added to the text of an overrides file; what stood there keeps its form and its comments. */
import { isSeq, parseDocument, stringify, YAMLSeq } from 'yaml';
import type { Decision } from '../../model/registry/jurisdiction.js';
import type { IsoDate, PlatformId } from '../../model/registry/platform.js';

export interface NewDecision {
  readonly decide: Decision['decide'];
  readonly platform: PlatformId;
  readonly basis: string;
  readonly by: string;
  readonly decided: IsoDate;
  readonly expires: IsoDate;
}

const LINE_WIDTH = 110;

/**
 * @param text the file as it is; undefined where there is none
 * @returns the text with the decision as the last of the list. It is not checked: the caller reads it again.
 */
export function addDecision(text: string | undefined, profile: string, decision: NewDecision): string {
  const before = text ?? `# People's decisions under this profile.\nprofile: ${profile}\n`;
  const document = parseDocument(before);
  const decisions = document.get('decisions', true);
  if (isSeq(decisions) && !decisions.flow && decisions.range && decisions.items.length > 0)
    return insertItem(before, decisions as YAMLSeq<{ range?: [number, number, number] }>, decision);
  if (isSeq(decisions) && decisions.items.length > 0) {
    // A list in brackets: it is written anew, as a block.
    decisions.flow = false;
    decisions.add(document.createNode(decision));
  } else {
    const list = new YAMLSeq();
    list.add(document.createNode(decision));
    document.set('decisions', list);
  }
  return document.toString({ lineWidth: LINE_WIDTH });
}

/** Right behind the last item, indented as the first one is. */
function insertItem(
  text: string,
  decisions: YAMLSeq<{ range?: [number, number, number] }>,
  decision: NewDecision,
): string {
  const first = decisions.items[0]?.range?.[0] ?? 0;
  const last = decisions.items.at(-1)?.range?.[1] ?? text.length;
  const line = text.slice(text.lastIndexOf('\n', first - 1) + 1, first);
  const indent = ' '.repeat(Math.max(0, line.indexOf('-')));
  const lineEnd = text.indexOf('\n', Math.max(0, last - 1));
  const end = lineEnd < 0 ? text.length : lineEnd + 1;
  const head = text.slice(0, end);
  const item = stringify([decision], { lineWidth: LINE_WIDTH - indent.length })
    .trimEnd()
    .split('\n')
    .map((one) => (one === '' ? one : `${indent}${one}`))
    .join('\n');
  return `${head}${head.endsWith('\n') ? '' : '\n'}${item}\n${text.slice(end)}`;
}
