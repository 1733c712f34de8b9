/** Which names of the registry are looked at. */
import type { Platform, PlatformId } from '../../model/registry/platform.js';

export interface ObservedName {
  readonly name: string;
  /** A site is asked for more than the hosts below it. */
  readonly kind: 'site' | 'host';
  readonly platform: PlatformId;
}

/** Sites that may be enforced, with their hosts; each name once, in the order of the platforms. */
export function observedNames(platforms: Iterable<Platform>): ObservedName[] {
  const seen = new Map<string, ObservedName>();
  for (const { id, sites } of platforms) {
    for (const site of sites) {
      if (site.scope === 'none') continue;
      if (site.scope === 'subtree') put(seen, { name: site.name, kind: 'site', platform: id });
      for (const host of site.hosts) put(seen, { name: host.name, kind: 'host', platform: id });
    }
  }
  return [...seen.values()];
}

/** A host that is also the site itself is asked as the site. */
function put(seen: Map<string, ObservedName>, name: ObservedName): void {
  if (!seen.has(name.name)) seen.set(name.name, name);
}
