"""The age of every table that carries weight. After a table expires, its findings are unknown, not absent."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from scamtriage.knowledge import names
from scamtriage.knowledge.loading import BadRule, read_text, read_toml

FILE = "tables.toml"
FILES = "files"
"""The section with the ages of tables that have their own file."""
NAMES = names.FILE
"""The weights of name suffixes. The model file contains its own dates, because it is always refitted as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """The dates of one table."""

    as_of: date
    """The day on which its facts were true."""
    expires: date | None = None
    """The last day on which it carries weight; None if its facts do not expire."""
    lasting: str = ""
    """Why they do not expire."""

    def past(self, day: date | None) -> bool:
        """Return whether the table has expired on that day. `day` is None if a name is judged alone and no date was given."""
        return day is not None and self.expires is not None and day > self.expires


@cache
def load() -> dict[str, Age]:
    """Return table or file name -> its age. Raises BadRule."""
    model = names.load()
    return {**parse(read_text(FILE)), NAMES: Age(as_of=model.as_of, expires=model.expires)}


def parse(text: str) -> dict[str, Age]:
    """Parse the ages from the text of such a file. Raises BadRule naming line and key."""
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
