/** Whether an answer is the service itself, or something that stands in front of it or in its place. */
import type { ResponseHeaders } from '../fetch-types.js';
import type { PageCondition } from '../page-facts.js';
import type { HtmlSigns } from './html.js';

export interface ConditionInput {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly title: string | null;
  readonly text: readonly string[];
  readonly signs: HtmlSigns;
}

/** Challenge scripts and frames, by what only they are called. */
const WALL_REFERENCE =
  /\/cdn-cgi\/challenge-platform\/|_Incapsula_Resource|captcha-delivery\.com|px-captcha|\/_sec\/cp_challenge|challenges\.cloudflare\.com\/turnstile|awswaf\.com|(?:^|\/\/)[\w.-]{0,40}(?:hcaptcha\.com|geetest\.com|arkoselabs\.com)|recaptcha\/(?:api|enterprise)|ddos-guard\/js-challenge|aliyun_waf|acw_sc__v2/i;
const WALL_TEXT =
  /just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|access denied|request unsuccessful|ddos[- ]protection|unusual traffic|人机验证|安全验证|访问验证|正在检查|請完成安全驗證|セキュリティ(?:チェック|確認)|보안 확인|проверка браузера/i;
const WALL_STATUS: ReadonlySet<number> = new Set([401, 403, 405, 429, 503]);

const PARKED_REFERENCE =
  /sedoparking\.com|parkingcrew\.net|bodis\.com|parklogic\.com|dan\.com\/|afternic\.com|hugedomains\.com|above\.com|d38psrni17bvxu\.cloudfront\.net|img1\.wsimg\.com\/parking|parking-lander/i;
const PARKED_TEXT =
  /(?:this |the )?domain(?: name)? (?:is|may be|might be|could be) (?:available )?(?:for sale|parked)|buy this domain|domain parking|parked (?:free|domain)|域名(?:正在)?(?:出售|转让|待售)|此域名|網域出售|このドメイン(?:は|を)|도메인(?:을)? 판매|домен (?:продаётся|продается|припаркован)/i;

/** Pages with more text than this are not told by their words alone. */
const SHORT_TEXT = 1_500;
const SHELL_TEXT = 250;

export function conditionOf(input: ConditionInput): PageCondition {
  if (isWall(input)) return 'bot-wall';
  if (input.status >= 400) return 'error-status';
  if (isParked(input)) return 'parked';
  if (isShell(input)) return 'shell';
  return input.signs.textLength === 0 ? 'empty' : 'content';
}

function isWall({ status, headers, title, text, signs }: ConditionInput): boolean {
  if (headers['cf-mitigated'] === 'challenge' || headers['x-amzn-waf-action'] !== undefined) return true;
  const byReference = signs.references.some((reference) => WALL_REFERENCE.test(reference));
  const words =
    signs.textLength <= SHORT_TEXT && WALL_TEXT.test([title ?? '', ...text].join(' ').slice(0, 4_000));
  // Ordinary pages carry captcha widgets and the words in their help texts; both together, or a refusing status, do not.
  if (WALL_STATUS.has(status)) return byReference || words;
  return signs.textLength <= SHORT_TEXT && byReference && (words || signs.textLength < SHELL_TEXT);
}

function isParked({ title, text, signs }: ConditionInput): boolean {
  if (signs.textLength > SHORT_TEXT) return false;
  if (signs.references.some((reference) => PARKED_REFERENCE.test(reference))) return true;
  return PARKED_TEXT.test([title ?? '', ...text].join(' ').slice(0, 4_000));
}

/** Scripts that are still to fill the page. Its emptiness says nothing about the service. */
function isShell({ signs }: ConditionInput): boolean {
  if (signs.textLength > SHELL_TEXT || signs.scriptCount === 0) return false;
  if (signs.textLength === 0 || signs.hasMount) return true;
  return /javascript|enable js|启用|有効|활성화|включите/i.test(signs.noscript);
}
