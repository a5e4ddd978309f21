"""The optional packages of scamtriage, by the names that README.md gives them."""

from typing import Literal

Extra = Literal["dask", "parquet", "qr", "tlsh", "warninglists", "zstd"]


def absent(extra: Extra) -> str:
    """Return that an extra is not installed."""
    return f"the extra [{extra}] is not installed"


def missing(extra: Extra) -> str:
    """Return that an extra is not installed, and the command that installs it.

    Never the name of the package alone: it is the extra that is documented, and whose versions are tested.
    """
    command = f"pip install -e '.[{extra}]'"
    return f"{absent(extra)}: in the folder of scamtriage, run: {command}"
