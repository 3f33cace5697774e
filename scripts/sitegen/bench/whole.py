"""In: a review's folder, as an argument; out: its whole site as `review build` makes it, but for books, PDFs and pictures.

Run in a process of its own, where nobody else asks for books; these are timed apart, by `review book`. What each stage took
is its last line.
"""

from __future__ import annotations

import json
import sys
import time
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


def build_whole_site(root: Path) -> dict[str, float]:
    """All that a build does, but for books; nothing when the last one stands. Gives the CPU seconds of each stage."""
    took: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        took[name] = took.get(name, 0.0) + time.process_time() - start

    seen = seen_before(root)
    inputs = inputs_of(root, seen)
    if is_up_to_date(root, inputs, seen):
        return took
    pipeline.books = no_books
    prepared = pipeline.build(root, stage=stage, seen=seen)
    remember(root, inputs, prepared.digests)
    keep_seen(root, seen)
    return took


def stages_in(log: Path) -> dict[str, float]:
    """CPU seconds of each stage, as such a process told them."""
    its: dict[str, float] = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    return its


def _tell(root: Path) -> None:
    sys.stdout.write(f"{json.dumps(build_whole_site(root))}\n")


if __name__ == "__main__":
    run(partial(_tell, Path(sys.argv[1]).resolve()))
