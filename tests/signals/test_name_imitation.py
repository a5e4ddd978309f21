"""Whom a name imitates, however it is spelt, and whom it does not."""

import pytest

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.records.target import Target
from scamtriage.signals.name.measures import MEASURES
from scamtriage.signals.name.view import NameView
from scamtriage.targets.parse import parse_target
from tests.signals.names import measure, measured_name


def test_only_a_cross_checked_row_is_a_hard_official_domain() -> None:
    assert measure("ben-official-domain", "maybank2u.com.my").value == 1.0
    assert measure("ben-official-domain", "ghtk.vn").value == 0.5
    assert not measure("ben-official-domain", "maybank2u.com.my").shown["standing"]
    assert "no second source" in str(measure("ben-official-domain", "ghtk.vn").shown["standing"])


def test_a_word_that_a_brand_speaks_for_is_not_counted_as_a_word_too() -> None:
    target = parse_target("apple-wallet.com")
    assert isinstance(target, Target)
    assert NameView(target).words == ["wallet"]


@pytest.mark.parametrize(("host", "weighs"), [("kbаnk.com", True), ("αlpha-bank.com", True), ("ร้านkafe.com", False), ("कैफ़ेcafe.com", False)])
def test_mixed_scripts_weigh_where_letters_of_one_pass_for_the_other_s(host: str, weighs: bool) -> None:
    found = measure("name-idn-mixed-script", host)
    assert found.value == 1
    assert ((found.weight or 0.0) > 1) is weighs


def test_a_name_wholly_in_another_script_that_reads_as_a_brand_imitates_it() -> None:
    assert measure("name-brand-lookalike", "аррӏе.com").shown["official"] == "apple"


def test_a_brand_whose_name_is_a_common_word_or_short_is_said_by_halves() -> None:
    assert [measure("name-brand-embedded", host).value for host in ("apple-orchard.com", "paypal-news.com")] == [0.5, 1.0]


@pytest.mark.parametrize("host", ["аррӏе.com", "аррӏе.co.th", "g00gle.asia"])
def test_nothing_in_a_name_acquits_who_copies_a_label(host: str) -> None:
    assert all((measure(signal, host).weight or 0.0) >= 0 for signal in MEASURES)


@pytest.mark.parametrize("signal", ["name-brand-embedded", "name-brand-plus-action", "name-brand-lookalike"])
@pytest.mark.parametrize("line", ["ccib-region5.police.go.th", "ccib-help.go.th", "maybenk2u.gov.my"])
def test_nobody_is_said_not_to_own_a_name_that_a_registry_gives_to_checked_bodies(signal: str, line: str) -> None:
    assert not measure(signal, line).value


@pytest.mark.parametrize(
    "host",
    [
        *("login.microsoftonline.com", "outlook.office365.com", "www.scbeasy.com", "online.kasikornbankgroup.com"),
        *("krungsrionline.com", "dhl.co.th", "hsbc.co.th", "dtac.co.th", "paypal-community.com"),
    ],
)
def test_the_second_domains_of_banks_and_makers_imitate_nobody(host: str) -> None:
    assert measure("ben-official-domain", host).value
    assert not measure("name-brand-embedded", host).applicable


def test_no_sentence_takes_our_list_of_domains_for_complete() -> None:
    assert [row.id for row in load_catalog().rows.values() if "does not own" in row.because] == []


@pytest.mark.parametrize("host", ["kasikombank.com", "rnaybank.com", "paypa1.com"])
def test_the_spelling_of_a_look_alike_acquits_nobody(host: str) -> None:
    assert measure("name-brand-lookalike", host).value
    found = measure("name-spelling", host)
    assert not found.value or (found.weight or 0.0) > 0


@pytest.mark.parametrize(
    ("host", "brand"),
    [
        ("thai-dental-clinic.com", ""),
        ("thai-delivery.com", ""),
        ("verify-thaid.com", "ThaID"),
        ("ธนาคารกรุงไทย.com", "ธนาคารกรุงไทย"),
        ("กรงไทย-ขายกรงนก.com", ""),  # bird cages: without its vowel the city is one
        ("台灣銀行-登入.com", "臺灣銀行"),
        ("臺灣銀行-登入.com", "臺灣銀行"),
        ("臺電-繳費.com", "台電"),
    ],
)
def test_a_brand_is_compared_with_its_vowels_and_in_either_spelling(host: str, brand: str) -> None:
    target = parse_target(host)
    assert isinstance(target, Target)
    assert ([name.shown for _, name in NameView(target).brand_names] or [""])[0] == brand


