"""In: the Typst source of a book, its drawings and fonts; out: the bytes of a tagged PDF (PDF/UA-1), cached by content."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pikepdf
import typst

from .fonts import Fonts


@dataclass(frozen=True)
class Source:
    """All that a PDF is made from."""

    name: str
    text: str
    files: Mapping[str, bytes]


class NotSetError(Exception):
    """Typst refused the source; says why."""


def pdf_of(source: Source, fonts: Fonts, cache: Path) -> bytes:
    """The PDF, from the cache when nothing that goes into it has changed."""
    kept = cache / f"{_digest(source, fonts)}.pdf"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(".new")
        fresh.write_bytes(with_row_headers(_compiled(source, fonts)))
        fresh.replace(kept)
    return kept.read_bytes()


def used(sources: list[Source], fonts: Fonts) -> frozenset[str]:
    """The names of the cached files that these sources stand for; others may go."""
    return frozenset(f"{_digest(source, fonts)}.pdf" for source in sources)


def _digest(source: Source, fonts: Fonts) -> str:
    whole = hashlib.sha256(f"{version('typst')} {version('pikepdf')} {fonts.digest}".encode())
    whole.update(Path(__file__).read_bytes())
    whole.update(source.text.encode())
    for name, content in sorted(source.files.items()):
        whole.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()


def _compiled(source: Source, fonts: Fonts) -> bytes:
    with tempfile.TemporaryDirectory(prefix="book-") as folder:
        main = Path(folder, "book.typ")
        main.write_text(source.text, encoding="utf-8", newline="\n")
        for name, content in source.files.items():
            Path(folder, name).write_bytes(content)
        try:
            pdf = typst.compile(
                str(main),
                root=folder,
                font_paths=[str(fonts.folder)],
                ignore_system_fonts=True,
                pdf_standards=["ua-1"],
            )
        except (typst.TypstError, RuntimeError) as error:
            hints = "; ".join(getattr(error, "hints", None) or ())
            raise NotSetError(str(error.args[0]) + (f" ({hints})" if hints else "")) from error
    assert pdf is not None
    return pdf


def with_row_headers(pdf: bytes) -> bytes:
    """The first cell of each row of a table's body becomes its header; objects are packed into streams."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as book:
        scope = book.make_indirect(pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row))
        stack = [book.Root.StructTreeRoot]
        while stack:
            element = stack.pop()
            below = element.get("/K")
            kids = [
                kid
                for kid in (below if isinstance(below, pikepdf.Array) else [below])
                if isinstance(kid, pikepdf.Dictionary)
            ]
            if element.get("/S") == "/TBody":
                for row in kids:
                    first = row.K[0] if isinstance(row.K, pikepdf.Array) else row.K
                    if first.get("/S") == "/TD":
                        first.S = pikepdf.Name.TH
                        first.A = scope
            else:
                stack += kids
        book.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return out.getvalue()
