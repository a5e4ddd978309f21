"""The inflater: whole, in pieces, cut, lying, nested and bombs."""

import gzip
import random
import resource
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.net.inflate import Inflater, Unpacker, unread_because
from tests.cost import least_cpu_s


def inflater(max_bytes: int = 4_000_000) -> Inflater:
    return Inflater(max_bytes=max_bytes, max_ratio=200, ratio_after_bytes=256_000)


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(megabytes)), packer.flush()])


@given(st.binary(max_size=3000), st.lists(st.integers(1, 40), max_size=200), st.integers(0, 3))
def test_however_it_is_cut_into_pieces_the_body_is_the_same(data, sizes, members) -> None:
    wire = gzip.compress(data) + members * gzip.compress(b"more")
    inflate = inflater()
    for size in sizes:
        inflate.feed(wire[:size])
        wire = wire[size:]
    inflate.feed(wire)
    assert (inflate.finish(), bytes(inflate.body)) == ("", data + members * b"more")


@given(st.binary(max_size=2000), st.data())
def test_a_cut_body_keeps_what_came_and_says_that_it_is_cut(data, draw) -> None:
    wire = gzip.compress(data)
    cut = draw.draw(st.integers(1, len(wire) - 1))
    inflate = inflater()
    inflate.feed(wire[:cut])
    assert inflate.finish() == "the gzip data ends early"
    assert data.startswith(bytes(inflate.body))


def test_nothing_at_all_is_a_whole_empty_body() -> None:
    assert inflater().finish() == ""


def test_what_is_announced_as_gzip_and_is_not_is_kept_as_it_came() -> None:
    inflate = inflater()
    inflate.feed(b"<")
    inflate.feed(b"title>call us")
    inflate.feed(b"</title>")
    assert inflate.finish() == "announced as gzip and is not"
    assert inflate.body == b"<title>call us</title>"


def test_a_plain_body_under_a_gzip_label_is_capped_too() -> None:
    inflate = inflater(max_bytes=10)
    inflate.feed(b"x" * 25)
    inflate.feed(b"y")
    assert (bytes(inflate.body), inflate.finish()) == (b"x" * 10, "decoded_bytes 10")


def test_damage_in_the_middle_keeps_the_beginning() -> None:
    page = random.Random(7).randbytes(200_000)
    wire = bytearray(gzip.compress(page, mtime=0))
    wire[-6] ^= 0xFF  # the checksum
    inflate = inflater()
    inflate.feed(bytes(wire))
    inflate.feed(b"more that nobody looks at")
    assert "damaged" in inflate.finish()
    assert inflate.body == page


@pytest.mark.parametrize("sizes", [1, 7, 65_536])
def test_a_wrong_checksum_hides_no_page_however_it_arrives(sizes) -> None:
    """Browsers do not look at it."""
    wire = bytearray(gzip.compress(b"<title>call us</title>", mtime=0))
    wire[-5] ^= 1
    inflate = inflater()
    for at in range(0, len(wire), sizes):
        inflate.feed(bytes(wire[at : at + sizes]))
    assert bytes(inflate.body) == b"<title>call us</title>"
    assert inflate.finish() == "the gzip data is damaged (Error -3 while decompressing data: incorrect data check)"


def test_what_stands_before_damage_in_a_long_page_is_capped_too() -> None:
    wire = bytearray(gzip.compress(bytes(40_000), mtime=0))
    wire[-5] ^= 1
    inflate = inflater(max_bytes=1_000)
    inflate.feed(bytes(wire))
    assert (len(inflate.body), inflate.finish()) == (1_000, "decoded_bytes 1000")


def test_behind_rubbish_no_further_member_is_read_however_it_arrives() -> None:
    wire = gzip.compress(b"page", mtime=0) + b"rubbish" + gzip.compress(b"more", mtime=0)
    whole, pieces = inflater(), inflater()
    whole.feed(wire)
    for byte in wire:
        pieces.feed(bytes([byte]))
    assert (whole.body, whole.finish()) == (pieces.body, pieces.finish()) == (b"page", "")


@pytest.mark.parametrize("tail", [b"\0" * 512, b"rubbish", b"\0\0rubbish"])
def test_padding_and_rubbish_behind_the_end_are_passed_over(tail) -> None:
    inflate = inflater()
    inflate.feed(gzip.compress(b"page") + tail)
    inflate.feed(tail)
    assert (inflate.finish(), bytes(inflate.body)) == ("", b"page")


def test_a_body_of_exactly_the_cap_is_whole_and_one_byte_more_is_not() -> None:
    exact, over = inflater(max_bytes=1000), inflater(max_bytes=1000)
    exact.feed(gzip.compress(b"x" * 1000))
    over.feed(gzip.compress(b"x" * 1001))
    assert (len(exact.body), exact.finish()) == (1000, "")
    assert (len(over.body), over.finish()) == (1000, "decoded_bytes 1000")


