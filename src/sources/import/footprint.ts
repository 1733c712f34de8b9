/**
 * Names that the crawl joined to platforms, as further sites of their files. Those who run the sites choose what is
 * seen there, and would like others to be blocked in their place. So a name is taken as somebody's own only where the
 * name's own side bears it out; what the platform alone says is watched and never cut off; and protected names, names
 * of other platforms, clones and leads are not written at all.
 */
import { parseSite } from '../../model/names/host.js';
import { NameIndex } from '../../model/names/name-index.js';
import { NAME_SUBTREE, NameTableBuilder } from '../../model/names/name-table.js';
import type { ProtectedList } from '../../model/registry/jurisdiction.js';
import { type Addition, appendItems } from './append-yaml.js';
import type { KnownNames } from './candidates.js';
import { byText } from './slug.js';
import type { YamlMap } from './write-yaml.js';

/** A name as the journal holds it; texts from outside pass the gate here. */
export interface FootprintCandidate {
  readonly platform: string;
  readonly site: string;
  readonly hosts: readonly string[];
  /** `mirror-of`, `belongs-to`, `imitates`, `lead`. */
  readonly relation: string;
  /** `owner`, `strong`, `weak`. */
  readonly grade: string;
  readonly signs: readonly { readonly kind: string; readonly grade: string; readonly side: string }[];
  /** `YYYY-MM-DD`, of the observation. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface FootprintInput {
  readonly candidates: readonly FootprintCandidate[];
  readonly protectedLists: readonly ProtectedList[];
  readonly known: KnownNames;
  /** Texts of the files of lists/, by path below it. */
  readonly existing: ReadonlyMap<string, string>;
  /** `platform site` → day on which an earlier import proposed it. */
  readonly proposed: ReadonlyMap<string, string>;
}

export interface FootprintProposals {
  /** Files with what was added to them, as they are to be. */
  readonly files: ReadonlyMap<string, string>;
  /** By file. */
  readonly added: ReadonlyMap<string, readonly string[]>;
  readonly left: readonly string[];
  readonly proposed: ReadonlyMap<string, string>;
}

/** For one platform in one run: whoever floods the list is read by a person, a page at a time. */
export const MAX_PROPOSALS = 50;
const MAX_HOSTS = 8;
const SOURCES = 'sources.yaml';

interface Proposal {
  readonly candidate: FootprintCandidate;
  readonly site: YamlMap;
  readonly source: string;
}

export function proposeFootprint(input: FootprintInput): FootprintProposals {
  const left: string[] = [];
  const refusal = refusalBy(input);
  const wanted = [...input.candidates].sort(byWorth).filter((candidate) => {
    const why = refusal(candidate);
    if (why !== undefined) left.push(`${candidate.platform}: ${candidate.site}: ${why}`);
    return why === undefined;
  });
  const files = new Map<string, string>();
  const added = new Map<string, readonly string[]>();
  const proposed = new Map(input.proposed);
  const sources = new Set<string>();
  for (const platform of [...new Set(wanted.map((one) => one.platform))].sort(byText)) {
    const all = wanted.filter((one) => one.platform === platform);
    const own = all.slice(0, MAX_PROPOSALS).map(proposalOf);
    if (all.length > own.length)
      left.push(
        `${platform}: ${all.length - own.length} more names: no more than ${MAX_PROPOSALS} in one run`,
      );
    const path = `platforms/${platform}.yaml`;
    const text = appendItems(input.existing.get(path) ?? '', 'sites', own.map(additionOf));
    if (text === null) {
      left.push(`${path}: its list of sites is written in a way that cannot be added to`);
      continue;
    }
    files.set(path, text);
    added.set(
      path,
      own.map(({ candidate, site }) => `${candidate.site} ${site.class} ${site.confidence}`),
    );
    for (const { candidate, source } of own) {
      proposed.set(`${platform} ${candidate.site}`, candidate.lastSeen);
      sources.add(source);
    }
  }
  return addSources([...sources].sort(byText), input, { files, added, left, proposed });
}

/** Owners before strong ones, then by name: the same choice every time. */
const byWorth = (a: FootprintCandidate, b: FootprintCandidate): number =>
  byText(a.platform, b.platform) ||
  Number(b.grade === 'owner') - Number(a.grade === 'owner') ||
  Number(isBorneOut(b)) - Number(isBorneOut(a)) ||
  byText(a.site, b.site);

/**
 * Whether the name's own side bears it out: a sign that takes both sides, or one from each. What the platform alone
 * says (a redirect, its page of official domains, a policy) can name anybody.
 */
function isBorneOut({ grade, signs }: FootprintCandidate): boolean {
  const sides = new Set(
    signs.filter((one) => one.grade === 'owner' || one.grade === 'strong').map(({ side }) => side),
  );
  return grade === 'owner' && (sides.has('both') || (sides.has('known') && sides.has('candidate')));
}

