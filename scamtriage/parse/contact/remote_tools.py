"""Remote-access tools: instructions to use them in text, and tables of their links and files for `links`."""

import re
from collections.abc import Iterator
from functools import cache

from scamtriage.knowledge.language.phrases import compiled, expression
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import Label, says
from scamtriage.parse.contact.phone.numbered import thing_before
from scamtriage.parse.contact.phone.shape import is_example as is_example_number
from scamtriage.parse.contact.setting_names import CALLED
from scamtriage.parse.contact.tool_floods import ORDER, ToolBudget, ToolCues
from scamtriage.parse.contact.tool_pages import ToolPage, is_example
from scamtriage.parse.contact.tool_warnings import sentence, warns
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

NEAR = 24
IN_LIST = 8  # labels before and after a tool among which the other tools of its list are searched
REACH = 70  # characters within which an instruction must occur
_OFFERED = lazy_re.compile(r"[\s\d.,()]*(?:[kmg]i?b)?[\s)]*")
"""What may stand behind the file name on a button or in a list of downloads: its size."""
_LETTER = lazy_re.compile(r"[^\W\d_]")
_FILE_NAME = lazy_re.compile(r"[\w.-]{1,60}?\.(?:exe|msi|dmg|apk|pkg)(?![\w])")


def find(window: Window, text: str, page: ToolPage, budget: ToolBudget) -> Iterator[Found]:
    """Yield the tools to which the page leads. A mention, a comparison or a warning does not count. The window is a part of `text`."""
    named = [(label, tool) for label in window.labels if (tool := _tool_of(label.classes))]
    cues = ToolCues(text, window.base, len(window.low)) if budget.is_flooded(len(named)) else None
    for label, name in named:
        file_name = _file_at(window.low, label.start, label.end)
        if not budget.spend(name, cues.beside(label.start, label.end) if cues is not None and not file_name else ORDER):
            window.cut = window.cut or budget.reached
        elif _leads(window, label, text, page, file_name):
            budget.led[name] += 1
            detail = f"file {file_name}" if file_name else "instruction" + _of_desk(window, label)
            yield Found(kind="remote-tool", value=name, start=label.start, end=label.end, detail=detail)


_DESK_ID = lazy_re.compile(r"(?<![0-9+./#-])(?:[1-9][0-9]{8,9}|(?:[1-9] )?[1-9][0-9]{2}([ -])[0-9]{3}\1[0-9]{3})(?![0-9]|[ ./-][0-9])")
"""The number by which a machine is found: nine digits or ten, in threes or in one piece."""
_DESK_CHARS = 60


def _of_desk(window: Window, label: Label) -> str:
    """Return ", id …" if the machine to connect to is named behind a tool: "AnyDesk ID: 577 412 088". A word for codes must stand between.

    The visitor's own number, which he is to read out, stands on no page.
    """
    number = _DESK_ID.search(window.low, label.end, min(len(window.low), label.end + _DESK_CHARS))
    if number is None or ". " in window.low[label.end : number.start()]:
        return ""
    between = window.low[label.end : number.start()]
    digits = digits_of(number[0])
    called = any(one.classes & CALLED for one in window.labels_between(label.end, number.start()))
    if called or any(c.isdigit() for c in between) or digits in _IN_ORDER or thing_before(window.low, number.start()) >= 0:
        return ""
    if _of_paper().search(between) or is_example_number(window.low, number.start(), digits, called=True):
        return ""
    return f", id {digits}" if words_of("tool-codes").search(between) or _JOINED.search(between) else ""


@cache
def _of_paper() -> re.Pattern[str]:
    """Return what has a number or a code itself: "ticket ID", "license key", "company registration number"."""
    return re.compile(rf"(?:{words_of('numbered', 'tool-none').pattern})[^\S\n](?:{words_of('tool-codes').pattern})")


_IN_ORDER = "12345678901234567890"
_JOINED = lazy_re.compile(r"(?:\bto|\bke|\btới|\bvới|เชื่อมต่อ|[:=#])\s?\Z")


def _file_at(low: str, start: int, end: int) -> str:
    match = _FILE_NAME.match(low, start)
    return match[0] if match and match.end() > end else ""


