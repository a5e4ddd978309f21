"""Links whose writer left out the scheme or the calling code."""

import pytest

from scamtriage.parse.html.page import read_page


def found(href: str, *, suffix: str = "co.id", language: str = "id", text: str = "Chat") -> set[str]:
    host = f"a-desk.{suffix}"
    html = f'<html lang="{language}"><meta charset=utf-8><body><p>{text}</p><a href="{href}">Chat</a></body></html>'.encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return {f"{c.kind} {c.value}" for c in facts.contacts}


@pytest.mark.parametrize(
    ("href", "contact"),
    [
        ("wa.me/6285691232891", "whatsapp +6285691232891"),
        ("www.wa.me/6285691232891?text=hi", "whatsapp +6285691232891"),
        ("https//wa.me/6285691232891", "whatsapp +6285691232891"),
        ("api.whatsapp.com/send?phone=6285691232891", "whatsapp +6285691232891"),
        ("t.me/coinfx_desk", "telegram coinfx_desk"),
        ("zalo.me/0905217336", "zalo +84905217336"),
        ("line.me/R/ti/p/@abc99", "line @abc99"),
        ("LINE.me/ti/p/~abc99", "line abc99"),
        ("m.me/coinfx.desk", "messenger coinfx.desk"),
    ],
)
def test_a_messenger_without_its_scheme_is_opened(href: str, contact: str) -> None:
    assert found(href) == {contact}


@pytest.mark.parametrize(
    "href",
    ["t.me/", "t.me/share", "line.me/about.html", "img/t.me/coinfx_desk", "wa.me/index.html", "wa.me.html", "index.html",
     "?to=wa.me/62856", "#t.me/x"],
)  # fmt: skip
def test_pages_of_the_site_are_no_messengers(href: str) -> None:
    assert found(href) == set()


@pytest.mark.parametrize(
    ("href", "suffix", "language", "contact"),
    [
        ("https://wa.me/0136369726", "com.my", "ms", "whatsapp +60136369726"),
        ("https://wa.me/0136369726", "com", "ms", "whatsapp +60136369726"),
        ("wa.me/081234567781", "co.id", "id", "whatsapp +6281234567781"),
        ("https://api.whatsapp.com/send?phone=081234567781", "co.id", "id", "whatsapp +6281234567781"),
        ("https://wa.me/0812-3456-7781", "co.id", "id", "whatsapp +6281234567781"),
        ("https://wa.me/0136369726", "com", "en", ""),  # a page of no country
        ("https://wa.me/0227225504", "co.id", "id", ""),  # a fixed line
        ("https://wa.me/0000000000", "co.id", "id", ""),
        ("https://wa.me/012345", "com.my", "ms", ""),
    ],
)
def test_a_number_as_at_home_is_of_the_page_s_country(href: str, suffix: str, language: str, contact: str) -> None:
    assert found(href, suffix=suffix, language=language) == {contact} - {""}
    assert {f for f in found("/", suffix=suffix, language=language, text=href) if f[:8] == "whatsapp"} == {contact} - {""}
