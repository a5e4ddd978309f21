"""E-mail addresses with a non-ASCII host: info@công-an.vn, help@ตำรวจ.ไทย."""

from collections.abc import Iterator

from scamtriage.knowledge.hosts.public_suffix import unicode_endings
from scamtriage.knowledge.hosts.urlparts import NoHost, read_host
from scamtriage.parse.contact import mail_spelling
from scamtriage.parse.contact.found import Found
from scamtriage.records import lazy_re

_LETTER = r"[^\x00-\x2c\x2e\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\u2000-\u206f\u3000-\u303f\uff00-\uffef]"
"""Any character except punctuation; hyphens are allowed."""
_FOREIGN = lazy_re.compile(
    rf"{mail_spelling.BARE}{mail_spelling.LOCAL}@(?=({_LETTER}{{1,60}}(?:\.{_LETTER}{{1,60}}){{1,4}}))"
)  # lookahead, because the next address may start inside this host
_ASCII_ENDING = lazy_re.compile(mail_spelling.TLD)
_LONGEST_ENDING = 24
_GOES_ON = lazy_re.compile(r"[A-Za-z0-9@_-]")


def find(text: str) -> Iterator[Found]:
    """Yield the addresses in a text, with the host in the form that the DNS uses."""
    for match in _FOREIGN.finditer(text):
        if match[1].isascii():
            continue
        end = _end_of_host(text, *match.span(1))
        if not text[match.start(1) : end].isascii() and (address := clean(text[match.start() : end])) is not None:
            yield Found(kind="email", value=address, start=match.start(), end=end)


def _end_of_host(text: str, start: int, end: int) -> int:
    """Return the end of the last label that is, or starts with, a known domain ending; `start` if there is none.

    Letters after the ending may belong to the sentence.
    """
    endings = unicode_endings()
    while (dot := text.rfind(".", start, end)) > 0:
        if (ending := _ASCII_ENDING.match(text, dot + 1)) is not None:
            return ending.end()
        label = text[dot + 1 : min(end, dot + 1 + _LONGEST_ENDING)].lower()
        for length in range(len(label), 0, -1):
            if label[:length] in endings and not _GOES_ON.match(text, dot + 1 + length):
                return dot + 1 + length
        end = dot
    return start


def clean(address: str) -> str | None:
    """Like mail_spelling.clean, but accept a non-ASCII host."""
    local, _, host = address.rpartition("@")
    if host.isascii():
        return mail_spelling.clean(address)
    try:
        return mail_spelling.clean(f"{local}@{read_host(host)}")
    except NoHost:
        return None
