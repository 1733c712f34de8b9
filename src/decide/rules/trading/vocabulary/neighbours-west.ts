import type { Vocabulary } from './terms.js';

/** What kinds of neighbours say of themselves, in scripts that part words by spaces. */
export const enNeighbours: Vocabulary = {
  forum: `replies:|views:|answers to|asked by|view all comments|posts per page|threads|last post|new posts|moderator*|subforum*|forum|forums|topic starter|thread starter|upvote*|ask a question|members online|quote reply|reply to thread|subscribers|watch later|posted by|community rules|pinned|episodes|playlist*|views ·`,
  business: `
    white label|white-label|whitelabel|source code|turnkey|your brand|your own exchange|launch your|book a demo|
    request a demo|talk to sales|contact sales|for brokers|for exchanges|for institutions|for businesses|for developers|
    sdk|docs|docker*|git clone|deployment*|self-hosted|sells software|for operators|modules|licences|quick start|quickstart|
    api client|pip install|npm install|python|javascript library|client library|unified api|apikey|your_key|one-time licence|one-time license|licence fee|start-ups|startups|
    your customers|your users|your clients|your platform|liquidity provider*|market maker*|market-making|
    liquidity for|fix api|integration*|case studies|open source|documentation|changelog|endpoint*|webhook*|b2b|
    trusted by|enterprise plan|compliance teams|risk score*|kyt|our customers include`,
  closing: `has closed|have closed|closed down|winding down|wind-down|winding up|trading ended|stopped all trading|trading has ended|shut down|shutting down|no new accounts|no longer accept*|no new deposits|deposits are disabled|withdraw your balance|last day to withdraw|withdraw only|withdrawal only|withdrawals only|liquidator|liquidation of the company|creditors`,
  giveaway: `airdrop*|faucet*|claim every|claim now|free satoshi*|free bitcoin|captcha|offerwall|testnet|bounty|complete tasks|earn points|points program|spin the wheel|ptc|invite friends to earn|giveaway*|whitelist spot*|allowlist`,
  'funded-account': `
    funded account*|funded trader*|get funded|challenge fee|start challenge|challenges|evaluation fee|evaluation phase|
    profit split|profit target|max daily loss|daily drawdown|maximum drawdown|simulated|simulated capital|prop firm|
    prop trading|proprietary trading|demo accounts with|copy our signals|signal subscription*`,
  defi: `connect wallet|liquidity pool*|tvl|slippage|gas fee*|bridging|swap tokens|governance|dao|smart contract*|audited by|non-custodial|noncustodial|decentralized|decentralised|amm|yield farm*|mint|minting|floor price|royalt*|validators|cross-chain|self-custod*`,
  hiring: `apply now|we are hiring|we're hiring|job description|responsibilities|full-time|full time|part-time|night shift|salary|vacanc*|resume|curriculum vitae|freelancer*|find work|employer*|clients and freelancers|years of experience|remote position`,
  plans: `monthly plan|annual plan|free trial|cancel anytime|subscription|subscribe now|pro plan|add to cart|in stock|virtual card*|virtual dollar card*|virtual usd card*|virtual visa|virtual mastercard|physical card|card balance|card for online|esim|data plan*|replacement within|money-back|licen[cs]e key|unlimited alerts|price alert*|invoice*|payroll`,
};

