"""What `knowledge.pages.web` finds in a source, as plain tuples."""

from scamtriage.knowledge.pages.web import find_marks


def marks(source: str) -> set[tuple[str, str, str]]:
    """(kind, name, value) of each mark."""
    return {(mark.kind, mark.name, mark.value) for mark in find_marks(source.encode())}
