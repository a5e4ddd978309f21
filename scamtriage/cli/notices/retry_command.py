"""Shell commands for the user to paste: one that rescans incomplete lines, one that lists refused ones, and one for what was meant."""

import shlex
from collections.abc import Collection, Sequence
from pathlib import Path

import typer

from scamtriage.cli.command_table import load
from scamtriage.knowledge.hosts.url_passwords import without_password
from scamtriage.records.assessment import Verdict
from scamtriage.render.json import dumps

JOURNAL = ".evidence.jsonl"
"""Suffix appended to the name of the first output to name the journal."""
_INCOMPLETE = 'select(.status == "partial" or .status == "error")'
_SUSPECTED = tuple(str(level) for level in Verdict if level.rank >= Verdict.SUSPICIOUS.rank)
_UNPACKING = {".gz": "gzip -dc", ".zst": "zstd -dcq"}


def given_options(context: typer.Context, *, but: Collection[str], known: Collection[str] | None = None) -> tuple[str, ...]:
    """Return the options given on the command line as a list of arguments, without those in `but`.

    `known`: the options of another command, which is to get those that it has; None: all are returned.
    """
    words: list[str] = []
    for option in context.command.params:
        source = context.get_parameter_source(option.name or "")
        if option.name in but or source is None or source.name != "COMMANDLINE" or option.param_type_name != "option":
            continue
        if known is not None and max(option.opts, key=len) not in known:
            continue
        name, value = max(option.opts, key=len), context.params[option.name or ""]
        if isinstance(value, bool):
            words.append(name if value else max(option.secondary_opts, key=len))
        elif getattr(option, "count", False):
            words += [name] * value
        else:
            for each in value if isinstance(value, list | tuple) else [value]:
                words += [name, str(each)]
    return tuple(words)


def meant_command(command: str, *words: str, context: typer.Context | None, but: Collection[str] = ()) -> str:
    """Return another command for what was typed, with those of the options typed that it has too.

    Without them the advice would do more than was asked: who typed --offline, --passive or --proxy would visit the site from the address of
    this machine. `context`: of the command that was typed; None if there is none. `but`: options of it to leave out, by their Python names.
    """
    options = shared_options(command, context, but=but)
    if words[-1].startswith("-") and words[-1] != "-":
        return typed(command, *words[:-1], *options, "--", words[-1])
    return typed(command, *words, *options)


def typed(*words: str) -> str:
    """Return a command of ours for the shell. Passwords in it are not shown: stderr may be kept, and a proxy with one is refused anyway."""
    return shlex.join(("scamtriage", *map(without_password, words)))


def shared_options(command: str, context: typer.Context | None, *, but: Collection[str]) -> tuple[str, ...]:
    """Return the options that were typed and that another command has too, as `meant_command` needs them."""
    if context is None:
        return ()
    shown = {name for one in load(command).params if not getattr(one, "hidden", False) for name in (*one.opts, *one.secondary_opts)}
    return given_options(context, but=but, known=shown)


def retry_command(kept: Path, options: Sequence[str], columns: Sequence[str]) -> str:
    """Return the shell command.

    `kept`: a file of rows or evidence, plain or compressed. `options`: those of the scan. `columns`: the other columns of its list.
    """
    if not columns:
        return f"{_jq('-r', f'{_INCOMPLETE} | .input', kept)} | {_scan(options)}"
    heading = next(name for name in ("url", *(f"url {number}" for number in range(2, len(columns) + 3))) if name not in columns)
    cells = ", ".join(f".columns[{dumps(name)}]" for name in columns)
    program = f"[{', '.join(map(dumps, (heading, *columns)))}], (inputs | {_INCOMPLETE} | [.input, {cells}]) | @csv"
    return f"{_jq('-rn', program, kept)} | {_scan(('--column', heading, *options))}"


def landings_command(kept: Path, options: Sequence[str]) -> str:
    """Return the shell command that scans the pages to which suspected lines lead, where that is under another name.

    Of a file of evidence, which holds no verdict, it takes those of all lines.
    """
    suspected = f".verdict // {dumps(_SUSPECTED[0])} | IN({', '.join(map(dumps, _SUSPECTED))})"
    elsewhere = '.final_host // "" | . != "" and . != $own and (endswith("." + $own) | not)'
    page = "(.facts // .evidence).page | .facts // ."
    program = f"select({suspected}) | .target.registrable as $own | {page} | select({elsewhere}) | .final_url"
    return f"{_jq('-r', program, kept)} | {_scan(options, 'landings')}"


def refusals_command(kept: Path) -> str:
    """Return the shell command that lists the refused lines with the reasons, as JSON: what was typed may hold control characters."""
    return _jq("-c", 'select(.status == "refused") | [.line, .input, .status_reason // .target.reason]', kept)


def _jq(how: str, program: str, kept: Path) -> str:
    file, asked = shlex.quote(str(kept)), f"jq {how} {shlex.quote(program)}"
    unpacking = _UNPACKING.get(kept.suffix.lower())
    return f"{unpacking} {file} | {asked}" if unpacking else f"{asked} {file}"


def _scan(options: Sequence[str], called: str = "again") -> str:
    return shlex.join(("scamtriage", "scan", "-", *options, "-o", _fresh(called)))


def _fresh(called: str) -> str:
    """Return an unused file name whose journal does not exist either: from an existing journal the scan would only resume."""
    names = (f"{called}.ndjson", *(f"{called}-{number}.ndjson" for number in range(2, 1_000)))
    taken = {path.name for path in Path().glob(f"{called}*.ndjson*")}
    return next((name for name in names if taken.isdisjoint((name, f"{name}{JOURNAL}"))), "another-name.ndjson")
