"""Checks before a command starts: known suffixes, installed optional packages, the limit of open files."""

import importlib.util
import resource
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path

import typer
from typer._click.globals import get_current_context

from scamtriage.cli.flags import OF_A_VISIT
from scamtriage.cli.notices.retry_command import JOURNAL, meant_command
from scamtriage.knowledge.extras import Extra, missing
from scamtriage.knowledge.speech import Speech
from scamtriage.records import codec
from scamtriage.render import SUFFIXES, format_of

PARQUET = ".parquet"
FEWEST_OPEN_FILES = 48
"""Minimum limit of open files: the program's own, and sockets of the resolver, a registry and a few targets."""
_CHARSETS = "utf-8, utf-16le, tis-620 (windows-874), gbk (gb18030), big5, shift_jis, euc-jp, euc-kr, windows-1258, windows-1252 and others"
PACKED = (".gz", ".zst")
_OTHER_PACKING = frozenset((".bz2", ".xz", ".lzma", ".zip", ".7z", ".zstd", ".gzip", ".tgz", ".tar", ".lz4", ".lz", ".br", ".z", ".rar"))
_EXTRAS: dict[str, tuple[Extra, str, str]] = {
    PARQUET: ("parquet", "pyarrow", ".csv and .ndjson work without"),
    ".zst": ("zstd", "zstandard", ".gz works without"),
}
"""Suffix -> (the extra it needs, a module of that; what works without it)."""


def need_targets_or_page(given: Sequence[str], url: str, charset: str) -> None:
    """Raise BadParameter unless `given` are targets, or, with `url`, the file of one saved page, which alone may have a `charset`."""
    need_charset(charset)
    if not url:
        need_targets(given)
        if charset:
            raise typer.BadParameter("--charset: it says how a saved page is written; give it with --url and one file")
    elif len(given) == 1 and not Path(given[0]).exists():
        raise typer.BadParameter(f"{given[0]}: there is no such file; --url says where a saved page was: give it with one file")
    elif len(given) > 1 or not meant_as_file(given[0]):
        raise typer.BadParameter(
            "--url: it says where a saved page was; give it with one file, and ./NAME if it is called as a site may be"
        )


def need_targets(given: Collection[str]) -> None:
    """Raise BadParameter if a target is "-" or an existing file: the user meant a list or a saved page."""
    context: typer.Context | None = get_current_context(silent=True)  # type: ignore[assignment]
    if "-" in given:
        listed = meant_command("scan", "-", context=context)
        raise typer.BadParameter(f"-: single targets are looked at here; a list that is piped in is read by: {listed}")
    for word in given:
        if not meant_as_file(word):
            _need_no_file_name(word)
            continue
        from scamtriage.cli.saved_pages.saved_page import claimed, is_page  # not at the top: most targets are no files

        if is_page(Path(word)):
            claim = claimed(Path(word))
            told = f" (the file says {claim}, which anybody can write into it)" if claim else ""
            judged = meant_command("check", word, "--url", "ADDRESS", context=context, but=OF_A_VISIT)
            kept = meant_command("collect", word, "--url", "ADDRESS", context=context, but=OF_A_VISIT)
            raise typer.BadParameter(
                f"{word} is a file here; a saved page is judged by: {judged}{told}; its evidence is kept by: {kept};"
                f" its contacts are found by: {meant_command('contacts', word, context=context, but=('format',))}"
            )
        from scamtriage.targets.mail_marks import MAIL_ENDINGS  # not at the top: slow, and not needed for help and completion

        if word.lower().endswith(MAIL_ENDINGS):
            found_by = meant_command("scan", "--extract", word, context=context)
            raise typer.BadParameter(f"{word} is a file here; the addresses in a mail are triaged by: {found_by}")
        raise typer.BadParameter(f"{word} is a file here; a list is triaged by: {meant_command('scan', word, context=context)}")


def files_of_sites(given: Collection[str], spoken: Speech) -> str:
    """Say which targets are taken for sites although a file here has the name ("README.md"; .md is a country's ending); "" if none is."""
    both = [word for word in dict.fromkeys(given) if not meant_as_file(word) and _is_file(word)]
    told = "{files}: taken for a site; a file here has this name, which ./ before it means"
    return spoken.say(told, files=", ".join(both)) if both else ""


def _need_no_file_name(word: str) -> None:
    """Raise BadParameter for what can only name a file, which does not exist: a mistyped one would be judged as a site."""
    from scamtriage.records.target import Target
    from scamtriage.targets.parse import FILE_ENDINGS, parse_target

    if "://" in word or isinstance(parse_target(word), Target):
        return
    ending = word.lower().removesuffix(".gz").rpartition(".")[2]
    if ending in FILE_ENDINGS or word.startswith(("./", "../", "~/", "/")):
        why = f", and no site has a name that ends in .{ending}" if ending in FILE_ENDINGS else ", and a site has no such name"
        raise typer.BadParameter(f"{word}: there is no such file{why}")


