"""Decide whether a word is negated by its context: "not a safe account" offers none."""

import re

_WORDS_BEFORE = 3
_SYLLABLES_BEFORE = 6
"""The same for languages that are written in syllables, such as Vietnamese."""
_SYLLABIC = frozenset(("không", "khong", "chẳng", "chang"))
_LATIN_BEFORE = frozenset(
    (
        *("no", "not", "never", "don't", "doesn't", "didn't", "won't", "can't", "isn't", "aren't", "without", "nor", "không", "khong"),
        *("chẳng", "chang", "tidak", "tanpa", "bukan", "bukanlah", "tak", "hindi", "huwag", "walang", "wag", "đừng", "chớ", "jangan"),
        *("usah", "dilarang"),
    )
)
_NO_DENIAL = frozenset(
    (
        *("miss", "wait", "hesitate", "worry", "delay", "forget", "bỏ", "lỡ", "quên", "lo", "ngại", "chần"),
        *("lewatkan", "lepaskan", "ketinggalan", "ragu", "khawatir", "tunda", "lupa", "bimbang", "risau", "segan", "terlepas"),
        *("palampasin", "mag-alala", "mag-atubili", "kalimutan", "magpahuli"),
    )
)
"""Verbs whose negation urges the reader on: "do not miss our bonus"."""
_CORES = ("n't", "n’t", *sorted(word for word in _LATIN_BEFORE if "'" not in word and word not in ("not", "nor", "bukanlah")))
_CORE = re.compile("|".join(_CORES))
"""At least one of these occurs in any negation."""
_SENTENCE_END = re.compile(r"[.!?;:。！？；\n]\s*+")
_DIRECTLY_BEFORE = (
    *("ไม่", "มิ", "ไม่มี", "ไม่ต้อง", "ไม่เก็บ", "ไม่คิด", "ไม่เสีย", "ไม่เคย", "ไม่เรียกเก็บ", "ไม่ต้องจ่าย", "ไม่ต้องเสีย"),
    *("ไม่ขอ", "ไม่ถาม", "ไม่สอบถาม", "ไม่มีการขอ", "ไม่เคยขอ", "ไม่มีนโยบายขอ"),
    *("ບໍ່", "ບໍ່ມີ", "ບໍ່ຕ້ອງ", "ບໍ່ເກັບ", "ບໍ່ເຄີຍ"),
    *("មិន", "គ្មាន", "មិនយក", "មិនសុំ", "មិនដែល", "មិនតម្រូវឱ្យ", "មិនចាំបាច់"),
    *("不", "非", "未", "無", "无", "不是", "不收", "不收取", "没有", "沒有", "无需", "無需", "不用", "不需"),
)
_LAST_BEFORE = frozenset(word[-1] for word in _DIRECTLY_BEFORE)
# "Do not" in scripts without spaces: before the verb, with up to a word or two between.
_ORDER = re.compile("อย่า|ห้าม|ຢ່າ|ຫ້າມ|កុំ|ហាម|勿|不要|千万别|千萬別|请别|請別|严禁|嚴禁|禁止")
_ORDER_CHARS = 12
_ORDER_REACH = 2 * _ORDER_CHARS
"""Characters searched for an order: the longest one, and those behind it."""
_NO_ORDER = re.compile(
    r"[\s,，、。;；:：.!?！？]|และ|แล้ว|จน|ต้อง|พลาด|รอช้า|ลืม|กังวล|ແລະ|ແລ້ວ|ພາດ|ລືມ|និង|ហើយ|ភ្លេច|并|並|而|后|後|再|错过|錯過|犹豫|猶豫|担心|擔心|忘"
)
"""Text between "do not" and the word that cancels the negation: a new sentence begins, or it is "do not miss" or "do not forget"."""
# Negations after the word. Korean 않/없 follow a particle or ending, 안 is a separate word; Japanese follows its particles; Hindi within
# two words.
# "Do not" (지 마, ないで, ပါနဲ့) follows the verb, which may be a word or two after its object.
# "Do not forget", "miss", "hesitate" or "worry" are no negations.
_OR_ELSE = r"(?!으면|으시면|으신|다면|을\s?(?:경우|시|때)|는\s?(?:경우|다면|분)|은\s?(?:경우|분|계정|고객|회원)|[았었]다면)"
"""After a Korean "not": "if you do not verify, …" and "accounts that are not verified …" ask for the verification."""
_NO_LETTER = r"(?![\u0900-\u0963\u0966-\u097f])"
_OTHERWISE = (
    rf"(?!\s(?:(?!नहीं\s)[^\s,।॥.!?]{{1,12}}\s){{0,3}}तो{_NO_LETTER}"
    r"|\s(?:[^\s,।॥.!?]{1,12}\s)?[^\s,।॥.!?]{0,10}ने\s(?:पर|की\s(?:स्थिति|दशा|सूरत))"
    rf"{_NO_LETTER})"
)
"""The same in Hindi: नहीं तो (or else), नहीं किया तो (if not done), न करने पर (upon not doing).

"Do not give it, or else …" is still a negation.
"""
_DIRECTLY_AFTER = re.compile(
    rf"[가-힣]{{0,3}}\s?(?:하지|되지|을|를|이|가|은|는)?\s?(?:않|없){_OR_ELSE}|\s?안\s"
    rf"|(?:[가-힣]{{0,6}}(?<![고후면서며])\s){{0,2}}(?![가-힣]{{0,4}}(?:잊|놓치|망설이|주저하|미루|걱정하|염려하)지)[가-힣]{{0,6}}지(?:는|도)?\s?(?:마|말|않){_OR_ELSE}"
    r"|(?:は|では|が|も|を)?(?:ありません|(?:ではない|ない)(?!場合|とき|時は|方)|なし|いたしません|しません)"
    r"|(?![ぁ-ん\u4e00-\u9fff]{0,7}(?:忘れ|迷わ|逃さ|ためらわ|心配し)ない)[ぁ-ん\u4e00-\u9fff]{0,8}(?:ないで|てはいけ|てはなりま|ちゃだめ)"
    r"|[ぁ-ん\u4e00-\u9fff]{0,10}ことは?(?:一切|絶対に|決して)?(?:ありません|ございません|ない)"
    r"|[ぁ-ん]{0,3}(?:お?尋ねし|お?聞きし|お?願いし|求め|要求し|依頼し|請求し)(?:は|ては|ており)?ません"
    r"|(?![\u1000-\u109f]{0,12}မမေ့)[\u1000-\u109f]{0,12}ပါ(?:နဲ့|နှင့်)"
    r"|\s(?:[^\s,।॥.!?]{1,12}\s){0,2}"
    rf"(?:(?:नहीं|न){_NO_LETTER}{_OTHERWISE}|मत{_NO_LETTER})(?!\s(?:भूल|चूक|हिचक|घबरा))"
)
_LOOK_AHEAD = 80
"""Characters read after a word. The negation is within thirty, and what cancels it follows directly; a cut between them would give a
negation."""
_LOOK_BACK = 60
_LIST_BACK, _OR_AHEAD, _LIST_WORDS = 140, 40, 4
"""For a list that is negated as a whole: characters before the word, characters after it that may contain "or", and words per item."""
_OR = re.compile(r"[\s,](?:or|nor|atau|ataupun|hoặc|hay|o|kaya|ni)\s")
_PART = re.compile(r"[,،]|\s(?:or|nor|atau|ataupun|hoặc|hay|o|kaya|ni|and|dan|và|at)\s")
_QUOTES = "\"'“”‘’(),"


