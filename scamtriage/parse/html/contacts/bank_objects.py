"""Bank accounts in objects of scripts and data: `{bank: "KBANK", acc: "043…"}`, `{"bankName": "BNI", "accountNumber": "087…"}`."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern, utf8
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.account_cards import banks_named
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.setting_names import ACCOUNT_NAME, BANK_OBJECT
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_ACCOUNTS = 200
"""Objects read, of all scripts and data of a page together."""
_BEFORE, _AFTER = 420, 260
"""Bytes of an object read around the name of its account."""
_PAIR = lazy_re.compile(
    r"(?<![\w-])(?P<name>[^\W\d][\w -]{0,30})[\"'`]?\s{0,4}:\s{0,4}"
    r"(?:(?P<quote>[\"'`])(?P<text>[^\"'`{}\n]{1,60})(?P=quote)|(?P<bare>[0-9]{9,20}))"
)
_BRACE = lazy_re.compile("[{}]")
_MOST_OWNERS = 8
_OPENS = lazy_re.compile(r"(?<![\w-])(?P<name>[^\W\d][\w-]{0,30})[\"'`]?\s{0,4}[:=]\s{0,4}\[?\s{0,4}\Z")
_DIGITS = lazy_re.compile(r"[0-9](?:[ .-]{0,2}[0-9]){6,21}")
_BANK = lazy_re.compile(
    r"(?:nama|ten|the)?(?:bank|nganhang|banco)s?(?:name|nama|code|short|shortname|label|title|brand)?|银行|銀行|은행명?|ธนาคาร|开户行|開戶行|銀行名"
)
_NUMBER = frozenset(("number", "no", "num", "nr"))
_NAMES = frozenset(("name", "title", "label", "type", "provider", "channel", "method", "key"))
"""What tells the bank if no name says "bank"."""
_HOLDER = lazy_re.compile(
    r"(?:account|acc)?(?:name|holder|owner)|an|atasnama|penerima|chu(?:tk|taikhoan)|branch(?:name|code)?|swift(?:code)?|예금주|户名|戶名|支店"
)
"""What only an account has. Without it the "number" of what is named like a bank may be a telephone's: {name: "Wells Fargo Center", …}."""
_COUNTED = "01234567890123456789"
_JOINED = lazy_re.compile(r"[\s_-]")
_WORD = lazy_re.compile(r"[A-Z]?[a-z]+")
_OF_READER = frozenset(
    (
        *(
            "user",
            "users",
            "member",
            "members",
            "customer",
            "player",
            "profile",
            "payer",
            "sender",
            "auth",
            "session",
            "me",
            "my",
            "nasabah",
        ),
        *("withdraw", "withdrawal", "example", "sample", "demo", "mock", "placeholder", "validation"),
    )
)
"""Names of objects whose account is the reader's, or nobody's: a saved page holds that of who was logged in."""


def bank_accounts(texts: Iterable[str], reached: list[str]) -> tuple[str, ...]:
    """Return each account behind its bank's name, as a reader would see it. If a limit is reached, it is added to `reached`."""
    found: dict[str, None] = {}
    left = MAX_ACCOUNTS
    for text in texts:
        data = utf8(text)
        ends = _heads().ends(data, limit=left + 1)
        for _, end in ends[:left]:
            before = _plain(data[max(0, end - _BEFORE) : end])
            found |= dict.fromkeys(_of_object(before, _plain(data[end : end + _AFTER])))
        left -= len(ends)
        if left < 0:
            reached.append(limit("settings", MAX_ACCOUNTS))
            break
    return tuple(found)


@cache
def _heads() -> Matcher[str]:
    return Matcher([Pattern("account", BANK_OBJECT, literal=False, caseless=True)])


def _plain(data: bytes) -> str:
    """Return the text without the marks that escape its quotes, as in data that a script hands over as a string."""
    return data.replace(b"\\", b"").decode("utf-8", "ignore")


def _of_object(before: str, behind: str) -> Iterator[str]:
    starts = _opened(before)
    if not starts:
        return
    opened = [_OPENS.search(before, max(0, start - 50), start - 1) for start in starts[:_MOST_OWNERS]]
    owners = [match["name"] for match in opened if match is not None]
    if any(_OF_READER.intersection(map(str.lower, _WORD.findall(name))) for name in owners):
        return
    values: dict[str, str] = {}
    for match in _PAIR.finditer(before[starts[0] :] + behind.partition("}")[0].partition("{")[0]):
        values.setdefault(_JOINED.sub("", match["name"]).lower(), (match["text"] or match["bare"]).strip())
    told = [value for name, value in values.items() if not value.isdigit() and _BANK.fullmatch(name)]
    named = len(told)
    told += [value for name, value in values.items() if not value.isdigit() and name in _NAMES]
    bank = next((value for value in (*told, *owners[:1]) if _is_known(value)), "")
    for name, value in values.items():
        if name in _schemes() and _DIGITS.fullmatch(value):
            yield f"{name} account no. {value}"
    accounts = [value for name, value in values.items() if ACCOUNT_NAME.fullmatch(name)]
    if not accounts:
        accounts = [value for name, value in values.items() if name in _NUMBER and _may_be_account(bank, value, values)]
    digits = [value for value in accounts if _DIGITS.fullmatch(value) and digits_of(value) not in _COUNTED]
    if bank and len(digits) == 1:
        said = "Bank " if bank in told[:named] and bank.lower() not in _schemes() else ""
        yield f"{said}{bank} account no. {digits[0]}"


def _may_be_account(bank: str, value: str, values: Mapping[str, str]) -> bool:
    """Whether the "number" of what is named like a bank is an account of it, and no telephone."""
    if bank.lower() in _schemes() or f"{bank.lower()} account" in _schemes():
        return True
    fits = any(len(digits_of(value)) in one.digits for one in banks_named((bank,)))
    apart = any(map(_BANK.fullmatch, values))  # else "name" is the bank's
    return fits and any(_HOLDER.fullmatch(name) and (apart or name != "name") for name in values)


@cache
def _schemes() -> frozenset[str]:
    return frozenset(word.lower() for payee in channels().payees for word in payee.words)


def _is_known(told: str) -> bool:
    """Whether a value names a bank or a payment scheme of the table, or says that it is a bank."""
    low = told.lower()
    return low in _schemes() or f"{low} account" in _schemes() or words_of("bank").search(low) is not None or bool(banks_named((told,)))


def _opened(before: str) -> list[int]:
    """Return the offsets behind the braces of the objects in which the end of the text stands, the innermost first."""
    depth, starts = 0, []
    for brace in reversed(list(_BRACE.finditer(before))):
        if brace[0] == "}":
            depth += 1
        elif depth:
            depth -= 1
        else:
            starts.append(brace.end())
    return starts
