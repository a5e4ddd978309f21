"""Reconstruct the strings of a script: undo escapes, join pieces, and insert variables into URLs and addresses."""

import base64
import binascii
import re
from collections.abc import Iterable
from functools import cache
from itertools import islice

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re

MAX_SCRIPT_CHARS = 1_000_000
_MOST_NAMES, _MOST_CODED = 8, 20
_MOST_BESIDE, _CHARS_BESIDE, _MOST_ASKED = 6, 20_000, 40

_JOINED_AT = lazy_re.compile(r"['\"] ?\+ ?['\"]@['\"] ?\+ ?['\"]")
"""Matches 'name'+'@'+'host'."""
_JOINTS = ("'+'", '"+"', "' + '", '" + "', "`+`", "'+\"", "\"+'")
_ESCAPE = lazy_re.compile(r"\\(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|(/))")
_HEADS = (
    "wa.me/",
    "phone=",
    "t.me/",
    "/ti/p/",
    "/ti/p/~",
    "zalo.me/",
    "tel:",
    "mailto:",
    "number=",
    "domain=",
    "m.me/",
    "lin.ee/",
)
"""Ends of strings after which a variable holds the account to contact."""
_NAME = r"(?:[A-Za-z_$][\w$]{0,40}\.){0,3}([A-Za-z_$][\w$]{0,40})"
"""A variable or a field of an object; the last name is looked up."""
_NAMED = lazy_re.compile(
    r"((?:wa\.me/|phone=|t\.me/|/ti/p/~?|zalo\.me/|tel:|mailto:|number=|domain=|m\.me/|lin\.ee/)\+?)"
    rf"(?:['\"] ?\+ ?{_NAME}|\$\{{{_NAME}\}})"
)
_NAMES_AT = lazy_re.compile(rf"(?<![\w$.]){_NAME} ?\+ ?['\"]@['\"] ?\+ ?{_NAME}")
"""Matches user + "@" + host."""
_LIST = lazy_re.compile(r"\[ ?((?:(['\"])[0-9A-Za-z+@._ -]{0,4}\2 ?, ?){6,60}(['\"])[0-9A-Za-z+@._ -]{0,4}\3) ?\]")
"""A list of pieces such as ["0","8","1",…] that is joined later, possibly in another script."""
_PIECE = lazy_re.compile(r"['\"]([^'\"]*)['\"]")
_CODED = lazy_re.compile(r"atob\(\s?['\"]([A-Za-z0-9+/=]{12,400})['\"]\s?\)")

_CODED_NAME = lazy_re.compile(r"atob\(\s?([A-Za-z_$][\w$]{0,40})\s?\)")
"""atob of a variable: let p = "aHR0…"; location.href = atob(p)."""
_IN_CODE, _MOST_CODED_CHARS = lazy_re.compile("[A-Za-z0-9+/=]{12,400}"), 400


def plain_script(script: str, known: "Values") -> str:
    """Undo the escapes of letters, digits and slashes in JavaScript, and join its strings.

    `known` supplies values of variables that another script assigns.
    """
    script = script[:MAX_SCRIPT_CHARS]
    marks = _marks().found(script)
    if not marks:
        return script
    if "at" in marks:
        script = _JOINED_AT.sub("@", _with_items(script))
    if "escape" in marks:
        script = _ESCAPE.sub(_unescape, script)
    if "join" in marks:
        script = _with_joined_lists(script)
    if marks.keys() & {"join", "joint"}:
        script = without_joints(script)
    if "list" in marks:
        script = _LIST.sub(lambda match: f'"{"".join(_PIECE.findall(match[1]))}"', script)
    if marks.keys() & {"join", "joint", "name", "at"}:
        script = _with_any_of_lists(_with_values(script, known), known)
    if "coded" in marks:
        named = list(dict.fromkeys(match[1] for match in _CODED_NAME.finditer(script)))[:_MOST_NAMES]
        values = (_value(name, script, most=_MOST_CODED_CHARS) or known.of(name) for name in named)
        script += "".join(f"\n{_decoded(value)}" for value in values if _IN_CODE.fullmatch(value))
        script += "".join(f"\n{_decoded(match[1])}" for _, match in zip(range(_MOST_CODED), _CODED.finditer(script), strict=False))
    return script


