/** How a desk for coins speaks of its orders, and its neighbours of goods and courses: English, Russian, Kazakh, Hindi, Malay, Filipino. */
import type { Vocabulary } from './terms.js';

export const enDesk: Vocabulary = {
  paid: "i have paid|i've paid|i paid|mark as paid|marked as paid|mark the order as paid|notify seller|notify the seller|payment done|payment made|confirm payment|i have transferred|i've transferred|i have sent the money|tap paid|press paid|click paid|upload the receipt|payment proof|proof of payment",
  release:
    'release coins|release crypto|release the crypto|release the coins|release the usdt|release usdt|release the btc|coins are released|crypto is released|usdt is released|coins will be released|crypto will be released|released to your wallet|release time|seller releases|release your coins|releases the coins|releases the crypto|releases the usdt',
  dispute: 'appeal|appeals|file an appeal|open an appeal|dispute|disputes|open a dispute|raise a dispute',
  counterparty:
    'seller|sellers|buyer|buyers|merchant|merchants|advertiser*|verified trader*|counterparty|otc dealer*|p2p agent*',
  record:
    'completion rate|completion|orders completed|completed orders|completed trades|trades completed|successful trades|successful orders|positive feedback|avg release|average release|30d trades|30-day trades',
  'order-limit':
    'order limit*|order size|single-order limit*|per order|min order|max order|minimum order|daily limit*|limits|min amount|minimum amount|p2p limit*|limit per|tier 1|is there a limit',
  escrow: 'escrow|escrowed',
  advert:
    'post ad|post an ad|post ads|my ads|place an ad|ads|adverts|advert|buy ads|sell ads|create offer|create an offer|my offers|post an offer|active offers',
  payer:
    'third-party payment*|third party payment*|third-party transfer*|third-party account*|account name|same name|name must match|names must match|your own name|in your name|account in your|payment remark*|remarks|own bank account|registered name|verified name',
  'pay-window':
    '15 minutes|10 minutes|20 minutes|30 minutes|we match|matches you|best price|payment window|rate is locked|locked for|order expires',
  payout:
    'straight to your bank|to your bank|into your bank|paid to your|pay to your|payout to|naira payout*|bank payout*|cash out to|cashout to|same-day settlement|to your account',
  'give-get':
    "you send|you give|you get|you receive|you pay|you'll get|you will receive|you will get|you'll receive",
  'quote-sides':
    "we buy|we sell|buy rate|sell rate|buying rate|selling rate|our rate|our rates|today's rate*|we are buying|we are selling|buying at|selling at",
  'desk-order':
    'send coin|send coins|send your crypto|send crypto|send usdt|send btc|send the coins|address shown|wallet address|exchange request|order number|order page|1 confirmation|confirmations|create order|place order|receiving address|your wallet',
  network: 'trc20|trc-20|erc20|erc-20|bep20|bep-20|omni',
  peer: 'p2p|c2c|otc|peer-to-peer|peer to peer|exchanger|crypto to cash|cash desk',
  goods:
    'add to cart|cart|shopping cart|checkout|in stock|out of stock|free shipping|shipping|delivery|money-back|moneyback|refunds|refund policy|/mo|/month|per month|vps|cloud server*|dedicated server*|ssd|nvme|bandwidth|domain names|hosting|esim|esims|gift card|gift cards|airtime|data bundle*|voucher*|promo code|coupon*|warranty|add to basket|order now|license key*|prepaid card*|game keys|store credit|reseller*|track your order',
  enrolment:
    'enroll|enrol|enroll now|enrol now|curriculum|lessons|lesson|instructor|instructors|lifetime access|modules|module 1|certificate of completion|course|courses|lectures|week 1|syllabus|mentor|mentors|cohort|bootcamp|masterclass|course fee|next batch|join the course|students',
  app: 'apk|testflight|android app|ios app|download the app|get the app|download app|app store|google play|our app|mobile app',
};

