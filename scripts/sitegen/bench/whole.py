"""In: a review's folder, as an argument; out: its whole site, built but for books, PDFs and pictures, which are timed apart.

Run in a process of its own, where nobody else asks for books.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .. import pipeline


@contextmanager
def no_books(shop: Any) -> Iterator[Callable[[], Mapping[str, bytes]]]:
    """In the place of `books`: nothing is set."""
    yield dict


def build_whole_site(root: Path) -> None:
    """All that a build does, but for books; what would be set is the line of text that a preview has in its place."""
    pipeline.books = no_books
    pipeline.build(root)


if __name__ == "__main__":
    build_whole_site(Path(sys.argv[1]).resolve())