def meant_as_file(word: str) -> bool:
    """Return whether a target is an existing file.

    A name that is also a possible site (an IP address, or with a known top-level domain) is not meant so.
    """
    from scamtriage.knowledge.hosts.public_suffix import is_ending
    from scamtriage.records.target import Target
    from scamtriage.targets.parse import parse_target  # not at the top: slow, and not needed for help and completion

    target = parse_target(word)
    if isinstance(target, Target) and (target.is_ip or is_ending(target.suffix.rpartition(".")[2])):
        return False
    return _is_file(word)


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except (OSError, ValueError):  # too long for a path
        return False


def need_formats(outputs: Collection[Path]) -> None:
    """Raise BadParameter for an output whose suffix is not that of a format."""
    if Path("-") in outputs:
        raise typer.BadParameter("-: rows go to stdout when no -o is given; --format chooses how they are written")
    unknown = [path for path in outputs if format_of(path.name) is None and path.suffix.lower() != PARQUET]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]}: the suffix chooses the format; known: {' '.join((*SUFFIXES, PARQUET))}")


def is_packed(evidence: Path) -> bool:
    """Return whether the name asks for a compressed journal."""
    return evidence.suffix.lower() in PACKED


def need_plain(evidence: Path) -> None:
    """Raise BadParameter for "-" and for the name of a compressed file: `collect` appends lines to a plain file."""
    if evidence == Path("-"):
        raise typer.BadParameter("-: evidence goes to stdout when no -o is given")
    if is_packed(evidence) or evidence.suffix.lower() in _OTHER_PACKING:
        raise typer.BadParameter(f"{evidence}: evidence is collected into a plain file; name it .jsonl, and pack it when it is complete")


def need_packing(evidence: Path) -> None:
    """Raise BadParameter for the suffix of an unsupported compression: the journal would be plain under a misleading name."""
    if evidence.suffix.lower() in _OTHER_PACKING:
        raise typer.BadParameter(f"{evidence}: a journal is packed as {' or '.join(PACKED)}, or plain: name it .jsonl{PACKED[0]}")


def need_file(evidence: Path) -> None:
    """Raise BadParameter for a journal that is not a regular file: it is read again for duplicates and on resume."""
    if evidence == Path("-"):
        raise typer.BadParameter("--evidence -: a journal is read again, so it needs a file: name one; `collect` writes evidence to stdout")
    if evidence.exists() and not evidence.is_file() and not evidence.is_dir():
        raise typer.BadParameter(f"{evidence} is no file, and a journal is read again: name one; `collect` writes evidence to a pipe")


def need_evidence_name(evidence: Path) -> None:
    """Raise BadParameter for a journal with the suffix of an output: whoever opens it as that fails."""
    if evidence.suffix.lower() == PARQUET or format_of(evidence.name) not in (None, "ndjson", "json"):
        raise typer.BadParameter(f"--evidence {evidence}: evidence is JSON Lines, and this suffix is that of an output; name it FILE.jsonl")


def need_charset(label: str) -> None:
    """Raise BadParameter for an unknown charset; "" is accepted."""
    if not label:
        return
    from scamtriage.parse.html.charset import codec_of  # not at the top: for --charset alone

    if not codec_of(label):
        raise typer.BadParameter(f"--charset {label[:40]!r} is no charset of web pages; known are {_CHARSETS}")


def need_extra(path: Path) -> None:
    """Raise BadParameter if a file of this suffix needs a package that is not installed."""
    if (needed := _EXTRAS.get(path.suffix.lower())) is None:
        return
    extra, module, instead = needed
    if importlib.util.find_spec(module) is None:
        raise typer.BadParameter(f"{path}: {missing(extra)}; {instead}")


def need_open_files() -> None:
    """Raise OSError if the limit of open files is so low that targets would be misjudged."""
    may = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if may != resource.RLIM_INFINITY and may < FEWEST_OPEN_FILES:
        raise OSError(
            f"Only {may} files may be open at once, and the smallest scan needs {FEWEST_OPEN_FILES}; raise the limit: ulimit -n 1024"
        )


def unreadable(evidence: Path, exc: codec.BadRecord) -> codec.BadRecord:
    """Return the error with the name of the file, and what to give instead: the journal beside rows; for a page another command."""
    journal = evidence.with_name(evidence.name + JOURNAL)
    meant = f". The evidence of these rows lies beside them: {journal}" if journal.is_file() else ""
    from scamtriage.cli.saved_pages.saved_page import is_page  # not at the top, as above

    if evidence.is_file() and is_page(evidence):
        meant = f". A saved page is judged by: scamtriage check {shlex.quote(str(evidence))} --url ADDRESS"
    return codec.BadRecord(f"{evidence}: {exc}{meant}")
