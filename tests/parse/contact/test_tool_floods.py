"""A page that names remote-access tools thousands of times costs little, and hides no order to install one among them."""

import pytest

from scamtriage.parse.contact.contacts import ContactReading, read_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.contact.tool_floods import FEW, MAX_JUDGED
from tests.cost import least_cpu_s

FAR = "x " * 115
"""Parts a text into windows: a limit of each would be none of the page."""
ORDERED = "Download AnyDesk now and read the code to our technician."
CHARS = 320_000


def read(text: str) -> ContactReading:
    return read_contacts(ContactSources(text=text[:60_000], far_text=text[60_000:]))


def flood(unit: str, together: int) -> str:
    part = unit * together + FAR
    return part * (CHARS // len(part))


@pytest.mark.parametrize("together", [3, 20, 500])
@pytest.mark.parametrize(
    "unit", ["anydesk ", "rust desk, team viewer ", "support.me ", "our agent uses anydesk ", "do not install anydesk, but ", "向日葵 "]
)
def test_a_flood_of_names_costs_little(unit: str, together: int) -> None:
    text = flood(unit, together)
    read(ORDERED)
    assert least_cpu_s(lambda: read(text), within=0.7) <= 0.7


@pytest.mark.parametrize("unit", ["anydesk ", "teamviewer, rustdesk; ", "our agent uses ultraviewer and supremo, ", "向日葵 "])
@pytest.mark.parametrize("together", [3, 20])
def test_an_order_behind_a_flood_of_names_is_found(unit: str, together: int) -> None:
    text = flood(unit, together)
    found = read(f"{text[: CHARS - 20_000]}{FAR}{ORDERED}").contacts
    assert "AnyDesk" in {contact.value for contact in found if contact.kind == "remote-tool"}


@pytest.mark.parametrize("count", [FEW // 2, MAX_JUDGED[0] + 50])
def test_a_flood_of_orders_that_hides_another_is_told(count: int) -> None:
    reading = read(f"Never install TeamViewer. {FAR}" * count + ORDERED)
    told = f"anchors {MAX_JUDGED[0]}" in reading.caps
    assert ([contact.value for contact in reading.contacts], told) == ((["AnyDesk"], False) if count < FEW else ([], True))
