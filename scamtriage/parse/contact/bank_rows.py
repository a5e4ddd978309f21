"""Accounts in a row built like that of an account above or below it: "국민 7714432-18-5441354" over "농협 447123-90882-17".

Alone such a number is none: its bank has accounts of other lengths, or the word for an account stands at the head of the list.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.account_or_phone import is_phone
from scamtriage.parse.contact.account_places import MASKED, NEAR_REGIONS, points
from scamtriage.parse.contact.bank_accounts import NONE_IN_KOREA
from scamtriage.parse.contact.bank_beside import EVERYDAY
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import banks_of
from scamtriage.parse.contact.setting_names import CALLED
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re
from scamtriage.records.facts.contact import LOCAL_PHONE

_ROW = lazy_re.compile(
    r"(?P<before>[^0-9\n]{0,24}?)(?<![0-9A-Za-z.,/+-])(?P<number>[0-9](?:[ -]?[0-9]){7,18})(?![0-9A-Za-z%])(?P<behind>[^\n]{0,60})"
)
_LINE = lazy_re.compile(r"[^\n]+")
_PARTED = lazy_re.compile(r"[0-9]{2,8}(?:-[0-9]{1,8}){2,3}")
_MOST_ROWS = 6
_JOINT = lazy_re.compile(r" ?[-–—|,:(/] ?")
_ENDS = lazy_re.compile(r" ?(?:[(,/|]|\Z)| (?=[^\W\d_])")


def find(window: Window, accounts: tuple[Found, ...], regions: Callable[[], tuple[str, ...]], budget: LookupBudget) -> Iterator[Found]:
    """Yield the accounts of the rows right above and below those of `accounts`, as long as they are built like them."""
    if "\n" not in window.text or not any(account.kind != LOCAL_PHONE for account in accounts):
        return
    lines = [(line.start(), line[0]) for line in _LINE.finditer(window.text)]
    starts = [start for start, _ in lines]
    seen: set[int] = set()
    for account in accounts:
        own = bisect_right(starts, account.start) - 1
        if own in seen or account.kind == LOCAL_PHONE:
            continue
        seen.add(own)
        for step in (1, -1):
            for other in range(own + step, own + step * (_MOST_ROWS + 1), step):
                if not 0 <= other < len(lines) or other in seen:
                    break
                if (found := _alike(window, account, lines[own], lines[other], regions, budget)) is None:
                    break
                seen.add(other)
                yield found


def _alike(
    window: Window,
    account: Found,
    own: tuple[int, str],
    other: tuple[int, str],
    regions: Callable[[], tuple[str, ...]],
    budget: LookupBudget,
) -> Found | None:
    """Return the account in a row (its place, its text) that is built like the row `own` of an account."""
    row = _ROW.fullmatch(other[1])
    if row is None:
        return None
    start, end = other[0] + row.start("number"), other[0] + row.end("number")
    digits = digits_of(row["number"])
    before, behind = window.low[own[0] : account.start].strip(), window.low[account.end : own[0] + len(own[1])]
    here, after = window.low[other[0] : start].strip(), window.low[end : other[0] + len(other[1])]
    if len(set(digits)) == 1 or MASKED.match(window.low, end) or points().match(window.low, end):
        return None
    if NONE_IN_KOREA.fullmatch(row["number"]) or any(
        label.classes & CALLED for label in window.labels_near(start, before=3, after=0) if label.end > other[0]
    ):
        return None
    named_before = _is_bank(window, own[0], before) and _is_bank(window, other[0], here)
    if named_before:
        if _PARTED.fullmatch(row["number"]) is None or _ENDS.match(after) is None:
            return None
    elif before != here or not (_names_bank(window, account.end, behind) and _names_bank(window, end, after)):
        return None
    if is_phone(digits, regions()[:NEAR_REGIONS], budget):
        return None
    return Found(kind="bank-account", value=digits, start=start, end=end)


def _is_bank(window: Window, start: int, written: str) -> bool:
    """Whether what stands before a number, from the beginning of its line, is the name of a bank and nothing else."""
    name = written.rstrip(" :")
    if name in EVERYDAY:
        return True
    near = window.labels_near(start, before=0, after=3)
    return any(window.low[label.start : label.end] == name and banks_of(label) for label in near)


def _names_bank(window: Window, end: int, behind: str) -> bool:
    """Whether a joint and a bank's name, or a word for a bank, stand right behind a number that ends at `end`."""
    if (joint := _JOINT.match(behind)) is None:
        return False
    if words_of("bank").match(behind, joint.end()) is not None:
        return True
    near = window.labels_near(end, before=0, after=3)
    return any(label.start == end + joint.end() and banks_of(label) for label in near)
