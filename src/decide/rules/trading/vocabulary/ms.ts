import type { Vocabulary } from './terms.js';

export const ms: Vocabulary = {
  crypto: `
    kripto|mata wang kripto|aset digital|mata wang digital|aset kripto|token digital|aset maya|
    mata wang maya|syiling|wang digital|matawang digital`,
  spot: `
    dagangan|berdagang|tukaran|dagangan spot|pasaran spot|mula berdagang|dagang sekarang|tukar kripto|niaga|
    perdagangan|mula dagang|mula berniaga|tukar aset`,
  derivatives: `
    niaga hadapan|kontrak kekal|derivatif|kadar pembiayaan|opsyen|leverage sehingga|leveraj sehingga|
    kontrak berterusan|kontrak hadapan|pasaran hadapan`,
  margin: `
    dagangan margin|dagangan salinan|leveraj|salin dagangan|salin dagang|bot dagangan|bot grid|leverage|
    pedagang utama`,
  markets: `
    pasaran|pasangan dagangan|senarai pasaran|syiling baharu|syiling baru|penyenaraian baharu|
    penyenaraian baru|kenaikan tertinggi|pasangan kripto|pasangan niaga|harga kripto|syiling popular`,
  orders: `
    beli btc|jual btc|had|kedudukan terbuka|pesanan|buku pesanan|pesanan terbuka|pesanan had|
    pesanan pasaran|sejarah pesanan|sejarah dagangan|pesanan beli|pesanan jual|baki tersedia|
    kedalaman pasaran|henti rugi|ambil untung|buka posisi|tutup posisi|posisi terbuka|kedudukan saya|
    harga masuk|harga kemasukan|harga pencairan|untung rugi belum|batalkan semua|batal semua|beli/panjang|
    jual/pendek|harga pasaran|harga bida|bidaan|harga tawaran jual|tawaran beli|baki boleh guna|
    dagangan terkini|dagangan terbaharu|sejarah niaga|enjin padanan|beli eth|jual eth|amaun (btc)|
    jumlah (usdt)|carta kedalaman`,
  quotes: `
    harga terakhir|perubahan 24|volum 24|tinggi 24|rendah 24|jumlah dagangan 24|24 jam|24j|isi padu|
    volum dagangan|harga terkini|tertinggi 24|terendah 24|perubahan harga|perubahan (24|harga indeks|
    harga tanda`,
  'on-ramp': `
    beli kripto|jual kripto|beli usdt|jual usdt|beli bitcoin|dagangan p2p|beli dengan kad|kaunter otc|
    meja otc|dagangan otc|jual bitcoin|beli eth|tukar usdt|tukar kripto ke|usdt ke ringgit|ringgit ke usdt|
    ringgit kepada usdt|usdt kepada ringgit|kripto kepada ringgit|tukar ringgit|beli syiling|jual syiling|
    beli crypto|jual crypto|beli token|beli tether|jual tether|beli pantas|beli ekspres|beli segera kripto|
    beli sekali klik|anda bayar|anda terima|anda dapat|anda hantar|beli dengan ringgit|deposit ringgit|
    deposit myr|pengeluaran ringgit|pengeluaran myr|beli usdc|kadar usdt|beli aset digital|
    jual aset digital|rakan ke rakan`,
  merchant: `
    pindahan bank|kadar tukaran|peniaga|pengiklan|kaedah pembayaran|kadar penyiapan|had pesanan|eskrow|
    iklan|sudah bayar|saya telah membayar|telah dibayar|dibayar, maklumkan|sahkan penerimaan|sahkan terima|
    sahkan bayaran diterima|lepaskan kripto|lepaskan usdt|lepaskan syiling|lepas kripto|melepaskan kripto|
    rayuan|pertikaian|kadar siap|kadar selesai|kadar penyempurnaan|pesanan selesai|dagangan selesai|
    kuantiti tersedia|jumlah tersedia|had minimum|had maksimum|had beli|had jual|had harian|minimum pesanan|
    masa bayaran|tempoh bayaran|dalam masa 15 minit|dalam masa 30 minit|masa pelepasan|bukti bayaran|
    bukti pembayaran|resit bayaran|resit pindahan|muat naik resit|penjual|pembeli|pedagang disahkan|
    akaun pihak ketiga|pihak ketiga tidak|nama sendiri|atas nama anda|nama akaun mesti|nama mesti sepadan|
    nombor pesanan sahaja|jangan tulis kripto|kaedah bayaran|cara bayaran|harga seunit|kadar hari ini|
    akaun keldai|kripto dipegang|dalam eskro|pemadanan pedagang|rakan niaga`,
  'sign-up': `
    daftar|daftar sekarang|buka akaun|cipta akaun|mendaftar|pendaftaran|wujudkan akaun`,
  'log-in': `
    log masuk|akaun saya|masuk akaun|daftar masuk`,
  deposit: `
    deposit|tambah nilai|masukkan dana|tambah dana|tambah duit|masukkan wang|masuk duit|topup|isi baki|
    masuk wang`,
  withdraw: `
    pengeluaran|keluarkan|keluarkan dana|keluar duit|keluar wang|tunaikan`,
  fees: `
    yuran dagangan|yuran|fi dagangan|fi|yuran pembuat|yuran pengambil|caj dagangan|komisen dagangan`,
  venue: `
    bursa kripto|bursa mata wang kripto|platform dagangan|bursa aset digital|pertukaran kripto|
    bursa bitcoin|platform kripto|platform aset digital|platform p2p|bursa aset kripto|
    pertukaran aset digital|bursa mata wang digital|pasaran kripto|dagangan kripto|berdagang kripto|
    dagang kripto|aplikasi kripto|bursa derivatif|platform pertukaran|perdagangan kripto|pasaran p2p usdt|
    tempat beli kripto|jual beli kripto|jual beli usdt|jual beli bitcoin`,
  article: `
    baca lagi|baca seterusnya|berita|penulis|diterbitkan|wartawan|artikel|komen|pengarang|melaporkan|
    pemberita|polis berkata|kata beliau|kenyataan media|sidang media|foto:|gambar:|kolumnis|minit bacaan|
    minit baca|akhbar|ditahan polis|suspek|tag:|ketua polis`,
  review: `
    ulasan|bursa terbaik|kod rujukan|pautan rujukan|kelebihan|kekurangan|perbandingan|komisen|10 terbaik|
    5 terbaik|penarafan|penilaian kami|rating kami|kebaikan|keburukan|pro dan kontra|kod jemputan|
    kod promosi|pautan afiliat|afiliasi|lawati laman|lawati bursa|selamat ke|adakah selamat|
    penipu atau tidak|pilihan editor|pilihan kami|kesimpulan|sesuai untuk pemula|mana satu terbaik|
    daftar melalui pautan`,
  aggregator: `
    permodalan pasaran|modal pasaran|bekalan edaran|kedudukan|penjejak harga|untuk maklumat sahaja|
    tidak menawarkan dagangan|pasaran modal|had pasaran|bekalan maksimum|jumlah bekalan|
    harga tertinggi sepanjang masa|banding harga|bandingkan harga|perbandingan harga|perbandingan kadar|
    semua bursa|harga daripada|sumber data|data daripada|sejarah harga|ramalan harga|ketakutan dan tamak|
    harga langsung|penjejak|bukan nasihat pelaburan|bukan bursa|tidak menjual kripto|dominasi`,
  explorer: `
    penjelajah blok|blok terkini|ketinggian blok|hash transaksi|pengesah|penjelajah blockchain|
    penjelajah rantaian|nombor blok|masa blok|transaksi terkini|yuran gas|had gas|harga gas|pemegang token|
    pindahan token|alamat kontrak|kontrak pintar|nod|ganjaran blok|saiz blok|hash blok|daripada alamat|
    transaksi dalaman|cari alamat|cari transaksi`,
  wallet: `
    frasa benih|frasa pemulihan|kunci peribadi|dompet perkakasan|cipta dompet|sambung dompet|jagaan sendiri|
    frasa rahsia|frasa 12|12 perkataan|24 perkataan|kekunci peribadi|kunci persendirian|dompet sejuk|
    dompet keras|bukan kustodian|tanpa kustodian|pulihkan dompet|sandarkan dompet|import dompet|
    muat turun dompet|sambungkan dompet|sambungan pelayar|sambungan chrome|cip selamat|perisian tegar|
    sumber terbuka|dapp|kawalan penuh|kunci anda|dompet web3|dompet kripto`,
  refusal: `
    tidak menyokong kripto|tidak menawarkan kripto|tidak menerima kripto|tidak menyokong mata wang kripto|
    tidak menawarkan dagangan kripto|tidak menyediakan perkhidmatan mata wang kripto|
    tidak berurusan dengan kripto|tidak berurus niaga kripto|tidak menjual kripto|
    tidak membeli atau menjual kripto|tidak memperdagangkan kripto|bukan bursa|bukan platform dagangan|
    bukan platform perdagangan|tidak boleh digunakan untuk membeli kripto|dilarang untuk transaksi kripto|
    tidak membenarkan transaksi kripto|tidak terlibat dengan kripto|tiada kaitan dengan kripto|
    tidak menyokong mata wang digital|tidak menerima mata wang kripto|tidak menyediakan dagangan kripto|
    tidak menawarkan aset digital|tidak memproses transaksi kripto|melarang penggunaan akaun untuk kripto|
    tidak menyokong transaksi kripto|bukan pertukaran kripto`,
  gambling: `
    kasino|slot|pertaruhan|judi|jackpot|taruhan|loteri|perjudian|putaran percuma|bonus alu-aluan|rolet|
    bakarat|nombor ramalan|togel|tebus mata|pusingan percuma|menang besar`,
  game: `
    item permainan|akaun permainan|kulit|permainan|top up game|berlian|kad hadiah|watak|pemain|tahap akaun|
    jual akaun|kod tebus`,
  securities: `
    saham|unit amanah|forex|bon|bank|insurans|broker|dana|pinjaman|sekuriti|pasaran modal islam|
    tukaran asing|pertukaran asing|pengurup wang|penukar wang|kiriman wang|hantar wang ke luar negara|
    simpanan tetap|akaun simpanan|akaun semasa|pembiayaan peribadi|kad kredit|kad debit|perbankan internet|
    perbankan dalam talian|takaful|asb|tabung haji|kadar faedah|dividen|emas|minyak mentah|sukuk|waran|
    pasangan mata wang|pencen|pip`,
  mining: `
    kolam perlombongan|perlombongan|kadar hash|pelombong|kad grafik|bil elektrik|kos elektrik|kuasa hash|
    pulangan harian|keuntungan harian|pelan pelaburan|pakej pelaburan|pelaburan minimum|modal dipulangkan|
    yuran kolam|bayaran minimum kolam|kolam staking|melombong`,
  payments: `
    gerbang pembayaran|terima pembayaran|kedai dalam talian|invois|daftar keluar|troli|bakul|stok|
    penghantaran|bayar semasa terima|kurier|pos laju|pemulangan barang|polisi pemulangan|waranti|
    kod diskaun|kedai|pengehosan|hosting|pelayan|jalur lebar|untuk peniaga|pautan bayaran|terminal pos|
    pemproses pembayaran|terima kripto|plugin|derma|zakat|tambah nilai prabayar|butiran produk|ulasan produk`,
  tools: `
    penjejak portfolio|laporan cukai|sambungkan bursa|bursa disokong|amaran harga|kalkulator cukai|
    cukai kripto|penyata cukai|isyarat dagangan|isyarat kripto|kumpulan vip|kumpulan isyarat|bot arbitraj|
    ujian balik|jurnal dagangan|import transaksi|sambung bursa|semua bursa anda|pelbagai bursa|api bursa|
    makluman harga|penjejak cukai|ejen cukai|portfolio anda di semua`,
  warning: `tidak berdaftar|tanpa pendaftaran|entiti berikut|dinasihatkan|lapor kepada|semak sebelum melabur|penguatkuasaan|menyasarkan pelabur|nsrc|
    senarai amaran|penipuan|tidak berlesen|suruhanjaya sekuriti|amaran pelabur|tanpa kebenaran|aduan|polis|
    pdrm|ccid|semak mule|akaun mule|mangsa|penipu|sindiket|scammer|skim cepat kaya|skim piramid|haram|
    menyalahi undang-undang|bank negara|suruhanjaya|jenayah|berhati-hati|berwaspada|waspada|mahkamah|peguam|
    firma guaman|denda|penjara|didakwa|tanpa lesen|tidak didaftarkan|nasihat undang-undang|penyamaran`,
  teaching: `
    kursus|pelajaran|pelajar|universiti|jawatan kosong|gaji|apa itu|abstrak|silibus|bab 1|minggu 1|
    pensyarah|jurulatih|tenaga pengajar|peserta|sijil|peperiksaan|kuiz|tugasan|yuran pengajian|fakulti|
    ijazah|diploma|sarjana|jam kredit|bengkel|seminar|kami sedang mencari|pengambilan|kelayakan|
    pengalaman kerja|tahun pengalaman|tanggungjawab|skop kerja|mohon sekarang|temu duga|sepenuh masa|
    separuh masa|faedah pekerja|cuti tahunan|jawatan|kata kunci|jurnal|kajian|glosari|biasiswa`,
};
