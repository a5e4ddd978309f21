"""Split a host at its registrable name, by the Public Suffix List packaged with tldextract; never downloaded.

Importing tldextract also imports an HTTP client, which takes a third of a second. So its snapshot is read directly into a dictionary. If a
later release stores it elsewhere, tldextract itself is used. Tests check that both give the same result.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from scamtriage.knowledge.hosts import suffixes

_PRIVATE_SECTION = "// ===BEGIN PRIVATE DOMAINS==="
_LATE = ("bank.in", "fin.in")  # opened by the Reserve Bank of India in 2025, after the packaged list was made

_EXACT, _WILDCARD, _EXCEPTION = 1, 2, 4
_NO_RULE = (0, False)

NOT_PUBLIC = frozenset(
    ("local", "localhost", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "workgroup", "onion", "i2p", "alt")
)
"""Top-level labels that do not exist in the public DNS.

RFC 6761, 6762, 7686 and 9476; ICANN's .internal (2024); names that routers and companies use locally.

They refer to this machine, this network or another network. Querying a resolver for them reveals where we are, and the answer is no
evidence.
"""


class Suffix(NamedTuple):
    """A host split at its public suffix."""

    registrable: str
    """The host itself if the whole host is a suffix."""
    suffix: str
    private: bool
    """The suffix belongs to a platform that lends names.

    It is in the list's private section and is not sold by a registry.
    """


Rules = dict[str, tuple[int, bool]]
"""Name in A-labels -> (kinds of rule, in the private section). The wildcard "*.ck" is stored under "ck"."""


def split(host: str) -> Suffix:
    """Split a canonical host (lower-case A-labels, no trailing dot, no IP literal).

    The longest matching rule wins; a name without a rule has its last label as suffix, as in the list's algorithm. A host that is itself a
    platform's suffix (github.io) is split by the ICANN rules only.
    """
    rules = load_rules()
    found = _cut(host, rules)
    if not found.private:
        return found
    if found.registrable == found.suffix:
        return _cut(host, rules, icann_only=True)
    return found._replace(private=found.suffix not in suffixes.load().registries)


def is_official(host: str) -> bool:
    """Return whether a canonical host lies under a suffix that is kept for checked bodies."""
    return suffixes.load().class_of(split(host).suffix, private=False) == "restricted"


def _cut(host: str, rules: Rules, *, icann_only: bool = False) -> Suffix:
    """Try suffixes from the longest to the last label; `below` is one label longer than the candidate."""
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
    """Return whether the label is a top-level suffix in the list."""
    return label in load_rules()


@cache
def unicode_endings() -> frozenset[str]:
    """Return the internationalised top-level suffixes, in Unicode."""
    return frozenset(rule[4:].encode().decode("punycode") for rule in load_rules() if rule.startswith("xn--") and "." not in rule)


@cache
def load_rules() -> Rules:
    """Load the rules once per process, when the first host needs them."""
    text = _snapshot()
    rules = _read(text) if text is not None else _ask_tldextract()
    for rule in _LATE:
        _add(rules, rule, private=False)
    return rules


def _snapshot() -> str | None:
    """Return the packaged list without importing the package; None if it is not in the known place."""
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
    """Return the same rules through tldextract, without download and without a disk cache."""
    from tldextract import TLDExtract  # a heavy import

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
    """Return the A-label. The list is already mapped and in NFC, so plain punycode is enough."""
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
