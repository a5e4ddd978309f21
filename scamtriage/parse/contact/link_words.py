"""What the links of a page say of words on it: which are titles or items of a menu, and which numbers a link dials with their area."""

from collections import Counter

from scamtriage.parse.contact.anchors import CALLS
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import labels_of, says_call
from scamtriage.parse.contact.phone.labels import label_of
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.parse.contact.sources import MAX_LINKS, OF_MENU, ContactSources
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re
from scamtriage.records.facts.contact import LOCAL_PHONE

_TITLE = lazy_re.compile(r"([A-Za-z]+|@?[가-힣]\w*)(?![\w@.-])")
_LONGEST_ID = 80
_ALIKE = 6
"""The digits at its end by which a number in a link's text is known to be the one that the link opens."""
_CALLED_KINDS = frozenset(("phone", "hotline", LOCAL_PHONE))


class LinkWords:
    """Filled by `learn` as links are read, then asked by `deny` about what is found in the text."""

    def __init__(self, sources: ContactSources) -> None:
        links = sources.links[:MAX_LINKS]
        self.addresses = "\n".join([link.url for link in links])
        dials = "tel:" in self.addresses.lower()
        self._dialled = Counter([link.text.strip() for link in links if link.url[:4].lower() == "tel:"] if dials else ())
        """How many tel: links have a text, which is a number. One that stands nowhere else is no account, though "LINE" be before it."""
        self._dialled_as: dict[str, str] = {}
        """Text of a tel: link -> the digits that it dials: the text often lacks their area."""
        self._menu = frozenset(line for where, value in sources.extras if where == OF_MENU for line in value.split("\n"))
        self._titles: set[tuple[str, str]] = set()
        """(kind, first word) of texts of messenger links. Such a title in the text is not reported as an account."""
        self._of_messengers: set[str] = set()
        """Numbers that are the text of links of their messengers. Without a word for a telephone before it such a text is no phone."""
        self._linked_kinds: set[str] = set()
        """Messengers whose bare name is the text of a link to an account of theirs."""

    def learn(self, found: Found, url: str, text: str) -> None:
        """Keep what the text of a link says, beside what the link opens."""
        if found.kind in ("phone", "hotline") and url[:4].lower() == "tel:":
            self._dialled_as[" ".join(text.split())] = found.value
        if found.kind == "line" and found.value[:1] != "@":
            self._titles.add(("line", f"@{found.value}"))  # written with the mark of organisations beside a link to a person's account
        if found.detail == "by number" and found.value[-_ALIKE:] == digits_of(text)[-_ALIKE:]:
            self._of_messengers.add(found.value)
        elif found.kind in BY_NUMBER and labels_of(found.kind).fullmatch(text.strip().lower()):
            self._linked_kinds.add(found.kind)
        if " " in text and not found.detail and _letters_of(found.value) == _letters_of(text):
            self._titles.update((found.kind, word) for word in text.split()[:1])  # "Maxwin77 Resmi", t.me/maxwin77resmi
        if (title := _TITLE.match(text.lstrip())) is not None and title[1].lower() != found.value.lower():
            self._titles.add((found.kind, title[1].lstrip("@")))

    def deny(self, window: Window, found: Found, text: str, shown: str) -> bool:
        """Whether a find in the page's text, written as `shown`, is another thing by what the links say."""
        kind = found.kind
        return (
            (kind, found.value) in self._titles
            or (kind in self._linked_kinds and _is_of_link(window, found))
            or (shown.lower() in self._menu and self._is_of_menu(window, found))
            or (kind == "line" and text.count(shown) <= self._dialled[shown])
            or (found.weak and (kind in self._linked_kinds or self._is_dialled(found.value, shown, text)))
            or (kind in _CALLED_KINDS and self._is_dialled_otherwise(found.value, shown))
            or (kind == "phone" and found.value in self._of_messengers and not _is_called(window, found))
            or (kind == LOCAL_PHONE and bool(self._of_messengers) and self._is_of_messenger(window, found))
        )

    def _is_of_messenger(self, window: Window, found: Found) -> bool:
        """Whether a number without its country is the text of a messenger's link, and no word before it says that it is called."""
        own = digits_of(found.value).lstrip("0")
        label = label_of(window, found.start)
        named = label is None or not label.chain & CALLS
        return named and len(own) > _ALIKE and any(value.endswith(own) for value in self._of_messengers)

    def _is_dialled(self, value: str, shown: str, text: str) -> bool:
        """Whether a number is what tel: links show wherever it stands, or beside one without words: it is theirs, though the name
        of a messenger stand before it."""
        return self._dialled_as.get("") == value or text.count(shown) <= sum(n for said, n in self._dialled.items() if shown in said)

    def _is_dialled_otherwise(self, value: str, shown: str) -> bool:
        """Whether a number is the text of a link that dials it with the area which the text leaves out: "3288.4575", +55 85 3288 4575."""
        dialled = self._dialled_as.get(" ".join(shown.split()), value)
        return dialled != value and dialled.endswith(digits_of(shown))

    def _is_of_menu(self, window: Window, found: Found) -> bool:
        """Whether the messenger's name right before an id is another item of the menu in which the id stands: "LINE", "promo_55"."""
        label = window.label_before(found.start)
        if label is None or ":" in window.text[label.end : found.start]:
            return False
        return found.kind in label.classes and window.low[label.start : label.end] in self._menu


def _is_called(window: Window, found: Found) -> bool:
    """Whether a word for a telephone stands before the number, or in the bracket behind it: 0813 … (telp/WA)."""
    if label_of(window, found.start) is not None:
        return True
    bracket = _BRACKET.match(window.low, found.end)
    return bracket is not None and says_call(bracket[1])


_BRACKET = lazy_re.compile(r"\s?\(([^()0-9@\n]{2,30})\)")


def _letters_of(text: str) -> str:
    return "".join(filter(str.isalnum, text[:_LONGEST_ID])).lower()


def _is_of_link(window: Window, found: Found) -> bool:
    """Whether the messenger's name before the label of a number is a link's, which has its own account: "Telegram, WhatsApp +855 …"."""
    label = label_of(window, found.start) if found.detail == "by number" else None
    return label is not None and found.kind in label.chain and found.kind not in label.classes