export const ruNeighbours: Vocabulary = {
  forum: `форум*|ответов|просмотров|последнее сообщение|новые сообщения|модератор*|подфорум*|автор темы|подписчик*|задать вопрос|вопросы и ответы|голосов|пользователей онлайн|закреплен*|выпуск*|эпизод*|смотреть позже`,
  business: `под ключ|скрипт обменник*|готовый скрипт|исходный код|исходники|ваш бренд|ваша биржа|ваш обменник|свой обменник|свою биржу|запуск за|запросить демо|для бизнеса|для бирж|для обменников|брокерам|для брокеров|для разработчиков|поставщик ликвидности|маркет-мейкинг*|маркетмейк*|ликвидность для|fix api|интеграци*|ваших клиентов|ваши клиенты|ваш клиент|клиент видит|ваш сайт|документация|сценари*|техподдержк*|комплаенс*|оценка риска|b2b`,
  closing: `прекратила работу|прекратил работу|прекращает работу|прекращении работы|биржа закрыта|обменник закрыт|закрыт навсегда|остановлены навсегда|вывод остатков|возврат средств клиентам|реестр требований|новых пользователей не регистрируем|регистрация закрыта|депозиты не принимаем|ликвидация компании|конкурсн*|кредитор*|только вывод`,
  giveaway: `аирдроп*|эирдроп*|airdrop*|кран|криптокран*|раздача*|бесплатные монеты|бесплатный биткоин|капча|выполняйте задания|тестнет|розыгрыш*|колесо фортуны|сатоши|рулетка|приглашайте друзей`,
  'funded-account': `
    проп|проп-трейдинг*|проп-компани*|челлендж*|финансируемый счёт|финансируемый счет|капитал компании|
    целевая прибыль|дневная просадка|максимальная просадка|доля прибыли|симулир*|виртуальный капитал|сигнал*|
    платный канал|закрытый канал|приватный канал`,
  defi: `подключить кошелёк|подключить кошелек|пулы|пулы ликвидности|tvl|проскальзывание|dex|децентрализован*|некастодиальн*|смарт-контракт*|свап|токены протокола|нфт|коллекци*|минт|роялти|валидатор*`,
  hiring: `откликов|сменный график|график работы|ваканси*|обязанности|условия работы|оклад|зарплат*|на руки|удалённо|удаленно|резюме|фриланс*|исполнител*|заказчик*|стажировк*|опыт работы|собеседован*`,
  plans: `тарифные планы|пробный период|купить доступ|виртуальн* карт*|виртуальная карта|виртуальные карты|выпустить карту|выпуск карты|оплата подписок|зарубежных сервисов|esim|корзин*|в наличии|оформить заказ|гарантия замены|продажа аккаунтов|vpn|впн|хостинг*|уведомления о цене|выставить счёт`,
};

export const kkNeighbours: Vocabulary = {
  forum: `форум*|қаралым*|соңғы хабарлама|модератор*|пікірлер|жазылушы*|сұрақ қою|талқылау*|қатысушы*`,
  business: `
    дайын шешім|лицензия сатып алу|өз биржаңыз|сіздің брендіңіз|демо|бизнеске|әзірлеушілерге|интеграция*|
    өтімділік жеткізуш*|серіктестерге арналған|корпоратив*|құжаттама`,
  closing: `
    жұмысын тоқтатты|биржа жабылды|жабылды|қалдықты шығару|жаңа тіркеу жоқ|депозит қабылданбайды|тек шығару|
    талаптар тізілімі`,
  giveaway: `аирдроп*|airdrop*|кран|тегін монета*|тапсырма*|ұпай*|сатоши|ұтыс*|капча`,
  'funded-account': `челлендж*|проп|пайда үлесі|сынақ шоты|сигнал*|жабық арна`,
  defi: `әмиянды қосу|пул*|өтімділік пул*|орталықсыздандырылған|смарт-келісімшарт*|көпір|tvl`,
  hiring: `бос орын*|вакансия*|жалақы*|міндеттер|түйіндеме|ауысым*|тәжірибе*|фриланс*|тапсырыс беруші*`,
  plans: `жазылым*|виртуалды карта*|себет*|қолда бар|тапсырыс беру|esim|vpn|бөліп төлеу`,
};

