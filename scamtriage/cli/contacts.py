"""`scamtriage contacts`: find contacts and payment details in a saved page."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from scamtriage.cli import wiring
from scamtriage.cli.options import ConsoleOptions, spread
from scamtriage.cli.preconditions import need_charset
from scamtriage.cli.saved_page import Beside, origin, page_bytes
from scamtriage.config import Config
from scamtriage.net_policy import keep_patterns
from scamtriage.records.target import BadTarget
from scamtriage.records.truncation import where_unread
from scamtriage.render import facts

_UNKNOWN = "https://unknown.invalid/"


@spread
def contacts(
    page: Annotated[Path, typer.Argument(metavar="FILE.html", help="A saved page, gzip too; - for stdin.")],
    talking: ConsoleOptions,
    url: Annotated[
        str,
        typer.Option(
            help="Address the page came from, if the page does not state it; its suffix helps with local phone numbers.",
            show_default=False,
        ),
    ] = "",
    charset: Annotated[str, typer.Option(help="Encoding of the saved page, if the page does not state it.")] = "",
    format: Annotated[Literal["table", "json", "ndjson"], typer.Option("--format", "-f", help="Output format.")] = "table",
) -> None:
    """Find phones, messengers, wallets, remote tools and payment codes in a saved page. Opens no connection.

    Images that the browser saved beside it are searched for QR codes where the extra [qr] is installed.

    \b
    Examples:
      scamtriage contacts page.html
      scamtriage contacts page.html --url https://example.co.th/ --format json | jq '.[].value'
      curl -s https://example.com/ | scamtriage contacts -
    """
    from scamtriage.parse.html.charset import charset_of
    from scamtriage.parse.html.page import MAX_BODY_BYTES, read_page  # not at the top: slow, and not needed for help and completion
    from scamtriage.targets.parse import parse_target

    need_charset(charset)
    keep_patterns(Config())
    saved, name = None, str(page)
    if name == "-":
        name = "stdin"
        given = sys.stdin.buffer.read(MAX_BODY_BYTES + 1)
    else:
        with page.open("rb") as file:
            given = file.read(MAX_BODY_BYTES + 1)
        saved = Beside(page)
    body, cut = page_bytes(given, name, MAX_BODY_BYTES)
    target = parse_target(url or origin(body) or _UNKNOWN)
    if url and isinstance(target, BadTarget):
        raise typer.BadParameter(f"--url {url}: {target.reason}")
    host, suffix = getattr(target, "host", ""), getattr(target, "suffix", "")
    content_type = f"text/html; charset={charset_of(charset)}" if charset else "text/html"
    read, caps = read_page(
        body=body,
        content_type=content_type,
        url=getattr(target, "url", _UNKNOWN),
        host=host,
        suffix=suffix,
        status_code=200,
        headers=(),
        saved=saved,
    )
    wiring.write(facts.contacts(read, format, wiring.style(talking, several=True), caps))
    if met := where_unread(caps):
        wiring.hint(talking, f"{name}: not all of it is read ({met}); whether the page gives more contacts is unknown.")
    if format != "table" and any(picture.outcome != "ok" for picture in read.qr_images):
        wiring.hint(talking, "QR images of this page could not be searched; --format table says which, and why.")
    if cut:
        wiring.hint(talking, f"{name}: {cut}; whether the rest holds more contacts is unknown.")
