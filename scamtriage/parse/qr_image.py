"""Read QR codes from an image if the extra [qr] is installed; without it no image is searched."""

import io
import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

from scamtriage.knowledge.extras import absent

MAX_IMAGE_BYTES = 1_000_000
MAX_PIXELS = 4_000_000  # a QR code on a phone needs far fewer; a decompression bomb has far more
MAX_SEARCHED_PIXELS = 1_000_000
"""A larger image is scaled down before the search. Search time grows more than linearly with shapes that look like the corner of a code."""
MAX_SCANS = 64
"""Of one JPEG. Progressive JPEGs have about ten; a few kilobytes can hold thousands, and each costs a pass over all pixels."""
MAX_CODES = 4
"""Codes reported per image, each cut at MAX_CODE_CHARS. The largest QR code holds 4,296 letters or 2,953 bytes."""
MAX_CODE_CHARS = 3_000
NOT_INSTALLED = absent("qr")
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
_TOO_MANY = f"more than {MAX_PIXELS:,} pixels are not searched"
_START_OF_SCAN = b"\xff\xda"


@dataclass(frozen=True, slots=True)
class QrReading:
    """The texts of the codes in an image. `because` says why the image was not searched; "" if it was."""

    codes: tuple[str, ...] = ()
    because: str = ""


@cache
def _libraries() -> tuple[Any, Any] | None:
    try:
        import zxingcpp
        from PIL import Image
    except ImportError:
        return None
    return zxingcpp, Image


def available() -> bool:
    """Whether the libraries for QR codes are installed."""
    return _libraries() is not None


def read_qr(image: bytes) -> QrReading:
    """Search one image for QR codes. Never raises; pixels, JPEG scans and results are bounded."""
    libraries = _libraries()
    if libraries is None:
        return QrReading(because=NOT_INSTALLED)
    if not image or len(image) > MAX_IMAGE_BYTES:
        return QrReading(because=f"an image of {len(image):,} bytes is not searched")
    if image.startswith(b"\xff\xd8") and image.count(_START_OF_SCAN) > MAX_SCANS:
        return QrReading(because=f"a JPEG of more than {MAX_SCANS} scans is not searched")
    zxingcpp, pillow = libraries
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's warning about large pictures; the check below rejects them
            with pillow.open(io.BytesIO(image), formats=_FORMATS) as opened:
                width, height = opened.size
                if width * height > MAX_PIXELS:  # the header gives the size before a pixel is decoded
                    return QrReading(because=_TOO_MANY)
                grey = _grey(opened, pillow)
        if width * height > MAX_SEARCHED_PIXELS:
            shrink = (MAX_SEARCHED_PIXELS / (width * height)) ** 0.5
            grey = grey.resize((max(1, int(width * shrink)), max(1, int(height * shrink))), pillow.Resampling.BOX)
        codes = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
    except pillow.DecompressionBombError:
        return QrReading(because=_TOO_MANY)
    except Exception:  # noqa: BLE001 - two foreign decoders on hostile bytes: what they raise is not a closed set
        return QrReading(because=f"no image that can be searched ({', '.join(_FORMATS)})")
    texts = dict.fromkeys(code.text[:MAX_CODE_CHARS] for code in codes if code.text)
    return QrReading(tuple(texts)[:MAX_CODES])


def _grey(picture: Any, pillow: Any) -> Any:
    """Return the picture in grey as a visitor sees it: transparent pixels become white like the page, not the stored black."""
    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        page = pillow.new("RGBA", seen.size, "white")
        page.alpha_composite(seen)
        return page.convert("L")
    return picture.convert("L")
