"""Pages that have a visitor hand over his account at a messenger: its number, then its login code, then the password behind the code."""

import re

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled, finder
from scamtriage.knowledge.language.quoting import Find, quotable, quotation
from scamtriage.records import lazy_re
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.page_parts import FormField
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.view import View

TABLE = "messenger_accounts"
POINTS = {"number": 1, "sent": 1, "own_code": 1, "login": 1, "secret": 2, "second": 1, "kit": 2, "pretext": 1}
"""Class -> how much it tells. Nobody but the messenger itself asks for the password behind its code; its number is asked for by who has
groups, and some firms send codes of their own to it."""
OF_AN_ACCOUNT, BESIDE = ("number", "sent", "own_code", "login", "secret"), ("second", "pretext")
"""Classes that name the messenger, and those that tell something beside one of these."""
LEAST, QUOTED = 2, 3
BEYOND_A_CODE = frozenset({"secret", "second", "pretext"})
"""Classes of which one is needed beside codes and numbers: firms have the messenger send codes of their own, and it sells them that."""
LABELS = "page.forms"
TAKEN = frozenset({"otp", "password", "pin", "phone"})
SHORT_CHARS, HIDDEN_CHARS = 2_500, 3_000
"""Characters of a page that is hardly more than its form, steps that are hidden until the first is done included: help pages, which say all
of this, are longer, and so are firms' pages that name one way to log in beside others."""
MOST_ALTS = 30
_OF_THE_PROTOCOL = lazy_re.compile(r"phone_?code_?hash", re.IGNORECASE)
"""Name of what Telegram's servers answer to a program that asks them for a login code. A page that keeps it logs in as its visitor."""
_WIDGETS = ("telegram.org", "oauth.telegram.org")
_SOURCES = ("github.com", "gitlab.com", "codeberg.org")
_OF_PROGRAMMERS = lazy_re.compile(r"\bapi[ _-]?(?:id|hash)\b|\bopen[- ]source\b|\bself-?hosted\b", re.IGNORECASE)
_AND_DIGITS = lazy_re.compile(r"[^\n]{0,14}\d{4}")
"""Behind the number's name in a text: it is one to write to."""
_TYPED = frozenset({"text", "tel", "number", "password", "input", ""})


def taken_over(view: View) -> Measurement:
    """Points for what a page with a form takes of such an account, and how it says why, if they are `LEAST` or more. Login buttons of the
    messenger itself, firms that send codes of their own, and who asks whom to add to a group have fewer; who warns or explains takes
    nothing, or says not to."""
    page = view.page
    fields = _fields(page)
    if not fields or not (TAKEN & set(page.asks) or any(field.label for field in fields)):
        return NO
    places = _places(page, fields)
    low = {pointer: text.lower() for pointer, text in places.items()}
    kit = next((field.name for field in page.fields if _OF_THE_PROTOCOL.fullmatch(field.name)), "")
    if not kit and not any(True for text in low.values() for _ in finder((TABLE, "marks")).found(text)):
        return NO
    if view.text.tells or view.text.article or any(host in _WIDGETS for host in page.script_hosts):
        return NO
    bare = {pointer: without_accents(text) for pointer, text in low.items()}
    found = {name: said for name in OF_AN_ACCOUNT if (said := _said(name, bare, places)) is not None}
    if not found and not kit:
        return NO
    found |= {name: said for name in BESIDE if (said := _said(name, bare if name == "second" else _heads(page), places)) is not None}
    labelled = any(pointer == LABELS for name, (pointer, _) in found.items() if name != "pretext")
    if not (kit or labelled) and any(compiled(TABLE, "told").search(text) for text in bare.values()):
        return NO
    if "pretext" not in found and (not view.identity.nobodys or _of_a_tool(page)):
        return NO  # inboxes of a firm's team, archives and generators of keys are connected to their user's own account
    if "secret" in found and found["secret"][0] != LABELS and not {"number", "sent", "own_code", "login"} & found.keys():
        del found["secret"]  # said of a password, and not taken
    if not kit and (not BEYOND_A_CODE & found.keys() or found.keys() <= {"number", "pretext"}):
        return NO
    points = sum(POINTS[name] for name in found) + (POINTS["kit"] if kit else 0)
    if points < LEAST or (not kit and not {"secret", "second"} & found.keys() and not view.identity.nobodys):
        return NO  # who holds votes and lotteries may send codes of his own, if he says who he is
    told = [(pointer, find) for name, (pointer, find) in found.items() if name != "pretext"]
    quote = quotation([find for _, find in told[:QUOTED]]) or kit
    types = ("prize-subsidy", "bank-wallet") if "pretext" in found else ("bank-wallet",)
    where = told[0][0] if told else LABELS
    return Measurement(value=float(points), shown={"count": points, "quote": quote}, types=types, pointers=in_page(where, quote))


def _of_a_tool(page: PageFacts) -> bool:
    """Whether a page names the keys that only programmers have, or says or shows that its program is one that one runs oneself."""
    return any(link.host in _SOURCES for link in page.links) or _OF_PROGRAMMERS.search(page.text[:SHORT_CHARS]) is not None


def _heads(page: PageFacts) -> dict[str, str]:
    """Where a pretext stands: loyal customers of any shop have gifts, which its log-in may mention."""
    heads = {"page.title": page.title, "page.headings": "\n".join(page.headings), "page.image_alts": "\n".join(page.image_alts[:MOST_ALTS])}
    return {pointer: without_accents(text.lower()) for pointer, text in heads.items()}


def _said(name: str, bare: dict[str, str], places: dict[str, str]) -> tuple[str, Find] | None:
    """Where a class is said first: in a label, else in the text, where a number that stands behind is one to write to."""
    for pointer, text in bare.items():
        for match in compiled(TABLE, name).finditer(text):
            if name == "number" and pointer != LABELS and _AND_DIGITS.match(text, match.end()):
                continue
            return pointer, Find(quotable(text, places.get(pointer, "")), match.start(), match.end())
    return None


def _places(page: PageFacts, fields: tuple[FormField, ...]) -> dict[str, str]:
    """What the page says of what it takes: labels, and the whole of a page that is hardly more than its form."""
    places = {LABELS: "\n".join(field.label for field in fields)}
    if len(page.text) <= SHORT_CHARS:
        places |= {"page.title": page.title, "page.text": page.text, "page.hidden_text": page.hidden_text[:HIDDEN_CHARS]}
        places["page.image_alts"] = "\n".join(page.image_alts[:MOST_ALTS])  # seals of offices, in whose name a form without a word is
    return places


def _fields(page: PageFacts) -> tuple[FormField, ...]:
    return tuple(field for field in page.fields if field.asks in TAKEN or field.type in _TYPED)
