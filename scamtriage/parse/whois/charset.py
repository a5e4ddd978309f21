"""Decode the bytes of a WHOIS answer. The charset is chosen by evidence in the bytes first, then by the registry's known charsets."""

from collections.abc import Iterable
from dataclasses import dataclass

from scamtriage.parse.whois import script
from scamtriage.records import lazy_re

_ISO2022JP = lazy_re.compile(rb"\x1b\$[@B]|\x1b\([JB]")
_CONTROLS = lazy_re.compile(r"[\x80-\x9f]")  # C1 controls, typical for a wrong single-byte charset
_FALLBACK = "cp1252"  # Latin-1 with the Windows letters; its five undefined bytes are replaced and counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The decoded text, its charset, and the number of replacement characters in it."""

    text: str
    charset: str
    replacements: int = 0


def decode(raw: bytes, charsets: Iterable[str] = ()) -> Decoded:
    """Decode an answer. Never raises.

    `charsets` are the registry's known ones. For bytes that are not UTF-8, a script that the bytes themselves show has priority over them.
    """
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _replacing(raw, "utf-16")
    hinted = tuple(charsets)
    if _ISO2022JP.search(raw) is not None and (decoded := _strict(raw, "iso2022_jp")) is not None:
        return decoded
    if raw.isascii():
        return Decoded(text=raw.decode("ascii"), charset="ascii")
    if (decoded := _strict(raw, "utf-8")) is not None:
        return decoded
    mostly = _replacing(raw, "utf-8")
    is_spoilt = mostly.replacements * 8 <= _high_bytes(raw)  # UTF-8 that was truncated or has some wrong bytes
    shown = script.guess(raw) if not is_spoilt and (not hinted or not script.SCORED.isdisjoint(hinted)) else ""
    likely = _by_evidence(shown, hinted)
    for charset in likely:
        if (decoded := _strict(raw, charset)) is not None:
            return decoded
    if likely and mostly.replacements > 2:
        best = min((_replacing(raw, charset) for charset in likely), key=lambda d: d.replacements)
        if best.replacements < mostly.replacements:
            return best
    if is_spoilt:
        return mostly
    return _strict(raw, _FALLBACK) or _replacing(raw, _FALLBACK)


def _by_evidence(shown: str, hinted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the charsets to try: the registry's own first if they match the detected one, then the detected one."""
    own = [charset for charset in hinted if charset.replace("tis_620", "cp874") == shown or charset.startswith(shown)] if shown else []
    return (*own, shown, *hinted) if shown else hinted


def _strict(raw: bytes, charset: str) -> Decoded | None:
    try:
        text = raw.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None
    if charset != "utf-8" and _CONTROLS.search(text) is not None:
        return None
    return Decoded(text=text, charset=charset)


def _replacing(raw: bytes, charset: str) -> Decoded:
    text = raw.decode(charset, "replace")
    return Decoded(text=text, charset=charset, replacements=text.count("�"))


def _high_bytes(raw: bytes) -> int:
    return len(raw) - len(raw.translate(None, bytes(range(0x80, 0x100))))
