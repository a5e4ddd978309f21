"""Plain JavaScript redirects: where the scripts of a page go by themselves, told by walking what they run for certain."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from scamtriage.parse.html.scripts.interpreter import Interpreter
from scamtriage.parse.html.scripts.pressed import PRESSES, Led
from scamtriage.records import lazy_re

MAX_PIECES = 80_000
_MAX_WALKS = 3
# An address that is written, in any spelling that the walk understands, or a text that is run.
_CUE = lazy_re.compile(
    r"location['\"`\]\s]*+(?:=(?!=)|[\[/]|\??\.\s*+(?:(?:href|pathname|search|host(?:name)?|protocol)\s*+(?:=(?!=)|/)|replace|assign|reload|[/\[]))"
    r"|[\"'`]_(?:self|top|parent)[\"'`]\s*+\)|=\s*+(?:\w++\.){0,2}location\s*+[;,\n]|(?i:http-equiv\W{1,6}refresh)"
    r"|location\s*+['\"`]?\s*+[),]\s*+(?:\.\s*+(?:attr|prop)\b|[\"'`])|\b(?:eval|Function)\s*+\)?+\s*+\((?!\s*+function\b(?!\s?\(p,))"
    r"|\bwrite(?:ln)?\s*+\(\s*+(?:unescape|atob|decodeURI)|\bnavigation\s*+\.\s*+navigate|\bhistory\s*+\.\s*+go\b|\)\s*+\([^()]{0,60}\blocation[\"'`]?\s*+[),]"
)
COMPUTED = r"\b(window|self|top|parent|document|globalThis)\s{0,4}\[\s{0,4}([a-zA-Z_$]|[\"'`][^\"'`]{0,40}(\\|[\"'`]\s{0,4}\+))"
"""A member of the page that is named by more than one text: `window["loc" + "ation"]`."""
_COMPUTED, _MAX_COMPUTED = lazy_re.compile(COMPUTED), 100_000
"""In longer scripts it is something else."""
_FEW_NAMES = 40
_WORD = lazy_re.compile(r"[\w$]+")


@dataclass(frozen=True, slots=True)
class ScriptRedirect:
    """Where the scripts go: `target` as it is written, "" for nowhere; after how long; whether they go, and nobody knows where; and whether
    there was more script than was read."""

    target: str = ""
    after_ms: float = 0.0
    lost: bool = False
    cut: bool = False


def find_redirect(scripts: Sequence[str], onload: str, url: str, pressed: Led = MappingProxyType({})) -> ScriptRedirect:
    """The raw URL that the inline scripts of the page at `url` go to within 30 s by themselves. `onload` is the handler of the body,
    `pressed` what leads on when a script presses it (scripts.pressed).
    Reached for certain are: the top level, plain blocks, what a condition that is settled lets through, functions called on the spot or by
    name, texts that are run, timers, counts that run down, and handlers of loading."""
    read = {
        number for number, script in enumerate(scripts) if _may_go(script) or ((pressed or "createElement" in script) and _presses(script))
    }
    if not read and not _may_go(onload):
        return ScriptRedirect()
    for _ in range(_MAX_WALKS):
        page = Interpreter([scripts[number] for number in sorted(read)], onload, url, most=MAX_PIECES, pressed=pressed)
        page.run()
        found = ScriptRedirect(page.navigation.target, page.tasks.now, page.navigation.lost, page.cut)
        named = page.named()  # what other scripts do to the names that decide
        more = {number for number, script in enumerate(scripts) if number not in read and _holds(script, named)}
        if not more:
            break
        read |= more
    return found


def _may_go(script: str) -> bool:
    return _CUE.search(script) is not None or (len(script) < _MAX_COMPUTED and _COMPUTED.search(script) is not None)


def _presses(script: str) -> bool:
    return len(script) < _MAX_COMPUTED and PRESSES.search(script) is not None


def _holds(script: str, names: Collection[str]) -> bool:
    """Whether one of these names stands in a script: few are looked for one by one, which is much faster than to part its words."""
    if len(names) <= _FEW_NAMES:
        return any(name in script for name in names)
    return any(word[0] in names for word in _WORD.finditer(script))
