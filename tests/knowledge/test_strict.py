"""Copies of the shipped files, each changed in one place: the lint names what is wrong, with file and line."""

import json
import re

import pytest

from scamtriage.knowledge import lint, lint_terms, loading
from scamtriage.knowledge.hosts.public_suffix import split
from scamtriage.knowledge.judgement.catalog import load_catalog, parse_catalog
from scamtriage.knowledge.language import brands, innocent_words
from scamtriage.knowledge.loading import BadTable, line_of, read_table, read_text, shipped
from scamtriage.score.model import parse_model


def complaints(name: str, text: str) -> list[str]:
    """What the lint says of one file."""
    return list(lint.of_type(name, text))


CHANGES = [
    ("tables.toml", "[registrars] ", "[registrars]\nexpries = 2027-01-01\n#", "registrars.expries: unknown key"),
    ("tables.toml", 'names = { "gname', 'nams = { "gname', "registrars.nams: unknown key"),
    ("tables.toml", '"1923" = 0.5', '"1923" = "0.5"', "registrars.ids.1923: Expected `float`, got `str`"),
    ("tables.toml", '"gmail.com", ', '"gmail.com", "gmail.com", ', "freemail.domains: 'gmail.com' stands twice"),
    ("tables.toml", '"gmail.com", ', '"Gmail.com", ', "freemail.domains.0: must be a host name"),
    ("tables.toml", '[files."cdn.csv"]', '[files."cnd.csv"]', "files.cnd.csv: no such key: it must be one of brands.csv, cdn.csv"),
    ("tables.toml", '[files."cdn.csv"]', '[files."cdn.csv"]\nx = 1', "files.cdn.csv.x: unknown key"),
    ("web.toml", "\n[[rule]]", "\nzzz = 3\n[[rule]]", "zzz: unknown key"),
    ("web.toml", 'kind = "behaviour"', 'kind = "behavior"', "rule.0.kind: must be one of"),
    ("web.toml", 'kind = "behaviour"', 'kind = "behaviour"\nbefore = 1001', "rule.0.before: Expected `int` <= 1000"),
    ("web.toml", 'kind = "behaviour"', "", "rule.0.kind: is missing"),
    ("web.toml", "before = 220", 'before = "220"', "before: Expected `int`, got `str`"),
    ("fields.toml", 'cc-csc = "card"', 'cc-csc = "crad"', "autocomplete.cc-csc: must be one of"),
    ("fields.toml", "\notp = ", "\nopt = ", "asks.opt: no such key"),
    ("registries.toml", 'order = "dmy"', 'order = "dym"', "family.0.order: must be one of dmy, mdy, ymd"),
    ("registries.toml", "services = [", "servises = [", "servises: unknown key"),
    ("contacts.toml", "digits = [10, 12]", 'digits = ["10", 12]', "banks.0.digits.0: Expected `int`, got `str`"),
    ("contacts.toml", 'hosts = ["anydesk.com", ', 'host = ["anydesk.com", ', "tools.0.host: unknown key"),
    ("innocent.toml", "[phrases]\nen", "[phrases]\nxx", "phrases.xx: no such key"),
    ("suffixes.csv", "gov,restricted", "gov,whatever", "kind: 'whatever' cannot stand there"),
    ("suffixes.csv", "\nmil,restricted", "\ngov,restricted", "suffix, kind: gov, restricted stands already in line 2"),
    ("cdn.csv", "asn,13335", "asn,cloudflare", "value: 'cloudflare' cannot stand there"),
    ("parking.csv", "ns,above.com", "ns,Above.com", "value: 'Above.com' cannot stand there"),
    ("platforms.csv", "github.io,GitHub Pages", "GitHub.io,GitHub Pages", "suffix: 'GitHub.io' cannot stand there"),
    ("dynamic_dns.csv", "suffix,name", "suffix,names", "the columns must be suffix, name"),
    ("whois_servers.csv", "whois.educause.edu,{}", "whois.educause.edu,", "query: '' cannot stand there"),
    ("confusables.csv", "0131,i", "131,i", "code: '131' cannot stand there"),
    ("report_to.csv", "TH,police-hotline", "THA,police-hotline", "country: 'THA' cannot stand there"),
    ("brands.csv", "royalthaipolice.go.th,high,list", "royalthaipolice.go.th,high,bogus", "cross_check: 'bogus' cannot stand there"),
    ("brands.csv", "royalthaipolice.go.th,high,list", "royalthaipolice.go.th,sure,list", "confidence: 'sure' cannot stand there"),
    ("brands.csv", ",police,TH,royal", ",polize,TH,royal", "sector: 'polize' cannot stand there"),
    ("lexicon.csv", ",th,gambling,3,phrase", ",th,nosuchtype,3,phrase", "scam_type: 'nosuchtype' cannot stand there"),
    ("lexicon.csv", ",th,gambling,3,phrase", ",xx,gambling,3,phrase", "language: 'xx' cannot stand there"),
    ("lexicon.csv", ",th,gambling,3,phrase,text", ",th,gambling,3,phrase,bogus", "match: 'bogus' cannot stand there"),
    ("lexicon.csv", ",th,gambling,3,phrase", ",th,gambling,4,phrase", "specificity: '4' cannot stand there"),
    ("lexicon.csv", ",th,gambling,3,phrase", ",th,gambling,3,phrase,extra", "9 cells where 8 belong"),
    ("name_model.json", '"as_of":', '"as_off":', "as_off: unknown key"),
    ("name_model.json", '"expires":"2027', '"expires":"27', "expires: Invalid RFC3339 encoded date"),
    ("rdap_bootstrap.json", '"as_of"', '"of"', "of: unknown key"),
    ("signals.toml", "[name-token-strong]", "[name-token-strong", "Expected ']' at the end of a table declaration"),
    ("signals.toml", "[name-token-medium]", "[name-token-strong]", "Cannot declare ('name-token-strong',) twice"),
    ("scoring.toml", 'version = "1"', 'version = "1', "Illegal character"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change[0]}: {change[3]}")
def test_what_a_file_does_not_know_or_lacks_is_named_with_its_line(change: tuple[str, str, str, str]) -> None:
    name, old, new, says = change
    text = read_text(name)
    assert old in text
    found = complaints(name, text.replace(old, new, 1))
    assert any(says in complaint for complaint in found), found
    assert all(re.match(rf"{re.escape(name)}: line \d+: ", complaint) for complaint in found)
    assert complaints(name, text) == []


def test_a_number_that_is_none_or_too_great_is_said_in_one_sentence() -> None:
    (found,) = complaints("lexicon.csv", read_text("lexicon.csv").replace(",th,gambling,3,phrase", ",th,gambling,9,phrase", 1))
    assert found == "lexicon.csv: line 2: specificity: '9' cannot stand there: Expected `int` <= 3"


def test_bytes_that_are_no_text_are_named_with_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "_read", lambda _name: b"suffix,name\ngithub.io,GitHub\ncaf\xe9.io,Caf\xe9\n")
    with pytest.raises(BadTable, match=r"^platforms\.csv: line 3: holds no text in UTF-8$"):
        read_text("platforms.csv")


