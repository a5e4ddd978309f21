"""Messenger ids in running text: the name of the messenger, followed by an id of the right form."""

import re
from collections.abc import Iterator

from scamtriage.parse.contact.anchors import ID_FOLLOWS
from scamtriage.parse.contact.english_line import is_english_line, is_on_line
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.messenger_ids import CHINESE_MOBILE, accept
from scamtriage.parse.contact.messenger_pairs import behind_number, of_other_label, second_handle
from scamtriage.parse.contact.phone.surroundings import is_telephone_line
from scamtriage.parse.contact.windows import Window

_ID_WORDS = "|".join((
    r"official account|official|username|user name|user id|account|group id|number|handle|contact|id no|id|i\.d\.|oa|us|at|add|on|na|no\.?",
    r"(?:saya|kami|aku|gue|ku|ko|namin|mình|em|của (?:em|tôi|mình|anh|chị|chúng tôi|bên em))(?= ?[:=])",
    r"(?:is|ay|adalah|ialah|là)(?= \"?@?[a-z]{1,30}(?:_[a-z0-9]|[0-9.][a-z0-9][a-z0-9_.]{0,24}\"?"
    r"(?:[.,;:!?)|\n]| ?\Z| (?:and|or|for|dan|atau|untuk|và|hoặc|at|o|para|po|nhé|nha|ạ"
    r"|add|please|pls|kindly|join|contact|thanks?|if|now|message|msg|dm|text|chat|call|my|our|you|let|feel"
    r"|silakan|silahkan|sila|hubungi|kalau|jika|ya|nhắn|liên hệ|kết bạn|nếu|em|anh)\b)))",  # not "is mp4player friendly"
    "のid|のアカウント|ไอดี|ทางการ|ออฟฟิเชียล|แอด|アカウント|アイディー|公式アカウント|公式",
    "を友だち追加|友だち追加|追加|아이디|문의|상담|친구 ?추가|추가",
    "ឈ្មោះ|ชื่อ|tên là|tên|bernama|nama|pangalan|名字|名称|名為|名为|名前|이름|नाम|အမည်|ຊື່|အိုင်ဒီ|ໄອດີ|as|name|のID",
    "官方帳號|官方账号|帳號|账号|帳号",
    "(?:線上|线上|在線|在线)?客服|官方(?:id|(?= ?[:=@]))|号码|號碼|号|號|群|小编",
    "ใช้เบอร์|ด้วยเบอร์|(?:มา)?ที่เบอร์|ตามเบอร์|มาที่|검색창에서|검색창에|검색|联系|联系方式|同号|同步|搜索|搜尋|搜|社群|請加|请加|加|検索|आईडी|អាយឌី|အကောင့်",
))  # fmt: skip
_GAP = r"[\s:=>|\-\"'(\[.,_は는은]{0,6}"
_LEAD = re.compile(
    rf"(?P<gap>[\s:=>|\-\"'()\[.,_\x7fのは는은♥❤♡]{{0,6}}(?:(?P<word>{_ID_WORDS})(?![a-z]){_GAP}){{0,3}})"
    r"(?P<id>@? ?[A-Za-z0-9][A-Za-z0-9._+:-]{2,40})",
    re.IGNORECASE,
)
_USER_NAME = re.compile(
    r"[^\n@:.;|0-9]{0,24}?(?<![A-Za-z])(?:nama pengguna|nama akun|user ?name|nome de (?:usuário|utilizador)|tên người dùng"
    r"|id(?= (?:dia|saya|kami|beliau|nya|niya|ko|namin|ay|na|is|adalah|ialah|là) ))"
    r"(?: (?:dia|saya|kami|beliau|nya|niya|ko|namin|ay|na|is|adalah|ialah|là|é))? {0,2}\"?"
    r"(?P<id>[A-Za-z][A-Za-z0-9._-]{3,31})(?![A-Za-z0-9@])",
    re.IGNORECASE,
)
"""A word for a user name some words behind the messenger: "Telegram saja, nama pengguna pos_88", "di Telegram, id dia alia_88"."""
_HANDLE = re.compile(
    r"(?:user ?name|handle)(?: (?:is|ay|adalah|ialah|:))? {0,2}\"?(?P<id>[A-Za-z][A-Za-z0-9]{0,30}_[A-Za-z0-9_]{2,30})"
    r"(?![A-Za-z0-9@_-]|\.[A-Za-z0-9])",
    re.IGNORECASE,
)
_HANDLE_CHARS, _ELSEWHERE = 50, re.compile(r"[\n@;|0-9]")
"""Within this many characters behind a messenger: "Telegram for documents - agent handle is doj_unit_0048"."""
_BEHIND_NAME = re.compile(r" (?:[A-Z][a-z]{1,14} ){0,2}[A-Z][a-z]{1,14}: ?(?P<id>[A-Za-z][A-Za-z0-9._-]{3,31})(?![A-Za-z0-9@])")
"""The name of a person: "WeChat Ah Meng: sejukjaya_88"."""
_REMARKED = re.compile(r" ?(?:ID|id|Id)? ?\([^()@\n0-9]{1,30}\) ?[:=>-] ?(?P<id>@?(?=[A-Za-z.-]{0,30}[0-9_])[A-Za-z][A-Za-z0-9._-]{3,31})")
"""Whose account it is, in brackets: "Telegram ID (पर्यवेक्षक) - office_mehra"."""
_OF_A_USER = re.compile(r"[0-9_]|[a-z][A-Z]")
"""What a word of a sentence has not: a digit, an underscore, a capital inside."""
_LETTER = re.compile(r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9])([VvＶｖQqＱｑ])： ?([A-Za-z0-9０-９][A-Za-z0-9０-９_-]{4,19})(?![A-Za-z0-9.@/])")
"""V：name_88, Q：12345678: a single letter and a full-width colon, as on Chinese pages."""
_ID_LATER = re.compile(
    r" ?[^\x00-\x7f]{0,30}(?: ?\"[^\"\n]{2,40}\"| [^\x00-\x7f]{2,16})? ?[:>]?>? ?"
    r"(?:ไอดี|ໄອດີ|အိုင်ဒီ|អាយឌី|(?:ID|id|Id)(?![a-z])(?:検索|搜索|搜尋|검색)?) {0,2}[:=]? {0,2}\"?"
    r"(?P<id>@?[A-Za-z0-9][A-Za-z0-9._-]{3,31})"
)
"""Example: "แอดไลน์มาได้เลย ไอดี somying.99"."""
_ID_APART = re.compile(
    r"(?:[^\n@:0-9]{0,20}?(?:[,(;|-] ?|(?:my|our|the|saya|aku|ko|namin|cari|search|tìm|of|is) ))??"
    r"(?<![A-Za-z])(?:ID|Id|id|ไอดี|アイディー|아이디|आईडी|အိုင်ဒီ|ໄອດີ|អាយឌី) ?[:=] ?(?P<id>@?[A-Za-z0-9][A-Za-z0-9._-]{3,31})"
)
"""(LINE works too, ID: somying99): "ID" and a colon some words after the messenger. Ids of members or orders look the same."""
_TITLED = re.compile(
    r"[)\"]? ?[^\x00-\x7f]{0,12} ?(?:ID|id|Id)? ?[^\x00-\x7f]{1,16}(?: [^\x00-\x7f]{1,12}){0,3} ?(?:[:=>]|(?P<dash>- )) ?"
    r"(?P<id>@?[A-Za-z0-9][A-Za-z0-9._-]{3,31})"
)
_FAR_HANDLE = re.compile(r"[^@\n]{0,28}?(?<![A-Za-z0-9._%+-])(?P<id>@[A-Za-z0-9][A-Za-z0-9._-]{2,31})")
_APART_HANDLE = re.compile(r"[^@\n]{0,28}?(?<![^\s:>(])@ (?P<id>[A-Za-z][A-Za-z0-9]{0,30}_[A-Za-z0-9_]{1,30})(?![A-Za-z0-9.@])")
"""Like _FAR_HANDLE, with a space after the @: "Telegram quản lý: @ name_1"."""
_CHANNEL_HANDLE = re.compile(
    r"[^@\n]{0,8}(?:채널|플친|플러스 ?친구|검색)(?:명? ?: ?|[^@\n.]{0,28}?(?<![A-Za-z0-9._%+-])(?=@))"
    r"(?P<id>@?[A-Za-z0-9][A-Za-z0-9._-]{2,31})"
)
"""A channel by its name to search for, then by its handle: 카카오톡 채널 검색창에 "초록동물병원" 또는 @name24."""
_FARTHER_HANDLE = re.compile(r"[^@\n]{0,48}?(?<![A-Za-z0-9._%+-])(?P<id>@[A-Za-z][A-Za-z0-9]{0,30}_[A-Za-z0-9_]{1,30})")
"""A handle with an underscore. Of the messengers whose handles start with @, only Telegram allows it."""
_LIVE = re.compile(
    r"(?<![A-Za-z0-9._/@&?=-])(live:(?:\.cid\.[0-9a-f]{8,20}"
    r"|(?=[A-Za-z][A-Za-z]{0,30}[0-9_.-])[A-Za-z][A-Za-z0-9._-]{4,38}[A-Za-z0-9]"
    r"|[A-Za-z]{6,31}(?= ?(?:[\n)|\],;]|\Z))))(?![A-Za-z0-9:/@=])"
)
"""Ids that only Skype uses, so the word "Skype" may be missing. An id of letters only counts if nothing follows."""
_ON_AIR = frozenset((
    "streaming", "stream", "update", "updates", "scores", "football", "soccer", "trading", "support", "concert", "session", "polite",
    "assertive",
))  # fmt: skip
_HANDLE_THEN_WORD = re.compile(
    r"(?<![A-Za-z0-9._%+-])@([A-Za-z][A-Za-z0-9._-]{3,31})\s?(?:[(\[]|on |(in |sa )|via |ใน|ทาง|trên|qua |di )\s?"
    r"(telegram|tg|line(?! [0-9])|เทเลแกรม|ไลน์|(?<=[(\[])tele(?=[)\]])|텔레그램|텔레(?=[)\]])|テレグラム|电报|電報|飞机(?=[)\]])|टेलीग्राम"
    r"|តេឡេក្រាម|တယ်လီဂရမ်|ເທເລແກຣມ)(?![a-z])"
)
_SITE_TLDS = re.compile(r"\.(?:com|net|org|me|io|ee|co)\Z", re.I)
_EVERYDAY = frozenset(("飞机", "飛機", "电报", "電報", "企鹅", "企鵝", "賴", "カカオ", "薇", "✈", "카카오", "톡", "เทเล", "ไลน", "球球"))
"""Nicknames of messengers that are also everyday words. An id after them needs a colon, an @, the word "id" or an underscore."""
_FOREIGN_CHARS = 24
"""Characters up to the word "Messenger" among which a letter of another script shows that it is the service, not the English word."""
_DOUBTFUL = frozenset(("line", "ลาย"))
"""Words that usually do not mean the messenger. An id after them needs a colon and a digit, dot or underscore, or the word "id"."""
_SINGLES = re.compile(
    rf"(?P<gap>[\s:=>|\-\"'()]{{0,6}}(?:(?P<word>{_ID_WORDS})(?![A-Za-z])[\s:=>|\-\"'()]{{0,6}}){{0,2}})"
    r"(?P<id>@?[A-Za-z0-9](?: [A-Za-z0-9._@-]){4,31})"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""An id that is spelled out: "LINE ID: t a l a y m o r k"."""
_QQ_APART = re.compile(r"[1-9](?: [0-9]){6,10}")
"""After this word, bare digits can only be an id: 扣扣 2 8 8 4 1 7 0 3 9 5"""
_QQ_GROUPED = re.compile(r"[\s:=>号码號碼]{0,4}([1-9][0-9]{0,2}(?:[ -][0-9]{2,4}){2,3})(?![0-9]|[ -][0-9])")
"""Digits in groups that begin with a short one: 扣扣:87 4163 2905."""
_KAKAO_CHANNEL = re.compile(
    r"(?:플러스 ?친구|플친|(?:카카오톡?|카톡) ?채널|(?:카카오톡|카톡)(?: 친구)?)[\s:]{0,3}@([가-힣][가-힣A-Za-z0-9_]{1,19}?)"
    r"(?:으로|에서|에게|입니다)?(?![가-힣A-Za-z0-9_])"
)
"""A KakaoTalk channel with a Korean name: 플러스친구 @이름."""
_HANGUL_NAME = re.compile("@[가-힣]")
_APART = re.compile(r"(?: ?[._-] ?[A-Za-z0-9][A-Za-z0-9_-]{0,19}){1,3}")
"""The rest of an id written with spaces: "@ law-refund . th"."""
_SENTENCE_GOES_ON = re.compile(r" (?:[a-z]{2,}|a [a-z])")


def find(window: Window) -> Iterator[Found]:
    """Yield the ids that follow the name of their messenger."""
    last = range(0)  # the last id
    for label in window.labels:
        if label.start in last and label.end < last.stop:  # "wx" begins the id in "微信号：wx888999"
            continue
        kinds = [kind for kind in ID_FOLLOWS if kind in label.classes]
        if not kinds:
            continue
        barred = _BARRED.search(window.low, max(0, label.start - 4), label.start) is not None
        kinds = [kind for kind in ID_FOLLOWS if kind in label.chain and (kind in label.classes or not barred or kind != "messenger")]
        written = window.text[label.start : label.end]
        for kind in kinds:
            found = behind_number(window, label, kind) or _after(window, label.end, kind, written)
            if found is not None and not (
                (kind == "line" and found.value.isdigit() and _is_of_calls(window, label, found.value))
                or (found.start - label.end == 1 and found.value.lower() in window.site_words)
            ):
                last = range(found.start, found.end)
                yield found
                yield from second_handle(window, found)
                yield from of_other_label(window, found, label)
    for match in _LETTER.finditer(window.raw) if "：" in window.raw else ():
        kind = "wechat" if match[1] in "VvＶｖ" else "qq"
        accepted = accept(window, match.start(2), window.text[match.start(2) : match.end(2)], kind, sure=True)
        if accepted is not None and any(c.isdigit() or c == "_" for c in accepted.value):
            yield accepted
    for match in _KAKAO_CHANNEL.finditer(window.text) if _HANGUL_NAME.search(window.text) else ():
        yield Found(kind="kakaotalk", value=match[1], start=match.start(1) - 1, end=match.end(1), detail="channel")
    for match in _LIVE.finditer(window.text) if "live:" in window.text else ():
        if match[1].removeprefix("live:").lower() not in _ON_AIR:
            yield Found(kind="skype", value=match[1], start=match.start(1), end=match.end(1))
    for match in _HANDLE_THEN_WORD.finditer(window.low) if "@" in window.low else ():
        kind = "line" if match[3] in ("line", "ไลน์") else "telegram"
        if kind == "line" and match[2] and window.text[match.start(3)] == "l":
            continue  # "@media in line with the theme", "kay @marisol sa line"
        handle = window.text[match.start(1) : match.end(1)]
        yield Found(kind=kind, value=handle if kind == "telegram" else f"@{handle}", start=match.start(), end=match.end(1))


_BARRED = re.compile(r" ?\| ?\Z")
"""A stroke before a name: "LINE | WeChat: name" is an account of both. Not "Messenger | LINE: name": Facebook's is a link, as a rule."""


def _is_of_calls(window: Window, label: Label, digits: str) -> bool:
    """Whether a "line" with digits is one of a telephone. A toll-free number is nobody's account."""
    return _TOLL_FREE.fullmatch(digits) is not None or is_telephone_line(window, label)


_TOLL_FREE = re.compile(r"1?8(?:00|33|44|55|66|77|88)[0-9]{6,7}|1[389]00[0-9]{6}|0800[0-9]{7}|0120[0-9]{6}")


_WITH_AT = re.compile(r"\s?\([^()@\n]{0,12}@[^()@\n]{0,20}\)(?=\s?:?\s?@)")
"""A remark on the mark itself: "ไลน์ (มี @ ด้วยนะคะ) @shop.bkk"."""
_THAI_WORD = re.compile(r" ?[^\x00-\x7f]{0,24} ?(?:ชื่อ|ค้นหา|เสิร์ช) ?:? ?(?P<id>@?(?=[A-Za-z0-9.-]{0,20}[0-9_])[A-Za-z][A-Za-z0-9._-]{3,31})")
"""Words for a name and for searching, which need an id that is no word: "LINE ส่วนตัว ชื่อ somchai_99"."""


def _after(window: Window, at: int, kind: str, written: str) -> Found | None:
    if window.text[at : at + 2].lstrip()[:1] == "(" and (remark := _WITH_AT.match(window.text, at)) is not None:
        at = remark.end()
    spelled = _SINGLES.match(window.text, at)
    if spelled is not None and is_on_line(window.text, at, written):
        spelled = None
    if spelled is not None and (
        spelled["word"]
        or ":" in spelled["gap"]
        or written.lower().endswith(("id", "ไอดี", "아이디", "号", "號"))
        or (kind == "qq" and _QQ_APART.fullmatch(spelled["id"]))
    ):
        return accept(window, spelled.start("id"), spelled["id"].replace(" ", ""), kind, sure=True)
    if kind == "qq" and (grouped := _QQ_GROUPED.match(window.text, at)) is not None:
        return accept(window, grouped.start(1), re.sub("[ -]", "", grouped[1]), kind, sure=True)
    match = _LEAD.match(window.text, at)
    if match is not None:
        found = _id(window, match, kind, written)
        if found is not None:
            return found
    if (remarked := _REMARKED.match(window.text, at)) is not None:
        return accept(window, remarked.start("id"), remarked["id"], kind, sure=True)
    titled = _TITLED.match(window.text, at)
    following = window.label_after(at)
    if titled is not None and not _other_between(window, at, titled.start("id")):
        # ไลน์แอดมิน: somying2535; a dash may introduce other things too
        if titled["dash"] and not re.search("[0-9_.]", titled["id"].rstrip("._-")):
            return None
        return accept(window, titled.start("id"), titled["id"], kind, sure=False)
    own = _USER_NAME.match(window.text, at) or (_BEHIND_NAME.match(window.text, at) if kind in _NAMED_USERS else None)
    if own is None and (handle := _HANDLE.search(window.text, at, at + 3 * _HANDLE_CHARS)) is not None:
        said = window.text[at : handle.start()]
        own = handle if len(said) <= _HANDLE_CHARS and not _ELSEWHERE.search(said) else None
    between = following is not None and own is not None and following.start < own.start("id") and _is_other(window, following)
    if own is not None and _OF_A_USER.search(own["id"]) and not between:
        return accept(window, own.start("id"), own["id"], kind, sure=True)
    later = _ID_LATER.match(window.text, at) if kind == "line" else None
    if later is not None and following is not None and following.end < later.start("id") and _is_of_something(window, following):
        later = None  # the id of a member or an order
    if later is None and kind == "line":
        later = _THAI_WORD.match(window.text, at)
    if later is None:
        later = _ID_APART.match(window.text, at)
        later = None if following and following.start < (later.start("id") if later else 0) and following.classes & _OTHERS else later
    if later is not None:
        return accept(window, later.start("id"), later["id"], kind, sure=True)
    if kind in ("line", "telegram"):
        far = _FAR_HANDLE.match(window.text, at) or (_FARTHER_HANDLE.match(window.text, at) if kind == "telegram" else None)
        if far is not None and not (following and following.start < far.start("id") and following.classes & _OTHERS):
            return accept(window, far.start("id"), far["id"], kind, sure=True)
        apart = _APART_HANDLE.match(window.text, at) if far is None else None
        if apart is not None and not (following and following.start < apart.start("id") and following.classes & _OTHERS):
            return accept(window, apart.start("id"), f"@{apart['id']}" if kind == "line" else apart["id"], kind, sure=True)
    channel = _CHANNEL_HANDLE.match(window.text, at) if kind == "kakaotalk" else None
    if channel is not None and not _other_between(window, at, channel.start("id")):
        return accept(window, channel.start("id"), channel["id"], kind, sure=True)
    return None


_NAMED_USERS = frozenset(("telegram", "wechat", "kakaotalk"))
"""Messengers whose name in Latin letters is no other word: behind "Line Manager" or "Signal Strength" stands no account."""


def _other_between(window: Window, start: int, end: int) -> bool:
    """Whether any of the first words between is of another messenger or a thing: 微信客服单号：138… names whom to ask, then an order."""
    near = window.labels_near(start, before=0, after=_MOST_BETWEEN)
    return any(start <= label.start < end and _is_other(window, label) for label in near)


_MOST_BETWEEN = 3


def _is_other(window: Window, label: Label) -> bool:
    """Whether the word names another messenger, or the thing whose id it is."""
    return bool(label.classes & _OTHERS) or _is_of_something(window, label)


def _is_of_something(window: Window, label: Label) -> bool:
    """Whether the word marks the id of something else, such as an order, a member or a document; "id" alone does not."""
    return "not-phone" in label.classes and window.low[label.start : label.end] not in ("id", "id no")


_OTHERS = frozenset(("line", "telegram", "whatsapp", "wechat", "kakaotalk", "skype", "social", "email", "zalo", "viber", "qq", "messenger"))


def _id(window: Window, match: re.Match[str], kind: str, written: str) -> Found | None:
    gap, word, start = match["gap"], match["word"], match.start("id")
    candidate = window.text[start : match.end("id")]
    if window.text[match.end("id") : match.end("id") + 1] == "?":
        return None  # "LINE@ name? We left it."
    quoted = gap.endswith('"') and window.text[match.end("id") : match.end("id") + 1] == '"'
    colon = quoted or any(c in gap for c in ":=>") or written.endswith((":", "@"))
    named = bool(word) or written.lower().endswith(("id", "ไอดี", "아이디", "号", "號", "官方賴"))
    if candidate.startswith("@ "):
        apart = _APART.match(window.text, start + len(candidate))
        return accept(window, start, (candidate + (apart[0] if apart else "")).replace(" ", ""), kind, sure=True)
    if candidate.startswith("@"):
        return accept(window, start, candidate, kind, sure=True)
    if written.endswith("@") and not candidate.startswith("@"):
        return accept(window, start, "@" + candidate, kind, sure=True)
    body = candidate.rstrip("._-:+")
    marked = any(c.isdigit() for c in body) or "_" in body or "." in body
    marked = marked or (kind == "wechat" and _is_added(window, match.start() - len(written), start, start + len(body)))
    if not (colon or named or marked):
        return None
    if kind == "wechat" and not gap and body.isdigit() and CHINESE_MOBILE.fullmatch(body) is None and _of_an_order(window, match.start()):
        return None
    if kind == "qq" or kind == "qq-group":
        return accept(window, start, candidate, kind, sure=False)
    if kind == "messenger" and not (colon or named) and window.text[max(0, match.start() - _FOREIGN_CHARS) : match.start()].isascii():
        return None  # "Messenger Rooms2024"; a page in another script speaks of no other messenger
    if kind == "line" and written in _DOUBTFUL and not named and not (colon and marked):
        return None  # "the line: keep calm", "product line ABC123"
    if kind == "line" and is_english_line(window, match, written, body, colon=colon):
        return None
    if not marked and not (named and colon) and _SENTENCE_GOES_ON.match(window.text, start + len(candidate)):
        return None
    if "," in gap and not (marked or colon):
        return None  # "QQ、微信群，Lepus开发团队"
    if not colon and not named and len(body) < 5:
        return None
    if word and word.lower() in ("as", "name", "na", "no") and not marked:
        return None  # "on Telegram as always", "Telegram na ito", "on LINE. No refunds"
    if ":" in gap and not word and written not in _DOUBTFUL and body.count(".") == 1 and not _SITE_TLDS.search(body):
        named = True  # "LINE: somying.vip"; the caller drops ids that are hosts of the page
    if not colon and not named and written in _EVERYDAY and "_" not in body:
        return None  # 飛機 CI123 is an aeroplane
    return accept(window, start, candidate, kind, sure=named)


_DASHED = re.compile(r"[a-z]{3,16}(?:-[a-z]{3,16}){1,3}")
_ADDS, _ENDS_A_POST = frozenset("加或找搜添聯系係络絡,:;|("), frozenset("理服师師员員姐")
_OF_COMPOUNDS = frozenset((
    "add", "and", "anti", "app", "based", "built", "check", "click", "code", "cost", "cross", "day", "demand", "drag", "drop", "end",
    "face", "free", "for", "full", "high", "house", "live", "log", "long", "low", "mini", "multi", "new", "non", "off", "open", "opt",
    "out", "party", "pay", "plug", "post", "pre", "program", "real", "scan", "self", "short", "sign", "source", "state", "step", "the",
    "third", "time", "top", "touch", "two", "user", "wallet", "web", "well",
))  # fmt: skip
"""Parts of English words with a dash, which stand in Chinese text as they are: mini-program, real-time, check-out."""
_CLAUSE_ENDS = frozenset(("", "\n", ",", ";", "|", ")"))
"""What stands before WeChat's Chinese name where somebody is to be added; behind 使用 and 支持 stands what it does."""


def _is_added(window: Window, label: int, start: int, end: int) -> bool:
    """Whether words with a dash in small letters are an id: 或微信 hkexp-danny, but not 使用微信 drag-and-drop."""
    if window.text[label : label + 1] < "\u2e80" or _DASHED.fullmatch(window.text, start, end) is None:
        return False
    if not _OF_COMPOUNDS.isdisjoint(window.text[start:end].split("-")):
        return False
    before = window.text[max(0, label - 2) : label].rstrip(" ")[-1:]
    if before in _ADDS:
        return True
    return (before in _ENDS_A_POST or not before.strip()) and window.text[end : end + 1] in _CLAUSE_ENDS


def _of_an_order(window: Window, end: int) -> bool:
    """Whether the letters that end here begin the number of an order or a document: 单号WX20261127003."""
    label = window.label_before(end - 1)
    return label is not None and end - _LETTERS_OF_ORDER - 1 <= label.end < end and _is_of_something(window, label)


_LETTERS_OF_ORDER = 3
