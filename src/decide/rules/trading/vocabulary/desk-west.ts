/** How a desk for coins speaks of its orders, and its neighbours of goods and courses: English, Russian, Kazakh, Hindi, Malay, Filipino. */
import type { Vocabulary } from './terms.js';

export const enDesk: Vocabulary = {
  paid: "marks it paid|mark it paid|marks the order paid|marked paid|i have paid|i've paid|i paid|mark as paid|marked as paid|mark the order as paid|notify seller|notify the seller|payment done|payment made|confirm payment|i have transferred|i've transferred|i have sent the money|tap paid|press paid|click paid|upload the receipt|payment proof|proof of payment|i've sent|i sent the|payment sent|sent the payment|mark paid|paid button|i have made the payment|after you pay|once you have paid|once paid|payment received|paid the seller|money sent",
  release:
    'signs the release|release coins|release crypto|release the crypto|release the coins|release the usdt|release usdt|release the btc|coins are released|crypto is released|usdt is released|coins will be released|crypto will be released|released to your wallet|release time|seller releases|release your coins|releases the coins|releases the crypto|releases the usdt|releases|releasing|let the coins go|unlock the coins|coins are unlocked|hand over the coins',
  dispute:
    'appeal|appeals|file an appeal|open an appeal|dispute|disputes|open a dispute|raise a dispute|disagreement*|moderator*|arbitration|mediator*|complaint',
  counterparty:
    'seller|sellers|buyer|buyers|merchant|merchants|advertiser*|verified trader*|counterparty|otc dealer*|p2p agent*|vendor*|dealer',
  record:
    'completion rate|orders completed|completed orders|completed trades|trades completed|successful trades|successful orders|positive feedback|avg release|average release|30d trades|30-day trades|finished trades|feedback score|floating price|fixed or floating',
  'order-limit':
    'order limit*|order size|single-order limit*|per order|min order|max order|minimum order|daily limit*|min amount|minimum amount|p2p limit*|limit per|tier 1|is there a limit|daily limit|smallest and largest|minimum and maximum',
  escrow:
    'escrow|escrowed|held by us|locked by us|security deposit|we hold the coins|set aside|is reserved|are reserved',
  advert:
    'post ad|post an ad|post ads|my ads|place an ad|adverts|advert|buy ads|sell ads|create offer|create an offer|my offers|post an offer|active offers|post offers|my offer|create an ad|sell ad|buy ad|create ad',
  payer:
    'third-party payment*|third party payment*|third-party transfer*|third-party|third party|another person*|someone else*|different name|account name|same name|name must match|names must match|your own name|in your name|account in your|payment remark*|remarks|own bank account|registered name|verified name|same person|own name|your name|kyc name|verified account|bvn-verified',
  'pay-window':
    '15 minutes|10 minutes|20 minutes|30 minutes|we match|matches you|best price|payment window|rate is locked|lock a rate|locked for|order expires|time limit|countdown|unpaid',
  payout:
    'straight to your bank|to your bank|into your bank|paid to your|pay to your|payout to|naira payout*|bank payout*|cash out to|cashout to|same-day settlement|to your account|in your account|lands in your|get naira|get cash|get pesos|get rupees|you receive naira|bank account|cash pickup|credit your|credits your|we credit',
  'give-get':
    "you send|you give|you get|you receive|you pay|you'll get|you will receive|you will get|you'll receive",
  'quote-sides':
    "we buy|we sell|buy rate|sell rate|buying rate|selling rate|our rate|our rates|today's rate*|we are buying|we are selling|buying at|selling at|rate for selling|rate for buying",
  'desk-order':
    'send to the|send them to|send coins|send your crypto|send crypto|send usdt|send btc|send the coins|address shown|wallet address|exchange request|order number|order page|1 confirmation|confirmations|create order|place order|receiving address|your wallet|wallet|enter the amount|choose coin|pick a coin|an order comes in|funding wallet',
  network: 'trc20|trc-20|erc20|erc-20|bep20|bep-20|omni',
  peer: 'p2p|person-to-person|c2c|otc|peer-to-peer|peer to peer|exchanger|crypto to cash|cash desk',
  goods:
    'add to cart|cart|shopping cart|checkout|in stock|out of stock|free shipping|shipping|delivery|money-back|moneyback|refunds|refund policy|/mo|/month|per month|vps|cloud server*|dedicated server*|ssd|nvme|bandwidth|domain names|hosting|esim|esims|gift card|gift cards|airtime|data bundle*|voucher*|promo code|coupon*|warranty|add to basket|order now|license key*|prepaid card*|game keys|store credit|reseller*|track your order|account balance|not withdrawable|non-withdrawable|renewal',
  enrolment:
    'enroll|enrol|enroll now|enrol now|curriculum|lessons|lesson|instructor|instructors|lifetime access|modules|module 1|certificate of completion|course|courses|lectures|week 1|syllabus|mentor|mentors|cohort|bootcamp|masterclass|course fee|next batch|join the course|students',
  app: 'apk|testflight|android app|ios app|download the app|get the app|download app|app store|google play|our app|mobile app',
  reported:
    'reporter|reporters|journalist*|told us|according to|spokesperson|spokesman|police|arrested|victims|victim|lawyer|lawyers|attorney*|law firm|solicitor*|our clients|legal advice|court|central bank|reserve bank|regulator|the public|not regulate|consumer protection|complaint with|investigators|suspect*|other platforms|other exchanges|such platforms|some exchanges|offshore exchanges|on that platform|different exchanges|several exchanges|on exchanges|consultation|no recourse|contact your bank|says|said|scammer*|fraudster*|criminals|hotline|cybercrime|who runs|the commission',
  rate: 'rate|rates|exchange rate|our price|per usdt',
  remittance:
    'send money home|send money abroad|money transfer*|cash pickup|remit*|recipient|corridor*|overseas workers|send money to|foreign currency|bureau de change',
};

