"""Programs that hand the victim's machine over: as an instruction in text; links and files are read by `links`."""

import re
from collections.abc import Iterator
from functools import cache

from scamtriage.knowledge.channels import Tool, channels
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.wallets import says
from scamtriage.parse.contact.windows import Window

MAX_MENTIONS = 30  # of one tool in one window
NEAR = 24
NEGATION_REACH = 110
REACH = 70  # characters in which an instruction must stand
_SENTENCE_END = re.compile(r"[.!?。！？।။|\n](?=\s)|\n|[。！？।။]")
_UNABLE = re.compile(
    r"नहीं (?:चले|चल|हो|खुले|खुल|चलता|चलती|चल रहा|मिले|आए)[^,;.]{0,14} तो|(?:यदि|अगर) [^,;.]{1,40}नहीं[^,;.]{0,20} तो"
    r"|(?:ถ้า|หาก|กรณี)[^,;.\n]{1,40}(?:ไม่ได้|ไม่ขึ้น|ไม่ติด)|nếu [^,;.]{0,30}(?:không|ko) [^,;.]{1,24}(?:được|,)"
    r"|(?:如果|若|要是|如)[^，,;；。]{0,16}(?:不了|不开|不開|无法|無法|不能|不行)|(?:でき|開か|動か|繋がら|つながら|使え)ない(?:場合|とき|時|方)"
    r"|(?:안|않|못)[^,.]{0,10}(?:면|경우)|បើ[^,.។]{0,30}មិន[^,.។]{0,20}|မ[^,.။]{0,12}(?:ရင်|လျှင်|ပါက)|ຖ້າ[^,.]{0,30}ບໍ່[^,.]{0,20}"
    r"|(?:if|when|in case) [^,.;]{1,40}(?:not|n't|cannot|fails?)[^,.;]{0,30}|kung (?:ayaw|hindi) [^,.;]{1,30}"
    r"|(?:kalau|kalo|jika|bila|sekiranya|apabila) [^,.;]{0,30}(?:tidak|tak|gagal|nggak|gak)[^,.;]{0,30}"
    r"|không (?:cài|tải)(?: đặt| về)? được|(?:if|when) [^,.;]{1,30} won't (?:open|load|install|start|work)"
    r"|(?:kalau|kalo|jika|bila) [^,.;]{1,30} (?:tidak bisa|tak boleh)"
)
"""What cannot be done is no warning: "nếu máy không cài được, mở …"."""
_FILE_NAME = re.compile(r"[\w.-]{1,60}?\.(?:exe|msi|dmg|apk|pkg)(?![\w])")


def find(window: Window) -> Iterator[Found]:
    """A tool that the text tells its reader to use. A mention, a comparison or a warning is none."""
    seen: dict[str, int] = {}
    for label in window.labels:
        name = next((c.removeprefix("tool:") for c in sorted(label.classes) if c.startswith("tool:")), None)
        if name is None:
            continue
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > MAX_MENTIONS:
            continue
        file_name = _file_at(window.low, label.start, label.end)
        if file_name:
            yield Found(kind="remote-tool", value=name, start=label.start, end=label.end, detail=f"file {file_name}")
        elif _instructs(window.low, label.start, label.end):
            yield Found(kind="remote-tool", value=name, start=label.start, end=label.end, detail="instruction")


def _file_at(low: str, start: int, end: int) -> str:
    match = _FILE_NAME.match(low, start)
    return match[0] if match and match.end() > end else ""


def _instructs(low: str, start: int, end: int) -> bool:
    before = _last_sentence(low[max(0, start - NEGATION_REACH) : start])
    after = _first_sentence(low[end : end + NEGATION_REACH])
    if says("negation", _UNABLE.sub(" ", before + " " + after)):
        return False
    if says("install", before[-REACH:] + " " + after[:REACH]):
        return True
    return says("open-tool", before[-NEAR:]) or says("tool-session", after[:NEAR])


def _last_sentence(text: str) -> str:
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    return text[ends[-1] :] if ends else text


def _first_sentence(text: str) -> str:
    match = _SENTENCE_END.search(text)
    return text[: match.start()] if match else text


@cache
def _by_host() -> dict[str, Tool]:
    return {host: tool for tool in channels().tools for host in tool.hosts}


@cache
def _by_package() -> dict[str, Tool]:
    return {package: tool for tool in channels().tools for package in tool.packages}


@cache
def _by_scheme() -> dict[str, Tool]:
    return {scheme: tool for tool in channels().tools for scheme in tool.schemes}


def of_host(host: str) -> str | None:
    """The tool whose vendor runs this host or a parent of it."""
    labels = host.split(".")
    for at in range(max(0, len(labels) - 4), len(labels) - 1):
        tool = _by_host().get(".".join(labels[at:]))
        if tool:
            return tool.name
    return None


def of_scheme(scheme: str) -> str | None:
    """The tool that opens for links of this scheme."""
    tool = _by_scheme().get(scheme)
    return tool.name if tool else None


def of_package(text: str) -> str | None:
    """The tool with this app-store id."""
    tool = _by_package().get(text.strip().lower())
    return tool.name if tool else None


def of_file(name: str) -> str | None:
    """The tool whose installer carries this file name."""
    low = name.lower().lstrip("/")
    if not low.endswith((".exe", ".msi", ".dmg", ".pkg", ".apk", ".appimage", ".deb", ".zip")):
        return None
    return next((tool.name for tool in channels().tools if any(low.startswith(beginning) for beginning in tool.files)), None)