@pytest.mark.parametrize(
    ("line", "brand"),
    [
        *(("กรุงไทย.com", "Krungthai Bank"), ("中国银行-认证.com", "Bank of China"), ("m2u-kemaskini.link", "Maybank")),
        *(("dsi-case-th.top", "Department of Special Investigation"), ("www.12309-jcy.cc", "Supreme People's Procuratorate")),
    ],
)
def test_a_name_is_said_to_be_that_of_whom_it_names_in_full(line: str, brand: str) -> None:
    shown = measure("name-brand-embedded", line).shown
    assert shown["brand"].startswith(brand) and shown["brand"] != shown["label"]


@pytest.mark.parametrize(
    "host",
    [
        *("agrobank.com.my", "chibabank.co.jp", "bankraya.co.id", "canarabank.com", "laoexpress.la"),
        *("anbank.com", "upbank.com.au", "nbbank.com"),
        *("aungmobile.com.mm", "yamato-kensetsu.jp", "baobao-shop.com", "pc-shindan.jp", "rakuen-ryokan.jp"),
    ],
)
def test_a_word_of_a_trade_and_a_word_of_a_language_imitate_nobody(host: str) -> None:
    assert measure("name-brand-lookalike", host).value == 0


@pytest.mark.parametrize(
    "host",
    [
        *("maybamk.com", "maaybank.top", "amybank.top", "techcombamk.com", "techconbank.top", "kasikormbank.com", "alipey.top"),
        *("lamdbank.com", "naybank.com", "chlnabank.com", "banklslam.com", "trvstwallet.com", "slngpost.com", "saconbank.com"),
    ],
)
def test_a_slip_in_the_word_of_the_trade_or_of_the_hand_imitates(host: str) -> None:
    assert measure("name-brand-lookalike", host).value == 1


@pytest.mark.parametrize(
    ("host", "how"),
    [
        *(("vietconbank.com", "shape"), ("krungthal.com", "shape"), ("agribnak.vn", "shape"), ("maybaank2u.com", "shape")),
        *(("thailandpozt.com", "shape"), ("microsott-online.com", "two slips"), ("agribanx.com", "slip"), ("combank.lk", "slip")),
        *(("gcsah.com", "slip"), ("gcaash.com", "slip")),
    ],
)
def test_a_slip_that_a_reader_overlooks_copies_the_label(host: str, how: str) -> None:
    assert measure("name-brand-lookalike", host).shown["how"] == how


@pytest.mark.parametrize(
    ("host", "how"),
    [
        *(("student-loan.com", "slip"), ("studentloans.com", "slip"), ("mastercars.co.uk", "slip"), ("bangkokhair.com", "slip")),
        *(("canadianbank.com", "slip"), ("immigrations.ca", "slip"), ("tradingviews.net", "slip"), ("mobilelegend.com", "slip")),
        *(("mastercerd.com", "shape"), ("lnterbank.com", "shape"), ("tradinqview.net", "shape"), ("1mmigration.com", "shape")),
    ],
)
def test_a_hyphen_a_plural_and_other_words_copy_nobody(host: str, how: str) -> None:
    assert measure("name-brand-lookalike", host).shown["how"] == how
    assert measured_name(host).copied is (how == "shape")


@pytest.mark.parametrize("host", ["appel.nl", "maxxis.com", "smartt.com", "chasse.fr", "cannon.com", "applle.com"])
def test_what_is_near_an_everyday_word_of_five_letters_resembles_nobody(host: str) -> None:
    assert measure("name-brand-lookalike", host).value == 0


@pytest.mark.parametrize(
    "host", ["kbs-international.com", "rjelectric.com", "bndigital.vn", "pacindonesia.co.id", "gcath.com", "mycloud.asia"]
)
def test_a_country_or_a_line_of_business_and_one_letter_of_five_are_chance(host: str) -> None:
    assert measure("name-brand-lookalike", host).value == 0


@pytest.mark.parametrize(("host", "official"), [("dbѕ.com", "dbs"), ("uоb-sg.com", "uob"), ("singpаss.secure-id.top", "singpass")])
def test_letters_of_another_script_copy_short_labels_and_those_to_the_left(host: str, official: str) -> None:
    assert measure("name-brand-lookalike", host).shown["official"] == official
    assert measured_name(host).brand_names or official == "singpass"


def test_nobody_has_letters_of_another_script_in_his_own_name() -> None:
    assert measured_name("mаybank.com.my").copied
    assert not measured_name("maybank.sg").copied


