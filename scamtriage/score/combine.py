"""Add up the log-odds of what is known, list what is unknown, and decide the verdict. Explanations list exactly the terms of the sum."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from msgspec.structs import replace

from scamtriage.knowledge.hosts.lent_names import is_tenant, is_tenants
from scamtriage.knowledge.hosts.url_passwords import without_password
from scamtriage.knowledge.judgement.catalog import Catalog
from scamtriage.records.assessment import COMPROMISED, SHARED_ADDRESS, Assessment, ScamType, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.findings import PADDED_WORDS, UNSHOWN
from scamtriage.records.target import LineStatus
from scamtriage.score import caps, row_facts, types
from scamtriage.score.band import Band
from scamtriage.score.case import Case, LeaveOneOut, convictable_from
from scamtriage.score.coverage import Coverage
from scamtriage.score.model import Model
from scamtriage.score.odds import logistic, logit
from scamtriage.score.pending import NAME_ALONE, NOTHING, ScoringInput, ScoringState, could_add, divided, doubted, heard, states
from scamtriage.score.terms import Terms
from scamtriage.score.unknown_bounds import UnknownBounds
from scamtriage.score.unread_part import UnreadPart
from scamtriage.score.verdict import ALARMING, LONG_HELD, plain_name, rule
from scamtriage.score.weighing import heaviest, spoken_for, weighed, without, witnesses

_signal, _nats = attrgetter("signal"), attrgetter("log_odds")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringOptions:
    """The options of a judgement, besides the evidence."""

    prior: float
    """A probability. It changes the reported probability, never the verdict."""
    lang: str = "en"
    gambling: str = "type"
    now: datetime | None = None
    own_prior: bool = False
    """Whether the user gave the prior rather than the model."""
    knowledge: str = ""
    """Version and digest of the knowledge, copied into the assessment."""
    logit: float = field(init=False)
    """The logit of `prior`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "logit", logit(self.prior))