def test_what_is_wrong_with_an_array_of_tables_is_said_where_it_begins() -> None:
    text = "a = 1\n\n[[verdicts]]\nverdict = 'x'\n"
    assert line_of(text, ("verdicts", "verdict")) == 4
    assert line_of(text, ("verdicts", 1, "verdict")) == 1


def test_a_name_of_two_letters_of_any_script_needs_a_whole_token() -> None:
    assert [word for word in ("abc", "银行", "กข", "농협", "сб") if not brands.short(word)] == []
    assert [word for word in ("abcd", "支付宝", "ปปง", "카카오") if brands.short(word)] == []


def test_the_line_is_that_of_the_key() -> None:
    text = read_text("web.toml").replace('name = "print-loop"', 'name = "print-loop"\nidd = "x"', 1)
    (found,) = complaints("web.toml", text)
    assert text.splitlines()[int(found.split()[2].rstrip(":")) - 1] == 'idd = "x"'


def test_every_shipped_file_is_known_to_the_lint() -> None:
    assert {*lint.TABLES, *lint.ROWS, lint.SIGNALS} == set(shipped())
    assert complaints("other.csv", "a,b") == ["other.csv: line 1: no type describes it"]


def test_the_lint_of_all_files_looks_at_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    read, changed = lint.read_text, {name: (old, new, says) for name, old, new, says in CHANGES}
    monkeypatch.setattr(lint, "read_text", lambda file: read(file).replace(*changed[file][:2], 1) if file in changed else read(file))
    found = list(lint.complaints())
    assert [name for name, (_, _, says) in changed.items() if not any(says in complaint for complaint in found)] == []


# ages


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("expires = 2027-02-27", "expires = 2020-05-24", "registrars: expires must be a day after as_of"),
        ("expires = 2027-02-27", "# nothing", "registrars: a table says when it expires, or why it is lasting"),
        ("expires = 2027-02-27", 'lasting = "x"\nexpires = 2027-02-27', "registrars: a table says when it expires, or why"),
        ('[files."cdn.csv"]\nas_of = 2026-11-24', '[files."cdn.csv"]', "cdn.csv.as_of: is missing"),
    ],
)
def test_a_table_says_how_long_it_weighs(old: str, new: str, says: str) -> None:
    text = read_text("tables.toml")
    assert old in text
    (found,) = complaints("tables.toml", text.replace(old, new, 1))
    assert says in found
    assert (line := re.match(r"tables\.toml: line (\d+): ", found)) and int(line[1]) > 1


