"""Heads that h11 refuses and browsers read: against real servers, and against h11 for all that it takes itself."""

import h11
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scamtriage.net.answer import _read_by_h11
from scamtriage.net.errors import Malformed
from scamtriage.net.repair_head import begins, end_of_head, mended
from tests.net.peers import get, says

BODY = b"<p>give us your password"
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"X-Powered-By : PHP\r\n" + LENGTH + b"\r\n" + BODY,
        OK + b"a line of a warning\r\n with its end\r\n" + LENGTH + b"\r\n" + BODY,
        OK + b"X[foo]: 1\r\n: 2\r\nMy Header: 3\r\n" + LENGTH + b"\r\n" + BODY,
        OK + b"X: a\rContent-Length : 24\r\n\r\n" + BODY,
        OK + b"Transfer-Encoding: identity\r\n" + LENGTH + b"\r\n" + BODY,
        OK + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKED,
        OK + b"X : y\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n" + CHUNKED,
        OK + b"Content-Length:\r\n\r\n" + BODY,
        OK + b"Content-Length: abc\r\n\r\n" + BODY,
        OK + b"Content-Length: -2\r\n\r\n" + BODY,
        b"\r\n" + OK + LENGTH + b"\r\n" + BODY,
        b"HTTP/1.1 103 Early\r\nLink\r\n\r\n" + OK + b"y\r\n" + LENGTH + b"\r\n" + BODY,
        b"http/1.1  200 OK\r\nContent-Type: text/html\r\n" + LENGTH + b"\r\n" + BODY,
        b"HTTP/2 200\r\nContent-Type: text/html\r\n" + LENGTH + b"\r\n" + BODY,
    ],
)
async def test_what_browsers_skip_in_a_head_hides_no_page(answer) -> None:
    exchange, _ = await get(says(answer))
    assert (exchange.status_code, exchange.body, exchange.complete, exchange.mended) == (200, BODY, True, True)
    assert exchange.header("content-type") in ("text/html", "") and not exchange.header("x[foo]")


async def test_a_blank_before_the_colon_takes_no_header_away_and_what_h11_takes_is_not_mended() -> None:
    exchange, _ = await get(says(b"HTTP/1.1 302 Found\r\nLocation : /next\r\nContent-Length: 0\r\n\r\n"))
    assert (exchange.header("location"), exchange.mended) == ("/next", True)
    exchange, _ = await get(says(b"HTTP/1.0 200 OK\r\nX-A: b\r\n c\r\n\r\n" + BODY))
    assert (exchange.header("x-a"), exchange.body, exchange.mended) == ("b c", BODY, False)


@pytest.mark.parametrize("line", [b"Content-Length: 5\r\nContent-Length: 6", b"X: a\0b", b"Transfer-Encoding: gzip"])
async def test_what_no_browser_shows_stays_unread_and_no_bytes_are_quoted(line) -> None:
    with pytest.raises(Malformed, match="not HTTP: ") as caught:
        await get(says(OK + b"X : y\r\n" + line + b"\r\n\r\n" + BODY))
    assert "bytearray" not in str(caught.value) and "b'" not in str(caught.value)


LINES = st.sampled_from(
    [
        *(b"Content-Length: 7", b"content-length:0 ", b"Content-Length: 3", b"Content-Length: 7, 7", b"Transfer-Encoding: chunked"),
        *(b"Connection: close", b" goes on", b"X:\x01 \xa0 y", b"X:", b"Location: /a"),
    ]
) | st.binary(max_size=20)
ENDS = st.sampled_from([b"\r\n", b"\r\n", b"\r\n", b"\n"])


@given(
    st.sampled_from([b"HTTP/1.1 200 OK", b"HTTP/1.1 302", b"HTTP/1.0 200 OK", b"HTTP/1.1 103 Hints"]) | st.binary(max_size=20),
    st.lists(st.tuples(ENDS, LINES), max_size=6),
)
@example(b"HTTP/1.1 200 OK", [(b"\n", b"X: y"), (b"\r\n", b" \t z")])
@example(b"HTTP/1.1 200 OK", [(b"\r\n", b"Content-Length: 7"), (b"\r\n", b"Transfer-Encoding: chunked")])
@example(
    b"HTTP/1.1 200 OK", [(b"\r\n", b"Content-Length: 7, 7"), (b"\r\n", b"Transfer-Encoding: chunked"), (b"\r\n", b"Content-Length: 7")]
)
def test_no_head_that_h11_takes_is_mended_into_another(first, lines) -> None:
    head = first + b"".join(end + line for end, line in lines) + b"\r\n\r\n"
    head = head[: end_of_head(head)]
    better = mended(head)
    assert len(better) <= len(head) + 2 * head.count(b"\n") + 64 and mended(better) == better
    try:
        http, event = _read_by_h11(head, 65_536)
    except (h11.RemoteProtocolError, Malformed):
        return
    assert begins(head)
    again, same = _read_by_h11(better, 65_536)
    assert (event.status_code, event.http_version, sorted(event.headers)) == (same.status_code, same.http_version, sorted(same.headers))
    if isinstance(event, h11.Response):
        for read in (http, again):
            read.receive_data(b"7\r\n1234567\r\n0\r\n\r\n")
        assert repr(http.next_event()) == repr(again.next_event()) and http.trailing_data == again.trailing_data
