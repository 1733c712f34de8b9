import type { Vocabulary } from './terms.js';

export const fil: Vocabulary = {
  crypto: `
    cryptocurrency|kripto|digital na asset|salaping digital|pera na digital|digital na pera|virtual na pera|
    digital na salapi`,
  spot: `
    trade|exchange|kalakalan|mag-trade|spot na kalakalan|simulan ang pag-trade|mag-trade ngayon|i-trade|
    magpalit ng crypto|makipagkalakalan`,
  derivatives: `
    mga kontrata|perpetual na kontrata|mga futures|leverage na hanggang|mga kontratang`,
  margin: `
    margin na kalakalan|kopyahin ang trade|kopyahin ang mga trade|may leverage|bot sa trading`,
  markets: `
    mga merkado|mga pamilihan|merkado|mga pares|mga bagong coin|bagong lista|mga coin|mga trading pair|
    pares ng trade|mga presyo|presyo ng crypto|presyo ngayon`,
  orders: `
    bumili ng btc|ibenta ang btc|bukas na order|mga bukas na order|kasaysayan ng order|kasaysayan ng trade|
    mga order|limit na order|available na balanse|maglagay ng order|mag-order ng btc|gumawa ng order|
    kanselahin ang lahat|i-cancel lahat|kanselahin ang order|mga posisyon|bukas na posisyon|
    isara ang posisyon|presyo ng pagpasok|presyo ng likidasyon|mga nakabinbing order|mga natapos na order|
    kasaysayan ng kalakalan|available na balance|magagamit na balanse|lalim ng merkado|bumili ng eth|
    magbenta ng btc|magbenta ng eth|mag-long|mag-short|dami ng btc|hindi pa natatanto`,
  quotes: `
    huling presyo|24h na pagbabago|pagbabago sa 24|dami sa 24|24h na dami|pagbabago 24|24 oras|24-oras|
    sa loob ng 24|taas sa 24|baba sa 24|pinakahuling presyo|presyo ngayon|dami ng trade|pagbabago sa presyo|
    pinakamataas 24|pinakamababa 24`,
  'on-ramp': `
    bumili ng crypto|magbenta ng crypto|bumili ng usdt|magbenta ng usdt|bumili ng bitcoin|p2p na kalakalan|
    bumili ng btc|magbenta ng bitcoin|bili usdt|benta usdt|bilhin ang usdt|ibenta ang usdt|
    ibenta ang crypto|ibenta ang iyong crypto|ibenta ang iyong usdt|bumili ng coins|bumili ng coin|
    magbenta ng coin*|palitan ng usdt|magpalit ng usdt|papalit ng usdt|nagpapalit ng usdt|usdt sa piso|
    piso sa usdt|piso papuntang usdt|usdt papuntang piso|crypto sa piso|piso sa crypto|gamit ang piso|
    makakatanggap ka|matatanggap mo|ibabayad mo|babayaran mo|magbabayad ka|ipadadala mo|bumili agad|
    mabilis na pagbili|bumili sa isang click|pagbili ng crypto|pagbili ng usdt|pagbebenta ng crypto|
    pagbebenta ng usdt|pambili ng usdt|bumibili kami ng usdt|nagbebenta kami ng usdt|rate ng usdt|
    presyo ng usdt`,
  merchant: `
    bank transfer|palitan|nagbebenta|paraan ng pagbabayad|mga paraan ng pagbabayad|limitasyon|patalastas|
    nagbayad na ako|nakabayad na ako|bayad na|tapos na ang bayad|sabihan ang seller|i-release ang crypto|
    i-release ang usdt|i-release ang coin*|pakawalan ang crypto|ilabas ang crypto|ire-release|irerelease|
    umapela|apela|magbukas ng dispute|hindi pagkakaunawaan|natapos na order*|mga natapos na trade|
    antas ng pagkumpleto|rate ng pagkumpleto|magagamit na dami|available na dami|pinakamababang halaga|
    pinakamataas na halaga|minimum na halaga|loob ng 15 minuto|loob ng 30 minuto|oras ng pagbabayad|
    patunay ng bayad|patunay ng pagbabayad|screenshot ng bayad|resibo|mamimili|bumibili|pangalan ng account|
    sariling pangalan|account ng iba|ikatlong partido|third party na account|rate ngayon|mag-post ng ad|
    gumawa ng ad|aking mga ad|presyo bawat usdt|katapat|ka-trade|kumpirmahin ang pagtanggap|
    kumpirmahin na natanggap|nai-freeze|na-freeze na account`,
  'sign-up': `
    magrehistro|mag-sign up|gumawa ng account|magbukas ng account|magparehistro|lumikha ng account|
    gumawa ng libreng account|sumali na|sumali ngayon|pagpaparehistro`,
  'log-in': `
    mag-login|mag-log in|mag-sign in|mag-log-in|pumasok sa account|aking account`,
  deposit: `
    magdeposito|mag-deposit|deposito|magdagdag ng pondo|maglagay ng pondo|magdagdag ng pera|pagdeposito|
    mag-fund`,
  withdraw: `
    mag-withdraw|pag-withdraw|i-withdraw|kumuha ng pondo|maglabas ng pera|ilabas ang pera|magwithdraw`,
  fees: `
    bayarin sa pag-trade|mga bayarin|bayad sa trade|bayarin|singil sa trade|zero na bayad|
    bayad sa pag-withdraw|singil sa pag-withdraw`,
  venue: `
    palitan ng crypto|crypto na palitan|platform ng kalakalan|platform sa pag-trade|
    palitan ng cryptocurrency|palitan ng bitcoin|plataporma ng crypto|platform ng crypto|crypto platform|
    plataporma sa pag-trade|plataporma ng kalakalan|p2p na plataporma|trading ng crypto|pag-trade ng crypto|
    bumili, magbenta|kalakalan ng crypto|app sa crypto|crypto app|exchange ng crypto|
    palitan ng digital na asset|pamilihan ng crypto`,
  article: `
    magbasa pa|basahin pa|balita|mga balita|isinulat ni|inilathala|komento|artikulo|ayon kay|iniulat ni|
    ulat ni|ulat mula|mamamahayag|sabi ng pulis|pahayagan|sinulat ni|isinulat|patnugot|kolum|opinyon|
    basahin din|basahin ang buong|larawan:|naaresto|suspek|minutong pagbasa|nilathala|ayon sa pulis`,
  review: `
    pinakamahusay na exchange|referral code|mga bentahe|mga disbentahe|paghahambing|rebyu|nangungunang 10|
    pinakamagandang exchange|pinakamagandang crypto|pinakamahusay|aming rating|rating namin|hatol namin|
    aming hatol|mga kalamangan|mga kahinaan|bentahe at disbentahe|kalamangan at kahinaan|bisitahin ang site|
    bisitahin ang website|ligtas ba|legit ba|scam ba|mga review|para sa mga baguhan|gamitin ang code|
    kumuha ng bonus`,
  aggregator: `
    kabuuang halaga ng merkado|umiikot na supply|ranggo|para sa impormasyon lamang|pinakamataas na supply|
    kabuuang supply|kasaysayan ng presyo|paghahambing ng presyo|ihambing ang presyo|ihambing ang rate|
    mula sa iba't ibang exchange|lahat ng exchange|pinagmulan ng datos|pinagkunan ng datos|hula sa presyo|
    live na presyo|hindi kami exchange|hindi payo sa pamumuhunan|hindi kami nagbebenta|
    tagasubaybay ng presyo`,
  explorer: `
    taga-explore ng block|pinakabagong block|pinakabagong transaksyon|taas ng block|hash ng transaksyon|
    bayad sa gas|may hawak ng token|mga may hawak|address ng kontrata|maghanap ng address|mga validator|
    mga node|smart contract|oras ng block`,
  wallet: `
    pribadong susi|gumawa ng wallet|ikonekta ang wallet|pribadong key|susi mo|iyong susi|iyong mga susi|
    12 salita|24 salita|12-salita|24-salita|lihim na parirala|parirala sa pagbawi|i-restore ang wallet|
    ibalik ang wallet|mag-import ng wallet|i-import ang wallet|i-backup ang wallet|i-download ang wallet|
    hardware na wallet|sariling pangangalaga|ikaw lang ang may kontrol|buong kontrol|extension ng browser|
    dapp|open source`,
  refusal: `
    hindi sumusuporta sa crypto*|hindi nag-aalok ng crypto*|hindi tumatanggap ng crypto*|
    hindi nagbebenta ng crypto*|hindi bumibili ng crypto*|hindi nakikipagkalakalan ng crypto*|
    hindi sinusuportahan ang crypto*|hindi tinatanggap ang crypto*|hindi nagpapalit ng crypto*|
    hindi pinapayagan ang crypto*|hindi maaaring gamitin sa crypto*|
    hindi maaaring gamitin sa pagbili ng crypto*|bawal gamitin sa crypto*|ipinagbabawal ang crypto*|
    hindi ito exchange|hindi exchange|hindi kami exchange|hindi isang exchange|walang kinalaman sa crypto*|
    hindi platform ng kalakalan|hindi platform sa pag-trade|hindi nag-aalok ng kalakalan`,
  gambling: `
    sabong|pustahan|tumaya|sugal|lotto|pagsusugal|taya|tayaan|pusta|pumusta|libreng spin|bingo|jueteng|
    loterya|manalo ng malaki|panalo|bonus sa unang deposito|scatter|karera ng kabayo`,
  game: `
    mga skin|manlalaro|laro|diamonds|karakter`,
  securities: `
    mga stock|seguro|bangko|pautang|mutual fund|merkado ng stock|sapi|bono|pondo ng pamumuhunan|savings|
    interes|time deposit|padala|magpadala ng pera sa ibang bansa|palitan ng dayuhang pera|dayuhang salapi|
    utang|pagpapautang|pensyon|ginto|dibidendo|credit card|sangay|pawnshop|sanglaan`,
  mining: `
    pagmimina|magmina|minero|kita araw-araw|araw-araw na kita|plano ng pamumuhunan|plano sa pamumuhunan|
    puhunan|kuryente|graphics card`,
  payments: `
    idagdag sa kariton|may stock|wala nang stock|ubos na|paghahatid|libreng delivery|padadala ng order|
    subaybayan ang order|garantiya|produkto|tindahan|mamili|tumanggap ng bayad|tumanggap ng crypto|
    para sa mga negosyo|para sa mga merchant|bayad ng bills|bayarin sa kuryente|donasyon|mag-donate`,
  tools: `
    kalkulator ng buwis|buwis sa crypto|ulat ng buwis|trading signal*|mga signal|vip group|grupo ng signal|
    ikonekta ang exchange|i-connect ang exchange|lahat ng exchange mo|tagasubaybay ng portfolio|
    journal ng trade|alerto sa presyo|mag-import ng trade`,
  warning: `walang rehistro|hindi rehistrado|babala sa publiko|abiso sa publiko|sec advisory|
    babala|panloloko|hindi rehistrado|walang lisensya|sumbong|manloloko|scammer|biktima|pulis|pulisya|nbi|
    pnp|sec advisory|bangko sentral|securities and exchange commission|ilegal|batas|korte|hukuman|abogado|
    parusa|kulong|multa|reklamo|magreklamo|mag-report|isumbong|paluwagan|pyramid|pyramiding|investment scam|
    hindi awtorisado|walang pahintulot|pagpapanggap|nagpapanggap|mag-ingat`,
  teaching: `
    kurso|aralin|mag-aaral|trabaho|sahod|ano ang|leksyon|guro|propesor|estudyante|unibersidad|kolehiyo|
    pagsusulit|sertipiko|matuto|pag-aralan|modyul|linggo 1|kabanata|matrikula|pagsasanay|seminar|klase|
    trabahong bukas|bakanteng posisyon|naghahanap kami ng|kwalipikasyon|karanasan|mag-apply|suweldo|
    benepisyo|tungkulin|responsibilidad|part-time|panayam|kahulugan|talasalitaan|pananaliksik|iskolarsip`,
};
