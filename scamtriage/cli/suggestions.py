"""Suggestions for unknown options: misspelt ones, and names from other tools."""

import difflib
from collections.abc import Collection, Sequence

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
_INTO_A_FILE = ("o", "output", "out")


def advice(option: str, command: str, known: Collection[str], formats: Collection[str] = ()) -> str:
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
