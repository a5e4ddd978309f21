"""The patterns of the first pass, which mark places worth reading."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from scamtriage.knowledge.language.phrases import words as phrases
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.knowledge.pages.tool_names import KEYS
from scamtriage.parse.contact import spoken_digits
from scamtriage.parse.contact.fold import DASHES, ZEROS

MAX_ANCHORS = 6_000


def bytes_expression(expression: str) -> str:
    """Escape bytes, given as Latin-1 characters, for the byte-wise matcher."""
    return "".join(c if c < "\x80" else f"\\x{ord(c):02x}" for c in expression)


def utf8_expression(word: str) -> str:
    """Escape the UTF-8 of a word for the byte-wise matcher."""
    return bytes_expression(word.encode().decode("latin-1"))


_SETS = (zero.encode() for zero in ZEROS[1:] if zero < "\U00010000")
_FOREIGN_DIGITS = (
    "|".join(bytes_expression(f"{zero[:-1].decode('latin-1')}[{chr(zero[-1])}-{chr(zero[-1] + 9)}]") for zero in _SETS)
    + r"|\xf0\x9d\x9f[\x8e-\xbf]"  # the mathematical ones, whose sets follow each other
)
_FOREIGN_DIGIT, _DIGIT = f"(?:{_FOREIGN_DIGITS})", f"(?:[0-9]|{_FOREIGN_DIGITS})"
_CIRCLED = r"\xe2\x91[\xa0-\xa8]"
_CHINESE = r"\xe3\x80\x87|\xe4\xb8[\x80\x83\x89]|\xe4\xb9\x9d|\xe4\xba[\x8c\x94]|\xe5\x85[\xab\xad]|\xe5\x9b\x9b"
"""The UTF-8 of ①-⑨, and of 〇一七三九二五八六四."""
_WORD_DIGIT = rf"(?:{_CHINESE}|{_CIRCLED})"
_DRAWN_DIGIT = rf"(?:{_CIRCLED}|\xe2\x93\xaa|\xe2\x9d[\xb6-\xbe]|{_CHINESE}|\xc2[\xb2\xb3\xb9]|\xe2\x81[\xb0\xb4-\xb9]|\xe2\x82[\x80-\x89])"
"""Those, and the other digits in circles, the raised and the lowered ones."""
_CHANNEL, _SEARCH = r"(?:\xea\xb5\xac|\xed\x94\x8c\xec\xb9\x9c|\xeb\x84\x90)", r"\xea\xb2\x80\xec\x83\x89"
"""The last syllables of words for a channel of KakaoTalk, and the word for searching."""
_WIDE_DIGIT = r"(?:[0-9]|\xef\xbc[\x90-\x99])"
_SAID_DASH = r" ?\xe3\x81\xae ?"
"""の, which Japanese say for the dash of a number."""
_SEPARATOR = (
    r"(?:[ .()\[\]\-\t]|\xe2[\x80-\x81].|\xc2[\xa0\xb7]|\xef[\xb8\xbc].|\xe3[\x80\x83].|\xe2\x83\xa3|"
    + "|".join(map(utf8_expression, DASHES))
    + ")"
)
_MARKED = r"(?:[\xc3-\xd1]|\xe1[\xb8-\xbb])[\x80-\xbf]"
"""The UTF-8 of a letter with a mark, or of a look-alike of a Latin letter."""
_BASE58 = "[1-9A-HJ-NP-Za-km-z]"
GLUED_NAMES = (
    *("Solana", "SOL", "Toncoin", "TON", "TRON", "Tron", "TRX", "Bitcoin", "BTC", "Litecoin", "LTC", "Dogecoin", "DOGE", "Ripple", "XRP"),
    *("Ledger", "Ethereum", "ETH", "USDT", "TRC20", "TRC-20", "ERC20", "ERC-20", "BEP20", "BEP-20", "BNB", "Wallet", "Address"),
)
"""Names of coins and words that a page without spaces puts directly before an address."""


@cache
def anchors() -> tuple[Matcher[str], Matcher[str]]:
    """Return the matchers of the first pass, (numbers, words). A pattern's key names the reader to call.

    Two matchers, because a combined one is slower.
    """
    return Matcher(dict.fromkeys(_number_anchors())), Matcher(dict.fromkeys(_word_anchors()))


def _number_anchors() -> Iterator[Pattern[str]]:
    """Yield the patterns of numbers."""
    yield from (
        Pattern("digits", f"(?:[0-9]{_SEPARATOR}{{0,3}}){{6}}[0-9][^0-9]", literal=False),
        Pattern("digits", f"(?:{_DIGIT}{_SEPARATOR}{{0,3}}){{6}}{_DIGIT}[^0-9]", literal=False, hint=_FOREIGN_DIGIT),
        Pattern("digits", rf"(?:{_DRAWN_DIGIT}{_SEPARATOR}{{0,3}}){{7}}", literal=False, hint=f"{_DRAWN_DIGIT}{{3}}"),
        Pattern("digits", f"[0-9]{_SEPARATOR}?{_DRAWN_DIGIT}{{3}}", literal=False, hint=f"{_DRAWN_DIGIT}{{3}}"),
        Pattern("digits", f"{_DRAWN_DIGIT}{{3}}{_SEPARATOR}?[0-9]{{3}}", literal=False, hint=f"{_DRAWN_DIGIT}{{3}}"),
        Pattern(
            "digits",
            f"[01](?:[ -]?[0-9]){{0,7}}[ -]?{_WORD_DIGIT}(?:[ -]?[0-9]){{2}}",
            literal=False,
            hint=f"[0-9][ -]?{_WORD_DIGIT}[ -]?[0-9]",
        ),
        Pattern("digits", r"\xe1\x80\x9d[ .-]?(?:\xe1\x81[\x80-\x89]|[0-9])", literal=False),  # the letter wa for a Burmese zero
        Pattern(
            "digits", r"\xe1\x81\x80(?:\xe1\x81[\x80-\x89]){1,3}\xe1\x81\x8a\xe1\x81[\x80-\x89]", literal=False
        ),  # Burmese commas for dashes
        Pattern("digits", rf"{_WIDE_DIGIT}{{1,4}}{_SAID_DASH}{_WIDE_DIGIT}{{4}}[^0-9]", literal=False),  # 080の4411の2098
        *(
            Pattern("digits", rf"[0-9](?:-[0-9x])?[ \n,;|/-]{{1,5}}(?:e )?{account}", literal=False, caseless=True)
            for account in ("conta[^a-z]", "c/[cp]")
        ),  # of Brazil's accounts many have five digits
        *(
            Pattern(key, word, caseless=word.isascii())
            for word in phrases("around_contacts", "area_code")
            for key in ("area code", "digits")
            if word != "std"  # which is much else
        ),
        Pattern("digits", r"[^0-9/]0[0-9]{2,4} ?/ ?[1-9][0-9](?: [0-9]{2}){2}[^0-9/]", literal=False),  # 06167/93 95 18
        Pattern("stroked", r"[^0-9/]0[0-9]{2,3} ?/ ?[0-9]{4} ?/ ?[0-9]{3,4}[^0-9/]", literal=False),
        Pattern("stroked", r"[^0-9/]0(?: [0-9]){1,3} ?/(?: ?[0-9]){3,4} ?/(?: ?[0-9]){3,4}[^0-9/]", literal=False),
        Pattern("stroked", r"[^0-9/]0[0-9]{2,4} ?[/_] ?[0-9]{3}(?: ?[/_] ?[0-9]{3,4}|[0-9]{2,4})[^0-9/]", literal=False),
        Pattern(
            "lettered",
            r"[^0-9A-Za-z][+(0Oo](?:[ .()-]{0,3}[0-9OoIl]){7,12}[^0-9A-Za-z]",
            literal=False,
            hint=r"[0-9][ .-]?[OoIl][ .-]?[0-9]",
        ),
        Pattern(
            "lettered",
            r"[^0-9A-Za-z][2-9O][0-9OIl]{2}(?:\) ?|[ .-])[2-9OIl][0-9OIl]{2}[ .-][0-9OIl]{4}[^0-9A-Za-z]",
            literal=False,
            hint=r"[0-9][ .-]?[OIl]|[OIl][ .-]?[0-9]",
        ),
        Pattern("lettered", r"1[ .-]?\(?8(?:00|33|44|55|66|77|88)\)?[ .-]{1,2}[0-9-]{0,4}[A-Za-z]", literal=False),
        Pattern("lettered", r"[^0-9]8(?:00|33|44|55|66|77|88)(?:\)[ .-]?|[.-])[0-9-]{0,4}[A-Z]{2}", literal=False),
        Pattern("lines", r"\+[1-9][0-9 .()-]{0,10}[0-9)][ -]?\n ?[0-9]", literal=False),
        Pattern("lines", r"[^0-9A-Za-z]8(?:00|33|44|55|66|77|88)(?:[ .-]?[0-9]{3})?[ -]?\n ?[0-9]{3}", literal=False),
        *_spoken_anchors(),
        Pattern("short", r"[+](?:[1-9][0-9]{0,2}\)?[ -]?)?[0-9]{3,5}[^0-9]", literal=False),
        Pattern("short", f"{_FOREIGN_DIGIT}{{3}}", literal=False, hint=_FOREIGN_DIGIT),
    )


def _word_anchors() -> Iterator[Pattern[str]]:
    """Yield the patterns of all else: mailboxes, messengers, wallets, links, tools."""
    table = channels()
    hosts = [head[:-1] for head in sorted(table.spelling["link-heads"]) if "." in head and head.find("/") == len(head) - 1]
    yield from (
        Pattern("mail", r"[A-Za-z0-9_.+-]@[A-Za-z0-9]", literal=False),
        Pattern("mail", rf"{_MARKED}@[A-Za-z0-9]", literal=False, hint=r"[\x80-\xbf]@[A-Za-z0-9]"),
        Pattern("foreign mail", rf"(?:[A-Za-z0-9_]|{_MARKED})@[A-Za-z0-9.-]{{0,40}}[\xc3-\xef]", literal=False),
        *_mail_anchors(table.spelling),
        Pattern("spelled mail", r"[\[({<#*] ?@ ?[\])}>#*]", literal=False),
        Pattern("spelled mail", r"[A-Za-z0-9_] ?[\[(][aA][\])] ?[A-Za-z0-9]", literal=False),
        Pattern("spelled mail", r"[A-Za-z0-9_]\xe2[\x96-\x99][\x80-\xbf][A-Za-z0-9]", literal=False),
        *(
            Pattern("spelled mail", word)
            for word in ("を@に", "を＠に", "→@", "→ @", "bằng @", "dengan @", "with @", "เป็น @", "เป็น@", "को @")
        ),
        *(Pattern("messenger", f"{friend} @") for friend in ("เพิ่มเพื่อน", "เพิ่มเพื่อน:", "แอดเพื่อน", "(มี", "플친", "플러스친구", "플러스 친구")),
        *(
            Pattern("messenger", head)
            for head in ("텔@", "텔 @", "텔:@", "텔: @", "V：", "v：", "Ｖ：", "ｖ：", "Q：", "q：", "Ｑ：", "ｑ：")
        ),
        Pattern("spelled mail", r"[a-z0-9] AT [a-z0-9]", literal=False),
        Pattern(
            "spelled mail",
            r"(?:mail|e-?mel|surel)(?: address)? ?[:\n] ?[a-z0-9][a-z0-9._+-]{1,62} at [a-z0-9]",
            literal=False,
            caseless=True,
        ),
        Pattern(
            "spelled mail",
            r"[a-z0-9] ?\( ?@?(?:gmail|yahoo|ymail|outlook|hotmail|icloud|proton|protonmail)\.",
            literal=False,
            caseless=True,
        ),
        Pattern("spelled mail", r"(?:[:\n|]|\xef\xbc\x9a) ?[A-Za-z0-9][A-Za-z0-9._+-]{0,40}(?: @|@ )[A-Za-z0-9-]+\.", literal=False),
        Pattern("spelled mail", r"[A-Za-z0-9](?: @|@ )(?:gmail|yahoo|ymail|outlook|hotmail|icloud|proton|qq|163)\.", literal=False),
        Pattern("spelled mail", r"[A-Za-z0-9][-_]at[-_][A-Za-z0-9]", literal=False, caseless=True),
        *(
            Pattern("spelled mail", f"{verb}{gap}@")
            for verb in ("换成", "換成", "改成", "改为", "改為", "换为", "換為", "换", "換", "改")
            for gap in ("", " ")
        ),
        Pattern("messenger", r"(?:\xea\xb5\xac|\xed\x94\x8c\xec\xb9\x9c|\xeb\x84\x90|\xed\x86\xa1)[ :\n]{0,3}@[\xea-\xed]", literal=False),
        Pattern(
            "messenger",
            rf"{_CHANNEL}[ :\n\"']{{0,3}}(?:[\xea-\xed][\x80-\xbf]{{2}}|[A-Za-z0-9_]){{2,20}}[\"']?"
            rf"(?:\xec\x9d\x84|\xeb\xa5\xbc)? ?{_SEARCH}",
            literal=False,
            hint=_SEARCH,
        ),
        Pattern("messenger", r" @[A-Za-z][A-Za-z0-9]{1,30}_[A-Za-z0-9]", literal=False),
        Pattern("messenger", f"(?:{_alternation(('ไอดี', 'ໄອດີ', 'အိုင်ဒီ', 'អាយឌី'))})[ :]{{0,3}}[A-Za-z@]", literal=False),
        Pattern("messenger", r"live:[.A-Za-z][A-Za-z0-9._-]{4}", literal=False),
        Pattern("mail", "＠"),
        Pattern("mail", "﹫"),
        Pattern("wallet", rf"[^0-9A-Za-z]{_BASE58}{{25,47}}[^0-9A-Za-z]", literal=False, hint=_BASE58 + "{25}"),
        Pattern("wallet", rf"(?:{'|'.join(GLUED_NAMES)}){_BASE58}{{25,47}}[^0-9A-Za-z]", literal=False, hint=_BASE58 + "{25}"),
        Pattern("wallet", r"0x[0-9A-Fa-f]{40}[^0-9a-z]", literal=False),
        Pattern("wallet", r"(?:bc|ltc)1[02-9ac-hj-np-z]{11}", literal=False, caseless=True),
        Pattern("wallet", r"[EU]Q[0-9A-Za-z_+/-]{46}", literal=False),
        Pattern("wallet", r"0:[0-9A-Fa-f]{64}[^0-9A-Za-z]", literal=False),
        Pattern("split wallet", r"0x[0-9A-Fa-f]{0,39}[ \n-]{1,2}[0-9A-Fa-f]{2}", literal=False),
        Pattern("split wallet", r"(?:bc|ltc)1[02-9ac-hj-np-z]{1,58}[ \n-]{1,2}[02-9ac-hj-np-z]{2}", literal=False, caseless=True),
        Pattern("split wallet", rf"[^0-9A-Za-z][13TLDr]{_BASE58}{{3}}(?:[ -]{_BASE58}{{4}}){{5}}[ -]{_BASE58}", literal=False),
        Pattern(
            "split wallet",
            rf"[^0-9A-Za-z][13TLDr]{_BASE58}{{11,32}}[ -]?\n ?{_BASE58}{{2}}",
            literal=False,
            hint=rf"{_BASE58}{{12}}[ -]?\n",
        ),
        Pattern("emv", "000201"),
        *(Pattern("url", head, caseless=True) for head in sorted(table.spelling["link-heads"])),
        Pattern("url", f"(?:{'|'.join(map(re.escape, hosts))}):[0-9]{{1,5}}/", literal=False, caseless=True),
        Pattern("url", r"[^A-Za-z0-9](?:t|wa|line|zalo|m) ?[\[({] ?(?:\.|dot) ?[\])}] ?me ?/", literal=False, caseless=True),
        Pattern("url", r"[^A-Za-z0-9](?:t|wa|zalo)(?: \. ?|\. )me ?/", literal=False, caseless=True),
        Pattern("url", r"[^A-Za-z0-9](?:t|wa|zalo)\.me(?: /|/ )", literal=False, caseless=True),
        *word_anchors("above", (*phrases("same_number", "above"), *phrases("same_number", "first_above")), ""),
        *word_anchors("hotline", table.labels["hotline"], ""),
        *word_anchors("messenger", (word for kind in ID_FOLLOWS for word in table.labels[kind]), _ID_AHEAD),
        *_tool_anchors(),
    )


def _tool_anchors() -> Iterator[Pattern[str]]:
    """Yield the patterns of names of tools: listed ones one by one, made ones together, tool by tool."""
    tools = channels().tools
    yield from word_anchors("tool", (word for tool in tools for word in tool.spellings if word in tool.words or not word.isascii()), "")
    for tool in tools:
        made = [word for word in tool.spellings if word not in tool.words and word.isascii()]
        for at in range(0, len(made), _WORDS_A_PATTERN):
            yield Pattern("tool", f"[^A-Za-z](?:{_alternation(made[at : at + _WORDS_A_PATTERN])})[^A-Za-z]", literal=False, caseless=True)
    yield Pattern("tool", KEYS, literal=False, caseless=True)


ID_FOLLOWS = ("line", "telegram", "wechat", "qq", "qq-group", "kakaotalk", "skype", "signal", "messenger")
"""Labels that are followed by an id. The other labels are followed by a phone number, which the digit patterns find."""
_ID_AHEAD = r"[^A-Za-z0-9]{0,64}(?:[A-Za-z0-9]|\xef\xbc[\x90-\x99])"


def _mail_anchors(spelling: Mapping[str, frozenset[str]]) -> Iterator[Pattern[str]]:
    """Yield the patterns for words that replace @: in half-width or full-width brackets, or directly after a possible mailbox name.

    "at" may have spaces inside its brackets. The other ASCII words are literals without spaces, because they occur in every text.
    """
    bracketed, alone = spelling["at"] | spelling["at-alone"], spelling["at-alone"]
    yield Pattern("spelled mail", r"[\[({<#*] ?at ?[\])}>#*]", literal=False, caseless=True)
    for word in sorted(word for word in bracketed if word.isascii() and word != "at"):
        yield from (Pattern("spelled mail", f"{opening}{word}{closing}", caseless=True) for opening, closing in ("()", "[]", "{}"))
    opening = r"(?:[\[({<#*]|\xef\xbc[\x88\xbb]|\xe3\x80[\x90\x94])"
    yield Pattern("spelled mail", rf"{opening} ?(?:{_alternation(word for word in bracketed if not word.isascii())})", literal=False)
    yield Pattern(
        "spelled mail",
        r"(?:\xef\xbc[\x88\xbb]|\xe3\x80[\x90\x94]|\xe2\x80\xb9|\xc2\xab) ?(?:at|@) ?(?:\xef\xbc|\xe3\x80|\xe2\x80\xba|\xc2\xbb)",
        literal=False,
        caseless=True,
    )
    yield Pattern("spelled mail", rf"(?:[a-z0-9]|{_MARKED}) @ [a-z0-9]", literal=False, caseless=True)
    yield Pattern("spelled mail", rf"[A-Za-z0-9_] ?(?:{_alternation(alone)}) ?[A-Za-z0-9]", literal=False, caseless=True)
    yield Pattern("spelled mail", rf" (?:{_alternation(spelling['dot-spoken'])}) [a-z]", literal=False, caseless=True)


def _alternation(words: Iterable[str]) -> str:
    return "|".join(utf8_expression(re.escape(word)) for word in sorted(words))


def _spoken_anchors() -> Iterator[Pattern[str]]:
    """Yield patterns for three digit words, or a zero word and one more before digits. One pair per language; all together do not
    compile.
    """
    for every, zeros in spoken_digits.anchor_rows():
        word, zero = f"(?:{_alternation(every)})", f"(?:{_alternation(zeros)})"
        yield Pattern("spoken", f"{word}(?:[ ,-]{{0,2}}{word}){{2}}", literal=False, caseless=True)
        yield Pattern("spoken", f"{zero}[ -]?{word}(?:[ -]{{1,3}}|{_SAID_DASH}){_DIGIT}{{3}}", literal=False, caseless=True)


_WORDS_A_PATTERN = 60  # more words do not compile when a tail is added


def word_anchors(key: str, words: Iterable[str], tail: str) -> Iterator[Pattern[str]]:
    """Yield patterns for words. ASCII words must be whole; others may be part of a longer word and must be followed by the tail."""
    others: list[str] = []
    for word in words:
        if word.isascii():
            yield Pattern(key, rf"[^A-Za-z]{re.escape(word)}[^A-Za-z]", literal=False, caseless=True)
        else:
            others += spellings(word)
    others = list(dict.fromkeys(others))
    if tail:  # a longer word is found through the shorter word in it
        known = frozenset(others)
        others = [word for word in others if not any(part in known for part in _parts(word))]
    for at in range(0, len(others), _WORDS_A_PATTERN):
        yield Pattern(key, f"(?:{_alternation(others[at : at + _WORDS_A_PATTERN])}){tail}", literal=False)


def _parts(word: str) -> Iterator[str]:
    """Yield every part of a word that is shorter than the word."""
    for size in range(1, len(word)):
        for at in range(len(word) - size + 1):
            yield word[at : at + size]


def spellings(word: str) -> tuple[str, ...]:
    """Return the case variants that a byte-wise matcher cannot fold: the word itself if ASCII, else up to four."""
    if word.isascii():
        return (word,)
    return tuple(dict.fromkeys((word, word.upper(), word.title(), word.capitalize())))


CALLS = frozenset(("phone", "hotline"))
DIALLED = CALLS | {"fax"}


def calling_words() -> dict[str, None]:
    """Return all words that may mark a number as one to call: labels, verbs after it, emergency services, words for help."""
    table = channels()
    labels = (word for name in sorted(CALLS) for word in table.labels[name])
    return dict.fromkeys(
        (*phrases("short_numbers", "called_after"), *labels, *sorted(table.spelling["emergency"] | table.spelling["asking"]))
    )
