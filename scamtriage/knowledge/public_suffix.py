"""Which part of a host somebody registered, by the Public Suffix List that is packaged with tldextract; never fetched.

tldextract imports an HTTP client, which costs a third of a second, so its snapshot is read here as a file and looked up in one
dictionary. Should a later release store it elsewhere, tldextract itself is asked. The tests hold the two equal.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from scamtriage.knowledge import suffixes

_PRIVATE_SECTION = "// ===BEGIN PRIVATE DOMAINS==="
_LATE = ("bank.in", "fin.in")  # suffixes the Reserve Bank of India opened in 2025, after the packaged list was cut

_EXACT, _WILDCARD, _EXCEPTION = 1, 2, 4
_NO_RULE = (0, False)


class Suffix(NamedTuple):
    """Where a host may be cut."""

    registrable: str
    """The host itself when the whole host is a suffix."""
    suffix: str
    private: bool
    """The suffix belongs to a platform that lends names (the list's private section, but for those that are sold: they have a registry)."""


Rules = dict[str, tuple[int, bool]]
"""Name in A-labels to (how it rules, private section). The wildcard "*.ck" stands under "ck"."""


def split(host: str) -> Suffix:
    """Cut a canonical host (lower-case A-labels, no trailing dot, no IP literal).

    The longest matching rule wins; a name under no rule ends in its last label, as the list's own algorithm says.
    A host that is itself a platform's suffix (github.io) is no tenant of it and is cut by the registries' rules alone.
    """
    rules = load_rules()
    found = _cut(host, rules)
    if not found.private:
        return found
    if found.registrable == found.suffix:
        return _cut(host, rules, icann_only=True)
    return found._replace(private=found.suffix not in suffixes.load().registries)


def _cut(host: str, rules: Rules, *, icann_only: bool = False) -> Suffix:
    """Walk from the longest candidate to the last label; `below` is the candidate one label longer."""
    below = two_below = ""
    candidate = host
    while True:
        _, _, parent = candidate.partition(".")
        how, private = rules.get(candidate, _NO_RULE)
        if how and not (private and icann_only):
            if how & _EXCEPTION:
                return Suffix(candidate, parent, private)
            if how & _WILDCARD and below:
                return Suffix(two_below or below, below, private)
            if how & _EXACT:
                return Suffix(below or candidate, candidate, private)
        if not parent:
            return Suffix(below or candidate, candidate, False)
        two_below, below, candidate = below, candidate, parent


def is_ending(label: str) -> bool:
    """Whether names of the list end in this label."""
    return label in load_rules()


@cache
def unicode_endings() -> frozenset[str]:
    """The endings that are written in other letters, in these."""
    return frozenset(rule[4:].encode().decode("punycode") for rule in load_rules() if rule.startswith("xn--") and "." not in rule)


@cache
def load_rules() -> Rules:
    """Read the snapshot once a process (about 10 ms), when the first host needs it."""
    text = _snapshot()
    rules = _read(text) if text is not None else _ask_tldextract()
    for rule in _LATE:
        _add(rules, rule, private=False)
    return rules


def _snapshot() -> str | None:
    """The list as packaged; found without importing the package. None when it is not where it used to be."""
    spec = find_spec("tldextract")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / ".tld_set_snapshot"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _read(text: str) -> Rules:
    rules: Rules = {}
    icann, _, private = text.partition(_PRIVATE_SECTION)
    for section, is_private in ((icann, False), (private, True)):
        for line in section.splitlines():
            if line and not line.startswith("//"):
                _add(rules, line.split()[0], private=is_private)
    return rules


def _ask_tldextract() -> Rules:
    """The same rules from tldextract's own reader; no address of a list, no cache on disk."""
    from tldextract import TLDExtract  # heavy

    rules: Rules = {}
    icann = set(TLDExtract(suffix_list_urls=(), cache_dir=None).tlds)
    everything = set(TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True).tlds)
    for rule in everything:
        _add(rules, rule, private=rule not in icann)
    return rules


def _add(rules: Rules, rule: str, *, private: bool) -> None:
    how = _EXACT
    if rule.startswith("*."):
        how, rule = _WILDCARD, rule[2:]
    elif rule.startswith("!"):
        how, rule = _EXCEPTION, rule[1:]
    name = rule if rule.isascii() else ".".join(_a_label(label) for label in rule.split("."))
    known, was_private = rules.get(name, (0, private))
    rules[name] = (known | how, was_private and private)


def _a_label(label: str) -> str:
    """The list is already mapped and in NFC, so the bare encoding is the A-label."""
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
