"""What leaves of the way to a page, of whom its link was sent to, and of how the desk looked: hosts, and nobody's name."""

import dataclasses
import json
import re
from base64 import b64decode

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import (
    Contact,
    Form,
    FormField,
    Hop,
)
from scamtriage.render import SHARED, disclosure, report_text
from scamtriage.render.formats import RENDERERS
from scamtriage.render.redaction import Withholding
from scamtriage.render.style import Sharing, Style
from tests.render.reports import (
    EVERYTHING,
    FAULTS,
    NOTHING,
    accused,
    flagged,
    landed,
    named,
    objects,
    said,
)


@pytest.mark.parametrize("format", SHARED)
def test_how_the_desk_looked_is_nobody_elses_business(format: str) -> None:
    """Not the address of its proxy, which evidence of 0.1.0 names; not that its machine was busy, nor which network it admitted."""
    row = accused()[0]
    page = replace(row.evidence["page"], flags=("loaded", "allow-net", "via socks5h://10.20.30.40:1080"))
    again = assess(Dossier(line=1, input=row.input, target=row.target, evidence={**row.evidence, "page": page}), Rules.load())
    assert isinstance(again, Assessment) and {"loaded", "allow-net", "via-proxy"} <= set(again.flags)
    assert "10.20.30.40" not in "".join(RENDERERS["json"]([replace(again, evidence={})], Style()))
    text = said(format, [again])
    assert not [told for told in ("10.20.30.40", "via-proxy", "loaded", "allow-net") if told in text]
    if format == "xarf":
        assert not [
            told
            for told in ("via", "loaded", "allow-net")
            if told.encode() in b64decode(json.loads(text)[0]["evidence"][0]["payload"]).split()
        ]


BROUGHT = [
    ("?email=somchai.victim@bank-customer.co.th", "email", "somchai.victim@bank-customer.co.th"),
    ("?email=somchai.victim%2540bank-customer.co.th", "email", "somchai.victim@bank-customer.co.th"),
    ("?e=c29tY2hhaS52aWN0aW1AYmFuay1jdXN0b21lci5jby50aA==", "email", "somchai.victim@bank-customer.co.th"),
    ("r/c29tY2hhaS52aWN0aW1AYmFuay1jdXN0b21lci5jby50aA/", "email", "somchai.victim@bank-customer.co.th"),
    ("?e=736f6d636861692e76696374696d4062616e6b2d637573746f6d65722e636f2e7468", "email", "somchai.victim@bank-customer.co.th"),
    ("?ph=%2B66899991234", "phone", "+66899991234"),
    ("?ph=089-999-1234", "phone", "+66899991234"),
    ("?line=victim_nok99", "line", "victim_nok99"),
]


@pytest.mark.parametrize(("query", "kind", "value"), BROUGHT, ids=[query for query, _, _ in BROUGHT])
@pytest.mark.parametrize("at", ["target", "hop"])
def test_whom_the_link_was_sent_to_is_not_told_as_the_scammer(query: str, kind: str, value: str, at: str) -> None:
    row = next(row for row in accused() if not row.landed)
    url = f"https://{row.target.host}/{query}"
    own = Contact(kind=kind, value={"email": "gang@evil.example", "phone": "+85553952119", "line": "agent_007"}[kind])
    facts = replace(landed(row, row.target.host), contacts=(Contact(kind=kind, value=value), own))
    if at == "hop":
        facts = replace(facts, hops=(Hop(url=url, outcome="ok"),))
    else:
        row = replace(row, target=replace(row.target, url=url))
    told = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    assert [c.value for c in disclosure.contacts(told, EVERYTHING)] == [own.value]
    assert [c.value for c in disclosure.withheld(told, EVERYTHING)] == [value]


def test_the_number_of_a_call_centre_comes_with_the_link_and_is_no_victims() -> None:
    row = next(row for row in accused() if row.target.url.endswith("?ph=%2B1-844-555-3917"))
    assert [c.value for c in disclosure.contacts(row, EVERYTHING) if c.kind == "hotline"] == ["+18445553917"]


@pytest.mark.parametrize(
    "url", ["https://wa.me/66812345678?text=nok@mail.example", "https://api.whatsapp.com/send?phone=66812345678&text=nok@mail.example"]
)
def test_whom_the_link_of_a_messenger_opens_was_not_brought_along(url: str) -> None:
    row = next(row for row in accused() if not row.landed)
    opened, written = (Contact(kind="phone", value="+66812345678"), Contact(kind="whatsapp", value="+66812345678")), "nok@mail.example"
    facts = replace(landed(row, row.target.host), contacts=(*opened, Contact(kind="email", value=written)), final_url=url, hops=())
    told = replace(
        row,
        target=replace(row.target, url=url),
        evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)},
    )
    assert disclosure.contacts(told, EVERYTHING) == opened
    assert [c.value for c in disclosure.withheld(told, EVERYTHING)] == [written]


