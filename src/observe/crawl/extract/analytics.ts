/** Ids of measuring and support services: whoever owns the account put the id there, or copied the page. */
import type { AnalyticsId } from '../page-facts.js';

interface Pattern {
  readonly service: string;
  /** Text that must occur at all; cheaper to look for than the expression. */
  readonly hint: string;
  /** Group 1 is the id. Bounded repetition only: pages choose the input. */
  readonly id: RegExp;
}

const PATTERNS: readonly Pattern[] = [
  { service: 'google-analytics', hint: 'UA-', id: /\b(UA-\d{4,10}-\d{1,4})\b/g },
  { service: 'google-analytics', hint: 'G-', id: /["'=](G-[A-Z0-9]{8,12})\b/g },
  { service: 'google-tag-manager', hint: 'GTM-', id: /\b(GTM-[A-Z0-9]{4,9})\b/g },
  { service: 'google-ads', hint: 'AW-', id: /\b(AW-\d{9,11})\b/g },
  { service: 'google-site-tag', hint: 'DC-', id: /["'=](DC-\d{6,10})\b/g },
  { service: 'baidu-tongji', hint: 'hm.js?', id: /hm\.baidu\.com\/hm\.js\?([0-9a-f]{32})/g },
  {
    service: 'cnzz',
    hint: 'cnzz.com',
    id: /cnzz\.com\/[\w./-]{0,40}\?(?:[\w=]{0,30}&(?:amp;)?)?(?:web_)?id=(\d{5,12})/g,
  },
  { service: '51la', hint: '51.la', id: /(?:js\.users\.51\.la\/|51\.la\/[\w./-]{0,40}\?id=)(\w{6,20})/g },
  { service: '51la', hint: 'LA.init', id: /LA\.init\(\{\s{0,4}id:\s{0,4}["'](\w{6,20})["']/g },
  { service: 'umeng', hint: 'umeng', id: /umeng[\w./?=-]{0,60}?(?:appkey|id)=(\w{10,32})/gi },
  { service: 'yandex-metrica', hint: 'mc.yandex', id: /mc\.yandex\.\w{2,3}\/watch\/(\d{5,10})/g },
  { service: 'yandex-metrica', hint: 'ym(', id: /\bym\((\d{5,10}),/g },
  { service: 'facebook-pixel', hint: 'fbq(', id: /fbq\(\s{0,4}["']init["'],\s{0,4}["'](\d{10,20})["']/g },
  { service: 'hotjar', hint: 'hjid', id: /\bhjid:\s{0,4}(\d{4,10})/g },
  { service: 'clarity', hint: 'clarity', id: /clarity\.ms\/tag\/(\w{8,16})/g },
  { service: 'tiktok-pixel', hint: 'ttq.load', id: /ttq\.load\(["'](\w{10,30})["']/g },
  { service: 'naver', hint: 'wcs_add', id: /wcs_add\[["']wa["']\]\s{0,4}=\s{0,4}["']([\w-]{6,24})["']/g },
  { service: 'sentry', hint: '.ingest.', id: /https:\/\/([0-9a-f]{32})@[\w.-]{3,60}\.ingest\./g },
  { service: 'zendesk', hint: 'zdassets', id: /zdassets\.com\/ekr\/snippet\.js\?key=([\w-]{20,40})/g },
  { service: 'intercom', hint: 'app_id', id: /\bapp_id["']?\s{0,4}[:=]\s{0,4}["'](\w{6,12})["']/g },
  {
    service: 'google-verification',
    hint: 'google-site-verification',
    id: /google-site-verification=([\w-]{20,60})/g,
  },
  {
    service: 'baidu-verification',
    hint: 'baidu-site-verification',
    id: /baidu-site-verification=([\w-]{6,40})/g,
  },
];

const MAX_IDS = 50;

/** Ids in script text or script URLs; each once, in the order of the table. */
export function findAnalytics(text: string): AnalyticsId[] {
  const found = new Map<string, AnalyticsId>();
  for (const { service, hint, id } of PATTERNS) {
    if (!text.includes(hint)) continue;
    for (const match of text.matchAll(id)) {
      if (found.size >= MAX_IDS) break;
      found.set(`${service} ${match[1]}`, { service, id: match[1] as string });
    }
  }
  return [...found.values()];
}
