"""A desk reads the whole output in its language: no English of ours is left in it, and no sentence of the program is unknown to it."""

import ast
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from scamtriage.assess import Rules, assess
from scamtriage.knowledge import countries
from scamtriage.knowledge.speech import LANGUAGES, SPOKEN, speech
from scamtriage.records import codec, reasons
from scamtriage.records.assessment import Assessment
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from tests.cli.running import run
from tests.judgement.sites import assessed
from tests.laws.named import trees

QUOTED = ("net/dns/message.py", "net/dns/name.py", "net/dns/records.py")
"""Their errors are quoted as the detail of a broken message."""
GOLDEN = Path(__file__).parents[1] / "golden"
SCENES = sorted(path.parent.name for path in GOLDEN.glob("*/evidence.jsonl"))
OTHERS = LANGUAGES[1:]
WORD = re.compile(r"[A-Za-z]{3,}")
ALLOWED = frozenset(
    (
        *(
            "scamtriage",
            "dns",
            "tls",
            "dnssec",
            "otp",
            "pin",
            "sha",
            "mmh",
            "tlp",
            "ascii",
            "iana",
            "rfc",
            "http",
            "https",
            "hxxp",
            "hxxps",
            "json",
            "nxdomain",
            "utc",
            "captcha",
            "cert",
        ),
        *("line", "telegram", "whatsapp", "zalo", "viber", "wechat", "messenger", "kakaotalk", "skype"),
        *("reputation", "images", "second", "look", "explain", "score"),  # --reputation, --qr-images, --second-look, the commands
    )
)
"""Names, units and options that every language writes so."""
NAMES = frozenset(
    (
        *(
            "qq",
            "signal",
            "promptpay",
            "vietqr",
            "liff",
            "discord",
            "gzip",
            "example",
            "com",
            "jpeg",
            "svg",
            "get",
            "punycode",
            "nul",
        ),
        *("amt", "nat", "ipv", "isatap", "dmarc", "spf", "socks", "rdap", "whois", "ndjson", "csv", "file", "format", "meta", "link"),
        *("cac", "weixin", "facebook"),
        *("pip", "install", "pymispwarninglists", "warninglists", "column", "tsv", "charset", "utf", "fffd"),
    )
)
"""More of them, which no golden scene shows."""
OURS = frozenset(
    (
        *("reason", "outcome", "kind", "where", "detail", "profile", "differed", "barrier", "asks", "behaviours", "type", "validation"),
        *("problems", "incomplete_because", "rtype", "collector", "stage", "cap"),
    )
)
"""Fields of the evidence that hold our words and not the target's."""
ERRORS = frozenset(
    (
        *("Blocked", "Unreachable", "TimedOut", "Malformed", "Limited", "NotAsked", "NoTls", "NoSuchName", "NoAddress", "NetError"),
        *("BadHost", "Overrun", "NotJson"),
    )
)


TYPED = re.compile(r"^(?:evidence|status|target)[.a-z{}]*[:：]|{[^}]*}|`[^`]*`|--[a-z-]+|\b[a-z]+-[a-z-]+\b|name \(at\) mail")
"""What stands in a sentence as it is typed or written: placeholders, commands, options, codes, keys of a line, an example."""


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text)}


