"""Words for things that have numbers, in every language: nobody answers these, and the people who see to them are called all the same."""

import pytest

from tests.parse.contact.test_attributes import contacts

OF_THINGS = [
    ("th", "co.th", "0812459077", "HN|โฉนดเลขที่|เลขแทร็ก|เลขคิว|เลขที่บิล|เลขเด็ด|ทะเบียนรถ|ผู้สมัครหมายเลข|OTP"),
    ("th", "co.th", "081-245-9077", "HN|เลขที่บิล|เลขคิว|เลขที่โฉนด|OTP"),
    ("vi", "vn", "0912.459.077", "Mã bệnh nhân (PID)|MSSV|Số BHXH|Số khung|Số báo danh|Tờ khai"),
    ("ms", "my", "012-337 1299", "Kod|No. Geran|No. Hakmilik|No. Pesakit|No. Murid|MRN|TAC|No. Tender"),
    ("id", "co.id", "0812-9077-4455", "No. Agenda|No. Akta|No. SHM|No. STNK|NIM|Nopol|BBFS|No. RM|No. Ujian"),
    ("fil", "ph", "0917-844-2219", "OR No.|O.R. No.|CTC No.|BIR Permit|TCT No.|CRN|PhilHealth No.|Trace No."),
    ("en", "my", "012-426 1299", "Conf No|Itinerary No|W/O No|Chart No|Incident No|Tender No|UTR|Passcode|Tracking ID"),
    ("zh-CN", "cn", "139-0522-1807", "工号|住院号|准考证号|货号|车架号|验证码|邀请码|机型编码"),
    ("zh-TW", "com.tw", "0912-335-700", "貨號|料號|准考證號碼|車號|驗證碼|保單號碼"),
    ("ja", "co.jp", "090-3381-2760", "物件番号|送り状番号|患者番号|受験番号|社員番号|認証コード|機種コード"),
    ("ko", "co.kr", "010-3381-2760", "등기번호|예매번호|매물번호|환자번호|차대번호|인증번호|품번"),
    ("hi", "in", "98290 33812", "रसीद नं.|चालान नं|प्रकरण क्रमांक|FIR No.|इंजन नं|अनुक्रमांक|बुकिंग आईडी|ओटीपी"),
    ("km", "com.kh", "012 882 499", "កូដ|លេខបន្ទប់|លេខបញ្ជី|អ្នកជំងឺលេខ|កិច្ចសន្យាលេខ"),
    ("my", "com.mm", "09-447 881 203", "လူနာအမှတ်|ယာဉ်အမှတ်|ကားနံပါတ်|ထီပေါက်စဉ်|OTP"),
    ("lo", "la", "020 5577 1299", "ລະຫັດ|ເລກຄົນເຈັບ|ເລກບັດ|ທະບຽນລົດ|ເລກຄິວ"),
    # merchants, their shops and terminals
    ("zh-TW", "com.tw", "0927006841", "商店代號|特店代號|商戶編號|終端機代號|店號|商店代碼|門市代號"),
    ("zh-CN", "cn", "13905221807", "商户号|商户编号|终端号|终端编号|店铺编号|门店编码"),
    ("ja", "co.jp", "09033812760", "店舗コード|加盟店番号|端末番号"),
    ("ko", "co.kr", "01033812760", "가맹점번호|단말기 번호|매장코드|매장 코드|점포번호"),
    ("th", "co.th", "0812459077", "รหัสร้านค้า|รหัสเทอร์มินัล|หมายเลขเครื่องรูดบัตร"),
    ("vi", "vn", "0912459077", "Mã cửa hàng|Mã điểm bán|Số máy POS|Mã thiết bị đầu cuối|Hồ sơ vay"),
    ("id", "co.id", "081290774455", "Kode merchant|Kode toko|ID terminal|Nomor terminal|NMID"),
    ("ms", "my", "0123371299", "Kod kedai|ID terminal|No. terminal|Fail pinjaman"),
    ("fil", "ph", "09178442219", "Merchant ID|Store code|Terminal no.|Numero ng terminal"),
    ("en", "my", "0124261299", "Merchant No|Terminal ID|Terminal No|Outlet no.|Loan file"),
]


@pytest.mark.parametrize(("language", "suffix", "number", "words"), OF_THINGS, ids=[f"{row[0]} {row[2]}" for row in OF_THINGS])
def test_the_number_of_a_thing_is_no_telephone(language: str, suffix: str, number: str, words: str) -> None:
    read = {word: contacts(f"<p>{word}: {number}</p>", language=language, suffix=suffix) for word in words.split("|")}
    assert not {word: found for word, found in read.items() if found}


