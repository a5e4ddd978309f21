"""Where else than in its text and links the contacts of a page stand, gathered for the reader of contacts."""

from collections.abc import Collection
from urllib.parse import quote

from scamtriage.parse.contact.contacts import ContactSources
from scamtriage.parse.html.contact_attributes import read_attributes
from scamtriage.parse.html.contact_datasets import carried_links
from scamtriage.parse.html.contact_icons import labelled, pictured_addresses
from scamtriage.parse.html.contact_scripts import joined_addresses
from scamtriage.parse.html.contact_shown import shown
from scamtriage.parse.html.contact_tables import columns
from scamtriage.parse.html.contact_values import hidden_mails, read_values
from scamtriage.parse.html.document import Document, RawForm
from scamtriage.parse.html.links import LinkFacts
from scamtriage.parse.html.refresh import refresh_target
from scamtriage.parse.html.said import Said
from scamtriage.parse.html.script_settings import settings

_NUMBERS = ("phone", "number", "to")
"""Names of fields that hold whom a messenger's form writes to."""


def contact_sources(
    document: Document,
    markup: bytes,
    written: Collection[str],
    said: Said,
    links: LinkFacts,
    *,
    alts: tuple[str, ...],
    codes: tuple[str, ...],
    suffix: str,
    host: str,
    reached: list[str],
) -> ContactSources:
    """All of a page in which a contact can stand. `written` is what the pre-scan saw written in the markup (UTF-8); limits that were met
    are added to `reached`."""
    attributes, handlers = read_attributes(markup, reached) if "attribute" in written else ([], "")
    scripts = (*document.scripts, handlers) if handlers else tuple(document.scripts)
    return ContactSources(
        text=said.visible,
        text_where="data" if said.carried else "text",
        far_text=said.far,
        title=said.title,
        headings=tuple(document.headings),
        links=links.outward,
        image_alts=alts,
        scripts=scripts,
        json_ld=tuple(document.json_ld),
        data=tuple(document.data),
        declared_language=said.declared,
        language=said.language,
        suffix=suffix,
        host=host,
        extras=(
            *_of_document(document, said.hidden),
            *(labelled(markup, reached) if "icon" in written else ()),
            *(("icon", address) for address in (pictured_addresses(markup) if "at sign" in written else ())),
            *attributes,
            *(read_values(markup) if "value" in written else ()),
            *(hidden_mails(document) if "coded mail" in written else ()),
            *(("attribute", line) for line in (shown(markup) if "shown" in written else ())),
            *(("script", address) for address in joined_addresses(scripts)),
            *(("data", told) for told in settings(document.scripts, reached)),
            *(("href", address) for address in carried_links(document.scripts, markup)),
            *(columns(markup, said.visible) if "table" in written else ()),
            *(("href", address) for address in links.apps),
        ),
        codes=codes,
    )


def _of_document(document: Document, hidden: str) -> tuple[tuple[str, str], ...]:
    fields = [field for form in document.forms for field in form.fields] + document.loose_fields
    texts = [("form", field.value) for field in fields if field.value]  # a placeholder shows how to write a number: nobody's
    metas = [("meta", document.metas[name]) for name in ("description", "og:description", "og:title", "keywords") if name in document.metas]
    frames = [("iframe", source) for source in document.iframes]
    sent = refresh_target(document.metas.get("refresh", ""))
    frames += [("redirect", sent)] if sent else []
    actions = [("form action", _opened(form, form.action)) for form in document.forms if form.action and ":" in form.action]
    return (*document.extras, *texts, *metas, *frames, *actions, *([("hidden text", hidden)] if hidden else ()))


def _opened(form: RawForm, action: str) -> str:
    """The address that a form opens when it is sent, as far as it says whom one then writes to."""
    told = next((field.value for field in form.fields if field.name.lower() in _NUMBERS and field.value), "")
    return f"{action}{'&' if '?' in action else '?'}phone={quote(told)}" if told and "phone=" not in action else action
