"""Normalise path and query of an address as a browser sends them."""

import re

# WHATWG URL, the path and the special-query percent-encode sets
_PATH_ENCODE = re.compile(r"[^!$-;=@-_a-z|~]|\^")
_QUERY_ENCODE = re.compile(r"[^!$-&(-;=?-~]")
_DOT_SEGMENT = re.compile(r"\.|%2e", re.IGNORECASE)


def page(tail: str) -> str:
    """Return path and query as a browser sends them, without the fragment."""
    tail, _, _ = tail.partition("#")
    path, question, query = tail.partition("?")
    if not path and not question:
        return "/"
    return _path(path) + (question + _encode(_QUERY_ENCODE, query) if question else "")


def _path(path: str) -> str:
    """Return the path with forward slashes, dot segments resolved and unsafe characters encoded (WHATWG URL, "path state")."""
    path = _encode(_PATH_ENCODE, path.replace("\\", "/"))
    if "/." not in path and "/%2" not in path:
        return path or "/"
    kept: list[str] = []
    segments = path.split("/")[1:]
    for position, segment in enumerate(segments):
        dots = _DOT_SEGMENT.sub(".", segment)
        if dots == "..":
            del kept[-1:]
        elif dots != ".":
            kept.append(segment)
        if dots in (".", "..") and position == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def _encode(unsafe: re.Pattern[str], text: str) -> str:
    return unsafe.sub(_percent, text)


def _percent(match: re.Match[str]) -> str:
    char = "\ufffd" if "\ud800" <= match[0] <= "\udfff" else match[0]  # lone surrogates result from a wrong decoding
    return "".join(f"%{byte:02X}" for byte in char.encode())
