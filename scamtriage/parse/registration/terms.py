"""Normalize the terms that WHOIS and RDAP share: statuses, domain names, nameservers, e-mail addresses, phone numbers and countries."""

import re
from collections.abc import Iterable, Iterator

from scamtriage.records import lazy_re

TEXT_CHARS = 500  # the maximum length of a text taken from an answer
MAX_VALUES = 64  # the maximum length of a list taken from an answer
BLANK = frozenset({"", "-", "--", "n/a", "none", "null", "not applicable", "not set", "na", "nil", "."})
"""Values, in small letters, that say that there is none."""

# RFC 8056: EPP statuses in RDAP spelling, in which "ok" is "active".
_EPP = (
    "add period",
    "auto renew period",
    "client delete prohibited",
    "client hold",
    "client renew prohibited",
    "client transfer prohibited",
    "client update prohibited",
    "inactive",
    "active",
    "pending create",
    "pending delete",
    "pending renew",
    "pending restore",
    "pending transfer",
    "pending update",
    "redemption period",
    "renew period",
    "server delete prohibited",
    "server renew prohibited",
    "server transfer prohibited",
    "server update prohibited",
    "server hold",
    "transfer period",
    "associated",
    "locked",
)
_EPP_BY_LETTERS = {status.replace(" ", ""): status for status in _EPP} | {"ok": "active", "linked": "associated", "hold": "server hold"}
_STATUS_URL = lazy_re.compile(r"\s?https?://\S*", re.IGNORECASE)
_LABEL = lazy_re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_EMAIL = lazy_re.compile(
    r"(?<![A-Za-z0-9_.@+])[A-Za-z0-9_][A-Za-z0-9.!#$%&'+?^_~-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}"
    r"(?:xn--[A-Za-z0-9-]{1,58}[A-Za-z0-9]|[A-Za-z]{2,63})(?![A-Za-z0-9_@]|[.-]+\w)"
)
"""A whole address: what goes on before or behind it would make it somebody else's ("abuse@mail.bücher.example" is not at mail.b)."""
_FOLLOWING = lazy_re.compile(r"\w+(\.[^\W\d_])?")
"""What is glued to an address; with a dot and a letter in it, it is the rest of the domain ("โทร.02" is a telephone)."""
_UNREAD = frozenset(
    {
        *("noreply", "donotreply", "noemail", "nomail", "unread", "nobody", "none", "null", "unknown"),
        *("invalid", "bitbucket", "devnull", "notavailable", "notapplicable"),
    }
)
_NO_DOMAINS = frozenset({"invalid", "test", "localhost"})  # RFC 2606
_EXAMPLES = frozenset({"example.com", "example.net", "example.org"})


def status_words(status: str) -> str:
    """Return a status in small letters, with a space for whatever else parts its words, as the tables of registries have it."""
    return " ".join(re.sub(r"[^\w ]", " ", status.lower()).split())


def status(raw: str) -> str:
    """Return an EPP status in RDAP spelling, whatever its spacing and case; other statuses keep their wording, cut at 80 characters.

    The URL that explains a status ("clientHold https://icann.org/epp#clientHold") is left out; alone, it gives the status that it explains.
    """
    text = _STATUS_URL.sub("", " ".join(raw.split())) or raw.rpartition("#")[2]
    return _EPP_BY_LETTERS.get(re.sub(r"[^a-z]", "", text.lower()), text[:80])


def is_epp(text: str) -> bool:
    return text in _EPP


def a_labels(name: str) -> str:
    """Return the name in lower-case A-labels without trailing dot, or "" if it is not a name.

    A label that IDNA does not allow is encoded without mapping.
    """
    text = name.strip().rstrip(".").lower()
    if not text or len(text) > 253:
        return ""
    if text.isascii():
        return text if all(_LABEL.fullmatch(label) for label in text.split(".")) else ""
    labels = []
    for label in re.split(r"[.。．｡]", text):
        if not label:
            return ""
        ascii_label = label if label.isascii() else _a_label(label)
        if _LABEL.fullmatch(ascii_label) is None:
            return ""
        labels.append(ascii_label)
    return ".".join(labels)


def _a_label(label: str) -> str:
    """Encode a label by IDNA 2008, in which ß, ς and joiners are letters of their own, with the mapping of browsers."""
    from idna import IDNAError, alabel, uts46_remap  # imported late: a table of 9,000 rows that only non-ASCII names need

    try:
        mapped = uts46_remap(label, std3_rules=False, transitional=False)
        return mapped if mapped.isascii() else alabel(mapped).decode("ascii")
    except (IDNAError, UnicodeError, IndexError):  # includes symbols, which IDNA forbids and some registries sell
        return "xn--" + label.encode("punycode", "replace").decode("ascii")


def host(raw: str) -> str:
    """Return a nameserver as lower-case host name without trailing dot, or "" for addresses and single labels."""
    name = a_labels(raw.strip("[](),;<>\"' \t"))
    return name if "." in name and not name.rsplit(".", 1)[-1].isdigit() else ""


def hosts(raw: Iterable[str]) -> tuple[str, ...]:
    """Return distinct host names, sorted, at most MAX_VALUES."""
    return tuple(sorted({name for word in raw if (name := host(word))})[:MAX_VALUES])


def email(raw: str) -> str:
    """Return the first e-mail address in a text, or ""; see `emails`."""
    return next(emails(raw), "")


def emails(raw: str) -> Iterator[str]:
    """Yield the e-mail addresses in a text. Their domains must be in ASCII.

    Words of a script without capitals may be glued to one, as such scripts write no spaces ("邮箱abuse@registrar.example请").
    """
    text = raw[:TEXT_CHARS]
    for match in _EMAIL.finditer(text):
        following = _FOLLOWING.match(text, match.end())
        beside = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        if beside.lower() == beside.upper() and not (following is not None and following[1]):
            yield match[0]


def is_read(address: str) -> bool:
    """Whether somebody may read what is sent to an address. Registries have stand-ins where nobody gave one ("no-email@apnic.net")."""
    local, _, domain = address.lower().partition("@")
    return re.sub(r"[^a-z]", "", local) not in _UNREAD and domain.rpartition(".")[2] not in _NO_DOMAINS and domain not in _EXAMPLES


def phone(raw: str) -> str:
    """Return a telephone number as written, without "tel:", or "" if it has fewer than five digits."""
    text = raw.strip()
    text = text[4:] if text.lower().startswith("tel:") else text
    return " ".join(text.split())[:40] if sum(c.isdigit() for c in text) >= 5 else ""


def country(raw: str) -> str:
    """Return two ASCII letters in capitals, the form of an ISO 3166-1 alpha-2 code; "" for anything else."""
    code = raw.strip().upper()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def capped(raw: str) -> str:
    """Return the text on one line, at most TEXT_CHARS long."""
    return " ".join(raw[: 2 * TEXT_CHARS].split())[:TEXT_CHARS]
