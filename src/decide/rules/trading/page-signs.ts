/** What one page says about trading: phrases by place, markets, where its links lead. Bounded work a page. */
import type { Profile } from '../../../model/registry/jurisdiction.js';
import type { PageReading, TextPart } from '../../reading.js';
import { DIGIT, EQUATION, QUOTE } from '../../text/folding.js';
import { visitWords } from '../page-words.js';
import { isMarket } from './currencies.js';
import { degreeOf, flowOf } from './desk-flow.js';
import { type MarketDataShape, marketDataShape } from './market-data.js';
import { isLikelyMarket, marketLines, marketsIn } from './market-names.js';
import {
  ARTICLE_PATH,
  HELP_HOST,
  HELP_PATH,
  REFERRAL,
  splitUrl,
  TERMS_PATH,
  TRADE_PATH,
} from './page-paths.js';
import { PHRASE_COUNT, type TermTag, termMatcher } from './vocabulary/index.js';
import type { Term } from './vocabulary/terms.js';

/** Where a phrase was first read, for citations. */
export interface Place {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface PageSigns {
  readonly page: PageReading;
  /** Distinct phrases by what they stand for, on the whole page. */
  readonly terms: ReadonlyMap<Term, ReadonlySet<string>>;
  /** Those in the title and description. */
  readonly heading: ReadonlySet<Term>;
  /** Those in blocks of few words and own links: menus, buttons, heads of tables. */
  readonly short: ReadonlySet<Term>;
  /** Distinct phrases of order entry in blocks of few words: the trading screen itself. */
  readonly shortOrders: number;
  /** Those that are texts of links within the platform. */
  readonly linked: ReadonlySet<Term>;
  readonly places: ReadonlyMap<Term, Place>;
  /** Markets as upper-case `BASE/QUOTE`, in text and in paths of own trade pages. */
  readonly markets: ReadonlyMap<string, Place>;
  /** Own links to trading pages of one market. */
  readonly tradePaths: ReadonlySet<string>;
  /** Foreign sites that sign-up links lead to, and those linked with a referral code. */
  readonly signUpSites: ReadonlySet<string>;
  readonly referralSites: ReadonlySet<string>;
  readonly hasOwnLogin: boolean;
  /** What one coin costs here: `1 USDT = 7.18 CNY`. */
  readonly hasRate: boolean;
  /** Journalism, reviews, lessons: what it says is about others. */
  readonly isArticle: boolean;
  /** Help, questions and answers, announcements: the service's own, by host or path. */
  readonly isHelp: boolean;
  /** Blocks of program text: the page is for those who write programs. */
  readonly codeBlocks: number;
  /** Terms of use, by path. */
  readonly isTerms: boolean;
  /** The shape of a JSON answer. */
  readonly marketData: MarketDataShape | null;
}

/** Bits of {@link SignCollector}'s table. */
const LINKED = 1;
const LABEL = 2;
const ANYWHERE = 4;

/** One table for all pages, because they are read one after the other. */
const SEEN = new Uint8Array(PHRASE_COUNT);

const MAX_BLOCKS = 600;
const MAX_TEXT = 24_000;
const MAX_CONFIG = 8_192;
const MAX_LINKS = 300;
/** A block of at most so many code units is a menu entry, a button or the head of a column. */
const SHORT = 32;
const MAX_MARKETS = 60;
const MAX_PATH = 120;
/** Longer texts of links are headlines, not buttons. */
const MAX_BUTTON = 60;

export function readPageSigns(
  page: PageReading,
  profile: Profile,
  isOwn: (host: string) => boolean,
): PageSigns {
  const collector = new SignCollector(page, isOwn);
  collector.readLinks();
  collector.readText(profile);
  return collector.finish();
}

class SignCollector {
  readonly #page: PageReading;
  readonly #isOwn: (host: string) => boolean;
  readonly #terms = new Map<Term, Set<string>>();
  readonly #heading = new Set<Term>();
  readonly #short = new Set<Term>();
  readonly #shortOrders = new Set<string>();
  readonly #linked = new Set<Term>();
  readonly #places = new Map<Term, Place>();
  readonly #markets = new Map<string, Place>();
  readonly #tradePaths = new Set<string>();
  readonly #signUpSites = new Set<string>();
  readonly #referralSites = new Set<string>();
  readonly #foreignTexts = new Set<string>();
  /** Bits of the places where a phrase was read: pages repeat themselves, and only the first time says something. */
  readonly #seen = SEEN.fill(0);
  #hasRate = false;
  #length = 0;
  #prose = 0;
  #code = 0;

