"""The strings of a script as a reader would put them together: escapes undone and pieces joined."""

import base64
import binascii
import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern

MAX_SCRIPT_CHARS = 1_000_000
_MOST_NAMES, _MOST_CODED = 8, 20

_JOINED_AT = re.compile(r"['\"] ?\+ ?['\"]@['\"] ?\+ ?['\"]")
"""'name'+'@'+'host'."""
_JOINTS = ("'+'", '"+"', "' + '", '" + "', "`+`", "'+\"", "\"+'")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|(/))")
_LIST = re.compile(r"\[ ?((?:(['\"])[0-9A-Za-z+@._ -]{0,4}\2 ?, ?){6,60}(['\"])[0-9A-Za-z+@._ -]{0,4}\3) ?\]")
"""["0","8","1",…], whose pieces a join puts together, maybe in another script."""
_PIECE = re.compile(r"['\"]([^'\"]*)['\"]")
_CODED = re.compile(r"atob\(\s?['\"]([A-Za-z0-9+/=]{12,400})['\"]\s?\)")


def plain_script(script: str) -> str:
    """JavaScript with the escapes of its strings undone, as far as they hide letters, digits and slashes, and its strings joined."""
    script = script[:MAX_SCRIPT_CHARS]
    marks = _marks().found(script)
    if not marks:
        return script
    if "at" in marks:
        script = _JOINED_AT.sub("@", script)
    if "escape" in marks:
        script = _ESCAPE.sub(_unescape, script)
    if "join" in marks:
        script = _with_joined_lists(script)
    if marks.keys() & {"join", "joint"}:
        script = without_joints(script)
    if "list" in marks:
        script = _LIST.sub(lambda match: f'"{"".join(_PIECE.findall(match[1]))}"', script)
    if "coded" in marks:
        script += "".join(f"\n{_decoded(match[1])}" for _, match in zip(range(_MOST_CODED), _CODED.finditer(script), strict=False))
    return script


@cache
def _marks() -> Matcher[str]:
    """What each of these steps needs: most scripts hold none of it, and one look over them says so."""
    return Matcher(
        [
            *(Pattern("at", mark) for mark in ("'@'", '"@"')),
            *(Pattern("escape", mark) for mark in ("\\/", "\\u", "\\x")),
            *(Pattern("joint", mark) for mark in _JOINTS),
            *(Pattern("join", mark) for mark in (".join('", '.join("')),
            Pattern("list", r"\[ ?['\"][0-9A-Za-z+]{0,4}['\"] ?, ?['\"][0-9A-Za-z+@._ -]{0,4}['\"] ?,", literal=False),
            Pattern("coded", "atob("),
        ]
    )


def without_joints(script: str) -> str:
    """The script with strings that it adds up as one."""
    for joint in _JOINTS:
        script = script.replace(joint, "")
    return script


_JOIN = re.compile(r"\.join\((['\"])([^'\"\n]{0,3})\1\)")
_PIECES = r"\[\s?((?:(['\"])[^'\"\n\[\]]{0,40}\2\s?,\s?){1,60}(['\"])[^'\"\n\[\]]{0,40}\3)\s?\]"
_WRITTEN_LIST = re.compile(_PIECES + r"\Z")
_LAST_NAME = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]{0,40}\.){0,3}([A-Za-z_$][\w$]{0,40})\Z")
_MOST_JOINS, _LIST_CHARS, _OWNER_CHARS = 40, 800, 170


def _with_joined_lists(script: str) -> str:
    """The script with the texts that `["081", "773"].join("-")` makes, or the name of such a list: `officer.no.join("")`."""
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


def _list_of(name: str, script: str, known: dict[str, str]) -> str:
    """The pieces of the list that a script gives a name first, as written; "" where it gives none, or for the many-th name."""
    if name not in known and len(known) < _MOST_NAMES:
        given = re.search(rf"(?<![\w$.]){re.escape(name)}['\"]?\s?[=:]\s?{_PIECES}", script)
        known[name] = given[1] if given is not None else ""
    return known.get(name, "")


def _decoded(coded: str) -> str:
    """What atob makes of a literal; "" when that is no text."""
    try:
        return base64.b64decode(coded + "=" * (-len(coded) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _unescape(match: re.Match[str]) -> str:
    if match[4]:
        return "/"
    number = int(match[1] or match[2] or match[3], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