export const ruDesk: Vocabulary = {
  paid: 'я оплатил|оплатил|я оплатила|оплачено|я перевел|я перевёл|подтвердить оплату|отметьте оплату|отметить как оплаченн*|подтверждаю оплату|платеж выполнен|приложите чек|деньги отправлены|перевёл деньги|перевел деньги|чек об оплате|я отправил|квитанци*',
  release:
    'отпустить монеты|отпустит монеты|отпускает монеты|отпускает usdt|отпустите|отпускайте|отпустить|отпустит|выпустить монеты|разблокирует*|отправляем монеты|отправит монеты|отправляет криптовалюту|монеты придут|монеты поступят|передать монеты|отдать монеты|usdt не пришли|монеты не пришли|usdt придут|монеты зачислят*',
  dispute:
    'апелляц*|диспут*|спор|споры|открыть спор|арбитраж|поддержка решит|разбирательств*|модератор*|жалобу на',
  counterparty:
    'продавец|продавца|продавцы|продавцу|продавцов|покупатель|покупателя|мерчант*|контрагент*|оператор|оператору|оператора|обменник*|покупател*|продавец*',
  record:
    'процент выполнения|процент завершения|завершенных сделок|завершённых сделок|выполненных ордеров|успешных сделок|завершённых|завершенных',
  'order-limit':
    'лимит|лимиты|лимита|мин. сумма|минимальная сумма|минимальный обмен|минимальн*|максимальн*|от 5 000|от 1 000',
  escrow:
    'эскроу|эскро|депонир*|гарант-сервис|заморожен*|удержива*|заблокированы на нашей|на нашей стороне|храним монеты|удерживаем',
  advert: 'объявление|объявления|разместить объявление|мои объявления|создать объявление|объявлени*',
  payer:
    'третьих лиц|третьего лица|чужой карты|фио|имя отправителя|комментарий к переводу|назначение платежа|верификация карты|фото карты|сфотографировать карту|владелец карты|другого человека|чужих карт|верификац*|aml*|данные карты|имя владельца|имя в банке|имя должно|совпадать с именем',
  'pay-window':
    '15 минут|20 минут|10 минут|30 минут|5 минут|пару минут|подберем|подберём|подберет|курс фиксируется',
  payout:
    'на карту|на вашу карту|на счет|на счёт|выплата|поступления рублей|поступления средств|наличными|наличные|в офисе|в офисах|выдача|выплат*|зачислен*|по сбп',
  'give-get': 'отдаете|отдаёте|получаете|отдаю|получаю|вы получите|вы отправляете',
  'quote-sides':
    'мы покупаем|мы продаем|мы продаём|курс покупки|курс продажи|покупаем|продаем|продаём|курс действует',
  'desk-order':
    'заявка|заявки|заявку|заявке|адрес кошелька|реквизиты|направлении|направление обмена|направления обмена|номер заявки|кошелек|кошелёк|кошелька|заявк*|ордер',
  peer: 'p2p|c2c|otc|обменник*|внебиржев*|обменный пункт|перейти к обмену|обмен криптовалют*|правила обмена|за рубли|к обмену|продать usdt|купить usdt',
  goods:
    'в корзину|корзина|доставка|в наличии|возврат средств|vps|хостинг|сервер*|домен*|в месяц|/мес|промокод|подарочн*|гарантия|самовывоз|товар*|пополнение steam|ключи|оформить заказ|аренда сервер*|пополнить баланс аккаунта|продление|баланс не выводится',
  enrolment:
    'программа курса|записаться|урок*|преподавател*|куратор*|поток|модул*|ученик*|домашн*|курс для|обучени*|студент*|тариф курса|наставник*|вебинар*',
  app: 'скачать приложение|мобильное приложение|приложение для android|приложение для ios|скачать apk|скачать для android|rustore|установить приложение',
  reported:
    'адвокат*|юрист*|юридическ*|следовател*|следстви*|полици*|мвд|изданию|издания|собеседник*|по словам|рассказал*|сообщил*|банке россии|банк россии|цб|уголовн*|консультаци*|иск|потерпевш*|задержан*|суд|суде|судебн*|на бирже|на биржу|с биржи|редакци*|корреспондент*|дропп*|дропов|говорит|рассказывает|злоумышленник*|преступн*|мошенник*|схемы|банк ввёл|банк ввел',
  rate: 'курс|курсу|курса',
  remittance:
    'денежные переводы|перевод за рубеж|переводы за рубеж|валютообмен|наличной валюты|получатель за границей',
};

