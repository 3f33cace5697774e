"""In: targets; out: how templates link them from the page that is being made."""

from __future__ import annotations

from sitegen.compose.page import Target
from sitegen.render.calls import Links

PLACE = Target("Tea [green] & *black*", "agents/tea.md", "facts")


def test_a_link_leads_from_the_page_that_is_made() -> None:
    """The same place is linked otherwise from another folder, and from its own page."""
    links = Links()
    said = []
    for path in ("index.md", "agents/mate.md", "agents/tea.md", "a/b/c.md", "agents/mate.md"):
        links.begin(path)
        said.append((str(links.link(PLACE)), str(links.href(PLACE))))
    title = "Tea \\[green\\] & \\*black\\*"
    hrefs = ["agents/tea.md#facts", "tea.md#facts", "#facts", "../../agents/tea.md#facts", "tea.md#facts"]
    assert said == [(f"[{title}]({href})", href) for href in hrefs]


def test_a_page_that_links_to_itself() -> None:
    """Without an anchor it is named."""
    links = Links()
    links.begin("agents/tea.md")
    assert links.href(Target("Tea", "agents/tea.md")) == "tea.md"
    assert links.link(Target("Tea", "agents/tea.md")) == "[Tea](tea.md)"
