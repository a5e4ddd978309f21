"""Long lines of a text: read in pieces that cut no address, however the text arrives."""

import random
from io import BytesIO

import pytest

from scamtriage.targets.lines import LINE_END
from scamtriage.targets.parse import MAX_LINE_CHARS
from scamtriage.targets.passages import passages_of
from scamtriage.targets.read import read_text
from scamtriage.targets.running_text import RunningText


def test_a_line_that_cannot_be_read_is_a_row_and_no_address() -> None:
    text = RunningText()
    [line] = text.addresses(read_text(BytesIO(b"a.com/" * 2_000)))
    assert line.problem == "the line is longer than 8192 characters" and line.columns == {"text_line": "1", "context": ""}
    assert text.lines_with_address == 0


@pytest.mark.parametrize("between", [" and ", "\t", '">tap</a><a href="', "，看，", " hxxps://x[.]com evil . top xem ", " evil dot top "])
@pytest.mark.parametrize("form", ["{}", "id,chat\n1,{}\n", 'id,chat\n1,"{}\nb.com"\n'])
def test_of_a_paragraph_however_long_no_address_is_lost_or_cut(between: str, form: str) -> None:
    """A chat, a page or a complaint that is pasted as one line hid all of its sites."""
    sites = [f"https://site-{at}.top/log-in?id={at}" for at in range(2_000 if form == "{}" else 600)]
    text = RunningText()
    given = form.format((between if '"' not in between or form == "{}" else " ").join(sites)).encode()
    found = [*text.addresses(read_text(BytesIO(given), name="-"))]
    assert [line.text for line in found if "site-" in line.text] == sites
    assert {line.text for line in found} - {*sites} <= {"hxxps://x[.]com", "evil . top", "evil dot top", "b.com"}
    assert {line.problem for line in found} == {""} and text.lines == given.count(b"\n") + (form == "{}")


def test_a_word_that_is_too_long_hides_nothing_beside_it_and_its_end_is_no_stranger() -> None:
    image = f"data:image/png;base64,{'A' * 200_000}/stranger.com"
    text = RunningText()
    found = [*text.addresses(read_text(BytesIO(f'<p>a.com<img src="{image}"><img src="{image}">b.com</p>\nc.com'.encode())))]
    assert [(line.columns["text_line"], line.problem or line.text) for line in found] == [
        ("1", "a.com"), ("1", "the line is longer than 8192 characters"), ("1", "b.com"), ("2", "c.com"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [b"\r\na.com\r\nb.com", b"\ra.com\r\n\nb.com\n", b"id,url\r\n1,a.com\r\n2,b.com", b"\n", b"\r", b""])
def test_a_text_that_comes_byte_by_byte_is_read_as_one_that_comes_at_once(text: bytes) -> None:
    class Slow(BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            return self.read(1)

    at_once = [*read_text(BytesIO(text))]
    assert [*read_text(Slow(text))] == at_once
    assert ("b.com" in text.decode()) == any("b.com" in line.text for line in at_once)


def test_pieces_of_a_long_line_do_not_depend_on_how_it_comes() -> None:
    """Else a scan of the same text from a pipe would not be known again."""
    chance = random.Random(7)
    words = [" ", "evil.top", " . ", "\r\n", "\r", "\n", "x" * 9_000, "，", "<p>", "y" * 80_000, "dot", "\u3000", ""]
    for _ in range(60):
        text = "".join(chance.choices(words, [20, 20, 9, 1, 1, 1, 1, 3, 3, 0.2, 3, 1, 1], k=20_000))[:400_000]
        whole = [*passages_of((text,))]
        ends = sorted(chance.choices(range(len(text) + 1), k=chance.choice([1, 5, 300])))
        assert [*passages_of(text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True))] == whole
        assert {len(piece) <= MAX_LINE_CHARS + 1 for _, piece in whole} == {True}
        assert whole[-1][0] <= len(LINE_END.split(text)) <= whole[-1][0] + 1
