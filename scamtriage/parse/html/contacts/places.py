"""Collects the parts of a page that can contain contacts, for parse.contact.contacts."""

import re
from collections.abc import Collection
from urllib.parse import quote

from scamtriage.parse.contact.label_words import says_call
from scamtriage.parse.contact.setting_names import WORDS
from scamtriage.parse.contact.sources import OF_MENU, ContactSources
from scamtriage.parse.html.contacts.attributes import read_attributes
from scamtriage.parse.html.contacts.bank_logos import bank_cards
from scamtriage.parse.html.contacts.bank_objects import bank_accounts
from scamtriage.parse.html.contacts.datasets import carried_links
from scamtriage.parse.html.contacts.icons import labelled, pictured_addresses
from scamtriage.parse.html.contacts.options import options
from scamtriage.parse.html.contacts.settings import settings
from scamtriage.parse.html.contacts.shown import shown
from scamtriage.parse.html.contacts.sums import joined_addresses
from scamtriage.parse.html.contacts.tables import columns
from scamtriage.parse.html.contacts.told_countries import countries_of_numbers
from scamtriage.parse.html.contacts.tooltips import tooltips
from scamtriage.parse.html.contacts.values import hidden_mails, read_values
from scamtriage.parse.html.document import Document, RawForm
from scamtriage.parse.html.links import LinkFacts, Resolver
from scamtriage.parse.html.page_text import PageTexts
from scamtriage.parse.html.refresh import refresh_target
from scamtriage.records import lazy_re

_NUMBERS = ("phone", "number", "to")
"""Names of form fields that contain the recipient in a messenger's form."""
_OF_THINGS = lazy_re.compile(
    r"(?:\A|[_-])(?:ref(?:erence|erral|er|no|code)?|order|invoice|sku|code|token|nonce|amount|price|qty|track(?:ing)?|otp|captcha|post|product|item)"
    r"(?:[_-]?(?:id|no|num|number|code))?\Z"
)
"""Names of form fields whose values number things, whatever they look like, unless words stand in them."""
_OF_OWNER = ("copyright", "publisher")
"""Not the author: that is who made the page, or the theme of it. Nor are mailboxes there its owner's."""
_LEADS_OFF = lazy_re.compile(r":|\A\s{0,9}[/\\]\s{0,9}[/\\]")
"""What a reference to another host has; most forms are sent to their own."""
_MAILBOX = lazy_re.compile(r"\S{1,80}@\S{1,80}")
_SAYS = lazy_re.compile(r"[^\W\d_]{2}[\s:：]|[@/]")


def contact_sources(
    document: Document,
    markup: bytes,
    written: Collection[str],
    said: PageTexts,
    links: LinkFacts,
    resolver: Resolver,
    *,
    alts: tuple[str, ...],
    codes: tuple[str, ...],
    suffix: str,
    host: str,
    reached: list[str],
) -> ContactSources:
    """Return all parts of a page in which a contact can stand.

    `written`: `Prescan.written` of the markup (UTF-8). Limits that were reached are added to `reached`.
    """
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
            *_of_document(document, said.hidden, resolver, host),
            *(labelled(markup, reached) if "icon" in written else ()),
            *(("icon", address) for address in (pictured_addresses(markup, reached) if "at sign" in written else ())),
            *attributes,
            *(read_values(markup, reached) if "value" in written else ()),
            *bank_cards(document.images, markup, reached),
            *(options(markup, reached) if b"<option" in markup else ()),
            *(tooltips(markup, reached) if "tooltip" in written else ()),
            *(hidden_mails(document) if "coded mail" in written else ()),
            *(("attribute", line) for line in (shown(markup, reached) if "shown" in written else ())),
            *(("script", address) for address in joined_addresses(scripts)),
            *(("data", told) for told in settings(document.scripts, reached)),
            *(("data", told) for told in (bank_accounts((*document.scripts, *document.data), reached) if "bank object" in written else ())),
            *(("href", address) for address in carried_links(scripts, markup)),
            *(columns(markup, said.visible, reached) if "table" in written else ()),
            *countries_of_numbers(markup, said.declared, reached, languages="language" in written, rows="table" in written),
            *(("href", address) for address in links.apps),
            *_menu(document.links),
        ),
        shows_code=b"<pre" in markup or b"<PRE" in markup,
        codes=codes,
    )


