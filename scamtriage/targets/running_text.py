"""The addresses in a running text, such as a chat export, a mail or a report: one line each, numbered in the order of the text."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.knowledge.hosts.url_passwords import without_password
from scamtriage.records import lazy_re
from scamtriage.records.target import Target
from scamtriage.targets.address import FILE_ENDINGS
from scamtriage.targets.extract import TYPESET, Mention
from scamtriage.targets.lines import Line
from scamtriage.targets.mail_text import PassedLine, decoded_mail
from scamtriage.targets.markup import CodeLine, without_names
from scamtriage.targets.number_hosts import all_mentions, without_wide_letters
from scamtriage.targets.parse import parse_target
from scamtriage.targets.torn import first_half, of_two
from scamtriage.targets.unseen import REORDERS, strip_invisible

_SHOWN = 3
"""Most examples of what was left out."""
_AROUND = 80
"""Number of characters of the text kept on each side of an address."""
_NUMBER = lazy_re.compile(r"[\d.]+")
_DEFANGED = lazy_re.compile(r"[\[({](?:\.|dot)[\])}]", re.IGNORECASE)
_NOT_PUBLIC = "are not on the public internet"
_MARKS_AROUND = lazy_re.compile(rf"(?<!\S){REORDERS.pattern}+|{REORDERS.pattern}+(?!\S)")
"""Marks for the direction of text around a word, as chat exports put them around names and numbers."""

_REFERENCE = lazy_re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|sol|colon|period|commat|shy|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_JSON = lazy_re.compile(r"\\(?:/|u00([2-7][0-9a-f]))", re.IGNORECASE)
_ENCODED = lazy_re.compile(
    r"""(?<![^\s"'<>()[\]|,;])([^\s"'<>()[\]|,;/.%]{0,60})(h[tx]{2}ps?%(?:25)?3a%(?:25)?2f[^\s"'<>&#|]{1,2000})&?""", re.IGNORECASE
)
"""A percent-encoded address that is no part of another one. Groups: what stands before it in its word, such as "url="; the address."""

LOST = "\ufffd"
"""The mark of bytes that are no letter in the charset of the text (U+FFFD)."""
_TORN = lazy_re.compile(rf"[^\s{LOST}]{{0,63}}{LOST}++\.(?:[a-z0-9-]{{1,63}}\.){{0,4}}([a-z]{{2,24}})(?![\w-])", re.IGNORECASE | re.ASCII)
"""A name with lost letters directly before a dot. Group: its ending."""
_PLAIN = lazy_re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}", re.IGNORECASE)
_BEYOND_ASCII = lazy_re.compile(r"[^\x00-\x7f]")


