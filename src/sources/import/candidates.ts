/** Candidates from lists of names: the smallest platform file that says what was claimed. */
import { type Host, parseHost, siteOf } from '../../model/names/host.js';
import { PLATFORM_KINDS } from '../../model/registry/platform.js';
import { byText, slug, sortedUnique } from './slug.js';
import { writeYaml } from './write-yaml.js';

export interface Claim {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Host names as claimed; each passes the gate. */
  readonly hosts: readonly string[];
  readonly countries: readonly string[];
  /** Where the claim stands, for the report. */
  readonly place: string;
}

export interface Candidates {
  readonly files: ReadonlyMap<string, string>;
  readonly left: readonly string[];
}

/** Names that the list has already. */
export interface KnownNames {
  /** Site → id of the platform that it belongs to. */
  readonly owners: ReadonlyMap<string, string>;
  readonly sharedHosts: ReadonlySet<string>;
}

/** Claims with one id become one platform. A claim without any usable site is left out. */
export function candidateFiles(claims: readonly Claim[], known: KnownNames): Candidates {
  const left: string[] = [];
  const byId = new Map<string, Claim[]>();
  for (const claim of claims) {
    const id = slug(claim.id);
    if (id === '') left.push(`${claim.place}: no id can be made of the name`);
    else byId.set(id, [...(byId.get(id) ?? []), claim]);
  }
  const owners = new Map(known.owners);
  const files = new Map<string, string>();
  for (const [id, group] of [...byId].sort(([a], [b]) => byText(a, b))) {
    const text = candidateText(id, group, { owners, sharedHosts: known.sharedHosts }, left);
    if (text !== undefined) files.set(`platforms/${id}.yaml`, text);
  }
  return { files, left };
}

function candidateText(
  id: string,
  group: readonly Claim[],
  { owners, sharedHosts }: { owners: Map<string, string>; sharedHosts: ReadonlySet<string> },
  left: string[],
): string | undefined {
  const sites = new Map<Host, Set<Host>>();
  for (const claim of group) {
    for (const raw of claim.hosts) {
      const host = parseHost(raw);
      if (!host.ok) {
        left.push(`${claim.place}: ${host.problem.message}`);
        continue;
      }
      const site = siteOf(host.value);
      const owner = owners.get(site) ?? id;
      if (owner !== id) {
        left.push(`${claim.place}: ${site} belongs to ${owner} already`);
        continue;
      }
      if (sharedHosts.has(site)) {
        left.push(`${claim.place}: ${site} is a host that others share`);
        continue;
      }
      owners.set(site, id);
      const hosts = sites.get(site) ?? new Set();
      if (host.value !== site) hosts.add(host.value);
      sites.set(site, hosts);
    }
  }
  const [first] = group;
  if (!first || sites.size === 0) {
    left.push(`${first?.place}: no site of ${id} can be used`);
    return undefined;
  }
  return writeYaml({
    id,
    name: cleanName(first.name) || id,
    kind: kindOf(group),
    names: sortedUnique(group.map((claim) => cleanName(claim.name))).filter(
      (name) => name !== '' && name !== cleanName(first.name),
    ),
    operator: countriesOf(group).map((country) => ({ country })),
    sites: [...sites].map(([name, hosts]) => ({
      name,
      hosts: [...hosts].sort(byText).map((host) => ({ name: host })),
    })),
  });
}

/** Names are shown to people and written to reports: nothing that a terminal or a page would act on. */
const cleanName = (name: string): string =>
  name
    .replace(/\p{C}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100);

function kindOf(group: readonly Claim[]): string {
  const stated = group.map((claim) => claim.kind.trim().toLowerCase());
  return stated.find((kind) => (PLATFORM_KINDS as readonly string[]).includes(kind)) ?? 'cex';
}

function countriesOf(group: readonly Claim[]): string[] {
  const codes = group.flatMap((claim) => claim.countries).map((code) => code.trim().toUpperCase());
  return sortedUnique(codes.filter((code) => /^[A-Z]{2}$/.test(code)));
}