export const ruDesk: Vocabulary = {
  paid: 'я оплатил|оплатил|я оплатила|оплачено|я перевел|я перевёл|подтвердить оплату|отметьте оплату|отметить как оплаченн*|подтверждаю оплату|платеж выполнен|приложите чек',
  release:
    'отпустить монеты|отпустит монеты|отпускает монеты|отпускает usdt|отпустите|отпускайте|отпустить|отпустит|выпустить монеты|разблокирует*',
  dispute: 'апелляц*|диспут*|спор|споры|открыть спор|арбитраж',
  counterparty:
    'продавец|продавца|продавцы|продавцу|продавцов|покупатель|покупателя|мерчант*|контрагент*|оператор|оператору|оператора|обменник*',
  record:
    'процент выполнения|процент завершения|выполнено|завершенных сделок|завершённых сделок|сделок|выполненных ордеров|успешных сделок|исполнено|обменов',
  'order-limit': 'лимит|лимиты|лимита|мин. сумма|минимальная сумма|минимум|максимум|минимальный обмен',
  escrow: 'эскроу|эскро|депонир*|гарант-сервис',
  advert: 'объявление|объявления|разместить объявление|мои объявления|создать объявление',
  payer:
    'третьих лиц|третьего лица|чужой карты|фио|имя отправителя|комментарий к переводу|комментарий|назначение платежа|верификация карты|фото карты|сфотографировать карту|владелец карты',
  'pay-window':
    '15 минут|20 минут|10 минут|30 минут|5 минут|пару минут|подберем|подберём|подберет|курс фиксируется',
  payout:
    'на карту|на вашу карту|на счет|на счёт|выплата|поступления рублей|поступления средств|наличными|наличные|в офисе|в офисах|выдача',
  'give-get': 'отдаете|отдаёте|получаете|отдаю|получаю|вы получите|вы отправляете',
  'quote-sides':
    'мы покупаем|мы продаем|мы продаём|курс покупки|курс продажи|покупаем|продаем|продаём|курс обмена',
  'desk-order':
    'заявка|заявки|заявку|заявке|адрес кошелька|реквизиты|направлении|направление обмена|направления обмена|номер заявки',
  peer: 'p2p|c2c|otc|обменник*|внебиржев*|обменный пункт|перейти к обмену|обмен криптовалют*',
  goods:
    'в корзину|корзина|доставка|в наличии|возврат средств|vps|хостинг|сервер*|домен*|в месяц|/мес|промокод|подарочн*|гарантия|самовывоз|товар*|пополнение steam|ключи|оформить заказ|аренда сервер*',
  enrolment:
    'программа курса|записаться|урок*|преподавател*|куратор*|поток|модул*|ученик*|домашн*|курс для|обучени*|студент*|тариф курса|наставник*|вебинар*',
  app: 'скачать приложение|мобильное приложение|приложение для android|приложение для ios|скачать apk|скачать для android|rustore|установить приложение',
};

export const kkDesk: Vocabulary = {
  paid: 'төледім|аудардым|төлем жасалды|төлемді растау',
  release: 'монеталарды жіберу|монеталарды босат*|босатады',
  dispute: 'апелляция|дау|шағым',
  counterparty: 'сатушы*|сатып алушы*|мерчант*',
  record: 'орындалу|аяқталған|мәміле*',
  'order-limit': 'шектеу*|ең аз|лимит*',
  escrow: 'эскроу*',
  advert: 'хабарландыру*',
  payer: 'үшінші тұлға*|аты-жөні*|өз атыңыз*',
  'pay-window': 'минут*',
  payout: 'картаға|шотқа|шотыңызға',
  'give-get': 'бересіз|аласыз',
  'quote-sides': 'сатып алу бағамы|сату бағамы|сатып аламыз|сатамыз',
  'desk-order': 'өтінім*|әмиян*',
  peer: 'айырбастау*',
  goods: 'себет*|жеткізу*|қоймада|хостинг*|айына',
  enrolment: 'сабақ*|оқушы*|курсқа|оқытушы*',
  app: 'қосымшаны жүктеу|қосымшасын жүкте*|мобильді қосымша',
};

