"""Whom a name imitates: brands in it, labels that look like theirs, misplaced government suffixes, foreign letters."""

import re
from itertools import pairwise, product

from msgspec.structs import replace

from scamtriage.knowledge.hosts import suffixes
from scamtriage.knowledge.language import innocent_words
from scamtriage.knowledge.language.brands import WORLD, Brand, Name
from scamtriage.knowledge.language.sectors import BORDERLESS, CARRIER, OFFICES, PAID_ONLINE
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE
from scamtriage.signals.name.everyday import SHARED
from scamtriage.signals.name.known import TRANSLATIONS
from scamtriage.signals.name.view import NameView
from scamtriage.signals.name.weight import fitted
from scamtriage.signals.view import View

_QUOTERS = frozenset({TRANSLATIONS, "archive.org", "archive.ph", "openathens.net"})
"""Translations, archives and library gateways, whose names contain other sites' names by design."""
_MOST_LETTERS = 4
"""Letters of a foreign script that a sentence shows."""

_GOV = "gov"
"""The part of governments' suffixes that scams write between hyphens: "immd-gov.com", "gov-police-cn.com"."""
_COMPANIES = frozenset({"co", "com"})
"""Countries' suffixes of companies, such as .co.id and .com.vn, begin so."""
_ELECTRONIC = "e"
"""Before it what governments, and who works for them, call their services: "e-gov.am"."""
_WHOSE, _WHERE, _BELOW = ("money", "office", "other"), ("itself", "apart", "glued", "left"), ("classic", "country", "new")
STANDINGS = tuple(" ".join(term) for term in product(_WHOSE, _WHERE, _BELOW))
"""Terms of an organisation's name in a host, each with a weight of its own. "aeoncard.info-login.top", "bybit-task.com" and "barclays.es"
all hold the name of a house of money: hyphens between it and other words, a new suffix below it, or somebody else's name right of it hardly
any honest host has, and a country's suffix behind it alone is that of its branch. Subsidiaries and guides glue it to a word of theirs."""
LIKENESSES = ("shape", *(f"{slips}, {below}" for slips in ("slip", "two slips", "three slips") for below in ("old", "new", "office")))
"""Terms of a likeness. Labels of public bodies are words that others have as well: "customs", "polisi"."""


def brand_embedded(view: View) -> Measurement:
    """The host contains a brand's name and is not official. Not applicable under a restricted suffix, where offices have names that no
    table lists. Nor to a name that may be the brand's own in another country. Not the name of a game without a word such as "login".
    `SHARED` if others have the name as well, or speak of the organisation."""
    name = view.name
    if name.vouched_for:
        return NOT_APPLICABLE
    borrowed = [(string, spoken) for string, spoken in name.brand_names if spoken.alone]
    if borrowed and not name.actions:  # players have sites that bear the name of their game; "login" beside it is the maker's to say
        borrowed = [one for one in borrowed if one[1].shown.casefold() not in small_tables().names_of_many.names]
    for string, spoken in borrowed:
        if spoken.brand not in view.houses:
            shown = {"brand": spoken.brand.name, "label": string, "term": _standing(name, string, spoken)}
            found = fitted("name-brand-embedded", shown, spoken.brand.scam_types, term=shown["term"])
            honest = (spoken.shared and not _serves(name, spoken, shown["term"])) or (name.actions and string in name.everyday)
            honest = honest or ((name.of_others or _is_arm(name, spoken, shown["term"])) and not name.joined)
            return replace(found, value=SHARED) if honest else found
    return NOT_APPLICABLE if borrowed else NO


def _serves(name: NameView, spoken: Name, standing: str) -> bool:
    """Whether a name that others have as well stands between hyphens with a word for what its organisation does: "gsb-loan". Another
    word of everyday shows that others have it: "acb-invoice-software"."""
    if " apart " not in standing or spoken.brand.sector not in PAID_ONLINE | CARRIER | OFFICES:
        return False
    tables, parts = small_tables(), set(name.label.split("-"))
    if tables.service_words.words.isdisjoint(parts):
        return False
    rest = parts - tables.service_words.words - tables.action_words.words - tables.beside_names.words - spoken.brand.words
    return rest.isdisjoint(innocent_words.load().words)


def _is_arm(name: NameView, spoken: Name, standing: str) -> bool:
    """Whether a firm of that country may bear the name: at home, below the suffix of its companies, a bank's name stands in those of its
    subsidiaries and joint ventures ("krungthai-axa.co.th"), and in hardly any scam's."""
    kind, _, country = name.target.suffix.partition(".")
    if kind not in _COMPANIES or not country or " left " in standing:
        return False
    if spoken.brand.sector in OFFICES or spoken.brand.country == WORLD:
        return False
    return spoken.brand.works_in(suffixes.load().country_of(name.target.suffix))


