"""Values of the command line as the commands want them, without loading pydantic.

Typer converts with pydantic, whose import and adapters take an eighth of a short run. Most values are converted
already, or need a path made of them; whatever is not surely such a value is given to Typer, and so is whatever is wrong, for its message.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_origin

from typer._click import Command, Context
from typer._click.core import Parameter
from typer._param_types import coerce_cli_path

_AS_THEY_ARE = (str, int, float, bool)


class LightValues(Command):
    """A command whose parameters convert easy values by themselves."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the parameters, that for the help among them."""
        params = super().get_params(ctx)
        for param in params:
            full = getattr(param, "get_runtime_param", None)
            if full is not None and not isinstance(full, _Light):
                param.get_runtime_param = _Light(full, param.type_descriptor)  # type: ignore[attr-defined]
        return params


class _Light:
    """Stands before Typer's converter of one parameter, which is made when it is needed."""

    def __init__(self, full: Callable[[], Any], described: Any) -> None:
        self._full = full
        self._info = described.parameter_info
        self._several = get_origin(described.annotation) is list
        self._kind = get_args(described.annotation)[0] if self._several else described.annotation
        self._bounded = (self._info.parser, self._info.min, self._info.max) != (None, None, None)

    def __call__(self) -> "_Light":
        return self

    def coerce(self, value: Any, param: Any, ctx: Context) -> Any:
        """Return the value as Typer would. Raises BadParameter."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        if self._bounded or several is not self._several:
            return self._full().coerce(value, param=param, ctx=ctx)
        converted = [self._converted(one, param, ctx) for one in (value if several else (value,))]
        if None in converted:
            return self._full().coerce(value, param=param, ctx=ctx)
        return converted if several else converted[0]

    def _converted(self, value: Any, param: Any, ctx: Context) -> Any:
        """Return one value, or None if Typer is to convert it."""
        if self._kind in _AS_THEY_ARE:
            return value if type(value) is self._kind else None
        if self._kind is Path and isinstance(value, str | Path):
            return coerce_cli_path(Path(value), self._info, path_type=Path, param=param, ctx=ctx)
        return value if isinstance(value, str) and value in get_args(self._kind) else None
