"""The tables of phrases: which classes each file of `phrases/` has, and what may stand in them.

A text of a class of expressions is a regular expression for text in small letters. `{name}` in it stands for any text of the list of that
name: of the same class and language, where the texts themselves stand in `say`, or of the table's [parts].
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from msgspec import Meta, defstruct, field

from scamtriage.knowledge.loading import Table, Text, Words, matching, one_of
from scamtriage.records import lazy_re

SAY = "say"
REFERENCE = lazy_re.compile(r"\{([a-z_]+)\}")
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
        "of_travellers",
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
    "screens": ("shared", "guide", "bank", "told"),
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
    "wallets": ("claim", "named", "typed", "in_the_program"),
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
    "screens": ("marks",),
    "sold_unseen": ("marks",),
    "suitors": ("marks",),
    "tariffs": ("marks",),
    "task_rules": ("marks",),
    "wallet_script": ("marks",),
    "yield_shares": ("marks",),
    "short_numbers": ("called_after", "since", "until"),
}
"""Table -> its classes of words, which are found as they stand there."""
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
