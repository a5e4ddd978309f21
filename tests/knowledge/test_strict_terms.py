"""Rows that are added to the lexicon and to the organisations: what honest pages and names hold too is refused, or bound."""

import pytest

from scamtriage.knowledge import lint_terms
from scamtriage.knowledge.hosts.public_suffix import split
from scamtriage.knowledge.language import brands, innocent_words
from scamtriage.knowledge.loading import BadTable, read_table, read_text

# the lexicon


def with_row(name: str, row: str) -> tuple[str, int]:
    """The file with a row more, and the row's line."""
    text = read_text(name).rstrip("\n") + "\n" + row + "\n"
    return text, len(text.splitlines())


def added(row: str) -> list[str]:
    text, line = with_row("lexicon.csv", row)
    return [complaint for complaint in lint_terms.lexicon(text) if complaint.startswith(f"lexicon.csv: line {line}: ")]


@pytest.mark.parametrize(
    ("term", "language"),
    [
        *[("bank", "en"), ("house", "en"), ("support", "en"), ("contact us", "en"), ("Customer Service", "en"), ("the", "en")],
        *[
            ("ธนาคาร", "th"),
            ("公司", "zh-Hans"),
            ("銀行", "zh-Hant"),
            ("会社", "ja"),
            ("은행", "ko"),
            ("ngân hàng", "vi"),
            ("bangko", "fil"),
        ],
        *[("syarikat", "ms"), ("perusahaan", "id"), ("बैंक", "hi"), ("ធនាគារ", "km"), ("ဘဏ်", "my"), ("ທະນາຄານ", "lo")],
    ],
)
def test_a_word_of_everyday_is_no_term_that_weighs(term: str, language: str) -> None:
    assert any("everyday" in why or "ordinary words" in why for why in added(f"{term},{language},gambling,3,word,text,,"))
    if term != "the":
        assert added(f"{term},{language},gambling,1,word,text,,DUAL-USE: innocent alone") == []


@pytest.mark.parametrize(
    ("language", "terms"),
    [
        ("en", "please welcome today always"), ("id", "karena semua silakan"), ("ms", "kerana semua sahaja"),
        ("fil", "aming kailangan salamat"),
        ("vi", "vui_lòng cảm_ơn hôm_nay"), ("hi", "आपका नमस्ते धन्यवाद"), ("ko", "안녕하세요 감사합니다 여러분"),
        ("ja", "ありがとう 本日 提供"),
        ("zh-Hans", "欢迎 谢谢 今天"), ("zh-Hant", "歡迎 謝謝 現在"), ("th", "ทีมงาน ขอบคุณ วันนี้"), ("km", "សូម អរគុណ ថ្ងៃនេះ"),
        ("my", "မင်္ဂလာပါ ယနေ့ ကျေးဇူးတင်ပါတယ်"), ("lo", "ກະລຸນາ ຂອບໃຈ ມື້ນີ້"),
    ],
)  # fmt: skip
def test_the_commonest_words_of_each_language_are_no_terms_that_weigh(language: str, terms: str) -> None:
    for term in terms.split():
        row = f"{term.replace('_', ' ')},{language},gambling,3,word,text,,"
        assert any("everyday" in why or "ordinary words" in why for why in added(row)), term


def test_each_language_has_its_commonest_words() -> None:
    common = read_table(innocent_words.FILE, innocent_words.InnocentFile).common
    assert set(common) == {"en", "th", "vi", "id", "ms", "fil", "zh", "ja", "ko", "hi", "km", "my", "lo"}
    assert all(len(set(words.split())) >= 120 for words in common.values())


@pytest.mark.parametrize("term", ["shop", "online", "art", "judi", "satta", "dent", "land", "hotel", "tennis", "market"])
def test_a_piece_of_honest_names_is_no_term_of_host_names(term: str) -> None:
    assert any("matches an innocent word list too often" in why for why in added(f"{term},en,gambling,3,domain-token,substring,,"))
    assert any("matches an innocent word list too often" in why for why in added(f"{term},en,gambling,1,domain-token,substring,,"))


def test_a_short_piece_of_host_names_is_matched_as_a_whole_token() -> None:
    assert any("is short" in why for why in added("xqz,en,gambling,3,domain-token,substring,,"))
    assert added("xqz,en,gambling,3,domain-token,whole-token,,") == []


def test_a_word_of_everyday_may_stay_where_the_row_says_what_is_known_of_it() -> None:
    assert added("lottery,en,gambling,2,domain-token,whole-token,,") != []
    assert added("lottery,en,gambling,2,domain-token,whole-token,,kept at 2 against the benign-hit rule: read by name") == []
    assert added("lottery,en,gambling,1,domain-token,whole-token,,DUAL-USE: innocent alone") == []


def test_a_term_stands_once() -> None:
    first = read_text("lexicon.csv").splitlines()[1]
    assert any("stands already in line 2" in why for why in added(first))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("ca\u0301 zqqx,vi,gambling,3,phrase,text,,", "must be composed"),
        ("zqqx\u200bomega,en,gambling,3,word,text,,", "nobody sees"),
        ("zqqx.omega,en,gambling,3,domain-token,substring,,", "a dot or a blank"),
        ("zqqx omega,en,gambling,3,domain-token,substring,,", "a dot or a blank"),
        ("บาคาร่าซีคิว,en,gambling,3,word,text,,", "not written in the letters of en"),
    ],
)
def test_a_term_that_could_not_be_found_is_refused(row: str, says: str) -> None:
    assert any(says in why for why in added(row))


