/** The platform's own pages of official domains and of warnings; the former also list the fakes. */
import { type Host, parseHost, siteOf } from '../../model/names/host.js';
import type { GradedPage, Report } from './types.js';

const OFFICIAL_PATH =
  /official[-_]?(?:verif|domain|site|link|channel|url)|verif(?:y|ication)|mirror|anti-?phishing/i;
const OFFICIAL_TITLE =
  /official (?:verif|domain|site|website|link|channel|url)|verification (?:cent|channel)|官方(?:验证|域名|网址|网站|渠道)|官方(?:驗證|網域|網址)|公式(?:サイト|ドメイン)|공식 (?:인증|도메인|사이트)|официальн\S+ (?:сайт|домен|канал|зеркал)/i;
const GOOD =
  /official|genuine|our (?:domain|site|website)|mirror|官方|官网|官網|正版|公式|공식|официальн|зеркал/i;
const BAD =
  /fake|phish|scam|fraud|imitat|counterfeit|imperson|not (?:our|ours|official)|beware|unofficial|钓鱼|釣魚|假冒|仿冒|虚假|虛假|山寨|诈骗|詐騙|非官方|偽|詐欺|피싱|사칭|가짜|мошен|поддел|фишинг|не явля/i;
const WARNING_PATH = /fake|phish|scam|fraud|imitat|counterfeit|imperson/i;
const DOMAIN = /(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z][a-z0-9-]{1,23}(?![\w@-])/gi;
/** Blocks over which a heading's tone lasts. */
const REACH = 40;
const MAX_DOMAINS = 60;

interface PageKind {
  readonly isOfficial: boolean;
  readonly isWarning: boolean;
}

function kindOf({ facts }: GradedPage): PageKind {
  const { pathname } = new URL(facts.url);
  const title = facts.title ?? '';
  return {
    isOfficial: OFFICIAL_PATH.test(pathname) || OFFICIAL_TITLE.test(title),
    isWarning: WARNING_PATH.test(pathname) || BAD.test(title),
  };
}

/**
 * Only domains that are printed count: the footer's links are not a statement about what is official. A page that
 * only warns makes nothing official, whatever it says of the genuine site.
 */
export function readOfficialPage(page: GradedPage, report: Report): void {
  const { isOfficial, isWarning } = kindOf(page);
  if (!isOfficial && !isWarning) return;
  let tone: 'good' | 'bad' | null = isWarning
    ? 'bad'
    : OFFICIAL_TITLE.test(page.facts.title ?? '')
      ? 'good'
      : null;
  let reach = 0;
  let found = 0;
  for (const block of page.facts.text) {
    const bad = BAD.test(block);
    if (bad || GOOD.test(block)) {
      tone = bad ? 'bad' : 'good';
      reach = REACH;
    } else if (reach > 0 && --reach === 0) tone = null;
    if (tone === null || (tone === 'good' && !isOfficial)) continue;
    for (const host of hostsIn(block, page)) if (found++ < MAX_DOMAINS) reportHost(host, tone, page, report);
  }
}

function hostsIn(block: string, { site }: GradedPage): Host[] {
  if (!block.includes('.')) return [];
  return [...block.matchAll(DOMAIN)].flatMap(([name]) => {
    const host = parseHost(name);
    return host.ok && siteOf(host.value) !== site ? [host.value] : [];
  });
}

function reportHost(host: Host, tone: 'good' | 'bad', { facts }: GradedPage, report: Report): void {
  const common = { side: 'known', weight: 1, pages: [facts.url] } as const;
  if (tone === 'good')
    report(host, { ...common, kind: 'official-domains-page', grade: 'owner', detail: 'listed as official' });
  else report(host, { ...common, kind: 'warned-of', grade: 'weak', detail: 'the platform warns of it' });
}
