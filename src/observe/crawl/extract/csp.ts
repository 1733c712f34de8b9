/** Content Security Policy Level 3: which hosts a page may connect to. Its owner wrote the list by hand. */
import { canonicalHost } from './urls.js';

const FETCHING = new Set(['connect-src', 'default-src']);

/**
 * Hosts of connect-src, or of default-src where there is no connect-src (CSP3 §6.8.3). Wildcards lose their first
 * label; keywords, schemes and nonces are passed over.
 */
export function cspHosts(policy: string): string[] {
  const hosts = new Set<string>();
  for (const single of policy.split(',')) {
    const directives = new Map<string, string[]>();
    for (const part of single.slice(0, 32_768).split(';')) {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      const key = name.toLowerCase();
      if (FETCHING.has(key) && !directives.has(key)) directives.set(key, sources);
    }
    for (const source of directives.get('connect-src') ?? directives.get('default-src') ?? []) {
      const host = sourceHost(source);
      if (host !== null && hosts.size < 200) hosts.add(host);
    }
  }
  return [...hosts];
}

function sourceHost(source: string): string | null {
  const match =
    /^(?:(?:https?|wss?):\/\/)?(?:\*\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::(?:\d{1,5}|\*))?(?:\/\S*)?$/i.exec(
      source,
    );
  return match ? canonicalHost((match[1] as string).toLowerCase()) : null;
}
