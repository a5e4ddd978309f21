"""Where a page leads, and what it loads: links, apps, icons and scripts, with the hosts of others told apart."""

from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.parse.html.bounded import tidied
from scamtriage.parse.html.links import Resolver, hosts_of
from scamtriage.parse.html.scripts.loaded import loaded_scripts
from tests.cost import least_cpu_s
from tests.parse.html.page_facts import read
from tests.parse.html.readers import both_readers


def test_links_stand_with_foreign_hosts_first() -> None:
    facts = read(
        '<a href="/a">home</a><a href="https://shop-help.example/b">own</a><a href="tel:+66812345678">call</a>'
        '<a href="//evil.test/x">out</a><a href="https://ex%61mple.net@real.test/">user</a><a href="#x">no</a>'
        '<a href="javascript:x()">js</a>'
    )
    assert [(link.host, link.text) for link in facts.links] == [
        ("evil.test", "out"),
        ("real.test", "user"),
        ("", "call"),
        ("pay.shop-help.example", "home"),
        ("shop-help.example", "own"),
    ]
    assert facts.foreign_hosts == ("evil.test", "real.test")
    assert facts.link_count == 7


def test_a_tab_or_a_backslash_hides_no_other_host() -> None:
    facts = read(
        '<a href="/\t/evil.test/a">a</a><a href="\\\\evil2.test/b">b</a><a href=" ///evil3.test">c</a><a href="/\\evil4.test">d</a>'
    )
    assert set(facts.foreign_hosts) == {"evil.test", "evil2.test", "evil3.test", "evil4.test"}


BACKSLASHES = {
    "<a href='https://t.me\\abcdef'>x</a>": ("telegram", "abcdef", "https://t.me/abcdef"),
    "<a href='https://t.me/other1'>o</a><a href='https://t.me\\abcdef'>x</a>": ("telegram", "abcdef", "https://t.me/abcdef"),
    "<a href='https://wa.me\\66812345678'>x</a>": ("whatsapp", "+66812345678", "https://wa.me/66812345678"),
    "<a href='https://play.google.com\\store\\apps\\details?id=com.anydesk.anydeskandroid'>x</a>": (
        "remote-tool",
        "AnyDesk",
        "https://play.google.com/store/apps/details?id=com.anydesk.anydeskandroid",
    ),
    "<a href='https://play.google.com/a'>o</a><a href='https://play.google.com/store\\apps/details?id=com.anydesk.anydeskandroid'>x</a>": (
        "remote-tool",
        "AnyDesk",
        "https://play.google.com/store/apps/details?id=com.anydesk.anydeskandroid",
    ),
}
"""HTML -> kind and value of the contact, and the address of the link."""


@pytest.mark.parametrize("html", BACKSLASHES)
def test_a_backslash_behind_a_host_is_a_slash(html: str) -> None:
    kind, value, url = BACKSLASHES[html]
    facts = read(html)
    assert (kind, value) in {(contact.kind, contact.value) for contact in facts.contacts}
    assert url in {link.url for link in facts.links}


def test_a_backslash_in_the_path_of_an_app_or_of_the_site_is_a_slash() -> None:
    facts = read("<a href='https://files.test\\bank.apk'>a</a><a href='/help\\us.html?a=\\b'>b</a>")
    assert facts.apps == ("https://files.test/bank.apk",)
    assert [link.url for link in facts.links] == ["https://files.test/bank.apk", "https://pay.shop-help.example/help/us.html?a=\\b"]


@pytest.mark.parametrize(
    ("html", "kind", "value"),
    [
        ("<iframe src='https:\\\\t.me\\abcdef'></iframe>", "telegram", "abcdef"),
        ("<iframe src='//t.me/abcdef'></iframe>", "telegram", "abcdef"),
        ("<form action='//wa.me/66812345678'><input type=submit></form>", "whatsapp", "+66812345678"),
        ("<form action='https:\\\\wa.me\\66812345678'><input type=submit></form>", "whatsapp", "+66812345678"),
        ("<form action='/\\wa.me/66812345678'><input type=submit></form>", "whatsapp", "+66812345678"),
        ("<meta http-equiv=refresh content='0;url=https:\\\\t.me\\abcdef'>", "telegram", "abcdef"),
    ],
)
def test_frames_forms_and_refreshes_open_what_a_browser_opens(html: str, kind: str, value: str) -> None:
    assert (kind, value) in {(contact.kind, contact.value) for contact in read(html).contacts}


