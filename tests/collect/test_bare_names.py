"""Names without a scheme: where browsers do not stay with what answers at https, what they show is read."""

import asyncio
import socket
import ssl
from collections.abc import Iterator

import pytest

from scamtriage.collect.read_response import with_redirect_contacts
from scamtriage.records.facts import Hop, PageFacts
from tests.collect.sites import HTML, QUICK, Site, collect, moved, site
from tests.collect.test_certificate import chain_for
from tests.net.peers import OTHER, SITE, Net, identity, page, says, server_context
from tests.watch import Watch

SCAM = (
    b"<title>Police</title><p>"
    + b"Your account is frozen, tell us the code of your bank now. " * 8
    + b"<form><input type=password name=p></form>"
)
OWN = b"<title>Bakery</title><p>" + b"We bake bread every day in the shop beside the river. " * 8
DEFAULT = b"<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>The web server is successfully installed and working."


def unjudged() -> ssl.SSLContext:
    """Of an authority that nobody shows: browsers may know it."""
    key, chain, _ = chain_for("site.example")
    return server_context(chain=(key, chain))


def own_root() -> ssl.SSLContext:
    key, chain, root = chain_for("site.example")
    return server_context(chain=(key, chain + root))


async def both(net: Net, https: dict[str, bytes], http: dict[str, bytes] | None, tls: ssl.SSLContext) -> tuple[Site, Site]:
    secure, plain = Site(https), Site(http or {})
    await net.serve(secure, port=443, tls=tls)
    if http is not None:
        await net.serve(plain, port=80)
    return secure, plain


