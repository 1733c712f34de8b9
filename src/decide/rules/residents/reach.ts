/** That the service is made to be reached by residents: ways around blocks, their language, services at home. */
import { NO_RESIDENT_SIGNS } from '../../../model/registry/residents.js';
import { MAX_CITATIONS, type Rule } from '../../finding.js';
import type { PageReading, TextPart } from '../../reading.js';
import { languageOf } from '../../text/language.js';
import { cite, finding, order, type Reading } from '../cite.js';
import { hostIsUnder } from './hosts.js';
import { citeMark } from './payment.js';
import { type Mark, type PageScan, scanPlatform } from './scan.js';

const rest = { version: 2, gate: 'C', reads: ['page'] } as const;
const BESIDE = { before: 120, after: 120 };
const AROUND = { before: 250, after: 250 };

export const reachabilityRule: Rule = {
  ...rest,
  id: 'residents-reachability',
  family: 'reachability',
  strong: true,
  weight: 3,
  statement: 'It says that residents need no VPN, or gives them further domains for when one is blocked.',
  apply: ({ reading, profile }) => {
    const signs = profile.residents ?? NO_RESIDENT_SIGNS;
    const spoken = new Set(signs.probativeLanguages.map(primaryOf));
    const readings = scanPlatform(reading, profile)
      .filter((page) => page.has('access', 'noVpn', 'backup') && page.has('coins', 'trade'))
      .flatMap((page) =>
        [
          ...page.of('access'),
          ...page.of('noVpn').filter((mark) => isForResidents(page, mark, spoken)),
          ...page
            .of('backup')
            .filter((mark) => isForResidents(page, mark, spoken) && isWayAround(page, mark)),
        ]
          .filter((mark) => !page.isReported(mark) && !page.isDenied(mark))
          .map((mark) => citeMark(page, mark)),
      );
    const reason = 'shows residents a way that needs no VPN or leads around blocks';
    return finding(reachabilityRule, 'reachability', reason, readings);
  },
};

/** In a language of residents alone, or with their country in sight. */
const isForResidents = (page: PageScan, mark: Mark, spoken: ReadonlySet<string>): boolean =>
  (mark.language !== null && spoken.has(mark.language)) ||
  page.near(mark, ['name', 'people'], BESIDE) !== undefined;

/** Further domains are normal; those for the blocked, or for residents by name, are not. */
const isWayAround = (page: PageScan, mark: Mark): boolean =>
  page.near(mark, ['blocked', 'people', 'name', 'noVpn', 'access'], AROUND) !== undefined;

/** Sites in more languages than this speak to the world: that one of them is the residents' says less. */
const FEW_LANGUAGES = 12;
/** So few alternates stand for the pages themselves. */
const FEW_ALTERNATES = 5;

export const languageRule: Rule = {
  ...rest,
  version: 3,
  id: 'residents-language',
  family: 'language',
  strong: false,
  weight: 2,
  statement: `It speaks a language in which next to nobody but residents is addressed (1 point among over ${FEW_LANGUAGES} languages).`,
  apply: ({ reading, profile }) => {
    const probative = (profile.residents?.probativeLanguages ?? defaultProbative(profile.languages)).map(
      (tag) => tag.toLowerCase(),
    );
    if (probative.length === 0) return [];
    const offered = new Set<string>();
    const readings: Reading[] = [];
    const speakers = new Set<string>();
    for (const { page, parts } of inOrder(reading.content)) {
      const { document } = page;
      for (const { language } of document.alternates)
        if (/^[a-z]{2,3}\b/i.test(language)) offered.add(primaryOf(language));
      // Those that come later would not be cited.
      if (speakers.size >= MAX_CITATIONS && !speakers.has(document.finalUrl)) continue;
      const spoken = languageOf(
        document,
        parts.filter(isProse).map(({ text }) => text),
      );
      if (isAmong(spoken, probative)) {
        speakers.add(document.finalUrl);
        readings.push(
          cite(page, document.finalUrl, `${spoken}: ${document.title ?? document.text[0] ?? ''}`, 2),
        );
      } else if (document.alternates.length <= FEW_ALTERNATES)
        for (const { language, url } of document.alternates)
          if (isAmong(language, probative))
            readings.push(cite(page, document.finalUrl, `${language}: ${url}`));
    }
    const weight = offered.size > FEW_LANGUAGES ? 1 : languageRule.weight;
    const among = offered.size > FEW_LANGUAGES ? `, one of ${offered.size} languages` : '';
    return finding(languageRule, 'language', `speaks the language of residents${among}`, readings, weight);
  },
};

/** As citations are chosen. */
const inOrder = (content: readonly PageReading[]): readonly PageReading[] =>
  [...content].sort((a, b) => order(a.page.document.finalUrl, b.page.document.finalUrl));

const isProse = ({ place }: TextPart): boolean =>
  place === 'title' || place === 'description' || place === 'text';

const primaryOf = (tag: string): string => tag.toLowerCase().split(/[-_]/, 1)[0] as string;

const isAmong = (tag: string, probative: readonly string[]): boolean =>
  probative.some((wanted) => tag.toLowerCase() === wanted || tag.toLowerCase().startsWith(`${wanted}-`));

/** Languages of many countries, which say nothing about one of them. */
const SPREAD = new Set(['en', 'es', 'fr', 'pt', 'ar']);
const defaultProbative = (languages: readonly string[]): readonly string[] =>
  languages.filter((tag) => !SPREAD.has(primaryOf(tag)));

export const infrastructureRule: Rule = {
  ...rest,
  id: 'residents-infrastructure',
  family: 'infrastructure',
  strong: false,
  weight: 1,
  statement: 'Its pages use measuring or delivery services that work for residents.',
  apply: ({ reading, profile }) => {
    const { infrastructureHosts, analyticsServices } = profile.residents ?? NO_RESIDENT_SIGNS;
    const readings = reading.content.flatMap(({ page }) => {
      const { resources, apiHosts, analytics, finalUrl } = page.document;
      const hosts = [...resources, ...apiHosts].filter(({ host }) => hostIsUnder(host, infrastructureHosts));
      const ids = analytics.filter(({ service }) => analyticsServices.includes(service));
      return [
        ...hosts.map(({ host, as }) => cite(page, finalUrl, `${host} (${as.join(', ')})`)),
        ...ids.map(({ service, id }) => cite(page, finalUrl, `${service}: ${id}`, 2)),
      ];
    });
    return finding(infrastructureRule, 'infrastructure', 'uses services of the home country', readings);
  },
};
