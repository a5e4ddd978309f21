"""`relate` by the program itself: evidence in, groups out."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from scamtriage.knowledge.judgement import links
from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records import codec
from scamtriage.render.relations import CAUTION
from tests.cli.running import run, run_alone
from tests.samples import EVIDENCE

GANG, MIRROR = "halvexmarkets.com", "halvex-vip.top"


@pytest.fixture
def archive(tmp_path: Path) -> str:
    """What the desk saw of another site last month: the same page under another name."""
    [line] = [line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if f'"host":"{GANG}"' in line]
    file = tmp_path / "archive.jsonl"
    file.write_text(line.replace(GANG, MIRROR) + "\n", encoding="utf-8")
    codec.from_line(file.read_bytes())
    return str(file)


def test_a_mirror_is_found_by_what_it_shares(archive: str) -> None:
    out = run("relate", str(EVIDENCE), archive).stdout
    assert out.startswith("Group 1: 3 sites\n") and "halvex-vip[.]top" in out and "halvexmarkets[.]com" in out
    assert "+4.5 the wallet TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf: all of them" in out
    assert "no proof of one hand" in out and "3 sites whose page was not read" in out


def test_json_keeps_the_published_schema(archive: str) -> None:
    found = json.loads(run("relate", str(EVIDENCE), archive, "--format", "json").stdout)
    jsonschema.validate(found, json.loads(run("schema", "relations").stdout))
    lines = [json.loads(line) for line in run("relate", str(EVIDENCE), archive, "--format", "ndjson").stdout.splitlines()]
    assert lines[0] == {"schema": found["schema"], **found["groups"][0]}
    assert lines[1:] == [
        {"schema": found["schema"], "sites": [], "shared": [], **{name: found[name] for name in ("common", "alone", "unseen")}}
    ]
    for line in lines:
        jsonschema.validate(line, json.loads(run("schema", "relations").stdout))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(lines[0] | {"schema": "scamtriage.relations/2"}, json.loads(run("schema", "relations").stdout))


@pytest.mark.parametrize(
    ("name", "sites", "hint"),
    [("hxxps://halvex-vip[.]top/", 3, ""), ("khanom-baan-suan.shop", 0, ""), ("nowhere.example", 0, "no evidence about it")],
)
def test_one_name_can_be_asked_for(archive: str, name: str, sites: int, hint: str) -> None:
    done = run("relate", str(EVIDENCE), archive, "--to", name, "--format", "json")
    assert [len(group["sites"]) for group in json.loads(done.stdout)["groups"]] == ([sites] if sites else [])
    assert hint in done.stderr if hint else done.stderr == ""


def test_what_is_said_of_one_name_is_about_it_alone(archive: str) -> None:
    out = run("relate", str(EVIDENCE), archive, "--to", "khanom-baan-suan.shop").stdout
    assert out == "nothing links this site to another\n1 site with a page that was read and nothing shared\n"
    assert "with a page that was read" not in run("relate", str(EVIDENCE), archive, "--to", f"www.{GANG}").stdout


def test_a_tenant_whose_name_is_a_path_can_be_asked_for(tmp_path: Path) -> None:
    [line] = [line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if f'"host":"{GANG}"' in line]
    file = tmp_path / "tenants.jsonl"
    tenants = [line.replace(GANG, "telegra.ph").replace("https://telegra.ph/", f"https://telegra.ph/{name}") for name in ("one", "two")]
    file.write_text("\n".join(tenants) + "\n", encoding="utf-8")
    found = json.loads(run("relate", str(file), "--to", "hxxps://telegra[.]ph/two", "--format", "json").stdout)
    assert [[one["name"] for one in group["sites"]] for group in found["groups"]] == [["telegra.ph/one", "telegra.ph/two"]]
    assert "no evidence about it" in run("relate", str(file), "--to", "telegra.ph/three").stderr


def test_the_same_in_two_pieces_or_in_one_and_from_a_pipe(archive: str, tmp_path: Path) -> None:
    both = tmp_path / "both.jsonl"
    both.write_text(EVIDENCE.read_text(encoding="utf-8") + Path(archive).read_text(encoding="utf-8"), encoding="utf-8")
    piped = run_alone("relate", "-", stdin=both.read_text(encoding="utf-8")).stdout
    assert run("relate", str(EVIDENCE), archive).stdout == run("relate", str(both)).stdout == piped


@pytest.mark.parametrize(
    ("words", "says"), [(["--to", "not a name"], "--to not a name: "), (["missing.jsonl"], "missing.jsonl: No such file")]
)
def test_what_cannot_be_meant_is_said(words: list[str], says: str) -> None:
    done = run("relate", *([str(EVIDENCE)] if words[0].startswith("--") else []), *words)
    assert done.returncode == 2 and says in done.stderr and not done.stdout


def test_a_file_that_is_named_twice_is_read_once(archive: str) -> None:
    both = EVIDENCE.read_text(encoding="utf-8") + Path(archive).read_text(encoding="utf-8")
    once = run(
        "relate",
        "-",
        stdin=both,
    ).stdout
    assert run("relate", "-", "-", stdin=both).stdout == once != ""
    found = json.loads(run("relate", archive, archive, str(EVIDENCE), "--format", "json").stdout)
    assert {one["lines"] for one in found["groups"][0]["sites"]} == {1}


def test_a_line_that_was_torn_off_is_said(archive: str, tmp_path: Path) -> None:
    torn = tmp_path / "torn.jsonl"
    torn.write_text(EVIDENCE.read_text(encoding="utf-8") + Path(archive).read_text(encoding="utf-8")[:500], encoding="utf-8")
    assert "Lines of evidence that were left out: 1;" in run("relate", str(torn)).stderr


def test_of_an_unknown_name_the_table_says_nothing() -> None:
    assert run("relate", str(EVIDENCE), "--to", "nowhere.example").stdout == ""


def test_nothing_to_compare_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    done = run("relate", str(tmp_path / "empty.jsonl"))
    assert "nothing to compare" in done.stderr and done.stdout == "no site stands there that could be compared\n"


def test_a_line_that_cannot_be_read_is_said_and_ends_with_1(archive: str) -> None:
    with open(archive, "a", encoding="utf-8") as file:
        file.write('{"line": 2}\n')
    done = run("relate", str(EVIDENCE), archive)
    assert done.returncode == 1 and done.stdout.startswith("Group 1: 3 sites\n")
    assert "left out: 1" in done.stderr


@pytest.mark.parametrize("asked", ["in the settings", "on the line"])
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_table_speaks_the_language_asked_and_the_documents_do_not(language: str, asked: str, archive: str, tmp_path: Path) -> None:
    spoken, settings = speech(language), tmp_path / "settings.toml"
    settings.write_text(f'language = "{language}"\n')
    tongue = ("--lang", language) if asked == "on the line" else ("--config", str(settings))
    done = run("relate", str(EVIDENCE), archive, *tongue)
    assert spoken.say(CAUTION) in done.stdout and CAUTION not in done.stdout
    told = " ".join(done.stdout.split())  # where lines break depends on the path of the files
    assert spoken.word("verdict", "near-certain") in told and spoken.say("all of them") in told
    assert not re.search(r"\b(the|sites|share|observed|unknown|read|near-certain|account)\b", done.stdout), done.stdout
    assert "Telegram halvex_service01" in told
    nobody = run("relate", archive, "--to", "nowhere.example", *tongue).stderr
    assert "no evidence" not in nobody and "nowhere.example" in nobody
    json_in_both = [run("relate", archive, "--format", "json", *more).stdout for more in ((), tongue)]
    assert json_in_both[0] == json_in_both[1]


def test_every_kind_of_link_can_be_said_in_every_language() -> None:
    for language in LANGUAGES[1:]:
        assert {kind.says for kind in links.load().kinds.values()} <= speech(language).tables["phrases"].keys()