  constructor(page: PageReading, isOwn: (host: string) => boolean) {
    this.#page = page;
    this.#isOwn = isOwn;
  }

  readLinks(): void {
    this.#tradePath(splitUrl(this.#page.page.document.finalUrl).rest);
    const texts = this.#page.parts.filter(({ place }) => place === 'link');
    const own: string[] = [];
    let at = 0;
    for (const link of this.#page.page.document.links.slice(0, MAX_LINKS)) {
      // Parts are made of the links that have a text, in their order.
      const text = link.text === '' ? '' : (texts[at++]?.text ?? '');
      const { host, rest } = splitUrl(link.url);
      if (this.#isOwn(host)) {
        this.#tradePath(rest);
        if (text !== '') own.push(text);
      } else this.#foreign(host, rest, text);
    }
    scanBlocks(own, (tag, block, start, end) => {
      if (!this.#isNew(tag, LINKED)) return;
      this.#linked.add(tag.term);
      this.#add(tag, own[block] as string, start, end);
    });
  }

  #foreign(host: string, rest: string, text: string): void {
    if (rest.length <= MAX_PATH && REFERRAL.test(rest)) this.#referralSites.add(host);
    if (text === '') return;
    this.#foreignTexts.add(text);
    if (text.length > MAX_BUTTON || this.#signUpSites.has(host)) return;
    termMatcher.scan(text, ({ term }) => {
      if (term === 'sign-up') this.#signUpSites.add(host);
    });
  }

  #tradePath(rest: string): void {
    if (rest.length > MAX_PATH) return;
    const match = TRADE_PATH.exec(rest);
    if (!match) return;
    const base = (match[1] as string).toUpperCase();
    const quote = (match[2] as string).toUpperCase();
    if (!isMarket(base.toLowerCase(), quote.toLowerCase())) return;
    this.#tradePaths.add(`${base}/${quote}`);
    this.#market(base, quote, { text: rest, start: match.index, end: match.index + match[0].length });
  }

  readText(profile: Profile): void {
    const { parts } = this.#page;
    let headings = 0;
    let read = 0;
    for (; read < parts.length; read++) {
      const { place, text, traits } = parts[read] as TextPart;
      if (place !== 'title' && place !== 'description' && place !== 'text') break;
      if (read >= MAX_BLOCKS || this.#length > MAX_TEXT) break;
      if (place === 'text') this.#measure(text, traits);
      else headings = read + 1;
    }
    visitWords('trading', this.#page, profile, (tag, part, start, end) => {
      if (part >= read) return;
      const { text } = parts[part] as TextPart;
      if (part < headings) this.#heading.add(tag.term);
      else if (text.length <= SHORT && !this.#foreignTexts.has(text) && this.#isNew(tag, LABEL))
        this.#addShort(tag);
      if (this.#isNew(tag, ANYWHERE)) this.#add(tag, text, start, end);
    });
    this.#marketsIn(marketLines(parts.slice(0, read)));
    this.#hasRate = parts.some(
      ({ text, traits }, part) => part < read && hasAll(traits, DIGIT | EQUATION) && RATE.test(text),
    );
    this.#readConfigs();
  }

  #readConfigs(): void {
    let room = MAX_CONFIG;
    for (const { place, text } of this.#page.parts) {
      if (place !== 'config' || room <= 0) continue;
      const config = text.slice(0, room);
      room -= config.length;
      // The state of an application lists its markets; beside text it is anybody's ticker.
      if (this.#page.isShell) this.#marketsIn(config.replace(QUOTED, '\n'));
      termMatcher.scan(config, (tag, start, end) => {
        if (this.#isNew(tag, ANYWHERE)) this.#add(tag, config, start, end);
        // A message catalogue holds the labels that scripts write into menus.
        if (config[start - 1] === '"' && config[end] === '"' && this.#isNew(tag, LABEL)) this.#addShort(tag);
      });
    }
  }

  #isNew({ id }: TermTag, place: number): boolean {
    const seen = this.#seen[id] as number;
    if ((seen & place) !== 0) return false;
    this.#seen[id] = seen | place;
    return true;
  }

  #addShort({ term, phrase }: TermTag): void {
    this.#short.add(term);
    if (term === 'orders') this.#shortOrders.add(phrase);
  }

  #measure(text: string, traits: number): void {
    this.#length += text.length;
    if ((traits & (QUOTE | EQUATION)) !== 0 && CODE.test(text.slice(0, MAX_CODE))) this.#code++;
    // Scripts without spaces say as much in a third of the room.
    const long = isDense(text) ? 60 : 150;
    if (text.length > long) this.#prose += text.length;
  }

