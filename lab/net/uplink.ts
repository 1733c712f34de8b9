/**
 * Whether anything could leave this network namespace. The lab puts addresses of strangers on its loopback; where a
 * packet could leave, or the addresses be seen by other programs of the machine, nothing of it may start.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { networkOfProcess, PATH } from './namespace.js';

const call = promisify(execFile);
/** Set by the side that made the namespace: the one that it came from. */
export const OUTSIDE_VARIABLE = 'CORDON_LAB_OUTSIDE';

interface LinkRow {
  readonly ifname: string;
  readonly flags: readonly string[];
  readonly link_type: string;
}

interface RouteRow {
  readonly dst: string;
  readonly dev?: string;
  readonly type?: string;
}

async function ip<Row>(...args: string[]): Promise<Row[]> {
  const { stdout } = await call('ip', ['-json', ...args], { env: { ...process.env, PATH } });
  const rows = JSON.parse(stdout.trim() || '[]') as Row[];
  // Old versions leave empty objects behind for what they filter out.
  return rows.filter((row) => Object.keys(row as object).length > 0);
}

/** What stands against starting here, in words for people; empty where nothing does. */
export async function findUplinks(outside: string | undefined): Promise<string[]> {
  const problems: string[] = [];
  if (outside === undefined || outside === '' || networkOfProcess('self') === outside)
    problems.push('this is not a network namespace of its own');
  const links = await ip<LinkRow>('link', 'show');
  for (const { ifname, flags, link_type } of links)
    if (link_type !== 'loopback' && (flags.includes('UP') || !FALLBACK_DEVICES.has(ifname)))
      problems.push(`there is an interface ${ifname}`);
  for (const family of ['-4', '-6'])
    for (const { dst, dev, type } of await ip<RouteRow>(family, 'route', 'show', 'table', 'all'))
      if (dst === 'default' && !HARMLESS_ROUTES.has(type ?? '')) problems.push('there is a default route');
      else if (dev !== undefined && dev !== 'lo') problems.push(`there is a route to ${dst} over ${dev}`);
  return [...new Set(problems)];
}

/** Made by the kernel in every namespace once a tunnel module is loaded; down, they carry nothing. */
const FALLBACK_DEVICES: ReadonlySet<string> = new Set([
  'tunl0',
  'gre0',
  'gretap0',
  'erspan0',
  'ip_vti0',
  'ip6_vti0',
  'sit0',
  'ip6tnl0',
  'ip6gre0',
]);
const HARMLESS_ROUTES: ReadonlySet<string> = new Set(['unreachable', 'blackhole', 'prohibit']);
