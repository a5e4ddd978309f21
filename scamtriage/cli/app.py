"""The command tree, and the outermost error handling: closed pipes, exit codes, and one sentence instead of a traceback."""

import contextlib
import errno
import os
import re
import sys
import warnings
from collections.abc import Callable
from typing import Any, NoReturn, TextIO, cast, get_args

import typer

from scamtriage.batch.stop_signals import STOPS, handled_signals
from scamtriage.cli import (
    calibrate,
    check,
    collect,
    contacts,
    demo,
    doctor,
    explain,
    lookup,
    relate,
    scan,
    schema,
    score,
    suggestions,
    update,
    wiring,
)
from scamtriage.cli.commands import Commands
from scamtriage.cli.help_groups import Grouped
from scamtriage.cli.interrupt import INTERRUPTED, later

HELP = """Triage of scam and fake-call-centre domains: guarded evidence, explained verdicts.

\b
Examples:
  scamtriage check 'hxxps://dsi-case-th[.]top/'
  scamtriage scan urls.txt -o verdicts.ndjson -o table.csv
  scamtriage lookup registration example.com --format json
  scamtriage demo

Exit codes: 0 done, 1 runtime error, 2 usage, 10 --fail-on met, 11 incomplete or refused with --strict, 130 interrupted.
"""

_REMEDIES = {errno.EMFILE: "; raise the limit (ulimit -n 1024), or lower --in-flight"}
_ENDINGS = (
    ".txt",
    ".csv",
    ".tsv",
    ".gz",
    ".zst",
    ".zip",
    ".json",
    ".jsonl",
    ".ndjson",
    ".html",
    ".htm",
    ".mhtml",
    ".toml",
    ".pem",
    ".md",
    ".log",
)
"""Suffixes of files: a missing file with one of these was not meant as the name of a site."""
_SLASH_EATEN = re.compile(r"\A(h[tx]{2}ps?:)/(?=[^/])", re.IGNORECASE)
"""Start of a URL that was parsed as a path, which merges its two slashes."""
_COMPLETE = "_SCAMTRIAGE_COMPLETE"
_MOMENT_S = 1.0
"""Seconds to flush stdout after an interrupt: enough for any reader that still reads, and bounded for a pager."""

app = typer.Typer(
    name="scamtriage",
    cls=Commands,
    help=HELP,
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,  # plain help: importing rich slows the start down
    pretty_exceptions_enable=False,  # a traceback with local values could print text of a target
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    check.check, scan.scan, lookup.lookup, contacts.contacts, collect.collect, score.score, relate.relate, explain.explain, schema.schema,
    calibrate.calibrate, doctor.doctor, update.update, demo.demo,
):  # fmt: skip
    first = " ".join((command.__doc__ or "").partition("\n\n")[0].split())
    app.command(cls=Grouped, help=command.__doc__, short_help=first.partition(". ")[0].removesuffix("."))(command)


@app.callback()
def root(version: bool = typer.Option(False, "--version", "-V", help="Print the version and exit.", is_eager=True)) -> None:
    """Options of the program itself."""
    if version:
        from scamtriage.cli.version import version as line

        wiring.write([f"{line()}\n"])
        raise typer.Exit


def run(command: Callable[[], object] | None = None) -> None:
    """Run the command line, or `command` if given, and exit with its code."""
    os.umask(0o077)  # outputs may hold personal data of victims: readable by the user only
    _speak_utf8()
    _complete_in_either_order()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # warnings of libraries are for programmers, not for users
    failed = False
    try:
        code = _command_line() if command is None else command()
    except KeyboardInterrupt:
        _leave()
    except wiring.ReaderGone:
        code = _close_quietly()
    except Exception as exc:  # noqa: BLE001 - reported as one sentence
        code, failed = _complain(exc), True
    if code == INTERRUPTED:
        _leave()
    try:
        sys.stdout.flush()
    except KeyboardInterrupt:  # the reader of stdout is blocked
        os._exit(INTERRUPTED)
    except BrokenPipeError:
        code = _close_quietly()
    except OSError as exc:
        exc.filename = exc.filename or "stdout"
        code = code if failed else _complain(exc)
        _close_quietly()  # else the interpreter flushes again at exit, fails, and changes the exit code
    sys.exit(code if isinstance(code, int) else 0)


def _leave() -> NoReturn:
    """Flush stdout within `_MOMENT_S` and exit with INTERRUPTED, by `os._exit`.

    A normal interpreter shutdown would wait for threads that write outputs or query the resolver, and a signal during it would kill the
    process or print a traceback.
    """
    import signal

    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)
    later(_MOMENT_S, lambda: os._exit(INTERRUPTED))
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except OSError as exc:
        exc.filename = exc.filename or "stdout"
        _complain(exc)
    os._exit(INTERRUPTED)


def _command_line() -> object:
    option = "".join(sys.argv[1:2])
    if option in ("--install-completion", "--show-completion") and len(sys.argv) > 2:
        raise typer.BadParameter(f"{option} takes no word: it is for the shell from which it is started")
    return app(prog_name="scamtriage", standalone_mode=False)


def _complete_in_either_order() -> None:
    """Accept "bash_source" for "source_bash" in the completion variable, as other programs use it."""
    shell, mark, what = os.environ.get(_COMPLETE, "").partition("_")
    if mark and what in ("source", "complete"):
        os.environ[_COMPLETE] = f"{what}_{shell}"


