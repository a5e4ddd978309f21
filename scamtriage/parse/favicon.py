"""The hashes of a site's icon, as other tools print them."""

from base64 import encodebytes
from hashlib import sha256


def icon_hashes(body: bytes) -> tuple[int, str]:
    """(MurmurHash3 of the base64 with line breaks, SHA-256)."""
    import mmh3

    return mmh3.hash(encodebytes(body)), sha256(body).hexdigest()
