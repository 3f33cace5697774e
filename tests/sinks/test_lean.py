"""In: Material's style sheets, small ones of ours, configurations; out: what stays of them."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import material
import pytest
from sitegen.sinks.lean import _blocks, lean, without_idle_icons

_SHEETS = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
_CUSTOM = {"primary": "custom", "accent": "custom"}


def _site(**its: Any) -> Any:
    given = {
        "markdown_extensions": [],
        "mdx_configs": {},
        "plugins": {},
        "repo_url": "",
        "extra": {},
        "extra_javascript": [],
        "theme": {"palette": [_CUSTOM]},
    }
    return SimpleNamespace(**given | its)


def _sheet(name: str) -> str:
    (file,) = _SHEETS.glob(f"{name}.*.min.css")
    return file.read_text(encoding="utf-8").partition("\n/*# source")[0]


def _from_the_left(sheet: str) -> str:
    """The sheet without selectors for languages that are written from the right, which name every feature once more."""
    return re.sub(r"[^{},]*\[dir=rtl\][^{},]*", "", sheet)


@pytest.mark.parametrize("name", ["main", "palette"])
def test_a_sheet_comes_apart_without_loss(name: str) -> None:
    """All blocks together are the sheet."""
    sheet = _sheet(name)
    assert "".join(head if body is None else f"{head}{{{body}}}" for head, body in _blocks(sheet)) == sheet


def test_a_third_of_the_theme_is_for_others() -> None:
    """What a review of ours keeps of Material's sheets."""
    sheet = _sheet("main") + _sheet("palette")
    kept = lean(sheet, _site())
    assert len(kept) < 0.7 * len(sheet)
    assert not [word for word in (".tabbed-", ".md-search", "=indigo", "columnheader") if word in kept]
    for name in (".md-nav__", ".md-header__title", ".md-dialog", ".md-top", ".footnote", ".admonition-title"):
        assert kept.count(name) >= 0.95 * _from_the_left(sheet).count(name) > 0


def test_what_follows_a_table_is_named() -> None:
    """The theme's only rule for whatever comes next becomes one for blocks of text, wherever else it stays the same."""
    assert re.findall(r"[^{},]*\+\*[^{},]*", _sheet("main")) == [".md-typeset table:not([class])+*"]
    kept = lean(_sheet("main"), _site())
    assert "+*" not in kept
    assert ".md-typeset table:not([class])+:is(p,ul," in kept


@pytest.mark.parametrize(
    ("word", "its"),
    [
        (".tabbed-labels", {"markdown_extensions": ["pymdownx.tabbed"]}),
        ("task-list-item", {"markdown_extensions": ["pymdownx.tasklist"]}),
        (".keys", {"markdown_extensions": ["pymdownx.keys"]}),
        ("arithmatex", {"markdown_extensions": ["pymdownx.arithmatex"]}),
        ("role=columnheader", {"extra_javascript": ["https://example.org/tablesort.min.js"]}),
        ("[dir=rtl]", {"theme": {"palette": [_CUSTOM], "language": "he"}}),
        ("[dir=rtl]", {"theme": {"palette": [_CUSTOM], "direction": "rtl"}}),
        (".md-tooltip2", {"theme": {"palette": [_CUSTOM], "features": ["content.tooltips"]}}),
        (".critic", {"markdown_extensions": ["pymdownx.critic"]}),
        (".mermaid", {"mdx_configs": {"pymdownx.superfences": {"custom_fences": [{"name": "mermaid"}]}}}),
        (".md-search", {"plugins": {"material/search": 1}}),
        (".md-search", {"plugins": {"search": 1}}),
        (".md-source__", {"repo_url": "https://example.org"}),
        (".md-source-file", {"plugins": {"git-revision-date-localized": 1}}),
        (".md-post", {"plugins": {"material/blog": 1}}),
        (".md-tag", {"plugins": {"material/tags": 1}}),
        (".md-version", {"extra": {"version": {"provider": "mike"}}}),
        (".md-select", {"extra": {"alternate": [{"name": "Deutsch"}]}}),
        (".md-consent", {"extra": {"consent": {"title": "Cookies"}}}),
        (".md-feedback", {"extra": {"analytics": {"feedback": {"title": "Helpful?"}}}}),
        ("accent=teal", {"theme": {"palette": {"primary": "custom", "accent": "teal"}}}),
        ("primary=indigo", {"theme": {"palette": [{"scheme": "default"}]}}),
    ],
)
def test_what_a_site_turns_on_stays(word: str, its: dict[str, Any]) -> None:
    """The rules that name the feature, but for those that name another feature, too; and none without it."""
    sheet = _sheet("main") + _sheet("palette")
    assert word in sheet
    whole = sheet if "rtl" in word else _from_the_left(sheet)
    assert lean(sheet, _site(**its)).count(word) >= 0.6 * whole.count(word)
    assert word not in lean(sheet, _site())


def test_of_a_list_of_selectors_one_may_go() -> None:
    """The others keep the rule; what stands in brackets is one selector."""
    css = '@charset "utf-8";a:is(b,.md-search c),.md-search d,e{x:y}@media print{.md-search{f:g}}h{}'
    assert lean(css, _site()) == '@charset "utf-8";e{x:y}h{}'


def test_icons_that_no_rule_uses_go() -> None:
    """In all sheets of a site: one may use what another defines."""
    sheets = {
        "a.css": ":root{--a-icon:url('data:x');--b-icon--c:url(\"data:;y\");--d:1px}",
        "b.css": "p{mask: var( --a-icon)}",
    }
    assert without_idle_icons(sheets) == {"a.css": ":root{--a-icon:url('data:x');--d:1px}", "b.css": sheets["b.css"]}
