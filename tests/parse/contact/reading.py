"""One way for the tests beside this to ask what is found in a text."""

from typing import Any

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.html.page import read_page


def contacts_in(text: str = "", *, language: str = "en", suffix: str = "com", host: str = "", **parts: Any) -> set[str]:
    """ "kind value" of every contact of a page that declares this language. `parts` are its other parts, as ContactSources names them."""
    sources = ContactSources(
        text=text, language=language.partition("-")[0], declared_language=language, suffix=suffix, host=host or f"a.{suffix}", **parts
    )
    return {f"{contact.kind} {contact.value}" for contact in find_contacts(sources)}


def numbers_in(html: str, *, host: str, language: str) -> set[str]:
    """The telephones and hotlines of a whole page, whose host's suffix is all behind the first dot."""
    body = f'<html lang="{language}"><meta charset="utf-8"><body>{html}'.encode()
    facts, _ = read_page(body=body, content_type="text/html", url=f"https://{host}/", host=host, suffix=host.partition(".")[2])
    return {contact.value for contact in facts.contacts if contact.kind in ("phone", "hotline")}
