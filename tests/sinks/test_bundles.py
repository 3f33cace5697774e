"""In: styles and scripts as single files; out: that a page loads one of each, in the same order."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sitegen.sinks.bundles import bundle, with_bundle

PARTS = {
    "assets/stylesheets/a.css": "a { top: 0 }\n/*# sourceMappingURL=a.css.map */",
    "assets/stylesheets/b.css": "b {}\n",
}


def test_texts_follow_each_other() -> None:
    """In the order given; what points to a map of one part is left out."""
    its = bundle("css", PARTS)
    assert its.text == "a { top: 0 }\nb {}\n"
    assert re.fullmatch(r"assets/stylesheets/site\.[0-9a-f]{8}\.css", its.path)


def test_scripts_do_not_run_into_each_other() -> None:
    """One that ends without a semicolon would call the next."""
    assert bundle(
        "js", {"assets/javascripts/a.js": "(() => {})()", "assets/javascripts/b.js": "(() => {})()\n"}
    ).text == ("(() => {})();\n(() => {})();\n")


def test_another_text_has_another_address() -> None:
    """A browser that kept the old one fetches the new one."""
    assert bundle("css", PARTS).path != bundle("css", PARTS | {"assets/stylesheets/b.css": "b { top: 1px }"}).path


@pytest.mark.parametrize("root", ["", "../", "../../", "/mount/", "./"])
def test_a_page_loads_the_bundle_in_the_place_of_its_first_part(root: str) -> None:
    """From wherever the page is; what is no part stays."""
    page = (  # two parts, one file between them, and one behind
        f'<link rel="stylesheet" href="{root}assets/stylesheets/a.css">\n<link rel="stylesheet" href="{root}other.css">\n'
        f'<link rel="stylesheet" href="{root}assets/stylesheets/b.css">\n'
        f'<link rel="stylesheet" href="{root}assets/stylesheets/c.css">'
    )
    its = bundle("css", PARTS)
    assert with_bundle(page, its) == (
        f'<link rel="stylesheet" href="{root}{its.path}">\n<link rel="stylesheet" href="{root}other.css">\n'
        f'<link rel="stylesheet" href="{root}assets/stylesheets/c.css">'
    )


def test_every_page_of_a_site_loads_one_style_sheet(built_tiny: Any) -> None:
    """And no part beside it; the parts that only the bundle stands for are not published."""
    pages = [
        page
        for page in built_tiny.site.rglob("*.html")
        if not {"p", "embed"} & set(page.relative_to(built_tiny.site).parts)
    ]
    assert len(pages) > 20
    for page in pages:
        loaded = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.read_text(encoding="utf-8"))
        assert len(loaded) == 1, page
        assert re.search(r"assets/stylesheets/site\.[0-9a-f]{8}\.css$", loaded[0])
    assert not (built_tiny.site / "assets/stylesheets/home.css").exists()
    assert (built_tiny.site / "assets/stylesheets/review.css").is_file()
