"""A row of a name is written of stretches that many names share: each line is what the row alone is written as."""

from collections.abc import Iterator
from dataclasses import replace as with_lists
from datetime import UTC, date, datetime
from itertools import cycle, islice
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from scamtriage.assess import Judge
from scamtriage.batch.offline import Repeated, offline
from scamtriage.knowledge.judgement import name_model
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.codec import NO_DIGEST
from scamtriage.render.document import document
from scamtriage.render.json import dumps
from scamtriage.render.ndjson import ndjson
from scamtriage.render.style import Style
from scamtriage.targets.lines import Line
from scamtriage.targets.lists import read_list
from tests.judgement.sites import rules

SUFFIXES = ("com", "top", "co.th", "com.my", "go.id", "vip", "shop", "github.io", "notasuffix", "xn--o3cw4h", "kh")
WORDS = ("maybank", "paypal", "login", "binance", "casino88", "gov-sg", "1688", "helpline", "bücher", "ไทย", "payраl", "vietcombamk", "dbs")
ODD = (
    *("https://sites.google.com/view/maybank-login", "http://192.0.2.9/a", "[2001:db8::1]", "https://user:secret@bad.example.top/x?y=1#z"),
    *(
        "# a note",
        "",
        "two words here",
        "a" * 70 + ".com",
        "www.dbs.com.sg",
        "maybank2u.com.my",
        "gov.sg",
        "co.uk",
        "x.zip",
        "bad\udcff.com",
    ),
    *(
        '"quoted.example.com"',
        "back\\slash.com",
        "del\x7f.com",
        "zero\u200bwidth.com",
        "https://example.top/\u202egnp",
        "paypal-login.example.com.",
    ),
)


def lines(count: int) -> Iterator[Line]:
    """Names of one to three words, some with digits, hyphens or labels to the left; odd lines, columns and repeated names between."""
    chance = Random(7)
    vocabulary = sorted({word for some in name_model.load().vocabulary.starts.values() for word, _, _ in some})
    odd = cycle(ODD)
    for number in range(1, count + 1):
        label = chance.choice(("", "-")).join(chance.choices(vocabulary, k=chance.randint(1, 3)))
        label += chance.choice(("", "", "", str(chance.randrange(1_000)), f"-{chance.choice(WORDS)}", chance.choice(WORDS)))
        text = f"{chance.choice(('', '', '', 'www.', f'{chance.choice(WORDS)}.'))}{label}.{chance.choice(SUFFIXES)}"
        text = next(odd) if number % 9 == 0 else "paypal-login.top" if number % 31 == 0 else text
        yield Line(number=number, text=text, columns={"note": f"“{number}”\u200b"} if number % 23 == 0 else {})


def rows(judge: Judge, count: int) -> list[Assessment | Refusal]:
    found: list[Assessment | Refusal] = []
    dossiers = offline(lines(count), Repeated(), day=date(2026, 11, 30))
    while block := [(dossier, NO_DIGEST) for dossier in islice(dossiers, 500)]:
        found += judge.several(block)
    return found


def need_alike(judged: list[Assessment | Refusal], language: str) -> None:
    for row, line in zip(judged, ndjson(iter(judged), Style(language=language)), strict=True):
        assert line == dumps(document(row, language=language)) + "\n"


def test_a_row_among_thousands_is_written_as_it_is_alone() -> None:
    judged = rows(Judge.of(rules()), 4_000)
    assert {row.verdict for row in judged if isinstance(row, Assessment)} >= {"no-finding", "suspicious", "undetermined"}
    need_alike(judged, "en")


@pytest.mark.parametrize("language", ["th", "vi", "zh"])
def test_so_it_is_in_other_languages(language: str) -> None:
    need_alike(rows(Judge.of(rules(), lang=language), 900), language)


def test_so_are_rows_of_several_judges_and_of_lists(tmp_path: Path) -> None:
    block, odd = tmp_path / "block.txt", tmp_path / "\u200b\udcff.txt"
    for path in (block, odd):
        path.write_text("paypal-login.top\nexample.top\n")
    own = rules()
    judges = (
        Judge.of(own, prior=0.3),
        Judge.of(own, gambling="ignore"),
        Judge.of(with_lists(own, lists=(read_list(block, "block"),))),
        Judge.of(with_lists(own, lists=(read_list(odd, "allow"),))),
        Judge.of(with_lists(own, lists=(replace(read_list(block, "allow"), name="\0"),))),
        Judge.of(own, now=datetime(2031, 1, 1, tzinfo=UTC)),
    )
    need_alike([row for together in zip(*(rows(judge, 700) for judge in judges), strict=True) for row in together], "en")