def _leads(window: Window, label: Label, text: str, page: ToolPage, file_name: str) -> bool:
    low, start, end = window.low, label.start, label.end
    if warns(_past_refused(window, label), start, end):
        return False
    before, after, _ = sentence(low, start, end)
    first, last = _enumerated(window, label)
    if file_name and _OFFERED.fullmatch(after, len(file_name) - (end - start)) and not _LETTER.search(before):
        return True
    if not file_name and low[start:end] in channels().everyday_tools and not _is_meant(window, label, text, page, before, after):
        return False
    if _is_of_its_maker(before, after):
        return False
    ahead, behind = before[: max(0, len(before) - (start - first))], after[last - end :]  # of the whole list that holds the tool
    ordered = (
        says("install", before[-REACH:] + " " + after[:REACH])
        or says("open-tool", _up_to_name(window, start, before[-NEAR:]))
        or (first < start and says("open-tool", _up_to_name(window, first, ahead[-NEAR:])))
        or says("tool-session", _BRACKETED.sub("", after[:REACH])[:NEAR])
        or (last > end and says("tool-session", behind[:NEAR]))
        or (file_name and words_of("tool-run").search(before + after) is not None)
    )
    together = words_of("tool-together").search(before + after) is not None
    example = is_example(low[max(0, first - REACH) : first], low[last : last + REACH])
    return page.leads(text, window.base + start, window.base + end, ordered=bool(ordered), example=example, together=together)


def _is_meant(window: Window, label: Label, text: str, page: ToolPage, before: str, after: str) -> bool:
    """Whether an everyday name is a tool here: the page is of remote help, or the sentence tells what to do with it."""
    low, start, end = window.low, label.start, label.end
    name = low[start:end]
    if name[:2] == "to" and (_LATIN_BEHIND.match(low, end) or _LATIN_AHEAD.search(low, max(0, start - 3), start)):
        return False  # "from desk to desk" is a sentence; 搜尋「to desk」 names something
    if page.is_of_remote_help(text, window.base + start, window.base + end) and not page.is_called(name):
        return True
    about = page.is_about(name) and name not in channels().spelling["tool-everyday"]  # a team's page has its "Team View" installed
    ordered = not about and _CAPITALS.fullmatch(window.text, start, end) is not None
    return bool(
        _is_opened_and_read(before, after)
        or ("." in name and _visited().search(before[-_BESIDE:]) and words_of("tool-codes").search(after))
        or _CONNECTS.search(before)
        or _is_spelled_twice(window, label)
        or (ordered and (says("install", before[-_BESIDE:]) or _of_programs().search(before)))
        or (ordered and not after[:_NEAR_BEHIND].isascii() and says("install", after[:_NEAR_BEHIND]))
    )


_LATIN_AHEAD, _LATIN_BEHIND = lazy_re.compile("[a-z0-9][ -]?\\Z"), lazy_re.compile("[ -]?[a-z0-9]")


def _is_spelled_twice(window: Window, label: Label) -> bool:
    """Whether another name of the same tool is right beside it, and both are no accident: "Team Viewer Quick Suport"."""
    near = window.labels_near(label.start, before=1, after=2)
    return any(
        one is not label
        and one.classes & label.classes
        and min(abs(one.start - label.end), abs(label.start - one.end)) <= 2
        and window.low[one.start : one.end] != window.low[label.start : label.end]
        for one in near
        if _is_tool(one)
    )


def _is_of_its_maker(before: str, after: str) -> bool:
    """Whether the name belongs to something that is no program: "the AnyDesk community", "diễn đàn TeamViewer". Not "AnyDesk Community
    Edition", "the AnyDesk forum app"."""
    words = words_of("tool-maker")
    last = [one for one in words.finditer(before[-_BESIDE:]) if not before[-_BESIDE:][one.end() :].strip(" \"'(")]
    if last:
        return True
    behind = after.lstrip(" \"')")
    first = words.match(behind)
    if first is None:
        return False
    return not (_edition().match(behind, first.end()) or words_of("tool-program").match(behind[first.end() :].lstrip()))


@cache
def _edition() -> re.Pattern[str]:
    return re.compile(rf"[ -](?:{expression('tool_warnings', 'edition')})(?![a-z])")


_BRACKETED = lazy_re.compile(r"\([^()\n]{1,60}\)")
_CLAUSE_END = lazy_re.compile("[,;:]")
_CONNECTS = lazy_re.compile(r"\bconnects? (?:to you(?:r (?:pc|computer|phone|device|screen))? )?(?:by|through|via|with|over|using) \Z")
_CAPITALS = lazy_re.compile("(?<![A-Za-z])[A-Z][A-Za-z]{1,20}[ -][A-Z][A-Za-z]{1,20}")
"""Words of every day written as a name: "install Team Viewer", "install Any-Desk"."""


@cache
def _of_programs() -> re.Pattern[str]:
    """Return the pattern of a word for a program right before a name: ໂປຣແກຣມ Rust Desk, "phần mềm Team Viewer"."""
    return re.compile(rf"(?:{words_of('tool-program').pattern}) ?[\"'(]?\Z")


_BESIDE = 14
_NEAR_BEHIND = 24
"""Characters behind a name in which other scripts than Latin have what to do with it: "ผ่าน Team Viewer กรุณาติดตั้งก่อน"."""
"""Characters on each side of a name within which the order concerns it and nothing else."""