def negated(text: str, start: int, end: int) -> bool:
    """Return whether the span of the text is negated (definitions.text_match).

    Negations are directly before it in Thai, Lao, Khmer and Chinese, within three words before it in the same sentence in Latin scripts,
    and directly after it in Korean, Japanese, Burmese and Hindi.
    """
    before = text[start - _LOOK_BACK if start > _LOOK_BACK else 0 : start].casefold()
    close = before.rstrip()
    if close[-1:] in _LAST_BEFORE and close.endswith(_DIRECTLY_BEFORE):
        return True
    if not (text[start].isascii() and text[end : end + 2].isascii()) and _DIRECTLY_AFTER.match(text[end : end + _LOOK_AHEAD]):
        return True
    if not close:
        return False
    if not close[-1].isascii() and _ordered(close):
        return True
    if not close[-1].isascii() and not close[-1].isalpha():
        return False
    if _CORE.search(close) is None:  # the usual case; avoids splitting sentences
        return False
    said = [word.strip(_QUOTES).replace("’", "'") for word in _SENTENCE_END.split(before)[-1].split()]
    if _NO_DENIAL.intersection(said[-_SYLLABLES_BEFORE:]):
        return False
    if not _LATIN_BEFORE.isdisjoint(said[-_WORDS_BEFORE:]) or not _SYLLABIC.isdisjoint(said[-_SYLLABLES_BEFORE:]):
        return True
    return _listed(text, start, end)


def _listed(text: str, start: int, end: int) -> bool:
    """Return whether it is an item of a list that is negated as a whole: "no tax, guarantee deposit or activation fee"."""
    before = _SENTENCE_END.split(text[max(0, start - _LIST_BACK) : start].casefold())[-1]
    if _CORE.search(before) is None or not (_OR.search(before) or _OR.search(text[end : end + _OR_AHEAD].casefold())):
        return False
    *parts, _ = parted = _PART.split(before)
    if not parts:
        return False
    for part in reversed(parted):
        said = [word.strip(_QUOTES).replace("’", "'") for word in part.split()]
        at = max((number for number, word in enumerate(said) if word in _LATIN_BEFORE), default=None)
        if at is not None:
            rest = said[at + 1 :]
            return len(rest) <= _LIST_WORDS and _NO_DENIAL.isdisjoint(rest)
        if len(said) > _LIST_WORDS:
            return False
    return False


def _ordered(close: str) -> bool:
    """Return whether "do not" precedes the word in the same phrase."""
    ends = [order.end() for order in _ORDER.finditer(close, max(0, len(close) - _ORDER_REACH))]
    return bool(ends) and len(close) - ends[-1] <= _ORDER_CHARS and not _NO_ORDER.search(close, ends[-1])
