"""The numbers and times of evidence, bounded to what every reader of JSON and every clock can hold."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

MOST_LINES = 2**53 - 1
"""As far as every reader of JSON counts."""

Int64 = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
LineNumber = Annotated[int, Meta(ge=1, le=MOST_LINES)]
"""1-based, of a line of a list."""
Moment = Annotated[datetime, Meta(tz=True)]
"""Aware, and UTC wherever a codec has read it."""
