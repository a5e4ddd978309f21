"""Output formats that are reports to third parties: checks before a run, and notes on their content after it."""

from collections import Counter
from collections.abc import Iterable, Iterator

import typer

from scamtriage.cli.notices.messages import hint, warn
from scamtriage.cli.options import ConsoleOptions
from scamtriage.config import Config, user_folder
from scamtriage.knowledge.speech import Speech, speech
from scamtriage.parse.contact.recipient_data import is_personal
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import SAVED, Mode
from scamtriage.records.facts import PageFacts
from scamtriage.render import SHARED, disclosure
from scamtriage.render.style import Sharing
from scamtriage.render.text import MAX_CELL, grouped, plain

NAMELESS = "xarf"
"""The format that needs a sender with a name and a mailbox. Its reports go to the hosting provider and quote no text of a page."""


def need_reporter(formats: Iterable[str | None], config: Config) -> None:
    """Raise BadParameter if a format needs a sender and `config.reporter` is empty."""
    if NAMELESS in formats and not config.reporter:
        raise typer.BadParameter(
            f"{NAMELESS}: reports need a sender: give --reporter 'CERT Example <abuse@cert.example>', or set reporter in the settings"
            f" file: {user_folder('config') / 'config.toml'}, or the one that --config names"
        )


class ReportNotices:
    """Counts which rows and contacts go into reports, for notes on stderr."""

    def __init__(self, formats: Iterable[str | None], sharing: Sharing, language: str) -> None:
        self._spoken = speech(language)
        self._formats = sorted({format for format in formats if format in SHARED})
        self._sharing = sharing
        self._rows = self._left = self._personal = self._names = self._saved = self._asked = 0
        self._unnamed: Counter[str] = Counter()
        self._owners: Counter[str] = Counter()
        self._never: Counter[str] = Counter()
        self._why_not: Counter[str] = Counter()
        self._missed = set(sharing.contacts - sharing.kinds)
        self._called: dict[str, str] = {}
        """Contact that was named -> the same value under the kind that it has on a page."""

    def watch(self, rows: Iterable[Assessment | Refusal]) -> Iterator[Assessment | Refusal]:
        """Yield the rows unchanged and count them."""
        for row in rows:
            self.see(row)
            yield row

    def see(self, row: Assessment | Refusal) -> None:
        if not self._formats:
            return
        self._rows += 1
        if isinstance(row, Assessment):
            self._names += row.mode is Mode.OFFLINE
            self._saved += SAVED in row.flags
            self._asked += row.mode is not Mode.OFFLINE and SAVED not in row.flags
        if not isinstance(row, Assessment) or not disclosure.is_shareable(row):
            self._why_not[_why_not(row, self._spoken)] += 1
        if isinstance(row, Assessment) and disclosure.is_shareable(row):
            self._left += 1
            self._personal += is_personal(disclosure.page_url(row, self._sharing))
            if self._missed:
                told = disclosure.contacts(row, self._sharing)
                self._missed -= {f"{one.kind}:{written}" for one in told for written in (one.value, one.raw)}
                page = row.facts("page", PageFacts)
                kinds = {written: one.kind for one in (page.contacts if page is not None else ()) for written in (one.value, one.raw)}
                wanted = {one: one.partition(":")[2].strip() for one in self._missed}
                self._called |= {one: f"{kinds[value]}:{value}" for one, value in wanted.items() if value in kinds}
            if disclosure.own_page(row) is not None:  # contacts of a third party's page are never shared
                left = disclosure.left_out(row, self._sharing)
                for count, contacts in ((self._unnamed, left.unnamed), (self._owners, left.owners), (self._never, left.never)):
                    count.update(contact.kind for contact in contacts)

    def lines(self) -> list[str]:
        """Return the notes as sentences; [] if no output is a report."""
        if not self._formats:
            return []
        say, formats = self._spoken.say, ", ".join(self._formats)
        if self._names and not self._asked:
            unseen = (
                "{formats}: no row goes into reports: of a name that was judged offline nobody is told, since nobody looked at the site"
            )
            return [say(unseen, formats=formats)]
        if self._saved and not self._asked:
            unseen = "{formats}: no row goes into reports: of a page from a file nobody is told, since nobody saw it on the site"
            return [say(unseen, formats=formats)]
        told = "{formats}: {given} of {count} rows go into reports (likely scams, hacked sites, names on your block list); TLP:{tlp}"
        if 1 in (self._left, self._rows):
            told = "{formats}: {given} of {count} rows goes into reports (likely scams, hacked sites, names on your block list); TLP:{tlp}"
        if self._left > 1:
            told = (
                "{formats}: {given} of {count} rows go into reports (likely scams, hacked sites, names on your block list);"
                " rows about the same page share one report; TLP:{tlp}"
            )
        numbers = {"given": grouped(self._left), "count": grouped(self._rows)}
        said = [say(told, formats=formats, tlp=self._sharing.tlp.upper(), **numbers)]
        if self._why_not:
            left_out = [say("{count} {verdict}", count=grouped(count), verdict=why) for why, count in self._why_not.most_common()]
            said.append(say("not in reports: {list}", list=say(", ").join(left_out)))
        if self._left and (quoting := [format for format in self._formats if format != NAMELESS]):
            said.append(say("quotations of pages are in {formats}, and may hold names of persons", formats=", ".join(quoting)))
        kept_back = "contacts left out: {list}; to include them: {option} or {other}"
        if self._unnamed:
            said.append(say(kept_back, list=self._counted(self._unnamed), option="--share KIND", other="--share all"))
        owners = "contacts left out, of sites that may be hacked: {list}; they may be the owners'; to include one that is not: {option}"
        if self._owners:
            said.append(say(owners, list=self._counted(self._owners), option="--share KIND:VALUE"))
        never = (
            "contacts that are in no report: {list}; they may belong to the person who received the link or to a visitor,"
            " or their country is unknown"
        )
        if self._never:
            said.append(say(never, list=self._counted(self._never)))
        return said

    def _missing(self) -> Iterator[str]:
        """Which contacts that were named are in no report, and what a page calls those that it has: a hotline is no phone."""
        say = self._spoken.say
        if self._left and self._missed:
            called = [(plain(one, MAX_CELL), plain(self._called.get(one, one), MAX_CELL)) for one in sorted(self._missed)]
            missed = [one if other == one else say("{contact} (here it is {other})", contact=one, other=other) for one, other in called]
            yield say("named with {option}, and in no report: {list}", option="--share", list=say(", ").join(missed))

    def _counted(self, kinds: Counter[str]) -> str:
        say, word = self._spoken.say, self._spoken.word
        told = [say("{contact} ({count})", contact=word("contact", kind), count=grouped(count)) for kind, count in kinds.most_common()]
        return say(", ").join(told)

    def warnings(self) -> list[str]:
        """Return the warnings, which are printed even with -q: contacts named in vain, and URLs in reports that may identify a person."""
        return [*self._missing(), *self._identifying()]

    def _identifying(self) -> list[str]:
        if not self._personal:
            return []
        told = (
            "the URLs of {count} pages may identify the person who received the link"
            " (they hold a mailbox, a long number or a token) and are in {formats} unchanged; {option} cuts them"
        )
        if self._personal == 1:
            told = (
                "the URL of {count} page may identify the person who received the link"
                " (it holds a mailbox, a long number or a token) and is in {formats} unchanged; {option} cuts it"
            )
        return [self._spoken.say(told, count=grouped(self._personal), formats=", ".join(self._formats), option="--no-share-query")]

    def tell(self, console: ConsoleOptions) -> None:
        """Print the warnings and notes to stderr."""
        for words in self.warnings():
            warn(words, self._spoken)
        for line in self.lines():
            hint(console, line)


def _why_not(row: Assessment | Refusal, spoken: Speech) -> str:
    """Return why a row is in no report, in the words that follow a count."""
    if not isinstance(row, Assessment):
        return spoken.say("not judged")
    if row.mode is Mode.OFFLINE:
        return spoken.say("judged offline (nobody looked at the site)")
    if SAVED in row.flags:
        return spoken.say("from a file (nobody saw the page on the site)")
    if "on-allow-list" in row.states:
        return spoken.say("on your allow list")
    if not row.reportable:
        passive = row.mode is Mode.PASSIVE
        below = "below {verdict} (--passive does not look at the site)" if passive else "below {verdict}"
        return spoken.say(below, verdict=Verdict.LIKELY_SCAM)
    return spoken.say("that lead elsewhere (their owner may not be responsible)" if row.led else "without anything observed")
