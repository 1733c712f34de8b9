/** Hosts named by absolute URLs inside scripts, JSON configuration and message catalogues. */
import { canonicalHost } from './urls.js';

export interface Endpoint {
  readonly host: string;
  readonly websocket: boolean;
}

/** Plain, and with the slashes escaped as JSON encoders do. */
const ENDPOINT =
  /\b(https?|wss?):(?:\/\/|\\\/\\\/|\\u002[fF]\\u002[fF])([a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8})(?=[:/"'`\\?#\s,;)}\]<&$]|$)/g;

/** Addresses of vocabularies and licences, which every bundle carries. */
const VOCABULARY = new Set([
  'www.w3.org',
  'schema.org',
  'json-schema.org',
  'reactjs.org',
  'ogp.me',
  'xmlns.com',
]);

/** Each host once, in order of first sight. */
export function findEndpoints(text: string, max = 200): Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const match of text.matchAll(ENDPOINT)) {
    const websocket = (match[1] as string).startsWith('ws');
    const raw = (match[2] as string).toLowerCase();
    if (VOCABULARY.has(raw)) continue;
    const known = found.get(raw);
    if (known && (known.websocket || !websocket)) continue;
    const host = canonicalHost(raw);
    if (host === null) continue;
    if (found.size >= max && !known) break;
    found.set(raw, { host, websocket });
  }
  return [...found.values()];
}

const JSON_PATH =
  /["'`]((?:https?:\/\/[\w.-]{3,100})?\/?(?:[\w.-]{1,60}\/){0,6}[\w.-]{1,60}\.json(?:\?[\w=.&-]{0,60})?)["'`]/gi;
const CONFIG_WORD = /(?:^|[/._-])(?:config|settings|env|domains?|i18n|locales?|lang)/i;

/** Paths of JSON files that single-page applications load their configuration and messages from. */
export function findConfigPaths(text: string, max = 20): string[] {
  if (!text.includes('.json')) return [];
  const paths = new Set<string>();
  for (const [, path = ''] of text.matchAll(JSON_PATH)) {
    if (paths.size >= max) break;
    if (CONFIG_WORD.test(path)) paths.add(path);
  }
  return [...paths];
}
