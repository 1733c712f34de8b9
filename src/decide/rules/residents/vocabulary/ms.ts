import { type ResidentVocabulary, words } from './types.js';

export const MS: ResidentVocabulary = {
  language: 'ms',
  trade: words(`
    beli kripto | jual kripto | beli bitcoin | beli usdt | jual usdt | beli dan jual kripto |
    dagangan kripto | berdagang kripto | dagangan spot | dagangan niaga hadapan | pasangan dagangan |
    bursa kripto | pertukaran kripto | dagang kripto | dagangan p2p | beli aset digital`),
  money: words(`
    deposit | keluarkan | pengeluaran | bayar | bayaran | pembayaran | beli | jual | tambah nilai |
    pindahan | kaedah pembayaran | tukar | masukkan wang`),
  coins: words(`kripto | mata wang kripto | matawang kripto | aset digital | syiling | aset kripto`),
  fiat: words(`fiat | mata wang tempatan | mata wang fiat`),
  display: words(`kadar pertukaran | penukar | kalkulator | mata wang paparan | anggaran`),
  notBefore: words(`
    tidak menyokong | tidak menerima | tidak lagi menyokong |
    tidak boleh menggunakan`),
  notAfter: words(`tidak disokong | tidak diterima | tidak tersedia | dihentikan | tidak boleh digunakan`),
  phone: words(`telefon | nombor telefon | telefon bimbit | kod negara | kod pengesahan | nombor mudah alih`),
  noVpn: words(`
    tanpa vpn | tidak perlu vpn | vpn tidak diperlukan | tidak memerlukan vpn | tak perlu vpn |
    tak perlukan vpn`),
  backup: words(`
    domain sandaran | pautan alternatif | laman cermin | domain alternatif | pautan sandaran |
    pautan baharu | alamat alternatif`),
  blocked: words(`disekat | sekatan | tidak boleh diakses | tidak dapat diakses | diblok`),
  otherDocuments: words(`pasport | lesen memandu`),
  excludes: words(`
    tidak menyediakan | tidak menawarkan | tidak tersedia | tidak menerima | kecuali | tidak dibenarkan |
    tidak ditawarkan | tidak disediakan | melarang`),
  excluded: words(`
    tidak dibenarkan | tidak boleh | dilarang | tidak layak | dikecualikan | tidak disokong | disekat |
    dihadkan`),
  restricted: words(`
    negara terhad | negara yang dihadkan | bidang kuasa terhad | negara berikut | negara larangan |
    negara yang tidak disokong | negara yang dilarang`),
  exits: words(`
    menghentikan perkhidmatan | hentikan perkhidmatan | menamatkan perkhidmatan | keluar dari pasaran |
    menutup akaun | tidak lagi menyediakan | menghentikan operasi | penamatan perkhidmatan |
    menarik diri dari`),
  reports: words(`
    wartawan | menurut laporan | dilaporkan | pemberita | menurut sumber | pengarang`),
};
