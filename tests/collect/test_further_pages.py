"""The further pages of a site: which links are followed, and what they add."""

import pytest

from tests.collect.sites import HTML, QUICK, Site, collect, site
from tests.net.peers import SITE, Net, page, server_context


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


async def test_a_file_takes_the_place_of_no_page() -> None:
    links = b"".join(b"<a href=/%s>Contact us</a>" % path for path in (b"contact.pdf", b"contact.PDF?v=2", b"contact.apk", b"contact.html"))
    _, asked = await deep({"/": page(HTML + links)}, most=1)
    assert {path for _, path in asked} == {"/", "/favicon.ico", "/contact.html"}


async def test_a_link_that_does_something_is_not_followed() -> None:
    doing = ("/contact/delete?id=5", "/logout?u=1", "/contact?do=Un%73ubscribe", "/kontak/hapus/3", "/lien-he?x=%78oa", "/sign_out/about")
    links = "".join(f"<a href='{path}'>Contact us</a>" for path in (*doing, "/contact/keluarga"))
    _, asked = await deep({"/": page(HTML + links.encode())}, most=4)
    assert {path for _, path in asked} - {"/", "/favicon.ico"} == {"/contact/keluarga"}


@pytest.mark.parametrize(
    ("path", "text", "followed"),
    [
        ("/contact?a=5", "contact us: log out", False),
        ("/contact?d=7", "ลบบัญชี ติดต่อเรา", False),
        ("/contact/ログアウト", "x", False),
        ("/about/accept?id=5", "x", False),
        ("/contact/sahkan", "x", False),
        ("/contact", "退订 联系我们", False),
        ("/contact", "계정 삭제 문의", False),
        ("/lien-he", "Đăng xuất", False),
        ("/refund-and-cancellation-policy", "Contact, Refund and Cancellation Policy", True),
        ("/contact/cancellation-policy?delete=1", "x", False),
        ("/acceptable-use-policy", "Terms and privacy policy", True),
        ("/contact", "หลบภัย ติดต่อเรา", True),
    ],
)
async def test_what_the_text_of_a_link_says_it_does_counts_as_well(path: str, text: str, followed: bool) -> None:
    _, asked = await deep({"/": page(HTML + f"<a href='{path}'>{text}</a><a href='{path}'>contact</a>".encode())}, most=4)
    assert bool({path for _, path in asked} - {"/", "/favicon.ico"}) is followed


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
    links = b"<a href=/t1>Terms</a><a href=/t2>Privacy</a><a href=/c>Contact</a><a href=/c#rules>Terms</a>"
    facts, _ = await deep({"/": page(HTML + links), "/t1": page(b"1"), "/t2": page(b"2"), "/c": page(b"3")}, most=2)
    assert facts.further == ("https://site.example/c", "https://site.example/t1")


async def test_what_a_further_page_asks_the_site_asks() -> None:
    ask = b"<p>Support</p><form action=https://evil.example/><input name=otp placeholder=OTP></form><a href=/app.apk>App</a>"
    facts, _ = await deep({"/": page(HTML + b"<a href=/contact>x</a>"), "/contact": page(ask)})
    assert facts.asks == ("otp",)
    assert [form.action_host for form in facts.forms] == ["evil.example"]
    assert facts.apps


async def test_what_visitors_wrote_on_a_further_page_is_not_said_by_the_site() -> None:
    home = HTML + b"<a href=/contact>contact</a><div id=comments><div class=comment>Who lost money should ring +66 81 234 5678</div></div>"
    story = b"<p>Our story since 1990</p>" * 9 + b"<p>+66 81 234 5678</p><div id=comments><div class=comment>I was robbed here</div></div>"
    facts, _ = await deep({"/": page(home), "/contact": page(story)})
    wrote = [facts.text[begin:end].strip() for begin, end in facts.guests]
    assert len(wrote) == 2 and wrote[0].startswith("Who lost") and wrote[1] == "I was robbed here"
    assert [(one.value, one.flags) for one in facts.contacts] == [("+66812345678", ())]  # guests wrote it down, and the site gives it too


FRAMES = b"".join(b"<iframe src=/%d></iframe>" % number for number in range(50))


@pytest.mark.parametrize(
    ("home", "contact", "caps"),
    [
        (b"<p>We bake bread every day." * 2_000, b"<p>Your account is frozen, call us now." * 500, ["text_bytes 65536"]),
        (b"", FRAMES, ["iframes 40"]),
        (FRAMES, FRAMES, ["iframes 40"]),
        (b"<p>We bake bread.", b"<p>Call us.", []),
    ],
    ids=["more text than is kept", "many frames", "many frames on both", "short"],
)
async def test_what_nobody_read_of_a_further_page_is_told_once(home: bytes, contact: bytes, caps: list[str]) -> None:
    async with Net(deep_pages=1, **QUICK) as net:
        await site(net, {"/": page(b"<a href=/contact>Contact</a>" + home), "/contact": page(contact)})
        facts, notes = await collect(net)
    assert facts.further and [cap.cap for cap in notes.caps] == caps


async def test_so_it_is_with_a_page_that_was_left() -> None:
    door = b"<meta http-equiv=refresh content='3;url=/home'><p>" + b"Your account is frozen, call us now. " * 1_500
    async with Net(**QUICK) as net:
        await site(net, {"/": page(door), "/home": page(b"<p>We bake bread every day in the shop beside the river." * 300)})
        facts, notes = await collect(net)
    assert len(facts.left) == 1 and [cap.cap for cap in notes.caps] == ["text_bytes 65536"]