def test_to_whom_a_site_sends_its_visitors_on_is_not_brought_along() -> None:
    row = next(row for row in accused() if not row.landed)
    agent = Contact(kind="whatsapp", value="+85553952119", where="redirect")
    ways = (Hop(url=row.target.url, outcome="ok"), Hop(url="https://wa.me/85553952119", outcome="ok"))
    facts = replace(landed(row, "wa.me"), contacts=(agent,), hops=ways)
    told = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    assert disclosure.contacts(told, EVERYTHING) == (agent,)


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://cdn-dl.files.example/down/safe.apk?e=c29tY2hhaUBiYW5rLWN1c3RvbWVyLmNvLnRo&uid=Ab3xK9", "/down/safe.apk"),
        ("https://cdn-dl.files.example/c29tY2hhaUBiYW5rLWN1c3RvbWVyLmNvLnRo/safe.apk", "/"),
        ("https://cdn-dl.files.example\\down@a.example/safe.apk?uid=Ab3xK9", "/"),
    ],
)
def test_of_a_file_the_address_is_told_without_who_was_sent_there(format: str, url: str, told: str) -> None:
    row = next(row for row in accused() for c in row.contributions if "file" in c.reading.shown)
    handed_out = tuple(
        replace(
            c,
            because=c.because.replace(str(c.reading.shown.get("file", "\0")), url),
            reading=replace(c.reading, shown={name: url if name == "file" else shown for name, shown in c.reading.shown.items()}),
        )
        for c in row.contributions
    )
    told_of = replace(row, contributions=handed_out)
    kept = disclosure.withholding(told_of, EVERYTHING)
    [sentence, *_] = [one for one in report_text.reasons(told_of, report_text.saying(kept, to_host=format == "xarf")) if "cdn-dl" in one]
    assert re.search(rf"files\S*example{re.escape(told)}(?: |$)", sentence), sentence
    text = json.dumps(json.loads(said(format, [told_of])))
    assert "cdn-dl" in text or "cdn-dl" in _evidence(text)
    assert not [one for one in ("c29tY2", "Ab3xK9") if one in text or one in _evidence(text)]


def _evidence(report: str) -> str:
    """What an XARF report holds in base64."""
    return " ".join(b64decode(one).decode("utf-8", "replace") for one in re.findall(r'"payload": "([^"]+)"', report))


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize("sharing", [EVERYTHING, NOTHING], ids=["all", "none"])
def test_of_the_way_to_a_page_only_the_hosts_are_told(format: str, sharing: Sharing) -> None:
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page = landed(row, row.target.host)
    tail = "login?e=c29tY2hhaS52aWN0aW1AYmFuay1jdXN0b21lci5jby50aA==&m=somchai%2540bank.example&uid=Ab3xK9"
    hops = (Hop(url=row.target.url), Hop(url=f"https://a.{row.target.host}/{tail}"), Hop(url=f"https://a.{row.target.host}/b?uid=Ab3xK9"))
    form = Form(action=f"https://drop.example/{tail}", action_host="drop.example", fields=(FormField(asks="password"),))
    for end in (row.target.host, "landing.example"):
        facts = replace(page, hops=hops, forms=(form,), final_host=end, final_url=f"https://{end}/{tail}")
        text = said(format, [replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})], sharing)
        assert not re.search(r"Ab3xK9|c29tY2|somchai|login\?", text)
        if format == "xarf" and end == row.target.host:
            assert json.loads(text)[0]["redirect_chain"] == [row.target.url, f"https://a.{row.target.host}/"]


@pytest.mark.parametrize("host", ["drop.example:abc", "drop.example:80:90", "drop.example:99999", "[::1", "ev[il].example"])
def test_an_address_that_no_browser_opens_spoils_no_report(host: str) -> None:
    """A gang may write it into a form, or redirect to it: the platform would refuse the whole report."""
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    form = Form(action=f"https://{host}/save.php", action_host="", fields=(FormField(asks="password"),))
    hops = (Hop(url=row.target.url), Hop(url=f"https://{host}/b"))
    facts = replace(landed(row, row.target.host), hops=hops, forms=(form,), final_url=f"https://{row.target.host}/")
    text = said("xarf", [replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})])
    assert FAULTS["xarf"](text) == [] and json.loads(text)[0]["type"] == "phishing" and host not in text


