"""Ways of pages that lead on, on real servers: in chains, in circles, nowhere, and to where we must not go."""

import asyncio
import gzip

import pytest

from scamtriage.collect import page as collector
from scamtriage.knowledge.speech import speech
from scamtriage.net.collector_net import CollectorNet
from tests.collect.sites import HTML, QUICK, Site, collect, moved, site
from tests.net.peers import OTHER, SITE, Net, page, server_context, target
from tests.watch import Watch


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


async def test_a_page_that_is_left_for_nobody_knows_where_is_not_wholly_known() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML + b"<script>location.href = document.getElementById('to').value</script>")})
        facts, _ = await collect(net)
    assert not facts.complete and facts.incomplete_because == "its scripts lead on to an address that is not known"


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


@pytest.mark.parametrize("text", [b"", b"<p>Please wait"])
@pytest.mark.parametrize(
    "way", [b"<script>location.href='http://127.0.0.1/'</script>", b'<meta http-equiv=refresh content="0;url=http://127.0.0.1/">']
)
async def test_a_page_that_only_leads_to_where_we_must_not_go_says_where_and_why(way: bytes, text: bytes) -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(way + text)})
        facts, _ = await collect(net)
    shown = "hardly any text" if text else "no text"
    assert facts.unseen_because == f"the page shows {shown}, and what it leads on to could not be read: {facts.hops[-1].reason}"
    assert "127.0.0.1" in facts.hops[-1].reason and speech("th").word("evidence", facts.unseen_because).startswith("หน้าเว็บ")


async def test_a_circle_ends_and_says_so() -> None:
    async with Net(**QUICK) as net:
        server = await site(net, {"/": moved("/a"), "/a": moved("/")})
        facts, _ = await collect(net)
    assert facts.incomplete_because == "the redirects go in a circle"
    assert len(server.asked) == 2


AGAIN = "the page loads itself again at once, and was not asked for again"


@pytest.mark.parametrize(
    "pages",
    [
        {"/": page(b"<meta http-equiv=refresh content=0><p>Notes about boats", "Set-Cookie: seen=1")},
        {"/": page(b"<p>Notes about boats", "Set-Cookie: seen=1", "Refresh: 0")},
        {"/": page(b"<p>Notes about boats<script>document.cookie='seen=1';location.reload()</script>")},
        {"/": page(b"<meta http-equiv=refresh content='0;/a'><p>Notes"), "/a": page(b"<script>location='/'</script><p>about boats")},
    ],
    ids=["pragma", "header", "script", "two pages"],
)
async def test_what_is_shown_to_a_visitor_who_was_here_before_is_unknown(pages: dict[str, bytes]) -> None:
    """A browser brings its cookie the second time, and may be shown another page than we are."""
    async with Net(**QUICK) as net:
        server = await site(net, pages)
        facts, notes = await collect(net)
    assert (facts.complete, facts.incomplete_because) == (False, AGAIN)
    assert "boats" in facts.text and any(cap.cap == "redirect back" for cap in notes.caps)
    assert not any(b"ookie" in head for head in server.heads)


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
        async with Watch() as watch:
            facts, _ = await collect(net)
        assert watch.seconds < 1.5
    assert [hop.outcome for hop in facts.hops][-1] == "timeout"
    assert len(facts.hops) >= 3 and not facts.complete


async def test_a_chain_that_breaks_keeps_what_there_was() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": moved("https://gone.example/")})
        facts, _ = await collect(net)
    assert [hop.outcome for hop in facts.hops] == ["ok", "absent"]
    assert (facts.status_code, facts.complete) == (302, False)
    assert facts.incomplete_because == "gone.example does not exist"


async def test_what_was_read_stays_when_the_way_goes_on_to_a_name_that_nobody_answers_for() -> None:
    for html in (b'<link rel=icon href="http://i.site.example/i.png">', b"<script>location='http://i.site.example/'</script>"):
        async with Net(**QUICK) as net:
            await site(net, {"/": page(html + HTML)}, tls=False)
            net.zone.late_s |= {("i.site.example", "A"): None, ("i.site.example", "AAAA"): None}
            aim = target("http://site.example/")
            async with net.session.target(aim) as shared:
                view = CollectorNet(shared, "page")
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
