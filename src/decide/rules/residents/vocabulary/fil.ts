import { type ResidentVocabulary, words } from './types.js';

export const FIL: ResidentVocabulary = {
  language: 'fil',
  trade: words(`
    bumili ng crypto | bumili ng bitcoin | bumili ng usdt | bumili ng btc | magbenta ng usdt |
    magbenta ng crypto | mag-trade ng crypto | bumili at magbenta ng crypto | palitan ng crypto |
    mag-trade | crypto trading | p2p | otc | magbenta ng bitcoin | magbenta ng btc | bumili ng eth |
    bumili ng coin* | magbenta ng coin* | ibenta ang usdt | ibenta ang crypto | bilhin ang usdt |
    palitan ng usdt | magpalit ng usdt | pag-trade ng crypto | trading ng crypto | i-release ang crypto |
    i-release ang usdt | spot | futures | pagbili ng crypto | pagbili ng usdt | pagbebenta ng usdt |
    pagbebenta ng crypto | kalakalan ng crypto | makipag-trade`),
  money: words(`
    magdeposito | mag-deposito | mag-deposit | deposito | mag-withdraw | bumili | bilhin | magbenta |
    ibenta | bayad | magbayad | pagbabayad | mag-cash in | mag-cash out | paraan ng pagbabayad | maglipat |
    mag-cash-in | mag-cash-out | cash in | cash out | magdagdag ng pondo | nagbayad | babayaran | ibayad |
    ipadala | magpadala | padala | pera | bayaran | pondo | bank transfer | mag-top up | i-withdraw |
    i-deposit`),
  coins: words(`
    crypto | digital na pera | digital asset | barya | bitcoin | usdt | cryptocurrenc* | stablecoin* |
    token* | salaping digital | digital na salapi`),
  fiat: words(`
    fiat | lokal na pera | lokal na salapi | piliin ang pera | pera na pambayad | suportadong pera | salapi`),
  display: words(`
    palitan ng pera | halaga sa | calculator | reference rate | tinatayang halaga | halaga ng palitan |
    katumbas na | ipakita sa | converter | presyong nakalista`),
  notBefore: words(`
    hindi sumusuporta | hindi tumatanggap | hindi na tumatanggap | hindi pwede ang | hindi na sumusuporta |
    hindi puwedeng gamitin | hindi maaaring gamitin | huwag gumamit | huwag gamitin | hindi gumagamit |
    itinigil ang | tumigil sa pagtanggap | bawal ang | hindi na suportado | hindi sinusuportahan ang |
    hindi tinatanggap ang`),
  notAfter: words(`
    ay hindi suportado | hindi suportado | hindi available | hindi tinatanggap | hindi pa available |
    hindi na suportado | hindi na tinatanggap | hindi na available | hindi gumagana | hindi pa suportado |
    malapit na | suspendido | pansamantalang hindi | ay tinanggal | ay itinigil | hindi magagamit | bawal`),
  phone: words(`
    telepono | numero ng telepono | mobile number | cellphone | numero ng cellphone | numero ng mobile |
    numero ng selpon | selpon | otp | sms | code ng bansa | verification code | numero mo`),
  noVpn: words(`
    hindi kailangan ng vpn | walang vpn | kahit walang vpn | di kailangan ng vpn |
    hindi na kailangan ng vpn | hindi kailangan ang vpn | di na kailangan ng vpn |
    hindi mo kailangan ng vpn | hindi kailangang gumamit ng vpn | di kailangan ang vpn |
    kahit wala kang vpn | wala nang vpn`),
  backup: words(`
    backup na domain | alternatibong link | alternatibong domain | mirror site | bagong link | backup link |
    backup na link | bagong domain | mirror na site | mirror link | alternatibong site |
    alternatibong website | alternatibong address | bagong address | bagong website | bagong url |
    pinakabagong link | pinakabagong domain | i-bookmark | reserbang domain | reserbang link |
    kapalit na domain`),
  blocked: words(`
    naka-block | na-block | binlock | hindi ma-access | hindi mabuksan | hinarang | hinaharang | naka-ban |
    binarahan | ntc | hindi mabubuksan | hindi bumubukas | ayaw magbukas | ayaw bumukas | hindi makapasok |
    hindi naa-access | internet provider | naharang | bina-block`),
  otherDocuments: words(`
    pasaporte | lisensya sa pagmamaneho | driver's license | dokumento sa paglalakbay |
    sertipiko ng kapanganakan`),
  excludes: words(`
    hindi available sa | hindi kami nagbibigay | hindi nagbibigay | hindi tumatanggap | maliban sa | bawal |
    hindi para sa | hindi pinapayagan | hindi available para sa | hindi inaalok sa | hindi nag-aalok |
    hindi nagsisilbi | hindi kami nagsisilbi | hindi naglilingkod | hindi kami tumatanggap |
    hindi inilaan para sa | hindi nakadirekta sa | hindi nakalaan | hindi sumusuporta | hindi bukas sa |
    ipinagbabawal sa | hindi kasama ang | hindi pinaglilingkuran ang | bukod sa`),
  excluded: words(`
    hindi pinapayagan | hindi maaaring | ipinagbabawal | hindi kwalipikado | hindi puwede | hindi pwede |
    hindi makakagamit | hindi makapagrehistro | hindi pinaglilingkuran | hindi tinatanggap |
    hindi suportado | hindi sakop | hindi karapat-dapat | pinagbabawalan | pinaghihigpitan | hindi kasama |
    tatanggihan | tinatanggihan | hindi available`),
  restricted: words(`
    mga bansang ipinagbabawal | mga pinaghihigpitang bansa | mga sumusunod na bansa |
    mga bansang hindi suportado | pinaghihigpitang bansa | ipinagbabawal na bansa |
    mga bansang pinaghihigpitan | mga hindi suportadong bansa | hindi suportadong bansa |
    bansang hindi sakop | sumusunod na bansa | mga bansang ito | listahan ng mga bansa |
    mga pinaghihigpitang rehiyon | pinaghihigpitang hurisdiksyon | mga hurisdiksyon |
    mga bansang hindi pinaglilingkuran | mga bansang may parusa`),
  exits: words(`
    ititigil ang serbisyo | itinitigil ang serbisyo | ihihinto ang serbisyo | isasara ang mga account |
    hindi na magbibigay ng serbisyo | titigil sa paglilingkod | aalis na sa | aalis kami sa |
    titigil na sa | titigil ng operasyon | ititigil ang operasyon | itinigil ang serbisyo |
    itinigil ang operasyon | itinigil na ang | ihihinto ang operasyon | ihinto ang serbisyo | magsasara na |
    magsasara ng | isasara ang account | isinasara ang mga account | hindi na maglilingkod |
    hindi na nag-aalok | hindi na mag-aalok | hindi na available sa | hindi na magagamit sa |
    hindi na tatanggap | hindi na tumatanggap ng bagong | pag-alis sa merkado | umalis sa merkado |
    aalis sa merkado | lilisan sa | pagtatapos ng serbisyo | tinatapos ang serbisyo | withdrawal na lang |
    pag-withdraw na lang | i-withdraw ang lahat ng asset | i-withdraw ang iyong mga asset bago |
    ilipat ang iyong mga asset bago | suspendido ang pagpaparehistro`),
  reports: words(`
    mamamahayag | reporter | ayon sa ulat | ayon kay | iniulat | pahayagan | ulat ni | sabi ng pulis |
    tagapagsalita | press release | sinulat ni`),
};