@pytest.fixture
def refusing() -> Iterator[tuple[str, int]]:
    """Where nobody listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()


def ways(facts) -> list[tuple[str, int | None]]:
    return [(hop.url, hop.status_code) for hop in facts.hops]


@pytest.mark.parametrize(
    "tls",
    [
        lambda: server_context("hoster.example"),
        lambda: server_context("site.example"),
        lambda: server_context(chain=identity("site.example", days=1, age_days=2)),
        own_root,
    ],
    ids=["other name", "signed itself", "run out", "a root of its own"],
)
@pytest.mark.parametrize(("at_https", "at_http"), [(DEFAULT, SCAM), (moved("/home"), SCAM), (OWN, SCAM), (SCAM, OWN)])
async def test_where_browsers_stop_at_the_certificate_the_page_at_http_is_read(tls, at_https, at_http) -> None:
    answer = at_https if at_https.startswith(b"HTTP/") else page(at_https)
    async with Net(**QUICK) as net:
        secure, plain = await both(net, {"/": answer}, {"/": page(at_http)}, tls())
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.final_url, facts.title) == ("http://site.example/", "Police" if at_http is SCAM else "Bakery")
    assert [hop.url for hop in facts.hops] == ["https://site.example/", "http://site.example/"]
    assert facts.hops[0].certificate_sha256 and facts.hops[0].reason.startswith("browsers warn of its certificate: ")
    assert [path for _, path in secure.asked] == ["/"] and [path for _, path in plain.asked] == ["/", "/favicon.ico"]
    assert "http-instead" in facts.flags and "warned" not in facts.flags
    # of two pages one is unread: a gang may show us the one and its victims the other
    other = answer in (page(OWN), page(SCAM))
    assert ("other-at-https" in facts.flags, facts.complete, "another page" in facts.incomplete_because) == (other, not other, other)


async def test_the_same_page_both_ways_is_one_and_whole() -> None:
    async with Net(**QUICK) as net:
        await both(net, {"/": page(OWN)}, {"/": page(OWN)}, server_context("hoster.example"))
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.final_url, facts.complete, facts.flags) == ("http://site.example/", True, ("http-instead",))


async def test_what_leads_to_another_site_from_behind_the_warning_leaves_the_other_page_unknown() -> None:
    for to, whole in (("https://gang.example/", False), ("https://www.site.example/", True)):
        async with Net(**QUICK) as net:
            await both(net, {"/": moved(to)}, {"/": page(OWN)}, server_context("hoster.example"))
            facts, _ = await collect(net, scheme_given=False)
        assert (facts.title, facts.complete) == ("Bakery", whole)


@pytest.mark.parametrize("http", [None, {"/": moved("https://site.example/")}, {}, {"/": page(DEFAULT)}, {"/": moved("/gone")}])
async def test_where_http_gives_no_page_the_one_behind_the_warning_is_read_and_says_so(http, refusing) -> None:
    async with Net(**QUICK) as net:
        net.routes.table[SITE, 80] = refusing
        secure, plain = await both(net, {"/": page(SCAM)}, http, server_context("hoster.example"))
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.final_url, facts.title, facts.flags, facts.complete) == ("https://site.example/", "Police", ("warned",), True)
    way, led = [hop.url for hop in facts.hops], [hop.url for hop in facts.way]
    assert (way[0], way[-1]) == ("http://site.example/", "https://site.example/")
    assert led == (way if http and "https://site.example/" in str(http) else way[-1:])
    assert [path for _, path in secure.asked] == ["/", "/favicon.ico"] and len(plain.asked) == (
        0 if http is None else 2 if "gone" in str(http) else 1
    )


CHALLENGE = b"<title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x></script>"


@pytest.mark.parametrize(
    "http",
    [
        page(CHALLENGE, "cf-mitigated: challenge", status="403 Forbidden"),
        page(CHALLENGE, "cf-mitigated: challenge", status="404 Not Found"),
        page(b"try again in a minute", status="429 Too Many Requests"),
        page(b"no", status="503 Busy"),
        page(SCAM, status="404 Not Found"),
        moved("http://gang.invalid/x"),
        moved("/"),
    ],
    ids=["challenge", "challenge of 404", "too many", "busy", "page of 404", "leads nowhere", "circle"],
)
async def test_what_is_unread_at_http_may_be_what_visitors_see_and_the_page_behind_the_warning_is_not_all(http) -> None:
    async with Net(**QUICK) as net:
        await both(net, {"/": page(OWN)}, {"/": http}, server_context("hoster.example"))
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.final_url, facts.title, facts.flags, facts.complete) == ("https://site.example/", "Bakery", ("warned",), False)
    assert facts.incomplete_because.startswith("what is at http could not be read")


async def test_a_page_on_the_way_both_over_http_and_over_https_counts_once() -> None:
    async with Net(**QUICK) as net:
        form, on = b"<form><input type=password name=p></form>", b"<script>location.href='%b'</script>"
        https = {"/": page(OWN + on % b"/x"), "/x": page(SCAM + form + on % b"/gone")}
        await both(net, https, {"/": moved("https://site.example/x")}, server_context("hoster.example"))
        facts, _ = await collect(net, scheme_given=False)
    assert [left.final_url for left in facts.left] == ["https://site.example/x", "https://site.example/"]
    assert facts.form_count == 2


async def test_a_page_that_answers_at_the_second_request_has_the_hops_that_led_to_it() -> None:
    secure = Site({"/": page(OWN + b"<script>location.href='/b'</script>"), "/b": page(OWN)})

    async def https(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        secure.connections += 1
        if secure.connections > 1:
            await secure(reader, writer)

    async with Net(**QUICK) as net:
        await net.serve(https, port=443, tls=unjudged())
        await site(net, {"/": moved("https://site.example/")}, tls=False)
        facts, _ = await collect(net, scheme_given=False)
    assert [hop.status_code for hop in facts.hops] == [None, 302, 200, 200]
    assert [left.hops for left in facts.left] == [facts.hops[:3]]
    assert [(hop.url, hop.status_code) for hop in facts.left[0].way] == [("http://site.example/", 302), ("https://site.example/", 200)]


async def test_what_another_site_does_not_find_is_not_nothing() -> None:
    async with Net(**QUICK) as net:
        await both(net, {"/": page(OWN)}, {"/": moved("https://gang.example/x")}, server_context("hoster.example"))
        await site(net, {}, host="gang.example", address=OTHER)
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.title, facts.complete, [hop.url for hop in facts.way]) == ("Bakery", False, ["https://site.example/"])
    assert [hop.url for hop in facts.passed_over] == ["http://site.example/", "https://gang.example/x"]


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
async def test_at_a_port_of_its_own_nothing_is_asked_in_plain_text(status) -> None:
    async with Net(**QUICK) as net:
        secure = Site({"/": page(OWN if status == "200 OK" else b"none", status=status)})
        await net.serve(secure, port=8443, tls=server_context("hoster.example"))
        facts, _ = await collect(net, "https://site.example:8443/", scheme_given=False)
    assert ways(facts) == [("https://site.example:8443/", int(status[:3]))] and secure.connections == 1


def test_the_given_address_is_nobody_to_whom_http_leads() -> None:
    start, end = Hop(url="http://wa.me/6281234567890", location="https://wa.me/6281234567890"), "https://wa.me/6281234567890"
    facts = PageFacts(final_url=end)
    assert with_redirect_contacts(facts, (start, Hop(url=end, via="http")), "me").contacts == ()
    assert with_redirect_contacts(facts, (Hop(url="http://site.example/"), Hop(url=end, via="http")), "example").contacts


async def test_a_page_at_http_that_sends_on_to_https_by_itself_is_not_gone_through_twice() -> None:
    lure = page(SCAM + b"<script>location.href='https://site.example/'</script>")
    async with Net(**QUICK) as net:
        secure, plain = await both(net, {"/": page(OWN)}, {"/": lure}, server_context("hoster.example"))
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.final_url, facts.title, len(secure.asked), len(plain.asked)) == ("https://site.example/", "Bakery", 2, 1)
    assert [left.title for left in facts.left] == ["Police"]


async def test_a_port_80_that_is_silent_costs_half_of_the_time_and_no_page() -> None:
    async def silent(reader, writer) -> None:
        await asyncio.sleep(60)

    async with Net(**{**QUICK, "answer_timeout_s": 60.0, "deadline_s": 3.0}) as net:
        await both(net, {"/": moved("/shop"), "/shop": page(OWN)}, None, server_context("hoster.example"))
        await net.serve(silent, port=80)
        async with Watch() as watch:
            facts, _ = await collect(net, scheme_given=False)
    assert watch.seconds < 3
    assert (facts.title, facts.complete, facts.hops[0].outcome) == ("Bakery", False, "timeout")


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
async def test_what_https_does_not_find_is_looked_for_at_http(status) -> None:
    async with Net(**QUICK) as net:
        await both(net, {"/": page(b"<h1>Not Found</h1>", status=status)}, {"/": page(SCAM)}, unjudged())
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.title, facts.flags, facts.complete) == ("Police", ("http-instead",), True)
    assert ways(facts) == [("https://site.example/", int(status[:3])), ("http://site.example/", 200)]


async def test_nothing_else_is_asked_at_http() -> None:
    found = {
        "a page": ({"/": page(OWN)}, False),
        "a refusal": ({"/": page(b"no", status="403 Forbidden")}, False),
        "a busy server": ({"/": page(b"no", status="503 Busy")}, False),
        "a page with the status of an error": ({"/": page(SCAM, status="404 Not Found")}, False),
        "an error behind a redirect": ({"/": moved("/gone")}, False),
        "the scheme was given": ({"/": page(b"no", status="404 Not Found")}, True),
    }
    for what, (pages, given) in found.items():
        async with Net(**QUICK) as net:
            _, plain = await both(net, pages, {"/": page(SCAM)}, unjudged())
            facts, _ = await collect(net, scheme_given=given)
        assert (plain.asked, facts.final_url[:5], facts.flags) == ([], "https", ()), what
    async with Net(**QUICK) as net:
        _, plain = await both(net, {"/": page(OWN)}, {"/": page(SCAM)}, server_context("hoster.example"))
        facts, _ = await collect(net, scheme_given=True)
    assert (plain.asked, facts.title, facts.flags) == ([], "Bakery", ("warned",))


async def test_both_find_nothing_and_the_answer_of_https_stays() -> None:
    async with Net(**QUICK) as net:
        await both(net, {"/": page(b"none", status="404 Not Found")}, {"/": page(b"none", status="503 Busy")}, unjudged())
        facts, _ = await collect(net, scheme_given=False)
    assert ways(facts) == [("http://site.example/", 503), ("https://site.example/", 404)] and facts.status_code == 404


async def test_steps_over_http_count_among_the_steps() -> None:
    async with Net(**{**QUICK, "max_hops": 3}) as net:
        await both(net, {"/": moved("/a")}, {"/": moved("/b"), "/b": moved("/c"), "/c": page(OWN)}, server_context("hoster.example"))
        facts, notes = await collect(net, scheme_given=False)
    assert len(facts.hops) <= 3 and not facts.complete and notes.caps[0].cap == "hops 3"


async def test_what_is_unreadable_at_https_leaves_its_mark_on_the_page_of_http() -> None:
    async with Net(**QUICK) as net:
        await net.serve(says(b"SSH-2.0-OpenSSH\r\n\r\n"), port=443, tls=unjudged())
        await site(net, {"/": page(OWN)}, tls=False)
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.title, facts.flags, facts.hops[0].outcome) == ("Bakery", ("http-instead",), "malformed")


async def test_a_head_that_was_mended_is_marked() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML).replace(b"Content-Length", b"X-Powered-By : PHP\r\nContent-Length")}, tls=False)
        facts, _ = await collect(net, "http://site.example/")
    assert (facts.title, facts.flags) == ("Hello", ("mended-head",))


async def test_the_www_that_http_leads_to_is_read_where_the_bare_name_has_no_certificate() -> None:
    async with Net(**QUICK) as net:
        secure, _ = await both(
            net, {"/": moved("https://www.site.example/")}, {"/": moved("https://www.site.example/")}, server_context("www.site.example")
        )
        other = await site(net, {"/": page(OWN)}, host="www.site.example", address=OTHER)
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.final_url, facts.complete, len(secure.asked), len(other.asked)) == ("https://www.site.example/", True, 1, 2)
    assert facts.hops[1].address == SITE and "http-instead" not in facts.flags


@pytest.mark.parametrize("said", [b"no such page", b"<title>404 Not Found</title><p>The requested URL was not found on this server."])
async def test_whatever_words_a_404_at_https_has_http_is_asked(said: bytes) -> None:
    async with Net(**QUICK) as net:
        await both(net, {"/": page(said, status="404 Not Found")}, {"/": page(SCAM)}, server_context("site.example"))
        facts, _ = await collect(net, scheme_given=False)
    assert (facts.final_url, facts.title) == ("http://site.example/", "Police")
