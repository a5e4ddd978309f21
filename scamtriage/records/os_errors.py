"""Add the file name to OSErrors that lack one. "No space left on device" alone does not say which device."""

from types import TracebackType


class NameInErrors:
    """A context manager that sets the file name of an OSError that names none."""

    def __init__(self, name: object) -> None:
        self._name = name

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None) -> None:
        if isinstance(exc, OSError) and exc.errno is not None and exc.filename is None:
            exc.filename = str(self._name)
