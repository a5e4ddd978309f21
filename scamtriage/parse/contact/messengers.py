"""Messenger ids in running text: the name of the messenger, followed by an id of the right form."""

from collections.abc import Iterable, Iterator

from scamtriage.parse.contact.anchors import CALLS, ID_FOLLOWS
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.messenger_forms import id_after
from scamtriage.parse.contact.messenger_ids import accept
from scamtriage.parse.contact.messenger_pairs import behind_number, further_qq, of_other_label, second_handle
from scamtriage.parse.contact.phone.labels import is_in_bracket_of_number
from scamtriage.parse.contact.phone.line_ends import is_behind_handle, number_before
from scamtriage.parse.contact.phone.messengers import belongs_before
from scamtriage.parse.contact.phone.surroundings import is_telephone_line
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_LETTER = lazy_re.compile(r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9])([VvＶｖQqＱｑ])： ?([A-Za-z0-9０-９][A-Za-z0-9０-９_-]{4,19})(?![A-Za-z0-9.@/])")
"""V：name_88, Q：12345678: a single letter and a full-width colon, as on Chinese pages."""
_LIVE = lazy_re.compile(
    r"(?<![A-Za-z0-9._/@&?=-])(live:(?:\.cid\.[0-9a-f]{8,20}"
    r"|(?=[A-Za-z][A-Za-z]{0,30}[0-9_.-])[A-Za-z][A-Za-z0-9._-]{4,38}[A-Za-z0-9]"
    r"|[A-Za-z]{6,31}(?= ?(?:[\n)|\],;]|\Z))))(?![A-Za-z0-9:/@=])"
)
"""Ids that only Skype uses, so the word "Skype" may be missing. An id of letters only counts if nothing follows."""
_ON_AIR = frozenset((
    "streaming", "stream", "update", "updates", "scores", "football", "soccer", "trading", "support", "concert", "session", "polite",
    "assertive",
))  # fmt: skip
_HANDLE_THEN_WORD = lazy_re.compile(
    r"(?<![A-Za-z0-9._%+-])@([A-Za-z][A-Za-z0-9._-]{3,31})\s?(?:[(\[]|on |(in |sa )|via |ใน|ทาง|trên|qua |di )\s?"
    r"(telegram|tg|line(?! [0-9])|เทเลแกรม|ไลน์|(?<=[(\[])tele(?=[)\]])|텔레그램|텔레(?=[)\]])|テレグラム|电报|電報|飞机(?=[)\]])|टेलीग्राम"
    r"|តេឡេក្រាម|တယ်လီဂရမ်|ເທເລແກຣມ)(?![a-z])"
    r"|(?<=\n)[^\w\n|+(@]{0,6}@([a-z0-9][a-z0-9._-]{2,31})[^\S\n]?[-:>][^\S\n]?(?:(telegram|เทเลแกรม|텔레그램|电报|電報)|(line|ไลน์))[^\S\n]?(?=\n|\Z)"
)
_KAKAO_CHANNEL = lazy_re.compile(
    r"(?:플러스 ?친구|플친|(?:카카오톡?|카톡) ?채널|(?:카카오톡|카톡)(?: 친구)?)[\s:]{0,3}"
    r"@([가-힣][가-힣A-Za-z0-9_]{1,19}?|[A-Za-z0-9][A-Za-z0-9_]{2,19})"
    r"(?:으로|에서|에게|입니다)?(?![가-힣A-Za-z0-9_])"
)
"""A KakaoTalk channel by its name: 플러스친구 @이름, 플친 @shop07."""
_CHANNEL_SOUGHT = lazy_re.compile(
    r"(?:플러스 ?친구|플친|(?:카카오톡?|카톡) ?채널)[ \n:]{0,3}(?P<quote>[\"'])?"
    r"(?!친구|추가|검색|바로|문의|상담|이름|이용|운영|공식|홈|채널)"
    r"(?P<name>[가-힣][가-힣A-Za-z0-9_]{1,19}?)(?(quote)[\"'])(?:을|를)? ?검색(?!창|어|란|결과)"
)
"""The same without the mark, to be searched for: 카카오톡 플러스친구 이름 검색."""
_TELEGRAM_CUT = lazy_re.compile(r"(?<![가-힣])텔 ?:? ?@([A-Za-z][A-Za-z0-9_]{3,31})(?![A-Za-z0-9_.@])")
"""The first syllable of Telegram alone, as sellers write it: 텔 @name."""
_KAKAO_MARK = lazy_re.compile("[친구톡널][ \n:]{0,3}@")
_THAI = lazy_re.compile("[\u0e01-\u0e2e]")
_FRIEND = lazy_re.compile(r"(?:เพิ่มเพื่อน|แอดเพื่อน)[\s:]{0,3}@([a-z0-9][a-z0-9._-]{2,24})(?![a-z0-9@.])")
_OFFICIAL = lazy_re.compile(r"官方帳號[\s:：]{0,3}@([a-z0-9][a-z0-9._-]{2,24})(?![a-z0-9@.])")
"""The official account that Chinese of Taiwan mean where LINE was named: "LINE：amy88；官方帳號 @shop"."""
_OTHERS_BEFORE = lazy_re.compile(
    r"instagram|facebook|threads|youtube|tiktok|twitter|微博|推特|telegram|wechat|微信|(?<![a-z])(?:ig|fb|yt|tg)(?![a-z])"
)
_CHANNEL_BEHIND = lazy_re.compile(r"(?<!视)(?:频道|頻道)[\s:：]{0,3}@([a-z][a-z0-9_]{4,31})(?![a-z0-9_@.])")
"""The channel behind another contact on Telegram: 客服 Telegram：@kefu；官方频道 @name."""
_REMARK_BEHIND = lazy_re.compile(r"(?<![a-z0-9._%+-])@([a-z0-9][a-z0-9._-]{2,24})\s?\([^()@\n]{0,12}มี ?@[^()@\n]{0,20}\)")
"""Only LINE is meant in Thai where a friend with a mark is added, or the mark is said to be a part of the id: "@shop (มี @ ด้วยนะคะ)"."""


