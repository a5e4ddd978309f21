"""A table loses no letter, however wide the terminal and whatever the language."""

import re

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, speech
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render.formats import RENDERERS
from scamtriage.render.panel import MOST_REASONS
from scamtriage.render.phrases import place
from scamtriage.render.style import Style
from scamtriage.render.table import NARROW, _cells, render
from tests.cli.running import run
from tests.golden.recording import GOLDEN

WIDTHS = (60, 79, 80, 81, NARROW - 1, NARROW, NARROW + 1, 120, 160)


def rows(language: str) -> list[Assessment | Refusal]:
    rules = Rules.load()
    return [assess(codec.from_line(path.read_bytes()), rules, lang=language) for path in sorted(GOLDEN.glob("*/evidence.jsonl"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_row_is_shown_at_every_width(language: str) -> None:
    given = rows(language)
    wanted = ["".join(cell.plain for cell in _cells(row, Style(), speech(language))) for row in given]
    for width in WIDTHS:
        made = "".join(render(given, Style(width=width, language=language)))
        for letters in set("".join(wanted)) - {" "}:
            assert made.count(letters) >= "".join(wanted).count(letters), (width, letters)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_sentence_stands_in_lines_that_can_be_read(width: int) -> None:
    made = "".join(render(rows("en"), Style(width=width))).splitlines()
    assert max(map(cell_len, made)) <= width
    assert any("the page presents" in line for line in made)


@pytest.mark.parametrize(("columns", "most"), [("60", 60), ("20", 60), ("200", 200), ("wide", 160), ("0", 160)])
def test_a_pipe_is_as_wide_as_columns_asks_for(columns: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    told = run("score", "examples/evidence.jsonl").stdout
    assert most - 20 <= max(map(cell_len, told.splitlines())) <= most


@pytest.mark.parametrize("verbose", [0, 1])
def test_the_weights_that_are_shown_add_up_to_the_sum(verbose: int) -> None:
    hidden = 0
    for row in rows("en"):
        if not isinstance(row, Assessment) or row.verdict == "undetermined":
            continue
        made = "".join(render([row], Style(several=False, width=200, verbose=verbose)))
        shown = [float(words) for words in re.findall(r"^│ +([+-]\d+\.\d\d)  ", made, re.MULTILINE)]
        small = re.findall(r"more findings?, ([+-]\d\.\d\d) in total \(-v shows them\)", made)
        hidden += len(small)
        total = sum(c.log_odds for c in row.contributions)
        assert sum(shown) + sum(map(float, small)) == pytest.approx(total, abs=0.005 * (len(shown) + 3))
        assert not (verbose and small)
    assert hidden or verbose


def test_what_is_folded_in_a_panel_stands_under_its_own_beginning() -> None:
    row = next(row for row in rows("en") if isinstance(row, Assessment))
    made = "".join(render([row], Style(several=False, width=60))).splitlines()
    start = next(at for at, line in enumerate(made) if "Evidence for a scam" in line)
    lines = made[start + 1 : made.index(f"│{' ' * 58}│", start)]
    assert len(lines) > 2 and all(re.match("│   [+-]|│ {10}[^ ]", line) for line in lines)


def test_a_panel_tells_the_strongest_findings_and_what_the_rest_comes_to() -> None:
    row = max((row for row in rows("en") if isinstance(row, Assessment)), key=lambda row: len(row.contributions))
    made, all_of_it = ("".join(render([row], Style(several=False, verbose=verbose))) for verbose in (0, 1))
    assert len(re.findall(r"^│ +\+\d+\.\d\d  ", made, re.MULTILINE)) <= MOST_REASONS + 3 < len(row.contributions)
    assert all(c.reading.signal in all_of_it for c in row.contributions) and "more finding" not in all_of_it


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_of_a_contact_is_broken_on_a_wide_terminal(language: str) -> None:
    """Thai has no blanks between words: it was broken in the middle of a syllable."""
    [row] = [row for row in rows(language) if isinstance(row, Assessment) and row.target.host == "wallet-customercare-helpline.in"]
    assert speech(language).word("contact", "remote-tool") in "".join(render([row], Style(several=False, language=language)))


def test_one_cause_is_told_once_for_all_that_it_keeps_from_being_seen() -> None:
    gone = next(row for row in rows("en") if isinstance(row, Assessment) and "inactive" in row.states)
    made = "".join(render([gone], Style(several=False, width=160)))
    assert made.count("does not exist") <= 5


def test_two_pages_of_one_host_are_told_apart() -> None:
    row = next(row for row in rows("en") if isinstance(row, Assessment))
    first, second = (
        replace(row, target=replace(row.target, host="sites.example", url=f"https://sites.example{path}"))
        for path in ("/", "/view/a.b?q=1")
    )
    assert (place(first.target, ENGLISH), place(second.target, ENGLISH)) == ("sites[.]example", "sites[.]example/view/a.b?q=1")
    for format in ("table", "md", "html"):
        assert "sites[.]example/view/a.b?q=1" in "".join(RENDERERS[format]([second], Style(several=False, width=400)))
    listed = "".join(render([first, second, replace(second, same_as=2)], Style(width=200))).splitlines()
    assert [line.count("/view/a.b") for line in listed if "sites[.]example" in line] == [0, 1, 1]
    assert [line.count("as line 2") for line in listed if "sites[.]example" in line] == [0, 0, 1]


def test_an_encoded_host_reads_beside_its_page() -> None:
    row = next(row for row in rows("en") if isinstance(row, Assessment))
    target = replace(row.target, host="xn--mybank-6ya.example", url="https://xn--mybank-6ya.example:8443/a")
    assert place(target, ENGLISH).startswith("xn--mybank-6ya[.]example:8443/a (reads ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_this_machine_was_busy_does_not_read_as_something_of_the_site(language: str) -> None:
    row = next(row for row in rows(language) if isinstance(row, Assessment))
    told = "".join(render([replace(row, flags=("loaded",))], Style(width=400, language=language)))
    assert "loaded" not in told and (language != ENGLISH.language or "busy machine" in told)
