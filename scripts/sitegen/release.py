"""In: the review's folder, a folder of archives; out: a released edition, earlier ones beside the present one, one alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from .compose.snapshot import snapshot_of
from .exports.archive import zip_of
from .model.edition import Released
from .model.review import Review
from .problems import Location, Problem, ProblemsFound, SourceText, in_order, nearest_of
from .read.editions import FOLDER, order_of, released_in, text_of_snapshot
from .sinks.editions import differs, unpack, unpack_as_packed
from .sinks.place import Place
from .sinks.swap import fresh_folder, swap_in

FILE = "data/editions.yml"
_EXAMPLES = ("example.org", "example.com", "example.net", "localhost", "127.0.0.1")


def refusals(review: Review, problems: tuple[Problem, ...], address: str) -> list[Problem]:
    """Why this state cannot be released: errors, gaps, an example's address, a number that was given already."""
    found = list(problems)
    at = Location(SourceText("data/review.yml", ()))
    host = urlsplit(address).hostname or ""
    if host in _EXAMPLES or host.endswith(tuple(f".{name}" for name in _EXAMPLES)):
        fix = "set `address` in data/review.yml, or SITE_URL"
        found.append(Problem("not-releasable", at, f"the address is {address}, which is an example's", fix=fix))
    number = review.info.edition.number
    if any(its.number == number for its in review.editions):
        sentence = f"edition {number} was released already; its archive is kept as it is"
        found.append(Problem("not-releasable", at, sentence, fix="give `edition` the next number and its date"))
    elif review.editions and order_of(number) < order_of(review.editions[-1].number):
        sentence = f"edition {number} comes before {review.editions[-1].number}, which was released already"
        found.append(Problem("not-releasable", at, sentence, fix="give `edition` the next number and its date"))
    return found


def pack(root: Path, review: Review, site: Path) -> tuple[Path, str, Mapping[Path, bytes]]:
    """The built site as one archive, the same bytes for the same site: where it lies, its SHA-256, and all that is to be
    written; the list of editions comes last, since what it names is then there."""
    edition = review.info.edition
    names = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    packed = zip_of({name: (site / name).read_bytes() for name in names}, edition.date)
    archive = root / "build" / "editions" / f"{review.info.id}-{edition.number}.zip"
    digest = hashlib.sha256(packed).hexdigest()
    its = Released(number=edition.number, date=edition.date, archive=archive.name, sha256=digest)
    snapshot = text_of_snapshot(snapshot_of(review))
    files = {
        archive: packed,
        root / FOLDER / f"{edition.number}.json": snapshot.encode("utf-8"),
        root / FILE: _noted(root / FILE, its).encode("utf-8"),
    }
    return archive, digest, files


def _noted(file: Path, its: Released) -> str:
    """The list with the edition; what stands there stays as it is."""
    before = file.read_text(encoding="utf-8") if file.is_file() else "editions:\n"
    entry = (
        f'  - number: "{its.number}"\n    date: {its.date}\n    archive: {its.archive}\n    sha256: "{its.sha256}"\n'
    )
    return before.rstrip("\n") + "\n" + entry


def put_beside(review: Review, archives: Path, site: Place) -> None:
    """Unpack every released edition below `v/`; raises ProblemsFound when an archive is missing or another one."""
    problems = [
        Problem(
            "edition-changed", Location(SourceText(FILE, ())), wrong, fix="bring back the archive that was released"
        )
        for its in review.editions
        if (wrong := differs(archives / its.archive, its))
    ]
    if problems:
        raise ProblemsFound(in_order(problems))
    for its in review.editions:
        unpack(archives / its.archive, its, review.info.edition.number, site, f"v/{its.number}")


def restore(root: Path, number: str, archives: Path) -> int:
    """Make build/site the edition as it was packed, without reading data, which may be faulty; gives how many files."""
    released = {its.number: its for its in released_in(root)}
    at = Location(SourceText(FILE, ()))
    if number not in released:
        near = nearest_of(number, released)
        raise ProblemsFound([Problem("edition-changed", at, f"edition {number} was never released", nearest=near)])
    its = released[number]
    if wrong := differs(archives / its.archive, its):
        raise ProblemsFound([Problem("edition-changed", at, wrong, fix="bring back the archive that was released")])
    with fresh_folder(root / "build") as fresh:
        unpack_as_packed(archives / its.archive, fresh / "site")
        swap_in(fresh, ("site",), root / "build")
    return sum(1 for file in (root / "build" / "site").rglob("*") if file.is_file())


def archives_of_environment() -> Path | None:
    """The folder that EDITIONS names."""
    named = os.environ.get("EDITIONS")
    return Path(named).resolve() if named else None
