/** Which names of a listed platform are enforced, how far, and why the others are not. */
import { monthsBefore, onOrAfter } from '../model/dates.js';
import { covers } from '../model/names/host.js';
import type { Seen, Site } from '../model/registry/platform.js';
import type { Action, NameScope } from '../model/release/entry.js';

export interface SiteInput {
  readonly sites: readonly Site[];
  /** What the platform as a whole is due. */
  readonly action: Action;
  /** `YYYY-MM-DD` or `YYYY-MM`: sites count when they were seen at most `windowMonths` before it, or later. */
  readonly basisDate: string;
  readonly windowMonths: number;
  /** Names of a reconstruction; then the window does not matter, only these hosts do. */
  readonly hosts?: readonly string[] | undefined;
}

export interface EnforcedSite {
  readonly site: Site;
  readonly name: string;
  readonly scope: NameScope;
  readonly action: Action;
  readonly seen: Seen;
  readonly hosts: readonly string[];
}

export interface LeftSite {
  readonly name: string;
  readonly cause: string;
}

export function enforcedSites(input: SiteInput): { enforced: EnforcedSite[]; left: LeftSite[] } {
  const enforced: EnforcedSite[] = [];
  const left: LeftSite[] = [];
  for (const site of input.sites) {
    const cause = causeToLeave(site, input);
    if (cause) left.push({ name: site.name, cause });
    else enforced.push(...namesOf(site, input));
  }
  return { enforced, left };
}

function causeToLeave(site: Site, input: SiteInput): string | undefined {
  if (site.scope === 'none')
    return `${site.name} is ${site.class === 'aux' ? 'an auxiliary site' : 'a site'} that is never enforced`;
  if (input.hosts)
    return input.hosts.some((host) => covers(site.name, host))
      ? undefined
      : `${site.name} was not among the names of that day`;
  const start = monthsBefore(input.basisDate, input.windowMonths);
  return onOrAfter(site.lastSeen, start)
    ? undefined
    : `${site.name} was last seen ${site.lastSeen}, before ${start}`;
}

function namesOf(site: Site, input: SiteInput): EnforcedSite[] {
  const action = actionFor(input.action, site);
  const known = input.hosts
    ? input.hosts.filter((host) => covers(site.name, host))
    : site.hosts.map((host) => host.name as string);
  if (site.scope === 'subtree') {
    const hosts = known.filter((host) => host !== site.name).sort();
    return [{ site, name: site.name, scope: 'subtree', action, seen: site, hosts }];
  }
  return site.hosts
    .filter((host) => known.includes(host.name))
    .map((host) => ({ site, name: host.name, scope: 'exact' as const, action, seen: host, hosts: [] }));
}

/**
 * A further name that is only poorly tied to its platform is watched, never cut off: it may be somebody else's. The
 * primary site is what the decision itself is about.
 */
const actionFor = (action: Action, site: Site): Action =>
  site.confidence === 'low' && site.class !== 'primary' ? 'monitor' : action;
