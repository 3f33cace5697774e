"""In: a review's folder, as an argument; out: its whole site as `review build` makes it, but for books, PDFs and pictures.

Run in a process of its own, where nobody else asks for books; these are timed apart, by `review book`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from .. import pipeline
from ..between import keep_seen, seen_before
from ..cli_process import run
from ..unchanged import inputs_of, is_up_to_date, remember


@contextmanager
def no_books(shop: Any) -> Iterator[Callable[[], Mapping[str, bytes]]]:
    """In the place of `books`: nothing is set; a preview's line of text stands where a book would."""
    yield dict


def build_whole_site(root: Path) -> None:
    """All that a build does, but for books; nothing when the last one stands."""
    seen = seen_before(root)
    inputs = inputs_of(root, seen)
    if is_up_to_date(root, inputs, seen):
        return
    pipeline.books = no_books
    prepared = pipeline.build(root, seen=seen)
    remember(root, inputs, prepared.digests)
    keep_seen(root, seen)


if __name__ == "__main__":
    run(partial(build_whole_site, Path(sys.argv[1]).resolve()))
