"""Lines on a terminal end where Chinese, Japanese and Thai let them; rich alone breaks at blanks or anywhere."""

import io
import re
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from scamtriage.render.console import cell, hanging, printed
from scamtriage.render.line_breaks import breaks
from scamtriage.render.style import Style

LETTERS = "诈骗网站页面，。：（）“”、…abc.;[]/- ไก่เป็นการน้ำะ€日本語っー"
STYLE = Style(width=80)


def lines(text: str, width: int) -> list[str]:
    starts = [0, *breaks(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(starts)]


@given(st.text(LETTERS, min_size=1, max_size=120), st.integers(8, 40))
def test_every_character_stands_on_a_line_that_has_room_for_it(text: str, width: int) -> None:
    found = lines(text, width)
    assert all(cell_len(line) <= width for line in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert list(breaks(text, width)) == sorted(set(breaks(text, width)))


@given(st.lists(st.sampled_from(("诈", "骗，", "（站）", "“abc”", "x", "。", "日っ", "[ab-c]；")), min_size=5, max_size=80))
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(words: list[str]) -> None:
    text = re.sub("。+", "。", "诈" + "".join(words))
    found = lines(text, 24)
    assert not [line for line in found[1:] if line[0] in "，）”。っ；]"]
    assert not [line for line in found[:-1] if line[-1] in "（“["]


def test_chinese_fills_its_lines_and_takes_an_address_to_a_line_of_its_own() -> None:
    assert lines("覆盖率 97%。标记：应用商店外的应用文件", 24) == ["覆盖率 97%。标记：应用商", "店外的应用文件"]
    assert lines("拦截名单：https://report.example/phish/", 30) == ["拦截名单：", "https://report.example/phish/"]
    assert lines("是否不同？（1.1）[http-cloaking-ua]；域名", 24) == ["是否不同？（1.1）", "[http-cloaking-ua]；域名"]


@pytest.mark.parametrize("width", range(6, 24))
def test_no_vowel_or_mark_is_torn_from_its_consonant(width: int) -> None:
    for word in (
        "เว็บไซต์ประเภทนี้เสนอให้ขอเงินต่อ",
        "สายด่วนรับแจ้งการหลอกลวงเมื่อเกิดเหตุแล้วไปแจ้งความ",
        "ສູນຮັບແຈ້ງເຫດການຫຼອກລວງ",
        "ក្រសួងមហាផ្ទៃនៃព្រះរាជាណាចក្រកម្ពុជា",
        "ပြည်ထဲရေးဝန်ကြီးဌာန",
    ):
        found = lines(word, width)
        assert not [line for line in found[1:] if line[0] in "ะาำๆอະາຳອ" or unicodedata.category(line[0]).startswith("M")]
        assert not [line for line in found[:-1] if line[-1] in "เแโใไເແໂໃໄ"]


def test_text_with_blanks_is_broken_as_before() -> None:
    text = (
        "the page presents itself as Department; this is not one of the domains known to belong to it: hxxps://a-very-long-name[.]example/"
    )
    for width in (20, 33, 60):
        buffer = io.StringIO()
        Console(file=buffer, width=width).print(Text(text, overflow="fold"))
        assert printed(cell(text, STYLE), Style(width=width)) == "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())


def test_no_label_is_folded_within_its_word_where_a_third_of_the_line_holds_it() -> None:
    label = "สายด่วนรับแจ้งการหลอกลวง"
    assert label in printed(hanging([(label, "1441"), ("host", "x")], STYLE), STYLE)
    assert "takes sites down or\n" in re.sub(
        " {2,}.*", "", printed(hanging([("takes sites down or blocks them", "x")], STYLE), STYLE).lstrip()
    )


def test_text_without_an_end_takes_time_in_proportion() -> None:
    taken = []
    for long in (20_000, 80_000):
        before = time.process_time()
        for text in ("诈，" * long, "ก" * long, "่" * long, "（" * long):
            assert sum(1 for _ in breaks(text, 70)) <= len(text)
        taken.append(time.process_time() - before)
    assert taken[1] < max(16 * taken[0], 1)