def test_every_table_with_a_file_of_its_own_has_its_age() -> None:
    text = re.sub(r'\[files\."cdn\.csv"\]\n(?:.+\n)+', "", read_text("tables.toml"))
    assert complaints("tables.toml", text) == ["tables.toml: line 1: files.cdn.csv: is missing"]


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


@pytest.mark.parametrize(
    ("name", "pattern", "new", "says"),
    [
        ("registries.toml", r"(?m)^kept = \[", r"kept = ['', ", "kept: '' must be a regular expression"),
        ("registries.toml", r"(?m)^kept = \[", r"kept = [5, ", "kept: 5 must be a regular expression"),
        ("registries.toml", r"(?m)^kept = \[", r"kept = ['a)(b', ", r"kept: 'a)(b' must be a regular expression: unbalanced"),
        ("registries.toml", r"(?ms)^kept = \[.*?^\]", r"kept = 'abc'", "kept: must be a list of regular expressions"),
        ("registries.toml", r"(?ms)^reserved_line = \[.*?^\]", r"reserved_line = 'abc'", "reserved_line: must be a list of regular"),
        ("registries.toml", r"(?ms)^reserved_line = \[.*?^\]", r"reserved_line = 5", "reserved_line: must be a list of regular"),
        ("registries.toml", r"(?ms)^marks = \[.*?\]", r"marks = []", "marks: Expected `array` of length >= 1"),
        ("registries.toml", r"(?m)^expires = \[", 'expires = ["creation date", ', "fields: 'creation date' stands in two of them"),
        ("contacts.toml", r"(?ms)^english = \[.*?\]", r"english = []", "regions.english: Expected `array` of length >= 1"),
        ("contacts.toml", r"(?m)^(chinese = .*?)hant", r"\1hans2", "regions.chinese.hans2: no such key"),
        ("contacts.toml", r"(?m)^chinese = .*$", r'chinese = { hans = ["CN"] }', "regions.chinese.hant: is missing"),
        ("innocent.toml", r"(?m)^as_of = (\S+)", r'as_of = "\1"', "as_of: Expected `date`, got `str`"),
        ("innocent.toml", r'(?m)^en = ".*?"', r'en = ""', "grammar.en: must be a text"),
        ("parking.csv", r"(?m)^ns,([^,]+),", r"ns,a..b,", "must be a host name"),
        ("cdn.csv", r"(?m)^asn,\d+,", r"asn,12345678901,", "it must be a number for asn"),
    ],
)
def test_what_only_reads_like_a_good_value_is_refused_in_its_line(name: str, pattern: str, new: str, says: str) -> None:
    text = read_text(name)
    changed, count = re.subn(pattern, new, text, count=1)
    assert count == 1
    (found,) = complaints(name, changed)
    assert says in found
    line = int(re.match(rf"{re.escape(name)}: line (\d+): ", found)[1])  # type: ignore[index]
    assert line > 1 or name == "innocent.toml"


def test_a_file_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint, "shipped", lambda: tuple(name for name in shipped() if name != "fields.toml"))

    def without_fields(name: str) -> str:
        if name == "fields.toml":
            raise BadTable(f"{name}: cannot be read: No such file or directory")
        return read_text(name)

    monkeypatch.setattr(lint, "read_text", without_fields)
    assert list(lint.complaints()) == ["fields.toml: cannot be read: No such file or directory"]


def test_a_signal_that_is_no_table_is_refused() -> None:
    with pytest.raises(BadTable, match=r"signals\.toml: line 1: surprise: Expected `object`, got `int`"):
        parse_catalog("surprise = 1\n" + read_text("signals.toml"), read_text("scoring.toml"))


@pytest.mark.parametrize(
    "key", ["a - at `$.zzz[...]", "x` - at `$.weights[...]", "x` - at `key` in `$.weights", "\ud800", "\x1b[31m\nb", "a" * 9_999]
)
def test_a_strangers_key_gives_one_short_sentence(key: str) -> None:
    catalog = load_catalog()
    with pytest.raises(BadTable) as refused:
        parse_model(catalog, "desk.json", json.dumps({"slope": 0.5, "prior": 0.1, key: 1}))
    assert str(refused.value).isprintable() and str(refused.value).startswith("desk.json: line 1: ") and len(str(refused.value)) < 200
