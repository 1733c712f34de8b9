import { type ResidentVocabulary, words } from './types.js';

export const FIL: ResidentVocabulary = {
  language: 'fil',
  trade: words(`
    bumili ng crypto | bumili ng bitcoin | bumili ng usdt | bumili ng btc | magbenta ng usdt |
    magbenta ng crypto | mag-trade ng crypto | bumili at magbenta ng crypto | palitan ng crypto |
    mag-trade | crypto trading`),
  money: words(`
    magdeposito | mag-deposito | mag-deposit | deposito | mag-withdraw | bumili | bilhin | magbenta |
    ibenta | bayad | magbayad | pagbabayad | mag-cash in | mag-cash out | paraan ng pagbabayad | maglipat`),
  coins: words(`crypto | digital na pera | digital asset | barya`),
  fiat: words(`fiat | lokal na pera | lokal na salapi`),
  display: words(`palitan ng pera | halaga sa | calculator`),
  notBefore: words(`
    hindi sumusuporta | hindi tumatanggap | hindi na tumatanggap |
    hindi pwede ang`),
  notAfter: words(
    `ay hindi suportado | hindi suportado | hindi available | hindi tinatanggap | hindi pa available`,
  ),
  phone: words(`telepono | numero ng telepono | mobile number | cellphone | numero ng cellphone`),
  noVpn: words(
    `hindi kailangan ng vpn | walang vpn | kahit walang vpn | di kailangan ng vpn | hindi na kailangan ng vpn`,
  ),
  backup: words(
    `backup na domain | alternatibong link | alternatibong domain | mirror site | bagong link | backup link`,
  ),
  blocked: words(`naka-block | na-block | binlock | hindi ma-access | hindi mabuksan | hinarang`),
  otherDocuments: words(`pasaporte | lisensya sa pagmamaneho | driver's license`),
  excludes: words(`
    hindi available sa | hindi kami nagbibigay | hindi nagbibigay | hindi tumatanggap | maliban sa |
    bawal | hindi para sa | hindi pinapayagan`),
  excluded: words(
    `hindi pinapayagan | hindi maaaring | ipinagbabawal | hindi kwalipikado | hindi puwede | hindi pwede`,
  ),
  restricted: words(`
    mga bansang ipinagbabawal | mga pinaghihigpitang bansa | mga sumusunod na bansa |
    mga bansang hindi suportado`),
  exits: words(`
    ititigil ang serbisyo | itinitigil ang serbisyo | ihihinto ang serbisyo | isasara ang mga account |
    hindi na magbibigay ng serbisyo | titigil sa paglilingkod | aalis na sa | aalis kami sa`),
  reports: words(`
    mamamahayag | reporter | ayon sa ulat | ayon kay | iniulat`),
};
