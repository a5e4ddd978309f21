"""Links that filters and large sites wrap around others mean the address inside."""

import pytest

from scamtriage.records.target import BadTarget, Target
from scamtriage.targets.parse import parse_target
from tests.cost import least_cpu_s

INSIDE = "https://kbank-verify.top/a?b=c"
ENCODED = "https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc"


@pytest.mark.parametrize(
    ("given", "url"),
    [
        (
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc&data=05%7C02%7Cme%40example.com",
            INSIDE,
        ),
        ("https://www.google.com/url?sa=t&q=https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc&usg=x", INSIDE),
        ("https://www.google.co.th/url?q=https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc&sa=D", INSIDE),
        ("https://google.com.vn/url?sa=t&url=https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc", INSIDE),
        ("hxxps://l[.]facebook[.]com/l.php?u=https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc&h=AT0", INSIDE),
        ("hxxps://www.google[.]com/url?q=hxxps://kbank-verify[.]top/a?b=c&sa=D", INSIDE),
        ("https://www.google.com/url?q=hxxps%3A%2F%2Fkbank-verify%5B.%5Dtop%2Fa%3Fb%3Dc", INSIDE),
        ("hxxps[:]//nam02.safelinks[.]protection[.]outlook[.]com/?url=hXXps%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc&data=05", INSIDE),
        ("https://www.facebook.com/l.php?u=https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc", INSIDE),
        ("https://www.youtube.com/redirect?event=comments&q=https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc", INSIDE),
        ("https://t.me/iv?url=https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc&rhash=0", INSIDE),
        ("https://t.me/iv?url=https%3A%2F%2Fkbank-verify.top%2Fa%2520b+c%20d", "https://kbank-verify.top/a%20b%20c%20d"),
        ("https://t.me/iv?url=hxxps%3A%2F%2Fkbank-verify+dot+top%2Fa%E0%B8%81", "https://kbank-verify.top/a%E0%B8%81"),
        ("https://urldefense.com/v3/__https://kbank-verify.top/a?b=c__;!!abc!def$", INSIDE),
        ("https://urldefense.com/v3/__https:/kbank-verify.top/a?b=c__;!!abc!def$", INSIDE),
        ("https://urldefense.com/v3/__https://kbank-verify.top/a*b*c__;Pz0!!abc!def$", INSIDE),  # "?" and "=" were taken out
        ("https://urldefense.com/v3/__https://kbank-verify.top/a**Bc__;P2I9!!abc!def$", INSIDE),  # three together
        ("https://urldefense.com/v3/__https://kbank-verify.top/a*b__;!!abc!def$", "https://kbank-verify.top/a*b"),  # nothing was
        ("https://urldefense.com/v3/__https://kbank-verify.top/a*b__;P___!!abc!def$", "https://kbank-verify.top/a*b"),  # no text
        ("https://urldefense.com/v3/__https://kbank-verify.top/a*b__;IA!!abc!def$", "https://kbank-verify.top/a%20b"),
        ("https://urldefense.com/v3/__https://kbank-verify.top/a*b__;4oCu!!abc!def$", "https://kbank-verify.top/a%E2%80%AEb"),
        ("https://urldefense.com/v3/__https://kbank-verify.top/a**Ab__;Cg4!!abc!def$", "https://kbank-verify.top/a%0Eb"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__kbank-2Dverify.top_a-3Fb-3Dc&d=DwMF", INSIDE),
        ("https://nam02.safelinks.protection.outlook.com/ap/t-59584e83/?url=https%3A%2F%2Fkbank-verify.top%2Fa%3Fb%3Dc&data=05", INSIDE),
        (f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/2/atp-safelinks.html?url={ENCODED}&locale=th-th", INSIDE),
        (f"https://linkprotect.cudasvc.com/url?a={ENCODED}&c=E,1,x&typo=1", INSIDE),
        (f"https://clicktime.symantec.com/15tStdWWRBCjGxB6bujRD?h=zR=&u={ENCODED}", INSIDE),
        (f"https://ddec1-0-en-ctp.trendmicro.com:443/wis/clicktime/v1/query?url={ENCODED}&umid=x", INSIDE),
        (f"https://secure-web.cisco.com/1S1h_Cy8Q_Oh-5N7AuDE0/{ENCODED}", INSIDE),
        ("http://secure-web.cisco.com/1S1h_Cy8Q_Oh-5N7AuDE0/https://kbank-verify.top/a?b=c", INSIDE),
        ("https://eu-west-1.protection.sophos.com?d=kbank-verify.top&u=aHR0cHM6Ly9rYmFuay12ZXJpZnkudG9wL2E_Yj1j&i=x", INSIDE),
        ("https://us-west-2.protection.sophos.com/?d=x&u=aHR0cHM6Ly9rYmFuay12ZXJpZnkudG9wL2E%2FYj1j", INSIDE),
        ("https://url.avanan.click/v2/r01/___https://kbank-verify.top/a?b=c___.YXAzOnBl", INSIDE),
        (f"https://abc123.r.us-east-1.awstrack.me/L0/{ENCODED}/1/0100018f-x/y=404", INSIDE),
        ("https://r.search.yahoo.com/_ylt=Awr/RV=2/RE=1/RO=10/RU=https%3a%2f%2fkbank-verify.top%2fa%3fb%3dc/RK=2/RS=x-", INSIDE),
        ("https://abc123.r.us-east-1.awstrack.me/L0/https:%2F%2Fkbank-verify.top%2Fa%3Fb=c/1/0100018f-x/y=404", INSIDE),
        ("https://secure-web.cisco.com/1S1h_Cy8Q_Oh-5N7AuDE0/https:%2F%2Fkbank-verify.top%2Fa%3Fb=c", INSIDE),
        (f"https://adclick.g.doubleclick.net/pcs/click?xai=1&adurl={ENCODED}", INSIDE),
        (f"https://www.google.com/url?sa=t&rct=j&q=&esrc=s&source=web&url={ENCODED}", INSIDE),
        (f"https://www.google.com/url?sa=t&q=kbank+login&url={ENCODED}&q={ENCODED}", INSIDE),
        (f"https://slack-redir.net/link?url={ENCODED}", INSIDE),
        (f"https://www.linkedin.com/safety/go?url={ENCODED}&trk=x", INSIDE),
        (f"https://c.pc.qq.com/middlem.html?pfurl={ENCODED}", INSIDE),
        ("https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9rYmFuay12ZXJpZnkudG9wL2E_Yj1j&ntb=1", INSIDE),
        ("https://www.google.com/amp/s/kbank-verify.top/a?b=c", INSIDE),
        ("https://www.google.co.th/amp/kbank-verify.top/a", "http://kbank-verify.top/a"),
        ("https://kbank--verify-top.cdn.ampproject.org/c/s/kbank-verify.top/a?b=c", INSIDE),
        ("hxxps://cdn[.]ampproject[.]org/v/kbank-verify.top/a", "http://kbank-verify.top/a"),
        (f"https://translate.google.co.th/translate?sl=auto&tl=th&u={ENCODED}", INSIDE),
        ("https://kbank--verify-top.translate.goog/a?_x_tr_sl=auto&b=c&_x_tr_tl=th", INSIDE),
        ("hxxps://1-kbank--verify-top.translate[.]goog/?_x_tr_enc=0,1&_x_tr_sch=http&_x_tr_tl=th", "http://kbank-verify.top/"),
        ("https://verify-top.translate.goog/a?_x_tr_hp=kbank--&amp;_x_tr_tl=th", "https://kbank-verify.top/a"),
        (f"https://translate.google.com/website?sl=auto&tl=th&client=webapp&u={ENCODED}", INSIDE),
        ("https://web.archive.org/web/20261120101112/https://kbank-verify.top/a?b=c", INSIDE),
        ("https://web.archive.org/web/20261120101112if_/https:/kbank-verify.top/a?b=c", INSIDE),
        ("https://web.archive.org/web/2026*/kbank-verify.top*", "http://kbank-verify.top/"),
        ("https://web.archive.org/save/https://kbank-verify.top/a?b=c", INSIDE),
        ("hxxps://web[.]archive[.]org/web/2026/hxxps[:]//kbank-verify[.]top/a?b=c", INSIDE),
        ("https://archive.ph/newest/https://kbank-verify.top/a?b=c", INSIDE),
        ("https://archive.is/2026.11.20-101112/https://kbank-verify.top/a?b=c", INSIDE),
        ("https://archive.today/o/AbCdE/https://kbank-verify.top/a?b=c", INSIDE),
        ("https://r.jina.ai/https://kbank-verify.top/a?b=c", INSIDE),
        ("https://r.jina.ai/kbank-verify.top", "http://kbank-verify.top/"),
        (f"https://12ft.io/proxy?q={ENCODED}", INSIDE),
        ("https://12ft.io/https://kbank-verify.top/a?b=c", INSIDE),
        ("https://href.li/?https://kbank-verify.top/a?b=c", INSIDE),
        (f"https://dereferer.me/?{ENCODED}", INSIDE),
        (f"https://www.facebook.com/flx/warn/?u={ENCODED}&s=1", INSIDE),
        (f"https://www.facebook.com/sharer/sharer.php?u={ENCODED}", INSIDE),
        (f"https://l.threads.com/?u={ENCODED}&e=x", INSIDE),
        (f"https://www.tiktok.com/link/v2?aid=1988&lang=th&scene=bio_url&target={ENCODED}", INSIDE),
        (f"https://x.com/safety/unsafe_link_warning?unsafe_link={ENCODED}", INSIDE),
        (f"https://t.me/share/url?url={ENCODED}&text=Hi", INSIDE),
        (f"https://social-plugins.line.me/lineit/share?url={ENCODED}", INSIDE),
        (f"https://protect2.fireeye.com/v1/url?k=1&e=2&u={ENCODED}", INSIDE),
        ("https://protect.checkpoint.com/v2/r01/___https://kbank-verify.top/a?b=c___.YXAz", INSIDE),
        ("https://urldefense.us/v3/__https://kbank-verify.top/a?b=c__;!!abc!def$", INSIDE),
        (
            "https://www.google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fkbank-verify.top%252Fa%253Fb%253Dc",
            INSIDE,
        ),
    ],
)
def test_a_wrapped_link_is_the_address_that_it_wraps(given: str, url: str) -> None:
    target = parse_target(given)

    assert isinstance(target, Target)
    assert (target.url, target.host, target.given) == (url, "kbank-verify.top", given)


@pytest.mark.parametrize(
    ("given", "host"),
    [
        ("https://www.google.com/search?q=https%3A%2F%2Fkbank-verify.top", "www.google.com"),
        ("https://www.google.com/url?q=weather", "www.google.com"),
        ("https://www.google.com/url?q=https%3A%2F%2F", "www.google.com"),
        ("https://t.me/joinchat?url=https%3A%2F%2Fkbank-verify.top", "t.me"),
        ("https://www.google.top/url?q=https%3A%2F%2Fkbank.com", "www.google.top"),
        ("https://www.google.com.kbank-verify.top/url?q=https%3A%2F%2Fkbank.com", "www.google.com.kbank-verify.top"),
        (f"https://www.trendmicro.com/en_us/?url={ENCODED}", "www.trendmicro.com"),
        (f"https://www.linkedin.com/in/someone?url={ENCODED}", "www.linkedin.com"),
        ("https://protection.sophos.com.kbank-verify.top/?u=aHR0cHM6Ly9rYmFuay5jb20v", "protection.sophos.com.kbank-verify.top"),
        ("https://eu-west-1.protection.sophos.com/?d=x&u=%%%", "eu-west-1.protection.sophos.com"),
        ("https://www.bing.com/search?u=a1aHR0cHM6Ly9rYmFuay5jb20v", "www.bing.com"),
        ("https://secure-web.cisco.com/login/https%3A%2F%2Fkbank-verify.top", "secure-web.cisco.com"),
        ("https://protect-eu.mimecast.com/s/feDJC6XQJvFw53zVIjIYxO?domain=kbank-verify.top", "protect-eu.mimecast.com"),
        ("https://www.google.com/amp/s/", "www.google.com"),
        ("https://www.google.com/c/s/kbank-verify.top/", "www.google.com"),
        ("https://cdn.ampproject.org/amp/s/kbank-verify.top/", "cdn.ampproject.org"),
        ("https://kbank-com.translate.goog/a?b=c", "kbank-com.translate.goog"),
        ("https://kbank.com.translate.goog/?_x_tr_tl=th", "kbank.com.translate.goog"),
        ("https://ตัวอย่าง-com.translate.goog/?_x_tr_tl=th", "xn---com-zeoxe8dtb4cxbo7x.translate.goog"),
        ("https://verify-top.translate.goog/?_x_tr_hp=kbank.com/", "verify-top.translate.goog"),
        ("https://verify-top.translate.goog/?_x_tr_hp=a-&_x_tr_hp=b-", "verify-top.translate.goog"),
        ("https://kbank-com.translate.goog.kbank-verify.top/?_x_tr_tl=th", "kbank-com.translate.goog.kbank-verify.top"),
        (f"https://www.google.com/url?q={ENCODED}&url=https%3A%2F%2Fkbank.com", "www.google.com"),
        (f"https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fkbank.com&url={ENCODED}", "x.safelinks.protection.outlook.com"),
        ("https://protection.sophos.com/?u=aHR0cHM6Ly9rYmFuay5jb20v&u=aHR0cHM6Ly9rLnRvcC8", "protection.sophos.com"),
        ("https://nam02.safelinks.protection.outlook.com/?data=05", "nam02.safelinks.protection.outlook.com"),
        ("https://archive.ph/AbCdE", "archive.ph"),
        ("https://r.jina.ai/robots.txt", "r.jina.ai"),
        ("https://archive.org/details/kbank-verify.top", "archive.org"),
        (f"https://www.facebook.com/kbank?u={ENCODED}", "www.facebook.com"),
        (f"https://x.com/kbank/status/1?url={ENCODED}", "x.com"),
        (f"https://t.me/share/url?url={ENCODED}&url=https%3A%2F%2Fkbank.com", "t.me"),
        ("https://web.archive.org.kbank-verify.top/web/2026/https://kbank.com/", "web.archive.org.kbank-verify.top"),
        ("https://href.li/?a=1", "href.li"),
        ("https://bakery.example.com/url?q=https%3A%2F%2Fkbank-verify.top", "bakery.example.com"),
    ],
)
def test_what_wraps_nothing_is_itself(given: str, host: str) -> None:
    target = parse_target(given)

    assert isinstance(target, Target)
    assert target.host == host


def test_a_translated_name_in_punycode_is_the_name() -> None:
    for given in (
        "https://0-12c1fe0br-xn----o3cw4h.translate.goog/?_x_tr_enc=0&_x_tr_tl=en",
        "https://cdn.ampproject.org/c/s/xn--12c1fe0br.xn--o3cw4h/a",
    ):
        target = parse_target(given)

        assert isinstance(target, Target)
        assert target.host == "xn--12c1fe0br.xn--o3cw4h"


@pytest.mark.parametrize("name", ["a-b.c-d.top", "xn-a.top", "a--b.com", "ab-c.co.th", "a.b.c.d.e.com", "1-a.top", "0-a.top", "x_y-z.top"])
def test_a_name_that_is_translated_is_read_as_it_was_written(name: str) -> None:
    """As Google writes it: hyphens doubled, dots as hyphens, and 1- before what would look like a name of another script."""
    label = name.replace("-", "--").replace(".", "-")
    link, marks = (f"1-{label}", "&_x_tr_enc=1") if label[2:4] == "--" else (label, "")
    target = parse_target(f"https://{link}.translate.goog/?_x_tr_tl=th{marks}")

    assert isinstance(target, Target)
    assert target.host == name


def test_what_is_wrapped_must_be_a_name_on_the_internet_too() -> None:
    assert isinstance(parse_target("https://www.google.com/url?q=http%3A%2F%2Fprinter.local%2F"), BadTarget)
    assert isinstance(parse_target("https://web.archive.org/web/2026/http://printer.local/"), BadTarget)


def test_wrappers_without_end_are_taken_as_they_stand() -> None:
    line = "https://www.google.com/url?q=" * 200 + "https://kbank-verify.top/"
    target = parse_target(line)

    assert isinstance(target, Target)
    assert target.host == "www.google.com"


@pytest.mark.parametrize(
    "line",
    [
        "[https://kbank-verify.top/a?b=c](https://kbank-verify.top/a?b=c)",
        "[https://bank.com/](https://kbank-verify.top/a?b=c)",
        "see [https://bank[.]com](hxxps://kbank-verify[.]top/a?b=c) now",
        '- [Win now!](<https://kbank-verify.top/a?b=c> "a title")',
        "![](https://kbank-verify.top/a?b=c)",
        "[https://bank.com/?x[1234567890]=1](https://kbank-verify.top/a?b=c)",
        "Win [here](https://kbank-verify.top/a?b=c)now",
        "点击[这里](https://kbank-verify.top/a?b=c)x",
        "[a](https://kbank-verify.top/a?b=c)[b](https://kbank-verify.top/a?b=c)",
        "<https://kbank-verify.top/a?b=c|bank.com>",
        "https://kbank-verify.top/a?b=c <https://kbank-verify.top/a?b=c>",
        "[url]https://kbank-verify.top/a?b=c[/url]",
        *("**https://kbank-verify.top/a?b=c**", "~~https://kbank-verify.top/a?b=c~~", "_https://kbank-verify.top/a?b=c_"),
    ],
)
def test_of_a_link_with_a_text_the_address_is_meant(line: str) -> None:
    target = parse_target(line)

    assert isinstance(target, Target)
    assert (target.url, target.given) == (INSIDE, line)


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("_dmarc.evil.top", "https://_dmarc.evil.top/"),
        ("_evil.top/a_", "https://_evil.top/a_"),
        ("__evil.top__", "https://evil.top/"),
        ("https://evil.top/a_", "https://evil.top/a_"),
        ("https://evil.top/a~", "https://evil.top/a~"),
        ("https://evil.top/a[b]", "https://evil.top/a[b]"),
        ("https://evil.top/a[/b", "https://evil.top/a[/b"),
        ("https://evil.top/?q=[a](http://b.com)&x=1", "https://evil.top/?q=[a](http://b.com)&x=1"),
        ("https://evil.top/a[b](http://b.com)", "https://evil.top/a[b](http://b.com)"),
        ("https://evil.top/![b](http://b.com)", "https://evil.top/![b](http://b.com)"),
        ("https://evil.top/?r=<https://b.com|x>", "https://evil.top/?r=%3Chttps://b.com|x%3E"),
    ],
)
def test_what_only_resembles_such_marks_belongs_to_the_address(line: str, url: str) -> None:
    target = parse_target(line)

    assert isinstance(target, Target)
    assert target.url == url


@pytest.mark.parametrize(
    "line",
    ["[a](https://evil.top)[b](https://bank.com)", "[a](https://evil.top).com", "[a](https://evil.top)b.com", "<https://evil.top|a>-x.com"],
)
def test_the_address_of_a_link_does_not_go_on_behind_it(line: str) -> None:
    assert isinstance(parse_target(line), BadTarget)


def test_links_with_texts_are_read_in_linear_time() -> None:
    hostile = ("[" * 8_000, "[]" * 4_000, "[a](" * 2_000, "<https://a|" * 700, "https://a.top <" * 500, "![" + "[a]" * 2_600 + "](h")

    assert least_cpu_s(lambda: [parse_target(line) for line in hostile], within=0.5) < 0.5
