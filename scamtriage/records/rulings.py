"""The rules that may set a verdict apart from what the sum says: a code for programs, and the English sentence for people."""

import re
from functools import cache

RULINGS = {
    "parked": "the name is parked: there is no site to judge",
    "too-little-observed": "too little could be observed",
    "needs-coverage": "{verdict} needs more coverage",
    "mode-convicts-nobody": "{mode} evidence alone convicts nobody",
    "few-families": "fewer than {count} families of evidence agree",
    "honest-beginner": "new and privately reached is many an honest beginner, and the words are not loud",
    "nothing-loud": "nothing in the site's behaviour, words or contacts speaks loudly enough",
    "words-unseen": "the site's words and contacts could not be seen, and nothing else in its behaviour speaks loudly enough",
    "site-not-asked": "the site's behaviour, words and contacts were not looked at, and without them nobody is convicted",
    "long-held": "names held for years under a country's suffix are seldom a scammer's own; the site may have been broken into",
    "sums-of-the-long-held": "the name has been held for five years, and hardly anything beside the words and ways of its page accuses",
    "recounted": "the page reads like a report of a scam and hands its visitor nothing to obey, and a report repeats the scammer's words",
    "site-not-there": "the site is not there",
    "gambling-ignored": "what casinos have beside gambling, which is ignored, convicts nobody",
    "one-signal": "the verdict hangs on one signal",
    "sums-alone": "the words and ways of a page as a whole, with little beside them, make nothing near certain",
    "gambling-licence": "gambling may be licensed where its visitors live",
    "hints-alone": "the spelling and the length of a name, and words that honest names share, are too little to suspect anybody",
    "name-alone": "a name alone acquits nobody",
    "file-alone": "a page from a file acquits nobody",
    "unanswered": "what was not asked, or not answered, could say otherwise",
    "age-unknown": "on a new name it would be suspicious, and no registry said how long this one has been held",
    "one-look": "the name is days old, and its page was asked for as one visitor only; "
    "others may be shown another page (--second-look asks)",
    "owner-unproven": "the page takes a secret, bears another's name or says hardly a word, and nothing shows whose it is",
    "unspoken": "hardly anything that the site shows speaks for it, and nobody is known to have held the name for long",
    "alarm-number": "a number to call stands beside an alarm, and no words around it acquit",
    "checked-body": "the name belongs to a checked body: if its content is bad, somebody else may have put it there",
    "put-there": "somebody else seems to have put something there",
    "store-page": "a page of an app store is in the words of whoever offers the app, and does not show whether they are who they say",
    "page-unread": "the page could not be read, and nothing is concluded from that",
    "made-by-scripts": "what the page shows is made by its scripts, and the words in its data acquit nobody",
    "part-unread": "a part of the page was not read, and nothing is concluded from what was not found",
    "words-unshown": "words that the page carries and does not show at first resemble those of scams"
    ": nobody knows who sees them, and the rest acquits nobody",
    "words-padded": "a part of the page speaks as scams do, and honest words around it acquit nobody",
    "visitors-words": "what accuses it stands where visitors of the site write",
    "quoted-words": "what accuses it stands in quotation marks",
    "echoed-words": "what accuses it stands in the address that was opened, and the page repeats it",
    "unseen-words": "what accuses it stands in the description for programs, which nobody sees on the page",
}
"""Code -> sentence. Codes are stable: rows carry them in `held_by`, in the order of the sentences of `held_back`."""
CHECKED_BODY = RULINGS["checked-body"]
"""Why a verdict is held back although the evidence points to a scam. Readers must not mistake it for "nothing was found"."""
BY_GUESTS = RULINGS["visitors-words"]
BY_QUOTATION = RULINGS["quoted-words"]
BY_ECHO = RULINGS["echoed-words"]
BY_DESCRIPTION = RULINGS["unseen-words"]
"""Why a verdict is held back that would be lower without text written by visitors, without quotations, without what its address says, or
without its description."""
UNANSWERED = RULINGS["unanswered"]
"""Why a verdict is held back that could be lower if what was asked had been answered."""
AGE_UNKNOWN = RULINGS["age-unknown"]
"""Why a site is left open that would be accused if its name was new."""


def code_of(rule: str) -> str:
    """Return the code of a rule's sentence; "" for a sentence that is none."""
    return _codes().get(rule) or next((code for pattern, code in _patterns() if pattern.fullmatch(rule)), "")


@cache
def _codes() -> dict[str, str]:
    return {sentence: code for code, sentence in RULINGS.items()}


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(re.sub(r"{\w+}", r"[\\w-]+", sentence)), code) for code, sentence in RULINGS.items() if "{" in sentence]