def test_a_row_of_the_lexicon_is_matched_as_its_form_is() -> None:
    assert any("is not matched as text" in why for why in added("zqqx,en,gambling,3,domain-token,text,,"))
    assert any("is not matched as substring" in why for why in added("zqqx,en,gambling,3,word,substring,,"))


# organisations


def named(row: str) -> list[str]:
    text, line = with_row("brands.csv", row)
    return [complaint for complaint in lint_terms.organisations(text) if complaint.startswith(f"brands.csv: line {line}: ")]


@pytest.mark.parametrize(
    ("alias", "rules", "says"),
    [
        ("TNB", "anywhere;anywhere", "is short"),
        ("TNB", "anywhere;prefix", "is short"),
        ("中行", "anywhere;anywhere", "is short"),
        ("shop", "anywhere;anywhere", "too often"),
        ("shop", "anywhere;token", "is a word of everyday"),
        ("ธนาคาร", "anywhere;token", "is a word of everyday"),
        ("tenni", "anywhere;prefix", "too often"),
        ("TNB", "anywhere;token", ""),
        ("XYZW", "anywhere;anywhere", ""),
    ],
)
def test_a_name_that_honest_names_hold_is_bound_or_marked(alias: str, rules: str, says: str) -> None:
    row = f"Test Nusantara Bank,{alias},bank,MY,tnbtest.com.my,high,list,,{rules}"
    found = named(row)
    assert any(says in why for why in found) if says else not found
    if says == "is short":
        with pytest.raises(BadTable, match=rf"brands\.csv: line \d+: min_match: '{alias}' is short"):
            brands.parse(with_row("brands.csv", row)[0])


@pytest.mark.parametrize(
    "alias", ["digibank", "DigiBank", "Mobile Banking", "m-banking", "e-wallet", "SmartBanking", "ví điện tử", "手机银行"]
)
def test_what_several_makers_call_a_product_names_none_of_them(alias: str) -> None:
    found = named(f"Test Nusantara Bank,{alias},bank,MY,tnbtest.com.my,high,list,common word,anywhere;token")
    assert any("several makers" in why for why in found)
    assert not any(
        "several makers" in why for why in named(f"Test Nusantara Bank,TNB {alias},bank,MY,tnbtest.com.my,high,list,,anywhere;anywhere")
    )


def test_the_name_of_a_row_is_held_to_the_same() -> None:
    assert any("is short" in why for why in named("ZQK,,bank,MY,zqk.com.my,high,list,,anywhere"))
    assert any("too often" in why for why in named("Online Shop,,ecommerce,MY,tnbtest.com.my,high,list,,anywhere"))
    assert named("Shop,,ecommerce,MY,tnbtest.com.my,high,list,common word: match whole token only (Shop),token") == []


def test_a_row_that_stands_already_and_names_that_a_comma_parts_are_told() -> None:
    assert any("stands already" in why for why in named("maybank,,bank,MY,tnbtest.com.my,high,list,,anywhere"))
    assert any(
        "holds a comma" in why for why in named('Test Nusantara Bank,"zetabnk,zbank",bank,MY,tnbtest.com.my,high,list,,anywhere;anywhere')
    )


@pytest.mark.parametrize(
    ("domain", "check", "says"),
    [
        ("com.my", "list", "is a public suffix"),
        ("co.uk", "list", "is a public suffix"),
        ("nusantara.github.io", "list", "is lent to anybody"),
        ("holiday.com", "none", "is a word of everyday"),
        ("holiday.com", "list", ""),
        ("tnbtest.com.my", "none", ""),
        ("royalthaipolice.go.th", "list", "is that of Royal Thai Police"),
        *[
            ("gmail.com", "list", "is that of Google"),
            ("facebook.com", "list", "is that of Facebook"),
            ("t.me", "list", "is that of Telegram"),
        ],
        *[(mail, "list", "mailboxes or pages of anybody") for mail in ("sina.com", "yahoo.co.jp", "medium.com", "wa.me", "forms.gle")],
        ("forms.google.com", "list", "is that of Google"),
        ("bit.ly", "list", "is lent to anybody"),
        ("weebly.com", "list", "is lent to anybody"),
        ("www.tnbtest.com.my", "list", "write tnbtest.com.my"),
    ],
)
def test_an_official_domain_is_one_house_s_own(domain: str, check: str, says: str) -> None:
    found = named(f"Test Nusantara Bank,,bank,MY,{domain},high,{check},,anywhere")
    assert any(says in why for why in found) if says else not found, (found, split(domain))


def test_a_country_is_one() -> None:
    assert any("XX is no country" in why for why in named("Test Nusantara Bank,,bank,MY XX,tnbtest.com.my,high,list,,anywhere"))


def test_the_innocent_list_is_worth_its_name() -> None:
    known = innocent_words.load()
    assert len(known.words) > 2_000 and len(known.labels) > 2_500 and len(known.grammar) > 250
    assert {"judith", "jansatta", "artgallery", "bookshop"} <= set(known.labels)
