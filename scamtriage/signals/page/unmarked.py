"""Vietnamese pages that lack their marks: read as if they bore them, and quoted as they are written."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import UNSET
from msgspec.structs import replace

from scamtriage.knowledge.language import accents
from scamtriage.knowledge.language.folding import lowered, without_accents
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re
from scamtriage.records.facts import PageFacts
from scamtriage.records.findings import Reading
from scamtriage.signals.page.occurrences import PLACES

if TYPE_CHECKING:
    from scamtriage.signals.view import View

MARKED, MARKED_IN = 8, 3_000
"""Vietnamese with fewer than one mark in MARKED of its first MARKED_IN characters lacks them, all or in part. Most pages with marks have
one in five; one in fifty, with much English, has fewer, and nearly all its lines are left as they are."""
_MARK = lazy_re.compile(r"[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")
"""A Latin letter with a mark, or a mark that stands behind its letter."""
_BARE = (
    "khong duoc nguoi viec khach chuyen truoc nhung luong tuyen nhan tien khoan thuong nhiem thoai nghe hoac phai cuoc tuyet nhap khau giay"
    " kiem duong thong huong nuoc ngoai thue gui rut nop ngan giup tieng dien hoan"
)
BARE = frozenset(_BARE.split())
LEAST_BARE = 3
"""Syllables that are hardly a word of another language, and none of Vietnamese with its marks. A text with three has a part without them,
whatever stands above it: copied news, or a greeting in English."""
LONG = 8_000
"""Characters from which a text is first looked through for the commonest of them: to split 60 KB of another language into words took a
tenth of the time in which a page is judged."""
_COMMONEST = Matcher(Pattern(one, one) for one in ("khong", " nhan", "khoan", "duoc", "chuyen", "nguoi"))
QUOTES = ("quote", "words", "word", "terms", "term", "tool", "paper", "place", "rate", "what")
"""What measures show in the words of the page; other names, such as those of organisations, are ours."""
READ = frozenset((*PLACES, "page.image_alts", "page.carried_text"))
"""Paths of what is read with its marks. What is quoted from elsewhere, such as what stands around a contact, is as it was written."""
_PART = lazy_re.compile(r"([“”]|\s*…\s*)")
"""What stands between words of a page in a quotation."""


def lacks_marks(page: PageFacts) -> bool:
    """Return whether the page is Vietnamese and its beginning lacks marks, all or in part. A name or a word may still bear them."""
    if page.language != "vi":
        return False
    text = (page.text or "\n".join((page.title, *page.image_alts)))[:MARKED_IN]  # a page of pictures speaks by their words
    return len(_MARK.findall(text)) * MARKED < len(text)


def holds_unmarked(page: PageFacts) -> bool:
    """Return whether any part of the page is Vietnamese without marks, whatever language most of it is in."""
    return _has_bare(page.text) or lacks_marks(page)


def _has_bare(text: str) -> bool:
    if len(text) >= LONG and not _COMMONEST.ends(text.encode("ascii", "ignore").lower(), limit=1):
        return False
    return len(BARE.intersection(text.lower().split())) >= LEAST_BARE


def restored(page: PageFacts) -> PageFacts:
    """Return the page with the likeliest marks on its words, each character in its place."""
    read = accents.load().restored if lacks_marks(page) else _read_where_bare
    return replace(
        page,
        title=read(page.title),
        headings=tuple(map(read, page.headings)),
        text=read(page.text),
        hidden_text=read(page.hidden_text),
        carried_text=UNSET if page.carried_text is UNSET else read(page.carried_text),
        site_name=read(page.site_name),
        description=read(page.description),
        logos=tuple(map(read, page.logos)),
        image_alts=tuple(map(read, page.image_alts)),
        copyright=read(page.copyright),
    )


def _read_where_bare(text: str) -> str:
    """On a page with marks a short line may rightly bear none: "Ngày thi", the day of an examination."""
    read = accents.load().restored
    return "\n".join([line if BARE.isdisjoint(line.lower().split()) else read(line) for line in text.split("\n")])


def as_written(view: "View", readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings of a page that lacks marks, which they quote as it was read, with its words as they are written."""
    assert view.fetched is not None
    heard, seen = lowered(_all(view.page)), _all(view.fetched)
    given = lowered(" ".join((seen, *(field.label for field in view.fetched.fields))))

    def part(words: str) -> str:
        at = heard.find(lowered(words))
        if at < 0:
            return words if lowered(words) in given else without_accents(words)
        said = seen[at : at + len(words)]
        return said.lower() if words.islower() else said

    def back(words: str) -> str:
        return words if words.isascii() else "".join([one if one.isascii() else part(one) for one in _PART.split(words)])

    def quoted(one: Reading) -> Reading:
        shown = {name: back(value) if name in QUOTES and isinstance(value, str) else value for name, value in one.shown.items()}
        pointers = [replace(at, snippet=back(at.snippet)) if at.path in READ else at for at in one.pointers]
        return replace(one, shown=shown, pointers=tuple(pointers))

    return [quoted(one) if one.shown or one.pointers else one for one in readings]


def _all(page: PageFacts) -> str:
    """Everything that is read, on one line."""
    texts = (page.title, *page.headings, page.text, *page.unshown, page.site_name, page.description, *page.logos, *page.image_alts)
    return " ".join(" ".join((*texts, page.copyright)).split())
