"""QR images asked of real servers: only of the site, a few, small ones, in time; and what hostile ones come to."""

import asyncio
import hashlib

import pytest

from scamtriage.parse import qr_image
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import PageFacts
from tests.collect.sites import QUICK, collect, moved, site
from tests.drawing import LINE, PROMPTPAY, picture, qr
from tests.net.peers import OTHER, Net, page, server_context
from tests.watch import Watch

ASKED = {**QUICK, "qr_images": 3, "image_timeout_s": 0.5}


def image(body: bytes, kind: str = "image/png") -> bytes:
    return page(body).replace(b"text/html", kind.encode())


def shows(*tags: str) -> bytes:
    return page(f"<html lang=th><title>Pay</title><body><p>สแกนจ่าย</p>{''.join(tags)}</body></html>".encode())


async def looked(pages: dict[str, bytes], **policy: object) -> tuple[PageFacts, list[str]]:
    """The facts, and the paths that the site was asked for."""
    async with Net(**{**ASKED, **policy}) as net:
        server = await site(net, pages)
        facts, _ = await collect(net)
    return facts, [path for _, path in server.asked if path != "/favicon.ico"]


async def test_codes_of_the_site_are_read_and_become_contacts() -> None:
    pay, chat = qr(PROMPTPAY), qr(LINE)
    pages = {"/": shows('<img src="/img/qr.png">', '<img src="i/2.gif" alt="LINE QR">'), "/img/qr.png": image(pay), "/i/2.gif": image(chat)}
    facts, asked = await looked(pages)
    assert asked == ["/", "/img/qr.png", "/i/2.gif"]
    assert [(one.outcome, one.codes, one.sha256, one.size_bytes) for one in facts.qr_images] == [
        ("ok", (PROMPTPAY,), hashlib.sha256(pay).hexdigest(), len(pay)),
        ("ok", (LINE,), hashlib.sha256(chat).hexdigest(), len(chat)),
    ]
    assert {(c.kind, c.value, c.where) for c in facts.contacts} == {
        ("payment-qr", "+66812345678", "qr image"),
        ("line", "refund_desk1", "qr image"),
    }


async def test_nothing_is_asked_for_unless_the_analyst_wants_it() -> None:
    facts, asked = await looked({"/": shows('<img src="/qr.png">'), "/qr.png": image(b"")}, qr_images=0)
    assert asked == ["/"]
    assert [(one.outcome, one.reason) for one in facts.qr_images] == [("not-asked", "--qr-images asks the site for it")]


async def test_at_most_three_are_asked_for_and_the_others_are_unknown() -> None:
    facts, asked = await looked({"/": shows(*(f'<img src="/qr{n}.png">' for n in range(10_000)))})
    assert asked == ["/", "/qr0.png", "/qr1.png", "/qr2.png"]
    assert [one.outcome for one in facts.qr_images] == ["unread"] * 3 + ["not-asked"] * 7
    assert facts.qr_images[0].reason == "the site answers HTTP 404"
    assert facts.qr_images[3].reason == "3 others were asked for"


async def test_without_the_extra_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr_image, "_libraries", lambda: None)
    facts, asked = await looked({"/": shows('<img src="/qr.png">')})
    assert asked == ["/"]
    assert [(one.outcome, one.reason) for one in facts.qr_images] == [("not-asked", "the extra [qr] is not installed")]


STRANGER = "https://other.example/qr.png"


@pytest.mark.parametrize(
    ("tag", "outcome"),
    [
        (f'<img src="{STRANGER}">', "foreign"),
        (f'<img src="{STRANGER.removeprefix("https:")}">', "foreign"),
        (r'<img src="https:\\other.example\qr.png">', "foreign"),
        (r'<img src="https://other.example\@site.example/qr.png">', "foreign"),
        ('<img src="https://site.example@other.example/qr.png">', "foreign"),
        ('<img src="https://site.example.other.example/qr.png">', "foreign"),
        ('<img src="http://169.254.169.254/qr.png">', "foreign"),
        ('<base href="https://other.example/"><img src="qr.png">', "foreign"),
        ('<img src="https://site.example:8443/qr.png">', "blocked"),
        ('<img src="ftp://site.example/qr.png">', "unread"),
    ],
)
async def test_nobody_but_the_site_is_asked(tag: str, outcome: str) -> None:
    qr(LINE)
    async with Net(**ASKED) as net:
        server = await site(net, {"/": shows(tag)})
        stranger = await site(net, {"/qr.png": image(qr(LINE))}, host="other.example", address=OTHER)
        net.zone.names["site.example.other.example"] = [OTHER]
        facts, _ = await collect(net)
    assert [one.outcome for one in facts.qr_images] == [outcome]
    assert stranger.asked == [] and all(address != OTHER for address, _ in net.routes.dialled)
    assert [path for _, path in server.asked] == ["/", "/favicon.ico"]
    assert facts.contacts == ()