@pytest.mark.parametrize(
    ("host", "joined"),
    [
        *(("konfirmasibni.com", ["BNI"]), ("loginuob.com", ["UOB"]), ("dbssecure.top", ["DBS"]), ("verifikasiakunbca.com", ["BCA"])),
        *(("xacminhacb.com", ["ACB"]), ("krungthaiyuenyan.com", ["krungthai"]), ("securecimb.com", ["CIMB"])),
        *(
            ("acbilling.com", []),
            ("gsbonus.com", []),
            ("msgscb.com", []),
            ("rescbupdates.com", []),
            ("lineupdate.fm", []),
            ("momrewards.com", []),
        ),
        *(("dbsupdateservice.co.uk", []), ("dbsupdateservice.sg", ["DBS"]), ("dbs-update.co.uk", ["DBS"]), ("brisupport.co.uk", [])),
        *(("bpisupport.hospital.org", []), ("bpi-support.hospital.org", ["BPI"]), ("bcalogin.ghzouxd.cfd", ["BCA"])),
        *(("bcalogin.klik.biz.id", ["BCA"]), ("bcalogin.klik.de", [])),
    ],
)
def test_a_short_name_is_one_where_only_a_word_of_action_stands_beside_it(host: str, joined: list[str]) -> None:
    assert [spoken.shown for spoken, _ in measured_name(host).joined] == joined


@pytest.mark.parametrize(
    ("host", "name"),
    [
        *(("sithanabank.com", ""), ("mohanabank.lk", ""), ("kalawebank.org", ""), ("bankislamia.pk", ""), ("purchasebank.com", "")),
        *(("indochinabank.la", ""), ("jayapay.in", ""), ("ocbconsultants.com", ""), ("icbclimate.org", "")),
        *(("myhanabank.com", "Hana Bank"), ("hanabank-kyc.com", "Hana Bank"), ("loansmaybank.com", "Maybank"), ("uspsupport.com", "USPS")),
        *(("vnvpbank.com", "VPBank"), ("dcbbank.com", ""), ("trabajaenwalmart.cl", "Walmart"), ("itakeapplepay.com", "Apple Pay")),
        *(("baliexpressnews.com", ""), ("baliexpress.travel", ""), ("myaliexpress.com", "AliExpress")),
        *(("otpbank.hu", ""), ("otpbank.vip", "TPBank"), ("xvpbank.top", "VPBank"), ("xvpbank.pages.dev", "VPBank")),
        *(("pinjamanmaybank.com", "Maybank"), ("paypalmaybank.com", "Maybank"), ("bankislamonline.com", "Bank Islam")),
    ],
)
def test_a_name_that_is_a_part_of_another_or_of_a_word_is_not_read(host: str, name: str) -> None:
    assert name in [spoken.shown for _, spoken in measured_name(host).brand_names] or [""]
    assert bool(measured_name(host).brand_names) is bool(name)


@pytest.mark.parametrize("host", ["home.barclays", "www.about.hsbc", "hsbc.hsbc", "login.dhl"])
def test_an_organisation_s_own_ending_is_its_own(host: str) -> None:
    assert measure("ben-restricted-suffix", host).value == 1
    assert not measure("name-tld-weight", host).value
    assert not measure("name-brand-embedded", host).value


@pytest.mark.parametrize("line", ["https://forms.cloud.microsoft/r/abc", "https://sway.cloud.microsoft/abc", "x.usercontent.microsoft"])
def test_an_organisation_s_ending_below_which_anybody_writes_vouches_for_nobody(line: str) -> None:
    assert not measure("ben-restricted-suffix", line).value


@pytest.mark.parametrize(("host", "suffix"), [("pay-kbz.mm", "mm"), ("aba-kyc.kh", "kh"), ("x.pay-kbz.com.mm", "com.mm")])
def test_a_name_right_below_a_country_is_not_its_own_suffix(host: str, suffix: str) -> None:
    assert measure("name-tld-weight", host).shown["suffix"] == suffix


@pytest.mark.parametrize(
    ("host", "official"),
    [
        *(("vietcombamk.kyc-id.top", "vietcombank"), ("paypa1.session.top", "paypal"), ("www.bankmandlri.co.id.tarif.cc", "bankmandiri")),
        *(("bookings.hotel-hue.vn", None), ("finance.hospital.org", None), ("boffice.kedai.my", None), ("gcahs.blog.top", None)),
        *(("gov.immigration2.queues.net", None), ("studentloans.uni.edu.mn", None), ("cyber-security.kantor.id", None)),
    ],
)
def test_left_of_a_name_only_a_label_of_the_same_shape_resembles(host: str, official: str | None) -> None:
    assert measure("name-brand-lookalike", host).shown.get("official") == official
