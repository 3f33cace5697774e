"""In: the tiny review as built; out: that its Markdown and two of its pages are what tests/golden holds, file by file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
#: The part of a page that is ours; what stands around it is the theme's.
_ARTICLE = re.compile(r"<article\b.*?</article>", re.S)
#: How a page is cited differs in title and address only; one page shows it.
_CITED = re.compile(r'<details class="cite-page".*?</details>\n*', re.S)
PAGES = ("compare/calm-by-tea", "teas/north-tea")


def _made(built_tiny) -> dict[str, str]:
    made = {
        f"markdown/{file.relative_to(built_tiny.markdown).as_posix()}": file.read_text(encoding="utf-8")
        for file in sorted(built_tiny.markdown.rglob("*"))
        if file.is_file()
        and file.suffix != ".png"  # what they must be is a test of the book's
        and (file.parent.name == "downloads" or not file.name.startswith("references."))
    }
    made = {
        name: text if name == "markdown/index.md" or not name.endswith(".md") else _CITED.sub("", text)
        for name, text in made.items()
    }
    for page in PAGES:
        article = _ARTICLE.search((built_tiny.site / page / "index.html").read_text(encoding="utf-8"))
        assert article, f"{page} has no article"
        lines = [line.rstrip() for line in _CITED.sub("", article.group()).split("\n")]
        made[f"site/{page}.html"] = "\n".join(line for line in lines if line) + "\n"
    return made


@pytest.mark.slow
def test_the_tiny_review_gives_the_golden_files(built_tiny, pytestconfig: pytest.Config) -> None:
    """Every file of build/markdown, and the content of two pages, is as expected; `--update-golden` writes them anew."""
    made = _made(built_tiny)
    held = {file.relative_to(GOLDEN).as_posix(): file for file in GOLDEN.rglob("*") if file.is_file()}
    if pytestconfig.getoption("--update-golden"):
        for name in held.keys() - made.keys():
            held[name].unlink()
        for name, text in made.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
        return
    assert sorted(made) == sorted(held)
    for name, text in made.items():
        assert text == held[name].read_text(encoding="utf-8"), (
            f"{name} differs; if the change is meant: pytest --update-golden"
        )
