"""How the owner of a page can be reached, and what it says of itself."""

import itertools
import re
from typing import TYPE_CHECKING

from scamtriage.knowledge.lazy import lazy
from scamtriage.records.facts import Contact

if TYPE_CHECKING:
    from scamtriage.signals.view import View

MESSENGERS = frozenset(
    {
        "line",
        "telegram",
        "whatsapp",
        "whatsapp-group",
        "zalo",
        "viber",
        "wechat",
        "qq",
        "messenger",
        "kakaotalk",
        "signal",
        "skype",
        "qq-group",
    }
)
PHONES = frozenset({"phone", "hotline"})
TOLL_FREE = frozenset({"toll-free", "shared-cost", "uan"})
PERSONAL_NUMBER = frozenset({"mobile", "premium", "voip", "personal"})
_ADDRESS = re.compile(r"\d")


class Identity:
    """Contacts of one page by what they say about its owner."""

    def __init__(self, view: "View") -> None:
        page = view.page
        assert page is not None
        self._view = view
        self._page = page

    @lazy
    def phones(self) -> tuple[Contact, ...]:
        return tuple(c for c in self._page.contacts if c.kind in PHONES)

    @lazy
    def numbers(self) -> tuple[Contact, ...]:
        """Ordinary numbers, national hotlines left out."""
        return tuple(c for c in self.phones if c.kind == "phone" or c.detail in TOLL_FREE)

    @lazy
    def messengers(self) -> tuple[Contact, ...]:
        return tuple(c for c in self._page.contacts if c.kind in MESSENGERS)

    @lazy
    def personal_messengers(self) -> tuple[Contact, ...]:
        """Accounts that anybody opens in a minute; official-account forms left out."""
        return tuple(c for c in self.messengers if "official-account" not in c.flags and not c.value.startswith("@"))

    @lazy
    def mails(self) -> tuple[str, ...]:
        """Mail domains of the page's addresses."""
        return tuple(c.value.rpartition("@")[2].lower() for c in self._page.contacts if c.kind == "email")

    @lazy
    def own_mail(self) -> bool:
        """An address under the site's own name."""
        own = self._view.target.registrable
        return any(m == own or m.endswith("." + own) for m in self.mails)

    @lazy
    def freemail(self) -> str:
        """A contact address at a provider where anybody can open one; "" for none."""
        return next((m for m in self.mails if m in self._view.tables.freemail), "")

    @lazy
    def address(self) -> bool:
        """A postal address: two words of addresses close together, with a number."""
        text = self._view.text
        hits = text.words("address")
        if len({text.said(h) for h in hits}) < 2:
            return False
        source = self._page.text
        places = sorted((h.start, h.end) for h in hits if h.place == 0)
        return any(
            second[0] - first[1] <= 60 and first != second and _ADDRESS.search(source, max(0, first[0] - 25), second[1] + 45) is not None
            for first, second in itertools.pairwise(places)
        )

    @lazy
    def company(self) -> bool:
        """A company form or register number, with a digit near by."""
        text = self._view.text
        return any(
            re.search(r"\d{5,}|\d[\d\-/.]{5,}", self._page.text[h.start : h.end + 60]) for h in text.words("company") if h.place == 0
        )

    @lazy
    def licence(self) -> bool:
        """A licence or a supervisor is named."""
        return bool(self._view.text.meant("licence"))

    @lazy
    def fixed_line(self) -> bool:
        return any(c.detail in ("fixed", "fixed or mobile", "toll-free", "uan", "shared-cost") for c in self.phones) or any(
            c.kind == "hotline" for c in self.phones
        )

    @lazy
    def full(self) -> bool:
        """Postal address, a line that is no mobile, and mail under its own name."""
        return self.address and self.fixed_line and self.own_mail

    @lazy
    def points(self) -> int:
        """How many of address, fixed line, own mail, company number, licence are shown."""
        return sum((self.address, self.fixed_line, self.own_mail, self.company, self.licence))
