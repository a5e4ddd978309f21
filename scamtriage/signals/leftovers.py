"""Traces of another country on a page that was adapted from it."""

from collections import Counter

from scamtriage.knowledge.language.quoting import within_marks
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.name.unicode_scripts import script_of
from scamtriage.signals.view import View

STRANGE = 0.02
"""Largest share of the page's letters at which a script is foreign to it. A language switch has a few such letters, a bilingual page
many."""
_WRITTEN_WITH = {"Kana": ("Kana", "Han"), "Hangul": ("Hangul", "Han"), "Bopomofo": ("Bopomofo", "Han")}
"""Scripts whose writing system also uses others."""
_DECLARED = {"ja": ("Kana", "Han"), "ko": ("Hangul", "Han"), "zh": ("Han", "Bopomofo"), "th": ("Thai",), "lo": ("Lao",), "km": ("Khmer",),
             "my": ("Burmese",), "hi": ("Devanagari",), "ru": ("Cyrillic",), "ar": ("Arabic",)}  # fmt: skip
_CHARS, _LABELS, _SHOWN = 60, 200, 3


def labels_in_another_script(view: View) -> Measurement:
    """How many form labels use a script that neither the text nor the declared language uses. Only on a page that claims to be an authority
    or financial house. Latin letters never count, nor does the page's language alone."""
    page = view.page
    labels = [field.label for form in page.forms for field in form.fields if field.label and not field.label.isascii()][:_LABELS]
    if not labels or not (view.claims.authority or view.claims.finance):
        return NO
    own = _own(view)
    by_script: dict[str, list[str]] = {}
    for label in dict.fromkeys(labels):
        script = _mainly(label[:_CHARS])
        if script not in own:
            by_script.setdefault(script, []).append(label)
    if not by_script:
        return NO
    script, found = max(by_script.items(), key=lambda one: len(one[1]))
    words = ", ".join(f"“{within_marks(' '.join(label.split())[:_CHARS])}”" for label in found[:_SHOWN])
    return Measurement(
        value=float(len(found)), shown={"count": len(found), "script": script, "words": words}, pointers=in_page("page.forms", found[0])
    )


def _own(view: View) -> set[str]:
    """Scripts with more than a few letters on the page, those of its language, and those written together with them."""
    page = view.page
    letters = Counter(script for char in page.text if not char.isascii() and (script := script_of(char)))
    whole = sum(char.isalpha() for char in page.text)
    own = {script for script, count in letters.items() if count > STRANGE * whole} | {"", "Latin", "other"}
    for language in (page.language, page.declared_language.partition("-")[0].lower()):
        own.update(_DECLARED.get(language, ()))
    return own | {other for script in own for other in _WRITTEN_WITH.get(script, ())}


def _mainly(label: str) -> str:
    """The script of more than half of its letters; "" if there is none."""
    found = Counter(script for char in label if (script := script_of(char)))
    if not found:
        return ""
    script, count = found.most_common(1)[0]
    return script if 2 * count > sum(found.values()) else ""