function refusalBy(input: FootprintInput): (candidate: FootprintCandidate) => string | undefined {
  const isProtected = protection(input.protectedLists);
  const claimedBy = new Map<string, Set<string>>();
  for (const { site, platform, grade } of input.candidates)
    if (grade === 'owner' || grade === 'strong')
      claimedBy.set(site, (claimedBy.get(site) ?? new Set()).add(platform));
  return (candidate) => {
    const { platform, site, relation, grade } = candidate;
    if (relation === 'imitates') return 'it imitates the platform';
    if (grade !== 'owner' && grade !== 'strong') return `only a lead (${grade})`;
    if (relation !== 'mirror-of' && relation !== 'belongs-to') return `${relation}, not its own`;
    const parsed = parseSite(site);
    if (!parsed.ok) return parsed.problem.message;
    const list = isProtected(site);
    if (list !== undefined) return `protected (${list})`;
    const owner = input.known.owners.get(site);
    if (owner !== undefined)
      return owner === platform ? 'in the list already' : `it belongs to ${owner} already`;
    if (input.known.sharedHosts.has(site)) return 'a host that others share';
    const claims = [...(claimedBy.get(site) ?? [])].sort(byText);
    if (claims.length > 1) return `claimed for ${claims.join(' and ')}`;
    const before = input.proposed.get(`${platform} ${site}`);
    if (before !== undefined) return `proposed on ${before}, and taken out by a person since`;
    if (!input.existing.has(`platforms/${platform}.yaml`)) return `there is no file of ${platform}`;
    return undefined;
  };
}

/** Names at, above or below which something is protected, or shared by many tenants. */
function protection(lists: readonly ProtectedList[]): (site: string) => string | undefined {
  const rows: string[] = [];
  const names = new NameTableBuilder();
  for (const list of lists) {
    const add = (name: string, flags: number) => {
      names.add(name, flags);
      rows.push(list.id);
    };
    for (const { name, scope } of list.names) add(name, scope === 'subtree' ? NAME_SUBTREE : 0);
    for (const suffix of list.cnameSuffixes) add(suffix, NAME_SUBTREE);
  }
  const index = new NameIndex(names.build());
  return (site) => {
    const row = index.covering(site)[0] ?? index.below(site)[0];
    return row === undefined ? undefined : rows[row];
  };
}

function proposalOf(candidate: FootprintCandidate): Proposal {
  const { site, relation, signs, hosts, firstSeen, lastSeen } = candidate;
  const isApi = signs.some(({ kind }) => kind === 'api-host');
  const kind = relation === 'mirror-of' ? 'mirror' : isApi ? 'api' : 'aux';
  const source = `footprint-${lastSeen}`;
  const below = hosts.filter((host) => host.endsWith(`.${site}`)).slice(0, MAX_HOSTS);
  return {
    candidate,
    source,
    site: {
      name: site,
      class: kind,
      scope: kind === 'aux' ? 'none' : 'subtree',
      confidence: isBorneOut(candidate) ? 'medium' : 'low',
      first_seen: firstSeen,
      last_seen: lastSeen,
      sources: [source],
      hosts: below.map((host) => ({ name: host })),
    },
  };
}

function additionOf({ candidate, site }: Proposal): Addition {
  const kinds = [
    ...new Set(candidate.signs.filter(({ grade }) => grade !== 'noise').map(({ kind }) => kind)),
  ];
  const { hosts, ...rest } = site;
  const item = Array.isArray(hosts) && hosts.length === 0 ? rest : site;
  return { item, comment: `${candidate.grade}: ${kinds.slice(0, 5).join(', ')}` };
}

/** Who says so: the crawl of a day. Without the source the files could not be read, so then nothing is written. */
function addSources(
  ids: readonly string[],
  input: FootprintInput,
  found: FootprintProposals,
): FootprintProposals {
  const text = input.existing.get(SOURCES) ?? '';
  const fresh = ids.filter((id) => !text.includes(`id: ${id}\n`));
  if (fresh.length === 0) return found;
  const additions = fresh.map((id) => ({
    item: {
      id,
      title: 'Cordon, names that a crawl joined to platforms by their own signs',
      date: id.slice('footprint-'.length),
      licence: 'own observation',
    },
  }));
  const next = appendItems(text === '' ? 'sources: []\n' : text, 'sources', additions);
  if (next !== null) return { ...found, files: new Map([...found.files, [SOURCES, next]]) };
  const why = `${SOURCES} is written in a way that cannot be added to: describe ${fresh.join(', ')} there first`;
  return { files: new Map(), added: new Map(), left: [...found.left, why], proposed: input.proposed };
}
