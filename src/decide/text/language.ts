/**
 * The language of a page: by the script of its text first, since sites often state a language that they do not
 * write; by what they state, and a small stop-word count, only where the script leaves it open.
 */
import type { PageDocument } from '../documents.js';

/** What a page says of its own language. */
export type Stated = Pick<PageDocument, 'language' | 'alternates' | 'finalUrl'>;

/** Code units of text that are looked at: more changes nothing, and pages are as long as their owners like. */
const SAMPLE = 2_000;
/** Share of a page's letters that a script needs, so that a language menu or a coin's name does not decide. */
const SCRIPT_SHARE = 0.15;

type Script =
  | 'latin'
  | 'han'
  | 'kana'
  | 'hangul'
  | 'thai'
  | 'cyrillic'
  | 'devanagari'
  | 'arabic'
  | 'greek'
  | 'hebrew';

/** First and last code unit of what counts towards a script. */
const RANGES: readonly (readonly [number, number, Script])[] = [
  [0x41, 0x5a, 'latin'],
  [0x61, 0x7a, 'latin'],
  [0xc0, 0x24f, 'latin'],
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x590, 0x5ff, 'hebrew'],
  [0x600, 0x6ff, 'arabic'],
  [0x900, 0x97f, 'devanagari'],
  [0xe00, 0xe7f, 'thai'],
  [0x1e00, 0x1eff, 'latin'],
  [0x3040, 0x30ff, 'kana'],
  [0x3400, 0x9fff, 'han'],
  [0xac00, 0xd7a3, 'hangul'],
];

/** `none` first: what is no letter. */
const SCRIPTS: readonly (Script | 'none')[] = ['none', ...new Set(RANGES.map(([, , script]) => script))];
const SCRIPT_OF = new Uint8Array(65_536);
for (const [first, last, script] of RANGES) SCRIPT_OF.fill(SCRIPTS.indexOf(script), first, last + 1);

/** Scripts that mean one language, and the others that use it where a page states one of them. */
const BY_SCRIPT: readonly (readonly [Script, string, readonly string[]])[] = [
  ['hangul', 'ko', []],
  ['kana', 'ja', []],
  ['thai', 'th', []],
  ['devanagari', 'hi', ['mr', 'ne']],
  ['cyrillic', 'ru', ['uk', 'be', 'bg', 'kk', 'ky', 'mn', 'sr', 'tg', 'mk']],
  ['arabic', 'ar', ['fa', 'ur', 'ps']],
  ['greek', 'el', []],
  ['hebrew', 'he', []],
];

/** Frequent characters that only one of the two ways of writing Chinese has, pairwise. */
const SIMPLIFIED =
  '们这个国时会对发说点务为与东买卖币账户资产经业开关电网络线签钱银专区广单实证认识应义现场动种进过还没让给传统单价涨跌报总额达亿万无户权费约汇链';
const TRADITIONAL =
  '們這個國時會對發說點務為與東買賣幣帳戶資產經業開關電網絡線簽錢銀專區廣單實證認識應義現場動種進過還沒讓給傳統價漲報總額達億萬無權費約匯鏈閱覽';
/** By code unit: 1 for the first, -1 for the second; what stands in both lists counts as the first. */
const WRITING = new Int8Array(65_536);
for (let i = 0; i < TRADITIONAL.length; i++) WRITING[TRADITIONAL.charCodeAt(i)] = -1;
for (let i = 0; i < SIMPLIFIED.length; i++) WRITING[SIMPLIFIED.charCodeAt(i)] = 1;

/** Short frequent words that the language's neighbours do not share. */
const STOP_WORDS: Readonly<Record<string, string>> = {
  en: 'the and of to is for with your you this that are from by',
  ms: 'dan yang untuk dengan anda di ini boleh akaun dagangan kepada atau ialah tidak wang telah kami beli jual',
  id: 'dan yang untuk dengan anda di ini akun bisa perdagangan kepada atau adalah tidak uang telah kami karena',
  fil: 'ang ng mga sa na ay at para iyong ito mag hindi kung mo ka namin may',
  vi: 'và của là cho với các bạn được trong không một những này',
  tr: 've bir için ile bu olarak hesap değil çok daha nasıl',
  es: 'el los las para con una por que su del y en es',
  pt: 'os as para com uma por que seu do da e em não você é',
  fr: 'le les des pour avec une par que votre du et est vous',
  de: 'der die das und für mit ein eine ist nicht sie von zu auf',
  it: 'il gli per con una che del della di è sono non',
  pl: 'i w na do z się nie jest oraz dla przez',
  nl: 'de het een en van voor met is niet op je',
};
const WORD_LANGUAGES = new Map<string, string[]>();
/** 1 where a stop word hashes to: most words are none, and need not be cut out to know it. */
const MAYBE_WORD = new Uint8Array(4_096);
for (const [language, words] of Object.entries(STOP_WORDS))
  for (const word of words.split(' ')) {
    WORD_LANGUAGES.set(word, [...(WORD_LANGUAGES.get(word) ?? []), language]);
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = addToHash(hash, word.charCodeAt(i));
    MAYBE_WORD[hash & 4_095] = 1;
  }

