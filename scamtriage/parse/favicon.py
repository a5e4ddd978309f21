"""Hashes of a site's icon, in the form that other tools print."""

from base64 import encodebytes
from hashlib import sha256


def icon_hashes(body: bytes) -> tuple[int, str]:
    """Return (MurmurHash3 of the base64 text with line breaks, SHA-256)."""
    import mmh3

    return mmh3.hash(encodebytes(body)), sha256(body).hexdigest()
