"""The page collector on real servers: ways that lead somewhere, in circles, nowhere and where we must not go."""

import asyncio
import gzip
import time
from base64 import b64encode, encodebytes

import mmh3
import pytest

from scamtriage.collect import page as collector
from scamtriage.net.errors import Blocked, NoSuchName, TimedOut, Unreachable
from scamtriage.net.view import View
from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import DnsOutcome
from tests.net.peers import DEAD, OTHER, SITE, Net, page, server_context, target

read_page(body=b"<p>", content_type="text/html", url="https://a.invalid/", host="a.invalid", suffix="")  # compiled before a clock runs

QUICK = {"slow_window_s": 0.3, "answer_timeout_s": 0.5, "handshake_timeout_s": 0.5, "connect_timeout_s": 0.5, "deadline_s": 5.0}
HTML = b"<html lang=en><title>Hello</title><body><h1>Shop</h1><p>Write to us</p></body></html>"


class Site:
    """Answers by path; asks are written down as (host, path, user agent)."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, str]] = []
        self.heads: list[bytes] = []
        self.connections = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            self.heads.append(head)
            path = head.split(b" ")[1].decode()
            host = head.split(b"Host: ")[1].split(b"\r\n")[0].decode()
            self.asked.append((host, path))
            answer = self.pages.get(path, page(b"no such page", status="404 Not Found"))
            answer = answer(head) if callable(answer) else answer
            writer.write(answer)
            await writer.drain()


def moved(to: str, status: str = "302 Found") -> bytes:
    return page(b"", f"Location: {to}", status=status)


async def collect(net: Net, url: str = "https://site.example/", *, scheme_given: bool = True):
    aim = target(url, scheme_given=scheme_given)
    async with net.session.target(aim) as shared:
        view = View(shared, "page")
        async with view.within(10):
            facts = await collector.collect(aim, view)
    assert net.dialer.places.holders == 0
    return facts, view.notes


async def site(net: Net, pages: dict[str, bytes], *, host: str = "site.example", address: str = SITE, tls: bool = True, **more) -> Site:
    server = Site(pages)
    await net.serve(server, host=host, address=address, port=443 if tls else 80, tls=server_context(host) if tls else None, **more)
    return server


async def test_a_page_is_fetched_over_one_connection_and_read() -> None:
    async with Net(**QUICK) as net:
        server = await site(
            net, {"/": page(HTML, "Server: x\x1b[1m", "Set-Cookie: sid=secret; Secure; HttpOnly"), "/favicon.ico": page(b"\0icon")}
        )
        facts, notes = await collect(net)
    assert (facts.final_url, facts.final_host, facts.status_code) == ("https://site.example/", "site.example", 200)
    assert facts.title == "Hello" and "Write to us" in facts.text and facts.complete
    [hop] = facts.hops
    assert (hop.via, hop.address, hop.tls_version, len(hop.certificate_sha256)) == ("start", SITE, "TLSv1.3", 64)
    assert [cookie.name for cookie in facts.cookies] == ["sid"]
    assert "secret" not in repr(facts)
    assert (server.connections, len(server.asked)) == (1, 2)
    assert notes.caps == []


async def test_the_icon_has_the_hash_that_other_tools_print() -> None:
    icon = bytes(range(256)) * 5
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML), "/favicon.ico": page(icon).replace(b"text/html", b"image/png")})
        facts, _ = await collect(net)
    assert facts.favicon_mmh3 == mmh3.hash(encodebytes(icon))


async def test_a_declared_icon_of_the_site_is_asked_for_instead_and_a_strangers_never() -> None:
    icon = page(bytes(range(200))).replace(b"text/html", b"image/png")
    for href, asked in (("/i/own.png", "/i/own.png"), ("https://stranger.test/x.png", "/favicon.ico")):
        async with Net(**QUICK) as net:
            server = await site(
                net, {"/": page(f'<link rel="icon" href="{href}">'.encode() + HTML), "/i/own.png": icon, "/favicon.ico": icon}
            )
            facts, _ = await collect(net)
        assert [path for _, path in server.asked] == ["/", asked]
        assert facts.favicon_mmh3 == mmh3.hash(encodebytes(bytes(range(200))))


async def test_an_icon_that_is_a_page_or_too_large_or_missing_is_none() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML)})
        facts, _ = await collect(net)
    assert (facts.favicon_mmh3, facts.favicon_sha256) == (None, "")


async def test_an_icon_that_the_page_carries_is_not_asked_for() -> None:
    icon = bytes(range(200))
    async with Net(**QUICK) as net:
        html = f'<link rel="icon" href="data:image/png;base64,{b64encode(icon).decode()}">'.encode() + HTML
        server = await site(net, {"/": page(html)})
        facts, _ = await collect(net)
    assert facts.favicon_mmh3 == mmh3.hash(encodebytes(icon))
    assert [path for _, path in server.asked] == ["/"]


@pytest.mark.parametrize(("location", "found"), [("/i/own.png", True), ("https://stranger.test/x.png", False), ("/favicon.ico", False)])
async def test_an_icon_is_followed_on_its_own_site(location: str, found: bool) -> None:
    icon = page(bytes(range(200))).replace(b"text/html", b"image/png")
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML), "/favicon.ico": moved(location), "/i/own.png": icon})
        facts, _ = await collect(net)
    assert (facts.favicon_mmh3 is not None) == found


async def test_http_meta_and_script_redirects_make_one_chain() -> None:
    async with Net(**QUICK) as net:
        await site(
            net,
            {
                "/": moved("/a", "301 Moved"),
                "/a": page(b'<meta http-equiv=refresh content="0;url=/b">'),
                "/b": page(b"<script>location='//other.example/c'</script>"),
            },
        )
        await site(net, {"/c": page(HTML)}, host="other.example", address=OTHER)
        facts, _ = await collect(net)
    assert [(hop.via, hop.url.split("example")[1]) for hop in facts.hops] == [
        ("start", "/"),
        ("http", "/a"),
        ("meta", "/b"),
        ("script", "/c"),
    ]
    assert (facts.final_host, facts.title) == ("other.example", "Hello")


async def test_what_a_page_said_before_it_sent_its_reader_on_is_kept() -> None:
    text = (
        b"<p>" + b"This is the police, your account is frozen, pay now. " * 8 + b"</p><form action=/pay><input type=password name=p></form>"
    )
    lure = (
        b"<html><title>Police</title><body>"
        + text
        + b"<script>setTimeout(function(){location.href='https://other.example/'},3000)</script></body>"
    )
    async with Net(**QUICK) as net:
        await site(net, {"/": page(lure + b'<meta http-equiv=refresh content="3;url=https://other.example/">')})
        await site(net, {"/": page(HTML)}, host="other.example", address=OTHER)
        facts, _ = await collect(net)
    assert (facts.final_host, facts.title) == ("other.example", "Hello")
    assert "account" not in facts.text and "password" not in facts.asks  # of another's page nothing is said that this one says
    (left,) = facts.left
    assert (left.final_url, left.title, len(left.hops)) == ("https://site.example/", "Police", 1)
    assert "your account is frozen" in left.text and "password" in left.asks and left.form_count == 1


async def test_what_a_page_of_the_site_said_before_it_sent_its_reader_on_is_joined_and_kept() -> None:
    lure = b"<title>Police</title><p>" + b"Your account is frozen, pay now. " * 8 + b"<script>location.href='/next'</script>"
    async with Net(**QUICK) as net:
        await site(net, {"/": page(lure), "/next": page(HTML)})
        facts, _ = await collect(net)
    assert facts.title == "Hello" and "account is frozen" in facts.text and facts.further == ("https://site.example/",)
    assert [one.title for one in facts.left] == ["Police"]


async def test_a_door_that_only_leads_on_is_no_page_that_was_left_and_one_with_a_contact_is() -> None:
    for door, count in ((b"<p>One moment", 0), (b"<p><a href=https://t.me/agent_x>Agent</a>", 1)):
        async with Net(**QUICK) as net:
            await site(net, {"/": page(door + b"<script>location.href='/next'</script>"), "/next": page(HTML)})
            facts, _ = await collect(net)
        assert len(facts.left) == count


@pytest.mark.parametrize(
    ("body", "headers", "because"),
    [
        (b"\x1b\x02<script>location='/next'</script>" + b"packed " * 90, ["Content-Encoding: br"], "encoding br is not read"),
        (gzip.compress(HTML, mtime=0), [], "the body is packed and nothing announces it"),
    ],
)
async def test_a_body_that_can_not_be_unpacked_is_no_page_and_nothing_is_read_out_of_it(body, headers, because) -> None:
    async with Net(**QUICK) as net:
        server = await site(net, {"/": page(body, *headers), "/next": page(HTML)})
        facts, _ = await collect(net)
    assert (facts.text, facts.title, facts.is_html, facts.complete) == ("", "", False, False)
    assert (facts.incomplete_because, facts.unseen_because) == (because, because)
    assert (facts.body_bytes, len(facts.body_sha256)) == (len(body), 64)
    assert "/next" not in [path for _, path in server.asked]


async def test_the_packed_body_of_a_redirect_that_leads_nowhere_is_no_page() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(gzip.compress(HTML), "Content-Encoding: gzip", "Location: /", status="302 Found")})
        facts, _ = await collect(net)
    assert facts.text == "" and facts.unseen_because == facts.incomplete_because == "the redirects go in a circle"


async def test_a_packed_page_that_sends_its_reader_on_adds_no_text() -> None:
    packed = page(b"call the police now " * 60 + b"\0", "Content-Encoding: zstd", "Refresh: 0; url=/next")
    async with Net(**QUICK) as net:
        await site(net, {"/": packed, "/next": page(HTML)})
        facts, _ = await collect(net)
    assert facts.title == "Hello" and "police" not in facts.text and facts.further == ()


async def test_a_page_that_was_not_searched_to_its_end_for_redirects_says_so() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML + b"<script>" + b"a();" * 40_000 + b"location='/next'</script>")})
        facts, notes = await collect(net)
    assert facts.title == "Hello" and [cap.cap for cap in notes.caps] == ["redirect search pieces 80000"]


async def test_a_page_that_ends_its_session_after_a_while_is_read_itself() -> None:
    timer = b"<script>setTimeout(function(){window.location.href='/timeout'}, 15*60*1000)</script>"
    async with Net(**QUICK) as net:
        server = await site(net, {"/": page(HTML + timer), "/timeout": page(b"<title>Bye</title>")})
        facts, _ = await collect(net)
    assert facts.title == "Hello" and "/timeout" not in [path for _, path in server.asked]


async def test_where_the_way_ends_under_a_suffix_of_two_parts_a_neighbour_is_no_part_of_the_site() -> None:
    form = b"<form action='https://steal.com.my/x'><input type=password name=p></form><a href='https://steal.com.my/a'>on</a>"
    async with Net(**QUICK) as net:
        await site(net, {"/": moved("https://login-bank.com.my/")})
        await site(
            net, {"/": page(HTML + form + b"<link rel=icon href=https://steal.com.my/i.png>")}, host="login-bank.com.my", address=OTHER
        )
        facts, _ = await collect(net)
    assert facts.final_host == "login-bank.com.my" and "steal.com.my" in facts.foreign_hosts and facts.icon == ""


async def test_https_is_tried_first_and_http_only_where_nobody_named_the_scheme() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML)}, tls=False)
        facts, _ = await collect(net, scheme_given=False)
        assert [(hop.url, hop.outcome) for hop in facts.hops] == [("https://site.example/", "unreachable"), ("http://site.example/", "ok")]
        with pytest.raises(Unreachable):
            await collect(net, scheme_given=True)


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "//127.0.0.1/",
        "\\\\127.0.0.1\\",
        "http:/\\127.0.0.1/",
        "http://localhost/",
        "http://inside.example/",
        "https://site.example:22/",
        "http://site.example@127.0.0.1/",
        "http://127。0。0。1/",
        "http://％31２7.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "gopher://127.0.0.1:6379/_x",
        "http://[::1",
        "http://xn--a/",
        "h" * 9000,
    ],
)
@pytest.mark.parametrize("how", ["http", "meta", "script"])
async def test_a_redirect_to_where_we_must_not_go_is_written_down_and_not_followed(location, how) -> None:
    quoted = location.replace("\\", "\\\\").encode()
    first = {
        "http": page(b"", status="302 Found").replace(b"\r\n\r\n", b"\r\nLocation: " + location.encode() + b"\r\n\r\n"),
        "meta": page(b'<meta charset=utf-8><meta http-equiv=refresh content="0;url=' + location.encode() + b'">' + HTML),
        "script": page(b'<meta charset=utf-8><script>location.href="' + quoted + b'"</script>' + HTML),
    }[how]
    async with Net(**QUICK) as net:
        await site(net, {"/": first})
        net.zone.names["inside.example"] = ["10.0.0.1"]
        facts, _ = await collect(net)
        assert {address for address, _ in net.routes.dialled} == {SITE}
    assert facts.final_host == "site.example"
    last = facts.hops[-1]  # what a reader of scripts did not take for a redirect, or took for a path here, led nowhere else either
    assert last.outcome in ("blocked", "malformed", "absent") or last.url.startswith("https://site.example/")
    assert how != "http" or (last.outcome != "ok" and not facts.complete)


async def test_a_circle_ends_and_says_so() -> None:
    async with Net(**QUICK) as net:
        server = await site(net, {"/": moved("/a"), "/a": moved("/")})
        facts, _ = await collect(net)
    assert facts.incomplete_because == "the redirects go in a circle"
    assert len(server.asked) == 2


async def test_an_endless_row_of_redirects_ends_at_ten() -> None:
    async with Net(**QUICK) as net:
        server = Site({})
        server.pages = {f"/{n}": moved(f"/{n + 1}") for n in range(50)} | {"/": moved("/0")}
        await net.serve(server, port=443, tls=server_context("site.example"))
        facts, notes = await collect(net)
    assert len(facts.hops) == len(server.asked) == 10
    assert server.connections == 1
    assert notes.caps[0].cap == "hops 10" and not facts.complete


async def test_a_slow_chain_ends_with_the_deadline_and_keeps_its_hops() -> None:
    """Each hop stays within every time-out of its own."""

    async def slow(reader, writer) -> None:
        number = 0
        while True:
            await reader.readuntil(b"\r\n\r\n")
            await asyncio.sleep(0.3)
            number += 1
            writer.write(moved(f"/{number}"))

    async with Net(**{**QUICK, "deadline_s": 1.0}) as net:
        await net.serve(slow, port=443, tls=server_context("site.example"))
        started = time.monotonic()
        facts, _ = await collect(net)
        assert time.monotonic() - started < 1.5
    assert [hop.outcome for hop in facts.hops][-1] == "timeout"
    assert len(facts.hops) >= 3 and not facts.complete


async def test_a_chain_that_breaks_keeps_what_there_was() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": moved("https://gone.example/")})
        facts, _ = await collect(net)
    assert [hop.outcome for hop in facts.hops] == ["ok", "absent"]
    assert (facts.status_code, facts.complete) == (302, False)
    assert facts.incomplete_because == "gone.example does not exist"


async def test_an_address_that_changes_between_two_looks_reaches_nothing_else() -> None:
    """Rebinding: the name is resolved once a target, and the judged address is the one that is dialled."""
    async with Net(**QUICK) as net:
        server = await site(net, {"/": moved("/a"), "/a": page(HTML)})
        answers = iter([[SITE], [SITE]])
        net.zone.names["site.example"] = lambda: next(answers, ["127.0.0.1"])
        facts, _ = await collect(net)
        assert facts.title == "Hello"
        assert set(net.routes.dialled) == {(SITE, 443)}
    assert len(server.asked) == 3


async def test_a_private_address_beside_a_public_one_neither_hides_the_site_nor_is_dialled() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML)})
        net.zone.names["site.example"] = ["127.0.0.1", "10.0.0.1", "::1", SITE]
        facts, _ = await collect(net)
        assert facts.title == "Hello"
        assert {address for address, _ in net.routes.dialled} == {SITE}


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (["10.0.0.1", "fe80::1"], Blocked),
        (DnsOutcome.NXDOMAIN, NoSuchName),
        (DnsOutcome.SERVFAIL, Unreachable),
        (DnsOutcome.TIMEOUT, TimedOut),
    ],
)
async def test_a_host_that_cannot_be_looked_at_says_why(entry, kind) -> None:
    async with Net(**QUICK) as net:
        net.zone.names["site.example"] = entry
        with pytest.raises(kind):
            await collect(net, scheme_given=False)
        assert net.routes.dialled == []


async def test_a_dead_address_does_not_hide_a_live_one() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML)})
        net.zone.names["site.example"] = [DEAD, SITE]
        facts, _ = await collect(net)
    assert facts.title == "Hello"


async def test_further_pages_are_only_those_that_the_page_links_to() -> None:
    links = b"".join(
        b'<a href="%s">%s</a>' % pair
        for pair in [(b"/contact", b"x"), (b"/p1", b"About us"), (b"/p2", b"Prices"), (b"https://other.example/contact", b"contact")]
    )
    async with Net(deep_pages=4, **QUICK) as net:
        server = await site(
            net, {"/": page(HTML + links), "/contact": page(b"<p>Call +66 2 123 4567 now</p>"), "/p1": page(b"<p>Our story</p>")}
        )
        facts, _ = await collect(net)
    assert facts.further == ("https://site.example/contact", "https://site.example/p1")
    assert "Our story" in facts.text
    assert {path for _, path in server.asked} == {"/", "/favicon.ico", "/contact", "/p1"}


async def deep(pages: dict[str, bytes], most: int = 3):
    async with Net(deep_pages=most, **QUICK) as net:
        server = Site(pages)
        for host in ("site.example", "www.site.example"):
            await net.serve(server, host=host, address=SITE, port=443, tls=server_context("site.example", "www.site.example"))
        facts, _ = await collect(net)
    return facts, server.asked


async def test_a_page_under_another_name_of_the_site_is_the_sites() -> None:
    facts, asked = await deep(
        {"/": page(HTML + b"<a href='https://www.site.example/contact'>x</a>"), "/contact": page(b"<p>Our story</p>")}
    )
    assert ("www.site.example", "/contact") in asked
    assert "Our story" in facts.text


@pytest.mark.parametrize("flood", ["<a href='/p{0}'>Item {0}</a>", "<a href='https://o{0}.example/'>Item {0}</a>"], ids=["own", "foreign"])
async def test_a_page_at_the_foot_of_many_links_is_found(flood: str) -> None:
    links = "".join(flood.format(number) for number in range(350)) + "<a href=/kontakt>Contact</a>"
    facts, _ = await deep({"/": page(HTML + links.encode()), "/kontakt": page(b"<p>Our story</p>")})
    assert "Our story" in facts.text
    assert len(facts.links) <= 200


@pytest.mark.parametrize(
    "text",
    [
        *(
            "นโยบายความเป็นส่วนตัว",
            "Về chúng tôi",
            "Chính sách bảo mật",
            "Kebijakan Privasi",
            "Dasar Privasi",
            "プライバシーポリシー",
            "개인정보처리방침",
        ),
        *(
            "गोपनीयता",
            "會社概要",
            "Tungkol sa amin",
            "អំពីយើង",
            "ກ່ຽວກັບພວກເຮົາ",
            "ကျွန်ုပ်တို့အကြောင်း",
            "隐私政策",
            "Terms of use",
            "%E0%B8%95%E0%B8%B4%E0%B8%94%E0%B8%95%E0%B9%88%E0%B8%AD",
        ),
    ],
)
async def test_links_that_tell_who_runs_a_site_are_known_in_its_language(text: str) -> None:
    path = f"/{text}" if "%" in text else "/x"
    facts, _ = await deep({"/": page(HTML + f"<a href='{path}'>{text}</a>".encode()), path: page(b"<p>Our story</p>")})
    assert "Our story" in facts.text


async def test_how_to_reach_them_is_read_before_their_rules() -> None:
    links = b"<a href=/t1>Terms</a><a href=/t2>Privacy</a><a href=/c>Contact</a>"
    facts, _ = await deep({"/": page(HTML + links), "/t1": page(b"1"), "/t2": page(b"2"), "/c": page(b"3")}, most=2)
    assert facts.further == ("https://site.example/c", "https://site.example/t1")


async def test_what_a_further_page_asks_the_site_asks() -> None:
    ask = b"<p>Support</p><form action=https://evil.example/><input name=otp placeholder=OTP></form><a href=/app.apk>App</a>"
    facts, _ = await deep({"/": page(HTML + b"<a href=/contact>x</a>"), "/contact": page(ask)})
    assert facts.asks == ("otp",)
    assert [form.action_host for form in facts.forms] == ["evil.example"]
    assert facts.apps


def by_agent(phone: bytes, other: bytes):
    return lambda head: phone if b"Mobile" in head else other


async def test_a_second_look_says_what_differed() -> None:
    async with Net(second_look=True, **QUICK) as net:
        cloak = page(b"<title>Police</title><p>" + b"your account is under investigation " * 20 + b"</p>")
        server = await site(net, {"/": by_agent(cloak, page(HTML))})
        facts, _ = await collect(net)
    looks = {look.profile: look for look in facts.looks}
    assert {"title", "text"} <= set(looks["phone"].differed)
    assert looks["search-referrer"].differed == ()
    assert sum(b"Referer: https://www.google.com/" in head for head in server.heads) == 1


@pytest.mark.parametrize(
    "barrier", [page(b"<title>Just a moment...</title>Checking", status="403 Forbidden"), page(b"denied", status="403 Forbidden")]
)
async def test_a_barrier_is_never_called_another_page(barrier) -> None:
    async with Net(second_look=True, **QUICK) as net:
        await site(net, {"/": by_agent(barrier, page(HTML))})
        facts, _ = await collect(net)
    assert next(look for look in facts.looks if look.profile == "phone").differed == ()


FORM = b"<form method=post><input name=q>%s<button>Go</button></form>"


@pytest.mark.parametrize(
    ("more", "differed"),
    [
        (b"<input type=password name=p>", {"asks", "forms"}),
        (b"<input type=tel placeholder=OTP>", {"asks", "forms"}),
        (b"<a href=/app.apk>App</a>", {"apps"}),
        (b"<a href=https://wa.me/66819234567>Chat</a>", {"contacts"}),
        (b"<input name=s type=search>", set()),
    ],
)
async def test_a_page_that_asks_or_offers_something_to_others_alone_is_another(more, differed) -> None:
    whole = HTML + FORM
    async with Net(second_look=True, **QUICK) as net:
        await site(net, {"/": by_agent(page(whole % more), page(whole % b""))})
        facts, _ = await collect(net)
    looks = {look.profile: look for look in facts.looks}
    assert set(looks["phone"].differed) - {"structure"} == differed
    assert looks["search-referrer"].differed == ()


async def test_plain_pages_of_another_make_are_told_apart() -> None:
    async with Net(second_look=True, **QUICK) as net:
        other = b"<title>Hello</title><main><section><div><span>Shop</span></div></section><form><input name=q></form>Write to us</main>"
        await site(net, {"/": by_agent(page(other), page(HTML + FORM % b""))})
        facts, _ = await collect(net)
    assert "structure" in next(look for look in facts.looks if look.profile == "phone").differed


BUSY = [
    page(b"slow down", status="429 Too Many Requests"),
    page(b"<title>Busy</title>try again", status="503 Service Unavailable"),
    page(b"<title>Oops</title>error", status="500 Internal Server Error"),
    page(b"<title>Not Acceptable!</title>An appropriate representation, generated by Mod_Security.", status="406 Not Acceptable"),
    page(b"<title>Human Verification</title>", status="405 Not Allowed"),
    page("<title>安全验证</title><p>请完成验证后继续访问</p>".encode()),
    page(b"<title>Security check</title><p>Please solve the captcha to continue</p>"),
    page(b"<title>Error</title><p>Rate limit exceeded, try again in a minute</p>"),
]


@pytest.mark.parametrize("answer", BUSY)
async def test_a_server_that_is_busy_or_refuses_shows_no_other_page(answer) -> None:
    async with Net(second_look=True, **QUICK) as net:
        await site(net, {"/": by_agent(answer, page(HTML))})
        facts, _ = await collect(net)
    look = next(look for look in facts.looks if look.profile == "phone")
    assert look.differed == ()
    assert look.barrier


async def test_what_was_read_stays_when_the_way_goes_on_to_a_name_that_nobody_answers_for() -> None:
    for html in (b'<link rel=icon href="http://i.site.example/i.png">', b"<script>location='http://i.site.example/'</script>"):
        async with Net(**QUICK) as net:
            await site(net, {"/": page(html + HTML)}, tls=False)
            net.zone.late_s |= {("i.site.example", "A"): None, ("i.site.example", "AAAA"): None}
            aim = target("http://site.example/")
            async with net.session.target(aim) as shared:
                view = View(shared, "page")
                async with view.within(1.5):
                    facts = await collector.collect(aim, view)
        assert facts.title == "Hello"


async def test_a_way_over_names_of_which_half_is_never_answered_leads_where_a_browser_goes() -> None:
    async with Net(**QUICK) as net:
        for step in range(6):
            server = Site({"/": moved(f"http://h{step + 1}.example/") if step < 5 else page(HTML)})
            await net.serve(server, host=f"h{step}.example", address=f"93.184.216.{60 + step}")
            net.zone.late_s[f"h{step}.example", "AAAA"] = None
        facts, _ = await collect(net, "http://h0.example/")
    assert (facts.final_host, facts.title, facts.complete) == ("h5.example", "Hello", True)


@pytest.mark.parametrize(
    ("headers", "path"),
    [
        (("Location: https:/login",), "/login"),
        (("Location: \xc2\xa0",), "/%C2%A0"),
        (("Location: /x\xc2\xa0",), "/x%C2%A0"),
        (("Location: ", "Location: /y"), "/y"),
    ],
)
async def test_a_redirect_leads_to_the_place_to_which_a_browser_goes(headers, path) -> None:
    async with Net(**QUICK) as net:
        server = await site(net, {"/": page(HTML, *headers, status="302 Found"), path: page(b"<title>There</title>")})
        facts, _ = await collect(net)
    assert (facts.title, [asked for _, asked in server.asked][1]) == ("There", path)


@pytest.mark.parametrize("location", ["ftp://elsewhere.example/", "/"])
async def test_a_redirect_that_leads_nowhere_says_that_its_own_page_was_cut(location) -> None:
    async with Net(**QUICK) as net:
        await site(
            net, {"/": page(b"<p>" + b"a" * 5000 + b"<form><input type=password></form>", f"Location: {location}", status="302 Found")}
        )
        facts, notes = await collect(net)
    assert not facts.complete
    assert [cap.cap for cap in notes.caps] == ["redirect bytes 4096"]


async def test_a_head_beyond_the_purse_is_told() -> None:
    lines = [f"X-{n}: {'v' * 1500 if n < 3 else 1}" for n in range(100)] + [f"Set-Cookie: c{n}=1" for n in range(80)]
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML, *lines)})
        facts, notes = await collect(net)
    assert (len(facts.headers), len(facts.cookies)) == (64, 64)
    assert {cap.cap: cap.seen for cap in notes.caps} == {"headers 64": "102", "header chars 1024": "1500", "cookies 64": "80"}
