"""Texts that are no page, such as a chat, a report or a mail, as pages that show them: their signs are letters, and their lines are lines.

Read as HTML, "<scam@evil.example>" is a tag that nobody sees, and the account at the end of a line goes on into the number below it.
"""

import io
import re
from collections.abc import Callable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from html import escape
from itertools import islice

from scamtriage.cli.saved_pages.web_archive import HEADERS, MOST_PARTS, PAGES, NoArchive, decoded, head_of, leaves
from scamtriage.records import lazy_re
from scamtriage.targets.decode import BadList

TAG = lazy_re.compile(rb"<(?:!doctype|html|head|body|title|meta|div|script|style|table|form|span|img|br)[\s/>]", re.IGNORECASE)
"""What stands in pages, and hardly ever in a text."""
_BEGINS = lazy_re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<(?:[!?]|(?:a|article|b|base|blockquote|button|center|d[dlt]|em|figure|font|footer|h[1-6r]|header"
    rb"|i|iframe|input|label|li|link|main|nav|noscript|ol|p|pre|section|small|strong|svg|t[dhr]|template|u|ul|video)[\s/>])",
    re.IGNORECASE,
)
"""The beginning of a part of a page. A text may begin with "<", too, as a chat whose lines begin with "<name>"."""
_PAGE_BYTES = 65_536
_TAGS = 2
"""Fewer of them do not make a text a page: who asks "what does <br> mean" writes a chat."""
_SHOWN = ("From", "Reply-To", "Subject")
"""Headers of a mail that its reader sees, and that are the sender's. "To" is whom he wrote to."""
_HOLDING = ("multipart/", "message/rfc822")
_READ = ("text/", "message/", *_HOLDING)
"""Types of parts that are shown as text; of those that hold others, the ones whose parts cannot be told apart."""
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_UNSEEN = frozenset(("text/css", "text/javascript", "text/ecmascript", *_SIGNATURES))
PARTS_UNREAD = "parts of the mail, such as attachments, were not read"
_OF_BOX = lazy_re.compile(rb"From \S[^\n]{0,200} \d\d:\d\d:\d\d ")
"""The line before each mail of a mailbox (RFC 4155)."""
_NEXT_MAIL = lazy_re.compile(rb"\n(?=From \S[^\n]{0,200} \d\d:\d\d:\d\d )")
MOST_PAGES = 8
"""Parts in HTML that are read of a mail or a mailbox."""
_LINE_END = lazy_re.compile(r"\r\n?|\n[ \t\r\n]*")


def is_text(data: bytes) -> bool:
    """Return whether the bytes of a file, in any charset, are those of a text and of no page."""
    head = data[:_PAGE_BYTES].replace(b"\0", b"")
    return _BEGINS.match(head) is None and len([*islice(TAG.finditer(head), _TAGS)]) < _TAGS


def page_of_text(data: bytes, name: str, charset: str, tell: Callable[[str], None]) -> bytes:
    """Return the page, in UTF-8, that shows a text. `charset`: that of the text; "" if it is not said. `tell`: called with the charset that
    was guessed, which for a text of a few lines a browser would not find."""
    return _shown("".join(_decoded(data, name, charset, tell))).encode("utf-8", "replace")


def page_of_headers(data: bytes) -> bytes:
    """Return the page, in UTF-8, that shows the headers of a mail which its reader sees. Raises NoArchive if it has none."""
    return _shown("\n".join(_headers(head_of(data)))).encode("utf-8", "replace")


def pages_of_mail(data: bytes, name: str, tell: Callable[[str], None]) -> tuple[list[tuple[bytes, str]], bool]:
    """Return (pages, whether they are all of it) for what the reader of a mail or a mailbox sees. Each page is (page, charset): headers and
    plain texts as one, then each part in HTML, with the charset that its headers say. Raises NoArchive if it has no headers. `tell`: as in
    `page_of_text`.
    """
    texts, pages = list[str](), list[tuple[bytes, str]]()
    mails = _NEXT_MAIL.split(data, MOST_PARTS) if _OF_BOX.match(data) else [data]
    unread, coded = len(mails) > MOST_PARTS, False
    for text in mails[:MOST_PARTS]:
        mail = text + b"\n\n" if len(mails) > 1 else text
        try:
            head = head_of(mail)
        except NoArchive:
            if len(mails) == 1:
                raise
            unread = True
            continue
        if len(mails) > 1 and "From" not in head:  # a line of the mail before it began as the line between mails does
            unread = unread or coded
            try:
                texts.append("".join(_decoded(text.partition(b"\n")[2], name, "", tell)))
            except BadList:
                unread = True
            continue
        coded = _is_coded(head)
        texts += _headers(head)
        parts = [*islice(leaves(mail), MOST_PARTS + 1)]
        unread = unread or len(parts) > MOST_PARTS
        for part in parts[:MOST_PARTS]:
            try:
                body = decoded(part)
            except NoArchive:
                unread = True
                continue
            if part.kind in PAGES:
                pages.append((body, part.charset))
            elif part.kind == HEADERS:
                texts += _headers(head_of(body + b"\n\n"))
            elif part.kind in _UNSEEN:
                continue
            elif part.kind.startswith(_READ):
                unread = unread or part.kind.startswith(_HOLDING)
                try:
                    texts.append("".join(_decoded(body, name, part.charset, tell)))
                except BadList:  # an attachment that is called a text
                    unread = True
            else:
                unread = True
    shown = _shown("\n".join(texts)).encode("utf-8", "replace")
    return [(shown, "utf-8"), *pages[:MOST_PAGES]], not (unread or len(pages) > MOST_PAGES)


def _is_coded(headers: Message) -> bool:
    """Whether a mail is more than its text as it stands: of one that was taken apart in the middle the rest is not read by its lines."""
    coding = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()
    return str(headers.get("Content-Type", "")).strip().lower().startswith(_HOLDING) or coding in ("base64", "quoted-printable")


def _headers(headers: Message) -> Iterator[str]:
    for name in _SHOWN:
        for said in headers.get_all(name, []):
            try:
                yield f"{name}: {make_header(decode_header(str(said)))}"
            except (HeaderParseError, LookupError, ValueError):  # an encoded word in no charset, or cut
                yield f"{name}: {said}"


def _decoded(data: bytes, name: str, charset: str, tell: Callable[[str], None]) -> Iterator[str]:
    from scamtriage.parse.html.charset import charset_of  # not at the top: slow, and not needed for help and completion
    from scamtriage.targets.decode import decoded as letters

    return letters(io.BytesIO(data), name, charset_of(charset), tell)


def _shown(text: str) -> str:
    return _LINE_END.sub("<br>\n", escape(text, quote=False))
