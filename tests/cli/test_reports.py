"""Reports to others, by the program itself: what they hold, what stayed here and why."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from scamtriage.cli.notices.report_notices import ReportNotices
from scamtriage.config import BadConfig, Config
from scamtriage.records.facts import Contact
from scamtriage.render.style import Sharing
from tests.cli.running import run
from tests.render.reports import accused, landed
from tests.samples import EVIDENCE

WHO = ("--reporter", "CERT Example <abuse@cert.example>")


def test_a_bundle_holds_the_accused_alone_and_says_how_many() -> None:
    done = run("score", str(EVIDENCE), "--format", "stix", "--tlp", "green")
    names = [one["value"] for one in json.loads(done.stdout)["objects"] if one["type"] == "domain-name"]
    assert len(names) == 10 and "khanom-baan-suan.shop" not in names and "maybank2u-secure-verify.top" in names  # where one of them leads
    assert "stix: 9 of 18 rows go into reports" in done.stderr and "TLP:GREEN" in done.stderr
    assert "contacts left out: " in done.stderr and "--share" in done.stderr
    assert "quotations of pages are in stix, and may hold names of persons" in done.stderr


def test_a_report_without_a_reporter_is_refused_before_anything_is_asked() -> None:
    done = run("score", str(EVIDENCE), "--format", "xarf")
    assert done.returncode == 2 and not done.stdout and "--reporter" in done.stderr


def test_the_sender_is_to_be_named_in_the_file_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    refused = run("score", str(EVIDENCE), "--format", "xarf").stderr
    [file] = [Path(word.strip(",")) for word in refused.split() if word.strip(",").endswith("config.toml")]
    file.parent.mkdir()
    file.write_text('reporter = "CERT Example <abuse@cert.example>"\n')
    file.chmod(0o600)
    assert json.loads(run("score", str(EVIDENCE), "--format", "xarf").stdout)[0]["reporter"]["org"] == "CERT Example"


@pytest.mark.parametrize("format", ["stix", "misp", "xarf"])
def test_contacts_leave_when_they_are_named(format: str) -> None:
    quiet, open_ = (run("score", str(EVIDENCE), "--format", format, *WHO, *more) for more in ((), ("--share", "all")))
    wallet = "TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf"
    assert wallet not in quiet.stdout and wallet in open_.stdout
    assert "left out" in quiet.stderr and "left out" not in open_.stderr


@pytest.mark.parametrize("lines", [0, 1, 2])
def test_the_shape_does_not_hang_on_the_number_of_lines(tmp_path: Path, lines: int) -> None:
    known = [line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if '"host":"dsi-case-th.top"' in line]
    honest = [line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if '"host":"khanom-baan-suan.shop"' in line]
    (tmp_path / "some.jsonl").write_text("\n".join((known[:1] + honest[:1])[:lines] or honest[:1]) + "\n", encoding="utf-8")
    xarf, misp = (json.loads(run("score", str(tmp_path / "some.jsonl"), "--format", format, *WHO).stdout) for format in ("xarf", "misp"))
    assert len(xarf) == len(misp["response"]) == (1 if lines else 0) and isinstance(xarf, list)


def test_settings_say_who_reports(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text('reporter = "Bank Example <fraud@bank.example>"\ntlp = "red"\nshare = ["line"]\n')
    done = run("score", str(EVIDENCE), "--format", "xarf", "--config", str(tmp_path / "desk.toml"))
    first, *_ = json.loads(done.stdout)
    assert first["reporter"] == {"org": "Bank Example", "contact": "fraud@bank.example", "domain": "bank.example"}
    assert first["tags"][0] == "tlp:red"


def test_a_scan_writes_reports_beside_its_rows(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("maybank2u-secure-login.top\nexample.com\n")
    files = [tmp_path / name for name in ("rows.ndjson", "all.stix.json", "all.misp.json", "all.xarf.json")]
    done = run("scan", str(tmp_path / "names.txt"), "--offline", *WHO, *(word for file in files for word in ("-o", str(file))))
    assert done.returncode == 0 and len(files[0].read_text().splitlines()) == 2
    assert [one["type"] for one in json.loads(files[1].read_text())["objects"]] == ["marking-definition", "identity"]
    assert (json.loads(files[2].read_text()), json.loads(files[3].read_text())) == ({"response": []}, [])
    assert "misp, stix, xarf: no row goes into reports: of a name that was judged offline nobody is told" in done.stderr


def test_what_is_on_a_block_list_is_told_of_by_nobody_who_did_not_ask(tmp_path: Path) -> None:
    (tmp_path / "block.txt").write_text("dsi-case-th.top\n")
    done = run("check", "dsi-case-th.top", "--block-list", str(tmp_path / "block.txt"), "--offline", "--format", "stix")
    assert "no row goes into reports" in done.stderr and "0 of 1" not in done.stderr


def test_why_a_row_is_in_no_report_is_said_once_and_no_advice_is_given_that_cannot_work(tmp_path: Path) -> None:
    done = run("score", str(EVIDENCE), "--format", "stix")
    [said] = [line for line in done.stderr.splitlines() if line.startswith("not in reports: ")]
    counts = [int(part.split()[0]) for part in said.removeprefix("not in reports: ").split(", ")]
    assert sum(counts) == 9 and "below likely-scam" in said
    (tmp_path / "allow.txt").write_text("dsi-case-th.top\n")
    assert "1 on your allow list" in run("score", str(EVIDENCE), "--format", "stix", "--allow-list", str(tmp_path / "allow.txt")).stderr
    told = run("check", "dsi-case-th.top", "--offline", "--format", "stix").stderr
    assert "nobody looked at the site" in told and "--passive" not in told
    passive = run("check", "a.top", "--passive", "--resolver", "127.0.0.1:1", "--timeout", "0.2", "--format", "stix").stderr
    assert "0 of 1 row goes into reports" in passive and "--passive does not look at the site" in passive


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"tlp": "white"}, "tlp: one of clear"),
        ({"share": ("phone", "fax")}, "share: 'fax' is no kind of contact; known: all, none, phone"),
        *(({"share": (named,)}, f"share: '{named}' is no kind of contact") for named in ("all:1", "fax:1", "line:", "line: ", ":a")),
        ({"reporter": "CERT Example"}, "reporter: must name an organisation and a mailbox"),
        ({"reporter": "<abuse@cert.example>"}, "reporter: must name"),
        ({"reporter": "CERT\nExample <abuse@cert.example>"}, "reporter: must name"),
        ({"reporter": "CERT Example <abuse@cert.example,x@y.example>"}, "reporter: must name"),
        ({"reporter": "CERT Example <abuse@ünïcode.example>"}, "reporter: must name"),
        ({"reporter": 'CERT Example <a"b@cert.example>'}, "reporter: must name"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(settings: dict[str, object], says: str) -> None:
    with pytest.raises(BadConfig, match=says):
        Config(**settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    ["to=nok%40mail.example", "to=nok%2540mail.example", "e=bm9rQG1haWwuZXhhbXBsZQ==", "ph=%2B66899991234", "t=4f9aXb3K9qLm27TzR0"],
)
@pytest.mark.parametrize("quiet", [(), ("-q",)], ids=["", "quiet"])
def test_who_may_stand_in_the_address_of_a_page_is_said(tmp_path: Path, query: str, quiet: tuple[str, ...]) -> None:
    line = next(line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if '"host":"dsi-case-th.top"' in line)
    for_one = line.replace('"url":"https://dsi-case-th.top/"', f'"url":"https://dsi-case-th.top/?{query}"')
    (tmp_path / "one.jsonl").write_text(for_one + "\n", encoding="utf-8")
    words = ("score", str(tmp_path / "one.jsonl"), "--format", "stix", *quiet)
    done, cut = run(*words), run(*words, "--no-share-query")
    assert "warning: the URL of 1 page may identify the person who received the link" in done.stderr and query in done.stdout
    assert "warning" not in cut.stderr and query not in cut.stdout and "[domain-name:value = 'dsi-case-th.top']" in cut.stdout
    (tmp_path / "one.jsonl").write_text(line + "\n", encoding="utf-8")
    assert "warning" not in run(*words).stderr


def test_a_setting_that_wants_a_list_says_so(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text('share = "all"\n')
    done = run("score", str(EVIDENCE), "--format", "stix", "--config", str(tmp_path / "desk.toml"))
    assert done.returncode == 2 and 'share: expected a list of strings, like ["…", "…"]' in done.stderr


def test_one_run_can_take_back_what_the_settings_let_go(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text('share = ["wallet"]\n')
    words = ("score", str(EVIDENCE), "--format", "stix", "--config", str(tmp_path / "desk.toml"))
    assert ["wallet-tron" in run(*words, *more).stdout for more in ((), ("--share", "none"))] == [True, False]


def test_no_contact_may_be_asked_for_in_the_file_too(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text('share = ["none"]\n')
    words = ["score", str(EVIDENCE), "--format", "stix", *WHO, "--config", str(tmp_path / "desk.toml")]
    quiet, named = (run(*words, *more) for more in ((), ("--share", "wallet")))
    assert quiet.returncode == 0 and "wallet-tron" not in quiet.stdout and "wallet-tron" in named.stdout


@pytest.mark.parametrize("format", ["html", "md"])
def test_a_report_speaks_of_its_evidence_file_where_there_is_one(format: str, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("maybank2u-secure-login.top\nexample.com\n")
    said = "from the evidence file, scamtriage score makes the same"
    kept = tmp_path / "kept.jsonl"
    without = run("scan", "names.txt", "--offline", "-o", f"rows.{format}", cwd=tmp_path), run("check", "a.top", "--offline", "-f", format)
    assert said not in (tmp_path / f"rows.{format}").read_text() and said not in without[1].stdout and "a[.]top" in without[1].stdout
    (tmp_path / "seen.txt").write_text("dsi-case-th.top\n")
    kept.write_bytes(
        EVIDENCE.read_bytes().splitlines()[0].replace(b'"input":"hxxps://dsi-case-th[.]top/"', b'"input":"dsi-case-th.top"') + b"\n"
    )
    again = run("scan", "seen.txt", "--evidence", str(kept), "-o", f"with.{format}", cwd=tmp_path)  # all is there: nobody is asked
    assert again.returncode == 0, again.stderr
    assert said in (tmp_path / f"with.{format}").read_text() and said in run("score", str(kept), "-f", format).stdout


def test_a_contact_that_no_option_lets_go_is_not_said_to_need_one(tmp_path: Path) -> None:
    """The link brought the mailbox along, and the page shows it: it is the recipient's."""
    [line] = [line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if '"host":"dsi-case-th.top"' in line]
    brought = line.replace("https://dsi-case-th.top/", "https://dsi-case-th.top/?ph=%2B66899991234")
    value = json.loads(brought)
    phone = next(c for c in value["evidence"]["page"]["facts"]["contacts"] if c["kind"] == "phone")
    brought = brought.replace(phone["value"], "+66899991234")
    (tmp_path / "one.jsonl").write_text(brought + "\n", encoding="utf-8")
    done = run("score", str(tmp_path / "one.jsonl"), "--format", "stix", "--share", "all")
    assert "left out" not in done.stderr and "contacts that are in no report: phone (" in done.stderr