export const kkDesk: Vocabulary = {
  paid: 'төледім|аудардым|төлем жасалды|төлемді растау|төлем жас*|чекті жүкте*',
  release: 'монеталарды жіберу|монеталарды босат*|босатады|монеталар түседі|монеталар әмиян*',
  dispute: 'апелляция|дау|шағым',
  counterparty: 'сатушы*|сатып алушы*|мерчант*',
  record: 'аяқталған',
  'order-limit': 'шектеу*|ең аз|лимит*|ең көп*|дейін|ең азы|ең көбі',
  escrow: 'эскроу*',
  advert: 'хабарландыру*',
  payer: 'үшінші тұлға*|аты-жөні*|өз атыңыз*|картасынан|иесінің аты|бөтен адам*|басқа адам*',
  'pay-window': 'минут*',
  payout: 'картаға|шотқа|шотыңызға|теңге түседі|картаңызға',
  'give-get': 'бересіз|аласыз',
  'quote-sides': 'сатып алу бағамы|сату бағамы|сатып аламыз|сатамыз',
  'desk-order': 'өтінім*|әмиян*|әмияныңызға|өтінім жасап|мекенжай*|растау*',
  peer: 'айырбастау*|теңгеге|сату|p2p',
  goods: 'себет*|жеткізу*|қоймада|хостинг*|айына',
  enrolment: 'сабақ*|оқушы*|курсқа|оқытушы*',
  app: 'қосымшаны жүктеу|қосымшасын жүкте*|мобильді қосымша',
  reported:
    'заңгер*|полиция*|журналист*|ұлттық банк*|сотқа|жәбірленуш*|күдікт*|адвокат*|хабарлауынша|алаяқ*|деді|айтты|қылмыс*',
  rate: 'бағам*|баға*',
  remittance: 'ақша аударымдары|шетелге аудару',
};

