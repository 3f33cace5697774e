"""In: the real site, served and opened in Chromium; out: that it loads cleanly and can be used on every screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sitegen.compose.addresses import entity_path, section_path

pytestmark = pytest.mark.slow

DESKTOP, PHONE, SMALL_PHONE = (1280, 800), (390, 844), (320, 568)
SCHEMES = {"light": "default", "dark": "slate"}
_SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
_IN_VIEW = """element => {
  const box = element.getBoundingClientRect()
  const header = document.querySelector(".md-header").getBoundingClientRect()
  return box.bottom > header.bottom && box.top >= header.bottom - 1 && box.top < window.innerHeight
}"""


Open = Callable[..., Any]


def _url(path: str) -> str:
    return path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"


@pytest.fixture(scope="module")
def places(built_real: Any) -> dict[str, str]:
    """The fullest page of each sort: where something could go wrong, it goes wrong there."""
    review = built_real.prepared.review
    cited = {document.path: len(document.cites) for document in built_real.prepared.documents}

    def fullest(role: str) -> str:
        return max(
            (d.path for d in built_real.prepared.documents if d.role == role), key=lambda path: (cited[path], path)
        )

    agents = [
        entity for entity in review.entities.values() if any(alias.type == "brand" for alias in entity.core.aliases)
    ]
    agent = max(agents, key=lambda entity: (len(review.claims_about.get(entity.id, ())), entity.id))
    table = max(
        built_real.prepared.site.tables,
        key=lambda table: (cited[table.home.path] > 0, len(table.columns), len(table.rows)),
    )
    found = {
        "home": "index.md",
        "agent": entity_path(review, agent),
        "comparison": table.home.path,
        "bibliography": "references/index.md",
        "section": fullest("section"),
        "chapter": fullest("chapter"),
    }
    return {name: _url(path) for name, path in found.items()}


PLACES = ["home", "agent", "comparison", "bibliography", "section", "chapter"]


@pytest.mark.parametrize("place", PLACES)
def test_a_page_loads_cleanly_on_every_screen(visit: Open, places: dict[str, str], real_root: Path, place: str) -> None:
    """No request leaves the site, nothing fails, no script complains, and the page never scrolls sideways."""
    folder = real_root / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    for scheme, name in SCHEMES.items():
        page = visit(places[place], color_scheme=scheme).page
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.body.dataset.mdColorScheme") == name
        for width, height in (DESKTOP, PHONE, SMALL_PHONE):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(_SIDEWAYS) == 0, f"{place} scrolls sideways at {width}"
            page.screenshot(path=folder / f"{place}-{width}-{scheme}.png")


def test_a_page_that_scrolls_sideways_would_be_found(visit: Open) -> None:
    """The measure used above sees something that is a little wider than the window."""
    page = visit("", PHONE).page
    assert page.evaluate(_SIDEWAYS) == 0
    page.evaluate("document.querySelector('article').style.width = '420px'")
    assert page.evaluate(_SIDEWAYS) > 0


def test_complaints_would_be_found(browser: Browser, address: str, watch: Callable[[Page], Any]) -> None:
    """A request to elsewhere, a missing file, a warning and an error are all noted."""
    page = browser.new_page(bypass_csp=True)  # the page's policy would not let it ask elsewhere
    found = watch(page)
    page.goto(address, wait_until="load")
    page.route("https://example.com/*", lambda route: route.abort())
    page.evaluate(
        """async () => {
          console.warn('careful')
          console.error('wrong')
          setTimeout(() => { throw new Error('thrown') })
          await fetch('gone.json')
          await fetch('https://example.com/x').catch(() => {})
        }"""
    )
    page.wait_for_load_state("networkidle")
    kinds = {complaint.partition(":")[0] for complaint in found.complaints}
    assert kinds >= {"warning", "error", "404", "elsewhere", "failed"}
    assert any("thrown" in complaint for complaint in found.complaints)
    page.close()


def test_our_fonts_are_used(visit: Open) -> None:
    """The fonts come from the site itself, and headings and text are set in them."""
    page = visit().page
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
    families = {family.strip('"') for family in loaded}
    for element in ("h1", "p"):
        first = page.locator(f"article {element}").first.evaluate("element => getComputedStyle(element).fontFamily")
        assert first.split(",")[0].strip('"') in families


def test_the_theme_is_told_that_the_page_is_ready(visit: Open) -> None:
    """Its script comes after the page, when nothing says so any more: without being told, it would do nothing at all."""
    page = visit().page
    page.mouse.wheel(0, 1500)
    page.locator(".md-header__title--active").wait_for(state="attached")


def test_who_likes_it_dark_sees_no_white_page(visit: Open, places: dict[str, str]) -> None:
    """The colors are there before any script of the page itself, and follow the device until somebody chooses."""
    page = visit().page
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.route("**/site.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.reload(wait_until="load")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert page.evaluate("document.querySelector('meta[name=color-scheme]').content") == "dark"


def test_the_palette_can_be_switched(visit: Open) -> None:
    """The toggle changes light to dark and back, and the choice is kept on the next page."""
    page = visit().page
    for expected in ("slate", "default", "slate"):
        page.locator("[data-review-palette] button:visible").click()
        page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=expected)
    page.reload(wait_until="load")
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")


def test_the_search_finds_an_agent_by_its_brand(visit: Open, built_real: Any, places: dict[str, str]) -> None:
    """Somebody who knows the name on the package gets to the agent's page."""
    review = built_real.prepared.review
    agent = next(entity for entity in review.entities.values() if _url(entity_path(review, entity)) == places["agent"])
    brand = next(alias.name for alias in agent.core.aliases if alias.type == "brand")
    page = visit().page
    page.locator("[data-review-search]").click()
    page.keyboard.type(brand, delay=20)
    result = page.locator(f".review-search__results a[href*='{places['agent']}']").first
    result.wait_for(state="visible")
    result.click()
    page.wait_for_url(f"**/{places['agent']}**")
    assert page.locator("article h1").inner_text().startswith(agent.name)


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("place", ["chapter", "comparison", "section"])
def test_a_citation_leads_to_its_note_and_back(
    visit: Open, places: dict[str, str], place: str, size: tuple[int, int]
) -> None:
    """The mark leads to the note, in view below the header; the note's arrow leads back to the mark."""
    page = visit(places[place], size).page
    mark = page.locator("a.footnote-ref:visible").first
    key = mark.get_attribute("href")
    mark.scroll_into_view_if_needed()
    mark.click()
    page.wait_for_function("key => decodeURIComponent(location.hash) === key", arg=key)
    note = page.locator(f"[id='{key[1:]}']")
    page.wait_for_function(_IN_VIEW, arg=note.element_handle())
    assert note.inner_text().strip()
    arrow = note.locator("a.footnote-backref").first
    back = arrow.get_attribute("href")
    arrow.click()
    page.wait_for_function("key => decodeURIComponent(location.hash) === key", arg=back)
    page.wait_for_function(_IN_VIEW, arg=page.locator(f"[id='{back[1:]}']").element_handle())


