"""QR codes drawn by a library that is not ours and not the one that reads them."""

import io

import pytest

from scamtriage.parse.contact.payment_qr import emvco_crc

LINE = "https://line.me/ti/p/~refund_desk1"
_BODY = "00020101021129370016A0000006770101110113006681234567853037645802TH6304"
PROMPTPAY = _BODY + emvco_crc(_BODY)


def qr(text: str, *, kind: str = "png", **look: object) -> bytes:
    """The image of a code. Skips the test, and says why, where the extra [qr] or the drawing library is not installed."""
    for library in ("zxingcpp", "PIL", "segno"):
        pytest.importorskip(library, reason=f"{library} is not installed: QR images are neither drawn nor read here")
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind=kind, scale=4, **look)
    return drawn.getvalue()


def picture(mode: str, size: tuple[int, int], kind: str = "PNG", **how: object) -> bytes:
    """An image without a code."""
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed: QR images are not read here")
    stored = io.BytesIO()
    image.new(mode, size).save(stored, kind, **how)
    return stored.getvalue()
