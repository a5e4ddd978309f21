"""Addresses as browsers read them, and their one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.net.errors import NetError
from scamtriage.net.guard import is_literal
from scamtriage.net.url import header_text, join_url, location_of, read_url


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTPS://A.Example.:443/x?y#z", "https://a.example/x?y"),
        ("http://a.example:8080/", "http://a.example:8080/"),
        ("  http://a.exa\tmple/\n", "http://a.example/"),
        ("http:a.example/x", "http://a.example/x"),
        ("http:\\\\a.example\\x", "http://a.example/x"),
        ("http:////a.example/x", "http://a.example/x"),
        ("http://user:pw@a.example/", "http://a.example/"),
        ("http://a@b@c.example/", "http://c.example/"),
        ("http://a.example\\@b.example/", "http://a.example/@b.example/"),
        ("http://a.example?x", "http://a.example/?x"),
        ("http://bücher.example/ü?ü", "http://xn--bcher-kva.example/%C3%BC?%C3%BC"),
        ("http://ａ．example/", "http://a.example/"),
        ("http://a。example/", "http://a.example/"),
        ("http://%61.example/", "http://a.example/"),
        ("http://a_b.example/", "http://a_b.example/"),
        ("http://-a.b-.example/", "http://-a.b-.example/"),
        ("http://a.example/a b%20c", "http://a.example/a%20b%20c"),
        ("http://1.2.3.4/", "http://1.2.3.4/"),
        ("http://16909060/", "http://1.2.3.4/"),
        ("http://0x1020304/", "http://1.2.3.4/"),
        ("http://1.2.772/", "http://1.2.3.4/"),
        ("http://0x/", "http://0.0.0.0/"),
        ("http://127.0X.0.1/", "http://127.0.0.1/"),
        ("http://01.02.03.04/", "http://1.2.3.4/"),
        ("http://[2001:DB8::0:1]:81/", "http://[2001:db8::1]:81/"),
    ],
)
def test_every_spelling_has_one_form(text, expected) -> None:
    assert str(read_url(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "a.example", "//a.example", "http://", "http:///", "ws://a.example/", "http://a.example:0/", "http://a.example:65536/"),
        *("http://a.example:x/", "http://[1::2::3]/", "http://[fe80::1%25eth0]/", "http://a b.example/", "http://a..b/"),
        *("http://1.2.3.4.5/", "http://1.2.3.256/", "http://09.1/", "http://1_0.0.0.1/", "http://+8.8.8.8/"),
        *("http://9.-1.8.8/", "http://%208.8.8.8/", "http://1_0.1/", "http://xn--\udcff.example/"),
        *("http://%00.example/", f"http://{'a' * 64}.example/", f"http://a.example/{'x' * 9000}"),
    ],
)
def test_what_a_browser_refuses_is_refused(text) -> None:
    with pytest.raises(NetError):
        read_url(text)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("/b", "https://a.example/b"),
        ("b", "https://a.example/x/b"),
        ("?q", "https://a.example/x/y?q"),
        ("../b", "https://a.example/b"),
        ("//b.example/c", "https://b.example/c"),
        ("\\\\b.example\\c", "https://b.example/c"),
        ("/\\b.example/c", "https://b.example/c"),
        ("https:b", "https://a.example/x/b"),
        ("https:/b.example", "https://a.example/b.example"),
        ("https:\\b.example", "https://a.example/b.example"),
        ("https://b.example", "https://b.example/"),
        ("https:\\/b.example", "https://b.example/"),
        ("http:/b.example", "http://b.example/"),
        ("https:http:b", "https://a.example/x/http:b"),
        ("https: //b", "https://a.example/x/%20//b"),
        ("https:", "https://a.example/x/y"),
        ("b\u00a0", "https://a.example/x/b%C2%A0"),
        ("\u00a0", "https://a.example/x/%C2%A0"),
        ("./b/.%2E/c/.", "https://a.example/x/c/"),
        ("../../../b//../..", "https://a.example/"),
        ("http://b.example?\\", "http://b.example/?\\"),
        ("HTTP://b.example", "http://b.example/"),
        ("#z", "https://a.example/x/y"),
        ("", "https://a.example/x/y"),
    ],
)
def test_a_reference_leads_where_a_browser_would_go(reference, expected) -> None:
    assert str(join_url(read_url("https://a.example/x/y"), reference)) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ((("location", ""), ("location", "/b")), "/b"),
        ((("location", "/a"), ("location", "/b")), "/a"),
        ((("location", "\xc2\xa0"),), "\u00a0"),
        ((("location", " \t"), ("refresh", "0;/b")), ""),
        ((), ""),
    ],
)
def test_the_first_location_that_says_anything_is_where_a_redirect_leads(headers, expected) -> None:
    assert location_of(302, headers) == expected
    assert location_of(200, headers) == location_of(304, headers) == ""


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a.example/", "//", "http://[", "http://1."]))
def test_any_text_is_an_address_with_one_form_or_a_named_failure(text, prefix) -> None:
    base = read_url("https://a.example/x/y")
    for read in (lambda: read_url(prefix + text), lambda: join_url(base, prefix + text)):
        try:
            address = read()
        except NetError:
            continue
        assert read_url(str(address)) == address
        assert str(address).isascii() and " " not in str(address)
        assert is_literal(address.host) or "." in address.host or address.host.replace("-", "").replace("_", "").isalnum()


@given(st.text(max_size=30))
def test_header_values_are_read_as_utf8_where_they_are(text) -> None:
    try:
        raw = text.encode().decode("latin-1")
    except UnicodeError:
        return
    assert header_text(raw) == text
