"""`scamtriage contacts`: find contacts and payment details in a saved page."""

from pathlib import Path
from typing import Annotated

import typer

from scamtriage.cli import flags
from scamtriage.cli.notices import messages
from scamtriage.cli.options import ConfigFile, ConsoleOptions, FactsFormat, Judging, Lang, NetworkOptions, spread
from scamtriage.cli.output import printing
from scamtriage.cli.preconditions import need_charset
from scamtriage.cli.saved_pages.saved_page import NOWHERE, read_saved
from scamtriage.knowledge.speech import speech
from scamtriage.records.truncation import where_unread
from scamtriage.render import facts


@spread
def contacts(
    page: Annotated[
        Path,
        typer.Argument(metavar="FILE.html", help="A saved page, .mhtml and gzip too, or a text such as a chat or a mail; - for stdin."),
    ],
    console: ConsoleOptions,
    url: Annotated[
        str,
        typer.Option(
            help="Address the page came from, if the page does not state it; its suffix helps with local phone numbers.",
            show_default=False,
        ),
    ] = "",
    charset: Annotated[str, typer.Option(help="Encoding of the saved page, if the page does not state it.")] = "",
    format: FactsFormat = "table",
    lang: Lang = None,
    config: ConfigFile = None,
) -> None:
    """Find phones, messengers, wallets, remote tools and payment codes in a saved page. Opens no connection.

    Images that the browser saved beside it are searched for QR codes where the extra [qr] is installed.

    In JSON what could not be searched follows the contacts, as records of the kind "unread" with a reason: [] says that the whole page was
    read and gives none.

    \b
    Examples:
      scamtriage contacts page.html
      scamtriage contacts page.html --url https://example.co.th/ --format json | jq '.[].value'
      scamtriage contacts page.html --lang th
      scamtriage contacts chat.txt
      scamtriage contacts mail.eml
      curl -s https://example.com/ | scamtriage contacts -
    """
    need_charset(charset)
    style = printing.style(console, several=True, config=flags.settings(NetworkOptions(config=config), Judging(lang=lang), console=console))
    name = "stdin" if str(page) == "-" else str(page)
    target, read, caps, cut, _ = read_saved(page, url, charset, tell=lambda told: messages.hint(console, told))
    spoken, origin = speech(style.language), NOWHERE.url if target == NOWHERE else ""
    printing.write(facts.contacts(read, format, style, caps, without_address=origin, cut=cut))
    if met := where_unread(caps):
        unread = "{file}: not all of it is read ({limits}); whether the page gives more contacts is unknown."
        messages.hint(console, spoken.say(unread, file=name, limits=met))
    if cut:
        messages.hint(console, spoken.say("{file}: {why}; whether the rest holds more contacts is unknown.", file=name, why=cut))
