"""The limits of observation by the names that evidence uses: their wording, and what they may leave unread."""

from enum import Enum, auto
from typing import NamedTuple


class Unread(Enum):
    """What a limit may leave unread on a page."""

    NOTHING = auto()
    """A list is truncated; all sources of words and contacts were read."""
    WORDS = auto()
    """Text that was searched for contacts but is not weighed."""
    CONTACTS = auto()
    PAGE = auto()
    """Words and contacts: the page is not fully known."""


class Limit(NamedTuple):
    """What a limit is called, and what of a page it leaves unread."""

    says: str
    """English wording; `{most}` stands for the number, or for what the limit applies to."""
    unread: Unread = Unread.CONTACTS


LIMITS = {
    # network
    "broken off": Limit("the connection broke off", Unread.PAGE),
    "idle_s": Limit("nothing came for {most} s", Unread.PAGE),
    "least_bytes_per_s": Limit("fewer than {most} bytes a second came", Unread.PAGE),
    "seconds": Limit("at most {most} s", Unread.PAGE),
    "whois_timeout_s": Limit("at most {most} s for an answer of WHOIS", Unread.PAGE),
    "addresses": Limit("at most {most} addresses", Unread.PAGE),
    "queries": Limit("at most {most} questions to DNS", Unread.PAGE),
    "records": Limit("at most {most} records of a type", Unread.PAGE),
    "certificates": Limit("at most {most} certificates", Unread.PAGE),
    "certificate bytes": Limit("at most {most} bytes of a certificate", Unread.PAGE),
    "hops": Limit("at most {most} steps to other addresses", Unread.PAGE),
    "redirect": Limit("its scripts lead on to an address that is not known", Unread.PAGE),
    "redirect back": Limit("the page loads itself again at once, and was not asked for again", Unread.PAGE),
    "redirect bytes": Limit("at most {most} bytes of a page that leads elsewhere", Unread.PAGE),
    "redirect search bytes": Limit("at most {most} bytes looked through for a redirect", Unread.PAGE),
    "redirect search pieces": Limit("at most {most} pieces of script looked through for a redirect", Unread.PAGE),
    "wire_bytes": Limit("at most {most} bytes received", Unread.PAGE),
    "decoded_bytes": Limit("at most {most} bytes after decompression", Unread.PAGE),
    "members": Limit("at most {most} members of a gzip file", Unread.PAGE),
    "pieces": Limit("at most {most} pieces of a body", Unread.PAGE),
    "ratio": Limit("at most {most} times its size after decompression", Unread.PAGE),
    "headers": Limit("at most {most} headers", Unread.NOTHING),
    "header chars": Limit("at most {most} characters of a header", Unread.NOTHING),
    "cookies": Limit("at most {most} cookies", Unread.NOTHING),
    # the page as a whole
    "body_bytes": Limit("at most {most} bytes of a page", Unread.PAGE),
    "evidence bytes": Limit("at most {most} bytes of evidence of a page", Unread.PAGE),
    "tokens": Limit("at most {most} tags and texts", Unread.PAGE),
    "skimmed": Limit("at most {most} tags skimmed"),
    "text chars": Limit("at most {most} characters of text", Unread.PAGE),
    "contact text": Limit("at most {most} characters of text looked through for contacts", Unread.PAGE),
    "text_bytes": Limit("at most {most} bytes of text", Unread.WORDS),
    "hidden_text_bytes": Limit("at most {most} bytes of hidden text", Unread.NOTHING),
    "structure depth": Limit("nested deeper than honest pages", Unread.NOTHING),
    "structure attributes": Limit("more attributes in a tag than honest pages have", Unread.NOTHING),
    "tag attributes": Limit("at most {most} attributes of a tag", Unread.PAGE),
    "structure tags": Limit("more tags than honest pages have", Unread.NOTHING),
    "structure frames": Limit("more pages within each other than honest ones hold", Unread.NOTHING),
    "steps": Limit("at most {most} steps through the page's elements", Unread.NOTHING),
    "frames within": Limit("at most {most} pages within the page", Unread.PAGE),
    "frames of the site": Limit("another page of the site fills this one"),
    "frames of other sites": Limit("a page of another site fills this one"),
    # style sheets
    "style sheets": Limit("at most {most} style sheets"),
    "style sheet chars": Limit("at most {most} characters of a style sheet"),
    "style rules": Limit("at most {most} style rules"),
    "style selectors": Limit("some style rules are not compared with the page"),
    "style words": Limit("its styles draw words that cannot be told", Unread.PAGE),
    "style steps": Limit("at most {most} elements compared with style rules"),
    "hiding rules": Limit("at most {most} style rules that hide"),
    "hidden elements": Limit("at most {most} hidden elements", Unread.NOTHING),
    # elements of the page
    "links": Limit("at most {most} links"),
    "outward links": Limit("at most {most} links to other sites looked at"),
    "links to elsewhere": Limit("at most {most} links to other sites listed", Unread.NOTHING),
    "foreign hosts": Limit("at most {most} other hosts", Unread.NOTHING),
    "forms": Limit("at most {most} forms", Unread.NOTHING),
    "fields": Limit("at most {most} fields"),
    "fields of a form": Limit("at most {most} fields of a form"),
    "loose fields": Limit("at most {most} fields outside forms", Unread.NOTHING),
    "words beside inputs": Limit("at most {most} fields whose neighbours are read"),
    "iframes": Limit("at most {most} frames", Unread.NOTHING),
    "not followed": Limit("at most {most} addresses of pages that were not asked for", Unread.NOTHING),
    "images": Limit("at most {most} images"),
    "drawn images": Limit("at most {most} images of style sheets and scripts"),
    "qr images": Limit("at most {most} images with QR codes"),
    "image alts": Limit("at most {most} descriptions of images", Unread.NOTHING),
    "image hosts": Limit("at most {most} hosts of images", Unread.NOTHING),
    "logos": Limit("at most {most} logos", Unread.NOTHING),
    "headings": Limit("at most {most} headings", Unread.NOTHING),
    "title chars": Limit("at most {most} characters of the title", Unread.NOTHING),
    "site name chars": Limit("at most {most} characters of the site's name", Unread.NOTHING),
    "description chars": Limit("at most {most} characters of the description", Unread.NOTHING),
    "metas": Limit("at most {most} meta elements"),
    "link elements": Limit("at most {most} link elements", Unread.NOTHING),
    "extras": Limit("at most {most} other places that may hold contacts"),
    "apps": Limit("at most {most} programs on offer", Unread.NOTHING),
    "app places": Limit("at most {most} places that name a program"),
    "kit paths": Limit("at most {most} paths of phishing kits", Unread.NOTHING),
    "trackers": Limit("at most {most} trackers", Unread.NOTHING),
    "chat widgets": Limit("at most {most} chat windows", Unread.NOTHING),
    "technologies": Limit("at most {most} technologies", Unread.NOTHING),
    # scripts
    "scripts": Limit("at most {most} scripts"),
    "script chars": Limit("at most {most} characters of scripts"),
    "script sources": Limit("at most {most} scripts from elsewhere"),
    "script hosts": Limit("at most {most} hosts of scripts", Unread.NOTHING),
    "receiver search pieces": Limit("at most {most} pieces of script looked through for where a form is sent", Unread.NOTHING),
    "settings": Limit("at most {most} settings in scripts"),
    "data chars": Limit("at most {most} characters of data"),
    "data pieces": Limit("at most {most} pieces of data in scripts"),
    "data values": Limit("at most {most} values of data"),
    # contacts
    "contacts": Limit("at most {most} contacts"),
    "contact attributes": Limit("at most {most} attributes that may hold a contact"),
    "icons": Limit("at most {most} icons"),
    "bank logos": Limit("at most {most} pictures named after banks"),
    "anchors": Limit("at most {most} places of a text that may hold a contact"),
    "texts beside": Limit("at most {most} characters of all texts beside that which is shown"),
    "characters": Limit("at most {most} characters of one text"),
    "sightings": Limit("at most {most} contacts in one text"),
    "phone candidates": Limit("at most {most} numbers that may be telephones"),
    "digit runs": Limit("at most {most} numbers of six digits or more"),
    "account candidates": Limit("at most {most} numbers that may be bank accounts"),
    "wallet candidates": Limit("at most {most} addresses that may be wallets"),
}
"""Limit name -> limit."""
_OTHER = Limit("{most}")


def limit(name: str, most: object = "") -> str:
    """Return the text that evidence records for a reached limit: its name and number ("wire_bytes 2000000")."""
    says = LIMITS[name].says
    return f"{name} {most}" if "{most}" in says else name


def in_words(cap: str) -> str:
    """Return the English wording of a text made by `limit`."""
    known, most = named(cap)
    return known.says.format(most=most)


def named(cap: str) -> tuple[Limit, str]:
    """Return the limit and the number of a text made by `limit`. An unknown name counts as one that may hide contacts."""
    if (whole := LIMITS.get(cap)) is not None:
        return whole, ""
    name, _, most = cap.rpartition(" ")
    return (known, most) if (known := LIMITS.get(name)) is not None else (_OTHER, cap)