def _standing(name: NameView, string: str, spoken: Name) -> str:
    """The term of a name in a host: whose it is, where it stands, and below what kind of suffix. Alone below that of a country is a branch,
    where there are branches: "barclays.pt", and not "metamask.pt"."""
    whose = "money" if spoken.brand.sector in PAID_ONLINE else "office" if spoken.brand.sector in OFFICES else "other"
    place, below = _place(name, string, spoken), _below(name)
    if place == "itself" and below == "country" and spoken.brand.sector in BORDERLESS:
        below = "new"
    return f"{whose} {place} {below}"


def _place(name: NameView, string: str, spoken: Name) -> str:
    if string == name.spelled.text:
        return "itself"
    found = next(((start, end) for _, start, end, meaning in name.hits if meaning is spoken), None)
    if found is None:
        return "left"
    return "apart" if name.spelled.parts.issuperset(found) else "glued"


def _below(name: NameView) -> str:
    return name.suffix_class if name.suffix_class in ("classic", "country") else "new"


def brand_lookalike(view: View) -> Measurement:
    """The label, or a part of it, looks like an official label."""
    name = view.name
    if name.vouched_for:
        return NOT_APPLICABLE
    if name.likeness is None:
        return NO
    part, likeness = name.likeness
    brand: Brand = likeness.meaning
    term: str = likeness.how
    if term != "shape":
        term += ", office" if brand.sector in OFFICES else ", new" if _below(name) == "new" else ", old"
    shown = {"label": part, "official": likeness.official, "brand": brand.name, "how": likeness.how, "term": term}
    return fitted("name-brand-lookalike", shown, brand.scam_types, term=term)


def brand_plus_action(view: View) -> Measurement:
    """A brand's name, weak ones included, with a word such as "login" in the same host. Not a name that is an everyday word and stands
    there as one."""
    name = view.name
    if name.vouched_for:
        return NOT_APPLICABLE
    if not name.joined:
        return NO
    spoken, action = next(((spoken, action) for spoken, action in name.joined if spoken.brand not in view.houses), (None, ""))
    if spoken is None:  # in "WeChat Pay" the word "pay" belongs to the name
        return NOT_APPLICABLE
    return fitted("name-brand-plus-action", {"brand": spoken.latin, "action": action}, spoken.brand.scam_types)


def official_suffix_decoy(view: View) -> Measurement:
    """A government's suffix inside the name or at the start of the path, where it has no meaning. Its first part alone weighs less: firms
    that deal with governments have it, too."""
    target = view.target
    if "go" not in target.url:  # every official suffix contains it
        return NO
    official = suffixes.load().official
    if (
        target.is_ip
        or target.suffix in official
        or view.name.suffix_class == "restricted"
        or _QUOTERS & {target.suffix, target.registrable}
    ):
        return NOT_APPLICABLE
    head = target.url.partition("://")[2].partition("/")[2].partition("/")[0]
    inside = target.host[: -len(target.suffix) - 1]
    for place, text in (("name", inside), ("path", head.partition("?")[0])):
        pieces = re.split(r"[.-]", text)
        for one, two in pairwise(pieces):
            if f"{one}.{two}" in official:
                return fitted("name-official-suffix-decoy", {"decoy": f"{one}.{two}", "place": place}, ("gov-police",))
    parts = view.name.label.split("-")
    if len(parts) > 1 and _GOV in parts and _ELECTRONIC not in parts and small_tables().others_words.words.isdisjoint(parts):
        return fitted("name-official-suffix-decoy", {"decoy": _GOV, "place": "name", "term": _GOV}, ("gov-police",), term=_GOV)
    return NO


def punycode(view: View) -> Measurement:
    """The name has non-ASCII letters. A fact without weight."""
    if "xn--" not in view.target.host:
        return NO
    return Measurement(value=1.0, shown={"unicode": view.target.unicode})


def idn_mixed_script(view: View) -> Measurement:
    """A label mixes scripts that no writing system mixes (UTS 39, "highly restrictive"). It has a weight only if letters of one script pass
    for Latin letters beside them. A Thai shop with a Latin word in its name deceives no one."""
    if "xn--" not in view.target.host:
        return NO
    from scamtriage.signals.name.unicode_scripts import LIKE_LATIN, mixed_scripts

    found = [(label, mixed) for label in view.target.unicode.split(".") if (mixed := mixed_scripts(label))]
    if not found:
        return NO
    label, mixed = next((one for one in found if "Latin" in one[1] and not LIKE_LATIN.isdisjoint(one[1])), found[0])
    shown = {"label": label, "scripts": _spelled(mixed)}
    if "Latin" not in mixed or LIKE_LATIN.isdisjoint(mixed):
        return Measurement(value=1.0, shown=shown)
    return fitted("name-idn-mixed-script", shown)


def _spelled(scripts: dict[str, tuple[str, ...]]) -> str:
    """The scripts of one label. All but the one with most letters are shown with their letters' code points."""
    most = max(scripts, key=lambda script: (len(scripts[script]), script == "Latin"))
    letters = {script: ", ".join(f"{char} U+{ord(char):04X}" for char in some[:_MOST_LETTERS]) for script, some in scripts.items()}
    return " and ".join(script if script == most else f"{script} ({letters[script]})" for script in scripts)