/**
 * @param texts of the page in their order, folded; the first 2,000 code units are looked at
 * @returns BCP 47: `zh-Hans`, `zh-Hant`, or the plain language (`en`, `ko`, `ja`, `th`, `ru`, `hi`, `ms`, `fil`, …);
 *   `und` where neither the text nor the page's own words tell.
 */
export function languageOf(page: Stated, texts: readonly string[]): string {
  const sample = sampleOf(texts);
  const stated = statedLanguage(page);
  const counts = countScripts(sample);
  const letters = counts.reduce((sum, count) => sum + count, 0);
  if (letters === 0) return stated ?? 'und';
  const of = (script: Script) => counts[SCRIPTS.indexOf(script)] as number;
  const has = (script: Script) => of(script) >= letters * SCRIPT_SHARE;
  // Japanese is half Han, so a tenth of kana beside them is enough; a kana brand on a Chinese page is less.
  if (has('han') && of('kana') < of('han') * 0.1) return chineseOf(sample, stated);
  for (const [script, language, others] of BY_SCRIPT) {
    if (!has(script)) continue;
    return stated !== null && others.includes(stated) ? stated : language;
  }
  return latinOf(sample, stated);
}

function sampleOf(texts: readonly string[]): string[] {
  const sample: string[] = [];
  let room = SAMPLE;
  for (const text of texts) {
    if (room <= 0) break;
    sample.push(text.length > room ? text.slice(0, room) : text);
    room -= text.length;
  }
  return sample;
}

const NORMAL: Readonly<Record<string, string>> = { tl: 'fil', iw: 'he', in: 'id' };

/** The page's own lang, or that of the alternate which is the page itself. */
function statedLanguage(page: Stated): string | null {
  const raw = page.language ?? page.alternates.find(({ url }) => url === page.finalUrl)?.language ?? null;
  if (raw === null) return null;
  const [primary = '', ...rest] = raw.toLowerCase().split(/[-_]/, 4);
  if (!/^[a-z]{2,3}$/.test(primary)) return null;
  if (primary === 'zh') return rest.some((part) => /^(?:hant|tw|hk|mo)$/.test(part)) ? 'zh-Hant' : 'zh-Hans';
  return NORMAL[primary] ?? primary;
}

/** Letters of each script, by its place in {@link SCRIPTS}. */
function countScripts(sample: readonly string[]): Uint32Array {
  const counts = new Uint32Array(SCRIPTS.length);
  for (const text of sample)
    for (let i = 0; i < text.length; i++) {
      const script = SCRIPT_OF[text.charCodeAt(i)] as number;
      counts[script] = (counts[script] as number) + 1;
    }
  counts[0] = 0;
  return counts;
}

function chineseOf(sample: readonly string[], stated: string | null): string {
  let balance = 0;
  for (const text of sample)
    for (let i = 0; i < text.length; i++) balance += WRITING[text.charCodeAt(i)] as number;
  if (balance === 0) return stated === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans';
  return balance > 0 ? 'zh-Hans' : 'zh-Hant';
}

/** Stop words win over the stated language only where they are many and clear. */
function latinOf(sample: readonly string[], stated: string | null): string {
  const scores = new Map<string, number>();
  const count = (language: string) => scores.set(language, (scores.get(language) ?? 0) + 1);
  for (const text of sample) visitStopWords(text, count);
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (!best) return stated ?? 'und';
  const [language, most] = best;
  const clear = most >= 4 && most >= 1.3 * (second?.[1] ?? 0);
  if (stated !== null && !clear) return stated;
  return clear || most >= 2 ? language : (stated ?? language);
}

/** Tells the languages of each stop word in a lower-case text, in its order. */
function visitStopWords(text: string, visit: (language: string) => void): void {
  let start = 0;
  let hash = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0;
    if (isLatinLetter(unit)) {
      hash = addToHash(hash, unit);
      continue;
    }
    if (i > start && MAYBE_WORD[hash & 4_095] === 1)
      for (const language of WORD_LANGUAGES.get(text.slice(start, i)) ?? []) visit(language);
    start = i + 1;
    hash = 0;
  }
}

function addToHash(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}

const isLatinLetter = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xdf && unit <= 0x24f) || (unit >= 0x1e00 && unit <= 0x1eff);
