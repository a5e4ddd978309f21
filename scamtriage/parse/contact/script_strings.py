"""The strings of a script as a reader would put them together: escapes undone, pieces joined, addresses and numbers in their places."""

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
    "viber://chat?number=",
    "domain=",
    "m.me/",
    "lin.ee/",
)
"""Ends of strings behind which the name of a variable holds whom to write to."""
_NAMED = re.compile(
    r"((?:wa\.me/|phone=|t\.me/|/ti/p/~?|zalo\.me/|tel:|mailto:|number=|domain=|m\.me/|lin\.ee/)\+?)"
    r"(?:['\"] ?\+ ?([A-Za-z_$][\w$]{0,40})|\$\{([A-Za-z_$][\w$]{0,40})\})"
)
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
    if "joint" in marks:
        for joint in _JOINTS:
            script = script.replace(joint, "")
    if marks.keys() & {"joint", "name"}:
        script = _with_values(script)
    if "coded" in marks:
        script += "".join(f"\n{_decoded(match[1])}" for _, match in zip(range(_MOST_CODED), _CODED.finditer(script), strict=False))
    return script


@cache
def _marks() -> Matcher[str]:
    """What each of these steps needs: most scripts hold none of it, and one look over them says so."""
    names = (f"{head}{sign}" for head in _HEADS for sign in ("'", '"', "${"))
    return Matcher(
        [
            *(Pattern("at", mark) for mark in ("'@'", '"@"')),
            *(Pattern("escape", mark) for mark in ("\\/", "\\u", "\\x")),
            *(Pattern("joint", mark) for mark in _JOINTS),
            *(Pattern("name", mark) for mark in names),
            Pattern("coded", "atob("),
        ]
    )


def _with_values(script: str) -> str:
    """The script with the strings of variables in the addresses that are made of them: 'https://wa.me/' + number."""
    names = dict.fromkeys(match[2] or match[3] for match in _NAMED.finditer(script))
    values: dict[str, str] = {}
    for name in list(names)[:_MOST_NAMES]:
        given = re.search(rf"(?<![\w$.]){re.escape(name)}['\"]? ?[=:] ?(['\"])([^'\"\n]{{3,60}})\1", script)
        if given is not None:
            values[name] = given[2]
    return _NAMED.sub(lambda match: match[1] + values[name] + '"' if (name := match[2] or match[3]) in values else match[0], script)


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
