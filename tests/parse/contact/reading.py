"""One way for the tests beside this to ask what is found in a text."""

from typing import Any

from scamtriage.parse.contact.contacts import ContactSources, find_contacts


def contacts_in(text: str = "", *, language: str = "en", suffix: str = "com", host: str = "", **parts: Any) -> set[str]:
    """ "kind value" of every contact of a page that declares this language. `parts` are its other parts, as ContactSources names them."""
    sources = ContactSources(
        text=text, language=language.partition("-")[0], declared_language=language, suffix=suffix, host=host or f"a.{suffix}", **parts
    )
    return {f"{contact.kind} {contact.value}" for contact in find_contacts(sources)}