export const hiNeighbours: Vocabulary = {
  forum: `सवाल पूछें|वोट|देखा गया|टैग|टिप्पणी|टिप्पणियाँ|सब्सक्राइब|सब्सक्राइबर|फ़ोरम|फोरम|चर्चा|पोस्ट किया|मॉडरेटर`,
  business: `
    व्हाइट लेबल|अपना एक्सचेंज|आपका ब्रांड|डेमो बुक|सोर्स कोड|डेवलपर*|व्यवसाय के लिए|आपके ग्राहक|इंटीग्रेशन|एपीआई दस्तावेज़`,
  closing: `
    बंद हो गया|बंद कर दिया|सेवा समाप्त|ट्रेडिंग बंद|केवल निकासी|नए खाते नहीं|आखिरी तारीख|शेष राशि निकालें|परिसमापन`,
  giveaway: `फॉसेट|फ्री बिटकॉइन|एयरड्रॉप|क्लेम करें|कैप्चा|ऑफ़रवॉल|सातोशी|टास्क`,
  'funded-account': `फंडेड अकाउंट|चैलेंज|प्रॉफिट शेयर|सिग्नल|प्रीमियम ग्रुप|वीआईपी ग्रुप|टारगेट हिट`,
  defi: `वॉलेट कनेक्ट|लिक्विडिटी पूल|विकेंद्रीकृत|स्मार्ट कॉन्ट्रैक्ट|ब्रिज`,
  hiring: `आवेदन करें|वेतन|अनुभव|जिम्मेदारियाँ|नौकरी|भर्ती|रिज़्यूमे|फ्रीलांस|शिफ्ट`,
  plans: `सदस्यता|कार्ट में|स्टॉक में|वर्चुअल कार्ड|ई-सिम|गिफ्ट कार्ड`,
};

export const msNeighbours: Vocabulary = {
  forum: `forum|balasan|tontonan|siaran terakhir|moderator|ahli forum|pelanggan saluran|langgan saluran|tanya soalan|perbincangan`,
  business: `
    label putih|jenama anda|bursa anda sendiri|tempah demo|kod sumber|pembangun|untuk perniagaan|pelanggan anda|
    integrasi|dokumentasi|penyedia kecairan|sdk`,
  closing: `
    telah ditutup|telah menamatkan|menamatkan operasi|tamat operasi|dagangan dihentikan|pengeluaran sahaja|
    tiada akaun baharu|tuntutan|penggulungan`,
  giveaway: `airdrop|faucet|captcha|tugasan|mata ganjaran|testnet`,
  'funded-account': `akaun berdana|cabaran|bahagi untung|sasaran keuntungan|isyarat dagangan|kumpulan vip|prop firm`,
  defi: `sambung dompet|kolam kecairan|terpencar|desentralisasi|kontrak pintar|jambatan|tvl|slippage`,
  hiring: `jawatan kosong|kerja kosong|gaji|tanggungjawab|kelayakan|syif|mohon sekarang|resume|pengalaman kerja|temu duga`,
  plans: `langgan|langganan|tambah ke troli|kad maya|esim|vpn|pelan data|percubaan percuma|bayar bil|topup telefon|tambah nilai prabayar`,
};

export const filNeighbours: Vocabulary = {
  forum: `forum|mga sagot|tanong ni|mga komento|komento|moderator|subscriber*|thread|nag-post|boto`,
  business: `
    white label|sariling exchange|iyong brand|para sa negosyo|para sa mga developer|mag-book ng demo|source code|integration|
    mga kliyente mo`,
  closing: `
    nagsara na|isinara na|tumigil na|hindi na tumatanggap|withdrawal na lang|huling araw ng pag-withdraw|
    walang bagong account`,
  giveaway: `airdrop*|faucet|i-claim|captcha|testnet|mga gawain|play-to-earn|i-tap|sign-up bonus ng`,
  'funded-account': `funded account|challenge|hatian ng kita|signal*|vip group|premium group`,
  defi: `i-connect ang wallet|liquidity pool*|desentralisado|smart contract*|tulay|gas fee`,
  hiring: `freelancer*|freelance|raket|trabaho|mag-hire|sahod|suweldo|bakante|aplikante|mag-apply|night shift|karanasan sa trabaho|resume`,
  plans: `add to cart|may stock|virtual card*|esim|load|bills|bayad-bills|bayaran ang bills|subscription|libreng trial`,
};
