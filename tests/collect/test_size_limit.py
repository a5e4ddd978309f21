"""What a site sends has no end; what is kept of it can be written, and read again."""

import pytest
from msgspec.structs import replace

from scamtriage.collect.page import bounded
from scamtriage.records import codec
from scamtriage.records.facts import PageFacts
from scamtriage.records.truncation import contacts_unread
from tests.collect.sites import HTML, QUICK, collect, site
from tests.net.peers import Net, page

_NAME, _LABEL = "\x7f" * 100, "\u202e" * 110
BOMB = "".join(f"<form><input type=password name={_NAME}{n} placeholder={_LABEL}></form>" for n in range(40)).encode()


async def test_pages_that_take_more_than_a_line_can_hold_are_kept_in_part_and_say_so() -> None:
    async with Net(**QUICK | {"deadline_s": 20.0}, max_facts_bytes=150_000) as net:  # each page takes 60,000
        steps = {f"/{n}": page(HTML + BOMB + f"<script>location.href='/{n + 1}'</script>".encode()) for n in range(5)}
        await site(net, steps | {"/5": page(HTML)})
        facts, notes = await collect(net, "https://site.example/0")
    assert codec.written_bytes(facts) <= 150_000
    assert [one.final_url for one in facts.left] == ["https://site.example/0"]  # those that are met first stay
    assert not facts.complete and contacts_unread(facts, notes.caps) == facts.incomplete_because
    assert [cap.cap for cap in notes.caps if cap.cap.startswith("evidence")] == ["evidence bytes 150000"]


def test_what_fits_is_not_touched() -> None:
    facts = PageFacts(final_url="https://site.example/", headings=("x" * 1_000,) * 64)
    assert bounded(facts, 4_000_000) == (facts, ())


def test_the_largest_list_gives_way_first() -> None:
    facts = PageFacts(final_url="https://site.example/", headings=("x" * 1_000,) * 64, logos=("y" * 1_000,) * 8)
    found, caps = bounded(facts, 20_000)
    assert (len(found.headings), found.logos, caps[0].seen) == (8, facts.logos, str(codec.written_bytes(facts)))
    assert found == replace(facts, headings=found.headings, complete=False, incomplete_because=found.incomplete_because)


@pytest.mark.parametrize("char", ["a", "\x1f", "\x7f", "ไ", "\u202e", "😀", "\U000e0041", "\ud800"])
def test_a_line_that_just_fits_is_whole_whatever_its_characters_are_written_as(char: str) -> None:
    facts = PageFacts(final_url="https://site.example/", text=char * 500, hidden_text=char * 9)
    size = codec.written_bytes(facts)
    assert bounded(facts, size) == (facts, ())
    assert bounded(facts, size - 1)[1]