def _of_document(document: Document, hidden: str, resolver: Resolver, own: str) -> tuple[tuple[str, str], ...]:
    fields = [field for form in document.forms for field in form.fields] + document.loose_fields
    texts = [
        ("form", field.value)
        for field in fields
        if field.value and (_OF_THINGS.search(field.name.lower()) is None or _SAYS.search(field.value) is not None)
    ]  # not the placeholder: it shows an example number
    metas = [("meta", document.metas[name]) for name in ("description", "og:description", "og:title", "keywords") if name in document.metas]
    for owner in dict.fromkeys(document.metas[name] for name in _OF_OWNER if name in document.metas):
        if says_call(owner):
            metas.append(("meta", _MAILBOX.sub(" ", owner)))
    frames = [("iframe", _leads_to(source, resolver, own)) for source in document.iframes]
    sent = refresh_target(document.metas.get("refresh", ""))
    frames += [("redirect", _leads_to(sent, resolver, own))] if sent else []
    actions = [
        ("form action", _opened(form, _leads_to(form.action, resolver, own)))
        for form in document.forms
        if form.action and (resolver.host != own or _LEADS_OFF.search(form.action) is not None)
    ]
    return (*document.extras, *texts, *metas, *frames, *actions, *([("hidden text", hidden)] if hidden else ()))


def _leads_to(reference: str, resolver: Resolver, own: str) -> str:
    """Return a reference to another host made absolute. One to the page's own is as it is: a messenger's frame of itself is no account. So
    is one of a scheme without hosts, for what it holds may be long."""
    url, host = resolver.resolve(reference)
    return url if host and host != own else reference


def _menu(links: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the texts of one word of the links to the site's own pages, if a messenger's name is one. An id with an @ is left out, which
    nothing else begins with, and one with the same link as that name, for the site sends its readers on:
    `<a href="/go">LINE</a> <a href="/go">shop_55</a>`.
    """
    texts = "\n".join([text for _, text in links]).lower().split("\n")
    named = [link for link, text in zip(links, texts, strict=False) if text in _NAMES] if len(texts) == len(links) else links
    if not any(_MESSENGER_ITEM.match("\t".join(link).lower()) for link in named):
        return []  # as on most pages
    written = "\n".join(map("\t".join, links)).lower() + "\n"
    names = _MESSENGER_ITEM.findall(written)
    sent = {address for address, _ in names}
    items = [name for _, name in names] + [text for address, text in _ITEM.findall(written) if address not in sent]
    return [(OF_MENU, "\n".join(items))]


_NAMES = frozenset(word for words in WORDS.values() for word in words)
_OF_SITE = r"^((?:/(?!/)|[#?.]|[a-z0-9_-]+(?:[/?]|(?=\t)|\.(?:html?|php)\b))[^\t\n]*)\t"
_ITEM = lazy_re.compile(_OF_SITE + r" ?([a-z0-9_.-]{4,32}) ?$", re.MULTILINE)
_MESSENGER_ITEM = lazy_re.compile(rf"{_OF_SITE} ?({'|'.join(sorted(_NAMES))})$", re.MULTILINE)


def _opened(form: RawForm, action: str) -> str:
    """Return the address that a form opens when it is sent, with the recipient if a field gives it."""
    told = next((field.value for field in form.fields if field.name.lower() in _NUMBERS and field.value), "")
    return f"{action}{'&' if '?' in action else '?'}phone={quote(told)}" if told and "phone=" not in action else action
