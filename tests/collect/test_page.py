"""The page collector on real servers: what is fetched and read, whom it reaches, and what it says where nothing is to be had."""

import gzip

import pytest

from scamtriage.net.errors import Blocked, NoSuchName, TimedOut, Unreachable
from scamtriage.records.facts import DnsOutcome
from tests.collect.sites import HTML, QUICK, collect, moved, site
from tests.net.peers import DEAD, SITE, Net, page


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


async def test_https_is_tried_first_and_http_only_where_nobody_named_the_scheme() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML)}, tls=False)
        facts, _ = await collect(net, scheme_given=False)
        assert [(hop.url, hop.outcome) for hop in facts.hops] == [("https://site.example/", "unreachable"), ("http://site.example/", "ok")]
        with pytest.raises(Unreachable):
            await collect(net, scheme_given=True)


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


async def test_a_head_beyond_the_budget_is_told() -> None:
    lines = [f"X-{n}: {'v' * 1500 if n < 3 else 1}" for n in range(100)] + [f"Set-Cookie: c{n}=1" for n in range(80)]
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML, *lines)})
        facts, notes = await collect(net)
    assert (len(facts.headers), len(facts.cookies)) == (64, 64)
    assert {cap.cap: cap.seen for cap in notes.caps} == {"headers 64": "102", "header chars 1024": "1500", "cookies 64": "80"}
