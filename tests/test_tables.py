"""In: the real site's comparisons in Chromium; out: that they can be sorted, filtered, compared, linked and printed."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sitegen.exports.tables import FOLDER

pytestmark = pytest.mark.slow

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, address: str) -> Iterator[Open]:
    """Opens a page in a fresh window, which must not complain."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_(
        path: str, size: dict[str, int] = DESKTOP, change: Callable[[str], str] | None = None, **options: Any
    ) -> Any:
        context = browser.new_context(viewport=size, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda one: complaints.append(one.text) if one.type in ("error", "warning") else None)
        if change is not None:

            def altered(route: Any) -> None:
                response = route.fetch()
                route.fulfill(response=response, body=change(response.text()))

            page.route(f"**/{path.partition('?')[0]}", altered)
        page.goto(address + path, wait_until="load")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def efficacy(built_real: Any) -> Any:
    """The comparison with one row a quantity, in groups."""
    return next(table for table in built_real.prepared.site.tables if table.id == "efficacy")


def _shown(page: Any) -> list[str]:
    return page.locator("table.comparison-table tbody tr[id]:visible").evaluate_all("rows => rows.map(row => row.id)")


@pytest.mark.parametrize("width", [320, 390, 600, 1280])
def test_the_tools_do_not_push_the_table_down(open_page: Open, width: int) -> None:
    """Room is kept for them until the script has made them: the table stands where it will stand."""
    page = open_page("compare/efficacy/", {"width": width, "height": 800})
    page.wait_for_selector(".comparison-tools button")
    page.evaluate("document.fonts.ready")
    top = "document.querySelector('.comparison-scroll').getBoundingClientRect().top"
    with_tools = page.evaluate(top)
    page.evaluate("document.querySelector('.comparison-tools').replaceChildren()")
    assert abs(page.evaluate(top) - with_tools) < 4


def test_numbers_and_ranges_sort_by_their_ends(open_page: Open, efficacy: Any) -> None:
    """Upward by the lower end, downward by the upper, within each group; the heading says how, and so does the status."""
    page = open_page("compare/efficacy/")
    index = [head.id for head in efficacy.heads].index("rate")
    button = page.locator("th[data-column=rate] button")
    for order, pick in (("ascending", False), ("descending", True)):
        button.click()
        assert page.locator("th[data-column=rate]").get_attribute("aria-sort") == order
        expected: list[str] = []
        for _, rows in efficacy.groups:
            numbers = {row.id: [float(part) for part in row.cells[index].sort.split()] for row in rows}
            keys = {id_: tuple(reversed(ends)) if pick else tuple(ends) for id_, ends in numbers.items()}
            expected += sorted(keys, key=keys.__getitem__, reverse=pick)
        shown = _shown(page)
        values = {row.id: row.cells[index].sort for row in efficacy.rows}
        assert [values[id_] for id_ in shown] == [values[id_] for id_ in expected]
        word = "falling" if pick else "rising"
        assert page.locator("[role=status].comparison-status").inner_text().endswith(f"by Rate, {word}")
    button.click()
    assert page.locator("th[data-column=rate]").get_attribute("aria-sort") is None
    assert _shown(page) == [row.id for row in efficacy.rows]