@cache
def _marks() -> Matcher[str]:
    """Return the marks that each step needs. Most scripts contain none, so one scan can skip all steps."""
    names = (f"{head}{sign}" for head in _HEADS for sign in ("'", '"', "${"))
    return Matcher(
        [
            *(Pattern("at", mark) for mark in ("'@'", '"@"')),
            *(Pattern("escape", mark) for mark in ("\\/", "\\u", "\\x")),
            *(Pattern("joint", mark) for mark in _JOINTS),
            *(Pattern("join", mark) for mark in (".join('", '.join("')),
            *(Pattern("name", mark) for mark in names),
            Pattern("list", r"\[ ?['\"][0-9A-Za-z+]{0,4}['\"] ?, ?['\"][0-9A-Za-z+@._ -]{0,4}['\"] ?,", literal=False),
            Pattern("coded", "atob("),
        ]
    )


def without_joints(script: str) -> str:
    """Concatenate the strings that the script adds with "+"."""
    for joint in _JOINTS:
        script = script.replace(joint, "")
    return script


_JOIN = lazy_re.compile(r"\.join\((['\"])([^'\"\n]{0,3})\1\)")
_PIECES = r"\[\s?((?:(['\"])[^'\"\n\[\]]{0,40}\2\s?,\s?){0,60}(['\"])[^'\"\n\[\]]{0,40}\3)\s?\]"
_WRITTEN_LIST = lazy_re.compile(_PIECES + r"\Z")
_LAST_NAME = lazy_re.compile(r"(?<![\w$])([A-Za-z_$][\w$]{0,40}\.){0,3}([A-Za-z_$][\w$]{0,40})\Z")
_MOST_JOINS, _LIST_CHARS, _OWNER_CHARS = 40, 800, 170


def _with_joined_lists(script: str) -> str:
    """Replace joined lists by their text: `["081", "773"].join("-")`, or a variable that holds the list, `officer.no.join("")`."""
    parts, done = [], 0
    lists: dict[str, str] = {}
    for _, join in zip(range(_MOST_JOINS), _JOIN.finditer(script), strict=False):
        end = join.start()
        if script[end - 1 : end] == "]":
            start = script.rfind("[", max(done, end - _LIST_CHARS), end)
            pieces = _WRITTEN_LIST.match(script, start, end) if start >= 0 else None
            held = pieces[1] if pieces is not None else ""
        else:
            name = _LAST_NAME.search(script, max(done, end - _OWNER_CHARS), end)
            start = name.start() if name is not None else end
            held = _list_of(name[2], script, lists) if name is not None else ""
        if held:
            parts += [script[done:start], f'"{join[2].join(_PIECE.findall(held))}"']
            done = join.end()
    return "".join(parts) + script[done:]


_ITEM = lazy_re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\[([0-9]{1,2})\]")


def _with_items(script: str) -> str:
    """Replace items of lists around an "@" by their strings, and join them: "info." + a[0] + "@" + a[1]."""
    lists: dict[str, str] = {}

    def item(match: re.Match[str]) -> str:
        pieces = _PIECE.findall(_list_of(match[1], script, lists))
        return f'"{pieces[int(match[2])]}"' if int(match[2]) < len(pieces) else match[0]

    read = _ITEM.sub(item, script, count=_MOST_JOINS)
    return without_joints(read) if read != script else script


def _whole(name: str) -> str:
    """Return the expression of a name that is no end of another. The name stands first: `re` looks for letters in one step, and for what
    begins with a look behind at every place."""
    return rf"{re.escape(name)}(?<![\w$.]{re.escape(name)})"


