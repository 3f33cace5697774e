"""In: a program; out: what it does, as all that its process is there for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from .lost import look_for_none_yet


def run(program: Callable[[], object]) -> None:
    """Run the program, and end the process as soon as it is done; one that fails ends as Python ends it.

    A build makes millions of values that stay until the end: what was lost among them is hardly looked for, and when all is
    done none is let go of by itself. After an edit of 3,000 entities each took a tenth of the time.
    """
    look_for_none_yet()
    program()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads it any more: Python knows what to say then
        return
    os._exit(0)