@pytest.mark.parametrize(
    ("base", "action", "found"),
    [("https://wa.me/", "66812345678", ("whatsapp", "+66812345678")), ("//t.me/", "boss_acc?x=1", ("telegram", "boss_acc"))],
)
def test_the_form_of_a_page_whose_references_lead_elsewhere_opens_what_a_browser_opens(base: str, action: str, found: object) -> None:
    page = read(f"<base href='{base}'><form action='{action}'><input name=q><input type=submit></form>")
    assert found in {(contact.kind, contact.value) for contact in page.contacts}


def test_what_a_messenger_frames_of_itself_is_no_account() -> None:
    page = read("<iframe src='/plugins/x'></iframe>", url="https://m.me/somepage", host="m.me", suffix="me")
    assert "plugins" not in {contact.value for contact in page.contacts}


def test_a_host_that_begins_like_another_is_its_own() -> None:
    hrefs = (
        "https://evil.co/x",
        "https://evil.com",
        "https://evil.co?/x",
        "https://evil.co@evil.net/",
        "https://evil.co:8/",
        "https://evil.co",
    )
    facts = read("".join(f'<a href="{href}">x</a>' for href in hrefs))
    assert [(link.url, link.host) for link in facts.links] == list(
        zip(hrefs, ("evil.co", "evil.com", "evil.co", "evil.net", "evil.co", "evil.co"), strict=True)
    )


def test_a_base_moves_relative_links() -> None:
    assert read('<base href="https://cdn.test/dir/"><a href="x/y">l</a>').links[0].url == "https://cdn.test/dir/x/y"


@pytest.mark.parametrize(
    "href", ["/files/Bank.apk", "https://a.test/x.mobileconfig?v=2", "setup.exe#now", "itms-services://?action=download-manifest"]
)
def test_an_app_that_is_offered_is_named(href: str) -> None:
    assert len(read(f'<a href="{href}">Install</a>').apps) == 1


def test_an_app_at_the_url_itself_is_named_and_is_no_page() -> None:
    facts = read(b"PK\x03\x04", content_type="application/vnd.android.package-archive", url="https://a.test/dl")
    assert (facts.is_html, facts.apps) == (False, ("https://a.test/dl",))


@pytest.mark.parametrize(
    ("links", "icon"),
    [
        ('<link rel="shortcut icon" href="/i/x.png">', "https://www.shop.test/i/x.png"),
        ('<link rel=icon href="//static.shop.test/x.svg"><link rel=icon href=/y.ico>', "https://static.shop.test/x.svg"),
        ('<link rel=icon href="https://bank.test/favicon.ico">', ""),
        ('<link rel=icon href="data:image/png;base64,AA==">', ""),
        ('<link rel="apple-touch-icon" href="/a.png"><link rel="mask-icon" href="/m.svg">', ""),
    ],
)
def test_an_icon_is_the_one_that_a_page_declares_on_its_own_site(links: str, icon: str) -> None:
    assert read(links, url="https://www.shop.test/a", host="www.shop.test", suffix="test").icon == icon


@pytest.mark.parametrize(
    "written", ["image/png; base64", "Image/png;base64 ", ";base64", "application/octet-stream;base64", "image/x-icon;base64"]
)
def test_an_icon_that_a_page_carries_is_hashed_whatever_its_address_says_of_it(written: str) -> None:
    icon = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
    facts = read(f"<link rel=icon href='data:{written},{b64encode(icon).decode()}#a'>")
    assert facts.favicon_sha256 == sha256(icon).hexdigest()


@pytest.mark.parametrize("empty", ["data:,", "data:;base64,=", "data:;base64,iVBORw0KGgo="])
def test_what_keeps_browsers_from_asking_for_an_icon_is_none(empty: str) -> None:
    assert read(f"<link rel=icon href='{empty}'>").favicon_mmh3 is None


SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'><rect width='100' height='100' fill='{}'/><text>{}</text></svg>"


@pytest.mark.parametrize("fill", ["red", "%23c00"])
def test_a_drawing_is_an_icon(fill: str) -> None:
    facts = read(f'<link rel=icon href="data:image/svg+xml,{SVG.format(fill, "a")}">')
    assert facts.favicon_sha256 == sha256(SVG.format(fill.replace("%23", "#"), "a").encode()).hexdigest()


def test_the_beginning_of_a_drawing_is_no_icon_that_strangers_have_in_common() -> None:
    """A bare "#" ends the address, and browsers show nothing."""
    for fill, text in (("#c00", "a"), ("#00f", "b")):
        assert read(f'<link rel=icon href="data:image/svg+xml,{SVG.format(fill, text)}">').favicon_mmh3 is None