def test_the_keyboard_alone_sorts_and_filters(open_page: Open) -> None:
    """Every tool is reached and worked by keys; the menu closes with Escape and gives the focus back."""
    page = open_page("compare/agents/")
    page.locator("th[data-column=therapy] button").focus()
    page.keyboard.press("Enter")
    assert page.locator("th[data-column=therapy]").get_attribute("aria-sort") == "ascending"
    page.get_by_label("Find in rows").focus()
    page.keyboard.type("checkpoint")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".comparison-menu[open] input").first.focus()
    page.keyboard.press("Space")
    page.wait_for_function("location.search.includes('only.therapy')")
    page.keyboard.press("Escape")
    assert page.locator(".comparison-menu[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_rows_are_found_and_filtered_and_counted(open_page: Open, efficacy: Any) -> None:
    """Words and facets leave the rows that fit; groups without rows go; the count is told."""
    page = open_page("compare/efficacy/")
    page.get_by_label("Find in rows").fill("melanoma nivolumab")
    wanted = [
        row.id
        for row in efficacy.rows
        if all(
            word in " ".join([row.name, row.group, *(c.words for c in row.cells)]).lower()
            for word in ("melanoma", "nivolumab")
        )
    ]
    assert _shown(page) == wanted
    assert page.locator(".comparison-status").inner_text() == f"{len(wanted)} of {len(efficacy.rows)} rows"
    assert page.locator(".comparison-group:visible").count() == 1
    page.get_by_role("button", name="Reset").click()
    assert len(_shown(page)) == len(efficacy.rows)
    page.locator("summary", has_text="Filters").click()
    page.locator(".comparison-panel label", has_text="Melanoma").locator("input").check()
    index = [head.id for head in efficacy.heads].index("disease")
    assert _shown(page) == [row.id for row in efficacy.rows if row.cells[index].words == "Melanoma"]


def test_the_address_keeps_the_state(open_page: Open, address: str) -> None:
    """What was chosen comes back with the address, in another window."""
    page = open_page("compare/efficacy/")
    page.locator("th[data-column=rate] button").click()
    page.get_by_label("Find in rows").fill("tisagenlecleucel")
    page.locator("summary", has_text="Columns").click()
    page.locator(".comparison-panel label", has_text="What counted").locator("input").uncheck()
    again = open_page(page.evaluate("location.href").removeprefix(address))
    assert _shown(again) == _shown(page)
    assert again.locator("th[data-column=endpoint]").is_hidden()
    assert again.locator("td[id$='.endpoint']").first.is_hidden()
    assert again.get_by_label("Find in rows").input_value() == "tisagenlecleucel"
    assert again.locator("th[data-column=rate]").get_attribute("aria-sort") == "ascending"


def test_two_to_four_rows_stand_side_by_side(open_page: Open) -> None:
    """Chosen rows become columns; a fifth cannot be chosen; the way back is the same button."""
    page = open_page("compare/agents/")
    page.get_by_role("button", name="Compare rows").click()
    boxes = page.locator(".comparison-pick")
    for index in range(4):
        boxes.nth(index).check()
    assert boxes.nth(4).is_disabled()
    page.get_by_role("button", name="Show 4 side by side").click()
    sides = page.locator(".comparison-sides")
    assert sides.locator("thead th").count() == 4
    assert page.evaluate("document.activeElement.className") == "comparison-sides"
    assert sides.locator("[id]").count() == 0
    assert page.locator("table.comparison-table").first.is_visible()
    page.get_by_role("button", name="Back to the whole table").click()
    assert len(_shown(page)) > 4


def test_a_link_to_a_hidden_row_shows_it(open_page: Open, efficacy: Any) -> None:
    """An address with a filter and a row that the filter hides shows the row."""
    row = next(row for row in efficacy.rows if "Nivolumab" in row.name)
    page = open_page(f"compare/efficacy/?find=tisagenlecleucel#{row.id}")
    page.locator(f"[id='{row.id}']").wait_for(state="visible")


def test_the_rows_shown_can_be_saved(open_page: Open, built_real: Any) -> None:
    """The saved CSV holds the published lines of the rows shown, in their order; the JSON the same rows."""
    page = open_page("compare/efficacy/?find=melanoma&sort=rate.desc")
    shown = _shown(page)
    page.locator("summary", has_text="Download").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Rows shown as CSV").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    published = (built_real.site / FOLDER / "efficacy.csv").read_text(encoding="utf-8").splitlines()
    assert [line["id"] for line in csv.DictReader(io.StringIO(text))] == shown
    assert set(text.splitlines()) <= set(published)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Rows shown as JSON").click()
    assert [row["id"] for row in json.loads(Path(saved.value.path()).read_text("utf-8"))["rows"]] == shown


def test_a_cell_gives_its_address(open_page: Open, efficacy: Any) -> None:
    """The control of the cell in hand gives the cell's permanent address and a line to cite it by; Escape closes it."""
    page = open_page("compare/efficacy/?find=melanoma")
    cell = page.locator("td[data-sort]:visible").first
    cell.locator("a").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    panel = page.locator(".link-kit")
    panel.wait_for(state="visible")
    link, citation = (panel.locator("textarea").nth(index).input_value() for index in (0, 1))
    assert link.endswith(f"compare/efficacy/#{cell.get_attribute('id')}")
    assert cell.get_attribute("data-label") in citation
    *works, ours = citation.split("\n")
    assert ours.startswith("This review: ")
    assert "Edition" in ours
    assert all(work.startswith("Work that the source cites there: ") for work in works)
    assert panel.locator("a[href*='#c-']").count() > 0
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")


def _many(page: str) -> str:
    """The page with 500 rows, made of its own."""
    rows = re.findall(r"<tr id=[^>]*>.*?</tr>", page, re.S)
    draw = random.Random(7)
    made = []
    for number in range(500):
        row = re.sub(r' id="([^"]*)"', rf' id="n{number}.\1"', rows[number % len(rows)])
        low = draw.randrange(90)
        made.append(re.sub(r'data-sort="[^"]*"', f'data-sort="{low} {low + draw.randrange(10)}"', row))
    before, body, rest = re.split(r"(<tbody[^>]*>)", page, maxsplit=1)
    return before + body + "".join(made) + "</tbody>" + rest.rpartition("</tbody>")[2]


@pytest.mark.parametrize(("place", "size"), [("efficacy", DESKTOP), ("modalities", PHONE)])
def test_the_control_of_a_cell_covers_no_link(open_page: Open, place: str, size: dict[str, int]) -> None:
    """In whatever cell it stands, each link there can be met."""
    page = open_page(f"compare/{place}/", size)
    cells = page.locator("figure.comparison tbody td[id]:has(a)")
    for index in range(min(cells.count(), 40)):
        cells.nth(index).dispatch_event("pointerover", {"bubbles": True})
        covered = cells.nth(index).evaluate(
            """cell => {
              const own = cell.querySelector(".comparison-control").getBoundingClientRect()
              const meets = its => its.left < own.right && its.right > own.left && its.top < own.bottom && its.bottom > own.top
              return [...cell.querySelectorAll("a")].flatMap(link => [...link.getClientRects()]).filter(meets).length
            }"""
        )
        assert covered == 0, cells.nth(index).get_attribute("id")


def test_five_hundred_rows_sort_at_once(open_page: Open) -> None:
    """Under a tenth of a second from the click to the table laid out anew, by numbers and by words."""
    page = open_page("compare/efficacy/", change=_many)
    assert page.locator("tbody tr[id]").count() == 500
    for column in ("rate", "name", "disease"):
        took = page.evaluate(
            """column => {
              const button = document.querySelector(`th[data-column=${column}] button`)
              const times = []
              for (let index = 0; index < 6; index++) {
                const start = performance.now()
                button.click()
                document.querySelector("table.comparison-table").getBoundingClientRect()
                times.push(performance.now() - start)
              }
              return times.sort((a, b) => a - b)[2]
            }""",
            column,
        )
        assert took < 100, f"{column}: {took:.0f} ms"


PLACES = ["efficacy", "agents", "evidence-map"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing(
    open_page: Open, with_axe: Callable[[Any], None], place: str, scheme: str, size: dict[str, int]
) -> None:
    """As the page is, with each menu open, with rows to choose, and side by side."""
    page = open_page(f"compare/{place}/", size, color_scheme=scheme)
    with_axe(page)
    assert _violations(page, "main") == []
    for menu in range(page.locator(".comparison-menu").count()):
        page.locator(".comparison-menu > summary").nth(menu).click()
        assert _violations(page) == []
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Compare rows").click()
    for index in range(2):
        page.locator(".comparison-pick").nth(index).check()
    assert _violations(page) == []
    page.get_by_role("button", name="Show 2 side by side").click()
    assert _violations(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") == 0


def _violations(page: Any, inside: str = "figure.comparison") -> list[str]:
    return page.evaluate(
        """async ([inside, tags]) => {
          window.scrollTo(0, 0) // the header of the page covers what is scrolled below it
          const result = await axe.run(inside, { runOnly: { type: "tag", values: tags } })
          return result.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`))
        }""",
        [inside, _TAGS],
    )


def test_axe_would_find_something(open_page: Open, with_axe: Callable[[Any], None]) -> None:
    """The check above sees a field without a name."""
    page = open_page("compare/efficacy/")
    with_axe(page)
    page.evaluate("document.querySelector('.comparison-field label').remove()")
    assert any(one.startswith("label") for one in _violations(page))


def test_paper_shows_the_whole_table(open_page: Open) -> None:
    """Printed, nothing is cut off: no tools, no inner scrolling, headings on each page."""
    page = open_page("compare/next-generation/")
    page.emulate_media(media="print")
    scroll = page.locator("figure.comparison .comparison-scroll").first
    assert scroll.evaluate("one => getComputedStyle(one).overflow") == "visible"
    assert scroll.evaluate("one => getComputedStyle(one).maxHeight") == "none"
    assert page.locator("thead").first.evaluate("one => getComputedStyle(one).display") == "table-header-group"
    assert page.locator(".comparison-tools").is_hidden()


def test_scripts_load_where_a_table_stands_only(open_page: Open) -> None:
    """The home page asks for none of them."""
    page = open_page("")
    assert page.locator("script[src*='tables.js'], script[src*='table-core.js']").count() == 0
    page = open_page("compare/efficacy/")
    assert page.locator("script[src*='tables.js'], script[src*='table-core.js']").count() == 2
