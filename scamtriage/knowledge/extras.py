"""The optional packages of scamtriage, by the names that README.md gives them."""

from typing import Literal

Extra = Literal["dask", "parquet", "warninglists", "zstd"]


def missing(extra: Extra) -> str:
    """Return that an extra is not installed, and the command that installs it.

    Never the name of the package alone: it is the extra that is documented, and whose versions are tested.
    """
    name, command = f"[{extra}]", f"pip install '.[{extra}]'"
    return f"the extra {name} is not installed: in the folder of scamtriage, run: {command}"
