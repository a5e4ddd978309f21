"""A fault of a file names the file: "No space left on device" alone leaves whoever reads it to guess which device that is."""

from types import TracebackType


class Named:
    """While it is entered, an OSError that names no file gets this name."""

    def __init__(self, name: object) -> None:
        self._name = name

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(exc, OSError) and exc.errno is not None and exc.filename is None:
            exc.filename = str(self._name)