def test_a_site_to_which_only_a_way_leads_that_was_passed_over_is_no_link_of_the_chain() -> None:
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page, host = landed(row, row.target.host), row.target.host
    gone = Hop(url="http://innocent-shop.example/", via="http", outcome="absent")
    hops = (Hop(url=f"http://{host}/"), gone, Hop(url=f"https://{host}/"), Hop(url=f"https://a.{host}/", via="http"))
    facts = replace(page, hops=hops, final_host=host, final_url=f"https://{host}/x")
    text = said("xarf", [replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})], EVERYTHING)
    assert json.loads(text)[0]["redirect_chain"] == [f"https://{host}/", f"https://a.{host}/"]


@pytest.mark.parametrize("format", SHARED)
def test_a_page_that_one_scheme_alone_leads_to_is_reported_under_it(format: str) -> None:
    """A name without a scheme is asked for as https, and whoever got the report found a closed port there."""
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page, open_ = landed(row, row.target.host), row.target.url.replace("https://", "http://")
    assert open_ != row.target.url
    closed = Hop(url=row.target.url, outcome="unreachable")
    facts = replace(page, hops=(closed, Hop(url=open_, status_code=200)), final_url=open_, final_host=row.target.host)
    reached = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    text = said(format, [reached], EVERYTHING)
    assert FAULTS[format](text) == [] and open_ in text and row.target.url not in text
    if format == "misp":
        assert ("url", open_) in flagged([reached])


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize(
    ("tail", "left"), [("a/b?e=nok%40mail.example", "a/b"), ("r/bm9rQG1haWwuZXhhbXBsZQ/?x=1", ""), ("66899991234", "")]
)
def test_an_address_can_be_cut_before_its_query(format: str, tail: str, left: str) -> None:
    """And is then the address of another page, which is told and blocked by nobody."""
    row, less = next(row for row in accused() if disclosure.host_can_be_blocked(row)), dataclasses.replace(EVERYTHING, query=False)
    row = named(row, row.target.host, f"https://{row.target.host}/{tail}")
    assert disclosure.page_url(row, EVERYTHING) == row.target.url and disclosure.page_url(row, less) == f"https://{row.target.host}/{left}"
    text = said(format, [row], less)
    assert FAULTS[format](text) == [] and tail not in text and tail in said(format, [row])
    if format == "stix":
        [indicator] = [one for one in objects([row], less) if one["type"] == "indicator"]
        assert indicator["pattern"] == f"[domain-name:value = '{row.target.host}']"
        lent = named(row, "bit.ly", f"https://bit.ly/{tail}")
        assert not [one for one in objects([lent], less) if one["type"] == "indicator"]


@pytest.mark.parametrize("tail", ["?id[]=7&id[]=8", "?off=100%", "sale%/50%?a=%zz", "a'b%60c?x=[url:value=%27z#one#two", "{x}|^?q={y}"])
def test_the_address_in_a_report_is_a_uri_whatever_browsers_send(tail: str) -> None:
    """A platform that checks the schema would refuse the report of a page whose query holds `[]`, as those of PHP do."""
    row = accused()[0]
    row = named(row, row.target.host, f"https://{row.target.host}/{tail}")
    assert FAULTS["xarf"](said("xarf", [row])) == []


def test_an_address_keeps_what_a_uri_may_hold() -> None:
    for url in ("http://[2001:db8::1]:8080/a?b=%E0%B8%AA#c", "https://a.example/p;v=1,2/(x)!*'~@:?a=b&c=$d+e/f?g", "https://a.example/%5b"):
        assert disclosure.uri(url) == url
    assert disclosure.uri("https://a.example/สล็อต?a[]=5%") == "https://a.example/%E0%B8%AA%E0%B8%A5%E0%B9%87%E0%B8%AD%E0%B8%95?a%5B%5D=5%25"


@pytest.mark.parametrize(
    ("written", "carries"),
    [
        *(
            (w, c)
            for w in ("1101700230705", "1-1017-00230-70-5", "1 1017 00230 70 5", "๑๑๐๑๗๐๐๒๓๐๗๐๕")
            for c in ("?id=1101700230705", "?q=MTEwMTcwMDIzMDcwNQ")
        ),
        ("1101700230705", "?id=1-1017-00230-70-5"),
        ("1101700230705", "?to=0812345678+1101700230705+5"),
        ("110101199003077777", "110101199003077777/warrant"),  # of China
        ("1234567", "?nric=S1234567D"),  # of Singapore, the letters stay
        ("91234567", "?m=91234567"),  # a telephone of Singapore without its country
    ],
)
@pytest.mark.parametrize("around", [" {} has a warrant", "เลขบัตร{}มีหมายจับ", "身份证号{}，", "S{}D (13 digits), 15000"])
def test_a_number_that_the_link_brought_along_is_quoted_to_nobody_whatever_is_shared(written: str, carries: str, around: str) -> None:
    """Of a warrant that was made out for one victim: his identity number, which is no contact and comes with his link."""
    row = next(row for row in accused() if not row.landed)
    row = named(row, row.target.host, f"https://{row.target.host}/{carries}")
    made, words = row.contributions[0], f"{around.format(written)} pay to 987-6-54321-0"
    made = replace(made, because=f"the page says “{words}”", reading=replace(made.reading, shown={"quote": words}))
    told = report_text.summary(replace(row, contributions=(made,)), EVERYTHING)
    assert written not in told and "987-6-54321-0" in told