def _complain(exc: Exception) -> int:
    from scamtriage.render.text import plain

    name = type(exc).__name__
    if hasattr(exc, "format_message") and hasattr(exc, "exit_code"):  # an error of the option parser
        context = getattr(exc, "ctx", None)
        where = context.command_path if context is not None else "scamtriage"
        if name == "NoArgsIsHelpError":  # its message is the help page
            sys.stderr.write(f"{exc.format_message()}\n")
            return int(exc.exit_code)
        said = plain(exc.format_message()).replace(": Value error, ", ": ", 1)  # drop the prefix that the parser adds
        said = said.partition(", unable to parse ")[0].replace("Input should be", "it must be")  # drop technical wording
        if name == "NoSuchOption" and context is not None:
            option = exc.option_name  # type: ignore[attr-defined]
            shown = [one for one in context.command.params if not getattr(one, "hidden", False)]
            known = [name for one in shown for name in (*one.opts, *one.secondary_opts)]
            formats = next((get_args(one.type_descriptor.annotation) for one in shown if "--format" in one.opts), ())
            said = f"No such option: {plain(option)}{suggestions.advice(option, where, known, formats)}"
        sys.stderr.write(f"{said}\nTry: {where} --help\n")
        return int(exc.exit_code)
    if name == "Abort":
        return INTERRUPTED
    if (ends_with := getattr(exc, "ends_with", None)) is not None:  # our own exceptions, whose messages are for the user
        sys.stderr.write(f"{plain(str(exc))}\n")
        return int(ends_with)
    if isinstance(exc, FileNotFoundError | IsADirectoryError | PermissionError) and exc.filename:
        named = _SLASH_EATEN.sub(r"\1//", str(exc.filename))
        sys.stderr.write(f"{plain(named)}: {plain(exc.strerror or name)}{_advice(exc)}\n")
        return 2
    if isinstance(exc, OSError):
        remedy = _REMEDIES.get(exc.errno or 0, "")
        where = f"{plain(str(exc.filename))}: " if exc.filename else _unnamed()
        sys.stderr.write(f"scamtriage: {where}{plain(exc.strerror or str(exc))}{remedy}\n")
        return 1
    import traceback

    if os.environ.get("SCAMTRIAGE_TRACEBACK"):
        traceback.print_exc()
    frame = traceback.extract_tb(exc.__traceback__)[-1]
    sys.stderr.write(
        f"scamtriage: our own fault: {plain(f'{name}: {exc}', 300)} ({frame.name}, line {frame.lineno})."
        " Set SCAMTRIAGE_TRACEBACK=1 and report what it prints.\n"
    )
    return 1


def _unnamed() -> str:
    """Return the subject of an OSError without a file name: a deleted working folder, or "" if it is unknown."""
    try:
        os.getcwd()  # noqa: PTH109 - reproduces the error
    except OSError:
        return "the working folder: "
    return ""


def _advice(exc: OSError) -> str:
    """Return advice about a file that cannot be opened, as the end of a message; "" if there is none.

    The name of a site is for `check`; of a folder, a file in it must be named.
    """
    if isinstance(exc, IsADirectoryError):
        return ". Name a file in it"
    if isinstance(exc, PermissionError):
        return ". This user may not open it, or not here"
    if exc.errno and exc.strerror != os.strerror(exc.errno):
        return ""  # our own message, which already has advice
    import shlex
    from pathlib import Path

    from scamtriage.records.target import Target
    from scamtriage.render.text import plain
    from scamtriage.targets.parse import parse_target

    given = _SLASH_EATEN.sub(r"\1//", str(exc.filename or ""))
    if isinstance(parse_target(given), Target) and (":/" in given or not given.lower().endswith(_ENDINGS)):
        command = "lookup contacts" if sys.argv[1:2] == ["contacts"] else "check"
        return (
            f". A file is read here, or - for what is piped in; one site is looked at by: scamtriage {command} {plain(shlex.quote(given))}"
        )
    if not (folder := Path(given).parent).is_dir():
        return f". There is no folder {plain(str(folder))}"
    try:
        return "" if Path(given).is_absolute() else f". It was looked for in {plain(str(folder.resolve()))}"
    except OSError:  # the working folder was deleted
        return ""


def _speak_utf8() -> None:
    """Set stdout and stderr to UTF-8 with escapes for what cannot be encoded, and make stop signals raise KeyboardInterrupt.

    Writing to stderr then never raises, see `_Words`.
    """
    import signal

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not isinstance(sys.stderr, _Words):
        sys.stderr = cast(TextIO, _Words(sys.stderr))
    for number in handled_signals():
        signal.signal(number, signal.default_int_handler)  # end like a Ctrl-C, which keeps the rows


class _Words:
    """A wrapper of stderr that ignores write errors: messages that cannot be shown must not end the run."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError:
            self._lose()
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            self._lose()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _lose(self) -> None:
        """Redirect the descriptor to the null device, for the buffered rest and all later messages."""
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


def _close_quietly() -> int:
    """Redirect stdout to the null device and return 0: its reader closed the pipe on purpose (`| head`)."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    return 0