def test_one_contact_of_a_site_that_may_be_hacked_can_be_named(tmp_path: Path) -> None:
    """A fake officer's page on a school's name, or a gang's own old name with a deep page: the desk decides whose the number is."""
    [line] = [line for line in EVIDENCE.read_text(encoding="utf-8").splitlines() if '"host":"dsi-case-th.top"' in line]
    for gangs, schools in (
        ("dsi-case-th.top", "dsi-case.ac.th"),
        ("dsi-case-th[.]top", "dsi-case[.]ac[.]th"),
        ('"suffix":"top"', '"suffix":"ac.th"'),
    ):
        line = line.replace(gangs, schools)
    (tmp_path / "one.jsonl").write_text(line + "\n", encoding="utf-8")
    phone = "+66812345678"
    kinds, named = (run("score", str(tmp_path / "one.jsonl"), "--format", "stix", "--share", share) for share in ("all", f"phone:{phone}"))
    assert phone not in kinds.stdout and "of sites that may be hacked: phone (1)" in kinds.stderr and "KIND:VALUE" in kinds.stderr
    assert phone in named.stdout and "phone (1)" not in named.stderr
    assert "in no report: phone:+66812345678" not in named.stderr


def test_a_contact_that_was_named_and_stands_on_no_page_is_said() -> None:
    """Mistyped, or no contact of the gang's."""
    done = run("score", str(EVIDENCE), "--format", "stix", "--share", "line:@nobody\x1b", "--share", "line:dsi.captain88")
    assert "named with --share, and in no report: line:@nobody\\u{1b}\n" in done.stderr and "dsi.captain88" in done.stdout


def test_a_contact_that_was_named_by_another_kind_is_told_by_its_own_with_q_too() -> None:
    done = run("score", str(EVIDENCE), "--format", "stix", "-q", "--share", "phone:+18445553917")
    assert "named with --share, and in no report: phone:+18445553917 (here it is hotline:+18445553917)\n" in done.stderr
    right = run("score", str(EVIDENCE), "--format", "stix", "-q", "--share", "hotline:+18445553917")
    assert "in no report" not in right.stderr and "8445553917" in right.stdout


def test_a_number_of_a_public_body_is_not_counted_among_what_may_be_a_visitors() -> None:
    """Any page may quote 1155, the tourist police: it is in no report, and nobody's."""
    row = next(row for row in accused() if not row.landed)
    facts = replace(landed(row, row.target.host), contacts=(Contact(kind="hotline", value="1155"),))
    row = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    for kinds in (set(), {"phone"}, {"all"}):
        notices = ReportNotices(["stix"], Sharing(contacts=frozenset(kinds)), "en")
        notices.see(row)
        assert not [line for line in notices.lines() if line.startswith("contacts")]
