"""A site that sends its visitors straight to a messenger shows no page: the addresses on the way are its contacts."""

import pytest

from tests.collect.sites import HTML, QUICK, collect, moved, site
from tests.net.peers import Net, page


@pytest.mark.parametrize(
    ("to", "kind", "value"),
    [
        ("tg://resolve?domain=agent_xx1", "telegram", "agent_xx1"),
        ("https://wa.me/66819234567?text=hi", "whatsapp", "+66819234567"),
        ("https://api.whatsapp.com/send/?phone=66819234567&text=hi", "whatsapp", "+66819234567"),
        ("https://line.me/R/ti/p/@helpx99", "line", "@helpx99"),
        ("tel:+66819234567", "phone", "+66819234567"),
    ],
)
@pytest.mark.parametrize("how", ["http", "meta", "page"])
async def test_whom_a_site_sends_its_visitors_to_is_a_contact(how: str, to: str, kind: str, value: str) -> None:
    pages = {
        "http": moved(to),
        "meta": page(f"<meta http-equiv=refresh content='0; url={to}'>".encode()),
        "page": page(b"<p>One moment please, you are sent on</p><script>location.href = '%s'</script>" % to.encode()),
    }
    async with Net(**QUICK) as net:
        await site(net, {"/": pages[how]})
        facts, _ = await collect(net)
    assert [(c.kind, c.value) for c in facts.contacts] == [(kind, value)]


async def test_a_page_that_was_not_seen_stays_unknown_whoever_it_sends_to() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": moved("tg://resolve?domain=agent_xx1")})
        facts, _ = await collect(net)
    assert facts.contacts[0].where == "redirect" and facts.unseen_because


async def test_a_further_page_that_sends_to_a_messenger_gives_its_contact() -> None:
    async with Net(**QUICK, deep_pages=2) as net:
        await site(net, {"/": page(HTML.replace(b"Write", b"<a href=/contact>Write</a>")), "/contact": moved("https://wa.me/66819234567")})
        facts, _ = await collect(net)
    assert [(c.kind, c.value) for c in facts.contacts] == [("whatsapp", "+66819234567")] and facts.title == "Hello"


async def test_a_way_within_the_site_gives_no_contact() -> None:
    async with Net(**QUICK) as net:
        await site(net, {"/": moved("/th/"), "/th/": page(HTML)})
        facts, _ = await collect(net)
    assert facts.contacts == ()