def strings(value: object) -> Iterator[str]:
    """What the target, registries and tables wrote into the facts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in OURS:
                yield from strings(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, Struct):
        yield from strings({name: getattr(value, name) for name in value.__struct_fields__})


def told(scene: str, language: str) -> tuple[str, Assessment]:
    """Panel, table, HTML and markdown of a golden scene, with all that weighs nothing."""
    line = (GOLDEN / scene / "evidence.jsonl").read_bytes()
    rules = Rules.load()
    row = assessed(codec.from_line(line), rules, lang=language)
    out = ""
    for name, several in (("table", False), ("table", True), ("html", False), ("md", False)):
        made = "".join(RENDERERS[name]([row], Style(several=several, language=language, verbose=1)))
        out += re.sub(r"<style>.*?</style>|<[a-z/!][^>]*>", " ", made) if name == "html" else made
    ids = "|".join(
        r"[\s│]*-[\s│]*".join(one.split("-")) for one in sorted(rules.combiner.catalog.rows, key=len, reverse=True)
    )  # or cut by a line
    return re.sub(ids, " ", out), row  # codes, to be typed as they are


@pytest.mark.parametrize("scene", SCENES)
def test_no_english_of_ours_is_left(scene: str) -> None:
    english, row = told(scene, "en")
    theirs = words(" ".join(strings({"facts": {n: e.facts for n, e in row.evidence.items()}, "input": row.input, "target": row.target})))
    for found in row.contributions:
        theirs |= words(found.reading.signal)  # a code, the same in all languages
        theirs |= words(" ".join(str(value) for name, value in found.reading.shown.items() if name not in SPOKEN or name == "brand"))
        theirs |= words(str(found.reading.shown.get("quote", "")))
    known = speech("th").tables["detail"]
    contacts = getattr(row.evidence["page"].facts, "contacts", ()) if "page" in row.evidence else ()
    theirs |= words(
        " ".join(part for contact in contacts for part in contact.detail.split(", ") if part not in known)
    )  # whose number it is
    theirs |= words(f"{row.model} {row.knowledge} {row.evidence_digest}")
    theirs |= words(" ".join(f"{route.body} {route.channel}" for route in row.report_to))  # as those desks call themselves
    for language in OTHERS:
        spoken = speech(language)
        own = words(" ".join((*spoken.reasons.values(), *(text for table in spoken.tables.values() for text in table.values()))))
        own |= words(" ".join(countries.names(language).values()))
        if language in ("th", "zh"):
            own = set()
        out, _ = told(scene, language)
        assert (words(out) & words(english)) - theirs - own - ALLOWED == set(), language


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_itself_holds_no_english(language: str) -> None:
    """No sentence is its own English, and in another script no word is, but for names, units and options."""
    for table in speech(language).tables.values():
        for english, said in table.items():
            ours, theirs = (words(TYPED.sub("", text)) for text in (english, said))
            own = ours & theirs - ALLOWED - NAMES
            loan = language not in ("th", "zh") and (said != english or len(english.split()) < 3)  # "bank", "platform", "registrar"
            assert not own or loan, (english, said)


CLAIMS = {
    "personal or private": (
        re.compile(r"\b(personal|private)", re.IGNORECASE),
        {"th": "ส่วนตัว(?!เว็บไซต์)|ส่วนบุคคล", "ms": "peribadi", "id": "pribadi", "vi": "cá nhân", "zh": "个人|私人|私下"},
    ),
    "that it works": (
        re.compile(r"\bworks?\b"),
        {"th": "ได้จริง", "ms": "berfungsi", "id": "berfungsi", "vi": "hoạt động được", "zh": "能收信"},
    ),
}
"""What nobody may be told in one language alone: in English, and in the others."""


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_claims_more_than_was_measured(language: str) -> None:
    rows, spoken = Rules.load().catalog.rows, speech(language)
    said = [(rows[signal].because, sentence) for signal, sentence in spoken.reasons.items()]
    said += [pair for table in spoken.tables.values() for pair in table.items()]
    for english, claims in CLAIMS.values():
        own = re.compile(claims[language])
        assert [sentence for source, sentence in said if own.search(sentence) and not english.search(source)] == []


def test_who_put_a_name_on_hold_is_said_to_be_either_in_all_languages() -> None:
    both = {
        "th": ("นายทะเบียน", "ผู้รับจดทะเบียน"),
        "ms": ("pejabat pendaftaran", "atau pendaftar"),
        "id": ("registri", "registrar"),
        "vi": ("cơ quan quản lý", "nhà đăng ký"),
        "zh": ("注册管理机构", "注册商"),
    }
    assert all(word in speech(language).reasons["reg-status-hold"] for language, words in both.items() for word in words)


@pytest.mark.parametrize("language", OTHERS)
def test_no_finding_is_told_as_a_finding_that_there_is_none_and_not_as_a_clean_bill(language: str) -> None:
    assert not re.search("ผิดปกติ|异常|normal|an toàn|selamat|aman|安全", speech(language).word("verdict", "no-finding"))


def sayings() -> Iterator[tuple[str, str]]:
    """Every literal that is said: (file, phrase)."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say" and node.args:
                for one in ast.walk(node.args[0]):
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and not isinstance(node.args[0], ast.Subscript):
                        yield file, one.value


def test_every_phrase_that_is_said_is_known() -> None:
    found = [(file, phrase) for file, phrase in sayings() if file != "knowledge/speech.py"]
    assert len(found) > 40
    assert [(file, phrase) for file, phrase in found if phrase not in speech("th").tables["phrases"] and " " in phrase] == []


