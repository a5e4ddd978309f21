"""Messenger accounts in scripts, under a name that says so: `cfg = {telegram: "@desk_1", lineId: "@abc1234x"}`."""

import re
from collections.abc import Iterable
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern, utf8
from scamtriage.parse.contact.script_strings import without_joints
from scamtriage.parse.contact.setting_names import BY_NUMBER_ALONE, NAME, SET, WORDS, messenger_of, told_by
from scamtriage.records.limits import limit

MAX_SETTINGS = 4_000
"""Settings read, of all scripts of a page together."""
_SETTING = re.compile(rf"({NAME}){SET}(@?[A-Za-z0-9][\w.:-]{{3,40}})[\"'`]", re.ASCII)
_BEFORE, _AFTER = 48, 48
"""Bytes read before and after the end of a match, in which the name and its value stand."""


def settings(scripts: Iterable[str], reached: list[str]) -> tuple[str, ...]:
    """Return each account after its messenger's word, as a reader would see it. If a limit is reached, it is added to `reached`."""
    found: dict[str, None] = {}
    left = MAX_SETTINGS
    for script in scripts:
        data = utf8(script)
        heads = _heads().ends(data, limit=left + 1)
        last = 0
        for _, end in heads[:left]:
            near = data[max(last, end - _BEFORE) : end + _AFTER].decode("utf-8", "ignore")
            for match in _SETTING.finditer(without_joints(near)):
                if messenger_of(match[1]) not in BY_NUMBER_ALONE and (told := told_by(match[1], match[2], captions=True)):
                    found[told] = None
            last = end
        left -= len(heads)
        if left < 0:
            reached.append(limit("settings", MAX_SETTINGS))
            break
    return tuple(found)


@cache
def _heads() -> Matcher[str]:
    """Matches a messenger's word, the rest of the name, and the quote where the value begins, in one pass over the scripts.

    Messengers whose accounts are numbers only are left out, because those numbers are found anyway.
    """
    words = "|".join(word for kind, all_of in WORDS.items() if kind not in BY_NUMBER_ALONE for word in all_of)
    return Matcher([Pattern("head", rf"({words})[A-Za-z_-]{{0,16}}{SET}", literal=False, caseless=True)])