@dataclass(slots=True)
class Scorer:
    """Combines readings under one catalogue and one model."""

    catalog: Catalog
    model: Model
    coverage: Coverage = field(init=False)
    reach: UnknownBounds = field(init=False)
    band: Band = field(init=False)
    terms: Terms = field(init=False)
    _model: str = field(init=False)
    """The name of the model, as shown."""
    _lone: frozenset[str] = field(init=False)
    """Rows whose findings, in a name judged alone, no cap holds, that silence nothing that is unknown, and that set no state."""

    def __post_init__(self) -> None:
        self.coverage = Coverage(self.catalog)
        self.reach = UnknownBounds(self.catalog, self.model)
        self.band = Band(self.catalog, self.model)
        self.terms = Terms(self.model)
        self._model = self.model.shown
        rows = self.catalog.rows.values()
        self._lone = frozenset(
            row.id for row in rows if row.family in NAME_ALONE and row.group != "official" and not (row.unless or row.states)
        )

    def several(self, given: Sequence[ScoringInput], question: ScoringOptions) -> list[Assessment]:
        """Assess several dossiers, in order. Each step runs over all of them before the next begins, which is faster (`bench.judging`)."""
        pending = [ScoringState(*one) for one in given]
        for step in (self._weigh, self._look, self._judge):
            for of in pending:
                step(of, question)
        return [self._assessed(of, question) for of in pending]

    def _weigh(self, of: ScoringState, question: ScoringOptions) -> None:
        """Weigh what is present, apply the caps, and add up."""
        if of.gap is not None:
            self._open(of, of.gap, question)
        of.items = weighed(of.present, self.catalog, self.model, ignoring=question.gambling == "ignore")
        of.lone = of.offline and self._lone.issuperset(map(_signal, of.present))
        if not of.lone:
            caps.apply(of.items, self.catalog.scoring, uncapped=of.uncapped)
        if of.gap is not None:
            of.gap.even(of.items)
        of.contributions = self.terms.of(of, question.lang)
        of.log_odds = math.fsum(map(_nats, of.contributions))

    def _look(self, of: ScoringState, question: ScoringOptions) -> None:
        """Compute coverage, the bounds of the unknown, and the states of the site."""
        of.coverage, of.unknown = self.coverage.of(of.dossier.mode, of.open, of.silent)
        if of.offline and of.target.is_ip:
            of.coverage = 0.0  # a bare address has no name to judge
        of.unknown = self.reach.of(of.unknown, () if of.lone else of.items, of.uncapped)
        if of.lone:
            of.protected, of.states = False, NOTHING
        else:
            of.protected = row_facts.protected(of.items, self.catalog.scoring.official_stop)
            of.states = states(of.items, heard=heard(of) and not doubted(of), protected=of.protected)
        if is_tenant(of.target.host, of.target.url):
            of.states |= {SHARED_ADDRESS}
        elif COMPROMISED in of.states and is_tenants(of.target.host):  # whoever keeps a page there needs to break into nothing
            of.states -= {COMPROMISED}

    def _judge(self, of: ScoringState, question: ScoringOptions) -> None:
        """Decide the verdict, the kinds of scam where it may name any, and the band around the probability."""
        plain = of.offline and of.coverage >= 1 and not (of.states or of.protected or of.gap)
        ruling = plain_name(of.log_odds, self.catalog.scoring) if plain else None
        if ruling is None:
            of.ignored = self._ignored(of) if question.gambling == "ignore" else ()
            of.named = () if of.ignored else types.kinds(of.items, of.present, self.catalog.scoring)
            ruling = rule(self._case(of, question))
        of.ruling = ruling
        down, up = self.band.of(of)
        centre = question.logit + of.log_odds
        of.interval = logistic(centre - down), logistic(centre + up)

    def _open(self, of: ScoringState, gap: UnreadPart, question: ScoringOptions) -> None:
        """Treat as unknown what the unread part may hold, and keep coverage and log-odds for an empty unread part."""
        of.seen, _ = self.coverage.of(of.dossier.mode, of.open, of.silent)
        items = weighed(of.present, self.catalog, self.model, ignoring=question.gambling == "ignore")
        of.as_seen = self._calibrated(of, without(None, items, self.catalog.scoring, of.uncapped))
        acquitting = {item.row.id for item in items if item.raw < 0}
        of.readings = gap.asked(of.readings, acquitting, of.silent, self.catalog)
        _, of.open = divided(of.readings)
        of.present = [r for r in of.present if not gap.voids(self.catalog.rows[r.signal])]

    def _ignored(self, of: ScoringState) -> tuple[ScamType, ...]:
        """Gambling, if it would be the page's leading kind. What remains when gambling is ignored is then typical of any casino."""
        items = weighed(of.present, self.catalog, self.model, ignoring=False)
        caps.apply(items, self.catalog.scoring, uncapped=of.uncapped)
        named = types.kinds(items, of.present, self.catalog.scoring)
        return named[:1] if named and named[0].type == "gambling" else ()

    def _case(self, of: ScoringState, question: ScoringOptions) -> Case:
        """Collect the input of the ruling. Values that only a conviction or an acquittal needs are computed only if the number reaches
        one."""
        scoring = self.catalog.scoring
        case = Case(
            scoring=scoring,
            log_odds=of.log_odds,
            coverage=max(of.coverage, of.seen),
            mode=of.dossier.mode,
            unasked=row_facts.unasked(of.dossier),
            states=of.states,
            protected=of.protected,
            anybodys=of.protected and is_tenants(of.target.host),
            page_seen="page" not in of.silent,
            store=SHARED_ADDRESS in of.states and row_facts.in_store(of.dossier, of.target.host),
            page_carried=row_facts.carried(of.dossier),
            page_cut=of.gap is not None and of.gap.words,
            padded=any(reading.signal == PADDED_WORDS for reading in of.present),
            page_unshown=of.gap is not None and of.gap.because == UNSHOWN,
            beside_the_cut=max(of.as_seen, self._beside(of, of.gap)) if of.gap is not None else 0.0,
            only_gambling=question.gambling == "type" and bool(of.named) and all([t.type == "gambling" for t in of.named]),  # noqa: C419
            ignored_gambling=bool(of.ignored),
            unprotected=self._unprotected(of) if of.protected else 0.0,
        )
        if of.offline and case.number.rank >= ALARMING:
            case.only_hints = self._beside_hints(of) < scoring.hints_beside
        if case.number.rank >= ALARMING:
            present = {reading.signal for reading in of.present}
            case.long_held = not present.isdisjoint(scoring.conviction.held)
            case.of_many_parts = scoring.conviction.held_parts in present
            single = [i.counted for i in of.items if i.counted > 0 and i.row.group not in scoring.conviction.bundles]
            case.beside_sums = self.model.slope * math.fsum(single)
        if case.number.rank > convictable_from(scoring).rank:
            case.loud_enough = scoring.conviction.loud.beside in present
            case.settled = scoring.conviction.settled in present
            elsewhere = (*scoring.decoys, *scoring.thefts, *scoring.copies)  # what these find is no word that a report repeats
            case.recounted = scoring.conviction.recounted in present and present.isdisjoint(elsewhere)
            case.families = witnesses(of.items, scoring)
            if of.dossier.mode is Mode.FULL:
                case.without = self._without(of)
                case.without_unbundled = self._without(of, but=scoring.conviction.bundles)
        elif case.number is Verdict.LIKELY_BENIGN and not case.unasked:
            acquittal, present = scoring.acquittal, {reading.signal for reading in of.present}
            case.could_add = could_add(of)
            if row_facts.not_held(of.dossier, of.states, acquittal.held_days, question.now):
                case.unproven = acquittal.unproven in present
                case.unspoken = self.model.slope * spoken_for(of.items, acquittal.mute) < acquittal.spoken_least
            case.alarm_number = not present.isdisjoint(acquittal.alarms)
            case.one_look = "looks" in of.silent and "page" not in of.silent and acquittal.newborn in present
        return case

    def _assessed(self, of: ScoringState, question: ScoringOptions) -> Assessment:
        dossier, ruling, named = of.dossier, of.ruling, of.named
        lacks = dossier.lacks
        states = of.states | ruling.states
        alarming, convicted = ruling.verdict.rank >= ALARMING, ruling.verdict.rank >= Verdict.LIKELY_SCAM.rank
        doubted = "needs-human" in states and LONG_HELD not in ruling.held_back  # of what a fit misreads a kind would be a slander
        told = alarming or doubted or COMPROMISED in states
        probability = logistic(question.logit + of.log_odds)
        row = Assessment(  # in parts: a call with more than 15 keywords makes a dictionary of them first, a third of the time of this step
            line=dossier.line,
            input=without_password(dossier.input),
            target=of.target,
            status=LineStatus.PARTIAL if lacks and dossier.status is LineStatus.OK else dossier.status,
            mode=dossier.mode,
            log_odds=of.log_odds,
            prior=question.prior,
            probability=probability,
            interval=of.interval,
            verdict=ruling.verdict,
            coverage=of.coverage,
            contributions=of.contributions,
            evidence=dossier.evidence,
            columns=dossier.columns,
            evidence_digest=of.digest,
        )
        row = replace(
            row,
            held_back=ruling.held_back,
            unknown=of.unknown,
            same_as=dossier.same_as,
            day=dossier.day or None,
            model=self._model,
            knowledge=question.knowledge,
            gambling=question.gambling,
            now=question.now,
            own_prior=question.own_prior,
            language=question.lang,
        )
        if of.offline and not (dossier.evidence or told or states or ruling.fragile or ruling.rests_on):
            return row
        return replace(
            row,
            status_reason="" if of.offline else lacks or row_facts.missed(of.silent, dossier, of.gap),
            fragile=ruling.fragile,
            rests_on=ruling.rests_on,
            scam_types=types.beside_honesty(types.telling(named), probability) if told else (),
            flags=row_facts.flags(
                of.items if told else [], dossier, types.flags(types.telling(named), self.catalog.scoring) if convicted else ()
            ),
            states=tuple(sorted(states)) if states else (),
            urgency=types.urgency(named or of.ignored, of.items, self.catalog.scoring) if alarming else "",
            caps=row_facts.limits(dossier) if dossier.evidence else (),
            observed_at=row_facts.latest(dossier) if dossier.evidence else None,
        )

    def _without(self, of: ScoringState, *, but: tuple[str, ...] = ()) -> LeaveOneOut:
        """The sum without the item that accuses most, ignoring the groups in `but`."""
        strongest = heaviest(of.items, but=but)
        left = without(strongest, of.items, self.catalog.scoring, of.uncapped, of.gap)
        return LeaveOneOut(strongest.row.id if strongest else "", self._calibrated(of, left))

    def _beside_hints(self, of: ScoringState) -> float:
        """Log-odds of all findings that accuse and are more than hints."""
        hints = self.catalog.scoring.hints
        return self.model.slope * math.fsum([
            item.counted
            for reading, item in zip(of.present, of.items, strict=True)
            if item.counted > 0 and (reading.value or 0.0) > hints.get(reading.signal, -math.inf)
        ])  # fmt: skip

    def _beside(self, of: ScoringState, gap: UnreadPart) -> float:
        """Log-odds of all findings that are not on the page."""
        return self._calibrated(of, math.fsum([i.counted for i in of.items if not gap.covers(i.row)]))

    def _unprotected(self, of: ScoringState) -> float:
        """Log-odds without the rows of official names, and without those of the name: a body's own name is no trait against it."""
        return self._calibrated(of, math.fsum([i.counted for i in of.items if i.row.group != "official" and i.row.family != "name"]))

    def _calibrated(self, of: ScoringState, nats: float) -> float:
        """Convert nats after caps to log-odds."""
        return nats * self.model.slope + self.model.intercept_in(of.dossier.mode)
