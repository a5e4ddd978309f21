"""Shops of false money, copied cards and papers that nobody earned, in several languages; and those who tell of them or sell their like."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "content-forbidden-goods"


def judged(language: str, title: str, body: str, host: str = "quality-notes-supply.com") -> Assessment:
    html = f'<!doctype html><html lang="{language}"><title>{title}</title><body>{body}</body></html>'
    return assessed({"host": host, "html": html, "age_days": 150, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


OFFERS = [
    ("en", "Shop", "<h1>Buy fake dollar bills online</h1><p>Our notes pass the pen and UV tests. Friendly support and free shipping.</p>"),
    (
        "en",
        "Cards",
        "<h1>Cloned cards for sale</h1><p>With PIN, works at any ATM. Anonymous delivery, pay with Bitcoin. Buy clone cards today.</p>",
    ),
    (
        "en",
        "Language results",
        "<p>Order your PTE score report with us. No test, no stress: results are registered in the official system and verifiable.</p>",
    ),
    (
        "en",
        "Documents",
        "<p>Buy real registered passports and driving licences. All data is entered into the database, so you will not get caught.</p>",
    ),
    (
        "en",
        "Nursing",
        "<h1>NEBOSH certificate without exam</h1><p>Get an original certificate, verifiable on the website, in ten days.</p>",
    ),
    ("en", "IELTS", "<h1>Get an IELTS certificate, no exam</h1><p>Registered and verifiable on the website. WhatsApp.</p>"),
    ("id", "Jasa ijazah", "<h1>Jasa pembuatan ijazah S1</h1><p>Terdaftar di Dikti, bisa dicek online. Privasi aman, hubungi WhatsApp.</p>"),
    ("id", "Toko", "<h1>Jual uang palsu kualitas super</h1><p>Lolos sinar UV, mirip asli. Bayar di tempat.</p>"),
    ("ms", "Lesen", "<h1>Lesen memandu tanpa ujian JPJ</h1><p>Berdaftar dengan JPJ, boleh semak dalam sistem. WhatsApp kami.</p>"),
    ("vi", "Làm bằng", "<h1>Nhận làm bằng đại học phôi thật</h1><p>Bao soi, công chứng được. Bảo mật, nhận hàng rồi thanh toán.</p>"),
    ("vi", "Bằng lái", "<h1>Bằng lái xe không cần thi</h1><p>Tra cứu được trên hệ thống, bao đậu.</p>"),
    ("th", "ใบขับขี่", "<h1>รับทำใบขับขี่ ไม่ต้องสอบ</h1><p>ตรวจสอบได้ มีในระบบ แอดไลน์มาได้เลย</p>"),
    ("th", "แบงค์", "<h1>ขายแบงค์ปลอม เกรดพรีเมียม</h1><p>เหมือนจริง ผ่านเครื่อง เก็บเงินปลายทาง</p>"),
    ("zh", "办证", "<h1>代办毕业证、学位证</h1><p>真实注册，官网可查，保密，微信联系。</p>"),
    ("fil", "LTO", "<h1>Non-appearance driver's license</h1><p>Registered sa LTO, walang exam. PM lang.</p>"),
    ("es", "Carnet", "<h1>Comprar carnet de conducir sin examen</h1><p>Registrado en la DGT. Discreto y rápido, WhatsApp.</p>"),
    ("pt", "Notas", "<h1>Notas fakes de qualidade</h1><p>Compre notas fakes que passam na caneta. Envio discreto, pix.</p>"),
    ("fr", "Permis", "<h1>Acheter un permis de conduire sans examen</h1><p>Enregistré à la préfecture, livraison discrète.</p>"),
]


@pytest.mark.parametrize(("language", "title", "body"), OFFERS)
def test_what_nobody_may_sell_is_heard_in_the_words_of_any_shop(language: str, title: str, body: str) -> None:
    row = judged(language, title, body)
    assert fires(row)
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank


HONEST = [
    (
        "en",
        "Prop money",
        "<h1>Prop money for film</h1>"
        "<p>Buy fake money for motion picture use. One-sided, marked, not legal tender. Looks real on camera.</p>",
    ),
    ("en", "IELTS tutor", "<h1>IELTS preparation</h1><p>Get the IELTS score you need without stress. Buy our book and pass the test.</p>"),
    (
        "en",
        "Study",
        "<h1>Study in Ireland without IELTS</h1><p>Universities that take you without a test. Get your offer letter. WhatsApp us.</p>",
    ),
    (
        "en",
        "Central bank",
        "<h1>Counterfeit banknotes</h1>"
        "<p>How to detect counterfeit notes. It is an offence to buy or sell counterfeit money. Hand it to the police.</p>",
    ),
    (
        "en",
        "News",
        "<h1>Two held over fake notes</h1>"
        "<p>The suspects offered counterfeit euro notes for sale on a channel, police said. The notes were undetectable by eye.</p>",
    ),
    (
        "en",
        "Warning",
        "<h1>Fake certificates</h1>"
        "<p>Websites that sell an IELTS certificate without exam are fraudulent. You cannot buy an IELTS result. Report them.</p>",
    ),
    (
        "en",
        "First aid",
        "<h1>Workplace first aid</h1>"
        "<p>A certificate of attendance at the end of the day. No exam, bring comfortable clothes. Order now.</p>",
    ),
    (
        "en",
        "Attestation",
        "<h1>Document attestation</h1>"
        "<p>Degree and birth certificate attestation, apostille and translation. "
        "Confidential, registered in the system of the ministry.</p>",
    ),
    (
        "en",
        "Passport photos",
        "<h1>Passport photos</h1><p>Get passport photos and driving licence photos in five minutes. Order now online.</p>",
    ),
    (
        "en",
        "Renewals",
        "<h1>Licence renewal help</h1><p>We book your driving licence test and renew it without a new test after 70. "
        "Verified on the website.</p>",
    ),
    ("en", "Novelty", "<h1>Novelty diplomas</h1><p>Buy a novelty diploma for the best grandma. It looks like real paper. Order now.</p>"),
    (
        "en",
        "Museum",
        "<h1>History of forgery</h1><p>The museum shows counterfeit banknotes. "
        "Get tickets to see fake money of three centuries. Looks real!</p>",
    ),
    (
        "en",
        "Detectors",
        "<h1>Counterfeit detectors</h1><p>Order our UV lamp: fake banknotes do not pass the machine. Shop now, free shipping.</p>",
    ),
    ("en", "Board game", "<h1>Play money</h1><p>Order play money for shops of children. Colourful paper coins and notes, shop now.</p>"),
    ("id", "Kursus", "<h1>Kursus TOEFL</h1><p>Dapatkan sertifikat TOEFL ITP setelah tes resmi. Pendaftaran lewat WhatsApp.</p>"),
    (
        "id",
        "Ciri uang asli",
        "<h1>Ciri uang palsu</h1><p>Bank Indonesia: jangan beli uang palsu. Dilihat, diraba, diterawang. Laporkan ke polisi.</p>",
    ),
    ("id", "Legalisasi", "<h1>Jasa legalisasi ijazah</h1><p>Legalisasi dan terjemahan ijazah, akta dan SKCK. Bisa dicek, WhatsApp.</p>"),
    ("ms", "Sekolah memandu", "<h1>Belajar memandu</h1><p>Lesen D dan DA. Kelas, ujian JPJ dan kereta disediakan. WhatsApp kami.</p>"),
    (
        "ms",
        "Institut",
        "<h1>Institut memandu</h1><p>Tiada lesen terbang, tiada jaminan lulus. WhatsApp kami untuk jadual, boleh semak di kaunter.</p>",
    ),
    ("ms", "Akademi", "<p>Sesiapa tawar lesen siap tanpa ujian, lapor kepada JPJ. Kelas setiap Sabtu, WhatsApp kami.</p>"),
    ("en", "Tutor", "<p>We never sell an IELTS certificate without exam. Our course is confidential and fun. Results are verifiable.</p>"),
    ("vi", "Tin tức", "<h1>Bắt nhóm làm bằng giả</h1><p>Công an bắt giữ nhóm nhận làm bằng đại học giả, phôi thật, bao soi.</p>"),
    ("vi", "Trung tâm", "<h1>Luyện thi IELTS</h1><p>Mua khóa học, chứng chỉ IELTS sau khi thi tại IDP. Zalo tư vấn.</p>"),
    ("th", "โรงเรียนสอนขับรถ", "<h1>เรียนขับรถ</h1><p>สอบใบขับขี่ที่โรงเรียน มีครูผู้หญิง แอดไลน์</p>"),
    ("zh", "签证", "<h1>清迈签证中介</h1><p>代办驾照、护照续签、养老签，微信咨询，进度可查，资料保密。</p>"),
    (
        "id",
        "Biro jasa",
        "<h1>Biro jasa</h1><p>Jasa pengurusan SIM, KTP dan akta. Perpanjang SIM tanpa tes. Berkas bisa dicek, WhatsApp.</p>",
    ),
    ("th", "ตัวแทน", "<h1>บริการทำใบขับขี่ชาวต่างชาติ</h1><p>รับทำพาสปอร์ต วีซ่า ตรวจสอบได้ แอดไลน์</p>"),
    ("en", "Conversion", "<h1>Driving in Thailand</h1><p>Get your licence without a test if you hold one. Confidential, chat now.</p>"),
    (
        "en",
        "University",
        "<h1>Degrees online</h1><p>Get a genuine degree from an accredited university. Verifiable transcripts, confidential aid forms.</p>",
    ),
    ("vi", "Hộ chiếu", "<h1>Dịch vụ làm hộ chiếu</h1><p>Làm hộ chiếu nhanh, mang hồ sơ gốc. Bảo mật, Zalo tư vấn.</p>"),
    ("en", "IELTS tutor", "<p>Get your IELTS certificate at the first try. WhatsApp us. Results verifiable on the official website.</p>"),
    ("en", "Safety", "<p>Get a NEBOSH certificate online, open-book exam. Original certificate, verifiable. WhatsApp us now.</p>"),
    ("en", "Vouchers", "<p>Buy vouchers: PTE, PMP. Order yours and get your PTE score in 48 hours. Verifiable. WhatsApp us.</p>"),
    ("en", "Bootcamp", "<p>Order our course and earn the PMP certificate. The digital badge is verifiable. WhatsApp us.</p>"),
    ("en", "Boats", "<p>Buy or rent boats: no licence, without test. Order now. Registered in the harbour system.</p>"),
    ("en", "Casino night", "<p>Buy fake money for casino nights. Discreet packaging, pass the machine at our bar! Order now.</p>"),
    ("id", "Mahar", "<p>Jual uang palsu mainan untuk mahar, mirip asli. Bayar di tempat, WhatsApp.</p>"),
    ("th", "ต่ออายุ", "<p>บริการต่อใบขับขี่ ไม่ต้องสอบใหม่ พาไปขนส่ง ตรวจสอบได้ แอดไลน์</p>"),
    ("es", "Canje", "<p>Obtén tu carnet español por canje, sin examen teórico, registrado en la DGT. WhatsApp.</p>"),
    ("fr", "Échange", "<p>Obtenir un permis français sans examen, échange de votre permis étranger, enregistré auprès de l'ANTS.</p>"),
    ("vi", "Xe 50cc", "<p>Bằng lái xe không cần thi cho xe dưới 50cc. Zalo tư vấn, bảo mật, bao đậu.</p>"),
    ("zh", "留学", "<h1>免雅思留学</h1><p>不用考雅思也能申请的大学，微信咨询。</p>"),
    (
        "vi",
        "Dịch vụ visa",
        "<h1>Hồ sơ visa</h1><p>Không ai bao đậu được; bên nào nói “bao đậu 100%” xin cẩn thận. Chúng tôi không làm giấy tờ giả.</p>",
    ),
    ("th", "ร้านเหรียญ", "<h1>ร้านเหรียญเก่า</h1><p>ร้านไม่ขายแบงค์ปลอม ของเหมือนจริงไม่มี มัดจำผ่านไลน์</p>"),
    ("zh", "央行", "<h1>假币鉴别</h1><p>公安提醒：出售假币、购买假币都是犯罪。</p>"),
    ("es", "Autoescuela", "<h1>Autoescuela</h1><p>Obtén tu carnet de conducir con nosotros. Examen teórico en una semana. WhatsApp.</p>"),
    ("fr", "Banque", "<h1>Faux billets</h1><p>Reconnaître les faux billets. La vente de faux billets est un délit.</p>"),
]


@pytest.mark.parametrize(("language", "title", "body"), HONEST)
def test_who_tells_of_it_teaches_for_it_or_makes_stage_money_offers_nothing(language: str, title: str, body: str) -> None:
    assert not fires(judged(language, title, body, host="open-hands-1998.com"))


PAPERS = [
    ("en", "We supply real and fake passports. Registered in the database of the state."),
    ("en", "Producers of registered & unregistered driving licences. We accept bitcoin."),
    ("en", "Counterfeit identity cards and many more for sale. Order now, discreet post."),
    ("fr", "Nous vendons de vrais et faux permis. Enregistrés dans le fichier. Livraison discrète."),
    ("es", "Vendemos pasaportes reales y falsos, registrados en el sistema. Pago con bitcoin."),
    ("id", "Jasa pembuatan paspor asli dan palsu. Bisa dicek, privasi aman."),
    ("vi", "Nhận làm bằng lái thật và giả. Bao soi, nhận hàng thanh toán."),
    ("zh", "代办真假护照,官网可查,微信联系。"),
]


@pytest.mark.parametrize(("language", "body"), PAPERS)
def test_true_and_false_papers_side_by_side_are_sold_by_nobody_honest(language: str, body: str) -> None:
    row = judged(language, "Papers", f"<h1>Papers</h1><p>{body}</p>")
    assert fires(row)
    assert row.verdict.rank > Verdict("likely-benign").rank


COMPARED = [
    ("en", "We offer software to tell real and fake passports apart. It detects forged documents with one picture."),
    ("en", "Our courses train staff to distinguish genuine and counterfeit driving licences."),
    ("en", "We provide registered and unregistered users with the same service; bring your passport to the desk."),
    ("en", "Leather passport covers for sale. Order now. Fake leather and real leather."),
    ("en", "The museum shows real and fake documents of the war; the police seized the fake passports in 1951."),
    ("fr", "Nous proposons une formation : vrais et faux papiers, les reconnaître."),
    ("es", "Aprenda a distinguir documentos reales y falsos. Curso para empleados de banca, delito de falsificación."),
    ("vi", "Máy soi giấy tờ thật và giả. Phát hiện ngay trong ba giây."),
    ("id", "Alat pembeda paspor asli dan palsu untuk petugas. Ciri-ciri dokumen palsu."),
    ("zh", "真假护照鉴别仪,一秒识别。"),
    ("en", "Get our kit of original and fake ID cards for training of bar staff. Passes scanners. Delivery in a discreet parcel."),
    ("en", "Purchase our dataset: 10,000 images of real and fake driver licenses. Undetectable edits included."),
    ("ms", "Pembekal alat semak pasport asli atau palsu untuk hotel. Menyediakan latihan mengenal lesen asli dan palsu."),
    ("vi", "Cung cấp máy kiểm tra hộ chiếu thật và giả. Cung cấp thiết bị nhận biết giấy tờ thật hoặc giả. Giao kín đáo."),
    ("es", "Ofrecemos lectores que distinguen pasaportes auténticos o falsos. Ofrecemos formación sobre documentos auténticos y falsos."),
    ("de", "Wir stellen Geräte her, die echte und falsche Pässe unterscheiden. Bestellen Sie den Kurs: echte oder gefälschte Ausweise."),
]


@pytest.mark.parametrize(("language", "body"), COMPARED)
def test_who_tells_true_papers_from_false_ones_sells_none(language: str, body: str) -> None:
    assert not fires(judged(language, "Papers", f"<h1>Papers</h1><p>{body}</p>"))


def test_the_words_of_any_shop_acquit_of_nothing() -> None:
    shop = "<p>Opening hours: Monday to Saturday. Free parking, friendly staff, thank you for your visit. Our bakery is next door.</p>"
    nats = {c.reading.signal: c.log_odds for c in judged(*OFFERS[0][:2], OFFERS[0][2] + shop).contributions}
    assert nats.get("page-wording", 0.0) >= 0.0 and nats.get("page-ways", 0.0) >= 0.0
