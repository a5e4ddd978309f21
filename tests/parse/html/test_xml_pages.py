"""Pages that are sent as XML are read as XML: drawings with forms of HTML, prefixes, entities, and what is closed where it begins."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts
from tests.cost import least_cpu_s
from tests.parse.html.scripted import LURE, TEXT

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


@pytest.mark.parametrize(
    ("head", "body", "seen"),
    [
        ("", "<script><!-- </script><p>decoy</p><script> --></script><p>seen</p>", "seen"),
        ("", "<script><![CDATA[ </script><p>decoy</p> ]]></script><p>seen</p>", "seen"),
        ("", "<p><![CDATA[1 < 2 & <b>3</b>]]></p>", "1 < 2 & <b>3</b>"),
        ("", "<script src='a>.js'/><p><![CDATA[1 < 2 & <b>3</b>]]></p>", "1 < 2 & <b>3</b>"),
        ("<!DOCTYPE html [<!ENTITY a 'se'><!ENTITY b '&a;en'>]>", "<p>&b;</p>", "seen"),
        ("<!DOCTYPE html>", "<p>a &amp; b &c;</p>", "a & b &c;"),
    ],
)
def test_xml_is_read_as_xml(head: str, body: str, seen: str) -> None:
    page = f'<?xml version="1.0"?>{head}<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'.encode()
    facts, _ = read_page(body=page, content_type="application/xhtml+xml", url="https://a.test/", host="a.test", suffix="test")
    assert facts.text == seen


def test_entities_that_multiply_end() -> None:
    entities = "<!ENTITY a0 'hahaha'>" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 99}'>" for n in range(30))
    body = f"<!DOCTYPE html [{entities}]><html><body>&a30;</body></html>".encode()
    given = {"body": body, "content_type": "text/xml", "url": "https://a.test/", "host": "a.test", "suffix": "test"}
    assert least_cpu_s(lambda: read_page(**given), within=1) <= 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "element", ['<textarea hidden="hidden"/>', "<style/>", "<title/>", "<script src='/a.js'/>", "<iframe title='a>b' />"]
)
def test_what_is_closed_where_it_begins_takes_nothing_of_a_page_of_xml(element: str) -> None:
    body = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name="a"/></head><body>{element}{LURE}<br/>{TEXT}</body></html>'
    for content_type in ("application/xhtml+xml", "text/xml"):
        facts, _ = read_page(body=body.encode(), content_type=content_type, url="https://a.test/", host="a.test", suffix="test")
        assert facts.asks == ("password",) and "park" in facts.text and facts.complete