class RunningText:
    """The addresses in a text, and how many of its lines have any."""

    def __init__(self, tell: Callable[[str], None] = lambda _: None) -> None:
        """`tell`: as in `decoded_mail`."""
        self._tell = tell
        self.lines = 0
        self.lines_with_address = 0
        self.numbers = 0
        """Numbers of four parts that were left out. They may be IP addresses, but also versions or amounts."""
        self.seams = 0
        """Seams of two sentences that were left out, see `_joins_sentences`."""
        self.within = 0
        """Names within other words that were left out, such as those of files in a path."""
        self.unlisted = 0
        """Names that were left out since their ending is no public one: "Mr.Tan", "printer.local", or one newer than the list."""
        self.markup = 0
        """Names of markup that were left out, such as that of a document type."""
        self.code = 0
        """Names in scripts and styles that were left out, such as `event.target`."""
        self.left_out: dict[str, list[str]] = {"numbers": [], "seams": [], "within": [], "unlisted": []}
        """The first of each of these kinds, as written: whoever reads how many were left out must be able to find them."""
        self.passed = 0
        """Names in headers that tell the way of a mail, which were left out."""

    def addresses(self, text: Iterable[Line]) -> Iterator[Line]:
        """Yield one line for each address. Its columns are the number of its line in the text, and the words around it.

        Another spelling of the same address in one line of the text is left out. A line that cannot be read is yielded with its problem.
        """
        number = last = 0
        begun = ""
        for line in decoded_mail(self._counted(text), self._tell):
            found = False
            for address, words, problem in self._of_line(line, begun):
                number, found = number + 1, not line.problem
                yield Line(number=number, text=address, columns={"text_line": str(line.number), "context": words}, problem=problem)
            if found:  # one line of base64 may hold several of the text
                self.lines_with_address += line.number != last
                last = line.number
            begun = first_half(line.text)

    def _counted(self, text: Iterable[Line]) -> Iterator[Line]:
        last = 0
        for line in text:  # a long one comes in pieces
            self.lines += line.number != last
            last = line.number
            yield line

    def _of_line(self, line: Line, begun: str) -> Iterator[tuple[str, str, str]]:
        """Yield (address, words around it, problem). `begun`: what the line before ends with, if that may be half a name."""
        if line.problem:
            yield line.text, "", line.problem
            return
        text = strip_invisible(_unescaped(line.text))
        if REORDERS.search(text) is not None:
            text = _MARKS_AROUND.sub("", text)
        text, names = without_names(without_wide_letters(text))
        self.markup += names
        of_passage, of_code = isinstance(line, PassedLine), isinstance(line, CodeLine)
        seen: set[str] = set()
        for mention in all_mentions(text) if LOST not in text else _beside_lost(text):
            address = mention.address
            url = self._url(mention, of_site=not (of_passage or of_code))
            if url and of_passage and "/" not in address:
                self.passed += 1
            elif url and of_code and "://" not in address:
                self.code += 1
            elif url and (address if LOST in address else url) not in seen:
                seen.add(address if LOST in address else url)
                yield address, _around(text, mention), of_two(begun, address, text[: mention.start]) if begun else ""

    def _url(self, mention: Mention, *, of_site: bool) -> str:
        """Return the URL of an address, or the address itself if it is refused; "" if it is not meant as one.

        A name without a scheme needs an ending of the public suffix list, for "e.g" and "report.pdf" are none, or a sign that it is meant:
        see `_is_meant`. An explicit address that is refused is kept, so that its row says why. `of_site`: whether a name that is left out
        may be that of a site; names in code are legion.
        """
        if LOST in mention.address:
            if _joins_sentences(mention.address.replace(LOST, "e")):
                self.seams += 1
                self._note("seams", mention)
                return ""
            return mention.address if is_ending(mention.name.rpartition(".")[2].lower()) else ""
        target = parse_target(mention.address)
        bare = _NUMBER.match(mention.address)
        if not isinstance(target, Target):
            ending = mention.name.lower().rpartition(".")[2].partition(":")[0]
            named = (ending in FILE_ENDINGS or ending.isdigit()) and "://" not in mention.address  # "report.pdf", "Sun.2026/11/29"
            number = bare is not None and mention.address[bare.end() :][:1] not in TYPESET
            explicit = mention.explicit or (mention.name == mention.address and _DEFANGED.search(mention.address) is not None)
            kept = (explicit and not number and not named) or REORDERS.search(mention.address) is not None
            core = _PLAIN.search(mention.name) if mention.name == mention.address and not mention.name.isascii() else None
            if not kept and (core is not None or mention.name != mention.address):
                alone = parse_target(core[0] if core is not None else mention.name)
                if isinstance(alone, Target) and not alone.is_ip and is_ending(alone.host.rpartition(".")[2]):
                    self.within += 1
                    self._note("within", mention)
            if not kept and of_site and target.reason.endswith(_NOT_PUBLIC):
                self._leave_unlisted(mention)
            return mention.address if kept else ""
        if bare is not None and bare[0] == mention.address:
            self.numbers += 1
            self._note("numbers", mention)
            return ""
        ending = target.host.rpartition(".")[2]
        if not (target.scheme_given or target.is_ip or is_ending(ending) or _is_meant(mention.address)):
            if "-" in ending and is_ending(ending.partition("-")[0]):  # "evil.com-based"
                self.within += 1
                self._note("within", mention)
            elif of_site and len(ending) > 1 and ending not in FILE_ENDINGS:
                self._leave_unlisted(mention)
            return ""
        if _joins_sentences(mention.address):
            self.seams += 1
            self._note("seams", mention)
            return ""
        return target.url

    def _leave_unlisted(self, mention: Mention) -> None:
        self.unlisted += 1
        self._note("unlisted", mention)

    def _note(self, kind: str, mention: Mention) -> None:
        some = self.left_out[kind]
        if len(some) < _SHOWN and mention.address not in some:
            some.append(without_password(mention.address))


