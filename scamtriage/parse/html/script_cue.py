"""Which scripts may lead on at all: one look over a text, which spares most scripts the walk."""

import re

# An address that is written, in any spelling that the walk understands, or a text that is run.
_CUE = re.compile(
    r"location['\"`\]\s]*+(?:=(?!=)|[\[/]|\??\.\s*+(?:(?:href|pathname|search|host(?:name)?|protocol)\s*+(?:=(?!=)|/)|replace|assign|[/\[]))"
    r"|[\"'`]_(?:self|top|parent)[\"'`]\s*+\)|=\s*+(?:\w++\.){0,2}location\s*+[;,\n]|(?i:http-equiv\W{1,6}refresh)"
    r"|location\s*+['\"`]?\s*+[),]\s*+(?:\.\s*+(?:attr|prop)\b|[\"'`])|\b(?:eval|Function)\s*+\((?!\s*+function\b)"
)


def cued(script: str) -> bool:
    """Whether a script writes a location, or a window in its place."""
    return _CUE.search(script) is not None
