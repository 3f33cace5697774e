"""In: works; out: that mkdocs-bibtex cites them without reading a file, warns of unknown keys, and takes no other style."""

from __future__ import annotations

import logging
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs_bibtex.plugin import BibTexPlugin
from sitegen.model.reference import Reference
from sitegen.pipeline import prepare
from sitegen.plugin import build_site
from sitegen.plugin.works import share_works
from sitegen.problems import ProblemsFound
from sitegen.sinks.place import Place

WORK = Reference("lee2001", "article", {"title": "T"}, ("Lee, A",), ())


def _sharing(folder: Path, text: str) -> str:
    (folder / "references.bib").write_text("not even BibTeX {", encoding="utf-8")
    plugin = BibTexPlugin()
    plugin.load_config({"bib_file": "not-there.bib", "enable_inline_citations": False})
    share_works(plugin, [WORK], f"The text of {{}}{text}".format)
    plugin.on_config(SimpleNamespace(config_file_path=str(folder / "mkdocs.yml")))
    return plugin.on_page_markdown("Said [@lee2001].\n\n\\bibliography", None, None, None)


def test_works_are_shared_not_read_again(tmp_path: Path) -> None:
    """The file is not parsed; the text is the one given, also in the next round of a preview."""
    assert _sharing(tmp_path, ".") == "Said [^lee2001].\n\n[^lee2001]: The text of lee2001."
    assert _sharing(tmp_path, "!") == "Said [^lee2001].\n\n[^lee2001]: The text of lee2001!"


def test_a_key_that_is_not_there_is_still_told(caplog: pytest.LogCaptureFixture) -> None:
    """mkdocs-bibtex checks keys as before."""
    plugin = BibTexPlugin()
    plugin.load_config({"bib_file": "not-there.bib", "enable_inline_citations": False})
    share_works(plugin, [WORK], str)
    with caplog.at_level(logging.WARNING, "mkdocs.plugins.mkdocs-bibtex"):
        assert plugin.on_page_markdown("Said [@nobody2001].", None, None, None).startswith("Said .")
    assert "Citing unknown reference key nobody2001" in caplog.text


def test_another_style_of_notes_is_refused(tiny: Path, tmp_path: Path) -> None:
    """Notes are formatted once, for pages, book and exports alike: a style of mkdocs-bibtex alone would change nothing."""
    text = (tiny / "mkdocs.yml").read_text(encoding="utf-8")
    (tiny / "mkdocs.yml").write_text(
        text.replace("- review\n", "- review\n  - bibtex: {bib_file: references.bib, csl_file: x.csl}\n"),
        encoding="utf-8",
    )
    with pytest.raises(ProblemsFound) as found:
        build_site(tiny, prepare(tiny), Place(tmp_path / "site"))
    (problem,) = found.value.problems
    assert problem.code == "site-build"
    assert problem.sentence == "`csl_file` of the plugin `bibtex` has no effect here; leave it out"
