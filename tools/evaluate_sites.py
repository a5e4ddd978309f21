"""Whole sites that we wrote ourselves, judged through the real page reader: small sets, and no substitute for sites of others."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scamtriage.assess import Rules, assess
from scamtriage.knowledge import profile
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.score import quality
from tests.judgement.sites import HERE, dossier
from tests.judgement.sites import sites as written
from tools import labelled_sites, site_strata

LATER = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twentyfirst", "twentysecond", "twentythird", "twentyfourth", "twentyfifth", "twentysixth", "twentyseventh",
    "twentyeighth", "twentyninth", "thirtieth", "thirtyfirst", "thirtysecond", "thirtyfourth", "thirtyfifth", "thirtysixth",
    "thirtyseventh", "thirtyninth", "fortieth", "fortythird", "fortyfifth", "fortysixth", "fortyseventh",
    "fortyeighth", "fortyninth", "fiftieth", "fiftyfirst", "fiftysecond", "fiftythird", "fiftyfourth", "fiftyfifth", "fiftysixth",
)  # fmt: skip
"""Each written by an author who knew neither words nor rules nor results."""
KEPT = ("thirtythird", "thirtyeighth", "fortyfirst", "fortysecond", "fortyfourth")
"""Each first judged when all before it had landed, and never fitted on."""
FOLDS = 6
"""Into which these authors are dealt."""
SETS = (
    "dev",
    "neighbours",
    "held_out",
    "hard",
    "fresh",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    *LATER,
)
FIRST_SEEN = ("fresh", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", *LATER)
"""Sets whose result at first sight, before anything was mended, was written down beside them. Never written anew."""
FLAG = "fake-call-centre"
HEADING = "## Whole sites\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One set's result. Shares are of 1."""

    name: str
    honest: int
    honest_suspicious: int
    honest_likely: int
    scams: int
    scams_suspicious: int
    scams_likely: int
    types_f1: float
    """Micro-averaged over sites and kinds."""
    calls_precision: float
    calls_recall: float
    ece: float
    """Expected calibration error at the set's own share of scams as prior, in bins of equal size."""
    knowledge: str


def judged(name: str, rules: Rules, *, prior: float | None = None) -> list[tuple[dict[str, Any], Assessment]]:
    """Each site of a set with its assessment; the prior is the set's share of scams unless another is given."""
    sites = written(name)
    prior = prior or sum(bool(site["scam"]) for site in sites) / len(sites)
    answers = [(site, assess(dossier(site), rules, prior=prior)) for site in sites]
    return [(site, answer) for site, answer in answers if isinstance(answer, Assessment)]


def figures(name: str, rules: Rules) -> Figures:
    """Measure one set."""
    return measured(name, judged(name, rules))


def measured(name: str, rows: list[tuple[dict[str, Any], Assessment]]) -> Figures:
    """The figures of judged sites."""

    def reaching(scam: bool, level: Verdict) -> int:
        return sum(answer.verdict.rank >= level.rank for site, answer in rows if site["scam"] is scam)

    kinds = [(set(_words(site, "types")), {t.type for t in answer.scam_types}) for site, answer in rows]
    calls = [(FLAG in _words(site, "calls"), FLAG in answer.flags) for site, answer in rows]
    precision, recall, _ = _agreement([({FLAG} if wanted else set(), {FLAG} if found else set()) for wanted, found in calls])
    return Figures(
        name=name,
        honest=sum(site["scam"] is False for site, _ in rows),
        honest_suspicious=reaching(False, Verdict.SUSPICIOUS),
        honest_likely=reaching(False, Verdict.LIKELY_SCAM),
        scams=sum(site["scam"] is True for site, _ in rows),
        scams_suspicious=reaching(True, Verdict.SUSPICIOUS),
        scams_likely=reaching(True, Verdict.LIKELY_SCAM),
        types_f1=_agreement(kinds)[2],
        calls_precision=precision,
        calls_recall=recall,
        ece=quality.calibration_error([(answer.probability, bool(site["scam"])) for site, answer in rows]),
        knowledge=rows[0][1].knowledge,
    )


