"""In: works; out: that a processor which remembers its styles gives what one that looks all up again gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from citeproc import CitationStylesStyle, model
from citeproc.source import CitationItem
from sitegen.cite import csl, known_style, silent_parts, styles
from sitegen.cite.csl import Item
from sitegen.cite.work import work_of
from sitegen.problems import SourceText
from sitegen.read.bibliography import references_of

#: Each name once.
_SWAPPED: tuple[tuple[type | ModuleType, str], ...] = (
    (model.CitationStylesElement, "xpath_search"),
    (model.SomewhatObjectifiedElement, "__getattr__"),
    (model.Formatted, "format"),
    (model.Affixed, "wrap"),
    (model.Text, "markup"),
    (model.Group, "markup"),
    (model.Delimited, "join"),
    (model, "join"),
    (model.Names, "process"),
    (model.Name, "get_option"),
    (model.If, "render"),
    (model.Layout, "render_bibliography"),
    (CitationItem, "reference"),
)


@pytest.fixture
def forgetful() -> Iterator[None]:
    """The processor and its styles as they come, for one test."""
    known_style.forget()
    styles._style.cache_clear()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(known_style, "remember", lambda: None)
        yield
    styles._style.cache_clear()
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


_NAMES: list[list[dict[str, str]]] = [
    [{"family": "Roe", "given": "Ada B."}],
    [{"literal": "The Cell Group"}],
    [{"family": f"Name{number}", "given": "X"} for number in range(9)],
]
_VALUES: dict[str, list[Any]] = {
    **dict.fromkeys(("author", "editor", "translator", "composer", "container-author"), _NAMES),
    "title": ["On Cells", "What?"],
    "container-title": ["Cell Papers", "J. Cells."],
    "collection-title": ["Series"],
    "publisher": ["Press"],
    "publisher-place": ["Bonn"],
    "volume": ["3", "12-14", "Suppl"],
    "issue": ["4", "Suppl 1"],
    "number": ["7", "A-7"],
    "edition": ["2", "revised"],
    "page": ["9", "101-9", "e12", " "],
    "genre": ["PhD thesis"],
    "event": ["Meeting"],
    "DOI": ["10.1000/x"],
    "URL": ["https://example.org/b"],
    "issued": [{"date-parts": [[2020]]}, {"date-parts": [[2020, 3]]}],
    "accessed": [{"date-parts": [[2021, 1, 2]]}],
    "status": ["in press"],
}


def _works(seed: int, count: int) -> list[Item]:
    """Works of any type with some of all variables, a few of them empty; two more follow each that differ in values alone."""
    chance = random.Random(seed)
    works: list[Item] = []
    for number in range(count):
        most = chance.choice((0.2, 0.5))
        had = [name for name in _VALUES if chance.random() < most]
        type_ = chance.choice(sorted(set(csl.TYPES.values())))
        for other in range(3):
            values = {name: chance.choice(_VALUES[name]) for name in had}
            values |= {name: "" for name in had if isinstance(values[name], str) and chance.random() < 0.1}
            works.append({"id": f"w{number}-{other}", "type": type_, **values})
    return works


@pytest.mark.parametrize("seed", range(2))
def test_works_of_any_shape(seed: int, request: pytest.FixtureRequest) -> None:
    """What a part did not print for one work it may print for another: that depends on its shape, or on a value."""
    works = _works(seed, 30)
    known_style.remember()
    quick = _in_both_styles(works)
    request.getfixturevalue("forgetful")
    assert _in_both_styles(works) == quick
    assert len(set(quick)) > 100


_ECHO = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>Echo</title>
<id>echo</id><updated>2026-01-01T00:00:00+00:00</updated></info><macro name="title"><text variable="title"/></macro>
<citation><layout><text variable="title"/></layout></citation><bibliography><layout delimiter="/">
<group><text macro="title" prefix="Before: "/></group>
<names variable="author" prefix=" Names: "><substitute><text variable="title"/></substitute></names>
<group><text macro="title" prefix=" Behind: "/></group></layout></bibliography></style>"""


def test_what_is_printed_in_the_place_of_names_is_not_printed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """A part may be silent behind a substitute alone; before it, it prints for the next work, too."""
    file = tmp_path / "echo.csl"
    file.write_text(_ECHO, encoding="utf-8")
    monkeypatch.setattr(styles, "_style", cache(lambda name, locale: CitationStylesStyle(str(file), validate=False)))
    titled: list[Item] = [{"id": "a", "type": "book", "title": title} for title in ("On Cells", "More")]
    works = [its for one in titled for its in (one, {**one, "author": _NAMES[0]})]
    known_style.remember()
    quick = _in_both_styles(works)
    request.getfixturevalue("forgetful")
    assert _in_both_styles(works) == quick
    assert quick[::4] == ["Before: On Cells Names: On Cells", "Before: More Names: More"]
    assert quick[2::4] == [f"Before: {title} Names: Ada B. Roe Behind: {title}" for title in ("On Cells", "More")]


def test_most_parts_are_silent_and_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else nothing is gained: of the second work of a shape half of the parts are not tried."""
    known_style.remember()
    tried: list[Any] = []
    process = model.Text.process
    monkeypatch.setattr(
        model.Text, "process", lambda part, *given, **its: (tried.append(part), process(part, *given, **its))[1]
    )
    silent_parts._SILENT.clear()
    counts = []
    for title in ("First", "Second"):
        tried.clear()
        _in_both_styles([{"id": "a", "type": "article-journal", "title": title, "author": _NAMES[0], "volume": "3"}])
        counts.append(len(tried))
    assert counts[1] < counts[0] / 2


def test_a_style_does_not_grow_with_works() -> None:
    """The processor gave names that a style says nothing of another part for each work, and looked through all of them."""
    known_style.remember()
    its_styles = [styles._style(style, "en-US") for style in styles.STYLES]
    counts = []
    for works in (_works(2, 20), _works(3, 20), _works(2, 20)):
        _in_both_styles(works)
        counts.append([sum(1 for _ in style.root.iter()) for style in its_styles])
    assert counts[2] == counts[1]
    assert all(part.tag.startswith("{") for style in its_styles for part in style.root.iter(model.etree.Element))


def test_names_are_sorted_by_other_options() -> None:
    """Those that are given go before what is remembered of a style."""
    known_style.remember()
    root = styles._style("APA", "en-US").root
    name, layout = next(root.iter("{*}name")), root.bibliography.layout
    form = name.get_option("form", layout)
    assert name.get_option("form", layout, {"form": "count"}) == "count"
    assert name.get_option("form", layout) == form == "long"


def test_both_are_swapped_and_back() -> None:
    """The names are the processor's own; a newer one with others would be slow again without a word."""
    known_style.forget()
    own = {its: vars(its[0]).get(its[1]) for its in _SWAPPED}
    known_style.remember()
    known_style.remember()
    for class_, name in _SWAPPED:
        assert vars(class_)[name] is not own[class_, name]
    assert hasattr(model.Text.calls_variable, "__wrapped__")
    assert hasattr(model.Parent.calls_variable, "__wrapped__")
    assert hasattr(model.Locale.get_option, "__wrapped__")
    assert not hasattr(model.FormattingInstructions.get_option, "__wrapped__")
    known_style.forget()
    assert {its: vars(its[0]).get(its[1]) for its in _SWAPPED} == own
    assert "render" not in vars(model.Group)
    known_style.remember()
