"""What is known in a label of a host: names of organisations and words of the lexicon."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from scamtriage.knowledge.hosts import suffixes
from scamtriage.knowledge.hosts.suffixes import Class
from scamtriage.knowledge.judgement import name_model
from scamtriage.knowledge.language import brands, innocent_words, lexicon_table
from scamtriage.knowledge.language.brands import SHORT_LATIN, Brand, Name
from scamtriage.knowledge.language.label_scan import Label, LabelScan, Place, Rule, longest
from scamtriage.knowledge.language.lexicon_table import Token
from scamtriage.knowledge.language.lookalikes import ONE_SLIP_LEAST, Likeness, skeleton
from scamtriage.knowledge.small_tables import small_tables

TRANSLATIONS = "translate.goog"
"""Below it are Google's translations of pages."""
_ADDRESS_LEAST = 5
"""Fewest letters of the first label of an official domain that counts as a name of its owner."""
_BESIDE_LEAST, _WITH_LEAST = 5, 3
"""Fewest letters of a word of action that a short name may stand next to without a gap, and of an everyday word that is there with it."""
_TAIL_MOST = 5
"""Most letters that a name has of its own beside a word such as "bank" whose neighbours may make it another name."""
_OF_OTHERS = frozenset({"classic", "country", "restricted"})
"""Classes of suffixes under which a bank may be held that our table lacks. Below new ones and platforms who ends like a bank means it."""
_ABBREVIATED_MOST = 3
"""Most letters of an abbreviation that other bodies in other countries have as well."""
_TRADE_MOST, _INITIALS_MOST = 6, 2
"""Most letters of a name with another word of a trade than "bank" that may be a part of another, if it has more of its own than initials:
"ayapay", and not "trustwallet"."""
_CROSSING_LEAST = 6
"""Fewest letters of an everyday word that is read across the edge of a name."""

_BANK = "bank"
_BEFORE = frozenset({"my", "the", "www", "app", "net", "web", "new", "e", "i", "m", "id", "vn", "th", "ph", "kh", "sg", "hk"})
_AFTER = frozenset({"app", "net", "web"})
"""What stands before and after a name without making it another, and is too short to be found among other letters."""

Hit = tuple[str, int, int, Name | Token]
"""(string, start, end, meaning)."""
Found = tuple[str, int, int, Name | Token | None]
"""The same, or an ordinary word that hides a name."""


def meant(label: Label, suffix: str, suffix_class: Class, *, left: bool = False) -> list[Hit]:
    """The longest hits in a label of a host below this public suffix. `left`: it is left of the registered name. An ordinary word that
    contains a name ("setelah") hides it and is not a hit itself."""
    found = _known().scan(label)
    if not found:
        return []
    of_others = suffix_class in _OF_OTHERS
    found = [hit for hit in found if not isinstance(hit[3], Name) or not _misread(label, hit, of_others=of_others)]
    if suffix_class == "country" or (left and of_others):
        country = suffixes.load().country_of(suffix)
        found = [hit for hit in found if not _is_another(label, hit, country)]
    if len(found) > 1:
        found = longest(found)
    return [(string, start, end, meaning) for string, start, end, meaning in found if meaning is not None]


def is_translation(registrable: str) -> bool:
    """Whether the name is that under which Google translates an official domain's pages: "www-dbs-com-sg.translate.goog". Nobody chose it.
    A hyphen of the translated name is written as two."""
    label, _, suffix = registrable.partition(".")
    if suffix != TRANSLATIONS:
        return False
    labels = label.replace("--", "_").replace("-", ".").replace("_", "-").split(".")
    return any(brands.load().official_for(".".join(labels[at:])) is not None for at in range(len(labels)))