def filled(node: ast.expr) -> str | None:
    """A literal, a shared part of reasons, or a formatted one with something where its values go; None for what is none of them."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Name(id=name) if isinstance(shared := getattr(reasons, name, None), str):
            return shared
        case ast.FormattedValue(value=value):
            return shared if isinstance(value, ast.Name) and (shared := filled(value)) is not None else "x7"
        case ast.JoinedStr(values=values):
            return "".join(filled(value) or "" for value in values)
        case _:
            return None


def sentences_of_the_evidence() -> Iterator[tuple[str, str]]:
    """What the rooms that observe may write as a reason: (file, sentence)."""
    for file, tree in trees().items():
        if file.partition("/")[0] not in ("net", "collect", "parse", "targets") or file in QUOTED:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(name := node.targets[0], ast.Name | ast.Attribute):
                named = name.id if isinstance(name, ast.Name) else name.attr
                if (
                    named in ("why", "broken")
                    and (sentence := filled(node.value)) is not None
                    and len(sentence.replace("x7", "").split()) > 1
                ):
                    yield file, sentence
            if not isinstance(node, ast.Call):
                continue
            given = [k.value for k in node.keywords if k.arg in ("reason", "because", "incomplete_because")]
            if ast.unparse(node.func).rpartition(".")[2] in ERRORS:
                given += node.args[:1]
            for one in given:
                if (sentence := filled(one)) is not None and len(sentence.replace("x7", "").split()) > 1:
                    yield file, sentence


MADE_UP = ("HTTP 404 Not Found", "x7 x7 (HTTP x7)", "the answer is x7, not about x7")
"""What a server says, and two sentences whose words come from a choice: the catalogues know what is chosen from."""


def test_every_sentence_of_the_evidence_is_recognised() -> None:
    thai = speech("th")
    found = [*sentences_of_the_evidence()]
    assert len(found) > 80
    unknown = [
        (file, text) for file, text in found if text not in MADE_UP and not re.search(r"[\u0e00-\u0e7f]", thai.word("evidence", text))
    ]
    assert unknown == []


@pytest.mark.parametrize("format", ["table", "html", "md"])
def test_the_command_line_speaks_thai(format: str) -> None:
    thai = speech("th")
    line = (GOLDEN / "dsi-case" / "evidence.jsonl").read_text(encoding="utf-8")
    done = run("score", "-", "--lang", "th", "--format", format, stdin=line)
    assert done.returncode == 0, done.stderr
    for heading in ("Evidence for a scam", "Contacts on the page"):
        assert thai.say(heading) in done.stdout
        assert heading not in done.stdout
    if format == "html":
        assert '<html lang="th" dir="ltr">' in done.stdout


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("id", "id"), ("zh", "zh-Hans")])
def test_a_page_says_its_language_and_loads_nothing(language: str, tag: str) -> None:
    page = "".join(RENDERERS["html"]([], Style(language=language)))
    assert f'<html lang="{tag}" dir="ltr">' in page
    assert "default-src 'none'" in page
    assert not re.search(r"@font-face|@import|url\(|src=|href=", page)


def test_machine_formats_keep_their_keys_and_codes() -> None:
    line = (GOLDEN / "zh-safe-account" / "evidence.jsonl").read_bytes()
    rows = {language: assess(codec.from_line(line), Rules.load(), lang=language) for language in ("en", "th")}
    for format in ("json", "ndjson", "csv"):
        made = {language: "".join(RENDERERS[format]([row], Style(language=language))) for language, row in rows.items()}
        for found, other in zip(rows["en"].contributions, rows["th"].contributions, strict=True):  # type: ignore[union-attr]
            assert found.reading == other.reading
        assert made["en"].count("near-certain") == made["th"].count("near-certain") > 0
        assert keys(made["en"], format) == keys(made["th"], format)


def keys(made: str, format: str) -> object:
    """The headings of a table, or the names in a document with the kinds of what they hold."""
    return next(csv.reader(made.splitlines())) if format == "csv" else _shape(json.loads(made))


def _shape(value: object) -> object:
    match value:
        case dict():
            return {key: _shape(inner) for key, inner in value.items()}
        case list():
            return [_shape(inner) for inner in value]
        case _:
            return type(value)


@pytest.mark.parametrize("language", OTHERS)
def test_a_line_of_two_addresses_is_refused_in_the_readers_language(language: str, tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("a.com b.com\nhttps://a.comhttps://b.com\n")
    shown = run("scan", str(tmp_path / "urls.txt"), "--offline", "-q", "--lang", language).stdout
    reasons = [json.loads(line)["status_reason"] for line in shown.splitlines()]
    assert len(reasons) == 2
    assert not any("more than one word" in reason for reason in reasons)
