"""In: nothing; out: when Python looks for lost values, those that hold each other while nobody else holds them.

Hardly one is lost until all pages are rendered, and a search looks at all that were made: of a build after an edit it took a
twentieth. Then lost ones are looked for among the youngest alone, since most values stay until the end.
"""

from __future__ import annotations

import gc


def look_for_none_yet() -> None:
    """For who starts a process that is there for one program."""
    gc.disable()
    gc.set_threshold(50_000, 1_000)


def look_from_now() -> None:
    """What is there stays, and is not looked at; where somebody else says when to look, nothing is changed."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