def likeness_of(part: str) -> Likeness[Brand] | None:
    """Whom a part of a label resembles. One that reads as two everyday words may be one slip from an official label, and copies none:
    "studentloans", "streamcommunity"; nor is it copied by letters where it is such a word itself: "immigrations". One of five letters
    ("apple") is near other words: Dutch "appel"."""
    found = brands.load().lookalikes.find(part)
    if found is None or not part.isascii():
        return found
    everyday, letters = innocent_words.is_spelled(found.official), part.replace("-", "")
    if everyday and found.how == "slip" and len(found.official) < ONE_SLIP_LEAST:
        return None
    misspelt = everyday and letters.isalpha() and skeleton(part) != found.official
    if found.how == "shape" and (misspelt or innocent_words.are_two(letters)):
        return found._replace(how="slip")
    return found


def _is_another(label: Label, hit: Found, country: str) -> bool:
    """Whether an abbreviation that nothing parts from a word stands for something else than an organisation that our table has, which does
    no business in the country: the British DBS in "dbsupdateservice", or a desk of the name's holder ("bpisupport", left of it)."""
    string, start, end, name = hit
    if not isinstance(name, Name) or len(string) > _ABBREVIATED_MOST or (start in label.bounds and end in label.bounds):
        return False
    return not country or not name.brand.works_in(country)


def _misread(label: Label, hit: Found, *, of_others: bool) -> bool:
    """Whether nobody who reads the label reads this name in it."""
    _, start, end, _ = hit
    if start in label.bounds and end in label.bounds:
        return False
    torn = label.text is not label.given and _torn(label, hit)
    return torn or (of_others and _part_of_another(label, hit)) or _crossed(label, hit)


def _part_of_another(label: Label, hit: Found) -> bool:
    """Whether a name is the end of another that bears the same word of a trade: "hanabank" in "lannathanabank", "webank" in "shwebank"; or
    its beginning: "bankislam" in "bankislami". Words that the organisation itself puts there part them: "myhanabank", "hanabanklogin"."""
    string, start, end, _ = hit
    own, left = _own_part(string)
    if not own or len(own) > _TAIL_MOST or (_BANK not in string and len(own) > _INITIALS_MOST and len(string) > _TRADE_MOST):
        return False
    beside = label.text[end : label.bound_after(end)] if left else label.text[label.bound_before(start) : start]
    if not beside or beside in (_AFTER if left else _BEFORE):
        return False
    return not _goes_with_names(beside)


@lru_cache(maxsize=4_096)
def _own_part(string: str) -> tuple[str, bool]:
    """(what a name has beside a word of a trade at its end, False), or ("bank" at its start, True); ("", False) without such a word. Other
    words of trades begin names by chance: "paypal"."""
    for word in small_tables().trade_words.words:
        if string.endswith(word) and string != word:
            return string.removesuffix(word), False
    return (string.removeprefix(_BANK), True) if string.startswith(_BANK) and string != _BANK else ("", False)


def _goes_with_names(beside: str) -> bool:
    """Whether what stands right beside a name consists of words or of another name, or begins or ends with a word that goes with the name
    of any organisation."""
    tables, vocabulary = small_tables(), name_model.load().vocabulary
    known = tables.action_words.words | tables.beside_names.words | tables.others_words.words
    if any(beside[:size] in known or beside[-size:] in known for size in range(_BESIDE_LEAST - 1, len(beside) + 1)):
        return True
    if (len(beside) >= _WITH_LEAST and beside in innocent_words.load().words) or sum(
        len(word) for word, _ in vocabulary.cut(beside)
    ) == len(beside):
        return True
    return any(end - start >= _BESIDE_LEAST - 1 for _, start, end, _ in brands.load().scan.scan(Label(beside)))


def _crossed(label: Label, hit: Found) -> bool:
    """Whether an everyday word is read across the edge of a short name, or around it: "consulting" in "ocbconsulting"."""
    string, start, end, _ = hit
    own, left = _own_part(string)
    if len(own or string) > _TAIL_MOST:
        return False
    if own:  # the word of the trade stands there in any case
        start, end = (start + len(_BANK), end) if left else (start, start + len(own))
    text, words = label.text, _crossing()
    first, last = label.bound_before(start), label.bound_after(end)
    if own and not left and first < start and innocent_words.is_spelled(text[first:end]):  # "bali" before "express" is no "ali"
        return True
    begun = ((a, b) for a in range(first, start) for b in range(start + 1, end + 1))
    ended = ((a, b) for a in range(start, end) for b in range(end + 1, last + 1))
    return any(b - a >= _CROSSING_LEAST and text[a:b] in words for a, b in (*begun, *ended))


