import { type ResidentVocabulary, words } from './types.js';

export const MS: ResidentVocabulary = {
  language: 'ms',
  trade: words(`
    beli kripto | jual kripto | beli bitcoin | beli usdt | jual usdt | beli dan jual kripto |
    dagangan kripto | berdagang kripto | dagangan spot | dagangan niaga hadapan | pasangan dagangan |
    bursa kripto | pertukaran kripto | dagang kripto | dagangan p2p | beli aset digital | p2p | otc |
    tukar usdt | beli eth | jual bitcoin | beli syiling | jual syiling | beli token | beli crypto |
    jual crypto | beli tether | jual tether | niaga hadapan | dagangan | berdagang | perdagangan kripto |
    perdagangan aset digital | niaga kripto | spot | perpetual | lepaskan kripto | lepaskan usdt |
    tukar kripto`),
  money: words(`
    deposit | keluarkan | pengeluaran | bayar | bayaran | pembayaran | beli | jual | tambah nilai |
    pindahan | kaedah pembayaran | tukar | masukkan wang | membayar | pemindahan | pindah | pindahkan |
    topup | top up | masukkan duit | dana | wang | resit | akaun bank`),
  coins: words(`
    kripto | mata wang kripto | matawang kripto | aset digital | syiling | aset kripto | bitcoin | usdt |
    aset maya | matawang digital | mata wang digital | token digital`),
  fiat: words(`
    fiat | mata wang tempatan | mata wang fiat | pilih mata wang | mata wang bayaran | mata wang disokong`),
  display: words(`
    kadar pertukaran | penukar | kalkulator | mata wang paparan | anggaran | kadar rujukan | harga rujukan |
    harga semasa | dipaparkan dalam | carta harga`),
  notBefore: words(`
    tidak menyokong | tidak menerima | tidak lagi menyokong | tidak boleh menggunakan | tidak boleh guna |
    jangan guna | tidak guna | tidak melalui | bukan melalui | berhenti menerima | menghentikan |
    tidak dapat menerima | tanpa menggunakan | tidak membenarkan`),
  notAfter: words(`
    tidak disokong | tidak diterima | tidak tersedia | dihentikan | tidak boleh digunakan | belum disokong |
    belum tersedia | digantung | tidak lagi disokong | tidak lagi diterima | akan datang | sementara tidak |
    ditolak | tidak dibenarkan | dibuang | tidak berfungsi`),
  phone: words(`
    telefon | nombor telefon | telefon bimbit | kod negara | kod pengesahan | nombor mudah alih |
    nombor bimbit | kod otp | otp | sms | kod kawasan`),
  noVpn: words(`
    tanpa vpn | tidak perlu vpn | vpn tidak diperlukan | tidak memerlukan vpn | tak perlu vpn |
    tak perlukan vpn | tanpa perlu vpn | tak guna vpn | tidak perlukan vpn | tanpa menggunakan vpn |
    tidak perlu guna vpn | tak payah vpn | tak payah guna vpn | vpn tidak perlu | bebas vpn |
    tiada vpn diperlukan`),
  backup: words(`
    domain sandaran | pautan alternatif | laman cermin | domain alternatif | pautan sandaran |
    pautan baharu | alamat alternatif | domain baharu | domain baru | pautan baru | pautan terkini |
    domain simpanan | laman sandaran | laman alternatif | url alternatif | pautan ganti | alamat baharu |
    alamat baru | alamat sandaran | domain kecemasan | pautan cermin | tandabuku | domain terkini`),
  blocked: words(`
    disekat | sekatan | tidak boleh diakses | tidak dapat diakses | diblok | mcmc | dihalang |
    tidak boleh dibuka | tidak dapat dibuka | penyedia internet | tak boleh buka | tak boleh akses |
    tidak boleh akses`),
  otherDocuments: words(`
    pasport | lesen memandu | dokumen perjalanan | pas kerja | sijil lahir`),
  excludes: words(`
    tidak menyediakan | tidak menawarkan | tidak tersedia | tidak menerima | kecuali | tidak dibenarkan |
    tidak ditawarkan | tidak disediakan | melarang | tidak melayani | tidak ditujukan | tidak disasarkan |
    tidak bertujuan | tidak terbuka | tidak menyasarkan | bukan untuk | mengecualikan | dikecualikan |
    selain | tidak beroperasi | dilarang bagi`),
  excluded: words(`
    tidak dibenarkan | tidak boleh | dilarang | tidak layak | dikecualikan | tidak disokong | disekat |
    dihadkan | tidak dilayan | tidak menerima perkhidmatan | tidak dibenar | tidak dapat menggunakan |
    tidak dapat mendaftar | tidak dapat membuka akaun | tidak diterima | tidak tersedia | akan ditolak |
    ditolak | tidak berkelayakan | diharamkan | tidak ditawarkan | tidak disediakan`),
  restricted: words(`
    negara terhad | negara yang dihadkan | bidang kuasa terhad | negara berikut | negara larangan |
    negara yang tidak disokong | negara yang dilarang | negara terlarang | negara yang terhad |
    negara yang dikecualikan | negara dikecualikan | bidang kuasa yang dihadkan | bidang kuasa larangan |
    bidang kuasa yang tidak disokong | kawasan terhad | wilayah terhad | wilayah larangan | senarai negara |
    negara yang tidak dilayan | negara di bawah sekatan | sekatan negara | sekatan geografi |
    negara yang tidak dibenarkan`),
  exits: words(`
    menghentikan perkhidmatan | hentikan perkhidmatan | menamatkan perkhidmatan | keluar dari pasaran |
    menutup akaun | tidak lagi menyediakan | menghentikan operasi | penamatan perkhidmatan |
    menarik diri dari | berhenti beroperasi | berhenti menyediakan | berhenti menawarkan |
    berhenti melayani | tidak lagi menawarkan | tidak lagi melayani | tidak lagi beroperasi |
    tidak lagi tersedia | tidak lagi menerima | menamatkan operasi | penamatan operasi |
    menghentikan pendaftaran | pendaftaran baharu dihentikan | pendaftaran baru dihentikan |
    menutup operasi | akaun akan ditutup | akaun ditutup | penutupan akaun | keluar daripada pasaran |
    meninggalkan pasaran | menarik diri daripada | hanya pengeluaran | keluarkan aset sebelum |
    keluarkan dana sebelum | keluarkan semua aset | perkhidmatan dihentikan | perkhidmatan ditamatkan |
    menggantung perkhidmatan | pemberhentian perkhidmatan`),
  reports: words(`
    wartawan | menurut laporan | dilaporkan | pemberita | menurut sumber | pengarang | akhbar |
    kata beliau | polis berkata | kenyataan media | sidang media | jurucakap | melaporkan`),
};