  #add({ term, phrase }: TermTag, text: string, start: number, end: number): void {
    const known = this.#terms.get(term);
    if (known) known.add(phrase);
    else {
      this.#terms.set(term, new Set([phrase]));
      this.#places.set(term, { text, start, end });
    }
  }

  #marketsIn(text: string): void {
    for (const { base, quote, start, end } of marketsIn(text)) {
      if (this.#markets.size >= MAX_MARKETS) return;
      this.#market(base, quote, { text, start, end });
    }
  }

  #market(base: string, quote: string, place: Place): void {
    if (this.#markets.size >= MAX_MARKETS || !isLikelyMarket(base.toLowerCase(), quote.toLowerCase())) return;
    const name = `${base}/${quote}`;
    if (!this.#markets.has(name)) this.#markets.set(name, place);
  }

  finish(): PageSigns {
    const { document } = this.#page.page;
    const isJson = document.mediaType.endsWith('json');
    const bodies = isJson ? document.configs.slice(0, 2) : [];
    const shapes = bodies.map(marketDataShape);
    return {
      page: this.#page,
      terms: this.#terms,
      heading: this.#heading,
      short: this.#short,
      shortOrders: this.#shortOrders.size,
      linked: this.#linked,
      places: this.#places,
      markets: this.#markets,
      tradePaths: this.#tradePaths,
      signUpSites: this.#signUpSites,
      referralSites: this.#referralSites,
      hasOwnLogin: document.forms.some((form) => form.hasPassword && this.#isOwn(form.actionHost)),
      hasRate: this.#hasRate,
      isArticle: !isJson && this.#isArticle(),
      isHelp: this.#isHelp(),
      codeBlocks: this.#code,
      isTerms: TERMS_PATH.test(this.#page.path.slice(0, 200)),
      marketData: shapes.find((shape) => shape !== null) ?? null,
    };
  }

  #isArticle(): boolean {
    const count = (term: Term) => this.#terms.get(term)?.size ?? 0;
    const share = this.#length === 0 ? 0 : this.#prose / this.#length;
    const told = count('article') >= 2 || count('teaching') >= 3;
    // A vacancy or a syllabus names all that a venue has, in lists instead of prose; its title says what it is.
    if (this.#heading.has('teaching') && count('teaching') >= 4 && this.#shortOrders.size < 3) return true;
    // Help pages are prose, in files called articles, that tell how an order goes on here.
    if (this.#isHelp()) {
      if (degreeOf(flowOf(this.#terms)) >= 2) return false;
    } else if (ARTICLE_PATH.test(this.#page.path.slice(0, 200))) return told || share > 0.4;
    return share > 0.6 && this.#length > 200 && (told || count('review') >= 3 || count('warning') >= 3);
  }

  #isHelp(): boolean {
    const { host, path } = this.#page;
    return HELP_HOST.test(host) || HELP_PATH.test(path.slice(0, 200));
  }
}

/** Three places are looked at: one alone may hold a space, a digit or a name. */
const isDense = (text: string): boolean =>
  [0.25, 0.5, 0.75].some((share) => DENSE.test(text[Math.floor(text.length * share)] ?? ''));
const DENSE = /[\u0e00-\u0e7f\u2e80-\ud7ff\uf900-\ufaff]/;

/** All phrases of many blocks in one pass. @param visit with offsets into the block. */
function scanBlocks(
  blocks: readonly string[],
  visit: (tag: TermTag, block: number, start: number, end: number) => void,
): void {
  let block = 0;
  let from = 0;
  let to = blocks[0]?.length ?? 0;
  termMatcher.scan(blocks.join('\n'), (tag, start, end) => {
    while (start > to) {
      block++;
      from = to + 1;
      to = from + (blocks[block] as string).length;
    }
    visit(tag, block, start - from, end - from);
  });
}

/** Calls, assignments, imports, commands and JSON, in whatever language a page is. */
const CODE =
  /\b[a-z_]\w*\.[a-z_]\w*\((?:["'\w{[)])|\b(?:const|let|var) \w+ ?=|\brequire\(|^(?:from [\w.]+ )?import [\w.{* ]+|\bpip3? install|\bnpm i(?:nstall)? |\bgit clone|\bcurl -|\bdocker (?:run|compose|pull)|=> ?\{|\{ ?"\w+" ?: ?["\d{[]/;
const MAX_CODE = 600;
const QUOTED = /["'`,{}[\]]+/g;
const hasAll = (traits: number, wanted: number): boolean => (traits & wanted) === wanted;
const RATE = /(?<![a-z0-9.,])1 ?(?:usdt|usdc|btc|eth|trx|u) ?[=≈≒:] ?[^\d\n]{0,4}\d/;
