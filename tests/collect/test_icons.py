"""Icons of a page: which one is asked for, and what is none."""

from base64 import b64encode, encodebytes

import mmh3
import pytest

from tests.collect.sites import HTML, QUICK, collect, moved, site
from tests.net.peers import Net, page


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
    icon = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
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
