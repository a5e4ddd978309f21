"""How old the tables are that weigh anything: after its last day a table says nothing, and what it would say is unknown, not absent."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from scamtriage.knowledge import names
from scamtriage.knowledge.loading import BadRule, read_text, read_toml

FILE = "tables.toml"
FILES = "files"
"""The section that holds the ages of tables with a file of their own."""
NAMES = names.FILE
"""What the suffixes of names weigh. The model says its own days: it is made anew as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Of one table."""

    as_of: date
    """The day of its facts."""
    expires: date | None = None
    """The last day on which it weighs anything; None: its facts last."""
    lasting: str = ""
    """Why they do."""

    def past(self, day: date | None) -> bool:
        """Whether the table is too old to weigh on that day. A name that is judged alone has no day, unless the desk gives one."""
        return day is not None and self.expires is not None and day > self.expires


@cache
def load() -> dict[str, Age]:
    """Table or file -> its age. Raises BadRule."""
    model = names.load()
    return {**parse(read_text(FILE)), NAMES: Age(as_of=model.as_of, expires=model.expires)}


def parse(text: str) -> dict[str, Age]:
    """The ages in a text of this shape. Raises BadRule naming line and key."""
    raw = read_toml(FILE, text)
    tables = {name: table for name, table in raw.items() if isinstance(table, dict) and name != FILES}
    files = raw.get(FILES, {})
    return {name: _age(text, name, table) for name, table in (tables | (files if isinstance(files, dict) else {})).items()}


def _age(text: str, name: str, table: Any) -> Age:
    given = table if isinstance(table, dict) else {}
    as_of, expires, lasting = given.get("as_of"), given.get("expires"), given.get("lasting", "")
    if type(as_of) is not date:
        raise BadRule.at(FILE, text, name, "as_of", "a dated table says its date")
    if (expires is None) is not bool(lasting) or not isinstance(lasting, str):
        raise BadRule.at(FILE, text, name, "expires", "a table says when it expires, or why it is lasting")
    if expires is not None and (type(expires) is not date or expires <= as_of):
        raise BadRule.at(FILE, text, name, "expires", "must be a day after as_of")
    return Age(as_of=as_of, expires=expires, lasting=lasting)
