"""Parse any spelling of a host into its canonical form, as a browser does, or report why it is none."""

from ipaddress import IPv6Address

from scamtriage.knowledge.addresses import written
from scamtriage.knowledge.hosts.urlparts import LABEL, NUMBER, inet_aton, percent_decoded
from scamtriage.records import lazy_re
from scamtriage.targets.unseen import without_stray_joiners

MAX_HOST_CHARS = 253  # RFC 1035, without the trailing dot
MAX_LABEL_CHARS = 63

_ODD_ASCII = lazy_re.compile(r"(?![a-z0-9_-])[\x00-\x7f]")
"""ASCII characters that cannot be in a host (WHATWG URL, "forbidden domain code point", and more)."""
DASHES = "\u2010-\u2015\u2043\u2212\ufe58"
"""Hyphens and dashes of typesetting, which Word and PDF put in place of "-". IDNA 2008 allows none of them in a name."""
_DASH = lazy_re.compile(f"[{DASHES}]")
_QUAD = lazy_re.compile(r"(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})")


class BadHost(ValueError):
    """The text is not a host that can be looked up. The message tells the user what to do."""


class SeveralWords(BadHost):
    """The text is more than one word. Its caller names them, since here only a part of the line is known."""


def canonical_host(text: str, *, scheme_given: bool) -> tuple[str, bool]:
    """Return (host, whether it is an IP literal). Hosts are lower-case A-labels without trailing dot; IPv6 has no brackets. Raises BadHost.

    `scheme_given`: the text is certainly the host of a web address, so a number is not an amount, year or version. The steps are
    percent-decoding, UTS 46 without transitional processing, and the IPv4 check (WHATWG URL, "host parser").
    """
    if text.startswith("[") or text.count(":") > 1:
        return _ipv6(text), True
    if "%" in text:
        text = percent_decoded(text)
    if not text.isascii() and (dash := _DASH.search(text)) is not None and len(text.split()) == 1:
        meant = _DASH.sub("-", text)[:80]
        raise BadHost(f"it holds U+{ord(dash[0]):04X}, a dash of typesetting: give {meant} if that is meant, or the name as xn--…")
    name = text.lower() if text.isascii() else _mapped(text)
    name = name.removesuffix(".")
    if not name:
        raise BadHost("there is no host in it")
    if NUMBER.fullmatch(name.rpartition(".")[2]):
        return _ipv4(name, meant_so=scheme_given or "0x" in name), True
    labels = [_a_label(label) for label in name.split(".")]
    if len(labels) == 1:
        raise BadHost(f"{name!r} is a single word: give the whole name with its ending, such as example.com")
    if not name.strip("-_."):
        raise BadHost(f"{name[:20]!r} holds neither letter nor digit")
    if sum(map(len, labels)) + len(labels) - 1 > MAX_HOST_CHARS:
        raise BadHost(f"the name is longer than {MAX_HOST_CHARS} characters")
    return ".".join(labels), False


def _a_label(label: str) -> str:
    """Return the label as in the DNS. Underscores, and hyphens at either end, occur in real host names and are accepted by browsers."""
    if not label:
        raise BadHost("two dots follow each other, or the name starts with a dot")
    if len(label) > MAX_LABEL_CHARS:
        raise _too_long(label)
    if not label.isascii():
        if label.startswith("xn--"):
            raise _no_punycode(label)
        if _ODD_ASCII.search(label):
            raise _odd(label)
        return _encoded(label)
    if not LABEL.fullmatch(label):
        raise _odd(label)
    if label.startswith("xn--"):
        _check_punycode(label)
    return label


def _too_long(label: str) -> BadHost:
    return BadHost(f"the label {label[:20]!r}… is longer than {MAX_LABEL_CHARS} characters")


def _odd(label: str) -> BadHost:
    odd = next(char for char in label if _ODD_ASCII.match(char))
    if odd.isspace():
        return SeveralWords()
    if odd in ",;|":  # may separate two addresses
        return BadHost(f"{odd!r} cannot stand in a host name: put one address on each line, and no remark behind it")
    return BadHost(f"{odd!r} cannot stand in a host name")


def _mapped(text: str) -> str:
    """Apply the UTS 46 mapping: case, width, ideographic full stops, ignorable characters. Raises BadHost."""
    from idna import IDNAError, uts46_remap  # imported here: only non-ASCII names need its large table

    try:
        return uts46_remap(without_stray_joiners(text), std3_rules=False).lower()
    except IDNAError as exc:
        char = next((c for c in text if not c.isprintable()), None)
        raise BadHost(f"it holds U+{ord(char):04X}, which cannot stand in a host name" if char else _sentence(exc)) from None


def _sentence(exc: Exception) -> str:
    return f"it is no valid internationalised name ({str(exc).rstrip('.')[:120]})"


def _encoded(label: str) -> str:
    _check_unicode(label)
    encoded = f"xn--{label.encode('punycode').decode('ascii')}"
    if len(encoded) > MAX_LABEL_CHARS:
        raise _too_long(label)
    return encoded


def _check_unicode(label: str) -> None:
    """Check a U-label as browsers do beyond the mapping: initial combining marks and writing direction (UTS 46, section 4.1). Raises
    BadHost."""
    from unicodedata import category

    from idna import IDNAError, check_bidi

    if category(label[0]).startswith("M"):
        raise BadHost(f"a label cannot start with the combining mark U+{ord(label[0]):04X}")
    try:
        check_bidi(label)
    except IDNAError as exc:
        raise BadHost(_sentence(exc)) from None


def _check_punycode(label: str) -> None:
    """Check that an A-label is the encoding of a mapped U-label; browsers open no other. Raises BadHost."""
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
        mapped = _mapped(decoded) if decoded else ""
    except (UnicodeError, OverflowError, ValueError):
        decoded, mapped = label, ""
    if decoded.isascii() or mapped != decoded or _encoded(decoded) != label:
        raise _no_punycode(label)


def _no_punycode(label: str) -> BadHost:
    return BadHost(f"{label!r} is not valid punycode: no browser opens it")


def _ipv4(name: str, *, meant_so: bool) -> str:
    """Return the dotted address that a browser opens for any inet_aton notation; scams hide addresses this way. Raises BadHost for other
    notations unless `meant_so`, since plain numbers usually mean something else."""
    match = _QUAD.fullmatch(name)
    if match is not None and all(int(part) <= 255 for part in match.groups()):
        return name
    meant = inet_aton(name.split("."))
    if meant is None:
        raise BadHost(f"{name!r} is neither a name nor an address of four numbers up to 255")
    if meant_so:
        return meant
    if meant.startswith("0."):  # "this network" (RFC 791), where nobody is: a line number, or the day of a date
        raise BadHost(f"{name!r} is a number, and no address of the web")
    raise BadHost(f"{name!r} is an unusual way to write the address {meant}: give it as {meant}")


def _ipv6(text: str) -> str:
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    if inner.count(" "):
        raise SeveralWords
    if "%" in inner:
        raise BadHost("an address with a zone (after the %) means something only on the machine it was copied from")
    try:
        address = IPv6Address(inner)
    except ValueError:
        raise BadHost(f"{text[:60]!r} is neither a name nor an IPv6 address") from None
    return written(address)