export const hiDesk: Vocabulary = {
  paid: 'भुगतान कर दिया|मैंने भुगतान|भुगतान हो गया|पेमेंट कर दिया|भुगतान किया|रसीद अपलोड|पैसे भेज दिए|पैसे भेजे|भेज दिया|पेमेंट हो गया',
  release: 'रिलीज़|रिलीज|जारी करें|जारी कर|छोड़ना|छोड़े|छोड़|कॉइन मिल',
  dispute: 'अपील|विवाद|डिस्प्यूट|शिकायत करें|सपोर्ट से',
  counterparty: 'विक्रेता|खरीदार|ख़रीदार|मर्चेंट|व्यापारी|विक्रेताओं|बेचने वाले|खरीदने वाला|ग्राहक',
  record: 'पूर्णता दर|पूरे ऑर्डर|ऑर्डर पूरे|सफल ऑर्डर|सफल ट्रेड|पूर्ण ऑर्डर|पूरे किए',
  'order-limit': 'सीमा|लिमिट|न्यूनतम|प्रति ऑर्डर|तक|अधिकतम|रोज़',
  escrow: 'एस्क्रो|सुरक्षित रखा|लॉक',
  advert: 'विज्ञापन डालें|विज्ञापन पोस्ट|मेरे विज्ञापन',
  payer: 'तीसरे पक्ष|खाते का नाम|नाम मेल|अपने नाम|थर्ड पार्टी|किसी और के|नाम|दूसरे के खाते',
  'pay-window': 'मिनट|मिनट में',
  payout: 'बैंक खाते में|खाते में|बैंक में|बैंक खाता|पैसे आ',
  'give-get': 'आप देंगे|आपको मिलेगा|आप भेजेंगे|आप पाएँगे|आप पाएंगे|आपको मिलेंगे|आप भुगतान करते',
  'quote-sides': 'खरीद दर|बिक्री दर|हम खरीदते|हम बेचते|खरीद भाव|बिक्री भाव|खरीद रेट|बिक्री रेट',
  'desk-order': 'वॉलेट पता|ऑर्डर नंबर|वॉलेट में|ऑर्डर पेज|ऑर्डर|राशि डालें|पते पर',
  peer: 'पी2पी|ओटीसी',
  goods: 'कार्ट|डिलीवरी|स्टॉक|रिचार्ज|गिफ्ट कार्ड|वापसी|कूपन|होस्टिंग|सर्वर|प्रति माह|/माह|टॉप-अप',
  enrolment: 'कोर्स|पाठ्यक्रम|नामांकन|शिक्षक|लेसन|छात्र|बैच|सिलेबस|पाठ',
  app: 'ऐप डाउनलोड|ऐप इंस्टॉल|मोबाइल ऐप|एपीके',
  reported:
    'वकील|पुलिस|संवाददाता|गिरफ्तार|आरोपी|पीड़ित|रिज़र्व बैंक|आरबीआई|अदालत|शिकायत दर्ज|उसी प्लेटफ़ॉर्म|दूसरे प्लेटफ़ॉर्म|अन्य प्लेटफ़ॉर्म|दूसरे एक्सचेंज|मदद नहीं कर सकते|के अनुसार|ने बताया|नहीं किया जा सकता|साइबर सेल|ने कहा|बताते हैं|कहते हैं|ठग|साइबर अपराध|1930|धोखाधड़ी',
  rate: 'रेट|दर|भाव',
  remittance: 'विदेश पैसे|मनी ट्रांसफर|रेमिटेंस|विदेशी मुद्रा',
};

