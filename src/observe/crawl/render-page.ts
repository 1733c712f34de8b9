/** A shell's page again, from the markup that its scripts make. */
import { parseHost } from '../../model/names/host.js';
import { cleanText } from './clean-text.js';
import type { PageOutcome } from './fetch-page.js';
import type { ApiSource, HostUse, PageFacts } from './page-facts.js';
import type { PageReaderFactory } from './page-reader.js';
import type { AskForPart, Renderer } from './renderer.js';

/**
 * @param ask for what the page's scripts want; the page itself is not asked for again where its octets are known
 * @returns the page as rendered; as it was, with the reason, where rendering gave no more than before
 */
export async function renderPage(
  renderer: Renderer,
  page: PageOutcome,
  makeReader: PageReaderFactory,
  ask: AskForPart,
  signal?: AbortSignal,
): Promise<PageOutcome> {
  const { fetch, body } = page;
  if (!fetch?.head) return page;
  const { url, head } = fetch;
  const known = body && { status: head.status, headers: head.headers, body };
  const askOnce: AskForPart = (wanted) => (wanted === url && known ? Promise.resolve(known) : ask(wanted));
  const rendered = await renderer.render(url, askOnce, signal);
  if (rendered.markup === null) return { ...page, detail: cleanText(`not rendered: ${rendered.why}`, 300) };
  const headers = { ...head.headers, 'content-type': 'text/html; charset=utf-8' };
  const reader = makeReader({ ...head, headers });
  if (!reader) return page;
  reader.sink(Buffer.from(rendered.markup));
  const facts = reader.finish(fetch);
  const condition = conditionNow(facts, page.facts);
  if (condition === 'shell' || condition === 'empty') return { ...page, detail: 'rendered, and still empty' };
  return {
    ...page,
    facts: { ...facts, condition, apiHosts: withAsked(facts, rendered.asked) },
    outcome: condition,
    conclusive: condition === 'content',
    detail: 'rendered',
  };
}

/** A word such as "Loading" is no content yet. */
const MIN_NEW_CHARACTERS = 20;

/** The scripts have run: what looks like a shell for its little text is what the site has to say, if it is new. */
function conditionNow(facts: PageFacts, before: PageFacts | null): PageFacts['condition'] {
  if (facts.condition !== 'shell') return facts.condition;
  const length = (text: readonly string[] = []) => text.join(' ').length;
  return length(facts.text) - length(before?.text) >= MIN_NEW_CHARACTERS ? 'content' : 'shell';
}

/** Hosts of other sites that the page's scripts turned to, whether they were answered or not. */
function withAsked({ apiHosts, url }: PageFacts, asked: readonly string[]): readonly HostUse<ApiSource>[] {
  const all = new Map(apiHosts.map(({ host, as }) => [host, new Set(as)]));
  for (const text of asked) {
    if (!URL.canParse(text)) continue;
    const { hostname, protocol } = new URL(text);
    const host = parseHost(hostname);
    if (!host.ok || hostname === new URL(url).hostname) continue;
    const source: ApiSource = /^wss?:$/.test(protocol) ? 'websocket' : 'request';
    all.set(host.value, (all.get(host.value) ?? new Set<ApiSource>()).add(source));
  }
  return [...all].map(([host, as]) => ({ host, as: [...as].sort() }));
}
