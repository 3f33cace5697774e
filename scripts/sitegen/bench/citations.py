"""In: how many pages, citations a page and works; out: the CPU seconds that resolving them takes, our formatting included."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from mkdocs_bibtex.plugin import BibTexPlugin

from ..compose.references import ReferenceFormatter
from ..plugin.works import share_works
from ..problems import SourceText
from ..read.bibliography import references_of

#: The most that the stage may take, in CPU seconds.
BOUND = 3.0
_ENTRY = """@article{{work{number}, author = {{Family{number}, Given and Other, Ann}}, title = {{{{On the matter {number}}}}},
  journal = {{Journal {journal}}}, year = {{{year}}}, volume = {{{journal}}}, pages = {{{number}--{number}9}}}}
"""


def cost_of_citations(pages: int = 2000, citations: int = 20, works: int = 2000, seed: int = 1) -> float:
    """CPU seconds for reading the works, formatting each once, and resolving the citations of every page."""
    made = _Made(pages, citations, works, seed)
    with made.plugin() as (plugin, config):
        start = time.process_time()
        read, _ = references_of(SourceText.of("references.bib", made.bibliography), made.bibliography)
        formatter = ReferenceFormatter()
        formatted = {its.reference.key: formatter.text(its.reference) for its in read}
        share_works(plugin, (its.reference for its in read), formatted.__getitem__)
        plugin.on_config(config)
        for markdown in made.pages:
            plugin.on_page_markdown(markdown, None, config, None)
        return time.process_time() - start


def cost_alone(pages: int, citations: int = 20, works: int = 2000, seed: int = 1) -> float:
    """CPU seconds that mkdocs-bibtex by itself takes to resolve the citations of so many pages, reading left out."""
    made = _Made(pages, citations, works, seed)
    with made.plugin() as (plugin, config):
        plugin.on_config(config)
        start = time.process_time()
        for markdown in made.pages:
            plugin.on_page_markdown(markdown, None, config, None)
        return time.process_time() - start


class _Made:
    """Works and pages by a seed."""

    def __init__(self, pages: int, citations: int, works: int, seed: int) -> None:
        draw = random.Random(seed)
        self.bibliography = "".join(
            _ENTRY.format(number=number, journal=number % 50, year=1980 + number % 45) for number in range(works)
        )
        self.pages = [
            "\n\n".join(f"A statement of its own [@work{draw.randrange(works)}]." for _ in range(citations))
            + "\n\n\\bibliography\n"
            for _ in range(pages)
        ]

    @contextmanager
    def plugin(self) -> Iterator[tuple[BibTexPlugin, SimpleNamespace]]:
        """mkdocs-bibtex, set up for these works, and the configuration that its events are given."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "references.bib").write_text(self.bibliography, encoding="utf-8")
            plugin = BibTexPlugin()
            plugin.load_config({"bib_file": "references.bib", "enable_inline_citations": False})
            yield plugin, SimpleNamespace(config_file_path=str(Path(folder) / "mkdocs.yml"))
