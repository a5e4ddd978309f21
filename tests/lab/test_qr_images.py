"""The program from end to end on the lab's own servers: a payment code in an image of a scam's page becomes a contact and a finding."""

import asyncio
from pathlib import Path

from msgspec.structs import replace

from scamtriage.lab.internet import Lab
from scamtriage.lab.scene import Page, load_scenes
from scamtriage.records.codec import from_line, to_line
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.render.facts import RENDERERS
from scamtriage.render.style import Style
from scamtriage.render.text import defang
from tests.drawing import PROMPTPAY, qr
from tests.judgement.sites import assessed
from tests.running import observe

SITE = "https://login.dsi.go.th.khadi-refund.click"


def seen(folder: Path, **changes: object) -> tuple[Dossier, list[str]]:
    """The scene of a false refund with its code as an image, and what its site was asked for."""
    (folder / "qr.png").write_bytes(qr(PROMPTPAY))
    known = load_scenes()["th-refund"]
    code = Page(url=f"{SITE}/qr.png", content_type="image/png", file=str(folder / "qr.png"))
    pages = [replace(page, html=page.html.replace(f' data-payload="{PROMPTPAY}"', "")) for page in known.page]
    assert pages != known.page, "the code stands in the image alone"
    scene = replace(known, id="qr", page=[*pages, code])

    async def run() -> tuple[Dossier, list[str]]:
        async with Lab.start([], extra=[scene]) as lab:
            [dossier] = await observe(lab, [scene.target], **changes)
            assert lab.router.unrouted == []
            return dossier, [url for url in lab.websites.asked if url.endswith(".png")]

    return asyncio.run(run())


def test_with_the_option_the_code_is_read_kept_and_weighed(tmp_path: Path) -> None:
    dossier, asked = seen(tmp_path, qr_images=True)
    assert asked == [f"{SITE}/qr.png"]
    assert from_line(to_line(dossier)) == dossier
    row = assessed(dossier)
    [contact] = [c for c in dossier.evidence["page"].facts.contacts if c.kind == "payment-qr"]
    assert (contact.value, contact.where, contact.flags) == ("+66812345678", "qr image", ("personal-id",))
    assert "contact-personal-qr" in {c.reading.signal for c in row.contributions}
    said = "".join(RENDERERS["table"]([dossier], "page", Style(several=False, color=False, width=400, verbose=0, language="en")))
    assert f"{defang(SITE)}/qr.png" in said.replace("qr[.]png", "qr.png") and PROMPTPAY in said


def test_without_it_the_finding_is_unknown_and_not_absent(tmp_path: Path) -> None:
    dossier, asked = seen(tmp_path)
    assert asked == []
    row = assessed(dossier)
    assert "contact-personal-qr" in {signal for unknown in row.unknown for signal in unknown.signals}
    said = "".join(RENDERERS["table"]([dossier], "contacts", Style(several=False, color=False, width=400, verbose=0, language="en")))
    assert "unknown what is in" in said and "--qr-images asks the site for it" in said


def test_passively_the_option_asks_for_nothing(tmp_path: Path) -> None:
    dossier, asked = seen(tmp_path, qr_images=True, mode=Mode.PASSIVE)
    assert asked == [] and "page" not in dossier.evidence
