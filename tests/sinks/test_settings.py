"""In: short and long mkdocs.yml; out: what the generator fills in, and what it leaves as it was set."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.plugins import get_plugins
from sitegen.plugin import configuration
from sitegen.sinks.settings import complete

SHORT = "site_name: X\ntheme: material\nplugins: [review]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for one mkdocs.yml."""
    (tmp_path / "docs").mkdir()
    return tmp_path


def test_a_short_configuration_is_completed(root: Path) -> None:
    """Plugins, extensions, styles, scripts and the theme's look come from the generator."""
    (root / "mkdocs.yml").write_text(SHORT, encoding="utf-8")
    config = configuration(root)
    assert list(config.plugins) == ["review", "bibtex", "material/privacy"]
    assert config.plugins["bibtex"].config.enable_inline_citations is False
    assert {"footnotes", "md_in_html", "attr_list", "toc"} <= set(config.markdown_extensions)
    assert config.mdx_configs["footnotes"]["SUPERSCRIPT_TEXT"] == "[{}]"
    assert config.extra_css[0] == "assets/stylesheets/fonts.css"
    assert "assets/javascripts/search-box.js" in config.extra_javascript
    assert config.theme["font"] is False
    assert config.site_dir == str(root / "build/site")
    assert config.validation.links.anchors == 30


def test_what_a_review_sets_itself_stays(root: Path) -> None:
    """A review adds a style after ours, sets an option of an extension, a plugin and the theme otherwise."""
    (root / "mkdocs.yml").write_text(
        "site_name: X\nsite_dir: out\ntheme: {name: material, features: [toc.follow]}\n"
        "extra_css: [assets/mine.css, assets/stylesheets/print.css]\n"
        "markdown_extensions: [{toc: {permalink: false}}]\n"
        "validation: {links: {anchors: info}}\n"
        "plugins: [review, {bibtex: {bib_file: works.bib}}, search]\n",
        encoding="utf-8",
    )
    config = configuration(root)
    assert list(config.plugins) == ["review", "bibtex", "material/search", "material/privacy"]
    assert config.plugins["bibtex"].config.bib_file == "works.bib"
    assert config.extra_css[-2:] == ["assets/mine.css", "assets/stylesheets/print.css"]
    assert config.extra_css.count("assets/stylesheets/print.css") == 1
    assert config.mdx_configs["toc"] == {"permalink": False}
    assert config.theme["features"] == ["toc.follow"]
    assert config.site_dir == str(root / "out")
    assert config.validation.links.anchors == 20


def test_the_plugins_that_were_added_stay_from_one_rebuild_to_the_next(root: Path) -> None:
    """A live preview reads mkdocs.yml anew at each edit; mkdocs-bibtex then knows what it has read already."""
    (root / "mkdocs.yml").write_text(SHORT, encoding="utf-8")
    given = {"site_name": "X", "plugins": ["review"]}
    kept: dict[str, object] = {}
    first, second = (load_config(str(root / "mkdocs.yml")) for _ in range(2))
    complete(first, given, get_plugins(), kept)
    complete(second, given, get_plugins(), kept)
    assert first.plugins["bibtex"] is second.plugins["bibtex"]
