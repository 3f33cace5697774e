"""In: works; out: that a processor which remembers its styles gives what one that looks all up again gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from citeproc import model
from citeproc.source import CitationItem
from sitegen.cite import known_style, styles
from sitegen.cite.csl import Item
from sitegen.cite.work import work_of
from sitegen.problems import SourceText
from sitegen.read.bibliography import references_of


@pytest.fixture
def forgetful() -> Iterator[None]:
    """The processor as it comes, for one test."""
    known_style.forget()
    yield
    known_style.remember()


def _formatted(root: Path) -> list[str]:
    text = (root / "references.bib").read_text(encoding="utf-8")
    read, _ = references_of(SourceText.of("references.bib", text), text)
    items = [work_of(its.reference, ()).item for its in read][::3]
    styles._formatted.cache_clear()
    return [str(styles.Styles().html(style, item)) for item in items for style in styles.STYLES]


@pytest.mark.slow
def test_it_says_the_same(real_root: Path, tiny_root: Path, request: pytest.FixtureRequest) -> None:
    """Every third work of both reviews, in each style."""
    known_style.remember()
    quick = [_formatted(root) for root in (real_root, tiny_root)]
    request.getfixturevalue("forgetful")
    assert [_formatted(root) for root in (real_root, tiny_root)] == quick
    assert len(quick[0]) > 50


def _in_both_styles(items: list[Item]) -> list[str]:
    styles._formatted.cache_clear()
    return [str(styles.Styles().html(style, item)) for item in items for style in styles.STYLES]


def test_works_that_differ_in_a_value_alone(request: pytest.FixtureRequest) -> None:
    """A condition may ask whether a value is a number: what is remembered of one work is not said of the next."""
    book: Item = {"id": "a", "type": "book", "title": "On Cells", "author": [{"family": "Roe", "given": "Ada"}]}
    article = {**book, "type": "article-journal", "container-title": "Cell Papers"}
    items: list[Item] = [{**book, "edition": its} for its in ("2", "revised", "3", "third")]
    items += [{**article, "volume": "3", "issue": its, "page": "9"} for its in ("4", "Suppl 1", "5")]
    known_style.remember()
    quick = _in_both_styles([*items, *items])
    request.getfixturevalue("forgetful")
    assert _in_both_styles([*items, *items]) == quick
    assert "2nd ed." in quick[1]
    assert "(revised)" in quick[3]


def test_both_are_swapped_and_back(forgetful: None) -> None:
    """The names are the processor's own; a newer one with others would be slow again without a word."""
    plain = model.CitationStylesElement.xpath_search
    known_style.remember()
    known_style.remember()
    assert model.CitationStylesElement.xpath_search.__wrapped__ is plain
    assert hasattr(model.Text.calls_variable, "__wrapped__")
    assert hasattr(model.Parent.calls_variable, "__wrapped__")
    assert hasattr(model.Locale.get_option, "__wrapped__")
    assert not hasattr(model.Name.get_option, "__wrapped__")
    assert model.Formatted.format is not known_style._FORMAT
    assert model.If.render is not known_style._RENDER
    assert CitationItem.reference is known_style._once
    known_style.forget()
    assert CitationItem.reference is known_style._REFERENCE
    assert model.Formatted.format is known_style._FORMAT
    assert model.If.render is known_style._RENDER
