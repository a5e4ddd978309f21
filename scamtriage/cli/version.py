"""What `--version` says: the program's version, and the knowledge by which it judges, as every row names it."""


def version() -> str:
    """One line. Two desks with the same line judge the same evidence alike, but for models and lists of their own."""
    from scamtriage import __version__
    from scamtriage.assess import Rules
    from scamtriage.knowledge.loading import BadRule

    try:
        knowledge = Rules.load().knowledge
    except (BadRule, OSError) as exc:
        knowledge = f"that does not load: {exc}"
    return f"scamtriage {__version__} (knowledge {knowledge})"
