"""Equal digests give equal answers: every file that judging reads counts in the digest of the knowledge."""

import subprocess
import sys
from pathlib import Path

from scamtriage.knowledge import loading

EVIDENCE = Path(__file__).parents[2] / "examples" / "evidence.jsonl"
WATCHED = """
import sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
import scamtriage
from scamtriage.__main__ import main
sys.argv = ["scamtriage", "score", sys.argv[1], "--format", "ndjson"]
try:
    main()
except SystemExit:
    pass
print("\\n".join(opened), file=sys.stderr)
"""


def test_every_file_changes_the_digest(monkeypatch):
    read, digests = loading._read, {loading.digest_of_all()}
    for name in loading.shipped():
        monkeypatch.setattr(loading, "_read", lambda asked, name=name: read(asked) + (b"\n" if asked == name else b""))
        digests.add(loading.digest_of_all())
    assert len(digests) == 1 + len(loading.shipped())


def test_judging_reads_no_other_file_of_the_knowledge():
    folder = Path(loading.__file__).parent
    run = subprocess.run([sys.executable, "-c", WATCHED, str(EVIDENCE)], capture_output=True, text=True, check=True)
    opened = {str(Path(path).relative_to(folder)) for path in run.stderr.splitlines() if Path(path).is_relative_to(folder)}
    data = {name for name in opened if not name.endswith((".py", ".pyc")) and "__pycache__" not in name}
    assert {"profile.json", "returns.toml", "signals.toml"} <= data <= set(loading.shipped())
