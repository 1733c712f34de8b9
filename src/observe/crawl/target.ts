/** Where a hop leads: the URL taken apart and refused early, and its host resolved in time. */
import { isIP } from 'node:net';
import { type Host, parseHost } from '../../model/names/host.js';
import { cleanText } from './clean-text.js';
import type { Endpoint } from './connect.js';
import type { FetchLimits, FetchOutcome, ResolveHost } from './fetch-types.js';
import type { Watchdog } from './watchdog.js';

export interface Failure {
  readonly outcome: FetchOutcome;
  readonly detail: string;
}

export interface Target {
  readonly url: URL;
  readonly endpoint: Omit<Endpoint, 'address'>;
  /** The name to resolve; null where the URL holds an address. */
  readonly name: Host | null;
}

export const failWith = (outcome: FetchOutcome, detail: string): Failure => ({
  outcome,
  detail: cleanText(detail, 300),
});

/** The URL parser turns decimal, octal and hexadecimal hosts into dotted quads; the policy then sees them. */
export function parseTarget(text: string, limits: FetchLimits): Target | Failure {
  if (text.length > limits.maxUrlLength) return failWith('bad-url', `${text.length} characters`);
  if (!URL.canParse(text)) return failWith('bad-url', `not an absolute URL: ${text}`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return failWith('bad-scheme', url.protocol);
  if (url.username !== '' || url.password !== '') return failWith('credentials-in-url', `at ${url.host}`);
  const tls = url.protocol === 'https:';
  const port = url.port === '' ? (tls ? 443 : 80) : Number(url.port);
  if (!(tls ? limits.ports.https : limits.ports.http).includes(port))
    return failWith('bad-port', `port ${port}`);
  url.hash = '';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return { url, name: null, endpoint: { host, hostIsAddress: true, port, tls } };
  const name = parseHost(host);
  if (!name.ok) return failWith('bad-host', name.problem.message);
  // A trailing dot would reach the Host field and the server name, and split one site into two.
  if (url.hostname !== name.value) url.hostname = name.value;
  return { url, name: name.value, endpoint: { host: name.value, hostIsAddress: false, port, tls } };
}

export async function resolveInTime(
  resolveHost: ResolveHost,
  host: Host,
  watchdog: Watchdog,
  signal?: AbortSignal,
): Promise<{ readonly list: readonly string[] } | Failure> {
  const cancel = new AbortController();
  let onAbort = () => {};
  watchdog.enter('resolve');
  try {
    const timedOut = new Promise<Failure>((resolve) => {
      const giveUp = (failure: Failure) => {
        resolve(failure);
        cancel.abort();
      };
      watchdog.onExpire = (outcome) => giveUp(failWith(outcome, 'timeout'));
      onAbort = () => giveUp(failWith('aborted', 'interrupted'));
      signal?.addEventListener('abort', onAbort, { once: true });
      if (signal?.aborted) onAbort();
    });
    const answer = resolveHost(host, cancel.signal).then((found) =>
      found.kind === 'addresses' && found.addresses.length > 0
        ? { list: found.addresses }
        : failWith('unresolved', found.kind === 'none' ? found.reason : 'nodata'),
    );
    return await Promise.race([answer, timedOut]);
  } catch (error) {
    return failWith('unresolved', error instanceof Error ? error.message : String(error));
  } finally {
    watchdog.onExpire = () => {};
    signal?.removeEventListener('abort', onAbort);
  }
}
