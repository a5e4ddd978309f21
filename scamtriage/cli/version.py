"""The text of `--version`: the program's version, and the version of its knowledge as in every row."""


def version() -> str:
    """Return the version line. Installations with the same line judge evidence identically, apart from the users' own models and lists."""
    from scamtriage import __version__
    from scamtriage.assess import Rules
    from scamtriage.knowledge.loading import BadTable

    try:
        knowledge = Rules.load().knowledge
    except (BadTable, OSError) as exc:
        knowledge = f"that does not load: {exc}"
    return f"scamtriage {__version__} (knowledge {knowledge})"
