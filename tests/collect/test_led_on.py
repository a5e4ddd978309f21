"""Pages that lead everybody on: to a place that could not be read, and whatever type their server gives them."""

import pytest

from tests.collect.sites import HTML, QUICK, collect, site
from tests.net.peers import Net, page

AWAY = "it leads its visitors on to a place that could not be read"
ELSEWHERE = "its scripts may lead on to another site, which was not asked for"


@pytest.mark.parametrize(
    "leads",
    [
        b"<script>location.replace('https://site.example:8443/next')</script>",
        b"<meta http-equiv=refresh content='0;url=https://site.example:8443/next'>",
        b"<script>location.replace('https://nowhere.example/')</script>",
        b"<script>location.replace('intent://x#Intent;package=com.evil;end')</script>",
    ],
)
async def test_a_page_that_leads_on_to_what_could_not_be_read_is_not_wholly_known(leads: bytes) -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(HTML + leads)})
        facts, _ = await collect(net)
    assert facts.title == "Hello" and [hop.outcome == "ok" for hop in facts.hops] == [True, False]
    assert not facts.complete and facts.incomplete_because in (AWAY, ELSEWHERE)


async def test_a_page_that_leads_on_to_what_was_read_is() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": page(b"<script>location.replace('/next')</script>"), "/next": page(HTML)})
        facts, _ = await collect(net)
    assert facts.complete and facts.incomplete_because == ""


@pytest.mark.parametrize(
    "types",
    [
        ("*/*",),
        ("unknown/unknown",),
        (";charset=utf-8",),
        ("garbage",),
        ('"text/html"',),
        ("text/plain, text/html",),
        ("text/plain", "text/html"),
        ("application/xhtml+xml",),
    ],
)
async def test_a_browser_runs_what_it_sniffs_and_what_the_last_valid_type_says(types: tuple[str, ...]) -> None:
    door = page(b"<html xmlns='http://www.w3.org/1999/xhtml'><script>location.replace('/next')</script></html>")
    head = b"\r\n".join(b"Content-Type: " + kind.encode() for kind in types)
    assert b"Content-Type: text/html" in door
    async with Net(**QUICK) as net:
        await site(net, {"/": door.replace(b"Content-Type: text/html", head, 1), "/next": page(HTML)})
        facts, _ = await collect(net)
    assert [hop.via for hop in facts.hops] == ["start", "script"] and facts.title == "Hello"


@pytest.mark.parametrize("kind", ["text/plain", "text/html, text/plain", "application/json", "image/png"])
async def test_a_browser_runs_nothing_of_another_type(kind: str) -> None:
    door = page(b"<script>location.replace('/next')</script>").replace(b"Content-Type: text/html", b"Content-Type: " + kind.encode(), 1)
    async with Net(**QUICK) as net:
        await site(net, {"/": door, "/next": page(HTML)})
        facts, _ = await collect(net)
    assert [hop.via for hop in facts.hops] == ["start"]
