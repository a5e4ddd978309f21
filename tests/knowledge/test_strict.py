"""Copies of the shipped files, each changed in one place: the lint names what is wrong, with file and line."""

import json
import re

import pytest

from scamtriage.knowledge import lint, loading
from scamtriage.knowledge.judgement.catalog import load_catalog, parse_catalog
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.loading import BadTable, line_of, read_text, shipped
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
        ("verifications.csv", r"(?m)^google-site", r"Google-Site", "must be in small letters"),
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


@pytest.mark.parametrize("unseen", ["\u200b", "\u202e", "\x00", "\ufeff", "\u00ad"])
@pytest.mark.parametrize("name", ["verifications.csv", "lexicon.csv", "barriers.toml", "links.toml", lint.SIGNALS])
def test_what_copying_brings_along_and_nobody_sees_is_refused_in_its_line(name: str, unseen: str) -> None:
    lines = read_text(name).splitlines(keepends=True)
    lines[4] = lines[4].rstrip("\n") + unseen + "\n"
    assert list(lint.of_type(name, "".join(lines))) == [
        f"{name}: line 5: holds a character that nobody sees, U+{ord(unseen):04X}: write it as an escape"
    ]
