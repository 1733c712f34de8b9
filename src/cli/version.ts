import { readFileSync } from 'node:fs';

/** The version of package.json, which stands two folders above this file in dist and in src alike. */
export function version(): string {
  return (
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  ).version;
}
