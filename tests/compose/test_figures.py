"""In: both reviews' figures as drawn; out: that every number is its claim's, nothing overlaps, and colors can be told apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from sitegen.compose.figures import measure, network, widths
from sitegen.compose.figures.axis import Axis, ends, nice_step, tick_text
from sitegen.compose.figures.measure import text_width, wrapped
from sitegen.compose.figures.palette import DARK, LIGHT, SERIES
from sitegen.compose.figures.shapes import Box, Circle, Drawing, Linked, Moved, Shape, Words
from sitegen.compose.figures.values import Facts
from sitegen.compose.page import Site
from sitegen.compose.pages import compose
from sitegen.model.figure import FORMS
from sitegen.model.review import Review
from sitegen.pipeline import load
from sitegen.places import own_packages, template_folders
from sitegen.render.drawings import Drawings, Picture, pictures

ROOT = Path(__file__).resolve().parent.parent.parent
CSS = ROOT / "docs" / "assets" / "stylesheets" / "figures.css"


@pytest.fixture(scope="module", params=[ROOT / "tests" / "tiny_review", pytest.param(ROOT, marks=pytest.mark.slow)])
def drawn(request: pytest.FixtureRequest) -> tuple[Review, Site, dict[str, Picture]]:
    """A review, its site and its figures as files."""
    review, problems = load(request.param)
    assert review is not None
    site = compose(review, problems)
    return review, site, dict(pictures(site, template_folders(request.param)))


def _drawings(site: Site) -> Iterator[tuple[str, Drawing]]:
    for figure in site.figures:
        yield f"{figure.id}, wide", figure.wide
        yield f"{figure.id}, narrow", figure.narrow
        yield f"{figure.id}, sheet", figure.sheet


def _flat(shapes: tuple[Shape, ...], dx: float = 0, dy: float = 0) -> Iterator[tuple[Shape, float, float]]:
    for shape in shapes:
        if isinstance(shape, Linked):
            yield from _flat(shape.shapes, dx, dy)
        elif isinstance(shape, Moved):
            yield from _flat(shape.shapes, dx + shape.x, dy + shape.y)
        else:
            yield shape, dx, dy


# What is drawn is what was claimed


def test_every_value_is_its_claims(drawn: Any) -> None:
    """Each value that a link of a drawing says, and each cell of its data, is the text of the quantity it names."""
    review, site, _ = drawn
    facts = Facts(review, {claim: _view(site, claim) for claim in review.claims})
    for figure in site.figures:
        rows = {row.id.removeprefix(f"{figure.id}."): row for row in figure.data.rows}
        values = {pointer: facts.value(pointer) for pointer in rows if re.fullmatch(r"c-\w{4}\.[a-z0-9-]+", pointer)}
        shown = [word.text for word, *_ in _flat(figure.wide.shapes) if isinstance(word, Words)]
        small = [word.text for word, *_ in _flat(figure.narrow.shapes) if isinstance(word, Words)]
        for pointer, value in values.items():
            entries = [entry for cell in rows[pointer].cells for entry in cell if entry.measured]
            assert [entry.text for entry in entries] == [value.text], pointer
            assert value.text in shown, (figure.id, pointer)
            assert value.text in small, (figure.id, pointer)


def _view(site: Site, claim: str) -> Any:
    """Views are made once; what a figure needs of one is its card and its works."""
    from types import SimpleNamespace

    return SimpleNamespace(card=None, cites=(), appraisals=(), source=None)


def test_doubted_values_carry_the_sign(drawn: Any) -> None:
    """A figure with a value that an appraisal of high severity doubts says so, in both drawings."""
    review, site, _ = drawn
    severe = {claim for one in review.appraisals.values() if one.severity == "high" for claim in one.on}
    assert severe
    for figure in site.figures:
        named = {
            entry.measured[0] for row in figure.data.rows for cell in row.cells for entry in cell if entry.measured
        }
        if named & severe:
            for drawing in (figure.wide, figure.narrow):
                texts = [word.text for word, *_ in _flat(drawing.shapes) if isinstance(word, Words)]
                assert any("appraisal" in text for text in texts), figure.id


def test_every_form_is_drawn(drawn: Any) -> None:
    """The real review uses every form that a figure can have."""
    review, _, _ = drawn
    if len(review.figures) > 1:
        used = {name for figure in review.figures.values() for name in FORMS if getattr(figure, name) is not None}
        assert used == set(FORMS)


# The drawing is legible


def test_nothing_leaves_the_sheet(drawn: Any) -> None:
    """Every word, box and circle lies on its drawing."""
    _, site, _ = drawn
    for name, drawing in _drawings(site):
        for shape, dx, dy in _flat(drawing.shapes):
            if isinstance(shape, Words):
                box = (shape.left + dx, shape.y + dy - shape.size, shape.left + dx + shape.width, shape.y + dy + 3)
            elif isinstance(shape, Box):
                box = (shape.x + dx, shape.y + dy, shape.x + dx + shape.width, shape.y + dy + shape.height)
            elif isinstance(shape, Circle):
                box = (shape.x + dx - shape.r, shape.y + dy - shape.r, shape.x + dx + shape.r, shape.y + dy + shape.r)
            else:
                continue
            assert box[0] >= -1, (name, shape)
            assert box[1] >= -1, (name, shape)
            assert box[2] <= drawing.width + 1.5, (name, shape)
            assert box[3] <= drawing.height + 1, (name, shape)


def test_no_words_overlap(drawn: Any) -> None:
    """No two lines of words of a drawing share a spot."""
    _, site, _ = drawn
    for name, drawing in _drawings(site):
        words = [(s, s.left + dx, s.y + dy) for s, dx, dy in _flat(drawing.shapes) if isinstance(s, Words)]
        for (one, x1, y1), (other, x2, y2) in itertools.combinations(words, 2):
            apart_x = x1 + one.width <= x2 + 0.5 or x2 + other.width <= x1 + 0.5
            apart_y = abs(y1 - y2) >= min(one.size, other.size) * 0.85
            assert apart_x or apart_y, (name, one.text, other.text)


# The file holds on its own


def test_a_file_needs_nothing_else(drawn: Any) -> None:
    """No variable, no foreign object, no inherited font; title, description, alternative text; ids of its own."""
    _, site, files = drawn
    ids: list[str] = []
    for picture in files.values():
        assert picture.alt
        for text in (picture.svg, picture.sheet):
            for word in ("var(", "foreignObject", "inherit", "<style", "href", "data:"):
                assert word not in text, (picture.id, word)
            root = etree.fromstring(text.encode())
            assert root.get("role") == "img"
            assert root.get("viewBox")
            names = root.get("aria-labelledby").split()
            assert [element.get("id") for element in root.iter() if element.get("id")] == names
            assert all(picture.id in name for name in names)
        ids += names
    assert len(ids) == len(set(ids)) == 2 * len(site.figures)


def test_two_runs_give_the_same_bytes(drawn: Any) -> None:
    """Drawing again gives the same."""
    _, site, files = drawn
    assert dict(pictures(site, template_folders(ROOT))) == files


def test_a_drawing_in_a_page_leads_to_claims(drawn: Any) -> None:
    """Inside a page, values are links with words of their own, all on one line and without blank lines."""
    _, site, _ = drawn
    drawings = Drawings(template_folders(ROOT))
    for figure in site.figures:
        for which in ("wide", "narrow"):
            text = str(drawings.inline(figure, which, "chapters/x.md"))
            assert "\n" not in text
            root = etree.fromstring(text.encode())
            links = root.findall(".//{*}a")
            assert links, figure.id
            assert root.get("role") == "group"
            for link in links:
                assert link.get("href").startswith("../../"), link.get("href")
                assert link.get("aria-label").strip()


# Colors


def _linear(color: str) -> tuple[float, float, float]:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def _contrast(one: str, other: str) -> float:
    light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (_linear(one), _linear(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


#: How people see who lack one sort of cones, by Machado, Oliveira and Fernandes (2009), for linear light.
SIGHT = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no long-wave cones": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no middle-wave cones": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "no short-wave cones": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}


def _lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    r, g, b = (min(1.0, max(0.0, part)) for part in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _seen(color: str, sight: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    linear = _linear(color)
    return _lab(tuple(sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in sight))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_is_enough(palette: dict[str, str]) -> None:
    """Words have 4.5 to 1 against what they stand on, lines that carry meaning 3 to 1."""
    grounds = [palette[name] for name in ("paper", "panel", *(f"t{n}" for n in range(1, SERIES + 1)))]
    for ground in grounds:
        assert _contrast(palette["ink"], ground) >= 4.5
        assert _contrast(palette["soft"], ground) >= 4.5
    for name in [f"c{n}" for n in range(1, SERIES + 1)]:
        assert _contrast(palette["on"], palette[name]) >= 4.5, name
        assert _contrast(palette[name], palette["paper"]) >= 3, name
        assert _contrast(palette[name], palette["panel"]) >= 3, name
    for name in ("rule", "flag"):
        assert _contrast(palette[name], palette["paper"]) >= 3, name
        assert _contrast(palette[name], palette["panel"]) >= 3, name


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_the_colors_of_sources_can_be_told_apart(palette: dict[str, str], sight: str) -> None:
    """The first three series, which are as many as there are sources, differ for every sort of sight."""
    for one, other in itertools.combinations(("c1", "c2", "c3"), 2):
        first, second = (_seen(palette[name], SIGHT[sight]) for name in (one, other))
        assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5 >= 10, (one, other)


@pytest.mark.parametrize(("scheme", "palette"), [("default", LIGHT), ("slate", DARK)])
def test_pages_have_the_same_colors(scheme: str, palette: dict[str, str]) -> None:
    """The style sheet names each role with the color of the palette, and recolors it as fill and as stroke."""
    css = CSS.read_text(encoding="utf-8")
    block = css[css.index(f'[data-md-color-scheme="{scheme}"]') :]
    block = block[: block.index("}")]
    for role, color in palette.items():
        assert f"--figure-{role}: {'var(--md-default-bg-color)' if role == 'paper' else color};" in block, role
        assert f".fig .fig-f-{role} " in css
        assert f".fig .fig-s-{role} " in css


# Parts


def test_words_wrap_where_they_may() -> None:
    """At spaces, hyphens and slashes; a word that fits nowhere stands alone."""
    assert wrapped("one two", 1000, 14) == ("one two",)
    assert wrapped("one two", 30, 14) == ("one", "two")
    assert wrapped("T-cell-therapy of cells", 60, 14) == ("T-cell-", "therapy", "of cells")
    assert text_width("mm", 14) > text_width("ii", 14) > 0
    assert text_width("mm", 14, 600) > text_width("mm", 14)


def test_an_axis_has_round_ticks() -> None:
    """Zero, then round steps; powers of ten on a logarithmic axis."""
    assert ends(15, 70, False) == (0.0, 80.0)
    assert Axis(0, 100, 0, 500).ticks(6) == (0, 20, 40, 60, 80, 100)
    assert Axis(20_000, 2_000_000, 0, 400, True).ticks(4) == (30_000, 100_000, 300_000, 1_000_000)
    assert Axis(20_000, 2_000_000, 0, 400, True).ticks(3) == (100_000, 1_000_000)
    assert Axis(10, 1000, 0, 200, True).at(100) == 100
    assert nice_step(3) == 5
    assert [tick_text(v, "$", " per QALY") for v in (1000, 0.5)] == ["$1,000", "$0.5"]
    assert tick_text(20, "", "%") == "20%"


def test_the_strongest_links_are_drawn(drawn: Any) -> None:
    """A network holds the pairs that most claims are about, recounted here."""
    review, _, _ = drawn
    for figure in review.figures.values():
        if figure.network is None:
            continue
        facts = Facts(review, {})
        found = network.links(facts, figure.network)
        for link in found:
            both = [c.id for c in review.claims.values() if link.left in c.about and link.right in c.about]
            assert list(link.claims) == both
        counts = [len(link.claims) for link in found]
        assert counts == sorted(counts, reverse=True)
        assert len(found) <= figure.network.links


def test_every_declared_figure_has_a_view(drawn: Any) -> None:
    """None is left out; charts of answers come after them."""
    review, site, _ = drawn
    ids = [figure.id for figure in site.figures]
    assert ids[: len(review.figures)] == list(review.figures)
    assert all(id_.startswith("answers-") for id_ in ids[len(review.figures) :])
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("weight", [measure.REGULAR, measure.BOLD])
def test_letters_are_as_wide_as_the_font_says(weight: int) -> None:
    """By another way: that of fontTools, which unpacks every outline."""
    font = TTFont(own_packages() / widths.FONT.format(subset="latin"))
    glyphs = font.getGlyphSet(location={"wght": weight})
    found = {code: glyphs[name].width / font["head"].unitsPerEm for code, name in font.getBestCmap().items()}
    assert dict(widths.advances(font, weight)) == found


def test_widths_are_kept_and_what_is_no_note_of_ours_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run measures nothing; a file that was cut off, or says something else, is not believed."""
    (tmp_path / "@fontsource-variable").symlink_to(own_packages() / "@fontsource-variable")
    monkeypatch.setattr(widths, "own_packages", lambda: tmp_path)
    made = widths.widths_of.__wrapped__(measure.BOLD)
    (kept,) = (tmp_path / ".cache" / "review-fonts").iterdir()
    whole = kept.read_bytes()
    measured = widths._measured
    for content in (whole[:-1], b"", whole.replace(b"a", b"b")):
        kept.write_bytes(content)
        assert widths.widths_of.__wrapped__(measure.BOLD) == made
        assert kept.read_bytes() == whole
    monkeypatch.setattr(widths, "_measured", lambda *_: pytest.fail("measured again"))
    assert widths.widths_of.__wrapped__(measure.BOLD) == made
    kept.unlink()
    kept.parent.rmdir()
    kept.parent.write_bytes(b"a file in the way")
    monkeypatch.setattr(widths, "_measured", measured)
    assert widths.widths_of.__wrapped__(measure.BOLD) == made
