"""What an exception that ends the program says on stderr: one sentence with advice instead of a traceback, and the exit code."""

import difflib
import errno
import os
import re
import sys
import traceback
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, get_args

from typer import Abort
from typer._click.exceptions import ClickException, NoArgsIsHelpError, NoSuchOption

from scamtriage.cli.command_table import COMMANDS, load
from scamtriage.cli.interrupt import INTERRUPTED
from scamtriage.records import lazy_re
from scamtriage.render.text import plain

_REMEDIES = {
    errno.EMFILE: "; raise the limit (ulimit -n 1024), or lower --in-flight",
    errno.EROFS: "; name a file in a folder that can be written to",
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "; make room there, or name a file on another disk"),
}
_ENDINGS = (
    ".txt", ".csv", ".tsv", ".gz", ".zst", ".zip", ".json", ".jsonl", ".ndjson",
    ".html", ".htm", ".mhtml", ".toml", ".pem", ".md", ".log",
)  # fmt: skip
"""Suffixes of files: a missing file with one of these was not meant as the name of a site."""
_FORMATS = lazy_re.compile(r"does not match the formats? .*")
"""What the parser says of a date, in the directives of strftime."""
_SLASH_EATEN = lazy_re.compile(r"\A(h[tx]{2}ps?:)/(?=[^/])", re.IGNORECASE)
"""Start of a URL that was parsed as a path, which merges its two slashes."""
_LIKE = 0.7
"""Similarity from which on a name counts as a misspelling, as a `difflib` ratio without the leading dashes."""
_CALLED = {
    **dict.fromkeys(("threads", "concurrency", "parallel", "jobs", "t", "c"), "--in-flight N"),
    "workers": "--processes N",
    **dict.fromkeys(("dns", "nameserver", "nameservers", "resolvers", "r"), "--resolver ADDRESS"),
    **{name: f"--format {name}" for name in ("json", "ndjson", "csv", "html", "stix", "misp", "xarf", "markdown")},
    **dict.fromkeys(("jsonl", "json-lines"), "--format ndjson"),
    "silent": "--quiet",
    "debug": "-vv",
    "out": "--output FILE",
    **dict.fromkeys(("language", "locale"), "--lang LANGUAGE"),
    **dict.fromkeys(("whitelist", "allowlist"), "--allow-list FILE"),
    **dict.fromkeys(("blacklist", "blocklist", "denylist"), "--block-list FILE"),
    **dict.fromkeys(("no-network", "dry-run"), "--offline"),
}
"""Option names of other tools -> the option here."""
_INSTEAD = {
    **dict.fromkeys(("resume", "continue"), "the same command resumes by itself, from the evidence beside its first -o"),
    **dict.fromkeys(("force", "overwrite"), "rows are written anew; what else stands under a name is removed by hand"),
    **dict.fromkeys(("input", "file", "list", "i", "l", "f"), "a list is named without an option: scamtriage scan FILE"),
}
_ONE_FILE = {
    "scan": "scan reads one list; several of one form: cat FILE FILE | scamtriage scan -",
    "score": "score reads one file; several: cat FILE FILE | scamtriage score -",
    "calibrate": "calibrate reads one file; several: cat FILE FILE > CASES.jsonl, then scamtriage calibrate CASES.jsonl",
    "contacts": "contacts reads one file; run it for each",
}
"""Commands that are given several files as others take them -> what to do."""
_OF_ONE_LIST = ("column", "charset", "extract")
"""Options about how one list is written. They are left out of a command that reads another."""
_INTO_A_FILE = ("o", "output", "out")


