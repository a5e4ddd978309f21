"""Output formats that are reports to third parties: checks before a run, and notes on their content after it."""

from collections import Counter
from collections.abc import Iterable, Iterator

import typer

from scamtriage.cli.messages import hint, warn
from scamtriage.cli.options import ConsoleOptions
from scamtriage.config import Config
from scamtriage.parse.contact.recipient_data import is_personal
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import SAVED, Mode
from scamtriage.render import SHARED, disclosure
from scamtriage.render.style import Sharing
from scamtriage.render.text import counted

NAMELESS = "xarf"
"""The format that needs a sender with a name and a mailbox. Its reports go to the hosting provider and quote no text of a page."""


def need_reporter(formats: Iterable[str | None], config: Config) -> None:
    """Raise BadParameter if a format needs a sender and `config.reporter` is empty."""
    if NAMELESS in formats and not config.reporter:
        raise typer.BadParameter(
            f"{NAMELESS}: reports need a sender: give --reporter 'CERT Example <abuse@cert.example>', or set reporter in"
            " ~/.config/scamtriage/config.toml"
        )


class ReportNotices:
    """Counts which rows and contacts go into reports, for notes on stderr."""

    def __init__(self, formats: Iterable[str | None], sharing: Sharing) -> None:
        self._formats = sorted({format for format in formats if format in SHARED})
        self._sharing = sharing
        self._rows = self._left = self._personal = self._names = self._saved = self._asked = 0
        self._withheld: Counter[str] = Counter()
        self._why_not: Counter[str] = Counter()

    def watch(self, rows: Iterable[Assessment | Refusal]) -> Iterator[Assessment | Refusal]:
        """Yield the rows unchanged and count them."""
        for row in rows:
            self.see(row)
            yield row

    def see(self, row: Assessment | Refusal) -> None:
        """Count one row."""
        if not self._formats:
            return
        self._rows += 1
        if isinstance(row, Assessment):
            self._names += row.mode is Mode.OFFLINE
            self._saved += SAVED in row.flags
            self._asked += row.mode is not Mode.OFFLINE and SAVED not in row.flags
        if not isinstance(row, Assessment) or not disclosure.is_shareable(row):
            self._why_not[_why_not(row)] += 1
        if isinstance(row, Assessment) and disclosure.is_shareable(row):
            self._left += 1
            self._personal += is_personal(disclosure.page_url(row, self._sharing))
            if disclosure.own_page(row) is not None:  # contacts of a third party's page are never shared
                self._withheld.update(contact.kind for contact in disclosure.withheld(row, self._sharing))

    def lines(self) -> list[str]:
        """Return the notes as sentences; [] if no output is a report."""
        if not self._formats:
            return []
        if self._names and not self._asked:
            told = "no row goes into reports: of a name that was judged offline nobody is told, since nobody looked at the site"
            return [f"{', '.join(self._formats)}: {told}"]
        if self._saved and not self._asked:
            told = "no row goes into reports: of a page from a file nobody is told, since nobody saw it on the site"
            return [f"{', '.join(self._formats)}: {told}"]
        same = "; rows about the same page share one report" if self._left > 1 else ""
        goes = "goes" if 1 in (self._left, self._rows) else "go"
        said = [
            f"{', '.join(self._formats)}: {self._left:,} of {counted(self._rows, 'row')} {goes} into reports"
            f" (likely scams, hacked sites, names on your block list){same}; TLP:{self._sharing.tlp.upper()}"
        ]
        if self._why_not:
            said.append(f"not in reports: {', '.join(f'{count:,} {why}' for why, count in self._why_not.most_common())}")
        if self._left and (quoting := [format for format in self._formats if format != NAMELESS]):
            said.append(f"quotations of pages are in {', '.join(quoting)}, and may hold names of persons")
        if self._withheld:
            kinds = ", ".join(f"{kind} ({count:,})" for kind, count in self._withheld.most_common())
            said.append(f"contacts left out: {kinds}; to include them: --share KIND or --share all")
        return said

    def warnings(self) -> list[str]:
        """Return the warnings, which are printed even with -q: URLs in the reports that may identify a person."""
        if not self._personal:
            return []
        one = self._personal == 1
        return [
            f"the {'URL' if one else 'URLs'} of {counted(self._personal, 'page')} may identify the person who received the link"
            f" ({'it holds' if one else 'they hold'} a mailbox, a long number or a token) and {'is' if one else 'are'}"
            f" in {', '.join(self._formats)} unchanged; --no-share-query cuts {'it' if one else 'them'}"
        ]

    def tell(self, talking: ConsoleOptions) -> None:
        """Print the warnings and notes to stderr."""
        for words in self.warnings():
            warn(words)
        for line in self.lines():
            hint(talking, line)


def _why_not(row: Assessment | Refusal) -> str:
    """Return why a row is in no report, in the words that follow a count."""
    if not isinstance(row, Assessment):
        return "not judged"
    if row.mode is Mode.OFFLINE:
        return "judged offline (nobody looked at the site)"
    if SAVED in row.flags:
        return "from a file (nobody saw the page on the site)"
    if "on-allow-list" in row.states:
        return "on your allow list"
    if not row.reportable:
        return f"below {Verdict.LIKELY_SCAM}{' (--passive does not look at the site)' if row.mode is Mode.PASSIVE else ''}"
    return "that lead elsewhere (their owner may not be responsible)" if row.led else "without anything observed"
