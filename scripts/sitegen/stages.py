"""In: the name of what is being done; out: whoever watches is told when it begins and when it ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

#: Called with the name of a stage; what it gives is open while the stage lasts.
Stage = Callable[[str], AbstractContextManager[None]]
#: What a build does, in order.
OF_A_BUILD = (
    "Reading the data",
    "Composing pages",
    "Rendering Markdown",
    "Writing tables, exports and search",
    "Preparing the book",
    "Making the site",
    "Setting the book",
    "Packing the offline copy",
    "Checking the site",
    "Putting it in place",
)
#: Those of our own line; what follows them is done with MkDocs, or to files.
READ_TO_RENDER = OF_A_BUILD[:3]


def unwatched(name: str) -> AbstractContextManager[None]:
    """Nobody looks."""
    return nullcontext()
