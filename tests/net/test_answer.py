"""The ordinary answers that are read without h11: h11 says the same of each, whatever the pieces in which it arrives."""

import h11
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scamtriage.net.answer import BodyFraming, _ByH11, _read_by_h11, _read_ordinary, read_head
from scamtriage.net.errors import Malformed
from scamtriage.net.repair_head import end_of_head

FIRST = b"HTTP/1.1 200 OK"
LINES = st.sampled_from(
    [
        *(b"Content-Length: 7", b"content-length:\t7 ", b"Content-Length: 0", b"Content-Length: 07", b"Content-Length: 7, 7"),
        *(b"Content-Length: \xb2", b"Content-Length: 123456789012345678901", b"Transfer-Encoding: chunked", b"Transfer-Encoding:"),
        *(b"Connection: Keep-Alive", b"Connection: close", b"Connection: upgrade", b"X:\x01 \xa0 y", b"X:", b" goes on", b"X : y"),
        *(b"Location: /a b\t\xff", b"Set-Cookie: a=b", b"Set-Cookie: c=\x7f", b"x\x85y: z", b"X: a\x0bb"),
    ]
) | st.binary(max_size=20)
HEADS = st.tuples(
    st.sampled_from([FIRST, FIRST, b"HTTP/1.1 404", b"HTTP/1.1 204 No", b"HTTP/1.1 304 \xff", b"HTTP/1.0 200 OK", b"HTTP/1.1 103 Hints"])
    | st.binary(max_size=20),
    st.lists(LINES, max_size=6),
)


@given(HEADS, st.lists(st.binary(max_size=9), max_size=4))
@example((FIRST, [b"Content-Length: 7"]), [b"123", b"4567"])
@example((FIRST, [b"Content-Length: 7"]), [b"12345678"])
@example((FIRST, [b"Content-Length: 7"]), [b"123", b""])
@example((FIRST, [b"Content-Length: 0"]), [b"x"])
def test_h11_says_the_same_of_every_answer_that_is_read_without_it(head, pieces) -> None:
    raw = b"\r\n".join((head[0], *head[1], b"", b""))
    raw = raw[: end_of_head(raw)]
    if (ordinary := _read_ordinary(raw)) is None:
        return
    http, event = _read_by_h11(raw, 65_536)
    assert event.status_code == ordinary.status_code
    assert [(name.decode("latin-1"), value.decode("latin-1")) for name, value in event.headers] == list(ordinary.headers)
    assert _read(ordinary.framing, pieces) == _read(_ByH11(http), pieces)


def _read(framing: BodyFraming, pieces: list[bytes]) -> list[object]:
    """Return all that a framing says while these pieces arrive."""
    said: list[object] = []
    for data in pieces:
        framing.receive(data)
        while piece := framing.piece():
            said.append(piece)
        said += [piece, framing.fault, framing.beyond, framing.reusable]
        if piece is not None:
            break
    return said


@pytest.mark.parametrize("line", [b"Content-Length: 5", b"Content-Length:5\r\nConnection: Keep-Alive", b"content-length: 5\r\nX: \xe9"])
def test_an_answer_of_one_length_is_ordinary(line) -> None:
    head = read_head(FIRST + b"\r\n" + line + b"\r\n\r\n", 65_536)
    assert not isinstance(head.framing, _ByH11)
    head.framing.receive(b"12345")
    assert (head.framing.piece(), head.framing.piece(), head.framing.reusable) == (b"12345", b"", True)


@pytest.mark.parametrize("line", [b"Connection: close", b"Transfer-Encoding: chunked", b"Content-Length: 5", b"X: \x01", b"X: a\n b"])
def test_every_other_answer_is_left_to_h11(line) -> None:
    head = read_head(FIRST + b"\r\nContent-Length: 5\r\n" + line + b"\r\n\r\n", 65_536)
    assert isinstance(head.framing, _ByH11)


@pytest.mark.parametrize(
    "first", [b"HTTP/1.1 204 No Content", b"HTTP/1.1 304 Not Modified", b"HTTP/1.1 103 Hints", b"HTTP/1.1 101 Other", b"HTTP/1.0 200"]
)
def test_a_status_that_says_more_about_the_body_than_its_length_is_left_to_h11(first) -> None:
    assert _read_ordinary(first + b"\r\nContent-Length: 5\r\n\r\n") is None


@pytest.mark.parametrize("length", [b"\xb2", b"1" * 21, b"9" * 5_000, b"-5", b"+5", b"5_0", b"5 5", b"5, 5", b"0x5", b"\xa05", b""])
def test_a_length_that_is_no_plain_number_is_left_to_h11(length) -> None:
    assert _read_ordinary(FIRST + b"\r\nContent-Length: " + length + b"\r\n\r\n") is None


def test_what_neither_reads_is_refused() -> None:
    with pytest.raises(Malformed, match="not HTTP: "):
        read_head(FIRST + b"\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 65_536)
    with pytest.raises(h11.RemoteProtocolError):
        _read_by_h11(FIRST + b"\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 65_536)