def test_a_cap_reached_by_what_zlib_held_back_is_named() -> None:
    """Bytes withheld by zlib until flush count like any others."""
    for size in range(995, 1006):
        inflate = inflater(max_bytes=1000)
        for byte in gzip.compress(b"ab" * (size // 2) + b"c" * (size % 2)):
            inflate.feed(bytes([byte]))
        assert inflate.finish() == ("decoded_bytes 1000" if size > 1000 else "")
        assert len(inflate.body) == min(size, 1000)


def test_a_cut_body_keeps_all_that_could_be_read_whatever_zlib_holds_back() -> None:
    wire = gzip.compress(bytes(200_000), mtime=0)
    for cut in range(20, len(wire)):
        inflate = inflater()
        inflate.feed(wire[:cut])
        assert inflate.finish() == "the gzip data ends early"
        assert inflate.body == zlib.decompressobj(31).decompress(wire[:cut])


def test_what_zlib_holds_back_of_a_cut_body_is_capped_too() -> None:
    wire = gzip.compress(bytes(70_000))
    for cut in range(20, len(wire)):
        inflate = inflater(max_bytes=65_536)
        inflate.feed(wire[:cut])
        assert inflate.finish() in ("the gzip data ends early", "decoded_bytes 65536")
        assert len(inflate.body) <= 65_536


def test_a_bomb_ends_at_its_ratio_in_little_memory_and_time() -> None:
    wire = bomb(200)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def work() -> None:
        inflate = inflater()
        inflate.feed(wire)
        assert inflate.finish() == "ratio 200"
        assert len(inflate.body) < 400_000

    assert least_cpu_s(work, within=0.2) <= 0.2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB


def test_a_bomb_within_the_ratio_ends_at_the_cap() -> None:
    inflate = Inflater(max_bytes=4_000_000, max_ratio=10**9, ratio_after_bytes=256_000)
    inflate.feed(bomb(50))
    assert (inflate.finish(), len(inflate.body)) == ("decoded_bytes 4000000", 4_000_000)


def test_a_body_that_has_reached_its_cap_is_not_unpacked_further() -> None:
    wire = bomb(50)
    tracemalloc.start()
    inflate = Inflater(max_bytes=65_536, max_ratio=10**9, ratio_after_bytes=0)
    inflate.feed(wire)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (inflate.finish(), len(inflate.body), peak < 1_000_000) == ("decoded_bytes 65536", 65_536, True)


def test_the_ratio_is_asked_only_above_its_size_and_only_exceeded_when_it_is_more() -> None:
    def cap(size: int, ratio: int, after: int) -> str:
        inflate = Inflater(max_bytes=4_000_000, max_ratio=ratio, ratio_after_bytes=after)
        inflate.feed(gzip.compress(bytes(size), mtime=0))
        return inflate.finish()

    assert (cap(10_000, 1, 10_000), cap(10_001, 1, 10_000)) == ("", "ratio 1")
    size = next(n for n in range(10_000, 60_000) if n % len(gzip.compress(bytes(n), mtime=0)) == 0)
    ratio = size // len(gzip.compress(bytes(size), mtime=0))
    assert (cap(size, ratio, 0), cap(size, ratio - 1, 0)) == ("", f"ratio {ratio - 1}")


def test_a_bomb_inside_a_bomb_stays_packed() -> None:
    inflate = inflater()
    inner = bomb(50)
    inflate.feed(gzip.compress(inner))
    assert bytes(inflate.body) == inner


def test_thousands_of_empty_members_end_at_the_cap() -> None:
    inflate = inflater()
    inflate.feed(gzip.compress(b"") * 5000)
    assert inflate.finish() == "members 64"


def test_as_many_members_as_are_allowed_are_read_and_no_more() -> None:
    allowed, over = inflater(), inflater()
    allowed.feed(gzip.compress(b"x") * 64)
    over.feed(gzip.compress(b"x") * 65)
    assert (len(allowed.body), allowed.finish()) == (64, "")
    assert (len(over.body), over.finish()) == (64, "members 64")


def test_padding_between_members_is_passed_over() -> None:
    inflate = inflater()
    inflate.feed(gzip.compress(b"page") + bytes(20) + gzip.compress(b"more"))
    assert (bytes(inflate.body), inflate.finish()) == (b"pagemore", "")


@given(st.binary(max_size=3000), st.lists(st.integers(1, 40), max_size=200), st.sampled_from([15, -15]))
def test_deflate_is_read_with_its_header_and_without_it_however_it_is_cut(data, sizes, window) -> None:
    packer = zlib.compressobj(wbits=window)
    wire = packer.compress(data) + packer.flush()
    inflate = Inflater(max_bytes=4_000_000, max_ratio=200, ratio_after_bytes=256_000, coding="deflate")
    for size in sizes:
        inflate.feed(wire[:size])
        wire = wire[size:]
    inflate.feed(wire)
    assert (inflate.finish(), bytes(inflate.body)) == ("", data)


def test_a_cut_or_damaged_deflate_body_keeps_what_came() -> None:
    page = random.Random(7).randbytes(200_000)
    wire = bytearray(zlib.compress(page))
    cut, damaged = (Inflater(max_bytes=4_000_000, max_ratio=200, ratio_after_bytes=256_000, coding="deflate") for _ in range(2))
    cut.feed(bytes(wire[:100_000]))
    wire[-1] ^= 0xFF
    damaged.feed(bytes(wire))
    assert (cut.finish(), page.startswith(bytes(cut.body)), len(cut.body) > 60_000) == ("the deflate data ends early", True, True)
    assert (damaged.body == page, damaged.finish().startswith("the deflate data is damaged")) == (True, True)


@given(st.lists(st.sampled_from(["gzip", "x-gzip", "deflate"]), min_size=1, max_size=4), st.binary(max_size=2000), st.integers(1, 999))
def test_layers_come_off_in_the_order_in_which_they_went_on(codings, data, size) -> None:
    wire = data
    for coding in codings:
        wire = zlib.compress(wire) if coding == "deflate" else gzip.compress(wire)
    unpack = Unpacker.of(",".join(codings), max_bytes=4_000_000, max_ratio=200, ratio_after_bytes=256_000)
    for at in range(0, len(wire), size):
        unpack.feed(wire[at : at + size])
    assert (unpack.finish(), bytes(unpack.body), unpack.undone) == ("", data, True)


def test_what_is_packed_once_and_announced_twice_is_read_and_said() -> None:
    unpack = Unpacker.of("gzip, gzip", max_bytes=4_000_000, max_ratio=200, ratio_after_bytes=256_000)
    unpack.feed(gzip.compress(b"<p>page"))
    assert (unpack.finish(), bytes(unpack.body), unpack.undone) == ("announced as gzip and is not", b"<p>page", False)


def test_a_cut_outer_layer_keeps_what_the_inner_one_can_read() -> None:
    page = random.Random(3).randbytes(100_000)
    unpack = Unpacker.of("gzip, gzip", max_bytes=4_000_000, max_ratio=200, ratio_after_bytes=256_000)
    unpack.feed(gzip.compress(gzip.compress(page))[:50_000])
    assert unpack.finish() == "the gzip data ends early" and page.startswith(bytes(unpack.body)) and len(unpack.body) > 30_000


@pytest.mark.parametrize("encoding", ["", "identity", " , none ", "br", "gzip, br", "x", "gzip," * 5])
def test_nothing_to_undo_and_nothing_that_can_be_undone_have_no_unpacker(encoding) -> None:
    assert Unpacker.of(encoding, max_bytes=1, max_ratio=1, ratio_after_bytes=1) is None


def test_only_gzip_is_gzip() -> None:
    inflate = inflater()
    inflate.feed(zlib.compress(b"page"))
    assert inflate.finish() == "announced as gzip and is not"


def test_a_match_from_far_back_is_found() -> None:
    """Packers look back over 32 kilobytes."""
    page = random.Random(1).randbytes(30_000) * 2
    inflate = inflater()
    inflate.feed(gzip.compress(page))
    assert (inflate.finish(), inflate.body == page) == ("", True)


@given(st.binary(max_size=500))
def test_no_bytes_make_it_raise(data) -> None:
    inflate = inflater(max_bytes=100)
    inflate.feed(b"\x1f\x8b\x08" + data)
    inflate.feed(data)
    inflate.finish()
    assert len(inflate.body) <= 100


@pytest.mark.parametrize(
    ("encoding", "body", "undone", "because"),
    [
        ("br", b"packed", False, "encoding br is not read"),
        ("gzip, zstd", b"<p>text that only claims to be packed", False, "encoding gzip, zstd is not read"),
        ("x-compress", b"\x1f\x9d", False, "encoding x-compress is not read"),
        ("b" * 50, b"\0", False, f"encoding {'b' * 40} is not read"),
        ("x", b"a page\x0b", False, "encoding x is not read"),
        ("x", b"a page\x1a", False, "encoding x is not read"),
        ("x", b"a page\x1c", False, "encoding x is not read"),
        ("x", b" " * 1_444 + b"\0", False, "encoding x is not read"),
        ("x", b" " * 1_445 + b"\0", False, ""),
        ("x", b"a page\t\n\x0c\r\x1b", False, ""),
        ("br", b"", False, ""),
        ("br", b"<p>a page", True, ""),
        ("", b"\0\1\2", True, ""),
        ("", b"\x1f\x8b\x08", True, "the body is packed and nothing announces it"),
        ("", b"\x28\xb5\x2f\xfd", True, "the body is packed and nothing announces it"),
        ("", b"\x1f\x8c", True, ""),
    ],
)
def test_what_cannot_be_read_is_said_and_what_a_browser_shows_as_it_came_is_read(encoding, body, undone, because) -> None:
    assert unread_because(encoding, body, undone=undone) == because