@pytest.mark.parametrize("other", ["data:text/html,<h1>no icon for this site at all</h1>", "data:,there is no icon at this site, sorry"])
def test_what_is_no_image_is_no_icon(other: str) -> None:
    assert read(f"<link rel=icon href='{other}'>").favicon_mmh3 is None


def test_hosts_of_scripts_and_images_are_counted() -> None:
    facts = read(
        '<script src="//cdn.test/a.js"></script><img src="https://bank.test/1.png"><img src="https://bank.test/2.png"><img src="data:x">'
    )
    assert facts.script_hosts == ("cdn.test",)
    assert facts.image_hosts == (("bank.test", 2),)


@both_readers
def test_links_and_scripts_of_a_drawing_count_as_those_of_the_page(flood: str) -> None:
    drawing = "<svg><a xlink:href=https://s.test/><text>Go</text></a><script href=https://c.test/s.js></script></svg>"
    facts = read(f"<p>a</p>{drawing}<a href=https://n.test/>On</a>{flood}")
    assert set(facts.foreign_hosts) == {"s.test", "n.test"} and facts.link_count == 2
    assert facts.script_hosts == ("c.test",)


def test_what_stands_in_a_script_with_a_reference_of_drawings_is_read_as_well() -> None:
    assert read("<p>a</p><script href=https://c.test/s.js>document.write('<h1>Bank</h1>')</script>").headings == ("Bank",)


@pytest.mark.parametrize(
    "script",
    [
        "var s=document.createElement('script');s.async=true;s.src='https://c.test/chat.js';document.head.append(s)",
        'j=d.createElement("script"),dl=l!="x"?"&l="+l:"";j.src="https://c.test/gtm.js?id="+i;f.parentNode.insertBefore(j,f)',
        "hm=document.createElement('script');hm.src=('https:'==document.location.protocol?'':'')+'//c.test/hm.js'",
        "s=document.createElement(`script`);s.setAttribute('src', '//c.test/x.js')",
        "import('https://c.test/m.js').then(go)",
        "import {go} from 'https://c.test/m.js';go()",
        "$.getScript('https://c.test/m.js')",
    ],
)
def test_scripts_that_scripts_load_count_for_their_hosts(script: str) -> None:
    assert read(f"<p>a</p><script>{script}</script>").script_hosts == ("c.test",)


def test_an_image_or_an_address_beside_a_script_loads_none() -> None:
    assert read("<p>a</p><script>i=new Image();i.src='https://c.test/p.gif';fetch('https://c.test/x.js')</script>").script_hosts == ()


def test_addresses_of_scripts_are_looked_for_in_each_stretch_once() -> None:
    script = "createElement('script')" * 21 + ".src='" * 300
    assert least_cpu_s(lambda: list(loaded_scripts([script] * 400)), within=1) <= 1


@given(st.lists(st.text(" \t\n\x0b\x1c\x85\xa0\u2003\u200b\0ab", max_size=9), max_size=5))
def test_texts_tidied_together_are_what_each_is_alone(texts: list[str]) -> None:
    assert tidied(texts) == [" ".join(text.split()) for text in texts]


_REFERENCES = (
    "https://a.test/x|https://a.test|http://b.test/|http://b|http://c/d|http:///e.test/|https:///f.test/x|//g.test/y|/own||"
    " |#x|https://u@h.test/|https://a.test\\x/|HTTPS://A.test/|https://a.test/x\n| https://a.test/x|\n|http://i\n.test/q|"
    "https://\nj.test/|ht\ntps://k.test/|https://l.te\tst/|https://m.te\rst/|https://\tn.test/|data:image/png;base64,AA/|"
    "javascript:x()"
)


@given(st.lists(st.sampled_from(_REFERENCES.split("|")), max_size=8))
def test_hosts_counted_together_are_those_of_each_reference(references: list[str]) -> None:
    """Also where a tab or a line break stands within a host: browsers leave it out."""
    resolver = Resolver.at("https://page.test/a/", "")
    alone = [resolver.resolve(reference)[1] for reference in references]
    assert dict(hosts_of(references, resolver)) == {host: alone.count(host) for host in alone if host}


def test_a_tab_within_a_host_hides_no_script() -> None:
    facts = read(
        '<script src="https://evil.te&#9;st/kit.js"></script><img src="https://pic.te\nst/a.png"><img src="https://pic.te&#13;st/b.png">'
    )
    assert facts.script_hosts == ("evil.test",) and facts.image_hosts == (("pic.test", 2),)
