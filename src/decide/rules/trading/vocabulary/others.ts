import type { Vocabulary } from './terms.js';

/**
 * What neighbours say of themselves in Vietnamese, Indonesian, Turkish, Portuguese, Spanish and German: nobody's
 * language among the profiles, but their pages are crawled too, and show menus in English that a venue would have.
 */
export const others: Vocabulary = {
  article: `
    đọc tiếp|phóng viên|theo báo|tin tức mới nhất|bài viết liên quan|baca selengkapnya|baca juga|penulis:|redaksi|
    tim redaksi|artikel terkait|devamını oku|muhabir|son dakika|köşe yazısı|ilgili haberler|leia mais|
    leia também|redação|repórter|publicado em|matérias relacionadas|leer más|lee también|redacción|periodista|
    publicado el|noticias relacionadas|artículos relacionados|weiterlesen|redaktion|veröffentlicht am|
    lesen sie auch|kommentare|autor:`,
  review: `
    sàn giao dịch tốt nhất|đánh giá sàn|ưu và nhược điểm|mã giới thiệu|bursa terbaik|ulasan lengkap|
    kelebihan dan kekurangan|kode referral|en iyi borsalar|borsa incelemesi|artıları ve eksileri|referans kodu|
    melhores corretoras|melhores exchanges|prós e contras|código de indicação|nossa avaliação|visitar site|
    mejores exchanges|mejores plataformas|ventajas y desventajas|pros y contras|código de referido|
    nuestra valoración|visitar sitio|beste börsen|testsieger|vor- und nachteile|empfehlungscode|erfahrungsbericht|
    zum anbieter|unser fazit|affiliate-link*`,
  aggregator: `
    vốn hóa thị trường|nguồn cung lưu hành|bảng xếp hạng sàn|kapitalisasi pasar|suplai beredar|peringkat bursa|
    piyasa değeri|dolaşımdaki arz|tüm borsalar|capitalização de mercado|fornecimento circulante|
    ranking de exchanges|capitalización de mercado|suministro circulante|comparar precios|marktkapitalisierung|
    umlaufmenge|umlaufende versorgung|preisvergleich|kursvergleich`,
  explorer: `
    trình khám phá khối|khối mới nhất|penjelajah blok|blok terbaru|tinggi blok|blok gezgini|son bloklar|
    explorador de blocos|últimos blocos|altura do bloco|explorador de bloques|últimos bloques|altura del bloque|
    block-explorer|neueste blöcke|blockhöhe`,
  wallet: `
    cụm từ khôi phục|khóa riêng tư|ví phi lưu ký|ví phần cứng|frasa pemulihan|kunci pribadi|dompet perangkat keras|
    kurtarma ifadesi|özel anahtar|donanım cüzdanı|frase de recuperação|chave privada|chaves privadas|
    carteira de hardware|frase de recuperación|frase semilla|clave privada|claves privadas|billetera de hardware|
    autocustodia|autocustódia|wiederherstellungsphrase|seed-phrase|privater schlüssel|private schlüssel|
    hardware-wallet*|selbstverwahrung`,
  refusal: `
    không hỗ trợ tiền mã hóa|không hỗ trợ tiền điện tử|tidak mendukung kripto|tidak melayani transaksi kripto|
    kripto para desteklemez|kripto para işlemlerine izin ver|não oferecemos criptomoedas|
    não negocia criptomoedas|não somos uma corretora|não somos uma exchange|no ofrecemos criptomonedas|
    no admite criptomonedas|no somos un exchange|no es un exchange|kein handel mit kryptowährungen|
    keine kryptowährungen|sind keine börse|ist keine börse`,
  gambling: `
    cá cược|sòng bạc|nổ hũ|xổ số|taruhan bola|judi online|slot gacor|bahis|canlı bahis|kumarhane|bedava dönüş|
    apostas esportivas|cassino|caça-níqueis|rodadas grátis|apuestas deportivas|tragamonedas|tragaperras|
    giros gratis|ruleta|sportwetten|spielautomaten|freispiele|glücksspiel*|wettquoten`,
  game: `
    nạp game|vật phẩm game|acc game|akun game|item game|top up diamond|joki|oyun içi|oyun hesabı|hesap satış|
    itens de jogo|contas de jogos|skins de|objetos de juego|cuentas de juegos|spielgegenstände|ingame-währung`,
  securities: `
    cổ phiếu|chứng khoán|quỹ đầu tư|ngoại hối|trái phiếu|saham|reksa dana|obligasi|valas|hisse senedi|yatırım fonu|
    tahvil|döviz|mevduat|kredi kartı|konut kredisi|ações|fundos de investimento|renda fixa|tesouro direto|
    previdência|câmbio|acciones|fondos de inversión|bonos|renta fija|divisas|hipoteca*|aktien|anleihen|
    investmentfonds|wertpapier*|tagesgeld|girokonto|festgeld|devisen`,
  mining: `
    đào coin|máy đào|pool đào|penambangan|kolam penambangan|rig mining|madencilik|madencilik havuzu|mineração|
    pool de mineração|minería|pool de minería|minería en la nube|mining-pool|mining-hosting|miningfarm|
    rendimiento diario|rendimento diário|lợi nhuận mỗi ngày`,
  payments: `
    thêm vào giỏ|giỏ hàng|giao hàng|miễn phí vận chuyển|còn hàng|keranjang|tambah ke keranjang|ongkos kirim|
    gratis ongkir|stok tersedia|sepete ekle|sepetim|kargo|ücretsiz kargo|stokta|sanal pos|adicionar ao carrinho|
    carrinho|frete grátis|em estoque|aceitar pagamentos|añadir al carrito|agregar al carrito|carrito|envío gratis|
    en stock|aceptar pagos|pasarela de pago|in den warenkorb|warenkorb|versandkosten|lieferzeit|auf lager|
    zahlungsanbieter|zahlungen akzeptieren`,
  tools: `
    tín hiệu giao dịch|tính thuế tiền|sinyal trading|kalkulator pajak kripto|lapor pajak kripto|alım satım sinyalleri|
    kripto vergi|sinais de trade|declarar criptomoedas|imposto de renda cripto|señales de trading|
    impuestos de criptomonedas|declarar criptomonedas|krypto-steuer*|steuerreport|steuerbericht|handelssignale`,
  warning: `
    lừa đảo|công an|cảnh báo|ngân hàng nhà nước|penipuan|investasi bodong|satgas|waspada investasi|dolandırıcı*|
    emniyet|şikayet|golpistas|estafa*|estafadores|denuncia|denúncia|comisión nacional|banco central|policía|
    polícia|betrug|betrüger*|warnung vor|polizei|verbraucherzentrale|staatsanwaltschaft|anlegerwarnung*`,
  teaching: `
    khóa học|bài học|giảng viên|tuyển dụng|mức lương|kursus online|materi pelajaran|lowongan kerja|gaji|dosen|
    eğitmen|ders programı|iş ilanı|maaş|üniversite*|müfredat|aulas|matrícula|vaga de emprego|salário|professor|
    universidade|lecciones|plan de estudios|oferta de empleo|salario|universidad|requisitos del puesto|kursinhalt*|
    lehrplan|stellenangebot*|stellenanzeige*|gehalt|vollzeit|universität|bewerbung`,
};