def report(exc: Exception) -> int:
    """Report the exception on stderr and return the exit code that it stands for."""
    if isinstance(exc, Abort):
        return INTERRUPTED
    if isinstance(exc, NoArgsIsHelpError):  # its message is the help page
        sys.stderr.write(f"{exc.format_message()}\n")
        return exc.exit_code
    if isinstance(exc, ClickException):
        said, code = _of_options(exc), exc.exit_code
    elif (ends_with := getattr(exc, "ends_with", None)) is not None:  # our own exceptions, whose messages are for the user
        said, code = [f"{exc}{_options_of_advice(exc)}"], int(ends_with)
    elif isinstance(exc, OSError):
        said, code = _of_system(exc)
    else:
        said, code = [_our_fault(exc, plain(f"{type(exc).__name__}: {exc}", 300))], 1
    sys.stderr.write("".join(f"{plain(line)}\n" for line in said))
    return code


def _options_of_advice(exc: Exception) -> str:
    """Return the options to type behind the command that ends the message, "" if no command ends it: those that were typed here."""
    if not (command := getattr(exc, "command", "")):
        return ""
    from scamtriage.cli.notices.retry_command import shared_options, typed

    options = shared_options(command, getattr(exc, "ctx", None), but=_OF_ONE_LIST)
    return typed(*options).removeprefix("scamtriage") if options else ""


def _of_system(exc: OSError) -> tuple[list[str], int]:
    """Return the message of the system with advice, and the exit code: 2 if the user has named a file that cannot be opened."""
    if isinstance(exc, FileNotFoundError | IsADirectoryError | PermissionError) and exc.filename:
        named = _SLASH_EATEN.sub(r"\1//", str(exc.filename))
        return [f"{named}: {exc.strerror or type(exc).__name__}{_about_file(exc, named)}"], 2
    where = f"{exc.filename}: " if exc.filename else _unnamed()
    return [f"scamtriage: {where}{exc.strerror or exc}{_REMEDIES.get(exc.errno or 0, '')}"], 1


def _our_fault(exc: Exception, said: str) -> str:
    """Return the sentence that asks for a report of an error in this program; print the traceback where it is asked for."""
    if os.environ.get("SCAMTRIAGE_TRACEBACK"):
        traceback.print_exc()
    frame = traceback.extract_tb(exc.__traceback__)[-1]
    where = f"{frame.name}, line {frame.lineno}"
    return f"scamtriage: our own fault: {said} ({where}). Set SCAMTRIAGE_TRACEBACK=1 and report what it prints."


def _of_options(exc: ClickException) -> list[str]:
    """Return the message of the option parser without its technical words, and where to look."""
    context: Any = getattr(exc, "ctx", None)
    where = context.command_path if context is not None else "scamtriage"
    if name := _hyphened(exc):
        from scamtriage.cli.notices.retry_command import typed

        others = sys.argv[1:]
        others.remove(name)
        meant = typed(*others, "--", name)
        return [f"{name} was read as options; a name that begins with a hyphen stands behind --: {meant}", f"Try: {where} --help"]
    said = exc.format_message().replace(": Value error, ", ": ", 1).partition(", unable to parse ")[0]
    said = _FORMATS.sub(
        "is no day or moment of UTC such as 2026-11-29 or 2026-11-29T08:00:00Z.", said.replace("Input should be", "it must be")
    )
    if isinstance(exc, NoSuchOption) and context is not None:
        shown = [one for one in context.command.params if not getattr(one, "hidden", False)]
        known = [name for one in shown for name in (*one.opts, *one.secondary_opts)]
        formats = next((get_args(one.type_descriptor.annotation) for one in shown if "--format" in one.opts), ())
        instead = _behind_the_command(exc.option_name) if context.parent is None else ""
        said = f"No such option: {exc.option_name}{instead or _instead(exc.option_name, where, known, formats)}"
    if said.startswith("Got unexpected extra argument") and context is not None:
        said = ": ".join(filter(None, (said, _ONE_FILE.get(context.info_name or "", ""))))
    return [said, f"Try: {where} --help"]


def _hyphened(exc: ClickException) -> str:
    """Return the word that begins with one hyphen, is the name of a site, and was read as the options that the error is about; else ""."""
    from scamtriage.knowledge.hosts.public_suffix import is_ending

    said, option = exc.format_message(), getattr(exc, "option_name", "")
    for word in sys.argv[1 : sys.argv.index("--")] if "--" in sys.argv else sys.argv[1:]:
        if word[:1] != "-" or word[1:2] == "-" or not is_ending(word.rpartition(".")[2].lower()) or not is_site(word):
            continue
        if (len(option) == 2 and option[1] in word) or any(f"'{word[at:]}'" in said for at in range(2, word.index("."))):
            return word
    return ""


