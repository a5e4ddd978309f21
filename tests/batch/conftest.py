"""A lab for scans that are programs of their own, and what a whole scan of its list gives."""

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scamtriage.lab.internet import Lab
from tests.batch import programs


@pytest.fixture(scope="session")
def lab_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The description of a lab that runs in a thread, as another machine would."""
    ready, ends = threading.Event(), threading.Event()
    labs: list[Lab] = []

    async def serve() -> None:
        async with Lab.start() as lab:
            labs.append(lab)
            ready.set()
            await asyncio.to_thread(ends.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    assert ready.wait(60)
    path = tmp_path_factory.mktemp("lab") / "lab.json"
    path.write_text(json.dumps(labs[0].description()))
    yield path
    ends.set()
    thread.join(10)


@pytest.fixture(scope="session")
def whole(lab_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[int, object]]:
    """A list, and the verdicts of a scan that nothing disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    source = programs.listed(folder, programs.LINES)
    code, said = programs.ended(programs.start(lab_file, source, folder / "v.ndjson"), programs.WHOLE_S)
    assert code == 0, said
    return source, programs.verdicts(folder / "v.ndjson")
