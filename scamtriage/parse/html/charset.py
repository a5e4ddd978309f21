"""Decodes the bytes of a page. Follows the WHATWG Encoding and HTML standards, with a closed list of codecs."""

import codecs
import re
from functools import lru_cache

from msgspec import Struct

from scamtriage.parse.html.tokens import attributes, tokens
from scamtriage.records import lazy_re

PRESCAN_BYTES = 1_024
"""Bytes in which a browser looks for a `<meta charset>` before it parses (WHATWG HTML 13.2.3.2)."""

LATE_BYTES = 65_536
"""Bytes in which a later `<meta charset>` is looked for. A browser that meets one while parsing starts again (13.2.3.4)."""

_FALLBACK = "windows-1252"

# WHATWG Encoding, section 4.2: name -> (Python codec, labels). UTF-7 and UTF-32 are left out on purpose: no browser reads them, and
# markup hidden in them must not become markup here. A body with a label of "replacement" decodes to a single U+FFFD (4.1, 14.1).
_ENCODINGS: dict[str, tuple[str, str]] = {
    "utf-8": ("utf-8", "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"),
    "utf-16le": ("utf-16-le", "utf-16le utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff"),
    "utf-16be": ("utf-16-be", "utf-16be unicodefffe"),
    "windows-1252": (
        "cp1252",
        "windows-1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 latin1 l1 ascii us-ascii ansi_x3.4-1968 cp1252 x-cp1252"
        " cp819 ibm819 csisolatin1 iso-ir-100",
    ),
    "windows-874": ("cp874", "windows-874 dos-874 tis-620 tis620 iso-8859-11 iso8859-11 iso885911"),
    "windows-1258": ("cp1258", "windows-1258 cp1258 x-cp1258"),
    "gb18030": ("gb18030", "gb18030 gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58 x-gbk"),
    "big5": ("big5hkscs", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"),
    "shift_jis": ("cp932", "shift_jis shift-jis sjis csshiftjis ms932 ms_kanji windows-31j x-sjis"),
    "euc-jp": ("euc_jp", "euc-jp cseucpkdfmtjapanese x-euc-jp"),
    "iso-2022-jp": ("iso2022_jp", "iso-2022-jp csiso2022jp"),
    "euc-kr": ("cp949", "euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"),
    "windows-1250": ("cp1250", "windows-1250 cp1250 x-cp1250"),
    "windows-1251": ("cp1251", "windows-1251 cp1251 x-cp1251"),
    "windows-1253": ("cp1253", "windows-1253 cp1253 x-cp1253"),
    "windows-1254": ("cp1254", "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 latin5 l5 csisolatin5"),
    "windows-1255": ("cp1255", "windows-1255 cp1255 x-cp1255"),
    "windows-1256": ("cp1256", "windows-1256 cp1256 x-cp1256"),
    "windows-1257": ("cp1257", "windows-1257 cp1257 x-cp1257"),
    "iso-8859-2": ("iso8859-2", "iso-8859-2 iso8859-2 iso88592 iso_8859-2 latin2 l2 csisolatin2"),
    "iso-8859-3": ("iso8859-3", "iso-8859-3 iso8859-3 iso88593 iso_8859-3 latin3 l3"),
    "iso-8859-4": ("iso8859-4", "iso-8859-4 iso8859-4 iso88594 iso_8859-4 latin4 l4"),
    "iso-8859-5": ("iso8859-5", "iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic"),
    "iso-8859-6": ("iso8859-6", "iso-8859-6 iso8859-6 iso88596 iso_8859-6 arabic"),
    "iso-8859-7": ("iso8859-7", "iso-8859-7 iso8859-7 iso88597 iso_8859-7 greek"),
    "iso-8859-8": (
        "iso8859-8",
        "iso-8859-8 iso8859-8 iso88598 iso_8859-8 hebrew visual iso-8859-8-e csiso88598e iso-8859-8-i csiso88598i logical",
    ),
    "iso-8859-10": ("iso8859-10", "iso-8859-10 iso8859-10 latin6 l6"),
    "iso-8859-13": ("iso8859-13", "iso-8859-13 iso8859-13"),
    "iso-8859-14": ("iso8859-14", "iso-8859-14 iso8859-14"),
    "iso-8859-15": ("iso8859-15", "iso-8859-15 iso8859-15 iso885915 latin9 l9"),
    "iso-8859-16": ("iso8859-16", "iso-8859-16"),
    "koi8-r": ("koi8-r", "koi8-r koi8 koi koi8_r cskoi8r"),
    "koi8-u": ("koi8-u", "koi8-u koi8-ru"),
    "macintosh": ("mac-roman", "macintosh mac x-mac-roman csmacintosh"),
    "x-mac-cyrillic": ("mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian"),
    "ibm866": ("cp866", "ibm866 866 cp866 csibm866"),
    "replacement": ("", "replacement csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr"),
}
_LABELS = {label: name for name, (_, labels) in _ENCODINGS.items() for label in labels.split()}
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_CONTENT = lazy_re.compile(r"""charset\s*+=\s*+["']?+\s*+([\w.:-]++)""", re.IGNORECASE | re.ASCII)
_HEADER = lazy_re.compile(r"""(?:^|[;,\s])charset\s*+=\s*+["']?+\s*+([\w.:-]++)""", re.IGNORECASE | re.ASCII)


class Decoded(Struct, frozen=True):
    """A page as text. `charset` is the WHATWG name; `replacements` counts the U+FFFD that stand for undecodable bytes."""

    text: str
    charset: str
    replacements: int


def charset_of(label: str) -> str:
    """Return the WHATWG name of a label; "" if no browser knows it."""
    return _LABELS.get(label.strip().lower(), "")


def codec_of(label: str) -> str:
    """Return the Python codec of a label; "" if no browser knows it."""
    name = charset_of(label)
    return _ENCODINGS[name][0] if name else ""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode the bytes of a page. Never raises: bytes that the codec cannot decode become U+FFFD and are counted."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _read(body[len(bom) :], name)
    if name := _declared(content_type[:1_000]):
        return _read(body, name)
    if name := meta_charset(body[:PRESCAN_BYTES]):
        return _read(body, name)
    return _guess(body)


@lru_cache(maxsize=64)
def _declared(content_type: str) -> str:
    """Return the encoding that a media type declares, or "". Cached, because most pages declare the same."""
    named = _HEADER.search(content_type)
    return charset_of(named[1]) if named else ""


def meta_charset(head: bytes) -> str:
    """Return the encoding that a `<meta>` in these bytes declares, or "".

    A declared UTF-16 means UTF-8, because the tag was readable as ASCII.
    """
    html = head.decode("latin-1")
    for token in tokens(html):
        if token.name != "meta":
            continue
        given = attributes(html, token.start, token.end)
        label = given.get("charset", "")
        if "charset" not in given and given.get("http-equiv", "").strip().lower() == "content-type":
            named = _CONTENT.search(given.get("content", ""))
            label = named[1] if named else ""
        if name := charset_of(label):
            return "utf-8" if name.startswith("utf-16") else name
    return ""


def _read(body: bytes, name: str) -> Decoded:
    codec = _ENCODINGS[name][0]
    if not codec:
        return Decoded("\ufffd" if body else "", name, 1 if body else 0)
    try:
        return Decoded(body.decode(codec), name, 0)
    except UnicodeError:
        pass
    genuine = body.count(b"\xef\xbf\xbd") if name == "utf-8" else 0
    # on some Python versions gb18030 decodes to lone surrogates; the "replace" pass keeps the text encodable
    text = codecs.decode(body, codec, "replace")
    return Decoded(text, name, max(0, text.count("\ufffd") - genuine))


def _guess(body: bytes) -> Decoded:
    """Guess the encoding of a body without a declared one.

    The first of these that applies: UTF-8 if it is valid; a late `<meta charset>`; the most plausible legacy charset of the region; the
    fallback of browsers.
    """
    utf8 = _read(body, "utf-8")
    if utf8.replacements <= len(body) // 1_000:  # valid UTF-8, or UTF-8 with a few damaged characters
        return utf8
    if name := meta_charset(body[:LATE_BYTES]):
        return _read(body, name)
    sample = body[:16_384]
    best = max(_FREQUENT, key=lambda name: plausible(sample, name))
    if plausible(sample, best) > _LIKELY:
        return _read(body, best)
    return _read(body, _of_common_chinese(sample[:_FEW_BYTES]) or _FALLBACK)


_FEW_BYTES, _FEWEST_LETTERS = 4_096, 10
_COMMON, _OWN = 0.9, 0.15
_PUNCTUATION = frozenset("，。、：；！？（）《》“”【】「」·—…　")


def _of_common_chinese(sample: bytes) -> str:
    """Return the charset in which the sample is of common Chinese characters, or "". A notice of a few lines has few of the most frequent.

    Both charsets have their common characters first: GB 2312, by sound, in rows 16 to 55, Big5 from A4 to C6. Of other charsets only Korean
    falls there, and neither into the last fifteen of these rows nor onto second bytes below A1.
    """
    accents = sum(map(len, _AMONG_LATIN.findall(sample.decode("latin-1"))))
    for name, first, last in (("gb18030", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        codec = _ENCODINGS[name][0]
        foreign = "".join(_BEYOND_ASCII.findall(sample.decode(codec, "ignore")))
        codes = [c.encode(codec, "ignore") for c in foreign if c not in _PUNCTUATION]  # one of a pair of Big5 has no code
        common = [code for code in codes if len(code) == 2 and first <= code[0] <= last and (code[1] >= 0xA1 or name == "big5")]
        own = sum(code[1] < 0xA1 if name == "big5" else code[0] > 0xC8 for code in common)
        if accents <= len(foreign) / 2 and len(common) >= max(_FEWEST_LETTERS, _COMMON * len(codes)) and own >= _OWN * len(common):
            return name
    return ""


# Charset -> (frequent characters of its languages, their usual share of all non-ASCII characters). Counted on running
# text; a wrong guess yields scattered characters and reaches a tenth to a third of the share.
_FREQUENT: dict[str, tuple[re.Pattern[str], float]] = {
    "windows-874": (lazy_re.compile("[านรก่อเง้ยมวลสตดีทไ]"), 0.7),
    "gb18030": (lazy_re.compile("[的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就要下以生会自公，。、：！？]"), 0.2),
    "big5": (lazy_re.compile("[的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就要下以生會自公，。、：！？]"), 0.2),
    "shift_jis": (lazy_re.compile("[\u3041-\u3093\u30a1-\u30f6ー、。]"), 0.6),
    "euc-kr": (lazy_re.compile("[이다는을의에고하가니기지로사한은도를자시습서해세요인어]"), 0.3),
    "windows-1258": (lazy_re.compile("[àáâêôăđơưĐ\u0300\u0301\u0303\u0309\u0323]"), 0.8),
    "windows-1251": (lazy_re.compile("[оеаинтсрвлкмдпуыь]"), 0.8),
}
_LIKELY = 0.5
_BEYOND_ASCII = lazy_re.compile(r"[^\x00-\x7f]++")
_AMONG_LATIN = lazy_re.compile(r"(?:(?<=[A-Za-z])[^\x00-\x7f]{1,2}+(?![^\x00-\x7f]))|(?:(?<![^\x00-\x7f])[^\x00-\x7f]{1,2}+(?=[A-Za-z]))")
_TONE = lazy_re.compile("(?<=[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ])[\u0300\u0301\u0303\u0309\u0323]")
_TONES = 0.15
"""In Vietnamese, at least this share of non-ASCII characters are combining tone marks after a vowel."""


def plausible(sample: bytes, name: str, more: str = "") -> float:
    """Return how far the sample, decoded in this charset, looks like running text of its language: 1 is usual. Undecodable bytes count
    against it.

    `more`: further characters that are frequent in the sample's source.
    """
    frequent, usual = _FREQUENT[name]
    text = sample.decode(_ENCODINGS[name][0], "replace")
    foreign = "".join(_BEYOND_ASCII.findall(text))
    if not foreign:
        return 0.0
    found = frequent.findall(foreign)
    besides = set(frequent.sub("", more))
    if name == "windows-1258":
        if len(_TONE.findall(text)) < _TONES * len(foreign):
            return 0.0
    elif (not more and len(set(found)) < 3) or sum(map(len, _AMONG_LATIN.findall(text))) > len(foreign) / 2:
        return 0.0  # single non-ASCII letters within Latin words are accents of Western European languages, not another script
    hits = len(found) + sum(map(foreign.count, besides))
    return (hits - 5 * foreign.count("\ufffd")) / (len(foreign) * usual)