export const msDesk: Vocabulary = {
  paid: 'sudah bayar|telah bayar|sudah dibayar|sudah transfer|saya telah membayar|muat naik resit|bukti pembayaran|bukti bayaran|sahkan bayaran|dah bayar|selepas bayar|setelah bayar|sudah dibayarkan',
  release: 'lepaskan|melepaskan|dilepaskan|rilis|melepas|kripto akan masuk|kunci dibuka',
  dispute: 'rayuan|banding|pertikaian|sengketa|aduan|khidmat pelanggan',
  counterparty: 'penjual|pembeli|pedagang|peniaga',
  record:
    'kadar penyempurnaan|kadar selesai|pesanan selesai|kadar siap|tingkat penyelesaian|transaksi selesai',
  'order-limit': 'had|had pesanan|had beli|had jual|had harian|batas|minimum|maksimum|sehari|setiap pesanan',
  escrow: 'eskro|dipegang dalam|dikunci|deposit jaminan',
  advert: 'pasang iklan|siar iklan',
  payer:
    'pihak ketiga|nama akaun|nama pemegang|nama sendiri|rujukan|nama rekening|sama dengan|akaun orang lain|atas nama',
  'pay-window': '15 minit|10 minit|30 minit|15 menit|dipadankan|minit|menit',
  payout: 'akaun bank|ke bank anda|rekening bank|masuk bank|masuk akaun|duit masuk|wang masuk',
  'give-get': 'anda bayar|anda terima|anda dapat|anda hantar|anda kirim',
  'quote-sides': 'kami beli|kami jual|kadar beli|kadar jual',
  'desk-order': 'alamat dompet|nombor pesanan|nomor pesanan|alamat wallet|pesanan|dompet|alamat',
  peer: 'kaunter otc|beli kripto|jual usdt|beli usdt|tukar usdt',
  goods:
    'troli|stok|penghantaran|pulangan|sebulan|/bulan|pelayan|hosting|kad hadiah|baucar|barang|tambah nilai|pengiriman',
  enrolment: 'kursus|pelajaran|yuran|modul|pengajar|peserta|silibus|daftar kursus',
  app: 'muat turun aplikasi|aplikasi mudah alih|unduh aplikasi|muat turun apk|pasang aplikasi',
  reported:
    'peguam|polis|wartawan|mangsa|ditangkap|bank negara|suruhanjaya|mahkamah|tertuduh|guaman|platform tersebut|platform lain|bursa lain|menurut|suspek|orang ramai|pengacara|tersangka|korban|berkata|ujar|penipu|scammer|laporan polis|kata beliau|penjenayah',
  rate: 'kadar|harga',
  remittance: 'kiriman wang|hantar wang|pengurup wang|mata wang asing',
};

export const filDesk: Vocabulary = {
  paid: 'nabayaran ko na|bayad na|nagbayad na|nakapagbayad na|na-transfer ko na|naipadala ko na|nakapagbayad|nagbayad|bayad ko|binayaran',
  release: 'i-release|irelease|ni-release|ire-release|bitawan ang coins|papasok ang usdt|papasok ang coins',
  dispute: 'apela|mag-apela|i-apela|reklamo',
  counterparty: 'nagbebenta|bumibili|mamimili|nagtitinda',
  record: 'natapos na order|natapos na trade',
  'order-limit': 'limitasyon|pinakamababa|limit kada|minimum|maximum|hanggang',
  advert: 'mag-post ng ad|ad ko',
  payer: 'pangalan ng account|ibang tao|sariling pangalan|pangalan mo|tugma ang pangalan|pangalan',
  'pay-window': 'minuto',
  payout:
    'sa bank account|sa gcash|sa iyong bank|papunta sa gcash|gcash|papasok ang pera|bank account mo|maya',
  'give-get': 'ibabayad mo|matatanggap mo|ipapadala mo|makukuha mo|babayaran mo',
  'quote-sides': 'bili namin|benta namin',
  enrolment: 'kurso|aralin|mag-enroll|estudyante',
  goods: 'padala|idagdag sa cart',
  app: 'i-download ang app|download ng app|i-install ang app|mobile app',
  reported:
    'abogado|pulis|biktima|naaresto|reporter|bangko sentral|korte|ibang platform|ibang exchange|ayon sa|suspek|sabi ni|ayon kay|manloloko|scammer|kriminal',
  escrow: 'naka-escrow|hawak namin|naka-lock',
  'desk-order': 'address na|order|wallet mo|ilagay ang halaga',
  peer: 'ibenta ang|bumili ng usdt|bilhin ang usdt|magpalit|ibenta mo',
  rate: 'rate|palitan',
  remittance: 'padala|remittance|magpadala ng pera|cash pickup',
};
