"""What a scan does with a finished row, for tests of what keeps it."""

from scamtriage.batch.journal import Journal
from scamtriage.batch.seen import Scratch
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier


def keep(journal: Journal | Scratch, dossier: Dossier) -> int:
    """Keep a dossier; returns its offset."""
    return journal.append_line(codec.to_line(dossier))
