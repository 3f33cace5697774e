"""In: the built site; out: the list of every address that was ever published, with those of the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .check.ledger import Addresses
from .check.pages import read_site
from .problems import ProblemsFound
from .read.published import PUBLISHED, Published, published_in, text_of_published
from .sinks.lock import alone
from .sinks.whole import write_whole


def ledger_of(root: Path) -> tuple[int, int]:
    """How many addresses are published, and how many of the built site are not."""
    published = _readable(root)
    return len(published.lines), len(Addresses(read_site(root / "build" / "site")) - set(published.lines))


def _readable(root: Path) -> Published:
    """The list as it is; one that cannot be read is never written anew."""
    published, problems = published_in(root)
    if problems:
        raise ProblemsFound(problems)
    return published


def publish(root: Path) -> int:
    """Add every address of the built site to the list of published ones; gives how many are new."""
    with alone(root / "build"):
        count, files = newly_published(root)
        write_whole(files)
    return count


def newly_published(root: Path) -> tuple[int, Mapping[Path, bytes]]:
    """How many addresses of the built site are new, and the list with them."""
    published = _readable(root)
    there = Addresses(read_site(root / "build" / "site"))
    new = there - set(published.lines)
    text = text_of_published(there | set(published.lines))
    return len(new), {root / PUBLISHED: text.encode("utf-8")} if new else {}