@pytest.mark.parametrize("to", [STRANGER, "http://127.0.0.1/qr.png", "http://10.0.0.8/qr.png", "/other-qr.png"])
async def test_a_redirect_of_an_image_is_not_followed(to: str) -> None:
    qr(LINE)
    async with Net(**ASKED) as net:
        server = await site(net, {"/": shows('<img src="/qr.png">'), "/qr.png": moved(to)})
        await site(net, {"/qr.png": image(qr(LINE))}, host="other.example", address=OTHER)
        facts, _ = await collect(net)
    [one] = facts.qr_images
    assert (one.outcome, one.reason) == ("unread", "the site answers HTTP 302")
    assert {path for _, path in server.asked} == {"/", "/favicon.ico", "/qr.png"}
    assert {address for address, _ in net.routes.dialled} == {"93.184.216.34"}


async def test_a_sub_host_that_leads_into_a_private_network_is_refused() -> None:
    qr(LINE)
    async with Net(**ASKED) as net:
        await site(net, {"/": shows('<img src="https://cdn.site.example/qr.png">')})
        net.zone.names["cdn.site.example"] = ["10.0.0.8"]
        facts, _ = await collect(net)
    [one] = facts.qr_images
    assert one.outcome == "blocked" and "10.0.0.8" in one.reason
    assert {address for address, _ in net.routes.dialled} == {"93.184.216.34"}


async def test_images_that_stall_cost_their_own_time_and_the_page_is_kept() -> None:
    qr(LINE)

    async def stalls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            if b"GET / " in head:
                writer.write(shows(*(f'<img src="/qr{n}.png">' for n in range(3))))
            elif b"qr1" in head:  # a head, then a byte at a time
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 500000\r\n\r\n")
                while True:
                    writer.write(b"\x89")
                    await asyncio.sleep(0.05)
            elif b"qr" in head:
                await asyncio.Event().wait()
            else:
                writer.write(page(b"no", status="404 Not Found"))

    async with Net(**{**ASKED, "answer_timeout_s": 5.0, "slow_window_s": 5.0}) as net:
        await net.serve(stalls, host="site.example", port=443, tls=server_context("site.example"))
        async with Watch() as watch:
            facts, _ = await collect(net)
    assert watch.seconds < 6
    assert facts.title == "Pay" and facts.complete
    assert [one.outcome for one in facts.qr_images] == ["timeout"] * 3
    waited = [float(one.reason.partition("within ")[2].partition(" s")[0]) for one in facts.qr_images]
    assert all(0.5 <= seconds <= 1.0 for seconds in waited), (
        waited
    )  # a machine that is busy makes half a second longer, at most twice as long


async def test_an_image_beyond_its_budget_is_cut_and_not_searched() -> None:
    large = qr(LINE) + b"\0" * 600_000
    async with Net(**ASKED) as net:
        await site(net, {"/": shows('<img src="/qr.png">'), "/qr.png": image(large)})
        facts, notes = await collect(net)
    [one] = facts.qr_images
    assert (one.outcome, one.codes, one.sha256) == ("unread", (), "")
    assert "524288" in one.reason
    assert [cap.stage for cap in notes.caps] == ["qr image"]


@pytest.mark.parametrize(
    ("body", "kind", "because"),
    [
        (lambda: picture("1", (11_000, 11_000)), "image/png", "pixels"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 100_000, "image/png", "no image"),
        (lambda: b"<html>the page again", "text/html", "no image"),
        (lambda: b"", "image/png", "0 bytes"),
    ],
    ids=["png-bomb", "huge-svg", "html", "empty"],
)
async def test_what_is_no_image_or_a_bomb_is_unknown(body, kind: str, because: str) -> None:
    qr(LINE)
    facts, _ = await looked({"/": shows('<img src="/qr.png">'), "/qr.png": image(body(), kind)})
    [one] = facts.qr_images
    assert one.outcome == "unread" and because in one.reason and one.codes == ()


async def test_a_code_under_a_wrong_content_type_is_a_code() -> None:
    facts, _ = await looked({"/": shows('<img src="/qr.png">'), "/qr.png": image(qr(LINE), "application/octet-stream")})
    assert facts.qr_images[0].codes == (LINE,)


async def test_with_further_pages_their_codes_are_read_too() -> None:
    pages = {
        "/": shows('<a href="/contact">ติดต่อเรา</a>'),
        "/contact": shows('<img src="/line-qr.png">', "<p>เพิ่มเพื่อน</p>"),
        "/line-qr.png": image(qr(LINE)),
    }
    facts, asked = await looked(pages, deep_pages=4)
    assert asked == ["/", "/contact", "/line-qr.png"]
    assert [(c.kind, c.value) for c in facts.contacts] == [("line", "refund_desk1")]


async def test_no_other_mode_asks_for_anything() -> None:
    async with Net(**{**ASKED, "mode": Mode.PASSIVE}) as net:
        server = await site(net, {"/": shows('<img src="/qr.png">')})
        with pytest.raises(Exception, match="the target itself is not contacted"):
            await collect(net)
    assert server.asked == [] and net.routes.dialled == []
