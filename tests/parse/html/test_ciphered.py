"""What a script deciphers is not known, whatever it is written as; numbers, times and sums of texts are no cipher."""

import json

import pytest

from scamtriage.parse.html.scripts.written_markup import find_written_markup
from tests.parse.html.scripted import ENCODED, LURE, TEXT, read

XORED = ",".join(str(ord(letter) ^ 23) for letter in LURE * 4)


UNXOR = 'for (var i = 0; i < a.length; i++) s += String.fromCharCode(a[i] ^ 23); document.getElementById("r").innerHTML = s'


@pytest.mark.parametrize(
    "script",
    [
        f'var a = [{XORED}], s = ""; {UNXOR}',
        f'r.innerHTML = LZString.decompressFromBase64("{ENCODED * 4}")',
        f'r.insertAdjacentHTML("beforeend", CryptoJS.AES.decrypt("{ENCODED * 4}", k).toString(CryptoJS.enc.Utf8))',
    ],
)
def test_a_page_that_a_script_deciphers_is_not_known_whatever_stands_beside(script: str) -> None:
    assert not read(script, TEXT * 4).complete
    assert read(script.replace("innerHTML = ", "title = ").replace("insertAdjacentHTML", "setAttribute"), TEXT * 4).complete


ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/="


@pytest.mark.parametrize(
    ("script", "of_a_library"),
    [
        ("[][(![]+[])[+[]]+([![]]+[][[]])[+!+[]+[+[]]]]" * 20, "a=[[1,2],[3,4]];b=(!a)+(!b);" * 40 + f"c='{'(())[]' * 99}'"),
        ('$=~[];$={___:++$,$$$$:(![]+"")[$]};' + "$.$($.$$+$._)();" * 40, "$=~a[0];" * 40),
        (
            "ﾟωﾟﾉ= /｀ｍ´）ﾉ ~┻━┻   //*´∇｀*/ ['_']; o=(ﾟｰﾟ)  =_=3; c=(ﾟΘﾟ) =(ﾟｰﾟ)-(ﾟｰﾟ); (ﾟДﾟ) =(ﾟΘﾟ)= (o^_^o)/ (o^_^o);",
            "x = ['(ﾟωﾟ)', 'びっくり(ﾟДﾟ)', '(ﾟДﾟ)ノ']",
        ),
        (f"function f(a) {{ return '{ALPHABET}'.indexOf(a) }} k = '{ENCODED * 4}'", f"k = '{ALPHABET.swapcase()}{ENCODED * 4}'"),
    ],
)
def test_a_script_without_words_may_write_anything(script: str, of_a_library: str) -> None:
    assert not read(script, TEXT * 4).complete
    assert read(of_a_library, TEXT * 4).complete


def test_an_address_that_a_script_deciphers_is_no_page() -> None:
    address = ",".join(str(ord(letter) ^ 23) for letter in "<a href='mailto:info@garden.test'>info@garden.test</a>")
    assert read(f'var a = [{address}], s = ""; {UNXOR}', TEXT * 4).complete


CIPHER = f"var k = '{'Ab3d' * 900}'; function f(x) {{ return String.fromCharCode(x.charCodeAt(0) ^ 3) }}"


@pytest.mark.parametrize(
    "write",
    [
        "document.write('<img src=\"' + f(k))", "document.write('<img src='); document.write(f(k))",
        "Math.f = f; document.write(Math.f(k))", "Date.toPage = f; document.write(Date.toPage(k))",
        "p.getFullYear = f; document.write(p.getFullYear())",
    ],
)  # fmt: skip
def test_a_cipher_is_no_address_time_or_number_because_it_is_written_as_one(write: str) -> None:
    assert not read(f"{CIPHER}; {write}", TEXT * 4).complete


@pytest.mark.parametrize(
    "begun",
    ['<iframe srcdoc="', "<iframe id=a srcdoc='", '<iframe src="data:text/html,', "<embed src='data:text/html,", "<img src=x onerror='"],
)
def test_a_document_or_a_script_in_an_attribute_is_no_address(begun: str) -> None:
    assert find_written_markup([f"document.write({json.dumps(begun)} + k)"], "").unknown
    assert not find_written_markup([f"document.write({json.dumps('<iframe name=a src=')} + k)"], "").unknown


@pytest.mark.parametrize(
    "value",
    ["d.getFullYear()", "now.time.toLocaleDateString()", "54781", "'<b>' + 3 + '</b> of ' + all.length", "parseInt(x, 10)", "Number(x)"],
)
def test_times_and_numbers_by_any_name_are_no_words(value: str) -> None:
    words = "The first word of many words that stand here for nobody to read. " * 5
    assert read(f"var d = new Date(), s = {json.dumps(words)}; r.innerHTML = {value}").complete
    for other in (f"load(k, {value})", f"load(k) || {value}", f"({value}, load(k))", f"one ? {value} : load(k)"):
        assert not read(f"var d = new Date(), s = {json.dumps(words)}; r.innerHTML = {other}").complete, other


def test_a_text_that_is_added_to_itself_is_known() -> None:
    """As a widespread content manager keeps addresses from robots."""
    script = (
        "var path = 'hr' + 'ef' + '='; var prefix = '&#109;a' + 'i&#108;' + '&#116;o'; var addy = 'j&#111;' + '&#64;';"
        "addy = addy + 'g&#97;rden' + '&#46;' + 'test'; r.innerHTML += '<a ' + path + '\\'' + prefix + ':' + addy + '\\'>' + addy + '</a>'"
    )
    assert not find_written_markup([script], "").unknown
    assert ("email", "jo@garden.test") in {(contact.kind, contact.value) for contact in read(script).contacts}
    loop = "for (;;) { a = a + 'y' }"
    for other in (loop, "a = a + b", "a = a + b ? 'y' : 'z'", "if (b) a = a + 'y'", "a = a + 'y'; a = b", "a = a - 'y'"):
        assert find_written_markup([f"var a = 'x'; {other}; document.write(a)"], "").unknown, other
