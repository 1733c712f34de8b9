import type { Vocabulary } from './terms.js';

export const ms: Vocabulary = {
  crypto: 'kripto|mata wang kripto|aset digital|mata wang digital|aset kripto',
  spot: 'dagangan|berdagang|tukaran|dagangan spot|pasaran spot|mula berdagang|dagang sekarang|tukar kripto',
  derivatives: 'niaga hadapan|kontrak kekal|derivatif|kadar pembiayaan|opsyen',
  margin: 'dagangan margin|dagangan salinan|leveraj',
  markets: 'pasaran|pasangan dagangan|senarai pasaran',
  orders:
    'beli btc|jual btc|had|kedudukan terbuka|pesanan|buku pesanan|pesanan terbuka|pesanan had|pesanan pasaran|sejarah pesanan|sejarah dagangan|pesanan beli|pesanan jual|baki tersedia|kedalaman pasaran',
  quotes: 'harga terakhir|perubahan 24|volum 24|tinggi 24|rendah 24|jumlah dagangan 24',
  'on-ramp': 'beli kripto|jual kripto|beli usdt|jual usdt|beli bitcoin|dagangan p2p|beli dengan kad',
  merchant:
    'pindahan bank|kadar tukaran|peniaga|pengiklan|kaedah pembayaran|kadar penyiapan|had pesanan|eskrow|iklan',
  'sign-up': 'daftar|daftar sekarang|buka akaun|cipta akaun',
  'log-in': 'log masuk|akaun saya',
  deposit: 'deposit|tambah nilai|masukkan dana',
  withdraw: 'pengeluaran|keluarkan|keluarkan dana',
  fees: 'yuran dagangan|yuran|fi dagangan|fi|yuran pembuat|yuran pengambil',
  venue:
    'bursa kripto|bursa mata wang kripto|platform dagangan|bursa aset digital|pertukaran kripto|bursa bitcoin',
  article: 'baca lagi|baca seterusnya|berita|penulis|diterbitkan|wartawan|artikel|komen|pengarang',
  review: 'ulasan|bursa terbaik|kod rujukan|pautan rujukan|kelebihan|kekurangan|perbandingan|komisen',
  aggregator:
    'permodalan pasaran|modal pasaran|bekalan edaran|kedudukan|penjejak harga|untuk maklumat sahaja|tidak menawarkan dagangan',
  explorer: 'penjelajah blok|blok terkini|ketinggian blok|hash transaksi|pengesah',
  wallet:
    'frasa benih|frasa pemulihan|kunci peribadi|dompet perkakasan|cipta dompet|sambung dompet|jagaan sendiri',
  refusal:
    'tidak menyokong kripto|tidak menawarkan kripto|tidak menerima kripto|tidak menyokong mata wang kripto|tidak menawarkan dagangan kripto|tidak menyediakan perkhidmatan mata wang kripto',
  gambling: 'kasino|slot|pertaruhan|judi|jackpot|taruhan|loteri',
  game: 'item permainan|akaun permainan|kulit|permainan',
  securities: 'saham|unit amanah|forex|bon|bank|insurans|broker|dana|pinjaman|sekuriti',
  mining: 'kolam perlombongan|perlombongan|kadar hash|pelombong',
  payments: 'gerbang pembayaran|terima pembayaran|kedai dalam talian|invois|daftar keluar',
  tools: 'penjejak portfolio|laporan cukai|sambungkan bursa|bursa disokong|amaran harga',
  warning: 'senarai amaran|penipuan|tidak berlesen|suruhanjaya sekuriti|amaran pelabur|tanpa kebenaran|aduan',
  teaching: 'kursus|pelajaran|pelajar|universiti|jawatan kosong|gaji|apa itu|abstrak',
};
