"""The name as the measures see it: its labels, words, digits, and whom it imitates."""

from functools import lru_cache

from scamtriage.knowledge.hosts import lent_names, suffixes
from scamtriage.knowledge.hosts.suffixes import Class
from scamtriage.knowledge.judgement import name_model
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.language.brands import Brand, Name
from scamtriage.knowledge.language.folding import fold_name
from scamtriage.knowledge.language.label_scan import Label
from scamtriage.knowledge.language.lexicon_table import Token
from scamtriage.knowledge.language.lookalikes import Likeness, confusables
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records import lazy_re
from scamtriage.records.target import Target
from scamtriage.signals.lazy import lazy
from scamtriage.signals.name import beside
from scamtriage.signals.name.everyday import about_account, in_everyday_sense, is_common, meant_with
from scamtriage.signals.name.known import Hit, is_translation, meant
from scamtriage.signals.name.resemblance import resembled

_DIGITS = lazy_re.compile(r"[0-9]+")
_LETTERS = lazy_re.compile(r"[a-z]+")
_PIECES = lazy_re.compile(r"[a-z]+|[0-9]+")
HELPLINES = ("helpline", "customercare", "tollfree", "techsupport", "supportnumber", "contactnumber", "care24")
_HELPLINE = lazy_re.compile("|".join(HELPLINES))
"""Finds whether one is there in half the time of looking for each."""


