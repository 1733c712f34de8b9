/** Messaging accounts and app-store entries: what a platform is reached by when its names are gone. */
import type { AccountMention, AppMention } from '../page-facts.js';

interface LinkPattern {
  readonly name: string;
  readonly pattern: RegExp;
}

const HANDLE = '([\\w.+@-]{2,64})';
const link = (name: string, source: string): LinkPattern => ({
  name,
  pattern: new RegExp(`^${source}`, 'i'),
});

/** Group 1 is the id. Matched against the raw reference, because several are no http URLs. */
const ACCOUNT_LINKS: readonly LinkPattern[] = [
  link('telegram', `(?:https?:)?//(?:t|telegram)\\.me/(?:s/|joinchat/|\\+)?(?!share\\b)${HANDLE}`),
  link('telegram', `tg://resolve\\?domain=${HANDLE}`),
  link('whatsapp', '(?:https?:)?//(?:wa\\.me/|api\\.whatsapp\\.com/send/?\\?phone=)\\+?(\\d{6,16})'),
  link('whatsapp', '(?:https?:)?//chat\\.whatsapp\\.com/(\\w{10,40})'),
  link('discord', `(?:https?:)?//(?:discord\\.gg|discord(?:app)?\\.com/invite)/${HANDLE}`),
  link('line', '(?:https?:)?//(?:line\\.me/(?:R/)?ti/[pg]/|lin\\.ee/)([\\w@%~.-]{2,64})'),
  link('kakaotalk', '(?:https?:)?//(?:open\\.kakao\\.com/o|pf\\.kakao\\.com)/(\\w{4,40})'),
  link('qq', '(?:https?:)?//wpa\\.qq\\.com/msgrd\\?(?:\\w{1,10}=\\w{0,10}&){0,4}uin=(\\d{5,12})'),
  link('qq', 'tencent://message/?\\?(?:\\w{1,10}=\\w{0,10}&){0,4}uin=(\\d{5,12})'),
  link('qq-group', '(?:https?:)?//(?:qm|jq)\\.qq\\.com/[^#]{0,80}?\\b(?:k|wv)=([\\w-]{4,64})'),
  link('wechat', '(?:https?:)?//u\\.wechat\\.com/([\\w-]{6,64})'),
  link('wechat', 'weixin://dl/(?:chat|profile)\\?([\\w-]{4,64})'),
  link(
    'wechat-official',
    '(?:https?:)?//mp\\.weixin\\.qq\\.com/mp/profile_ext\\?(?:\\w{1,10}=\\w{0,10}&){0,4}__biz=([\\w=%-]{8,40})',
  ),
  link('weibo', '(?:https?:)?//(?:www\\.)?weibo\\.com/(?:u/|n/)?([\\w-]{3,40})'),
  link(
    'x',
    '(?:https?:)?//(?:www\\.|mobile\\.)?(?:x|twitter)\\.com/(?!intent\\b|share\\b|search\\b|home\\b|hashtag\\b)@?(\\w{2,15})(?:[/?]|$)',
  ),
  link(
    'facebook',
    '(?:https?:)?//(?:www\\.|m\\.)?(?:facebook|fb)\\.com/(?!sharer|share\\b|dialog\\b|tr\\b|plugins\\b)(?:groups/)?([\\w.-]{3,60})',
  ),
  link('instagram', '(?:https?:)?//(?:www\\.)?instagram\\.com/([\\w.]{2,30})'),
  link('youtube', '(?:https?:)?//(?:www\\.)?youtube\\.com/(?:channel/|c/|user/|@)([\\w.-]{2,60})'),
  link('reddit', '(?:https?:)?//(?:www\\.)?reddit\\.com/((?:r|user)/[\\w-]{2,30})'),
  link('medium', '(?:https?:)?//medium\\.com/(@?[\\w.-]{2,60})'),
  link('vk', '(?:https?:)?//vk\\.com/([\\w.]{2,40})'),
  link('ok-ru', '(?:https?:)?//(?:www\\.|m\\.)?ok\\.ru/(?:group/|profile/)?([\\w.-]{3,40})'),
  link('max-ru', '(?:https?:)?//max\\.ru/([\\w.-]{3,40})'),
  link('naver-cafe', '(?:https?:)?//(?:m\\.)?cafe\\.naver\\.com/([\\w-]{3,40})'),
  link('naver-band', '(?:https?:)?//(?:www\\.)?band\\.us/(?:@|band/|n/)([\\w-]{3,40})'),
  link('zalo', '(?:https?:)?//zalo\\.me/(\\w{4,40})'),
  link('skype', 'skype:([\\w.:-]{3,60})'),
  link('viber', 'viber://(?:chat|pa)\\?(?:number|chatURI)=(?:%2B|\\+)?([\\w.-]{3,40})'),
  link('email', 'mailto:([^?\\s"<>]{3,120})'),
  link('phone', 'tel:([+\\d() .-]{5,30})'),
];

