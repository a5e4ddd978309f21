"""No page can make its reading dear, and an ordinary one is read in few steps."""

import select
import struct
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.parse.html.drawn import drawn
from scamtriage.parse.html.features import names_written
from scamtriage.parse.html.forms.masked import _masked
from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.prescan import prescan
from scamtriage.parse.html.scripts.handlers import sending_handlers
from scamtriage.parse.html.tree import read_tree
from tests.cost import slower
from tests.parse.html.attacks import ATTACKS, IN_SHORT, SIZE
from tests.short import in_short

_READER = """
import os, resource, struct, sys, time
from scamtriage.parse.html.page import read_page

def read(body):
    return read_page(body=body, content_type="text/html", url="https://a.test/", host="a.test", suffix="test")

read(b"<p>warm <a href=x> 081 234 5678 AnyDesk ID 577 412 088 call 1441 <form><input></form><script>document.body.innerHTML=a</script>")
while length := sys.stdin.buffer.read(4):
    body = sys.stdin.buffer.read(*struct.unpack("<I", length))
    if os.fork():
        os.wait()
        continue
    started = time.process_time()
    read(body)
    try:  # ru_maxrss counts the process that we were forked from
        peak = int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(time.process_time() - started, peak / 1024, flush=True)
    os._exit(0)
"""
"""Reads each page in a process of its own, forked from one that has read a first page already: to compile the lists of words for numbers,
tools and scripts anew, as no process of a user does twice, costs more than to read."""


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", _READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("attack", in_short(ATTACKS, IN_SHORT))
def test_two_megabytes_however_hostile_cost_less_than_two_seconds_and_300_mebibytes(attack: str, reader: subprocess.Popen[bytes]) -> None:
    assert reader.stdin and reader.stdout
    body = ATTACKS[attack]().encode()[:SIZE]
    reader.stdin.write(struct.pack("<I", len(body)) + body)
    reader.stdin.flush()
    assert select.select([reader.stdout], [], [], 60.0)[0], "no answer within a minute"
    cpu_s, rss_mib = map(float, reader.stdout.readline().split())
    assert cpu_s < 2.0 or cpu_s / slower(cpu_s) < 2.0
    assert rss_mib < 300


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<p STYLE = 'x'>", {"style"}),
        ("<style>p{}</style>", set()),
        ("<p\nhidden>", {"hidden"}),
        ('<p a="b"hidden/>', {"hidden"}),
        ("<p data-cfemail=ab><teMPlate>", {"data-cfemail", "template"}),
        ("</template>", {"template"}),
        ("<BDO dir=rtl>", {"bdo"}),
        ("<a href=/cdn-cgi/l/email-protection#ab>", {"coded mail"}),
        ("hidden treasures, style = none", {"style"}),  # seems to be: nothing is lost by it
    ],
)
def test_attributes_that_are_written_nowhere_are_known_from_the_pre_scan(markup: str, written: set[str]) -> None:
    assert prescan(markup.encode()).written == names_written(markup.encode()) == written


def test_thousands_of_written_styles_are_nothing_odd() -> None:
    assert prescan(b"<p style='color:red'>x</p>" * 2_400).treeable


@pytest.mark.parametrize(
    "row",
    [
        "<tr class='odd'>" + "<td class=num>1,204 of the provinces' figures for rice and tin</td>" * 10 + "</tr>\n",
        "<TR bgcolor='#fff'>" + "<TD align=right width=64>1,204 tons of rice and tin,<br>and 9,000 of rubber" * 9,
        "<tr height=20>"
        + "<td class=xl65 style='border-top:none; width:48pt' x:num>1,204 of rice and of tin&nbsp;</td>\r\n " * 10
        + "</tr>",
    ],
    ids=["classes", "cells without ends", "a spreadsheet"],
)
def test_a_large_table_is_read_as_a_tree(row: str) -> None:
    page = (
        f"<!doctype html><h1>Report</h1><p>Figures</p> of all: <table border=1>\n<tbody>{row * 480}</tbody></table><p>Call us</p>".encode()
    )
    assert page.count(b"<") * len(page) > 1_500_000_000
    assert prescan(page).treeable


def test_an_ordinary_page_is_read_in_few_calls() -> None:
    from bench.pages import page

    body = page("en")
    arguments = {"content_type": "text/html", "url": "https://a.test/", "host": "a.test", "suffix": "test"}
    read_page(body=body, **arguments)  # type: ignore[arg-type]
    calls: Counter[str] = Counter()
    before = sys.getprofile()
    sys.setprofile(lambda frame, event, argument: calls.update((event,)))
    try:
        facts, _ = read_page(body=body, **arguments)  # type: ignore[arg-type]
    finally:
        sys.setprofile(before)
    assert facts.link_count > 300 and facts.tags > 1_500
    # what is done for each of 1,800 elements is done by the libraries and by tables, not by functions of ours
    assert calls["call"] < 2_000
    assert calls["c_call"] < 4_100


def test_counting_alone_settles_an_ordinary_page() -> None:
    from bench.pages import page

    body = page("en")
    prescan(body)
    read_tree(body, names_written(body))
    runs = []
    for _ in range(15):
        started = time.process_time()
        prescan(body)
        middle = time.process_time()
        read_tree(body, names_written(body))
        runs.append((middle - started) / (time.process_time() - middle))
    assert sorted(runs)[7] < 0.5  # the guard costs less than half of what it guards


@pytest.mark.parametrize("tags", [64, 65])
def test_a_tag_that_may_have_begun_at_many_places_is_not_measured_at_each(tags: int) -> None:
    assert prescan(b"<a " * (tags - 1) + b'<a x=">">').treeable is (tags <= 64)


_PIECES = (
    " |\n|\t|\f|=| = |'|\"|>|<b|<a|<input|</p>|;|:|{|}|x|/a.png|https://evil.test/a.png| url(|:URL(|url(|)| poster|"
    "'BACKGROUND| data-background|<source|<IMAGE |<image\n| srcset| href|src|type| TYPE|image|Image | onclick|/onSubmit|"
    "\nonpaste| ondrop|action|HREF|javascript:|JavaScript:|fetch(1)|<style>|.a{|-webkit-text-security|TEXT-SECURITY|"
    "text-security : disc|none"
)


@given(st.lists(st.sampled_from(_PIECES.split("|")), max_size=14).map("".join))
def test_what_the_pre_scan_does_not_name_need_not_be_looked_for(markup: str) -> None:
    data = markup.encode()
    for written in (names_written(data), prescan(data).written):
        assert "drawn" in written or drawn(data) == ([], False)
        assert "gesture" in written or sending_handlers(data) == ([], False)
        assert "masked" in written or not [*_masked(data)]