def _is_meant(address: str) -> bool:
    """Whether a name under an ending that is on no list is meant as an address: its dot is defanged, or a port or a page stands behind it,
    and it is written as names are, not as "Mr.Tan/Mrs.Lee"."""
    name, mark, _ = re.split(r"([:/]|\Z)", address, maxsplit=1)
    return _DEFANGED.search(name) is not None or (mark != "" and name == name.lower())


def _unescaped(text: str) -> str:
    """Return the text with the characters that HTML and JSON write in another way, and with addresses that are percent-encoded as a
    whole."""
    if "&" in text:
        text = _REFERENCE.sub(lambda reference: unescape(reference[0]), text)
    if "\\" in text:
        text = _JSON.sub(lambda escaped: chr(int(escaped[1], 16)) if escaped[1] else "/", text)
    if "%" in text:
        text = _ENCODED.sub(lambda found: f"{found[1]}{_decoded(found[2])} ", text)
    return text


def _decoded(address: str) -> str:
    return unquote(unquote(address) if "%253" in address else address).replace(" ", "%20")


def _beside_lost(text: str) -> Iterator[Mention]:
    """Yield the candidate addresses of a line in which letters are lost, with U+FFFD where a lost letter may be a part of them: their rows
    say so. Other letters beyond ASCII may be read wrongly there: two bytes of Chinese may make one Cyrillic letter.
    """
    taken: list[tuple[int, int]] = []
    refused: list[tuple[int, int, Mention]] = []
    for said in (text.replace(LOST, " "), _BEYOND_ASCII.sub(" ", text)):
        for mention in all_mentions(said):
            start, end = mention.start, mention.start + len(mention.address)
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            known = _as_it_stands(text, mention)
            if isinstance(parse_target(mention.address), Target):
                taken.append((start, end))
                yield known
            elif mention.explicit:
                refused.append((start, end, known))
    for start, end, known in refused:
        if not any(start < other_end and other_start < end for other_start, other_end in taken):
            taken.append((start, end))
            yield known
    for name in _TORN.finditer(text):
        yield Mention(name.start(), name[0], explicit=False, name=name[0])


def _as_it_stands(text: str, mention: Mention) -> Mention:
    """Return an address with U+FFFD at an end at which it may go on in letters that are lost.

    Behind a scheme or "www." a name in ASCII is whole; and before a lost letter, which begins with a byte beyond ASCII in every charset.
    A page may go on in such letters.
    """
    start, end = mention.start, mention.start + len(mention.address)
    whole_name = mention.name.isascii()
    begun = whole_name and ("://" in mention.address or mention.address[:4].lower() == "www.")
    page = not {"/", "?", "#"}.isdisjoint(mention.address.rpartition("://")[2])
    before = LOST if _BEYOND_ASCII.match(text[:start].rstrip("-._@")[-1:]) and not begun else ""
    behind = LOST if _BEYOND_ASCII.match(text[end : end + 1]) and (page or not whole_name) else ""
    return mention._replace(address=f"{before}{mention.address}{behind}")


def _joins_sentences(address: str) -> bool:
    """Whether it looks as if the blank between two sentences is missing: "send money.My account". Its site would be a stranger's."""
    before, _, ending = address.rpartition(".")
    word = before.rpartition(".")[2]
    return ending.isalpha() and ending.istitle() and word[:1].islower() and "@" not in word and not before.lower().startswith("www.")


def _around(text: str, mention: Mention) -> str:
    """Return the words around an address, on one line, without passwords."""
    end = mention.start + len(mention.address)
    start, stop = max(0, mention.start - _AROUND), end + _AROUND
    words = f"{text[start : mention.start]}{mention.address[: 2 * _AROUND]}{text[end:stop]}"
    return without_password(f"{'…' if start else ''}{' '.join(words.split())}{'…' if stop < len(text) else ''}")
