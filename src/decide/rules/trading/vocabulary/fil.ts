import type { Vocabulary } from './terms.js';

export const fil: Vocabulary = {
  crypto: 'cryptocurrency|kripto|digital na asset',
  spot: 'trade|exchange|kalakalan|mag-trade|spot na kalakalan|simulan ang pag-trade|mag-trade ngayon|i-trade',
  derivatives: 'mga kontrata|perpetual na kontrata|mga futures',
  margin: 'margin na kalakalan|kopyahin ang trade',
  markets: 'mga merkado|mga pamilihan|merkado|mga pares',
  orders:
    'bumili ng btc|ibenta ang btc|bukas na order|mga bukas na order|kasaysayan ng order|kasaysayan ng trade|mga order|limit na order|available na balanse',
  quotes: 'huling presyo|24h na pagbabago|pagbabago sa 24|dami sa 24|24h na dami',
  'on-ramp':
    'bumili ng crypto|magbenta ng crypto|bumili ng usdt|magbenta ng usdt|bumili ng bitcoin|p2p na kalakalan',
  merchant:
    'bank transfer|palitan|nagbebenta|paraan ng pagbabayad|mga paraan ng pagbabayad|limitasyon|patalastas',
  'sign-up': 'magrehistro|mag-sign up|gumawa ng account|magbukas ng account',
  'log-in': 'mag-login|mag-log in|mag-sign in',
  deposit: 'magdeposito|mag-deposit|deposito',
  withdraw: 'mag-withdraw|pag-withdraw|i-withdraw',
  fees: 'bayarin sa pag-trade|mga bayarin|bayad sa trade',
  venue: 'palitan ng crypto|crypto na palitan|platform ng kalakalan|platform sa pag-trade',
  article: 'magbasa pa|basahin pa|balita|mga balita|isinulat ni|inilathala|komento|artikulo',
  review: 'pinakamahusay na exchange|referral code|mga bentahe|mga disbentahe|paghahambing|rebyu',
  aggregator: 'kabuuang halaga ng merkado|umiikot na supply|ranggo|para sa impormasyon lamang',
  wallet: 'pribadong susi|gumawa ng wallet|ikonekta ang wallet',
  refusal: 'hindi sumusuporta sa crypto*|hindi nag-aalok ng crypto*|hindi tumatanggap ng crypto*',
  gambling: 'sabong|pustahan|tumaya|sugal|lotto',
  securities: 'mga stock|seguro|bangko|pautang|mutual fund',
  warning: 'babala|panloloko|hindi rehistrado|walang lisensya|sumbong',
  teaching: 'kurso|aralin|mag-aaral|trabaho|sahod|ano ang',
};
