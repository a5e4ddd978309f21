"""The strings of a script as a reader would put them together: escapes undone and pieces joined."""

import base64
import binascii
import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern

MAX_SCRIPT_CHARS = 1_000_000
_MOST_CODED = 20

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
    if "joint" in marks:
        for joint in _JOINTS:
            script = script.replace(joint, "")
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
            Pattern("list", r"\[ ?['\"][0-9A-Za-z+]{0,4}['\"] ?, ?['\"][0-9A-Za-z+@._ -]{0,4}['\"] ?,", literal=False),
            Pattern("coded", "atob("),
        ]
    )


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