_BY_TELEPHONE = ("wechat", "line")
"""Whose accounts are found by the mobile number that shares their label: "微信/电话: 139 …"."""
_MOBILE = lazy_re.compile(r"1[3-9][0-9]{9}|0[6-9][0-9]{8,9}")


def find(window: Window) -> Iterator[Found]:
    """Yield the ids that follow the name of their messenger, or whose form or words show it."""
    yield from _named(window)
    yield from _by_form(window)


def _named(window: Window) -> Iterator[Found]:
    last = range(0)  # the last id
    for label in window.labels:
        if label.start in last and label.end < last.stop:  # "wx" begins the id in "微信号：wx888999"
            continue
        if label.classes <= CALLS:
            kinds = [] if label.chain <= CALLS else [kind for kind in _BY_TELEPHONE if kind in label.chain]
        elif kinds := [kind for kind in ID_FOLLOWS if kind in label.classes]:
            barred = _BARRED.search(window.low, max(0, label.start - 4), label.start) is not None
            kinds = [kind for kind in ID_FOLLOWS if kind in label.chain and (kind in label.classes or not barred or kind != "messenger")]
        if not kinds:
            continue
        written = window.text[label.start : label.end]
        for kind in kinds:
            found = behind_number(window, label, kind) or id_after(window, label.end, kind, written)
            if found is not None and label.classes <= CALLS and found.value.isdigit() and _MOBILE.fullmatch(found.value) is None:
                continue
            if found is not None and not _is_others(window, label, found):
                last = range(found.start, found.end)
                yield found
                yield from second_handle(window, found)
                yield from further_qq(window, found)
                yield from of_other_label(window, found, label)


def _by_form(window: Window) -> Iterator[Found]:
    for match in _LETTER.finditer(window.raw) if "：" in window.raw else ():
        kind = "wechat" if match[1] in "VvＶｖ" else "qq"
        accepted = accept(window, match.start(2), window.text[match.start(2) : match.end(2)], kind, sure=True)
        if accepted is not None and any(c.isdigit() or c == "_" for c in accepted.value):
            yield accepted
    for match in _KAKAO_CHANNEL.finditer(window.text) if _KAKAO_MARK.search(window.text) else ():
        yield Found(kind="kakaotalk", value=match[1], start=match.start(1) - 1, end=match.end(1), detail="channel")
    for match in _TELEGRAM_CUT.finditer(window.text) if "텔" in window.text else ():
        yield Found(kind="telegram", value=match[1], start=match.start(1) - 1, end=match.end(1))
    for form in (_FRIEND, _REMARK_BEHIND) if "@" in window.low and _THAI.search(window.low) else ():
        for match in form.finditer(window.low):
            yield Found(kind="line", value=f"@{match[1]}", start=match.start(1) - 1, end=match.end(1), flags=("official-account",))
    if "官方" in window.low or "频道" in window.low or "頻道" in window.low:
        yield from _by_what_was_named(window)
    for match in _CHANNEL_SOUGHT.finditer(window.text) if "검색" in window.text else ():
        yield Found(kind="kakaotalk", value=match["name"], start=match.start("name"), end=match.end("name"), detail="channel")
    for match in _LIVE.finditer(window.text) if "live:" in window.text else ():
        if match[1].removeprefix("live:").lower() not in _ON_AIR:
            yield Found(kind="skype", value=match[1], start=match.start(1), end=match.end(1))
    for match in _HANDLE_THEN_WORD.finditer(window.low) if "@" in window.low else ():
        kind = "line" if match[3] in ("line", "ไลน์") or match[6] else "telegram"
        if kind == "line" and match[2] and window.text[match.start(3)] == "l":
            continue  # "@media in line with the theme", "kay @marisol sa line"
        which = 1 if match[1] else 4
        handle = window.text[match.start(which) : match.end(which)]
        yield Found(kind=kind, value=handle if kind == "telegram" else f"@{handle}", start=match.start(which) - 1, end=match.end(which))


