"""A frame that runs no scripts shows what stands in its `<noscript>`."""

from html import escape
from urllib.parse import quote

import pytest

from tests.parse.html.page_facts import read

SAID = "the parcel is held until you pay the small fee"
INNER = f"<noscript><p>{SAID}</p></noscript>"
AROUND = "<p>We meet on Saturday in the park.</p>"


@pytest.mark.parametrize("sandbox", ["sandbox", "sandbox=''", "SANDBOX='allow-forms allow-popups'"])
@pytest.mark.parametrize("inner", [INNER, INNER.upper().replace(SAID.upper(), SAID), f"<head>{INNER}</head>", f"<p>Hours</p>{INNER}<i>"])
def test_what_a_frame_without_scripts_shows_is_read(sandbox: str, inner: str) -> None:
    for source in (f'srcdoc="{escape(inner)}"', f'src="data:text/html,{quote(inner)}"'):
        assert SAID in read(f"{AROUND}<iframe {sandbox} {source}></iframe>").text


def test_a_frame_in_it_runs_none_either() -> None:
    middle = f'<iframe sandbox="allow-scripts" srcdoc="{escape(INNER)}"></iframe>'
    assert SAID in read(f'{AROUND}<iframe sandbox srcdoc="{escape(middle)}"></iframe>').text


def test_the_same_document_in_a_frame_with_scripts_hides_none() -> None:
    held = f'srcdoc="{escape(INNER)}"'
    assert SAID in read(f"{AROUND}<iframe {held}></iframe><iframe sandbox {held}></iframe>").text


@pytest.mark.parametrize("sandbox", ["", "sandbox='allow-scripts'", "sandbox='allow-forms ALLOW-SCRIPTS'"])
def test_a_frame_with_scripts_shows_none_of_it(sandbox: str) -> None:
    assert SAID not in read(f'{AROUND}<iframe {sandbox} srcdoc="{escape(INNER)}"></iframe>').text
