"""Turn evidence into verdicts: run the measures, then the sum."""

import dataclasses
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from scamtriage.knowledge.hosts.lent_names import site_of
from scamtriage.knowledge.hosts.url_passwords import without_password
from scamtriage.knowledge.judgement.catalog import Catalog, load_catalog
from scamtriage.records import codec
from scamtriage.records.assessment import GAMBLING, Assessment, Refusal, Verdict
from scamtriage.records.evidence import Dossier, Mode, Outcome
from scamtriage.records.facts import PageFacts
from scamtriage.records.rulings import AGE_UNKNOWN, BY_DESCRIPTION, BY_ECHO, BY_GUESTS, BY_QUOTATION, UNANSWERED
from scamtriage.records.target import BadTarget, Target
from scamtriage.records.userlist import UserList
from scamtriage.score.annotate import mark, spared
from scamtriage.score.closed_door import beside_door, tells_scheme
from scamtriage.score.combine import Scorer, ScoringOptions
from scamtriage.score.model import Model, load_model
from scamtriage.score.pending import ScoringInput
from scamtriage.score.routes import routes
from scamtriage.score.types import CALLED
from scamtriage.signals.page import others_words
from scamtriage.signals.page.reported_speech import HELD_MOST, blanked, quotations
from scamtriage.signals.reading import Reader
from scamtriage.signals.silences import NOT_ASKED, NOTHING_ASKED, silences
from scamtriage.signals.tables import Tables, load_tables
from scamtriage.signals.view import LONG_HELD, View

