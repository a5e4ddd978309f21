"""Numbers and times of evidence, limited to what every JSON parser and clock can represent."""

import sys
from datetime import datetime
from typing import Annotated

from msgspec import Meta

MOST_LINES = 2**53 - 1
"""The largest integer that every JSON parser represents exactly."""

Int64 = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
Finite = Annotated[float, Meta(ge=-sys.float_info.max, le=sys.float_info.max)]
"""Neither NaN nor infinite: msgspec reads the text "nan" as a number where it reads "1.5" as one."""
LineNumber = Annotated[int, Meta(ge=1, le=MOST_LINES)]
"""1-based number of a line in a list."""
Moment = Annotated[datetime, Meta(tz=True)]
"""Timezone-aware; UTC once a codec has read it."""
