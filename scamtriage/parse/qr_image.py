"""QR codes in images of the page, where the extra [qr] is installed; without it nothing is read and nothing is claimed."""

import base64
import binascii
import io
from functools import cache
from typing import Any
from urllib.parse import unquote_to_bytes

MAX_IMAGES = 8
MAX_IMAGE_BYTES = 1_000_000
MAX_PIXELS = 4_000_000  # a QR code on a phone needs far fewer; a bomb has far more
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")


@cache
def _libraries() -> tuple[Any, Any] | None:
    try:
        import zxingcpp
        from PIL import Image
    except ImportError:
        return None
    return zxingcpp, Image


def available() -> bool:
    """Whether QR images can be read here."""
    return _libraries() is not None


def decode_qr(image: bytes) -> tuple[str, ...]:
    """The texts of all QR codes in an image; () when there is none, when it is no image, too large, or the extra is not installed."""
    libraries = _libraries()
    if libraries is None or not image or len(image) > MAX_IMAGE_BYTES:
        return ()
    zxingcpp, pillow = libraries
    try:
        with pillow.open(io.BytesIO(image), formats=_FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:  # the header says so before a pixel is decoded
                return ()
            grey = opened.convert("L")
        codes = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
    except Exception:  # noqa: BLE001 - two foreign decoders on hostile bytes: what they raise is not a closed set
        return ()
    return tuple(dict.fromkeys(code.text for code in codes if code.text))


def data_uri_bytes(uri: str) -> bytes:
    """The bytes of a data: URI of an image; b"" for anything else or anything too large."""
    head, comma, body = uri.partition(",")
    if not comma or not head[:11].lower().startswith("data:image/") or len(body) > MAX_IMAGE_BYTES * 4 // 3 + 4:
        return b""
    raw = unquote_to_bytes(body.encode("ascii", "ignore"))  # a data: URI is ASCII; hostile text need not be
    if not head.lower().endswith(";base64"):
        return raw
    try:
        return base64.b64decode(raw, validate=False)
    except (binascii.Error, ValueError):
        return b""