def authors_left_out(rules: Rules) -> dict[str, list[tuple[dict[str, Any], Assessment]]]:
    """The sites of each set of the later authors, judged with a profile of the page that saw no site of its author nor of the others in
    the same fold."""
    from tools import fit_profile  # needs what only `make evaluate` installs

    everyone = labelled_sites.labelled(labelled_sites.present(), rules)
    shipped, found = profile.load, {}
    try:
        for fold in range(FOLDS):
            held = {labelled_sites.AUTHORS[name] for name in LATER[fold::FOLDS]}
            made = fit_profile.fitted([site for site in everyone if site.author not in held])
            profile.load = lambda made=made: made  # type: ignore[assignment]
            found.update({name: judged(name, rules) for name in LATER[fold::FOLDS]})
    finally:
        profile.load = shipped
    return {name: found[name] for name in LATER}


def _agreement(pairs: Iterable[tuple[set[str], set[str]]]) -> tuple[float, float, float]:
    """(precision, recall, F1) of named against wanted, micro-averaged."""
    true = false = missed = 0
    for wanted, named in pairs:
        true, false, missed = true + len(wanted & named), false + len(named - wanted), missed + len(wanted - named)
    return true / ((true + false) or 1), true / ((true + missed) or 1), 2 * true / ((2 * true + false + missed) or 1)


def _words(site: dict[str, object], key: str) -> tuple[str, ...]:
    words = site.get(key, ())
    return tuple(str(word) for word in words) if isinstance(words, list | tuple) else ()


def table(rows: Iterable[Figures]) -> str:
    """Markdown, a set a row."""
    lines = [
        "| set | honest | `suspicious` or worse | `likely-scam` or worse | scams | `suspicious` or above | `likely-scam` or above"
        " | kinds, micro-F1 | call-centre flag, precision / recall | calibration error |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {f.name} | {f.honest} | {f.honest_suspicious} | {f.honest_likely} | {f.scams} | {f.scams_suspicious} ({f.scams_suspicious / f.scams:.0%})"
        f" | {f.scams_likely} ({f.scams_likely / f.scams:.0%}) | {f.types_f1:.2f} | {f.calls_precision:.2f} / {f.calls_recall:.2f} | {f.ece:.2f} |"
        for f in rows
    ]
    return "\n".join(lines)


def first_sight(name: str) -> Figures:
    """What a set gave when it was judged for the first time, as it was written down then."""
    return Figures(**json.loads((HERE / f"{name}.first_sight.json").read_text(encoding="utf-8")))