def _is_opened_and_read(before: str, after: str) -> bool:
    """Whether it is opened or installed, and a code is read out: "open Quick Assist and give us the code", 下载向日葵，把识别码告诉客服."""
    clause = _CLAUSE_END.split(after[:_BESIDE], 1)[0]
    near = before[-_BESIDE:]
    opened = says("install", f"{near} {clause}") or words_of("tool-run").search(near) or _CONNECTS.search(near)
    return bool(opened) and words_of("tool-codes").search(after) is not None


@cache
def _visited() -> re.Pattern[str]:
    """Return what says before a host that it is to be opened: "visit support.me and type the code"."""
    return re.compile(rf"(?:{expression('tool_warnings', 'visited')})\s?[\"'(]?\Z")


@cache
def _only_behind() -> re.Pattern[str]:
    """Return what says behind a tool that it is the only one to use."""
    return re.compile(rf"\s?(?:{expression('tool_warnings', 'only_behind')})")


def _past_refused(window: Window, label: Label) -> str:
    """Blank out a rejected tool before the name if this tool is the only one to use: "Quick Assist नहीं, केवल AnyDesk".

    Returns the window's lower-case text, blanked up to the clause of this tool if so. The length stays the same.
    """
    low = window.low
    comma = low.rfind(",", max(0, label.start - REACH), label.start)
    if comma < 0 or not (compiled("tool_warnings", "only").search(low, comma + 1, label.start) or _only_behind().match(low, label.end)):
        return low
    other = any(_is_tool(one) and comma - one.start <= REACH and one.end <= comma for one in window.labels_near(comma, before=4, after=0))
    return " " * (comma + 1) + low[comma + 1 :] if other else low


def _enumerated(window: Window, label: Label) -> tuple[int, int]:
    """Return the start and the end of the list of tools that contains this one."""
    start, end = label.start, label.end
    for other in reversed(window.labels_near(label.start, before=IN_LIST, after=0)):
        if _is_tool(other) and start - other.end <= NEAR:
            start = other.start
    for other in window.labels_near(label.end, before=0, after=IN_LIST):
        if _is_tool(other) and 0 <= other.start - end <= NEAR:
            end = other.end
    return start, end


def _up_to_name(window: Window, start: int, before: str) -> str:
    """Return the text directly before the name, after its last comma: "quickest on slow lines, and Splashtop" uses nothing.

    In a list of tools the verb precedes the first one ("open TeamViewer, AnyDesk"); the text is then returned whole.
    """
    comma = before.rfind(", ")
    first = start - len(before)
    if comma < 0 or any(
        label.start >= first and label.end <= start and _is_tool(label) for label in window.labels_near(start, before=4, after=0)
    ):
        return before
    return before[comma + 1 :]


def _is_tool(label: Label) -> bool:
    return bool(_tool_of(label.classes))


@cache
def _tool_of(classes: frozenset[str]) -> str:
    """Return the tool that a word of these classes names, "" if none. There are as many sets of classes as words share spellings."""
    return next((name.removeprefix("tool:") for name in sorted(classes) if name.startswith("tool:")), "")


_WORD_STARTS = lazy_re.compile(r"[-_. +]")


FILES = (".exe", ".msi", ".dmg", ".pkg", ".apk", ".appimage", ".deb", ".zip")
"""Extensions of downloads that are meant to be run or installed."""


@cache
def _by_host() -> dict[str, str]:
    return {host: tool.name for tool in channels().tools for host in tool.hosts}


@cache
def _by_package() -> dict[str, str]:
    return {package: tool.name for tool in channels().tools for package in tool.packages}


@cache
def _by_scheme() -> dict[str, str]:
    return {scheme: tool.name for tool in channels().tools for scheme in tool.schemes}


def of_host(host: str) -> str | None:
    """Return the tool of the vendor that runs this host or a parent domain of it."""
    labels = host.split(".")
    parents = (".".join(labels[at:]) for at in range(max(0, len(labels) - 4), len(labels) - 1))
    return next((tool for parent in parents if (tool := _by_host().get(parent))), None)


def of_scheme(scheme: str) -> str | None:
    """Return the tool that opens links of this scheme."""
    return _by_scheme().get(scheme)


def of_package(text: str) -> str | None:
    """Return the tool with this app-store id."""
    return _by_package().get(text.strip().lower())


def of_app(slug: str) -> str | None:
    """Return the tool whose name begins the name of an app in a link of Apple's shop: "anydesk-remote-desktop", not "supremo-pizza"."""
    first = slug.lower().partition("-")[0]
    return None if first in channels().everyday_tools else next((tool.name for tool in channels().tools if first in tool.files), None)


def of_file(name: str) -> str | None:
    """Return the tool with an installer of this file name."""
    low = name.lower().lstrip("/")
    if not low.endswith(FILES):
        return None
    starts = [low, *(low[at.end() :] for at in _WORD_STARTS.finditer(low))]  # secure_TeamViewer.apk, QuickSupport_TeamViewer.apk
    return next((tool.name for tool in channels().tools if any(start.startswith(tool.files) for start in starts)), None)
