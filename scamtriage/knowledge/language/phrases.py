"""Phrases that rooms seek in texts of many languages: the tables in `phrases/`, by class, then by language.

A text of a class of expressions is a regular expression for text in small letters. `{name}` in it stands for any text of the list of that
name: of the same class and language, where the texts themselves stand in `say`, or of the table's [parts].
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any

from msgspec import Meta, defstruct, field

from scamtriage.knowledge.loading import BadTable, Table, Text, Words, matching, one_of, read_table
from scamtriage.knowledge.matcher import Matcher, Pattern

SAY = "say"
REFERENCE = re.compile(r"\{([a-z_]+)\}")
"""The name of a list within an expression; what repeats something holds digits."""
ANY = "any"
"""Signs, which belong to no language."""
LETTERS = {
    **dict.fromkeys(("en", "vi", "ms_id", "fil", "pt", "es", "fr", "de", "it", "tr", "pl", ANY), ""),
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "km": "\u1780-\u17ff",
    "my": "\u1000-\u109f",
    "hi": "\u0900-\u097f",
    "zh": "\u3400-\u9fff",
    "ja": "\u3040-\u30ff\u3400-\u9fff",
    "ko": "\uac00-\ud7a3",
}
"""Language -> its letters besides those of Latin, as a range of an expression. ms_id: Malay and Indonesian, which share most words."""
_LISTED_AS = {"id": "ms_id", "ms": "ms_id", "tl": "fil"}
"""Language of a page -> the one under which its phrases stand."""
Language = Annotated[str, one_of(LETTERS)]
Parts = dict[Annotated[str, matching("[a-z_]+", "must be a name in small letters")], Words]
Said = dict[Language, Words | Parts]
Listed = dict[Language, Words]


class Phrases(Table, frozen=True, kw_only=True):
    """What every table holds besides its classes."""

    as_of: date
    source: Text
    parts: Parts = field(default_factory=dict)


EXPRESSIONS: Mapping[str, tuple[str, ...]] = {
    "appeals": (
        *("worded", "codes", "turning", "unused", "repaired", "receipt_costs", "clinic"),
        *("unseen", "unproved", "identified", "coins", "doubled", "money_only", "full", "ways", "told"),
    ),
    "around_contacts": (
        *("rather_than", "for_what", "official", "spare", "hours", "drawn", "drawn_in", "lottery", "call_behind"),
        *("not_to_call", "not_forbidding", "other_than", "not_to_write", "not_theirs", "at_times", "rather_written_to"),
        *("of_forgers", "used_by_forgers", "area_code", "sold_abroad", "days", "memo", "shared", "sought"),
    ),
    "couriers": ("sender", "beloved", "trunk", "certificate", "secrecy", "demand", "held", "told"),
    "forbidden_goods": ("offer", "passes", "unseen", "denied", "told", "otherwise"),
    "held_sums": ("fee", "waits", "stopped", "supposed", "priced", "told"),
    "hotlines": ("currency", "money", "count", "count_in", "year", "year_in", "extension", "called", "called_in"),
    "lent_accounts": ("means", "secrets", "hand", "hired", "per_card", "otherwise"),
    "links": ("deeds", "rules_of_deeds"),
    "negation": ("unpaid", "directly_after"),
    "paid_ahead": (
        *("let_unseen", "let_limited", "let_keys", "let_whole", "let_nocard", "let_back"),
        *("loan_first", "loan_counter", "loan_returned", "loan_mistake", "loan_person", "loan_till"),
        *("account_out", "gift_person", "gift_meanwhile", "gift_body", "denied", "told", "withheld"),
        *("bank_hush", "bank_retold", "bank_asks", "bank_say", "bank_pretext"),
    ),
    "messenger_accounts": ("number", "sent", "own_code", "secret", "second", "login", "pretext", "told"),
    "paid_again": ("again", "back", "otherwise", "first_back", "retold", "told"),
    "papers": ("paper", "between"),
    "pasted": ("runs", "shells", "shown", "pastes", "enters", "checks", "warns"),
    "payments": ("upi", "upi_apps", "bank_named", "kind", "recorded", "bank_chosen", "licensed"),
    "programme_rules": ("private", "exempt", "closed", "votes", "unlicensed", "kept"),
    "recruitment": (
        "towns",
        "countries",
        "posts",
        "work",
        *("papers", "entry", "crossing", "unseen", "telephone", "repay", "told", "past", "denied", "waived", "own_hands", "trades"),
    ),
    "recovery_fees": ("regain", "returned", "ahead", "hushed", "sole", "wallet", "reached", "listed", "unlawful", "told", "denied"),
    "rescues": (
        *("robbed", "money", "fraud", "scheme", "rescued", "party", "official", "things", "led", "speaker"),
        *("vain", "hacking", "met", "likewise", "swift", "vouched", "betrayed", "calling", "due", "slow"),
    ),
    "same_number": (
        *("same_number", "only", "chat", "fillers", "done", "is", "through", "other_ways", "of_messenger"),
        *("denied", "forbidding", "inviting", "may_before", "may_behind", "called_too"),
    ),
    "short_numbers": ("free_of_charge", "street", "street_before", "thing", "thing_in"),
    "small_fees": ("why", "amount", "supposed", "supposed_behind"),
    "sold_unseen": (
        *("moved", "called", "pretext", "hush", "bond", "onway", "other", "unseen", "late", "shut"),
        *("issued", "wished", "reminded", "lent", "denied", "denied_behind", "told"),
    ),
    "suitors": (
        *("seeking", "trader", "followed", "box", "repaid", "leave", "sincerity", "cards", "deposit", "shared"),
        *("faraway", "unreached", "hushed", "moved", "told"),
    ),
    "tariffs": ("by_month", "by_transfer", "old_and_new", "choose", "otherwise", "told"),
    "task_rules": (
        "negative",
        "spent",
        "least",
        "desk",
        "levels",
        "finished",
        "allotted",
        "bound",
        "joined",
        "grab",
        "score",
        "returned",
        "team",
        "rated",
        "work",
        "otherwise",
        "told",
    ),
    "telling": ("deceived", "captive", "said", "sequel", "hindsight", "regained", "ended", "invites", "reached"),
    "tool_warnings": (
        *("unable", "cleaned", "kept_on", "so_not", "refused", "nobody_asks", "told", "compared", "skill"),
        *("among", "not_needed", "needless"),
        *("only", "only_behind", "edition", "visited"),
    ),
    "wallet_script": ("fullest", "alarm", "approved", "asked", "heeded"),
    "wallets": ("claim", "named", "typed"),
    "yield_shares": ("shared", "yields", "of_fees", "charged", "paid_in"),
}
"""Table -> its classes of expressions."""
WORDS: Mapping[str, tuple[str, ...]] = {
    "appeals": ("marks",),
    "around_contacts": ("not", "not_in", "com"),
    "couriers": ("marks",),
    "forbidden_goods": ("marks",),
    "lent_accounts": ("marks",),
    "links": ("contact", "about", "rules"),
    "messenger_accounts": ("marks",),
    "negation": (
        "before",
        "without",
        "names",
        "syllabic",
        "of_verbs",
        "asking",
        "speakers",
        "clauses",
        "small",
        "no_denial",
        "directly_before",
        "order",
        "no_order",
        "or",
        "and",
    ),
    "paid_again": ("marks",),
    "paid_ahead": ("let_marks", "loan_marks", "gift_marks", "bank_marks"),
    "payments": ("upi_handles", "code", "taken_out"),
    "same_number": ("above", "first_above"),
    "programme_rules": ("marks",),
    "held_sums": ("marks",),
    "recovery_fees": ("marks",),
    "recruitment": ("marks",),
    "rescues": ("marks",),
    "sold_unseen": ("marks",),
    "suitors": ("marks",),
    "tariffs": ("marks",),
    "task_rules": ("marks",),
    "wallet_script": ("marks",),
    "yield_shares": ("marks",),
    "short_numbers": ("called_after", "since", "until"),
}
"""Table -> its classes of words, which are found as they stand there."""
_BEHIND = re.compile(r"\(\?<[!=][^()]*\)")
"""What asks for what stands before."""
_ITEM = re.compile(r"(?P<one>\\.|\[(?:\\.|[^\\\]])*\]|.)(?P<times>\{\d+(?:,\d*)?\}|[*+?])?")
"""One sign or class of signs of an expression, and how often it may stand there."""
_IN_ASCII_ONLY = re.compile(r"\\[wds]|\[(?!\^)[^\]]*\\[wdsWDS]|\[\^[^\]]*\\[WDS]|\[[^\]]*[^\x00-\x7f]")
"""Begins a class that holds signs beyond ASCII for `re`, and of these for Hyperscan none or single bytes."""
DIGITS = "phrases/digits.toml"


class Digits(Table, frozen=True, kw_only=True):
    """digits.toml: language -> the spellings of each digit, from zero on."""

    as_of: date
    source: Text
    zero_to_nine: dict[Language, Annotated[tuple[Words, ...], Meta(min_length=10, max_length=10, description="must be ten lists")]]


TABLES: Mapping[str, Any] = {
    DIGITS: Digits,
    **{
        f"phrases/{name}.toml": defstruct(
            name,
            [*((each, Said) for each in EXPRESSIONS.get(name, ())), *((each, Listed) for each in WORDS.get(name, ()))],
            bases=(Phrases,),
            kw_only=True,
            frozen=True,
            forbid_unknown_fields=True,
        )
        for name in dict.fromkeys((*EXPRESSIONS, *WORDS))
    },
}
"""File -> its type."""


@cache
def expression(table: str, name: str) -> str:
    """Return a class of all languages as one regular expression, without a group around it. Raises BadTable."""
    file = f"phrases/{table}.toml"
    try:
        return "|".join(text for _, _, text in expressions(_read(file), name))
    except LookupError as exc:
        raise BadTable(f"{file}: line 1: {name}: no list is named {exc}") from None


@cache
def compiled(table: str, name: str) -> re.Pattern[str]:
    """Return a class of all languages, compiled. Raises BadTable."""
    return re.compile(expression(table, name))


@cache
def compiled_in(table: str, name: str, language: str) -> re.Pattern[str] | None:
    """Return a class of one language (a code of a page's, as "id"), compiled; None if it has none. Raises BadTable."""
    own = _LISTED_AS.get(language, language)
    texts = [text for listed, _, text in expressions(_read(f"phrases/{table}.toml"), name) if listed == own]
    return re.compile("|".join(texts)) if texts else None


@cache
def words_in(table: str, name: str, language: str) -> tuple[str, ...]:
    """Return the words of a class of one language (a code of a page's, as "id"). Raises BadTable."""
    said: Listed = getattr(_read(f"phrases/{table}.toml"), name)
    return said.get(_LISTED_AS.get(language, language), ())


@cache
def words(table: str, name: str) -> tuple[str, ...]:
    """Return the words of a class of all languages, in their order. Raises BadTable."""
    said: Listed = getattr(_read(f"phrases/{table}.toml"), name)
    return tuple(word for listed in said.values() for word in listed)


@cache
def finder(*classes: tuple[str, str]) -> Matcher[str]:
    """Return what finds all words of these classes (table, name), in any language, in one pass. Raises BadTable."""
    return Matcher(Pattern(word, word) for word in dict.fromkeys(word for table, name in classes for word in words(table, name)))


@cache
def foreseer(table: str, *names: str) -> Matcher[tuple[str, int]]:
    """Return what finds something wherever an expression of these classes does, and seldom elsewhere, in one pass: a hundredth of the time
    of `compiled` where that holds dozens. What it finds is a class and the number of an expression in it. Raises BadTable."""
    rows = _read(f"phrases/{table}.toml")
    texts = [((name, number), text) for name in names for number, (_, _, text) in enumerate(expressions(rows, name))]
    return Matcher(Pattern(which, _wider(text), literal=False) for which, text in texts)


def _wider(text: str) -> str:
    """Return an expression over bytes that finds at least what this one finds in characters. What may stand some times may do so any number
    of times: a character has up to four bytes, and to count them takes longer than all the rest."""
    return _ITEM.sub(_widened, _BEHIND.sub("", text))


def _widened(item: re.Match[str]) -> str:
    one, times = item["one"], item["times"] or ""
    if one == r"\b":
        return ""
    if one == "(":  # what follows is no number
        return item[0]
    any_times = "*" if times[:2] in ("?", "*", "{0") else "+"
    if _IN_ASCII_ONLY.match(one):
        return "." + any_times
    if one == "." or one[:2] in (r"\S", r"\W", r"\D", "[^"):  # of several bytes each may be one
        return one + any_times
    alone = one if one.isascii() else f"(?:{one})"
    return alone + (any_times if times[:1] == "{" else times)


@cache
def any_word(table: str, name: str) -> str:
    """Return the words of a class of all languages as one regular expression, without a group around it. Raises BadTable."""
    return "|".join(map(re.escape, words(table, name)))


def by_letters(words_of: Iterable[str]) -> str:
    """Return a regular expression that is found where any of these words stands, however far it reaches there: those that begin alike share
    their letters, so that each position is asked for few, in half the time of a list."""
    groups: dict[str, list[str]] = {}
    for word in words_of:
        if not word:
            return ""
        groups.setdefault(word[0], []).append(word[1:])
    each = [re.escape(letter) + by_letters(rest) for letter, rest in groups.items()]
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"


def spoken_digits() -> tuple[tuple[Words, ...], ...]:
    """Return for each language the spellings of each digit, from zero on. Raises BadTable."""
    return tuple(_read(DIGITS).zero_to_nine.values())


@cache
def _read(file: str) -> Any:
    return read_table(file, TABLES[file])


def expressions(table: Any, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield (language, text as it is written, text with its lists) of a class. Raises KeyError for a list that is nowhere."""
    said: Said = getattr(table, name)
    for language, texts in said.items():
        own = {} if isinstance(texts, tuple) else texts
        for text in texts if isinstance(texts, tuple) else texts[SAY]:
            yield language, text, _with_lists(text, {**table.parts, **own})


def _with_lists(text: str, lists: Parts) -> str:
    """Return an expression with its lists in the place of their names. A list that names itself is nowhere."""

    def one_of_list(match: re.Match[str]) -> str:
        others = {name: texts for name, texts in lists.items() if name != match[1]}
        return "(?:" + "|".join(_with_lists(text, others) for text in lists[match[1]]) + ")"

    return REFERENCE.sub(one_of_list, text)