def report() -> str:
    """The section of docs/accuracy.md."""
    rules = Rules.load()
    left_out = authors_left_out(rules)
    together = [row for rows in left_out.values() for row in rows]
    of_each = [*(measured(name, rows) for name, rows in left_out.items()), measured("all of them", together)]
    everything = [
        (answer.probability, bool(site["scam"])) for name in SETS for site, answer in judged(name, rules, prior=rules.model.prior)
    ]
    return (
        "Pages that we wrote ourselves in thirteen languages, judged through the real reader.\n\n"
        "**First sight.** `fresh` was written after the rules stood, without a look at lexicon, rows or weights, more than half of it meant to be hard for one side"
        " or the other. Then words and rules were widened on the strength of it, and `second` was written to see whether that held for pages that nobody had looked"
        " at (by the same author, who had read the words by then); what `second` showed was mended too, and `third` was written the same way. `fourth`, of a hundred sites, is by another author, who had seen neither words nor rules"
        " nor results, and made more than half of it hard on purpose; `fifth` is by the same, after `fourth` had been mended on. `sixth`, of a hundred again, is by a third author who knew as little; two thirds of its scams are call desks. `seventh` is by the author of `fourth` again, who tried to say everything in other words than the rules know, and to make honest desks speak of calls, codes and officers. `eighth`, nine tenths of it hard, was written by a fourth author before `fourth` was mended on, kept where nobody saw it, and judged when all that had landed; what it accused wrongly was mended. `ninth`, by a fifth author, was judged after that. This is what each"
        " gave when it was judged for the first time, before anything was mended. These"
        f" are the figures to believe:\n\n{table(map(first_sight, FIRST_SEEN))}\n\n"
        "All sets from `tenth` on are by authors of their own, in voices as different as could be had, more than half hard; each was first judged before anything was learnt"
        " from it. `tenth` and `twelfth` to `sixteenth` met the rules of single schemes alone, and showed how little these were worth on pages of others; the sets from"
        " `seventeenth` on met the weighing of [the page as a whole](decisions/page-profile.md), fitted on the sets before them. `eleventh` was kept where nobody saw it"
        " until it had been judged. `twentyfirst`, `twentyseventh` to `thirtieth` and `thirtyfourth` to `thirtysixth` were asked to be what is taken for its contrary: victims who tell, and who are"
        " invented, helpdesks, rare kinds, pages of fifteen to thirty words, frauds in one section of a long company page. `thirtyninth` and `fortieth` hold the kinds"
        " that were found worst by then (shops, romance, wallets, investments, charities, tickets) and their honest neighbours. `fortythird` and `fortyfifth` hold pages of 15 to 120"
        " words, seven in ten of them of small honest shops and people. `fortysixth` and `fortyseventh` are the day's queue of an abuse desk: half honest, two thirds hard, addresses of all sorts. `fortyeighth` was asked to be what gangs really put before their victims, and `fortyninth` what a bank in Bangkok, a CERT in Kuala Lumpur and a police unit in Guangzhou would file. `fiftieth` was asked for schemes that are of two kinds at once, and `fiftyfirst` for what lands on the desks of a CERT, a bank and a registrar, with the honest sites that were reported there by mistake. `fiftysecond` has the kinds in the proportions of a fraud desk; `fiftythird` is what the web teams of compounds build, and the firms that complain of being blocked. `fiftyfourth` is what victims told a hotline, all nineteen kinds of it, and small firms, clubs and people that were listed by mistake. `fiftyfifth` is what a browser's reviewers and a telephone regulator were asked to block, with right and with wrong, a third of its scams of two kinds at once; `fiftysixth` is what gangs' pages look like once the first ones are blocked, and the pages of owners who were wrongly accused.\n\n"
        "**Kept apart.** `thirtythird`, a hundred sites in thirteen languages, `thirtyeighth`, two hundred, `fortyfirst` and `fortysecond`, eighty each (half of its scams and"
        " of its honest sites are call desks), and `fortyfourth`, eighty again, where the question is whether a person rings or answers, by five more authors, were kept where nobody saw them, each judged when all else of its time was done, and are not fitted"
        f" on:\n\n{table(map(first_sight, KEPT))}\n\nThe same sites by the rules and weights of now:\n\n{site_strata.report([row for name in KEPT for row in judged(name, rules)])}\n\n"
        f"**Authors left out.** The page's weights, fitted anew without any site of the author whose set is judged (the authors are dealt into {FOLDS} folds), beside the shipped rules"
        f" and their shares, which were chosen with such results in view:\n\n{table(of_each)}\n\n{site_strata.report(together)}\n\n"
        "**Now.** `dev` was used while the rules were made; the others were first judged unseen, and then their results were seen while rules changed, so none of"
        " them is a clean test any more; and the weights of the page are fitted on all of these sites. They show that nothing is broken; they do not measure the world, where the base rate is lower and the gangs are inventive."
        f"\n\n{table(figures(name, rules) for name in SETS)}\n\n"
        f"The calibration error of a row is at the set's own share of scams as prior. Over all {len(everything)} sites, at the shipped prior of {rules.model.prior:.0%}, it is"
        f" {quality.calibration_error(everything):.2f}.\n"
    )


def main() -> None:
    """`python -m tools.evaluate_sites`: write this section of docs/accuracy.md anew."""
    page = HERE.parents[1] / "docs" / "accuracy.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(HEADING)
    section = report()
    page.write_text(before + HEADING + section + "\n" + rest[rest.index("## ") :], encoding="utf-8")
    print(section)


if __name__ == "__main__":
    main()
