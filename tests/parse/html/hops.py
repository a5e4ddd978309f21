"""Pages that lead on by a script or by a refresh, and where they stand."""

HERE = "http://a.example/dir/page?q=1"
THERE = "https://there.example/x"


def script(code: str) -> bytes:
    return f"<!doctype html><html><head><script>{code}</script></head><body>…</body></html>".encode()


def meta(content: str) -> bytes:
    return f'<html><head><meta http-equiv="refresh" content="{content}"></head></html>'.encode()
