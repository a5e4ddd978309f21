"""Words for readers that a page carries for its scripts, and shows to nobody before they run: steps of a form, texts of later views, what a
framework takes over from its server. Unlike `embedded`, this is read of every page: strings are cut at quotes alone, as to tokenize the
scripts of a long page would cost more than all the rest of its reading."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from scamtriage.parse.html.document import BREAK, Document
from scamtriage.parse.html.embedded import TAG, readable
from scamtriage.parse.html.scripts.tokens import unquote
from scamtriage.records import lazy_re

MAX_CARRIED_CHARS = 12_000
_MAX_READ = 1_000
"""Strings of a page that are looked at."""
_STRING = lazy_re.compile(r'"(?![,;)}\]:=+?|&])([^"]{6,4000}+)(?<![(\[{=+&|;])(?=")')
"""What stands between two quotes, does not begin or end as the code between two strings does, and is no key, class or file."""
_LEAST_ASCII = 16
"""Characters of a string in ASCII that may say something: below, sentences are few."""
_HALF = lazy_re.compile(r"[\ud800-\udfff]")


def carried_words(document: Document, attributes: Sequence[str], shown: Sequence[str]) -> str:
    """Return the lines of text for readers in the data, the scripts and these attribute values of a page, without the lines of `shown`."""
    known: set[str] = set()
    lines: list[str] = []
    left = MAX_CARRIED_CHARS
    for string in islice(_strings(document, attributes), _MAX_READ):
        for line in readable(unquote(f'"{string}"') if "\\" in string else string).split(BREAK):
            line = line.strip(" \\")
            known = known or {"", *chain.from_iterable(text.split("\n") for text in shown)}
            if line not in known and line[0] != "<":
                known.add(line)
                lines.append(line)
                left -= len(line)
        if left <= 0:
            break
    text = "\n".join(lines)[:MAX_CARRIED_CHARS]
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if _HALF.search(text) else text


def _strings(document: Document, attributes: Sequence[str]) -> Iterator[str]:
    """Yield what stands between quotes of any kind, and the texts of markup that scripts hold. Of the code between two strings `readable`
    tells the rest from words: so a quote within a text does no harm."""
    for script in chain(attributes, document.data, document.scripts):
        quoted = TAG.sub('"', script) if script[:200].lstrip()[:1] == "<" else script.replace("'", '"').replace("`", '"')
        for string in _STRING.findall(f'"{quoted}"'):
            if (" " in string and len(string) >= _LEAST_ASCII) or "\\u" in string or not string.isascii():
                yield string