def test_a_note_shows_at_its_mark(visit: Open, places: dict[str, str]) -> None:
    """With a pointer over the mark, the work is shown without leaving the sentence."""
    page = visit(places["chapter"]).page
    mark = page.locator("article p a.footnote-ref").first
    note = page.locator(f"[id='{mark.get_attribute('href')[1:]}'] p").first.inner_text()
    mark.scroll_into_view_if_needed()
    mark.hover()
    card = page.locator("#citation-card")
    card.wait_for(state="visible")
    assert note.strip()[:40] in card.inner_text()


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALL_PHONE])
def test_a_deep_link_shows_its_row(visit: Open, built_real: Any, size: tuple[int, int]) -> None:
    """A link to the last row of a table, as a course would set it, opens the page with this row in view."""
    table = max(built_real.prepared.site.tables, key=lambda table: (len(table.rows), table.id))
    row = table.rows[-1]
    page = visit(f"{_url(table.home.path)}#{row.id}", size).page
    page.wait_for_function(_IN_VIEW, arg=page.locator(f"[id='{row.id}']").element_handle())
    cell = row.cells[-1].id
    page = visit(f"{_url(table.home.path)}#{cell}", size).page
    page.wait_for_function(_IN_VIEW, arg=page.locator(f"[id='{cell}']").element_handle())


