"""The manifest of labelled sets: it agrees with the files beside it, and says nothing that cannot be."""

from collections import Counter

import pytest
import tomli

from scamtriage.knowledge.loading import BadTable
from tests.judgement import sets
from tests.judgement.sets import HERE, KEPT, LATER, MANIFEST, SETS, first_sight, learnt_from
from tests.judgement.sites import sites
from tools import first_sight as command
from tools.labelled_sites import digest_of

TEXT = MANIFEST.read_text(encoding="utf-8")
ONE = """[[set]]
name = "x"
author = 1
use = "later"
asked = "Something."
first_sight = { honest = [52, 3, 2], scams = [48, 40, 30], types_f1 = 0.8, calls = [1.0, 0.9], ece = 0.01, knowledge = "1+a" }
"""


def test_the_manifest_has_a_table_for_each_file_and_a_file_for_each_table() -> None:
    assert {path.stem for path in HERE.glob("*.toml") if path != MANIFEST} == SETS.keys()
    assert not list(HERE.parent.glob("*.toml"))


@pytest.mark.parametrize("name", sets.names(lambda one: one.use in sets.SEEN_FIRST))
def test_a_first_sight_is_of_as_many_sites_as_the_set_holds(name: str) -> None:
    labels = Counter(bool(site["scam"]) for site in sites(name))
    assert (first_sight(name).honest.sites, first_sight(name).scams.sites) == (labels[False], labels[True])


def test_who_was_to_be_unseen_wrote_one_set_alone() -> None:
    wrote = Counter(one.author for one in SETS.values())
    assert [name for name, one in SETS.items() if one.use in sets.OWN_AUTHOR and wrote[one.author] > 1] == []


def test_nothing_is_learnt_from_sets_that_are_kept() -> None:
    assert set(learnt_from()) == SETS.keys() - {*KEPT, *sets.names(lambda one: one.use in ("everyday-kept", "risky-kept"))}
    assert set(LATER) < set(learnt_from())


def test_the_fit_reads_the_sets_by_author_and_everyday_pages_last() -> None:
    *most, before_last, last = learnt_from()
    assert (before_last, last) == ("everyday", "harbour")
    assert [SETS[name].author for name in most] == sorted(SETS[name].author for name in most)


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("[52, 3, 2]", "[52, 2, 3]"),
        ("[48, 40, 30]", "[48, 49, 30]"),
        ("[48, 40, 30]", "[48, 40]"),
        ("[48, 40, 30]", "[48, 40, -1]"),
        ("types_f1 = 0.8", "types_f1 = 1.1"),
        ("calls = [1.0, 0.9]", "calls = [1.0, -0.1]"),
        ("ece = 0.01, ", ""),
        ("knowledge =", "knowledge_of ="),
        ("author = 1", "author = 0"),
        ("author = 1", 'author = "first"'),
        ('"later"', '"latest"'),
        ('"later"', '"everyday"'),
        ('"Something."', '""'),
        ('asked = "Something."\n', ""),
        ('name = "x"', 'name = "../x"'),
    ],
)
def test_what_cannot_be_is_refused(said: str, instead: str) -> None:
    assert sets.read(ONE)["x"].first_sight is not None
    assert said in ONE
    with pytest.raises(BadTable, match=r"manifest\.toml: line "):
        sets.read(ONE.replace(said, instead))


def test_a_name_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        sets.read(f"{ONE}\n{ONE}")


@pytest.mark.parametrize("name", ["001", "075", "101", "044"])
def test_a_first_sight_is_written_where_it_stands(name: str) -> None:
    told = first_sight(name)
    without = TEXT.replace(f"\n{command.line(told)}\n", "\n")
    assert sets.read(without)[name].first_sight is None
    assert command.with_first_sight(without, name, told) == TEXT


def test_the_last_table_takes_a_first_sight_too() -> None:
    told = sets.read(ONE)["x"].first_sight
    assert told is not None
    new = TEXT + "\n" + ONE.partition("first_sight")[0]
    made = command.with_first_sight(new, "x", told)
    assert made == f"{TEXT}\n{ONE}" and tomli.loads(made)


def test_what_was_judged_is_not_judged_for_the_first_time_again() -> None:
    assert "never measured again" in (command.why_not("101") or "")
    assert "has no table" in (command.why_not("no_such_set") or "")
    assert "has no first sight" in (command.why_not("dev") or "")


def test_of_what_was_learnt_from_the_first_sight_is_gone() -> None:
    assert command.learnt("101") and not command.learnt("044")


def test_what_was_learnt_from_is_known_though_other_sets_came_since() -> None:
    said = {"old": ["a", "b"], "learnt": ["c"], "new": ["d"]}
    fitted = digest_of(["a", "b", "c"])
    assert [command.held(said, ["learnt", "new"], fitted, name) for name in ("learnt", "new")] == [True, False]
    assert command.held(said | {"old": ["a", "mended"]}, ["learnt", "new"], fitted, "new") is None