CALLED = [
    ("th", "co.th", "081-245-9077", "จองคิว|คุณบิล|แจ้งเคส"),
    ("vi", "vn", "0912.459.077", "Số máy|Tư vấn GPLX|Xe hợp đồng"),
    ("ms", "my", "012-337 1299", "Kaunter geran|Unit tender|Sebut harga"),
    ("id", "co.id", "0812-9077-4455", "Loket tiket|Bagian rekam medis|Konfirmasi"),
    ("en", "my", "012-426 1299", "Quotation|Confirmation|Voucher sales"),
    ("zh-TW", "com.tw", "0912-335-700", "掛號處|報名|登記"),
    ("ja", "co.jp", "090-3381-2760", "チケットセンター|求人|患者相談"),
    ("ko", "co.kr", "010-3381-2760", "예약|매물문의|모델하우스"),
    ("km", "com.kh", "012 882 499", "សេវាអតិថិជន លេខ|អ្នកជំងឺ"),
    ("zh-TW", "com.tw", "0912335700", "本店號碼|客服代號|電話代號"),
    ("en", "my", "0124261299", "Merchant hotline|Loan officer Tan|Bus terminal office"),
]


@pytest.mark.parametrize(("language", "suffix", "number", "words"), CALLED, ids=[row[0] for row in CALLED])
def test_who_sees_to_the_thing_is_called(language: str, suffix: str, number: str, words: str) -> None:
    read = {word: contacts(f"<p>{word}: {number}</p>", language=language, suffix=suffix) for word in words.split("|")}
    assert all(len(found) == 1 for found in read.values()), read


@pytest.mark.parametrize(
    ("language", "suffix", "markup", "expected"),
    [
        # pairs of digits on a page that speaks of draws, and what is counted behind the number
        ("vi", "vn", "<p>Dàn đề 36 số: 03 09 12 25 38 41 53 66 81 90</p>", set()),
        ("th", "co.th", "<p>เลขเด็ด</p><p>08-12-45-90-77</p>", set()),
        ("id", "co.id", "<p>Gates of Olympus 98.13% 0812-1390-77 spin</p>", set()),
        ("th", "co.th", "<p>เสื้อยืด 084-533-8001 ไซส์ M-L-XL</p>", set()),
        # what a payer writes beside a transfer, and the letters before the number of a file
        ("vi", "vn", "<p>Nội dung: MOKHOA 0975331862</p>", set()),
        ("vi", "vn", "<p>Nội dung CK: TRA GOP 0975331862</p>", set()),
        ("vi", "vn", "<p>Nội dung: gọi MAI 0975331862</p>", {"phone +84975331862"}),
        ("vi", "vn", "<p>Nội dung: liên hệ HLV 0975331862</p>", {"phone +84975331862"}),
        ("id", "co.id", "<p>Catatan: BU TINI 081290774455</p>", {"phone +6281290774455"}),
        ("vi", "vn", "<p>Mã khoản vay TD 0912459077</p>", set()),
        ("en", "my", "<p>Loan file: TD 0124261299</p>", set()),
        ("en", "my", "<p>Loan officer MR Tan 0124261299</p>", {"phone +60124261299"}),
        # settings of scripts that hold the number of a thing
        ("th", "co.th", "<script>var c={case_no:'061-558-9231',orderId:'061-558-9238',sku:'061-558-9237'};</script>", set()),
        (
            "th",
            "co.th",
            "<script>var c={phone:'061-558-9239',contact_no:'061-558-9240'};</script>",
            {"phone +66615589239", "phone +66615589240"},
        ),
        # a voucher's number of another country than the page names
        ("en", "com", "<p>Penang, Malaysia. Voucher: 604-226-1299</p>", set()),
        # the thing's own number has letters, or a telephone stands behind it
        ("zh-TW", "com", "<p>加LINE 👉 ID：stock8812 助理：小婷 0933－812－776</p>", {"line stock8812", "phone +886933812776"}),
        (
            "zh-TW",
            "com",
            "<p>案號：114年度偵字第08127號 承辦：陳警官 (03)833-8127 分機 33；行動 0938-338127</p>",
            {"phone +88638338127", "phone +886938338127"},
        ),
    ],
)
def test_what_stands_around_a_number(language: str, suffix: str, markup: str, expected: set[str]) -> None:
    assert contacts(markup, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "markup", "expected"),
    [
        ("zh-TW", "com.tw", "<p>新竹03-522-1276</p><p>加Line詢問：@097hgkzt</p>", {"phone +88635221276", "line @097hgkzt"}),
        ("lo", "la", "<p>Telegram: lucky89</p><p>ໂອນ OnePay 020 22128734</p>", {"telegram lucky89", "phone +8562022128734"}),
        ("zh-HK", "com.hk", "<p>WhatsApp 5612 7661 | 分行 2794 1276</p>", {"whatsapp +85256127661", "phone +85227941276"}),
        ("zh-HK", "com.hk", "<p>WhatsApp 5612 7661 | 9212 7662</p>", {"whatsapp +85256127661", "whatsapp +85292127662"}),
        (
            "hi",
            "in",
            "<p>WhatsApp 8271983501 · कार्यालय 0755-2719835</p>",
            {"whatsapp +918271983501", "phone +917552719835"},
        ),
        ("zh-CN", "com", "<p>银行卡 6228 4800 3851 1735 912（农业银行 王丽）</p>", {"bank-account 6228480038511735912"}),
        ("fil", "ph", "<p>Landline 032-271-9835. SSS 07-2719835-1</p>", {"phone +63322719835"}),
        ("th", "co.th", "<p>โทร 02-2719835-6</p>", {"phone +6622719835", "phone +6622719836"}),
        ("hi", "in", "<p>0291-2512766 (का.), 9414127660 (मो.)</p>", {"phone +912912512766", "phone +919414127660"}),
    ],
)
def test_whose_number_it_is(language: str, suffix: str, markup: str, expected: set[str]) -> None:
    assert contacts(markup, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("suffix", "markup", "expected"),
    [
        ("ph", "<p>KL office: 03-2161 2889 | Phnom Penh: 023 664 128</p>", {"phone +60321612889", "phone +85523664128"}),
        ("co.id", "<p>Shanghai: 021-6351 2760 | Port Klang: 03-3165 1276</p>", {"phone +862163512760", "phone +60331651276"}),
        (
            "com.sg",
            "<h3>Ho Chi Minh City</h3><p>T: 028 3338 1276</p><h3>London</h3><p>T: 020 7338 1276</p>",
            {"phone +842833381276", "phone +442073381276"},
        ),
    ],
)
def test_towns_name_the_country(suffix: str, markup: str, expected: set[str]) -> None:
    assert contacts(markup, language="en", suffix=suffix) == expected


