"""In: a site of a few files, and made-up reviews of two sizes; out: that what a browser loads is counted, and does not grow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sitegen.bench.generate import generate
from sitegen.bench.reader import weights
from sitegen.compose.look_up import LONGEST
from sitegen.pipeline import prepare

#: What a first search may load at three thousand entities, as files are, before a server packs them.
SEARCH, LARGE = 400_000, 3000


def test_a_first_search_and_the_page_in_the_middle(tmp_path: Path) -> None:
    """Names and scripts once, the largest parts that are asked for, a hover's part, the largest menu."""
    for name, text in {
        "search/names.js": "n" * 5000,
        "assets/javascripts/search.js": "s" * 200,
        **{f"search/words-{number}.js": "w" * number for number in range(1, 8)},
        "search/texts-0.js": "t" * 3000,
        "assets/previews.js": "p" * 10,
        "assets/previews/0.js": "p" * 70,
        "assets/previews/1.js": "p" * 20,
        "index.html": "h" * 50,
        "a/index.html": "a" * 10,
        "b/index.html": "b" * 30,
        "c/index.html": '<nav class="review-nav">é</nav>' + "c" * 900,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = weights(tmp_path, ["a", "b", "c"])
    assert found["a first search"] == 5000 + 200 + 3 + 4 + 5 + 6 + 7 + 3000
    assert 0 < found["a first search, packed"] < 300
    assert (found["a first hover"], found["home"], found["references"]) == (80, 50, 0)
    assert found["a page"] == 30
    assert found["a page, packed"] < 30
    assert found["a menu"] == 32


@pytest.mark.slow
def test_menus_the_home_page_and_a_search_do_not_grow_with_the_review(real_root: Path, tmp_path: Path) -> None:
    """Four times the entities: no menu has more than a sidebar bears, home and a hover stay, and a search whose names go
    on growing as they do here stays light at three thousand."""
    small, large = (_weights(tmp_path / str(size), size, real_root) for size in (30, 120))
    assert large["a menu"] < small["a menu"] + LONGEST * 70
    assert large["home"] < 1.1 * small["home"]
    assert large["a page"] < 1.1 * small["a page"]
    assert large["a first hover"] < 60_000
    # Only names grow without an end; parts that a search asks for have a size.
    assert max(large["a part of a search"], small["a part of a search"]) < 16_000
    grown = (large["names"] - small["names"]) / 90
    assert large["a first search"] - large["names"] + small["names"] + grown * (LARGE - 30) < SEARCH, (small, large)


def _weights(root: Path, size: int, real_root: Path) -> dict[str, int]:
    generate(root, size, 1, (real_root / "mkdocs.yml").read_text(encoding="utf-8"))
    subprocess.run([sys.executable, "-m", "sitegen.bench.whole", str(root)], check=True)
    pages = [page.path.removesuffix(".md") for page in prepare(root).site.pages if page.role == "entity"]
    site = root / "build" / "site"
    sizes = {file.name: file.stat().st_size for file in (site / "search").iterdir()}
    names = sizes.pop("names.js")
    return {**weights(site, pages), "names": names, "a part of a search": max(sizes.values())}
