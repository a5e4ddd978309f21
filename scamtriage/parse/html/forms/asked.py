"""What one input asks for: by its type and name, the words on and beside it, or how what is to be typed is shown."""

import re
from functools import lru_cache

from scamtriage.knowledge.pages.fields import field_words
from scamtriage.parse.html.document import RawField
from scamtriage.records import lazy_re
from scamtriage.records.facts.page_parts import CREDENTIALS

_TYPED = CREDENTIALS - {"card"}
"""Kinds that are typed. A list to choose from takes none: "Choose your bank for online banking"."""
_BLIND = CREDENTIALS - {"password"} | {"id-number"}
_TAKEN = _BLIND - {"bank-login"} | {"bank-account"}
"""Kinds that an input may really ask for: _BLIND if its type is password, _TAKEN if it is tel or email."""
SILENT_TYPES = frozenset(("hidden", "submit", "button", "reset", "image", "checkbox", "radio", "range", "color", "search"))
ASIDE = lazy_re.compile(r"[(（][^()（）]*[)）]")
DENIED = lazy_re.compile(
    r"\b(?:never|not|don['’]t|won['’]t|without|no need|avoid|forgot|forgotten|lost|không|đừng|chưa|quên"
    r"|tidak|jangan|bukan|lupa|huwag|hindi|nakalimutan)\b"
    r"|ไม่|อย่า|ห้าม|ลืม"
    r"|不要|不用|无需|無需|不会|不會|勿|忘|ない|ません|않|마세요|잊|नहीं|न करें|भूल|មិន|កុំ|ភ្លេច|ບໍ່|ຢ່າ|ລືມ|မလို|မပေး|မေ့",
    re.IGNORECASE,
)
"""Words around an input that negate: they say what it is not for."""
_FORBIDDEN = lazy_re.compile(
    r"(?:(?<![^\W\d_])(?:please )?"
    r"(?:do not|don['’]t|never|no need to|avoid|(?:mohon |tolong )?jangan|tidak perlu|tak perlu|không(?: cần| nên)?|đừng"
    r"|chưa cần|vui lòng không|huwag(?: pong?| nang| ninyong?| mong?)?|hindi kailangang?)"
    r"\s+(?:[^\W\d_]+\s+){0,2}?(?:write|send|enter|put|includ(?:e|ing)"
    r"|shar(?:e|ing)|provid(?:e|ing)|post|type|add|submit|tulis(?:kan)?|kirim(?:kan)?|hantar|masukkan|sertakan|cantumkan|isi(?:kan)?|ghi|gửi|nhập|điền"
    r"|cung cấp|ilagay|isulat|ipadala|magpadala)(?![^\W\d_])"
    r"|(?:ห้าม|อย่า|ไม่ต้อง|กรุณาอย่า|โปรดอย่า)(?:ใส่|ส่ง|กรอก|ระบุ|พิมพ์|แจ้ง|เขียน)|"
    r"(?:请勿|請勿|不要|切勿|勿|无需|無需|不用)(?:在此)?(?:填写?|填寫|输入|輸入|发送|發送|写|寫|提供))"
    r"(?![^.!?;:|。！？；：\n]{0,60}?"
    r"(?:\bspaces?\b|dash|hyphen|spasi|dấu cách|khoảng trắng|เว้นวรรค|ขีด|空格))[^.!?;:|。！？；：\n]*",
    re.IGNORECASE,
)
"""The rest of a sentence that says what is not to be written: "Please do not include card details"."""


def asks(raw: RawField) -> str:
    """Return what one input asks for; "" if nothing known."""
    said = _said(raw)
    return "otp" if raw.digits and said in ("", "phone") else said or _by_mask(raw)


