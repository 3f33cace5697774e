"""In: the Typst sources of books, their drawings and fonts; out: the bytes of tagged PDFs (PDF/UA-1), cached by content."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from .fonts import Fonts
from .passes import FAULT, KNOWN, PDF, SOURCE
from .settle import Known

#: Gives a book's bytes as soon as it is set, or raises NotSetError.
Waiting = Callable[[], bytes]
#: A source of more characters than this is set in a process for each pass, which keeps the memory small.
_LARGE = 600_000
#: The folders that books are set in lie in the cache, where the next run finds those that a killed one left.
LAID_OUT = "being-set-"
#: More passes than a process would ever make.
_MANY = 99


@dataclass(frozen=True)
class Source:
    """All that a PDF is made from."""

    name: str
    text: str
    files: Mapping[str, bytes]


class NotSetError(Exception):
    """Typst refused the source; says why."""


@contextmanager
def typesetting(fonts: Fonts, cache: Path) -> Iterator[Callable[[Mapping[str, Source]], Mapping[str, Waiting]]]:
    """Gives what begins to set books, two batches at a time, beside whatever else is done meanwhile; each book waits to be
    asked for. What lies in the cache is not set again."""
    cache.mkdir(parents=True, exist_ok=True)
    for left in cache.glob(f"{LAID_OUT}*"):
        shutil.rmtree(left, ignore_errors=True)
    with ThreadPoolExecutor(max_workers=2) as pool:
        yield lambda sources: _begun(pool, sources, fonts, cache)


def _begun(pool: ThreadPoolExecutor, sources: Mapping[str, Source], fonts: Fonts, cache: Path) -> Mapping[str, Waiting]:
    kept = {name: cache / f"{_digest(source, fonts)}.pdf" for name, source in sources.items()}
    missing = {kept[name]: source for name, source in sources.items() if not kept[name].is_file()}
    large = [one for one in missing.items() if len(one[1].text) > _LARGE]
    small = [one for one in missing.items() if len(one[1].text) <= _LARGE]
    batches = [*([one] for one in large), *([small] if small else [])]
    runs = {file: run for batch in batches for run in [pool.submit(_set, batch, fonts)] for file, _ in batch}
    return {name: partial(_kept, file, runs.get(file)) for name, file in kept.items()}


def digests(sources: Mapping[str, Source], fonts: Fonts) -> frozenset[str]:
    """The names of the cached files that these sources stand for; others may go."""
    return frozenset(f"{_digest(source, fonts)}.pdf" for source in sources.values())


def _kept(file: Path, run: Future[dict[Path, str]] | None) -> bytes:
    if run is not None and file in run.result():
        raise NotSetError(run.result()[file])
    return file.read_bytes()


def _digest(source: Source, fonts: Fonts) -> str:
    whole = hashlib.sha256(f"{version('typst')} {version('pikepdf')} {fonts.digest}".encode())
    for module in ("finish.py", "passes.py", "settle.py"):
        whole.update(Path(__file__).with_name(module).read_bytes())
    whole.update(source.text.encode())
    for name, content in sorted(source.files.items()):
        whole.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()


def _set(batch: Sequence[tuple[Path, Source]], fonts: Fonts) -> dict[Path, str]:
    """Set some books in processes of their own; gives what is wrong with those that could not be set."""
    with tempfile.TemporaryDirectory(prefix=LAID_OUT, dir=batch[0][0].parent, ignore_cleanup_errors=True) as place:
        folders = {file: _laid_out(source, Path(place, str(number))) for number, (file, source) in enumerate(batch)}
        limit = 1 if any(len(source.text) > _LARGE for _, source in batch) else _MANY
        faults: dict[Path, str] = {}
        while folders:
            names = [str(folder) for folder in folders.values()]
            run = subprocess.run(
                [sys.executable, "-m", "sitegen.book.passes", str(fonts.folder), str(limit), *names],
                capture_output=True,
                text=True,
                check=False,
            )
            for file, folder in list(folders.items()):
                if (folder / PDF).is_file():
                    fresh = file.with_suffix(".new")
                    fresh.write_bytes((folder / PDF).read_bytes())
                    fresh.replace(file)
                elif (folder / FAULT).is_file():
                    faults[file] = (folder / FAULT).read_text(encoding="utf-8")
                elif run.returncode:
                    faults[file] = f"setting it ended with {run.returncode}: {run.stderr.strip()[-300:]}"
                else:
                    continue
                del folders[file]
        return faults


def _laid_out(source: Source, folder: Path) -> Path:
    folder.mkdir()
    (folder / SOURCE).write_text(source.text, encoding="utf-8", newline="\n")
    (folder / KNOWN).write_text(json.dumps(Known().as_data()), encoding="utf-8")
    for name, content in source.files.items():
        (folder / name).write_bytes(content)
    return folder
