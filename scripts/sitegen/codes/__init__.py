"""In: nothing; out: every problem code with its weight, the rule it stands for and why the rule exists."""

from __future__ import annotations

from .built import BUILT
from .code import Code
from .data import DATA
from .findings import FINDINGS

#: Printed by `review explain CODE`; a code is stable, since editors search for it.
CODES: dict[str, Code] = {**DATA, **FINDINGS, **BUILT}
