"""In: how many pages, citations a page and works; out: the CPU seconds that resolving them takes, our formatting included."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

from mkdocs_bibtex.plugin import BibTexPlugin

from ..compose.references import ReferenceFormatter
from ..problems import SourceText
from ..read.bibliography import references_of

#: The most that the stage may take, in CPU seconds.
BOUND = 3.0
_ENTRY = """@article{{work{number}, author = {{Family{number}, Given and Other, Ann}}, title = {{{{On the matter {number}}}}},
  journal = {{Journal {journal}}}, year = {{{year}}}, volume = {{{journal}}}, pages = {{{number}--{number}9}}}}
"""


def cost_of_citations(pages: int = 2000, citations: int = 20, works: int = 2000, seed: int = 1) -> float:
    """CPU seconds for reading the works, formatting each once, and resolving the citations of every page."""
    draw = random.Random(seed)
    text = "".join(
        _ENTRY.format(number=number, journal=number % 50, year=1980 + number % 45) for number in range(works)
    )
    texts = [
        "\n\n".join(f"A statement of its own [@work{draw.randrange(works)}]." for _ in range(citations))
        for _ in range(pages)
    ]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "references.bib").write_text(text, encoding="utf-8")
        config = SimpleNamespace(config_file_path=str(Path(folder) / "mkdocs.yml"))
        plugin = BibTexPlugin()
        plugin.load_config({"bib_file": "references.bib", "enable_inline_citations": False})
        start = time.process_time()
        read, _ = references_of(SourceText.of("references.bib", text), text)
        formatter = ReferenceFormatter()
        formatted = {its.reference.key: formatter.text(its.reference) for its in read}
        plugin.on_config(config)
        plugin.registry.reference_text = lambda citation: formatted[citation.key]
        for markdown in texts:
            plugin.on_page_markdown(markdown, None, config, None)
        return time.process_time() - start