def _behind_the_command(option: str) -> str:
    """Return the command with the options before it moved behind it, as the end of a sentence; "" if the command has not this option."""
    from scamtriage.cli.notices.retry_command import typed

    words = sys.argv[1:]
    at = next((at for at, word in enumerate(words) if word in COMMANDS), None)
    if at is None or not any(option in (*one.opts, *one.secondary_opts) for one in load(words[at]).params):
        return ""
    return f"; it stands behind the command: {typed(words[at], *words[:at], *words[at + 1 :])}"


def _instead(option: str, command: str, known: Collection[str], formats: Collection[str]) -> str:
    """Return what to type instead of `option`, as the end of a sentence; "" if nothing is similar.

    `known`: the options of `command`. `formats`: the values of its --format.
    """
    name = option.lstrip("-").partition("=")[0].lower()
    if name in _INTO_A_FILE and "--format" in known and "--output" not in known:
        return f"; {command} writes to stdout: {command} … > FILE"
    if (called := _CALLED.get(name, "")) and _is_here(called.split(), known, formats):
        return f"; here it is {called}"
    if name in _INSTEAD and command.endswith(" scan"):
        return f"; {_INSTEAD[name]}"
    long = {one.lstrip("-"): one for one in known if one.startswith("--")}
    near = difflib.get_close_matches(name, long, n=2, cutoff=_LIKE)
    return f"; did you mean {' or '.join(long[one] for one in near)}?" if near else ""


def _is_here(called: Sequence[str], known: Collection[str], formats: Collection[str]) -> bool:
    """Return whether the command has this option and, if it is its format, this value."""
    option = "-v" if called[0] == "-vv" else called[0]
    return option in known and (option != "--format" or called[1] in formats)


def _unnamed() -> str:
    """Return the subject of an OSError without a file name: a deleted working folder, or "" if it is unknown."""
    try:
        os.getcwd()  # noqa: PTH109 - reproduces the error
    except OSError:
        return "the working folder: "
    return ""


def _about_file(exc: OSError, given: str) -> str:
    """Return advice about the file `given` that cannot be opened, as the end of a message; "" if there is none.

    The name of a site is for `check`; of a folder, a file in it must be named.
    """
    if isinstance(exc, IsADirectoryError):
        return ". Name a file in it"
    if isinstance(exc, PermissionError):
        return ". This user may not open it, or not here"
    if exc.errno and exc.strerror != os.strerror(exc.errno):
        return ""  # our own message, which already has advice
    if is_site(given) and (":/" in given or not given.lower().endswith(_ENDINGS)):
        from scamtriage.cli.notices.retry_command import meant_command  # not at the top: slow, and every start imports this module

        command, *what = ("lookup", "contacts") if sys.argv[1:2] == ["contacts"] else ("check",)
        meant = meant_command(command, *what, given, context=getattr(exc, "ctx", None))
        return f". A file is read here, or - for what is piped in; one site is looked at by: {meant}"
    if Path(given).suffix.lower() in (".gz", ".zst") and (unpacked := Path(given).with_suffix("")).is_file():
        return f". A scan that was stopped leaves its journal unpacked: {unpacked} is there"
    if not (folder := Path(given).parent).is_dir():
        return f". There is no folder {folder}"
    try:
        return "" if Path(given).is_absolute() else f". It was looked for in {folder.resolve()}"
    except OSError:  # the working folder was deleted
        return ""


def is_site(word: str) -> bool:
    """Return whether the word can be read as the name or the address of a site."""
    from scamtriage.records.target import Target  # not at the top: only a word in the wrong place is parsed
    from scamtriage.targets.parse import parse_target

    return isinstance(parse_target(word), Target)
