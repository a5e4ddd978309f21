"""Couriers of diplomats, who hold the trunk of somebody whom the victim knows from chats alone until its duty is paid."""

from scamtriage.knowledge.language.phrases import compiled
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import laid_bare, may_say
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.view import View

TABLE = "couriers"
STORY = ("sender", "beloved", "trunk", "certificate", "secrecy")
"""Classes of the story: a soldier on a mission, his beloved, a trunk of cash, the certificate that it lacks, and nobody may know. Movers of
diplomats and of works of art say one of them, and who marries a soldier two."""
ASKED = ("certificate", "secrecy", "demand")
"""Of a page that says none of these, nobody is to pay for anything: novels and films tell of the trunk of a soldier's bride, too."""


def diplomatic_trunk(view: View) -> Measurement:
    """How many parts of the story (a soldier, his beloved, a trunk of cash, a certificate, a secret) a page tells that holds something back
    and gives a messenger. 0 of one that warns of such couriers."""
    if not view.identity.messengers or not may_say(view, TABLE):
        return NO
    bare, text = laid_bare(view)
    if not compiled(TABLE, "held").search(bare) or compiled(TABLE, "told").search(bare):
        return NO
    found = [match for name in STORY if (match := compiled(TABLE, name).search(bare)) and not view.text.warned(TEXT, match.start())]
    if not found or not any(compiled(TABLE, name).search(bare) for name in ASKED):
        return NO
    return quoted(float(len(found)), text, found, count=len(found))