@cache
def _crossing() -> frozenset[str]:
    """Everyday words, and those of others who deal with organisations. Not those that go with an organisation's name, whose first letter
    is saved where they follow it ("uspsupport")."""
    tables = small_tables()
    joining = tables.action_words.words | tables.beside_names.words
    everyday = innocent_words.load().words | tables.others_words.words | tables.ordinary_words.words
    return frozenset(word for word in everyday if len(word) >= _CROSSING_LEAST) - joining


def _torn(label: Label, hit: Found) -> bool:
    """Whether a name is made of the ends of two words that a hyphen parts, and has no gap there itself: "posb" in "pos-billing", which
    nobody reads. Who breaks a name up to hide it leaves no word, or nearly the name: "net-flixsecure", "chrono-poste"."""
    _, start, end, meaning = hit
    gaps = meaning.gaps if isinstance(meaning, Name) else ()
    if not any(start < part < end and part - start not in gaps for part in label.parts):
        return False
    is_word = name_model.load().vocabulary.is_word
    for a, b in pairwise(sorted(label.bounds)):
        if (a < start < b and 2 * (b - start) < b - a) or (a < end < b and 2 * (end - a) < b - a):
            return is_word(label.text[a:b])
    return False


def _addresses() -> Iterator[tuple[str, Rule, Name]]:
    """The first labels of official domains by which their owners are known beside their names: "bochk". Not those that are words, or are
    made of two."""
    known, vocabulary = frozenset(innocent_words.load().labels), name_model.load().vocabulary
    for brand in brands.load().rows:
        for label in dict.fromkeys(domain.partition(".")[0] for domain in brand.official):
            if len(label) < _ADDRESS_LEAST or not label.isalpha() or not label.isascii() or vocabulary.is_word(label):
                continue
            halves = ((label[:at], label[at:]) for at in range(3, len(label) - 2))
            if label in known or any(a in known and b in known for a, b in halves):
                continue
            if not brands.load().scan.scan(Label(label)):
                yield label, "token", Name(brand, label, alone=True, shared=True)


def _is_telling(string: str, name: Name) -> bool:
    """Whether a short name that nothing parts from a word of action means its organisation: it counts alone, or is a bank's and no word.
    "lineupdate" may speak of a line."""
    if len(string) < SHORT_LATIN or not string.isalpha():
        return False
    return name.alone or (name.brand.sector == _BANK and not name_model.load().vocabulary.is_word(string))


@cache
def _known() -> LabelScan[Name | Token | None]:
    """One scanner for brands, lexicon words, and ordinary words with the meaning None."""
    names: list[tuple[str, Place, Name | Token | None]] = []
    for string, rule, name in (*brands.load().names, *_addresses()):
        beside = rule != "anywhere" and _is_telling(string, name)
        names += [(string, "beside", name)] if beside and rule == "token" else [(string, rule, name)]
        names += [(string, "beside", name)] if beside and rule == "prefix" else []
    tables, scan = small_tables(), brands.load().scan
    ordinary = tables.ordinary_words.words
    hiding = [word for word in ordinary if any(end - start < len(word) for _, start, end, _ in scan.scan(Label(word)))]
    return LabelScan(
        [*names, *lexicon_table.load(), *((word, "anywhere", None) for word in sorted(hiding))],
        words=frozenset(word for word in tables.action_words.words if len(word) >= _BESIDE_LEAST),
        more=frozenset(word for word in tables.beside_names.words if len(word) >= _WITH_LEAST),
    )
