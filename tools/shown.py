"""What the documents show, taken from the program itself, so that it cannot go stale. Called by cog."""

import dataclasses
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def session(*commands: str) -> None:
    """Print commands and what they print, as a fenced block. Commands run from the project's root; only pure ones belong here."""
    print("```console")
    for command in commands:
        environment = os.environ | {"COLUMNS": "160", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(["sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        print(f"$ {command}\n{done.stdout}".rstrip())
    print("```")


def evidence_tables() -> None:
    """The records of an evidence line as tables: field, type, meaning."""
    from scamtriage.records import evidence, facts, target
    from scamtriage.records.facts import certificate, dns, hosting, page, registration, reputation

    for module in (evidence, target, dns, registration, certificate, page, hosting, reputation, facts):
        source = inspect.getsource(module)
        for name, record in vars(module).items():
            if isinstance(record, type) and dataclasses.is_dataclass(record) and record.__module__ == module.__name__:
                print(f"\n### {name}\n\n{_doc(record)}\n\n| field | type | meaning |\n|---|---|---|")
                for field in dataclasses.fields(record):
                    kind = field.type.__name__ if isinstance(field.type, type) else str(field.type)
                    kind = re.sub(r"[a-z_]+\.(?:[a-z_]+\.)*(?=[A-Z])|datetime\.(?=datetime)|typing\.", "", kind)
                    print(f"| `{field.name}` | `{kind.replace('|', chr(92) + '|')}` | {_meaning(source, name, field.name)} |")


def _doc(record: type) -> str:
    """The docstring as one paragraph; the one that dataclasses make up is none."""
    text = record.__doc__ or ""
    return "" if text.startswith(f"{record.__name__}(") else " ".join(text.split())


def settings_table() -> None:
    """The keys of a file of settings: key, default, meaning."""
    from scamtriage import config

    source = inspect.getsource(config)
    print("| key | default | meaning |\n|---|---|---|")
    for field in dataclasses.fields(config.Config):
        if field.name not in config.FLAGS_ONLY:
            print(f"| `{field.name}` | {_toml(field.default)} | {_meaning(source, 'Config', field.name)} |")


def _toml(value: object) -> str:
    """A default as it would stand in the file; a dash where leaving the key out is the only way to say it."""
    if value is None:
        return "–"
    return f"`{json.dumps(list(value) if isinstance(value, tuple) else value)}`"


def schema(which: str) -> None:
    """A published schema, as JSON."""
    done = subprocess.run([sys.executable, "-m", "scamtriage", "schema", which], cwd=ROOT, capture_output=True, text=True, check=True)
    print("```json\n" + json.dumps(json.loads(done.stdout), indent=1) + "\n```")


def _meaning(source: str, record: str, field: str) -> str:
    """The string below a field, on one line."""
    body = source.split(f"class {record}:", 1)[-1].split("\n@dataclass", 1)[0]
    after = body.split(f"\n    {field}: ", 1)[-1].split("\n", 1)[-1].lstrip("\n")
    if not after.lstrip().startswith('"""'):
        return ""
    return " ".join(after.lstrip()[3:].split('"""', 1)[0].split()).replace("|", "\\|")
