"""In: Markdown with marked mentions; out: which of them are linked."""

from __future__ import annotations

import pytest
from sitegen.compose.mentions import BEGIN, END, MIDDLE
from sitegen.render.mentions import linked

TEA = f"{BEGIN}agents/tea.md{MIDDLE}teas{END}"
MATE = f"{BEGIN}agents/mate.md{MIDDLE}maté{END}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("No mention.\n\n## Nor here", "No mention.\n\n## Nor here"),
        (f"{TEA} and {TEA}, {MATE}", "[teas](../agents/tea.md) and teas, [maté](../agents/mate.md)"),
        (f"{TEA}\n## More\n{TEA}", "[teas](../agents/tea.md)\n## More\n[teas](../agents/tea.md)"),
        (f"[a](../agents/tea.md#x) {TEA}", "[a](../agents/tea.md#x) teas"),
        (f"[a](../agents/tea.md#x) {MATE} {TEA}", "[a](../agents/tea.md#x) [maté](../agents/mate.md) teas"),
        (f"[a](../agents/tea.md)\n## More\n{TEA}", "[a](../agents/tea.md)\n## More\n[teas](../agents/tea.md)"),
        (f"{TEA} [a](../agents/tea.md)", "[teas](../agents/tea.md) [a](../agents/tea.md)"),
        (f"{TEA}\n#tag, no heading\n{TEA}", "[teas](../agents/tea.md)\n#tag, no heading\nteas"),
        (f"{TEA}\n####### seven signs\n{TEA}", "[teas](../agents/tea.md)\n####### seven signs\nteas"),
        (f"{TEA}\n## More\n#tag\n{TEA}", "[teas](../agents/tea.md)\n## More\n#tag\n[teas](../agents/tea.md)"),
        (f"{TEA}\n## More {TEA}\n{TEA}", "[teas](../agents/tea.md)\n## More [teas](../agents/tea.md)\nteas"),
        (f"{BEGIN}chapters/a.md{MIDDLE}this page{END}", "this page"),
    ],
)
def test_the_first_under_each_heading_is_linked(body: str, said: str) -> None:
    """Unless a link to it stands before it there, or the page is its own."""
    assert linked(body, "chapters/a.md") == said
