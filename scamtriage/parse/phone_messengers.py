"""Messengers that a page names after a phone number, as reached by it: "138 1234 5678（同微信）", "0909 686 868 · Zalo cùng số"."""

import re

from scamtriage.parse.wallets import context

BY_NUMBER = ("whatsapp", "zalo", "viber", "telegram", "signal")
"""Messengers whose users are addressed by their phone number."""
_BRACKET = re.compile(r"\s?\(([^()0-9@\n]{2,40})\)")
"""What stands in brackets after a number: messengers that are reached by it, if hardly anything else is said there."""
_FILLERS = re.compile(
    r"[\s/&,+:.]|cùng|same|also|only|via|and|chỉ|nhận|dùng|có|kết bạn|dan|hanya|khusus|juga|at|on|และ|หรือ|เท่านั้น"
    r"|ใช้|มี|只限|僅限|只|同号|同號|及|和"
)
_MOST_OTHER_CHARS = 6
_SAME = re.compile(
    r"\s?\(?同(?:号|號)?(?:(whatsapp|wa)|(zalo)|(viber)|(telegram|tele)|(wechat|微信|v信)|(line))"
    r"|\s?\(?()()()()(wechat|微信|v信)()同[号步號]"
)
_AFTER_KINDS = ("whatsapp", "zalo", "viber", "telegram", "wechat", "line")
_WHICH = "(?:(zalo)|(whatsapp|wasap|wa)|(viber)|(telegram|tele)|(line|ไลน์))"
_SAME_NUMBER = re.compile(
    rf"(?: ?\([^()0-9@\n]{{0,24}}\))?[\s·•.,;|/–—-]{{0,4}}(?:{_WHICH}[ :-]{{0,3}}(?:cùng số|số này|same (?:number|no)\b"
    r"|(?:nomor|nombor|no)\.? (?:yang )?(?:sama|ini)|sama\b|เบอร์เดียวกัน|เบอร์นี้|เบอร์เดิม|同じ番号|동일|같은 번호)"
    rf"|(?:khusus|hanya|only|只限|僅限|chỉ nhận) {_WHICH}(?![a-z])"
    rf"|(?:cùng số|same number (?:on|for)|(?:nomor|nombor) sama|เบอร์เดียวกัน)[ :-]{{0,3}}{_WHICH})"
)
"""A messenger of the same number, said after it: "0909 686 868 (A. Đức) · Zalo cùng số"."""
_SAME_KINDS = ("zalo", "whatsapp", "viber", "telegram", "line")


def named_after(low: str, end: int) -> tuple[str, ...]:
    """The messengers that the text right after a number names for it: 138 1234 5678（同微信）."""
    same = _SAME.match(low, end)
    if same is not None:
        return (next(_AFTER_KINDS[i % len(_AFTER_KINDS)] for i, group in enumerate(same.groups()) if group),)
    said = _SAME_NUMBER.match(low, end)
    if said is not None:
        return (next(_SAME_KINDS[i % len(_SAME_KINDS)] for i, group in enumerate(said.groups()) if group),)
    bracket = _BRACKET.match(low, end)
    if bracket is None:
        return ()
    named = {kind: context(kind) for kind in _AFTER_KINDS if context(kind).search(bracket[1])}
    rest = bracket[1]
    for expression in (*named.values(), _FILLERS):
        rest = expression.sub("", rest)
    return tuple(named) if len(rest) <= _MOST_OTHER_CHARS else ()
