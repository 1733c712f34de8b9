/** What speaks against: terms that shut residents out, the platform's exit, answers that refuse them, a licence. */
import type { PageDocument, Sighted } from '../../documents.js';
import type { Rule, RuleInput } from '../../finding.js';
import { cite, excerptAround, finding, type Reading } from '../cite.js';
import { isOneClause, type Mark, type PageScan, scanPlatform } from './scan.js';

const rest = { version: 4, gate: 'C', strong: false } as const;
/** From the words that shut out to the country: as long as a list of countries is. */
const MAX_LIST = 320;
const MAX_PHRASE = 70;
/** Between the heading of a list of countries and its last line. */
const MAX_HEADED = 2_500;
const MAX_LINE = 90;

type Refusal = 'exclusion' | 'exit';

export const exclusionRule: Rule = {
  ...rest,
  id: 'residents-exclusion',
  family: 'exclusion',
  weight: -1.5,
  reads: ['page'],
  statement: 'Its terms shut residents out.',
  apply: (input) =>
    finding(exclusionRule, 'exclusion', 'states that residents are not served', refusals(input, 'exclusion')),
};

export const exitRule: Rule = {
  ...rest,
  id: 'residents-exit',
  family: 'exit',
  weight: -3,
  reads: ['page'],
  statement: 'It announces that it leaves: residents will no longer be served.',
  apply: (input) =>
    finding(exitRule, 'exit', 'announces that it stops serving residents', refusals(input, 'exit')),
};

function refusals({ reading, profile }: RuleInput, wanted: Refusal): Reading[] {
  return scanPlatform(reading, profile).flatMap((page) =>
    page.of('name', 'people').flatMap((mark) => {
      const place = page.partOf(mark).place;
      if (place === 'config' || place === 'image' || page.isReported(mark)) return [];
      const cause = refusalOf(page, mark);
      if (cause?.refusal !== wanted) return [];
      const { text } = page.partOf(mark);
      const start = cause.by.part === mark.part ? Math.min(cause.by.start, mark.start) : mark.start;
      const end = cause.by.part === mark.part ? Math.max(cause.by.end, mark.end) : mark.end;
      return [
        cite(
          page.page.page,
          page.page.page.document.finalUrl,
          excerptAround(text, start, Math.min(end, start + 160)),
        ),
      ];
    }),
  );
}

function refusalOf(page: PageScan, mark: Mark): { readonly refusal: Refusal; readonly by: Mark } | undefined {
  const { text } = page.partOf(mark);
  if (isNonResident(text, mark.start)) return undefined;
  const exit = page
    .inSentence(mark, ['exits'])
    .find((other) => distance(mark, other) <= MAX_PHRASE && !isOfOthers(text, other.start));
  if (exit) return { refusal: 'exit', by: exit };
  // Ways around a block are no exclusion, though both speak of what cannot be reached.
  if (page.inSentence(mark, ['backup', 'noVpn', 'access']).length > 0) return undefined;
  const before = page
    .inSentence(mark, ['excludes'])
    .find(
      (other) =>
        other.until <= mark.at && isObject(text, other.end, mark.start) && !isNone(text, other.start),
    );
  if (before) return { refusal: 'exclusion', by: before };
  const after = page
    .inSentence(mark, ['excluded'])
    .find(
      (other) =>
        other.at >= mark.until &&
        other.at - mark.until <= MAX_PHRASE &&
        isOneClause(text, mark.end, other.start) &&
        !isQualified(text.slice(mark.end, other.start)),
    );
  if (after) return { refusal: 'exclusion', by: after };
  const heading = headingOf(page, mark);
  return heading && { refusal: 'exclusion', by: heading };
}

/** `We do not serve non-residents of …`. */
const NON_RESIDENT =
  /(?:non-?residents?(?: of)?|нерезидент\p{L}*|бейрезидент\p{L}*|非居民|非居住者|비거주자|(?<!除)非[^\s,、。;]{0,3})\s*$/u;
const isNonResident = (text: string, at: number): boolean =>
  NON_RESIDENT.test(text.slice(Math.max(0, at - 24), at));

/** `While others leave …`. */
const OTHERS =
  /другие|остальные|конкурент|others|competitors|other (?:exchanges|platforms)|rivals|其他|别的|同行|其它|他社|他の取引所|타 거래소|다른 거래소|เจ้าอื่น|ที่อื่น|yang lain|bursa lain|ang iba|басқа биржа|अन्य एक्सचेंज/;