class NameView:
    """A target's host as the measures see it. What nearly every name is asked for is found at once, the rest when it is asked for. All
    parts are empty for an IP literal, and if tenants have paths: the platform's own name says nothing about a tenant."""

    def __init__(self, target: Target) -> None:
        self.target = target
        registrable, suffix = target.registrable, target.suffix
        self.official = brands.load().official_for(registrable)
        """The organisation whose official domain this is. What tenants do there is not an imitation by name."""
        self.tenant = not target.is_ip and lent_names.is_tenant(target.host, target.url)
        """The path belongs to a tenant of the name's owner."""
        by_path = self.tenant and not target.private_suffix and target.host.removeprefix("www.") == registrable
        self.ascii_label = self.subdomain = ""
        if not (target.is_ip or by_path or (self.tenant and self.official is not None) or is_translation(registrable)):
            self.ascii_label = registrable[: -len(suffix) - 1] if len(registrable) > len(suffix) else registrable.partition(".")[0]
            """Leftmost label of the registrable, as an A-label."""
            above = target.host[: -len(registrable) - 1]
            self.subdomain = above.removeprefix("www.") if above != "www" else ""
            """Labels left of the registrable, dotted, without a leading www; "" if there are none."""
        self.label = self._in_unicode() if self.ascii_label.startswith("xn--") else self.ascii_label
        """Leftmost label of the registrable in Unicode, case-folded."""
        if self.subdomain and registrable in suffixes.load().builders:
            suffix = registrable
        elif registrable == suffix and _class_of(suffix, target.private_suffix) == "country":
            suffix = suffix.partition(".")[2] or suffix
        self.suffix = suffix
        """The suffix below which the name is held: its public suffix, or a site builder's unlisted name. Below that of a whole country
        (".kh") the list takes each name for a suffix; such a name is held below the country's."""
        self.suffix_class = _class_of(self.suffix, target.private_suffix)
        self.vouched_for = self.official is not None or self.suffix_class == "restricted"
        """Whether the name is an organisation's own, or under a suffix that a registry gives to checked bodies alone."""
        self.spelled = _comparable(self.label)
        """The label for matching: without accents on Latin letters."""
        self.hits = meant(self.spelled, target.suffix, self.suffix_class)
        """Brand names and lexicon words in the label; of overlapping ones the longest."""
        self.brand_names: list[tuple[str, Name]] = []
        """(string, brand name) anywhere in the host; [] for an official name."""
        if self.official is None and (self.hits or self.subdomain):
            self.brand_names = [(string, meaning) for string, _, _, meaning in self.hits if isinstance(meaning, Name)] + self._left_of_it()
        text = self.spelled.text if self.label.isascii() else self.label.replace("-", "")
        self.helpline = next((word for word in HELPLINES if word in text), "") if _HELPLINE.search(text) else ""
        """The word by which the name calls itself a help line; "" if there is none."""
        plain = self.label.isalpha() and self.label.isascii()
        self.digit_runs = [] if plain else _DIGITS.findall(self.label)
        self.letter_runs = [self.label] if plain else _LETTERS.findall(self.spelled.given)
        """Runs of Latin letters in the label, with accents removed and those of other scripts that pass for Latin ones among them."""
        self.likeness = resembled(self.label, self._left(), self.hits) if self.ascii_label and self.official is None else None
        """(label or part of it, official label that it resembles), or None."""
        self.spelled_by_others = self.likeness is not None or any(
            string == self.spelled.text.replace("-", "") and not spoken.shared for string, spoken in self.brand_names
        )
        """How the label is spelled is an organisation's choice, and says nothing for who bears its name."""
        self.copied = self.likeness is not None and self._is_copied(*self.likeness)
        """The label has the shape of an official one, letter by letter."""

    def _in_unicode(self) -> str:
        target = self.target
        return target.unicode.split(".")[target.host.count(".") - target.registrable.count(".")].casefold()

    def _meant_left(self, label: Label) -> list[Hit]:
        return meant(label, self.target.suffix, self.suffix_class, left=True)

    def _left_of_it(self) -> list[tuple[str, Name]]:
        """(string, brand name) in the labels left of the registrable."""
        if not self.subdomain:
            return []
        found = [hit for label in self._above() for hit in self._meant_left(label)]
        return [(string, meaning) for string, _, _, meaning in found if isinstance(meaning, Name)]

    def _left(self) -> list[str]:
        """The labels left of the registrable, in Unicode."""
        if not self.subdomain:
            return []
        labels = self.subdomain.split(".")
        if "xn--" in self.subdomain:
            host = self.target.unicode.casefold().split(".")
            labels = host[-self.target.registrable.count(".") - 1 - len(labels) : -self.target.registrable.count(".") - 1]
        return labels

    def _above(self) -> list[Label]:
        """The same for matching."""
        return [_comparable(label) for label in self._left()]

    def readable(self, tail: str) -> str:
        """Return these last labels of the host in Unicode. Only for a suffix or a name that a table of ours has: any other could look like
        another name."""
        return ".".join(self.target.unicode.split(".")[-tail.count(".") - 1 :]) if "xn--" in tail else tail

    # what is known in it

    @lazy
    def houses(self) -> frozenset[Brand]:
        """Brands whose exact name this is, under the suffix of a country where they do business. Empty for an official name."""
        if self.official is not None or not self.ascii_label or self.suffix_class != "country":
            return frozenset()
        spelled = fold_name(self.label).replace("-", "")  # its own name has accents, and no letters of other scripts
        return brands.load().houses(spelled, suffixes.load().country_of(self.target.suffix))

    @property
    def told(self) -> list[tuple[int, int]]:
        """(start, end) in an ASCII label of the words whose spelling adds nothing to their own rows: brands' names that are common words
        or short, and the word for a help line."""
        if not (self.hits or self.helpline) or self.official is not None or not self.label.isascii():
            return []
        found = [(start, end) for _, start, end, meaning in self.hits if isinstance(meaning, Name) and meaning.shared]
        if self.helpline:
            start = self.spelled.text.find(self.helpline)
            found.append((start, start + len(self.helpline)))
        if not found or "-" not in self.label:
            return found
        places = [at for at, char in enumerate(self.label) if char != "-"]
        return [(places[start], places[end - 1] + 1) for start, end in found]

    @lazy
    def everyday(self) -> frozenset[str]:
        """The strings of organisations' names in the host that stand there as words of a language: "apple" in "apple-orchard"."""
        common = [
            (string, start, end, name, label)
            for string, start, end, name, label in self._placed
            if isinstance(name, Name) and is_common(name)
        ]
        if not common:
            return frozenset()
        taken = beside.actions().words | small_tables().beside_names.words | {string for string, *_ in self._placed}
        return frozenset(
            string for string, start, end, name, label in common if in_everyday_sense(label, start, end, taken | name.brand.words)
        )

    @property
    def _placed(self) -> list[tuple[str, int, int, Name | Token, Label]]:
        """The hits in every label of the host, each with its label."""
        above = [(*hit, label) for label in self._above() for hit in self._meant_left(label)]
        return [(*hit, self.spelled) for hit in self.hits] + above

    @lazy
    def actions(self) -> list[str]:
        """Words such as "login" in the host, those that stand alone first, those glued to an organisation's name last."""
        known = beside.actions()
        return list(
            dict.fromkeys([word for word in (*self._pieces, *self.words) if word in known.words] + known.glued(self._sides(self._placed)))
        )

    @lazy
    def of_others(self) -> bool:
        """Whether beside an organisation's name in the label stands a word of those who deal with it or write about it: "dealer",
        "koperasi", "guide". Names left of the label are not theirs: in "facebook.some-guide.com" a guide's site may be broken into."""
        sides = self._sides([(*hit, self.spelled) for hit in self.hits]) if self.official is None else []
        if not sides:
            return False
        known = beside.of_others()
        return not known.words.isdisjoint((*_PIECES.findall(self.label), *self.words)) or bool(known.glued(sides))

    @property
    def _pieces(self) -> list[str]:
        return _PIECES.findall(f"{self.label}.{self.subdomain}")

    def _sides(self, hits: list[tuple[str, int, int, Name | Token, Label]]) -> list[tuple[str, str]]:
        """What stands before and after each organisation's name in its label."""
        return [(label.text[:start], label.text[end:]) for _, start, end, meaning, label in hits if isinstance(meaning, Name)]

    @lazy
    def joined(self) -> list[tuple[Name, str]]:
        """(name, action) of the names that a word such as "login" in the host shows to be meant."""
        if not self.brand_names or not self.actions:
            return []
        meant = [(string, spoken) for string, spoken in self.brand_names if string not in self.everyday]
        joins = [
            (spoken, meant_with(spoken, self._beside(string, spoken), self.target.host, others=self.of_others)) for string, spoken in meant
        ]
        return [(spoken, action) for spoken, action in joins if action]

    def _beside(self, string: str, spoken: Name) -> list[str]:
        """The actions without those that are a word of this name and stand nowhere else in the host: "security" in "security-bank-atm".
        A word behind another name of the same organisation is one beside it: "apple-support"."""
        own = spoken.shown.casefold().split()
        if not any(action in own for action in self.actions):
            return self.actions
        rest = f"{self.spelled.text}.{self.subdomain}".replace("-", "").replace(string, " ")
        return [
            action
            for action in self.actions
            if action not in own or action in rest or brands.load().is_name_of(string.replace(action, "", 1), spoken.brand)
        ]

    @property
    def asks_in_everyday_words(self) -> bool:
        """Whether the host speaks as others who deal with an organisation, or has actions, but none about an account, beside names of
        organisations in their everyday sense."""
        if not self.brand_names or self.joined:
            return False
        return self.of_others or bool(self.actions and self.everyday and not any(map(about_account, self.actions)))

    @property
    def lexicon_tokens(self) -> list[Token]:
        return [meaning for _, _, _, meaning in self.hits if isinstance(meaning, Token)]

    def _is_copied(self, part: str, likeness: Likeness[Brand]) -> bool:
        """Its length, letters and words are then copied too, and the suffix is of no account: they acquit nobody. Not under a restricted
        suffix, nor a firm's own name with accents where it does business."""
        return likeness.how == "shape" and part == self.label and self.suffix_class != "restricted" and not self.houses

    # what it is made of

    @lazy
    def words(self) -> list[str]:
        """Ordinary words of the label, without those inside a brand name or a lexicon word of specificity 2 or 3."""
        cut = name_model.load().vocabulary.cut
        taken = [(start, end) for _, start, end, meaning in self.hits if isinstance(meaning, Name) or meaning.specificity > 1]
        if not taken:
            return [word for run in self.letter_runs for word, _ in cut(run)]
        found: list[str] = []
        offset = 0
        text = self.spelled.text
        for run in self.letter_runs:
            offset = text.find(run, offset)
            for word, start in cut(run):
                first = offset + start
                if not any(first < end and begin < first + len(word) for begin, end in taken):
                    found.append(word)
            offset += len(run)
        return found

    @property
    def subdomain_words(self) -> list[str]:
        if not self.subdomain:
            return []
        cut = name_model.load().vocabulary.cut
        return [word for run in _LETTERS.findall(self.subdomain) for word, _ in cut(run)]


def _comparable(label: str) -> Label:
    """The label without accents. Letters of other scripts that pass for Latin ones are these where Latin ones stand beside them."""
    if label.isascii():
        return Label(label)
    folded = fold_name(label)
    if not folded.isascii() and (drawn := folded.translate(confusables())).isascii() and _LETTERS.search(folded):
        return Label(drawn)
    return Label(folded)


@lru_cache(maxsize=8_192)
def _class_of(suffix: str, private: bool) -> Class:
    return suffixes.load().class_of(suffix, private=private)