_CLEARED = (Verdict.LIKELY_BENIGN,)
_UNALARMED = (*_CLEARED, Verdict.NO_FINDING)
_NOT_ACCUSED = (*_UNALARMED, Verdict.SUSPICIOUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules, tables and model that judging needs besides the evidence. Load once; reuse for any number of dossiers."""

    catalog: Catalog
    model: Model
    tables: Tables
    reader: Reader = field(repr=False)
    combiner: Scorer = field(repr=False)
    knowledge: str
    """Version and digest of catalogue and tables, as shown in every assessment."""
    lists: tuple[UserList, ...] = ()
    """The user's own allow and block lists."""

    @property
    def digest(self) -> str:
        """SHA-256 over rules, model and lists. Equal digests give equal answers to equal questions."""
        lists = [(given.kind, given.name, given.sha256) for given in self.lists]
        parts = (self.catalog.digest, self.tables.digest, repr(self.model), repr(lists))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @property
    def caution(self) -> str:
        """A warning that the model was fitted under other knowledge than this; "" if it was not."""
        model = self.model
        if model.knowledge in ("", self.knowledge):
            return ""
        fitted = f"The model {model.shown} was fitted under knowledge {model.knowledge[:40]}, and this is {self.knowledge}"
        return f"{fitted}: its numbers may no longer fit. scamtriage calibrate fits it anew."

    @classmethod
    def load(cls, model_path: Path | None = None, lists: tuple[UserList, ...] = ()) -> "Rules":
        """Load the shipped knowledge with the shipped model, or with the one at `model_path`. Raises BadTable."""
        return dataclasses.replace(cls.of(load_catalog(), model_path=model_path), lists=lists)

    @classmethod
    def of(cls, catalog: Catalog, *, model_path: Path | None = None, model: Model | None = None) -> "Rules":
        """Build the rules from a given catalogue, for example to try another threshold or weight."""
        tables = dataclasses.replace(load_tables(), catalog=catalog)
        model = model or load_model(catalog, model_path)
        whole = hashlib.sha256((catalog.digest + tables.digest).encode()).hexdigest()
        return cls(
            catalog=catalog,
            model=model,
            tables=tables,
            reader=Reader(catalog),
            combiner=Scorer(catalog, model),
            knowledge=f"{catalog.scoring.version}+{whole[:12]}",
        )


@dataclass(frozen=True, slots=True)
class Judge:
    """The rules and the checked options of one run. Judges any number of dossiers. Pure: equal input gives an equal answer."""

    rules: Rules
    question: ScoringOptions
    now: datetime | None

    @classmethod
    def of(
        cls, rules: Rules, *, prior: float | None = None, lang: str = "en", now: datetime | None = None, gambling: str = "type"
    ) -> "Judge":
        """Check the options and build the judge. Raises ValueError for a prior outside (0, 1) or an unknown `gambling`.

        `prior` is a probability; it changes the reported probability, never the verdict. None takes the model's prior. `now` replaces the
        time of observation, both for ages and for the expiry of tables. `gambling`: "type" names it, and gambling alone reaches
        `likely-scam` at most; "scam" weighs it like any other kind; "ignore" gives it no weight.
        """
        if gambling not in GAMBLING:
            raise ValueError(f"gambling must be one of {', '.join(GAMBLING)}")
        odds = rules.model.prior if prior is None else prior
        if not 0 < odds < 1:
            raise ValueError("the prior is a probability between 0 and 1, both excluded")
        asked = ScoringOptions(
            prior=odds, lang=lang, gambling=gambling, now=now, own_prior=odds != rules.model.prior, knowledge=rules.knowledge
        )
        return cls(rules, asked, now)

    def __call__(self, dossier: Dossier, evidence_digest: str = "") -> Assessment | Refusal:
        """Judge one dossier; a line that is not a target gives a Refusal. `evidence_digest`: the digest of its evidence, if known."""
        return self.several([(dossier, evidence_digest)])[0]

    def several(self, given: Sequence[tuple[Dossier, str]]) -> list[Assessment | Refusal]:
        """Judge several dossiers, in order. Each step runs over all of them before the next step begins, which is faster."""
        rows, views = self._with_views(given)
        for at, (dossier, _) in enumerate(given):
            if not dossier.evidence:
                continue
            rows[at] = self._over_door(dossier, rows[at])
            for alone in pages_left(dossier):
                row = rows[at]
                assert isinstance(row, Assessment)
                rows[at] = more_accusing(row, self._each([(alone, row.evidence_digest)])[0])
            rows[at] = self._answered(dossier, self._hosted(dossier, rows[at], views.get(at)), views.get(at))
        for view in views.values():
            if view.dossier.evidence:  # a name alone refers to nothing that refers to it
                view.release()
        return rows

    def _over_door(self, dossier: Dossier, row: Assessment | Refusal) -> Assessment | Refusal:
        """The row of what is written beside the words of a closed door, or under an HTTP error, if that tells a scheme and accuses; else
        the row as it is."""
        beside = beside_door(dossier)
        if beside is None or isinstance(row, Refusal):
            return row
        read = self._each([(beside, row.evidence_digest)])[0]
        if isinstance(read, Refusal) or read.verdict.rank < row.verdict.rank:
            return row
        return read if tells_scheme(dossier, read, self.rules.catalog) else row

    def _hosted(self, dossier: Dossier, row: Assessment | Refusal, view: View | None) -> Assessment | Refusal:
        """Lower the row to `suspicious` if it accuses a site only for words that are not its own: what its visitors wrote, what it quotes,
        what its address says and it repeats, or what it shows nobody. Otherwise return it
        unchanged. The site is not acquitted: a scammer may mark up the lure as a comment, or set it in quotation marks. Of a page that is
        mostly quotations, the rest must be likely benign: else a quarter of other words would do, beside a lure in quotation marks."""
        if isinstance(row, Refusal) or row.verdict.rank <= Verdict.SUSPICIOUS.rank:
            return row
        for because, page, mild in self._rests(dossier, row, view):
            left = self._each([(dossier.with_page(page), row.evidence_digest)])[0]
            if isinstance(left, Assessment) and left.verdict in mild:
                return _lowered(row, because)
        return row

    def _rests(self, dossier: Dossier, row: Assessment, view: View | None) -> Iterator[tuple[str, PageFacts, tuple[Verdict, ...]]]:
        """Yield (why, the judged page without words that are not its own, verdicts on that rest which hold the row back). Whatever a site
        itself may have written so, as a gang does with the praise on its page, must leave a rest that is likely benign; and a
        description may confirm what the page says itself."""
        page = row.facts("page", PageFacts)
        if page is None:
            return
        if own := others_words.without_guests(page):
            yield BY_GUESTS, own, _NOT_ACCUSED
        if own := self._without_quotations(dossier, row, page, view):
            yield BY_QUOTATION, own, _CLEARED if _mostly_quoted(row) else _NOT_ACCUSED
        if own := others_words.without_echo(page, (page.final_url, dossier.target.url if isinstance(dossier.target, Target) else "")):
            yield BY_ECHO, own, _NOT_ACCUSED
        if own := others_words.without_description(page):
            yield BY_DESCRIPTION, own, _UNALARMED
        if own := others_words.without_maybe_guests(page):
            yield BY_GUESTS, own, _CLEARED

    def _answered(self, dossier: Dossier, row: Assessment | Refusal, view: View | None) -> Assessment | Refusal:
        """Lower the row to `suspicious` if it convicts only because the registry was not asked or gave no age, by silence or by a record
        without a date, and the page was read as that of a new name. A copy of a bank is found on a name of unknown age too, but a slow
        registry makes nobody guilty. Nor is it innocent: what a new name would be accused of stays `undetermined`. A name that a platform
        lends has no age to ask for. `view`: by which the dossier was judged."""
        registration = dossier.evidence.get("registration")
        if registration is not None and registration.outcome is Outcome.ABSENT:
            return row
        if isinstance(row, Refusal) or view is None or view.lent or view.target.is_ip or view.stated_age_days is not None:
            return row
        judged = replace(dossier, evidence=row.evidence)  # of the page that is judged, which may have been left on the way
        if row.verdict.rank > Verdict.SUSPICIOUS.rank:
            left = self._each([(judged, row.evidence_digest)], presumed_age=LONG_HELD)[0]
            return _lowered(row, UNANSWERED) if isinstance(left, Assessment) and left.verdict.rank <= Verdict.SUSPICIOUS.rank else row
        if row.verdict.rank < Verdict.SUSPICIOUS.rank and not view.page_silent_because and self._hangs_on_age(row):
            young = self._each([(judged, row.evidence_digest)], presumed_age=0.0)[0]
            if isinstance(young, Assessment) and young.verdict.rank >= Verdict.SUSPICIOUS.rank:
                return _left_open(row)
        return row

    def _hangs_on_age(self, row: Assessment) -> bool:
        """Whether a signal is unknown that counts by how long the name has been held."""
        rows = self.rules.catalog.rows
        return any(rows[signal].by_age for unknown in row.unknown for signal in unknown.signals)

    def _without_quotations(self, dossier: Dossier, row: Assessment, page: PageFacts, view: View | None) -> PageFacts | None:
        """The judged page without what it quotes; None if that is nothing, or more than it may be (see `quoted_ranges`). `view`: by which
        the dossier was judged."""
        if not quotations(page.text, HELD_MOST):  # asked first, as a view looks for every word of the page again
            return None
        if view is not None and view.dossier.evidence is row.evidence:
            quoted = view.text.reported.held
        else:  # the landing may be a door, without any text
            other = View(replace(dossier, evidence=row.evidence), self.rules.tables, self.now)
            quoted = other.text.reported.held
            other.release()
        return others_words.without_ranges(page, quoted, blanked(page.text, quoted)) if quoted else None

    def _each(self, given: Sequence[tuple[Dossier, str]], *, presumed_age: float | None = None) -> list[Assessment | Refusal]:
        rows, views = self._with_views(given, presumed_age=presumed_age)
        for view in views.values():
            view.release()
        return rows

    def _with_views(
        self, given: Sequence[tuple[Dossier, str]], *, presumed_age: float | None = None
    ) -> tuple[list[Assessment | Refusal], dict[int, View]]:
        """Return (rows, position -> view by which it was judged, to be released)."""
        rows: dict[int, Assessment | Refusal] = {}
        groups: dict[tuple[bool, frozenset[str]], list[tuple[int, View, dict[str, str]]]] = {}
        views: dict[int, View] = {}
        for at, (dossier, _) in enumerate(given):
            if isinstance(dossier.target, BadTarget):
                rows[at] = _refusal(dossier)
                continue
            view = views[at] = View(dossier, self.rules.tables, self.now, presumed_age)
            silent = silences(view)
            silence = NOTHING_ASKED if silent is NOT_ASKED else frozenset(silent)
            groups.setdefault((dossier.mode is Mode.OFFLINE, silence), []).append((at, view, silent))
        sums: list[tuple[int, ScoringInput]] = []
        for (_, silence), members in groups.items():
            read = self.rules.reader.read_all([view for _, view, _ in members], silence)
            for (at, view, silent), readings in zip(members, read, strict=True):
                sums.append((at, (view.dossier, readings, silent, given[at][1] or codec.digest(view.dossier))))
        for (at, _), row in zip(sums, self.rules.combiner.several([of for _, of in sums], self.question), strict=True):
            rows[at] = self._told(row)
        return [rows[at] for at in range(len(given))], views

    def _told(self, row: Assessment) -> Assessment:
        """Add what the user's own lists say and who can act on the case."""
        if self.rules.lists:
            row = mark(row, self.rules.lists)
        row = spared(row, self.rules.catalog)
        return replace(row, report_to=report_to) if (report_to := routes(row)) else row


def _lowered(row: Assessment, because: str) -> Assessment:
    """The row as `suspicious`, for a person, and why. It keeps the flags of its findings, and not that of the kind of a likely scam."""
    borne = {flag for found in row.contributions for flag in found.flags}
    held = replace(
        row, verdict=Verdict.SUSPICIOUS, held_back=(*row.held_back, because), fragile=False, rests_on="", report_to=(),
        flags=tuple(flag for flag in row.flags if flag != CALLED or flag in borne), states=tuple(sorted({*row.states, "needs-human"})),
    )  # fmt: skip
    return replace(held, report_to=routes(held))


def _left_open(row: Assessment) -> Assessment:
    """The row as `undetermined`, for a person, as nobody knows the age of its name."""
    states = tuple(sorted({*row.states, "needs-human"}))
    return replace(row, verdict=Verdict.UNDETERMINED, held_back=(*row.held_back, AGE_UNKNOWN), fragile=False, rests_on="", states=states)


def _mostly_quoted(row: Assessment) -> bool:
    """Whether the judged page has more words in quotation marks than of its own."""
    page = row.facts("page", PageFacts)
    return page is not None and not quotations(page.text)


def pages_left(dossier: Dossier) -> Iterator[Dossier]:
    """Yield one dossier for each page that redirects by itself, as if the visitor had stayed on it. A browser does not always follow such a
    redirect. So an honest page behind a timer must not acquit the page that a visitor sees after stopping the timer."""
    page = dossier.facts("page", PageFacts)
    yield from map(dossier.with_page, page.left if page is not None else ())


def more_accusing(row: Assessment, left: Assessment | Refusal) -> Assessment:
    """Return whichever row speaks more against the site: the landing page's, or that of a page left on the way. If both pages belong to one
    site, the landing page usually repeats the earlier one; the earlier row then counts only if it accuses."""
    page, before = row.facts("page", PageFacts), left.facts("page", PageFacts) if isinstance(left, Assessment) else None
    if page is None or before is None or isinstance(left, Refusal):
        return row
    if site_of(page.final_host) == site_of(before.final_host):
        return left if left.verdict.rank > max(row.verdict.rank, Verdict.UNDETERMINED.rank) else row
    alarming = left.verdict.rank >= Verdict.SUSPICIOUS.rank  # the earlier page alarms by itself, so the landing page added nothing to that
    return left if left.verdict.rank >= row.verdict.rank + (not alarming) else row


def _refusal(dossier: Dossier) -> Refusal:
    bad = dossier.target
    assert isinstance(bad, BadTarget)
    return Refusal(line=dossier.line, input=without_password(dossier.input), status=bad.status, reason=bad.reason, columns=dossier.columns)


def assess(
    dossier: Dossier,
    rules: Rules,
    *,
    prior: float | None = None,
    lang: str = "en",
    now: datetime | None = None,
    gambling: str = "type",
) -> Assessment | Refusal:
    """Judge one dossier with a `Judge` made for this call; see there. Raises ValueError."""
    return Judge.of(rules, prior=prior, lang=lang, now=now, gambling=gambling)(dossier)
