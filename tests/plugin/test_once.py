"""In: pages of several folders; out: that a part of the theme is made once a folder, and apart where the way is another."""

from __future__ import annotations

from types import SimpleNamespace

import jinja2
import pytest
from mkdocs.utils import get_relative_url
from sitegen.plugin.once import once_a_folder

_LISTED = ("", "teas/", "teas/north/leaf/", "about/")
_SCRIPTS = ("assets/x.js", "extra/y.js")


def _shown(pages: list[str]) -> tuple[dict[str, str], int]:
    """What stands on each page, in their order, and how often it was made."""
    made: list[str] = []

    def listed(url: str) -> str:
        made.append(url)
        return " ".join(get_relative_url(its, url) for its in (*_LISTED, *_SCRIPTS))

    environment = jinja2.Environment(autoescape=True)
    environment.globals["once_a_folder"] = once_a_folder()
    environment.globals["listed"] = listed
    template = environment.from_string(
        "{% macro make() %}{{ listed(page.url) }}{% endmacro %}{{ once_a_folder('list', make) }}"
    )
    around = {
        "nav": SimpleNamespace(pages=[SimpleNamespace(url=url) for url in _LISTED]),
        "config": SimpleNamespace(extra_javascript=list(_SCRIPTS)),
    }
    shown = {
        url: template.render(page=SimpleNamespace(url=url), base_url=get_relative_url(".", url), **around)
        for url in pages
    }
    return shown, len(made)


_PAGES = ["", "teas/", "teas/north/", "teas/south/", "teas/west/", "far/away/", "far/off/", "extra/", "status/"]


@pytest.mark.parametrize("pages", [_PAGES, _PAGES[::-1]])
def test_each_page_has_its_own_ways(pages: list[str]) -> None:
    """Whichever page comes first: what lies below a page is named from there in another way than from its neighbors."""
    shown, made = _shown(pages)
    assert shown == {url: " ".join(get_relative_url(its, url) for its in (*_LISTED, *_SCRIPTS)) for url in pages}
    assert made == 7  # south and west share it, and so do away and off


def test_without_a_page_it_is_made_each_time() -> None:
    """The page for what is not found, and others of the theme."""
    environment = jinja2.Environment(autoescape=True)
    environment.globals["once_a_folder"] = once_a_folder()
    numbers = iter("12")
    environment.globals["next"] = lambda: next(numbers)
    template = environment.from_string("{% for _ in (1, 2) %}{{ once_a_folder('x', next) }}{% endfor %}")
    assert template.render() == "12"


class _Asked:
    """A page that counts how often its address is asked for."""

    def __init__(self, url: str) -> None:
        self._url, self.times = url, 0

    @property
    def url(self) -> str:
        self.times += 1
        return self._url


def test_pages_of_the_list_are_looked_through_once() -> None:
    """Not at each page: that would grow with the square of their number."""
    environment = jinja2.Environment(autoescape=True)
    environment.globals["once_a_folder"] = once_a_folder()
    template = environment.from_string("{{ once_a_folder('x', make) }}")
    listed = [_Asked(f"teas/{n}/") for n in range(40)]
    around = {"nav": SimpleNamespace(pages=listed), "config": SimpleNamespace(extra_javascript=[]), "base_url": ".."}
    for n in range(40):
        template.render(page=SimpleNamespace(url=f"herbs/{n}/"), make=lambda: "x", **around)
    assert {its.times for its in listed} == {1}