def test_a_deep_link_shows_its_claim(visit: Open, built_real: Any) -> None:
    """The permanent address of a claim opens its card, in view below the header."""
    review = built_real.prepared.review
    claim = max(review.claims.values(), key=lambda claim: (len(claim.quantities), claim.id))
    path = section_path(review.source_at(claim.at), review.passages[claim.at].section)
    page = visit(f"{_url(path)}#{claim.id}", PHONE).page
    page.wait_for_function(_IN_VIEW, arg=page.locator(f"[id='{claim.id}']").element_handle())


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE])
def test_the_drawer_opens_on_the_phone(visit: Open, places: dict[str, str], size: tuple[int, int]) -> None:
    """The button in the header opens the navigation, by finger or by keyboard; a tap beside it or Escape closes it."""
    page = visit(places["agent"], size).page
    drawer = page.locator(".md-sidebar--primary")
    button = page.get_by_role("button", name="Navigation")
    outside = (
        "element => element.getBoundingClientRect().right <= 0 || getComputedStyle(element).visibility === 'hidden'"
    )
    inside = "element => element.getBoundingClientRect().left === 0"
    assert drawer.evaluate(outside)
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    page.wait_for_function(inside, arg=drawer.element_handle())
    assert drawer.locator("a:visible").count() > 0
    page.mouse.click(size[0] - 5, size[1] // 2)
    page.wait_for_function(outside, arg=drawer.element_handle())
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(inside, arg=drawer.element_handle())
    assert button.get_attribute("aria-expanded") == "true"
    assert drawer.evaluate("element => element.contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.wait_for_function(outside, arg=drawer.element_handle())
    assert button.evaluate("element => element === document.activeElement")


def test_wide_tables_scroll_inside_themselves(visit: Open, places: dict[str, str]) -> None:
    """On a phone a table is cards; as a table, its last column is reached by scrolling it, by keyboard too."""
    page = visit(places["comparison"], PHONE).page
    region = page.locator(".comparison-scroll").first
    assert not region.evaluate("element => element.scrollWidth > element.clientWidth")
    page.get_by_role("button", name="Show as table").click()
    assert region.evaluate("element => element.scrollWidth > element.clientWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 0", arg=region.element_handle())
    assert page.evaluate("window.scrollX") == 0


@pytest.mark.parametrize("place", PLACES)
def test_everything_is_there_without_scripts(visit: Open, built_real: Any, places: dict[str, str], place: str) -> None:
    """With JavaScript off, the article, its tables and its references are all shown, and links work."""
    page = visit(places[place], DESKTOP, java_script_enabled=False).page
    article = page.locator("article")
    assert article.locator("h1").is_visible()
    path = next(d.path for d in built_real.prepared.documents if _url(d.path) == places[place])
    cites = next(d.cites for d in built_real.prepared.documents if d.path == path)
    for key in cites:
        assert page.locator(f"[id='fn:{key}']").is_visible(), key
    for table in built_real.prepared.site.tables:
        for row in table.rows if table.home.path == path else ():
            assert page.locator(f"[id='{row.id}']").is_visible(), row.id
    if place == "bibliography":
        for key in built_real.prepared.review.references:
            assert page.locator(f"[id='{key}']").is_visible(), key
    link = article.locator("a[href]:not([href^='#']):not([href^='http'])").first
    link.click()
    page.wait_for_load_state("load")
    assert page.locator("article h1").is_visible()


def test_the_first_key_leads_past_the_navigation(visit: Open, places: dict[str, str]) -> None:
    """Who uses the keyboard gets a link to the content first, and sees where the focus is."""
    page = visit(places["chapter"]).page
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.className + ' ' + document.activeElement.hash")
    assert "md-skip" in focused
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash && document.querySelector(location.hash) !== null")


def test_a_lost_reader_finds_a_styled_page(browser: Browser, address: str) -> None:
    """An address that does not exist, at any depth, gives the site's own page, whose styles and links work there."""
    page = browser.new_context().new_page()
    missing: list[str] = []
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    lost = f"{address}some/where/deep/"
    page.goto(lost, wait_until="load")
    page.wait_for_load_state("networkidle")
    assert missing == [lost]
    fonts = page.locator("h1").evaluate("element => getComputedStyle(element).fontFamily")
    assert "Source Serif" in fonts
    page.locator("a.md-logo:visible").first.click()
    page.wait_for_url(lambda url: url.rstrip("./") == address.rstrip("/"))
    page.context.close()


# Claim cards

_LINK = "article p a[href*='#c-'], article li a[href*='#c-']"


def _card_link(page: Page) -> Any:
    link = page.locator(_LINK).first
    link.evaluate("element => element.scrollIntoView({block: 'center'})")
    return link


def test_a_card_opens_by_pointing_and_stays_while_pointed_at(visit: Open, places: dict[str, str]) -> None:
    """Over the link the card shows; the pointer can go into it; away from both it closes."""
    page = visit(places["chapter"]).page
    link = _card_link(page)
    link.hover()
    card = page.locator(".claim-popup--open")
    card.wait_for(state="visible")
    assert card.locator("a", has_text=link.get_attribute("href").split("#")[1]).is_visible()
    card.hover()
    page.wait_for_timeout(600)
    assert card.is_visible()
    page.mouse.move(5, 400)
    card.wait_for(state="hidden")


def test_a_card_opens_by_keyboard_and_escape_closes_it(visit: Open, places: dict[str, str]) -> None:
    """On focus the card shows; arrow down goes into it; Escape closes it and the focus is back at the link."""
    page = visit(places["chapter"]).page
    link = _card_link(page)
    page.keyboard.press("Tab")
    link.focus()
    card = page.locator(".claim-popup--open")
    card.wait_for(state="visible")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.classList.contains('claim-popup')")
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert link.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/**")


@pytest.mark.parametrize("size", [PHONE, SMALL_PHONE])
def test_a_card_opens_by_a_tap(visit: Open, places: dict[str, str], size: tuple[int, int]) -> None:
    """The first tap shows the card inside the window, the button closes it, and its head leads to the section."""
    page = visit(places["chapter"], size).page
    link = _card_link(page)
    link.tap()
    card = page.locator(".claim-popup--open")
    card.wait_for(state="visible")
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    card.locator("button").tap()
    card.wait_for(state="hidden")
    link.tap()
    card.locator(".claim-popup__head a").tap()
    page.wait_for_url("**/sources/**")


def test_a_card_opens_from_a_folder_on_disk(browser: Browser, built_real: Any, places: dict[str, str]) -> None:
    """Without a server, too: nothing is fetched, a script of the section is loaded."""
    page = browser.new_context().new_page()
    page.goto((built_real.site / places["chapter"] / "index.html").as_uri(), wait_until="load")
    link = _card_link(page)
    link.hover()
    page.locator(".claim-popup--open").wait_for(state="visible")
    page.context.close()