def _list_of(name: str, script: str, known: dict[str, str]) -> str:
    """Return the first list that a script assigns to a name, as written. "" if there is none or too many names were looked up."""
    if name not in known and len(known) < _MOST_NAMES:
        given = re.search(rf"{_whole(name)}['\"]?\s?[=:]\s?{_PIECES}", script)
        known[name] = given[1] if given is not None else ""
    return known.get(name, "")


_FIRST_OF_STRING, _LINK_CHARS = lazy_re.compile(r"['\"`]([^'\"`\s]{0,60})\Z"), 61


def _with_any_of_lists(script: str, known: "Values") -> str:
    """Add the links that a script makes of one of a list, which may be any: `"https://wa.me/" + agents[turn]`, also of a name that was
    given one of them before."""
    lists: dict[str, str] = {}
    held: dict[str, str] = {}
    added: dict[str, None] = {}
    for match in islice(_NAMED.finditer(script), _MOST_JOINS):
        name = match[2] or match[3]
        if name not in held and len(held) < _MOST_NAMES:  # each is sought in all of the script
            picked = re.search(rf"{_whole(name)} ?= ?([A-Za-z_$][\w$]{{0,40}})\[", script)
            of = picked[1] if picked is not None else name
            held[name] = _list_of(of, script, lists) or known.list_of(of)
        before = _FIRST_OF_STRING.search(script, max(0, match.start() - _LINK_CHARS), match.start())
        if held.get(name) and before is not None:
            added |= {f'\n"{before[1]}{match[1]}{item}"': None for item in _PIECE.findall(held[name])}
    return script + "".join(added)


class Values:
    """Values that a page's scripts assign to names. Look-ups are bounded, because every link may need one."""

    def __init__(self, scripts: Iterable[str]) -> None:
        self._scripts = "\n".join(script[:_CHARS_BESIDE] for script in islice(scripts, _MOST_BESIDE))
        self._known: dict[str, str] = {}
        self._lists: dict[str, str] = {}

    def list_of(self, name: str) -> str:
        """Return the list, as written; "" if none is assigned or too many were looked up."""
        return _list_of(name, self._scripts, self._lists)

    def of(self, name: str) -> str:
        """Return the string; "" if none is assigned or too many names were looked up."""
        if name not in self._known and len(self._known) < _MOST_ASKED:
            self._known[name] = _value(name, self._scripts)
        return self._known.get(name, "")


def _with_values(script: str, known: Values) -> str:
    """Insert the strings of variables into the addresses built from them: 'https://wa.me/' + number, user + '@' + host."""
    named = [match[2] or match[3] for match in _NAMED.finditer(script)]
    named += [name for match in _NAMES_AT.finditer(script) for name in match.groups()]
    values: dict[str, str] = {}
    for name in list(dict.fromkeys(named))[:_MOST_NAMES]:
        if value := _value(name, script) or known.of(name):
            values[name] = value

    def address(match: re.Match[str]) -> str:
        return f'"{values[match[1]]}@{values[match[2]]}"' if match[1] in values and match[2] in values else match[0]

    script = _NAMES_AT.sub(address, script)
    return _NAMED.sub(lambda match: match[1] + values[name] + '"' if (name := match[2] or match[3]) in values else match[0], script)


def _value(name: str, script: str, *, most: int = 60) -> str:
    """Return the first string of at most that many characters that a script assigns to a name, or ""."""
    given = re.search(rf"{_whole(name)}['\"]? ?[=:] ?(['\"])([^'\"\n]{{3,{most}}})\1", script)
    return given[2] if given is not None else ""


def _decoded(coded: str) -> str:
    """Decode the argument of atob; "" if the result is not text."""
    try:
        return base64.b64decode(coded + "=" * (-len(coded) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _unescape(match: re.Match[str]) -> str:
    if match[4]:
        return "/"
    number = int(match[1] or match[2] or match[3], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