@pytest.mark.parametrize(
    ("words", "carries"),
    [
        ("of 2026-11-30, {}", "1101700230705"),
        ("pay 50,000 / {}", "1101700230705"),
        ("from 1.1.1.1 {}", "1101700230705"),
        ("call {}", "0812-34-56-78"),  # no date
        ("CCCD {}", "001.099.012.345"),  # no amount
        ("CCCD {}", "081.234.567.890"),  # no address
    ],
)
def test_an_amount_or_date_before_a_number_of_the_link_does_not_save_it(words: str, carries: str) -> None:
    row = next(row for row in accused() if not row.landed)
    row = named(row, row.target.host, f"https://{row.target.host}/?id={re.sub('[^0-9]', '', carries)}")
    made, words = row.contributions[0], words.format(carries)
    made = replace(made, because=f"the page says “{words}”", reading=replace(made.reading, shown={"quote": words}))
    for sharing in (EVERYTHING, NOTHING):
        told = report_text.summary(replace(row, contributions=(made,)), sharing)
        assert f"{words.replace(carries, '[contact withheld]')}”" in told


def test_a_number_in_the_name_of_the_site_is_quoted_though_its_links_repeat_it() -> None:
    row = next(row for row in accused() if not row.landed)
    row = named(row, "ufa168168.example", "https://ufa168168.example/ufa168168/?id=7654321")
    made, words = row.contributions[0], "UFA168168 for 7654321"
    made = replace(made, because=f"the page says “{words}”", reading=replace(made.reading, shown={"quote": words}))
    assert "“UFA168168 for [contact withheld]”" in report_text.summary(replace(row, contributions=(made,)), EVERYTHING)


def test_amounts_and_dates_are_quoted_though_the_link_holds_them() -> None:
    row = next(row for row in accused() if not row.landed)
    row = named(row, row.target.host, f"https://{row.target.host}/?due=20261130&sum=1500000")
    made, words = row.contributions[0], "pay 1,500,000.50 or 1.500.000 - 2.500.000 by 2026-11-30 12.00"
    made = replace(made, because=f"the page says “{words}”", reading=replace(made.reading, shown={"quote": words}))
    assert words in report_text.summary(replace(row, contributions=(made,)), EVERYTHING)


@pytest.mark.parametrize("words", ["โทรหาเลข0812345678ด่วน", "账号6222021234567890123已冻结", "số 0912345678"])
def test_a_long_number_is_no_part_of_the_word_before_it_where_words_have_no_blanks(words: str) -> None:
    """Thai and Chinese: no grammar knew the number, and nobody shared it."""
    row = next(row for row in accused() if not row.landed)
    made = row.contributions[0]
    made = replace(made, because=f"the page says “{words}”", reading=replace(made.reading, shown={"quote": words}))
    told = report_text.summary(replace(row, contributions=(made,)), NOTHING)
    assert "[contact withheld]" in told and not re.search(r"0812345678|6222021234567890123|0912345678", told)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("0812345678 / +66 99 888 7777", "0812345678 / +66 99 888 7777"),
        ("0812345678 - 0911112222", "[contact withheld]"),
        ("0911112222 0812345678", "[contact withheld]"),
        ("50,000 0911112222", "50,000 [contact withheld]"),
    ],
)
def test_a_number_that_is_shared_does_not_save_the_one_beside_it(words: str, said: str) -> None:
    told = [Contact(kind="phone", value="+66812345678"), Contact(kind="phone", value="+66998887777")]
    assert Withholding([], dataclasses.replace(NOTHING, contacts=frozenset({"phone"})), told).text(words) == said


def test_a_number_of_the_link_hides_neither_a_host_nor_the_way_that_says_whose_page_it_is() -> None:
    """Else a gang would write the number of its own host into its links. What the link itself brought to that page is not told."""
    row = next(row for row in accused() if not row.landed)
    row = named(row, row.target.host, f"https://{row.target.host}/?k=4455667")
    facts = replace(landed(row, "site.example"), final_url="https://site.example/7788990/form", hops=(Hop(url=row.target.url),))
    row = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    kept = disclosure.withholding(row, EVERYTHING)
    assert kept.address("https://s4455667.example/save.php") == "https://s4455667.example/"
    assert kept.address("https://site.example/7788990/form", path=True) == "https://site.example/7788990/form"
    assert kept.address("https://site.example/4455667/form", path=True) == "https://site.example/"
