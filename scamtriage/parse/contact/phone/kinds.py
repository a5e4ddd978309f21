"""What a number is found as: a telephone, a hotline or a fax line, and the messengers that the words around it give it."""

from collections.abc import Iterator

from scamtriage.parse.contact.anchors import CALLS, DIALLED
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.labels import WITH_NUMBERS
from scamtriage.parse.contact.phone.libphonenumber import HOTLINE_TYPES, Number, is_fictitious
from scamtriage.parse.contact.phone.line_ends import named_behind
from scamtriage.parse.contact.phone.messengers import Said, alone, called_too, said_after
from scamtriage.parse.contact.phone.surroundings import is_line_account, is_telephone_line, names_messenger, same_before, same_in_bracket
from scamtriage.parse.contact.setting_names import BY_NUMBER_OR_ID
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_ID_BEFORE = lazy_re.compile(r"[:=] ?@?(?=[A-Za-z0-9.-]{0,30}[0-9_.])[A-Za-z][A-Za-z0-9._-]{3,31} ?[,/;|(-]")
"""An id between the messenger's name and the number, which is then a separate contact: "LINE ID: name.1, +66 …"."""
_ID_ON_LINE = lazy_re.compile(r"(?<![A-Za-z0-9@])@?(?=[A-Za-z.-]{0,30}[0-9_])[A-Za-z][A-Za-z0-9._-]{3,31}(?![A-Za-z0-9@])")
_ID_WITHIN, _LINE_CHARS = 14, 90
"""The same on the line of the name, and the number on a line below: "WeChat ID: name_1" above "+95 9 …"."""
_REMARK = lazy_re.compile(r"[^\S\n]?[(/,;]")
_NEXT_ROW = lazy_re.compile(r"(?<![0-9])[0-9][0-9 .()-]{5,24}[0-9][^0-9\n]{0,12}\n[^0-9\n]*[^\W\d_]{2}[^0-9\n]*\n?[(+]{0,2}\Z")
"""The fax line of the row above, and the words of this one."""
_HK_SUBSCRIBER_CHARS = len("+85230081142")
"""The length of a Hong Kong subscriber number. Eight digits are a normal line, whatever type libphonenumber reports; toll-free numbers have
nine.
"""


def founds_of(window: Window, number: Number, start: int, end: int, chain: frozenset[str], messengers: list[str]) -> Iterator[Found]:
    """Yield the contacts of a number at `start` to `end`. `chain`: the classes of its label; `messengers`: those that go by number."""
    flags: tuple[str, ...] = () if number.assigned else ("unassigned",)
    if is_fictitious(number.e164):
        flags += ("fictitious",)
    common = {"value": number.e164, "start": start, "end": end, "country": number.country}
    near = bool(messengers) or names_messenger(window, end)
    said = said_after(window.low, end) if near else Said()
    if near and not said.kinds:
        ended = named_behind(window, end)
        said = Said(tuple(kind for kind in BY_NUMBER_OR_ID if kind in ended), said.only)
    label = window.caller_before(start)
    named = bool(chain & DIALLED)
    fax = "fax" in chain and not chain & CALLS and not (label is not None and _NEXT_ROW.search(window.text, label.end, start))
    if fax and _REMARK.match(window.low, end) is None:
        said = Said()  # the next row's: "Fax | 024 … / WhatsApp (chat saja) | 0812 …"
    if said.only and label is not None and any(c.isdigit() for c in window.text[label.end : start]):
        named = False  # the label belongs to an earlier number
    if label is not None and messengers and alone().match(window.low, label.end, start) and label.classes & WITH_NUMBERS:
        named = False  # "mobile, WhatsApp only: 9127 …"
    phone_too = named or not (messengers or (said.only and said.kinds)) or called_too().match(window.low, end) is not None
    if phone_too:
        subscriber = number.country == "HK" and len(number.e164) == _HK_SUBSCRIBER_CHARS
        kind = "hotline" if number.type in HOTLINE_TYPES and not subscriber else "phone"
        yield Found(kind=kind, detail=number.type, flags=(*flags, "fax") if fax else flags, **common)  # type: ignore[arg-type]
    weak = label is not None and not label.classes & CALLS and not any(c in window.text[label.end : start] for c in ":=-|>")
    apart = label is not None and "\n" in window.text[label.end : start]
    for kind in messengers:
        yield Found(kind=kind, detail="by number", flags=flags, weak=weak and not phone_too, apart=apart, **common)  # type: ignore[arg-type]
    if window.text[start : start + 2].lstrip("(").startswith("+"):  # ids are read by contact.messengers; a number with a plus is not an id
        between = "" if label is None else window.text[label.end : start]
        for kind in sorted(chain & {"wechat", "line", "kakaotalk"} if not _has_own_id(between) and number.type != "fixed" else ()):
            if label is not None and is_telephone_line(window, label, between.lower()):
                continue
            value = number.e164 if kind == "wechat" else number.e164[1:]
            yield Found(kind=kind, value=value, start=start, end=end, country=number.country, detail="by number", flags=flags)
    elif "line" in chain and " " in window.text[start:end] and label is not None and is_line_account(window, label, start, end, number):
        value = digits_of(window.text[start:end])
        yield Found(kind="line", value=value, start=start, end=end, country=number.country, detail="by number", flags=flags)
    for after in dict.fromkeys((*said.kinds, *same_before(window, label, start), *same_in_bracket(window, label, start))):
        if after in messengers:
            continue
        value = digits_of(window.text[start:end]) if after == "line" else number.e164
        yield Found(kind=after, value=value, start=start, end=end, country=number.country, detail="by number", flags=flags)


def _has_own_id(between: str) -> bool:
    """Whether a messenger's id stands between its name and a number, which is then a contact of its own."""
    if _ID_BEFORE.search(between) is not None:
        return True
    line, below, _ = between[:_LINE_CHARS].partition("\n")
    named = _ID_ON_LINE.search(line) if below else None
    return named is not None and named.start() <= _ID_WITHIN