const isOfOthers = (text: string, at: number): boolean => OTHERS.test(text.slice(Math.max(0, at - 30), at));

/** `No restrictions for …`. */
const NONE =
  /(?:^|[^\p{L}])(?:no|without|zero|без|нет|ешқандай|बिना|tiada|tanpa|walang)\s$|(?:无|無|没有|沒有|ไม่มี)\s?$/u;
const isNone = (text: string, at: number): boolean => NONE.test(text.slice(Math.max(0, at - 12), at));

/** Under sanctions, or under age: then only some of the residents are meant. */
const SOME_OF_THEM =
  /санкци|sanction|制裁|제재|несовершеннолет|minors|under \d\d|未成年|未满|未滿|미성년|만 \d\d세|дропп|подозрева/;

/** Between a country and what is not served: a part of its people, or a remark in brackets that speaks of something else. */
const isQualified = (between: string): boolean =>
  SOME_OF_THEM.test(between) || between.lastIndexOf('(') > between.lastIndexOf(')');

const distance = (a: Mark, b: Mark): number => (a.at < b.at ? b.at - a.until : a.at - b.until);

/** What is shut out is the country: it follows at once, or in a list. */
function isObject(text: string, from: number, to: number): boolean {
  const between = text.slice(from, to);
  if (between.length > MAX_LIST) return false;
  const separators = between.match(/[,、;:/]| and | or /g)?.length ?? 0;
  if (between.includes(':') && separators >= 1) return true;
  if (!isOneClause(text, from, to)) return false;
  return between.length <= MAX_PHRASE || separators >= 2;
}

/** `Restricted countries`, and a list below it. */
function headingOf(page: PageScan, mark: Mark): Mark | undefined {
  const heading = page.lastBefore(mark, 'restricted', MAX_HEADED);
  if (!heading) return undefined;
  if (heading.part === mark.part)
    return isObject(page.partOf(mark).text, heading.end, mark.start) ? heading : undefined;
  for (let part = heading.part + 1; part <= mark.part; part++) {
    const { text } = page.page.parts[part] as { text: string };
    if (text.length > MAX_LINE && !(part === mark.part && isList(text))) return undefined;
    // With a sentence the list ends; what comes after it is about something else.
    if (part < mark.part && SENTENCE.test(text)) return undefined;
    if (part === mark.part && part > heading.part + 1 && SENTENCE.test(text)) return undefined;
  }
  return heading;
}

const SENTENCE = /[.。।!?]$/;

const isList = (text: string): boolean =>
  (text.match(/[,、]/g)?.length ?? 0) >= Math.max(2, text.length / 60);

export const refusesHomeRule: Rule = {
  ...rest,
  id: 'residents-refused',
  family: 'refused',
  weight: -5,
  reads: ['page'],
  statement: 'It answers 403 or 451 to the home country, and shows itself to others.',
  apply: ({ dossier, profile }) => {
    const isHome = ({ document }: Sighted<PageDocument>) => document.vantageCountry === profile.home;
    const open = new Set<string>();
    const welcome = new Set<string>();
    for (const page of dossier.pages) {
      if (page.document.outcome !== 'content') continue;
      (isHome(page) ? welcome : open).add(siteOf(page.document.url));
    }
    const readings = dossier.pages
      .filter((page) => isHome(page) && isRefusal(page.document))
      // Where a part of a site is open to residents, the site does not refuse them.
      .filter(({ document: { url } }) => open.has(siteOf(url)) && !welcome.has(siteOf(url)))
      .map((page) =>
        cite(page, page.document.url, `${page.document.status} towards ${page.document.vantage}`),
      );
    return finding(refusesHomeRule, 'refuses-home', 'refuses connections from the home country', readings);
  },
};

/** A wall that asks whether one is human refuses machines, not residents. */
const isRefusal = ({ status, outcome }: PageDocument): boolean =>
  status === 451 || (status === 403 && outcome !== 'bot-wall');

const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '');

export const licensedRule: Rule = {
  ...rest,
  id: 'residents-licensed',
  family: 'licensed',
  weight: 0,
  reads: ['registry'],
  statement: "The profile's register has the platform as licensed.",
  apply: ({ dossier, profile }) =>
    profile.licensed.includes(dossier.platform)
      ? finding(licensedRule, 'licensed', `licensed in the register of profile ${profile.id}`, [
          cite(dossier.registry, dossier.platform, `${dossier.platform} is in the register of ${profile.id}`),
        ])
      : [],
};
