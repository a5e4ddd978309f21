"""Pages that are sent as XML: drawings with forms of HTML in them, and elements that bear the prefix of their namespace."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts

FORM = (
    "<{0}form xmlns{1}='http://www.w3.org/1999/xhtml' action='https://panel.example/'><{0}p>LINE ID: @abc12</{0}p>"
    "<{0}input type='password' name='p'/></{0}form>"
)


def read(body: str, content_type: str) -> PageFacts:
    return read_page(body=body.encode(), content_type=content_type, url="https://a.test/", host="a.test", suffix="test")[0]


DECOYS = " ".join(f"xmlns:a{number}='http://www.w3.org/2000/svg'" for number in range(30))


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("image/svg+xml", f"<svg xmlns='http://www.w3.org/2000/svg'><foreignObject>{FORM.format('', '')}</foreignObject></svg>"),
        ("image/svg+xml; charset=utf-8", f"<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:g>{FORM.format('h:', ':h')}</s:g></s:svg>"),
        ("application/xhtml+xml", f"<h:html xmlns:h='http://www.w3.org/1999/xhtml'><h:body>{FORM.format('h:', ':h')}</h:body></h:html>"),
        ("text/xml", f"<h:html xmlns:h='http://www.w3.org/1999/xhtm&#108;'><h:body>{FORM.format('h:', ':h')}</h:body></h:html>"),
        ("text/xml", f"<h:html {DECOYS} xmlns:h='http://www.w3.org/1999/xhtml'><h:body>{FORM.format('h:', ':h')}</h:body></h:html>"),
        ("text/xml", FORM.format("a.b-c:", ":a.b-c")),
    ],
)
def test_a_form_in_a_drawing_or_behind_a_prefix_is_read(content_type: str, body: str) -> None:
    facts = read(body, content_type)
    assert [(form.action_host, [field.asks for field in form.fields]) for form in facts.forms] == [("panel.example", ["password"])]
    assert [(contact.kind, contact.value) for contact in facts.contacts] == [("line", "@abc12")]


def test_links_and_scripts_of_a_drawing_are_read() -> None:
    link = "<a xlink:href='https://t.me/agent_xx'><text>Click here</text></a><script>location = 'https://panel.example/'</script>"
    facts = read(f"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{link}</svg>", "image/svg+xml")
    assert [contact.value for contact in facts.contacts] == ["agent_xx"] and not facts.complete


@pytest.mark.parametrize("content_type", ["image/png", "image/svg", "video/mp4"])
def test_other_pictures_are_no_pages(content_type: str) -> None:
    assert not read("<svg><text>words</text></svg>", content_type).is_html