def _said(raw: RawField) -> str:
    """The same by words, types and the text beside it."""
    kind = raw.type or ("text" if raw.tag == "input" else raw.tag)
    if kind in SILENT_TYPES:
        return ""
    table = field_words()
    named = [word for word in raw.autocomplete.split() if word != "webauthn"]  # "webauthn" may follow the field name
    if said := table.autocomplete.get(named[-1], "") if named else "":
        return said
    described = _described(_words(raw))
    if described == "otp" and _is_pictured(raw):
        described = ""
    if described in ("card", "pin") and other_card(seen := _told(f"{raw.placeholder} | {'' if raw.unseen else raw.label}"[:400])):
        described = _described(seen)  # a label "Library card number" overrules the name card_number, which no visitor sees
    if kind == "select" and described in _TYPED:
        described = ""
    typed = table.types.get(kind, "")
    if typed == "password":  # codes and numbers are often masked like passwords
        beside = "" if described else _described(raw.nearby)
        # an id number beside a password does not count: schools let people log in with it
        return described if described in _BLIND else beside if beside in _BLIND - {"id-number"} else typed
    if typed and typed != "file":  # other things than phone numbers are typed on a phone's keypad
        seen = f"{raw.label} | {raw.placeholder}"[:400]
        names = f"{raw.name} {raw.id}"[:400]
        for words in (seen, names) if _described(seen) else (names, raw.nearby):
            if (rather := _rather(words, typed)) or _described(words) == typed:
                return rather or typed
        return typed
    return typed or described or _described(raw.nearby)


_PICTURE = lazy_re.compile(
    r"captcha|图形|圖形|图片|圖片|图像|圖像|画像|算术|算術|trong (?:hình|ảnh)|hình ảnh|(?:pada|dalam|di) gambar|รูปภาพ|ในภาพ|ตามภาพ"
    r"|in the (?:picture|image)",
    re.IGNORECASE,
)
_SENT = lazy_re.compile(r"sms|otp|短信|簡訊|手机|手機|e-?mail|邮箱|郵箱|whatsapp|tin nhắn|điện thoại|メール|문자", re.IGNORECASE)


def _is_pictured(raw: RawField) -> bool:
    """Return whether the code of an input is shown in a picture, by its words or by what stands beside it, and none that is sent."""
    words = _words(raw)
    return (raw.pictured or _PICTURE.search(words) is not None) and _SENT.search(words) is None


_MASKS = {
    "card": lazy_re.compile(r"(?:[0-9•●*]{4} ){3}[0-9•●*]{4}"),  # with dashes or letters it may be a voucher's code or a program's key
    "id-number": lazy_re.compile(
        r"[x#_0-9]{3}-[x#_0-9]{2}-[x#_0-9]{4}|[x#_0]{3}\.[x#_0]{3}\.[x#_0]{3}-[x#_0]{2}|[x#_0-9]{6}-[x#_0-9]{2}-[x#_0-9]{4}"
        r"|[x#_0]-[x#_0]{4}-[x#_0]{5}-[x#_0]{2}-[x#_0]|[x#_0]{6}-[x#_0]{7}",
        re.IGNORECASE,
    ),  # of the United States, Brazil, Malaysia, Thailand, Korea
}
"""Kind -> how what is to be typed is shown where no word says it: the words are a picture, and the digits stand in the box."""


def _by_mask(raw: RawField) -> str:
    """Return what the digits in an empty box ask for; "" where a label or words near it say something, for which they are an example."""
    if (raw.type or "text") in SILENT_TYPES or raw.label.strip() or raw.nearby.strip():
        return ""
    shown = raw.placeholder.strip()
    return next((kind for kind, mask in _MASKS.items() if mask.fullmatch(shown)), "")


def is_described(raw: RawField) -> bool:
    """Return whether an input says what it is for in known words. A type alone does not count, because the input may ask for more."""
    if not _said(raw):  # digits in the box are read where no word beside it says more
        return False
    kind = raw.type or raw.tag
    return kind not in field_words().types or bool(_described(_words(raw)))


def _words(raw: RawField) -> str:
    """Return the words of an input about itself, without what they say is not to be entered."""
    return _told(" | ".join((raw.name, raw.id, raw.placeholder, raw.label))[:400])


def _told(words: str) -> str:
    words = ASIDE.sub(lambda aside: " " if DENIED.search(aside[0]) else aside[0], words) if "(" in words or "（" in words else words
    return _FORBIDDEN.sub(" ", words) if DENIED.search(words) else words


@lru_cache(maxsize=1_024)
def _described(words: str) -> str:
    """Return the kind that the words describe. Cached, because most pages use the same few field names."""
    return field_words().kind_of(words) if words else ""


@lru_cache(maxsize=512)
def other_card(words: str) -> str:
    """Return `FieldWords.other_card` of the words: whose card or PIN they name, if it moves no money. Cached like `_described`."""
    return field_words().other_card(words) if words else ""


@lru_cache(maxsize=512)
def _rather(words: str, typed: str) -> str:
    return field_words().rather(words, typed, _TAKEN) if words else ""