def test_a_template_s_link_is_no_hotline() -> None:
    assert contacts('<a href="tel:0123">Menu</a> <a href="tel:191">191</a>', language="th", suffix="co.th") == {"hotline 191"}


def test_grouped_digits_below_the_head_of_a_numbered_thing() -> None:
    cells = "<table><tr><th>{}</th><th>Price</th></tr><tr><td>016-337 1288</td><td>9.00</td></tr></table>"
    assert contacts(cells.format("Part No"), language="en", suffix="my") == set()
    assert contacts(cells.format("Contact"), language="en", suffix="my") == {"phone +60163371288"}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            '{"email":"help@coin.example.org","phone":"+85253381276","telegram":"coinfxprime","line":"coinfx"}',
            {"telegram coinfxprime", "line coinfx"},
        ),
        ('{"email":"help@coin.example.org","phone":"+85253381276","telegram":"enabled","line":"dashed"}', set()),
        ('{"email":"help@coin.example.org","telegram":"coinfxprime","line":"dashed"}', set()),
    ],
)
def test_a_word_beside_two_contacts_is_an_account(settings: str, expected: set[str]) -> None:
    page = f'<script type="application/json">{{"settings":{settings}}}</script>'
    found = contacts(page, language="en", suffix="com")
    assert {one for one in found if one.split()[0] in ("telegram", "line")} == expected


@pytest.mark.parametrize(
    ("language", "markup", "expected"),
    [
        ("th", "<p>ทัวร์เวียดนาม ดานัง โทร: 081-234-5670</p>", {"phone +66812345670"}),
        ("th", "<p>สาขาเวียดนาม โทร 081-234-5670</p>", {"phone +84812345670"}),
        ("vi", "<p>Du lịch Thái Lan gọi 0812 345 670</p>", {"phone +84812345670"}),
        ("vi", "<p>VP Thái Lan: 081 234 5670</p>", {"phone +66812345670"}),
    ],
)
def test_what_is_sold_of_a_country_does_not_place_the_seller(language: str, markup: str, expected: set[str]) -> None:
    assert contacts(markup, language=language, suffix="com") == expected
