/** Words of promotion in the languages of platforms. None of them names a rail, a messenger or a country. */
import { type Phrase, PhraseMatcher } from '../../text/phrases.js';
import { words } from '../residents/vocabulary/types.js';

export type PromotionWord =
  | 'sale'
  | 'join'
  | 'group'
  | 'deal'
  | 'support'
  | 'pay'
  | 'person'
  | 'report'
  | 'coin';

const WORDS: Readonly<Record<PromotionWord, readonly string[]>> = {
  sale: words(`
    ico | ieo | ido | initial coin offering | initial exchange offering | token sale* | token presale | presale |
    pre-sale | private sale | public sale | launchpad | launchpool | token offering | crowdsale |
    代币发售 | 代幣發售 | 代币公开发售 | 代币预售 | 公募 | 私募 | 通证发行 | 代币发行 | 首发 | 打新 | 空投认购 | 預售 | 预售 |
    토큰 세일 | 토큰세일 | 프리세일 | 런치패드 | 코인 공모 | トークンセール | プレセール | ローンチパッド |
    продажа токенов | предпродажа | токенсейл | пресейл | лаунчпад | токендер сату | พรีเซล | ขายโทเคน | ไอซีโอ | ลอนช์แพด |
    टोकन बिक्री | टोकन सेल | प्रीसेल | jualan token | prajualan | pagbebenta ng token`),
  join: words(`
    join | participate | subscribe | buy now | contribute | whitelist | register | round | bonus | sign up | stake |
    认购 | 認購 | 参与 | 參與 | 抢购 | 申购 | 申購 | 立即 | 白名单 | 额度 | 名额 | 扫码 | 加入 | 入群 | 参加 | 購入 | 登録 |
    참여 | 가입 | 청약 | 신청 | 구매 | участвовать | участие | купить | вступить | присоединиться | раунд | қатысу | қосылу |
    เข้าร่วม | ซื้อ | สมัคร | शामिल | भाग लें | खरीदें | sertai | beli | sumali | bumili`),
  group: words(`
    trading group | signal* | vip group | community | trading channel | trading signals | trading tips | join our | join us |
    official channel | official group | 交流群 | 社群 | 微信群 | 粉丝群 | 带单 | 帶單 | 喊单 | 喊單 | 跟单群 | 策略群 | 群主 | 入群 |
    进群 | 進群 | 官方群 | 电报群 | 電報群 | 官方频道 | 投資群 | 리딩방 | 시그널 | 채팅방 | 오픈채팅 | 커뮤니티 | 투자방 |
    公式チャンネル | コミュニティ | シグナル | 友だち追加 | オープンチャット | сигнал* | канал | чат трейдеров | сообщество |
    наш канал | арна | қауымдастық | ชุมชน | กลุ่มเทรด | สัญญาณเทรด | กลุ่มไลน์ | समुदाय | चैनल | सिग्नल | komuniti | saluran |
    isyarat | komunidad | grupo`),
  deal: words(`
    otc | c2c | p2p | buy usdt | sell usdt | large orders | bulk orders | over the counter | quote* | cash deal |
    买币 | 賣幣 | 卖币 | 買幣 | 收u | 出u | u商 | 大额 | 大額 | 报价 | 報價 | 场外 | 場外 | 承兑 | 面交 | 放币 | 放幣 | 搬砖 | 换u | 代购 |
    人民币认购 | 매입 | 매도 | 장외 | 대량 거래 | 환전 | 相対取引 | 店頭取引 | обмен | обменять | обменник* | наличные | курс |
    айырбастау | แลก usdt | รับซื้อ | ขาย usdt | ओटीसी | tukar usdt | palit usdt`),
  support: words(`
    support | help | customer service | customer care | contact us | service desk | helpdesk | 客服 | 客戶服務 | 客户服务 | 在线咨询 | 联系我们 |
    聯絡我們 | 帮助 | 幫助 | 고객센터 | 고객 센터 | 고객지원 | 상담 | 문의 | サポート | お問い合わせ | ヘルプ | поддержка | поддержки | помощь |
    служба поддержки | қолдау | ฝ่ายสนับสนุน | ช่วยเหลือ | ติดต่อ | ฝ่ายบริการลูกค้า | सहायता | संपर्क | sokongan | bantuan | suporta | tulong`),
  pay: words(`
    pay | pay to | payment | payee | pay via | send payment | transfer to | payment account | merchant id | 付款 | 收款 | 支付 | 转账 | 轉帳 |
    收款账号 | 收款码 | 打款 | 汇款 | 송금 | 입금 | 결제 | 振込先 | 支払い | 支払先 | оплата | реквизиты | перевод на | төлем | ชำระ | โอนเข้า |
    โอนมาที่ | भुगतान | bayar | bayaran | bayad`),
  person: words(`
    advertiser* | seller* | buyer* | nickname | trader name | completion rate | completion | 30d trades | orders completed |
    昵称 | 暱稱 | 卖家 | 賣家 | 买家 | 買家 | 广告方 | 广告主 | 廣告方 | 完成率 | 成单率 | 成交率 | 完成單 | 30日成单 | 交易对手 | 诚信商家 | 挂单人 |
    판매자 | 구매자 | 닉네임 | 체결률 | 広告主 | ニックネーム | 完了率 | продавец | покупатель | никнейм | завершённых сделок | сатушы |
    ผู้ขาย | ผู้ซื้อ | อัตราสำเร็จ | विक्रेता | खरीदार | penjual | pembeli | nagbebenta | mamimili`),
  report: words(`
    reporter* | journalist* | reportedly | spokes* | 记者 | 記者 | 报道 | 報導 | 据悉 | 기자 | 보도 | 報道 | журналист* | сообщает |
    ผู้สื่อข่าว | संवाददाता | wartawan | mamamahayag`),
  coin: words(`
    token* | coin* | crypto* | usdt | btc | eth | 代币 | 代幣 | 通证 | 数字货币 | 加密 | 币 | 幣 | 토큰 | 코인 | トークン | コイン | 仮想通貨 |
    暗号資産 | токен* | криптовалют* | монет* | โทเคน | เหรียญ | คริปโต | टोकन | क्रिप्टो | kripto`),
};

export const PROMOTION_PHRASES: readonly Phrase<PromotionWord>[] = (
  Object.entries(WORDS) as [PromotionWord, readonly string[]][]
).flatMap(([tag, texts]) => texts.map((text) => ({ text, tag })));

export const promotionWords = new PhraseMatcher<PromotionWord>(PROMOTION_PHRASES);