def _by_what_was_named(window: Window) -> Iterator[Found]:
    """Yield what Chinese pages call the official account, or the channel, of the messenger that they named before."""
    for match in _OFFICIAL.finditer(window.low):
        before = window.low[max(0, match.start() - _NAMED_WITHIN) : match.start()]
        if "line" in before and not _OTHERS_BEFORE.search(before, before.rindex("line")):
            yield Found(kind="line", value=f"@{match[1]}", start=match.start(1) - 1, end=match.end(1), flags=("official-account",))
    for match in _CHANNEL_BEHIND.finditer(window.low):
        before = window.low[max(0, match.start() - _NAMED_WITHIN) : match.start()]
        named = max(map(before.rfind, _TELEGRAM))
        if named >= 0 and not _OTHERS_BEFORE.search(before, named + 2):
            yield Found(kind="telegram", value=window.text[match.start(1) : match.end(1)], start=match.start(1) - 1, end=match.end(1))


_TELEGRAM = ("telegram", "电报", "電報", "飞机")
_NAMED_WITHIN = 240
"""Characters before the account in which its messenger is named."""


def _is_others(window: Window, label: Label, found: Found) -> bool:
    """Whether the name means what stands before it, a telephone line, or repeats the name of the site."""
    if found.start - label.end == 1 and found.value.lower() in window.site_words:
        return True
    of_calls = found.kind == "line" and found.value.isdigit() and _is_of_calls(window, label, found.value)
    return of_calls or _is_of_before(window, label, found)


def _is_of_before(window: Window, label: Label, found: Found) -> bool:
    """Whether the name belongs to what stands before it: its line begins with that, or the name is in the bracket behind a number."""
    number = found.value.lstrip("+").isdigit()
    if "\n" in window.text[label.end : found.start]:
        if is_behind_handle(window, label) or number_before(window, label) >= 0:
            return True
        if number and belongs_before(window.low, label.start, label.end, found.start):
            return True
    return number and is_in_bracket_of_number(window, label)


def by_mailbox(window: Window, mailboxes: Iterable[Found]) -> Iterator[Found]:
    """Yield the accounts of Skype that are mailboxes right behind its name: "Skype account: sales@acme.example"."""
    for mailbox in mailboxes if "skype" in window.low else ():
        if _OF_SKYPE.search(window.low, max(0, mailbox.start - _SKYPE_CHARS), mailbox.start):
            yield Found(kind="skype", value=mailbox.value, start=mailbox.start, end=mailbox.end)


_OF_SKYPE, _SKYPE_CHARS = lazy_re.compile(r"(?<![a-z])skype(?:[ -](?:id|account|name|user|username|akun|akaun|konto))? ?[:=–-] ?\Z"), 24
_BARRED = lazy_re.compile(r" ?\| ?\Z")
"""A stroke before a name: "LINE | WeChat: name" is an account of both. Not "Messenger | LINE: name": Facebook's is a link, as a rule."""


def _is_of_calls(window: Window, label: Label, digits: str) -> bool:
    """Whether a "line" with digits is one of a telephone. A toll-free number is nobody's account."""
    return _TOLL_FREE.fullmatch(digits) is not None or is_telephone_line(window, label)


_TOLL_FREE = lazy_re.compile(r"1?8(?:00|33|44|55|66|77|88)[0-9]{6,7}|1[389]00[0-9]{6}|0800[0-9]{7}|0120[0-9]{6}")
