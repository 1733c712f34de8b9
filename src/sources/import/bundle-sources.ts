/** Who states the facts of a bundle: its long source strings become the short ids of lists/sources.yaml. */
import type { SourceId } from '../../model/registry/platform.js';
import type { JsonValue } from './json-value.js';
import { byText } from './slug.js';
import { writeYaml, type YamlMap } from './write-yaml.js';

interface SourceRecord {
  readonly id: SourceId;
  readonly title: string;
  readonly date?: string | undefined;
  readonly licence: string;
}

interface SourceForm {
  readonly match: RegExp;
  readonly id: (found: RegExpExecArray, date: string) => SourceId;
  readonly title: (found: RegExpExecArray) => string;
  readonly date?: string;
  readonly licence: string;
}

/** Source strings of facts that the bundle's records carry without one. */
export const GFWLIST = 'git:gfwlist/gfwlist@7a82f9d836da';
export const P2P_CLIENTS = 'code index';

const FACTS_ONLY = 'single facts only';

/** The first form that matches wins. */
const FORMS: readonly SourceForm[] = [
  {
    match: /^npm:ccxt@(\S+)/,
    id: ([, version]) => `ccxt-${version}`,
    title: ([, version]) => `ccxt ${version}, exchange descriptions`,
    licence: 'MIT',
  },
  {
    match: /^git:ccxt\/ccxt(?:@(\w+)| tag (\S+))/,
    id: (_, date) => `ccxt-${date}`,
    title: ([, commit, tag]) => `ccxt, exchange descriptions at ${tag ? `tag ${tag}` : `commit ${commit}`}`,
    licence: 'MIT',
  },
  {
    match: /^git:coingecko\/cryptoexchange@(\w+)/,
    id: (_, date) => `cryptoexchange-${date}`,
    title: ([, commit]) => `coingecko/cryptoexchange at commit ${commit}`,
    licence: 'MIT',
  },
  {
    match: /coinpaprika/,
    id: (_, date) => `coinpaprika-${date}`,
    title: () => 'CoinPaprika, dump of its list of exchanges',
    licence: FACTS_ONLY,
  },
  {
    match: /coinlore/,
    id: (_, date) => `coinlore-${date}`,
    title: () => 'CoinLore, dump of its list of exchanges',
    licence: FACTS_ONLY,
  },
  {
    match: /^git:v2fly\/domain-list-community@(\w+)/,
    id: () => 'v2fly-2026-08-19',
    title: ([, commit]) => `v2fly/domain-list-community at commit ${commit}`,
    date: '2026-08-19',
    licence: 'MIT',
  },
  {
    match: /^git:gfwlist\/gfwlist@(\w+)/,
    id: () => 'gfwlist-2026-08',
    title: ([, commit]) => `gfwlist and its history at commit ${commit}`,
    date: '2026-08-06',
    licence: 'only the fact and the dates of a listing',
  },
  {
    match: /^git:gsnw\/z-i@(\w+)/,
    id: () => 'z-i-history',
    title: ([, commit]) => `z-i registry mirror and its history at commit ${commit}`,
    licence: FACTS_ONLY,
  },
  {
    match: /blackmatrix7/,
    id: () => 'blackmatrix7-2023-11-24',
    title: () => 'blackmatrix7/ios_rule_script, Crypto.list',
    date: '2023-11-24',
    licence: FACTS_ONLY,
  },
  {
    match: /StevenBlack\/hosts#(\d+)/,
    id: ([, number]) => `stevenblack-hosts-${number}`,
    title: ([, number]) => `user report, issue ${number} of StevenBlack/hosts`,
    date: '2021-05-27',
    licence: FACTS_ONLY,
  },
  {
    match: /MetaCubeX\/meta-rules-dat#(\d+)/,
    id: ([, number]) => `meta-rules-dat-${number}`,
    title: ([, number]) => `user report, issue ${number} of MetaCubeX/meta-rules-dat`,
    date: '2024-09-29',
    licence: FACTS_ONLY,
  },
  {
    match: /KYCNot/,
    id: () => 'kycnot-2021',
    title: () => 'KYCNot, list of services without identification',
    date: '2021-01',
    licence: FACTS_ONLY,
  },
  {
    match: /^(?:public )?code index/,
    id: () => 'p2p-clients',
    title: () => 'public client programs that call the markets of these platforms',
    licence: FACTS_ONLY,
  },
];

export class SourceBook {
  readonly #dates: ReadonlyMap<string, string>;
  readonly #records = new Map<SourceId, SourceRecord>();

  /** @param meta `meta.sources` of exchanges.json: source string → { date }. */
  constructor(meta: JsonValue) {
    this.#dates = new Map(meta.entries().map(([source, about]) => [source, about.get('date').text()]));
  }

  /** The bundle's own source string that holds all these words, e.g. a library's name and its version. */
  find(...words: readonly string[]): string | undefined {
    return [...this.#dates.keys()].find((source) => words.every((word) => source.includes(word)));
  }

  /** The short id of a source string; the record is kept for sources.yaml. */
  id(source: string): SourceId {
    for (const form of FORMS) {
      const found = form.match.exec(source);
      if (!found) continue;
      const date = form.date ?? this.#dates.get(source);
      const id = form.id(found, date ?? 'undated');
      if (!this.#records.has(id))
        this.#records.set(id, { id, title: form.title(found), date, licence: form.licence });
      return id;
    }
    const id = source.replace(/[^A-Za-z0-9.]+/g, '-').toLowerCase();
    this.#records.set(id, { id, title: source, date: this.#dates.get(source), licence: 'unknown' });
    return id;
  }

  ids(sources: Iterable<string>): SourceId[] {
    return [...new Set([...sources].map((source) => this.id(source)))].sort((a, b) =>
      byText(this.#order(a), this.#order(b)),
    );
  }

  /** Date of a source by its short id. */
  date(id: SourceId): string | undefined {
    return this.#records.get(id)?.date;
  }

  toYaml(): string {
    const sources = [...this.#records.values()].sort((a, b) => byText(this.#order(a.id), this.#order(b.id)));
    return writeYaml(
      { sources: sources.map((source): YamlMap => ({ ...source })) },
      'Who states the facts of platforms/ and notices/: each fact carries ids of this list.',
    );
  }

  #order(id: SourceId): string {
    return `${this.#records.get(id)?.date ?? '9999'} ${id}`;
  }
}