export const hiDesk: Vocabulary = {
  paid: 'भुगतान कर दिया|मैंने भुगतान|भुगतान हो गया|पेमेंट कर दिया|भुगतान किया|रसीद अपलोड',
  release: 'रिलीज़|रिलीज|जारी करें|जारी कर',
  dispute: 'अपील|विवाद|डिस्प्यूट',
  counterparty: 'विक्रेता|खरीदार|ख़रीदार|मर्चेंट|व्यापारी|विक्रेताओं',
  record: 'पूर्णता दर|पूरे ऑर्डर|ऑर्डर पूरे|सफल ऑर्डर|सफल ट्रेड|पूर्ण ऑर्डर',
  'order-limit': 'सीमा|लिमिट|न्यूनतम|प्रति ऑर्डर',
  escrow: 'एस्क्रो',
  advert: 'विज्ञापन डालें|विज्ञापन पोस्ट|मेरे विज्ञापन|विज्ञापन',
  payer: 'तीसरे पक्ष|खाते का नाम|नाम मेल|अपने नाम|थर्ड पार्टी|किसी और के',
  'pay-window': 'मिनट|मिनट में',
  payout: 'बैंक खाते में|खाते में|बैंक में',
  'give-get': 'आप देंगे|आपको मिलेगा|आप भेजेंगे|आप पाएँगे|आप पाएंगे|आपको मिलेंगे|आप भुगतान करते',
  'quote-sides': 'खरीद दर|बिक्री दर|हम खरीदते|हम बेचते|खरीद भाव|बिक्री भाव|खरीद रेट|बिक्री रेट',
  'desk-order': 'वॉलेट पता|ऑर्डर नंबर|वॉलेट में|ऑर्डर पेज',
  peer: 'पी2पी|ओटीसी',
  goods: 'कार्ट|डिलीवरी|स्टॉक|रिचार्ज|गिफ्ट कार्ड|वापसी|कूपन|होस्टिंग|सर्वर|प्रति माह|/माह|टॉप-अप',
  enrolment: 'कोर्स|पाठ्यक्रम|नामांकन|शिक्षक|लेसन|छात्र|बैच|सिलेबस|पाठ',
  app: 'ऐप डाउनलोड|ऐप इंस्टॉल|मोबाइल ऐप|एपीके',
};

export const msDesk: Vocabulary = {
  paid: 'sudah bayar|telah bayar|sudah dibayar|sudah transfer|saya telah membayar|muat naik resit|bukti pembayaran|bukti bayaran|sahkan bayaran',
  release: 'lepaskan|melepaskan|dilepaskan|rilis',
  dispute: 'rayuan|banding|pertikaian|sengketa',
  counterparty: 'penjual|pembeli|pedagang|peniaga',
  record:
    'kadar penyempurnaan|kadar selesai|pesanan selesai|kadar siap|tingkat penyelesaian|transaksi selesai',
  'order-limit': 'had|had pesanan|had beli|had jual|had harian|batas|minimum',
  escrow: 'eskro|dipegang dalam',
  advert: 'iklan|pasang iklan|siar iklan',
  payer: 'pihak ketiga|nama akaun|nama pemegang|nama sendiri|rujukan|nama rekening',
  'pay-window': '15 minit|10 minit|30 minit|15 menit|dipadankan',
  payout: 'akaun bank|ke bank anda|rekening bank|masuk bank',
  'give-get': 'anda bayar|anda terima|anda dapat|anda hantar|anda kirim',
  'quote-sides': 'kami beli|kami jual|harga beli|harga jual|kadar beli|kadar jual',
  'desk-order': 'alamat dompet|nombor pesanan|nomor pesanan|alamat wallet',
  peer: 'kaunter otc|beli kripto',
  goods:
    'troli|stok|penghantaran|pulangan|sebulan|/bulan|pelayan|hosting|kad hadiah|baucar|barang|tambah nilai|pengiriman',
  enrolment: 'kursus|pelajaran|yuran|modul|pengajar|peserta|silibus|daftar kursus',
  app: 'muat turun aplikasi|aplikasi mudah alih|unduh aplikasi|muat turun apk|pasang aplikasi',
};

export const filDesk: Vocabulary = {
  paid: 'nabayaran ko na|bayad na|nagbayad na|nakapagbayad na|na-transfer ko na|naipadala ko na',
  release: 'i-release|irelease|ni-release|ire-release',
  dispute: 'apela|mag-apela|i-apela|reklamo',
  counterparty: 'nagbebenta|bumibili|mamimili|nagtitinda',
  record: 'natapos na order|natapos na trade',
  'order-limit': 'limitasyon|pinakamababa|limit kada',
  advert: 'mag-post ng ad|ad ko',
  payer: 'pangalan ng account|ibang tao|sariling pangalan|pangalan mo',
  'pay-window': 'minuto',
  payout: 'sa bank account|sa gcash|sa iyong bank|papunta sa gcash',
  'give-get': 'ibabayad mo|matatanggap mo|ipapadala mo|makukuha mo|babayaran mo',
  'quote-sides': 'bili namin|benta namin',
  enrolment: 'kurso|aralin|mag-enroll|estudyante',
  goods: 'padala|idagdag sa cart',
  app: 'i-download ang app|download ng app|i-install ang app|mobile app',
};
