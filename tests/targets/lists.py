"""Lists as they come: a file, or a pipe that gives a few bytes at a time."""

import io

from scamtriage.targets.read import read


def texts(raw: bytes, **options: str) -> list[tuple[int, str]]:
    return [(line.number, line.text) for line in read(io.BytesIO(raw), **options)]  # type: ignore[arg-type]


class Pipe(io.BytesIO):
    """Gives a few bytes at a time."""

    most = 3

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(self.most)
