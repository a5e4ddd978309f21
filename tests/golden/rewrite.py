"""`python -m tests.golden.rewrite [SCENE…]`: record the golden folders anew, and the evidence of the examples. Review the diff."""

import asyncio
import shutil
import sys

from scamtriage.assess import Rules
from scamtriage.lab.scene import load_scenes
from tests.golden.recording import GOLDEN, outputs, record

EXAMPLES = GOLDEN.parents[1] / "examples"


def main() -> None:
    in_demo = [scene.id for scene in load_scenes().values() if scene.demo]
    chosen = sys.argv[1:] or in_demo
    evidence = asyncio.run(record(in_demo))
    rules = Rules.load()
    for scene in chosen:
        folder = GOLDEN / scene
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "evidence.jsonl").write_bytes(evidence[scene])
        for name, text in outputs(evidence[scene], rules).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    (EXAMPLES / "evidence.jsonl").write_bytes(b"".join(evidence.values()))
    print(f"{len(chosen)} scenes written; look at: git diff --stat tests/golden examples")


if __name__ == "__main__":
    main()
