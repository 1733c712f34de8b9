/** Which links of a platform's pages are worth one of its few requests. */
import type { Link } from './page-facts.js';

/** What a page is expected to tell; the more a decision rests on it, the earlier it is read. */
export const PAGE_TOPICS = [
  'front',
  'official',
  'p2p',
  'terms',
  'deposit',
  'trade',
  'markets',
  'app-claims',
  'fees',
  'download',
  'about',
  'language',
  'sitemap',
  'config',
  'script',
  'other',
] as const;
export type PageTopic = (typeof PAGE_TOPICS)[number];

/** Requests that one topic may take, so that a thousand market pages do not crowd out the terms. */
export const TOPIC_LIMITS: Readonly<Record<PageTopic, number>> = {
  front: 12,
  official: 4,
  p2p: 4,
  terms: 5,
  deposit: 3,
  trade: 2,
  markets: 2,
  'app-claims': 8,
  fees: 2,
  download: 2,
  about: 3,
  language: 3,
  sitemap: 3,
  config: 5,
  script: 4,
  other: 8,
};

interface TopicWords {
  readonly topic: PageTopic;
  readonly path: RegExp;
  readonly text: RegExp;
}

const TOPIC_WORDS: readonly TopicWords[] = [
  {
    topic: 'official',
    path: /official[-_]?(?:verif|domain|site|link|channel)|verif(?:y|ication)[-_]?(?:center|channel|domain|link)?(?:$|[/?])|anti-?phishing|mirror/,
    text: /official (?:verification|domains?|links?|channels?)|官方(?:验证|域名|网址|渠道)|官方驗證|公式(?:サイト|ドメイン)|공식 (?:인증|채널)|официальн\S+ (?:сайт|домен|канал)/i,
  },
  {
    topic: 'p2p',
    path: /p2p|otc|c2c|fiat|buy-?crypto|express|merchant/,
    text: /p2p|otc|c2c|法币|法幣|快捷买币|买币|買幣|場外|场外|купить|구매|購入/i,
  },
  {
    topic: 'terms',
    path: /terms|agreement|legal|tos\b|disclaimer|restricted|prohibited|jurisdiction|eligib|risk|compliance|licen[cs]e|kyc|privacy/,
    text: /terms|user agreement|restricted|legal|用户协议|服务条款|服務條款|免责|风险|限制地区|利用規約|이용약관|соглашение|условия/i,
  },
  {
    topic: 'deposit',
    path: /deposit|recharge|payment|withdraw/,
    text: /deposit|payment method|充值|充币|入金|입금|пополн/i,
  },
  {
    topic: 'fees',
    path: /\bfees?\b|fee-?schedule|\brates?\b|commission/,
    text: /\bfees?\b|费率|手续费|手續費|手数料|수수료|комисси/i,
  },
  {
    topic: 'download',
    path: /download|\bapps?\b|mobile/,
    text: /download|下载|下載|ダウンロード|다운로드|скачать/i,
  },
  {
    topic: 'about',
    path: /about|company|contact|support|help|faq|announce|notice/,
    text: /about|contact|关于|關於|联系|公告|会社|회사|о нас|контакт/i,
  },
  {
    topic: 'markets',
    path: /markets?(?:$|[/?])|quotes?(?:$|[/?])|tickers?/,
    text: /^markets?$|行情|市场|マーケット|마켓|рынки/i,
  },
  {
    topic: 'trade',
    path: /trade|trading|spot|exchange\/|futures|margin|swap/,
    text: /^(?:trade|spot|futures)|交易|合约|取引|거래|торг/i,
  },
];

export function topicOf(link: Link): PageTopic {
  const { pathname, search } = new URL(link.url);
  const path = (pathname + search).toLowerCase();
  if (pathname === '/' && search === '') return 'front';
  const found =
    TOPIC_WORDS.find((words) => words.path.test(path)) ??
    TOPIC_WORDS.find((words) => words.text.test(link.text));
  if (found) return found.topic;
  return /^\/[a-z]{2}(?:[-_][a-z]{2,4})?\/?$/i.test(pathname) ? 'language' : 'other';
}

/** Lower comes first. */
export const priorityOf = (topic: PageTopic): number => PAGE_TOPICS.indexOf(topic);

/** Media and archives that no reader takes. */
export const isReadable = (url: string): boolean =>
  !/\.(?:png|jpe?g|gif|webp|svg|ico|css|woff2?|ttf|mp[34]|webm|zip|gz|apk|ipa|exe|dmg|pdf|docx?|xlsx?)(?:$|\?)/i.test(
    url,
  );