const APP_LINKS: readonly LinkPattern[] = [
  link(
    'google-play',
    '(?:https?://play\\.google\\.com/store/apps/details|market://details)\\?(?:[\\w=]{1,30}&){0,4}id=([\\w.]{3,150})',
  ),
  link('app-store', '(?:https?|itms-apps?)://(?:apps|itunes)\\.apple\\.com/[^?#]{0,200}?\\bid(\\d{6,12})'),
  link('testflight', 'https?://testflight\\.apple\\.com/join/(\\w{4,16})'),
  link('enterprise-ios', 'itms-services://[^#]{0,40}?\\burl=([^&\\s]{5,500})'),
  link('apk', '((?:https?:/)?/[^\\s?#]{3,500}\\.apk)(?:$|[?#])'),
];

/** Handles that pages print instead of linking. Group 1 is the id. */
const ACCOUNT_TEXTS: readonly { readonly service: string; readonly pattern: RegExp }[] = [
  {
    service: 'wechat-official',
    pattern: /(?:公[众眾][号號]|服务号|訂閱號|订阅号)\s{0,3}[:：]\s{0,3}([\w\u4e00-\u9fff-]{2,24})/g,
  },
  {
    service: 'wechat',
    pattern: /(?:微信|微信号|微信號|加微|WeChat(?: ?ID)?|VX|V信)\s{0,3}[:：]\s{0,3}([a-zA-Z][\w-]{5,19})/g,
  },
  { service: 'qq', pattern: /\bQQ(?:客服|号)?\s{0,3}[:：]\s{0,3}(\d{5,11})\b/g },
  { service: 'qq-group', pattern: /Q{1,2}(?:交流|官方)?群(?:[号號])?\s{0,3}[:：]\s{0,3}(\d{5,11})\b/g },
  {
    service: 'telegram',
    pattern: /(?:Telegram|电报|電報|TG|텔레그램|Телеграм)\s{0,3}[:：]\s{0,3}@(\w{5,32})/gi,
  },
  { service: 'line', pattern: /\bLINE(?: ?ID|公式アカウント|官方帳號)?\s{0,3}[:：]\s{0,3}(@?[\w.-]{4,20})/g },
  { service: 'kakaotalk', pattern: /(?:카카오톡|카톡|KakaoTalk)(?: ?ID)?\s{0,3}[:：]\s{0,3}(\w{4,20})/g },
];

const MAX_MENTIONS = 100;

/** Whether a reference can name an account or an app at all: a first look before the table. */
const WORTH_MATCHING =
  /^(?:tg|tencent|weixin|skype|viber|mailto|tel|market|itms[\w-]*):|\.apk(?:$|[?#])|t\.me\/|telegram|wa\.me|whatsapp|discord|line\.me|lin\.ee|kakao|qq\.com|wechat|weibo|x\.com|twitter|facebook|fb\.com|instagram|youtube|reddit|medium|vk\.com|ok\.ru|max\.ru|naver\.com|band\.us|weixin|zalo|play\.google|apple\.com/i;

export class MentionCollector {
  readonly #accounts = new Map<string, AccountMention>();
  readonly #apps = new Map<string, AppMention>();

  addReference(reference: string): void {
    if (reference.length > 2048) return;
    // Paths on the page's own host name no account; they are most of all links.
    const isPath = reference.charCodeAt(0) === 47 && reference.charCodeAt(1) !== 47;
    if (isPath ? !reference.includes('.apk') : !WORTH_MATCHING.test(reference)) return;
    const raw = reference.trim();
    for (const { name, pattern } of ACCOUNT_LINKS) {
      const id = pattern.exec(raw)?.[1];
      if (id === undefined) continue;
      this.#addAccount(name, id);
      return;
    }
    for (const { name, pattern } of APP_LINKS) {
      const id = pattern.exec(raw)?.[1];
      if (id !== undefined && this.#apps.size < MAX_MENTIONS) {
        this.#apps.set(`${name} ${id}`, { store: name, id });
        return;
      }
    }
  }

  addText(text: string): void {
    if (!text.includes(':') && !text.includes('：')) return;
    for (const { service, pattern } of ACCOUNT_TEXTS)
      for (const match of text.matchAll(pattern)) this.#addAccount(service, match[1] as string);
  }

  get accounts(): AccountMention[] {
    return [...this.#accounts.values()];
  }

  get apps(): AppMention[] {
    return [...this.#apps.values()];
  }

  #addAccount(service: string, id: string): void {
    if (this.#accounts.size < MAX_MENTIONS)
      this.#accounts.set(`${service} ${id.toLowerCase()}`, { service, id });
  }
}
