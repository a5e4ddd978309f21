"""Split a certificate's extensions, because the library decodes all of them or none: one damaged extension would hide the rest."""

from collections.abc import Iterable, Iterator

from cryptography import x509

_SEQUENCE, _OID, _EXTENSIONS = 0x30, 0x06, 0xA3


def alone(certificate: x509.Certificate, wanted: Iterable[x509.ObjectIdentifier]) -> Iterator[tuple[x509.ObjectIdentifier, bytes]]:
    """Yield (kind, DER of the certificate with only that extension) for each wanted kind that is present.

    An extension that occurs twice stays twice, as in the original. The signature no longer matches: use such a certificate only to read the
    extension, and verify the original.
    """
    fields, signature = list(_items(certificate.tbs_certificate_bytes)), certificate.signature
    rest = b"".join(field for field in fields if field[0] != _EXTENSIONS)
    algorithm = fields[2 if fields[0][0] == 0xA0 else 1]
    held = next((field for field in fields if field[0] == _EXTENSIONS), b"")
    found: dict[bytes, list[bytes]] = {}
    for extension in _items(next(_items(held), b"")):
        found.setdefault(next(_items(extension), b""), []).append(extension)
    for oid in wanted:
        if extensions := found.get(_oid(oid)):
            body = _wrap(_SEQUENCE, rest + _wrap(_EXTENSIONS, _wrap(_SEQUENCE, b"".join(extensions[:2]))))
            yield oid, _wrap(_SEQUENCE, body + algorithm + _wrap(0x03, b"\0" + signature))


def _items(data: bytes) -> Iterator[bytes]:
    """Yield each value inside a constructed DER value, with tag and length. The library has already checked that this level is
    well-formed.
    """
    at = _head(data, 0)[0] if data else 0
    while at + 2 <= len(data):
        begin, length = _head(data, at)
        yield data[at : begin + length]
        at = begin + length


def _head(data: bytes, at: int) -> tuple[int, int]:
    """Return (offset of the content of the value at `at`, its length)."""
    first = data[at + 1]
    if first < 0x80:
        return at + 2, first
    end = at + 2 + (first & 0x7F)
    return end, int.from_bytes(data[at + 2 : end], "big")


def _wrap(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def _oid(oid: x509.ObjectIdentifier) -> bytes:
    first, second, *others = (int(part) for part in oid.dotted_string.split("."))
    content = b""
    for number in (40 * first + second, *others):
        digits = [number & 0x7F]
        while number := number >> 7:
            digits.append(0x80 | number & 0x7F)
        content += bytes(reversed(digits))
    return _wrap(_OID, content)
