/** Notices of a bundle: its regulatory events, and the reconstruction of a list that was counted and never named. */
import { parseHost } from '../../model/names/host.js';
import { type BundleContext, platformIdOf } from './bundle-platforms.js';
import { GFWLIST, P2P_CLIENTS, type SourceBook } from './bundle-sources.js';
import type { JsonValue } from './json-value.js';
import { byText } from './slug.js';
import { writeYaml, type YamlMap } from './write-yaml.js';

export interface NoticeFacts {
  readonly id: string;
  readonly yaml: string;
}

/** By platform id: its name, then its other names. */
export type PlatformNames = ReadonlyMap<string, readonly string[]>;

/**
 * @param era the platforms of one dated snapshot in the order of reconstruction, or undefined when there is none
 * @param platforms the known platforms
 */
export function importNotices(
  events: readonly JsonValue[],
  era: JsonValue | undefined,
  platforms: PlatformNames,
  context: BundleContext,
): NoticeFacts[] {
  const reconstructed = era ? noticeToReconstruct(events, era.get('as_of').text()) : undefined;
  return events.map((event) => {
    const id = event.get('id').text();
    const rebuilt =
      era && id === reconstructed ? reconstructionOf(era, event, platforms, context) : undefined;
    return { id, yaml: noticeYaml(event, rebuilt, platforms) };
  });
}

/** The last act that claims a count on or before the snapshot's day. */
function noticeToReconstruct(events: readonly JsonValue[], asOf: string): string | undefined {
  return events
    .filter((event) => event.has('count_claimed') && event.get('date').text() <= asOf)
    .map((event) => ({ id: event.get('id').text(), date: event.get('date').text() }))
    .sort((a, b) => byText(a.date, b.date))
    .at(-1)?.id;
}

/** What the note of a bundle's event says when not the act but its reporters named the platforms. */
const NAMED_BY_PRESS = /\bby press\b|\barticle cites\b/;
/** One name that the reporters' text had to be read for. */
const READ_AS = /press lists '([^']+)' \(read as ([^)]+)\)/;

function noticeYaml(event: JsonValue, reconstruction: YamlMap | undefined, platforms: PlatformNames) {
  const id = event.get('id').text();
  const note = event.optionalText('named_note') ?? '';
  const action = event.get('action').text();
  return writeYaml({
    id,
    profile: id.slice(0, id.indexOf('-')),
    authority: event
      .get('authority')
      .text()
      .replace(/^[\p{L} ]+ - /u, ''),
    date: event.get('date').text(),
    effective: event.optionalText('effective'),
    action: action.charAt(0).toUpperCase() + action.slice(1),
    count_claimed: event.has('count_claimed') ? event.get('count_claimed').number() : undefined,
    named_by: NAMED_BY_PRESS.test(note) ? 'press' : 'authority',
    confidence: event.optionalText('confidence'),
    named: event
      .get('named')
      .texts()
      .map((name) => namedYaml(name, note, platforms)),
    urls: event
      .get('sources')
      .texts()
      .filter((source) => /^https?:\/\//.test(source)),
    reconstruction,
  });
}

function namedYaml(named: string, note: string, platforms: PlatformNames): YamlMap {
  const platform = platformIdOf(named);
  const names = platforms.get(platform);
  if (!names) return { name: named.charAt(0).toUpperCase() + named.slice(1) };
  const read = READ_AS.exec(note);
  if (read?.[2] !== undefined && names.includes(read[2]))
    return { name: read[1], platform, named_by: 'press' };
  const squashed = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const alike = names.filter((name) => squashed(name) === squashed(named));
  return { name: alike.find((name) => /\p{Lu}/u.test(name)) ?? alike[0] ?? names[0], platform };
}

function reconstructionOf(
  era: JsonValue,
  event: JsonValue,
  platforms: PlatformNames,
  context: BundleContext,
): YamlMap {
  const count = event.get('count_claimed').number();
  const ranked = era
    .get('platforms')
    .list()
    .map((platform) => ({ rank: platform.get('reconstruction_rank').number(), platform }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count);
  const asOf = era.get('as_of').text();
  return {
    as_of: asOf,
    statement:
      `This is a reconstruction, not the authority's list. The authority published the count of ${count} and never ` +
      `the names. What stands here are ${count} of the ${era.get('platforms').list().length} platforms that two ` +
      `public market-data libraries listed in the days up to ${asOf}: first those with dated evidence ` +
      'that they served the home country (on a public access list of that time, operator based there, a market ' +
      'in its currency), then by reported volume of 2019. Some of them were not on the list, and some that were ' +
      'are missing here.',
    platforms: ranked.map(({ rank, platform }) => rankedYaml(rank, platform, platforms, context)),
  };
}

function rankedYaml(
  rank: number,
  ranked: JsonValue,
  platforms: PlatformNames,
  { book, left }: BundleContext,
): YamlMap {
  const platform = platformIdOf(ranked.get('id').text());
  if (!platforms.has(platform))
    throw ranked.wrong(`names the platform ${platform}, which the bundle does not have`);
  const hosts = ranked.get('hosts').list();
  const names = hosts.flatMap((host) => {
    const checked = parseHost(host.get('host').text());
    if (checked.ok) return [checked.value];
    left.push(`reconstruction: host ${checked.problem.message}`);
    return [];
  });
  const why = ranked.get('why').texts().map(whyOf);
  const listed = hosts
    .flatMap((host) => host.get('sources').texts())
    .map((source) => eraSource(source, book));
  const behind = ranked
    .get('why')
    .texts()
    .flatMap((reason) => sourceBehind(reason, book));
  return { rank, platform, hosts: names.sort(byText), why, sources: book.ids([...listed, ...behind]) };
}

/** The era file's own short names of its libraries (`ccxt 1.17.132`), as the source strings of exchanges.json. */
const eraSource = (short: string, book: SourceBook): string => book.find(...short.split(' ')) ?? short;

function whyOf(why: string): string {
  const listed = /^(\w+) (\d{4}-\d{2}-\d{2})$/.exec(why);
  if (listed) return `access-list ${listed[1]} since ${listed[2]}`;
  const base = /^([A-Z]{2})(?: operator)?$/.exec(why);
  if (base) return `operator base ${base[1]}`;
  const market = /^([A-Z]{3}) P2P$/.exec(why);
  if (market) return `fiat market ${market[1]}`;
  const rank = /^(\d{4}) reported-volume rank (\d+)$/.exec(why);
  if (rank) return `reported-volume rank ${rank[2]} in ${rank[1]}`;
  const below = /^(\.\w+) host$/.exec(why);
  return below ? `host below ${below[1]}` : why;
}

function sourceBehind(why: string, book: SourceBook): string[] {
  if (/^gfwlist /.test(why)) return [GFWLIST];
  if (/ P2P$/.test(why)) return [P2P_CLIENTS];
  const ranks = /reported-volume/.test(why) ? book.find('coinpaprika') : undefined;
  return ranks === undefined ? [] : [ranks];
}
