"""In: both reviews as built; out: that every claim with a grave appraisal carries its mark wherever it is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

#: Each needs a whole site.
pytestmark = pytest.mark.slow

_CLAIM = re.compile(r"#(c-[a-z0-9]{4})$")
#: Pages that name claims by their place and say nothing of what they say. Courses mark their texts, not these links.
_NAMED_ONLY = re.compile(r"^(sources/[^/]+/coverage|status|citation-audit|evidence|p|search|courses)(/|$)")
#: In plain Markdown a card and a finding are several lines, of which one has the mark.
_CARDS_AND_FINDINGS = re.compile(r"appraisal/|sources/[^/]+/")
#: What a reader takes in at once: a mark must stand in the same.
_BLOCKS = ("li", "p", "td", "th", "tr", "figure", "figcaption", "dd")


def _graves(built: Any) -> dict[str, set[str]]:
    """The claims with appraisals of high severity, and these."""
    review = built.prepared.review
    found: dict[str, set[str]] = {}
    for appraisal in review.appraisals.values():
        for claim in appraisal.on if appraisal.severity == "high" else ():
            found.setdefault(claim, set()).add(appraisal.id)
    return found


def _pages(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix().removesuffix("index.html").removesuffix("/")
        if not _NAMED_ONLY.match(name):
            root = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
            for article in root.iter("article"):
                yield name, article


def _shown(article: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """Each claim that a part of a page is linked to, and what a reader takes in with it."""
    for link in article.iter("a"):
        href = link.get("href") or link.get("{http://www.w3.org/1999/xlink}href") or ""
        match = _CLAIM.search(href)
        if match and "headerlink" not in (link.get("class") or ""):
            yield match[1], _block(link)


def _block(link: html.HtmlElement) -> html.HtmlElement:
    block = next((one for one in link.iterancestors(*_BLOCKS)), link)
    row = next((one for one in link.iterancestors("tr")), None)
    # A fact and what states it, a number and what it is said of, stand in one row.
    return (
        row if row is not None and "comparison-table" not in (row.getparent().getparent().get("class") or "") else block
    )


def _has_mark(block: html.HtmlElement) -> bool:
    marks = block.xpath(".//*[@data-mark='high']")
    return bool(marks) or (
        block.tag in ("figure", "p", "td") and "ppraisal" in etree.tostring(block, encoding="unicode")
    )


def _counting(built: Any) -> set[str]:
    """The pages of figures that show how many claims there are, and nothing of what they say."""
    return {f"figures/{id_}" for id_, its in built.prepared.review.figures.items() if its.network is not None}


def unmarked(built: Any) -> list[str]:
    """Every place of the site where a claim with a grave appraisal stands without its mark."""
    graves = _graves(built)
    return [
        f"{name}: {claim} in <{block.tag}> {' '.join(block.text_content().split())[:120]}"
        for name, article in _pages(built.site)
        if name not in _counting(built)
        for claim, block in _shown(article)
        if claim in graves and not (_is_told_whole(block) or _row_header(block) or _has_mark(block))
    ]


def _is_told_whole(block: html.HtmlElement) -> bool:
    """A side of a finding stands inside it: nothing could be nearer."""
    return any("finding" in (one.get("class") or "").split() for one in block.iterancestors("div"))


def _row_header(block: html.HtmlElement) -> bool:
    """A row's first cell: its mark stands in the cells beside it."""
    return block.tag == "th" and bool(block.getparent().xpath(".//*[@data-mark='high']"))


def test_every_page_marks_what_is_gravely_appraised(built: Any) -> None:
    """No page, table or figure states a contradicted or unverifiable number without its mark."""
    assert _graves(built)
    assert unmarked(built) == []


def test_every_appraisal_that_is_marked_is_listed_once_on_the_page(built: Any) -> None:
    """On paper, where no mark can be followed, the page's own list says what the numbers mean."""
    for name, article in _pages(built.site):
        numbered = {mark for mark in article.xpath(".//a[@data-mark]") if re.search(r"\d", mark.text_content())}
        last = max((int(n) for mark in numbered for n in re.findall(r"\d+", mark.text_content())), default=0)
        notes = article.xpath(".//*[contains(@class, 'appraisal-notes')]//li")
        assert len(notes) == last, name


def test_a_mark_has_a_name(built: Any) -> None:
    """Who hears the page hears the severity and the title of the appraisal."""
    for name, article in _pages(built.site):
        for mark in article.xpath(".//a[@data-mark]"):
            # The number that is seen is part of the name that is heard.
            spoken = rf"(\d[\d,– ]* )?Appraisal, {mark.get('data-mark')}: "
            assert re.match(spoken, mark.get("aria-label") or ""), name


def test_plain_markdown_marks_it_too(built: Any) -> None:
    """Whatever engine makes pages of build/markdown, the mark stands on the line of the claim."""
    graves = _graves(built)
    missing = []
    for file in sorted(built.markdown.rglob("*.md")):
        name = file.relative_to(built.markdown).as_posix().removesuffix(".md").removesuffix("/index")
        if _NAMED_ONLY.match(name) or _CARDS_AND_FINDINGS.match(name) or name in _counting(built):
            continue
        for line in file.read_text(encoding="utf-8").split("\n"):
            shown = set(re.findall(r"#(c-[a-z0-9]{4})\b", line)) & set(graves)
            if shown and "Appraisal, high" not in line and not line.startswith("<"):
                missing.append(f"{name}: {sorted(shown)} {line[:100]}")
    assert missing == []


def test_the_interface_and_the_tables_for_machines_carry_it(built: Any) -> None:
    """Each claim, each cell and each line of data names its appraisals."""
    graves = _graves(built)
    for claim in json.loads((built.site / "api/claims.json").read_text(encoding="utf-8")):
        assert graves.get(claim["id"], set()) == {one["id"] for one in claim["appraisals"] if one["severity"] == "high"}
    for table in json.loads((built.site / "api/comparisons.json").read_text(encoding="utf-8")):
        for row in table["rows"]:
            for entry in (entry for cell in row["cells"] for entry in cell["entries"]):
                for claim in entry["claims"]:
                    assert graves.get(claim, set()) <= set(entry["appraisals"]), entry
    for file in sorted((built.site / "downloads/data").glob("*.csv")):
        for line in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))):
            named = line.get("appraisal", "")
            for claim in re.findall(r"c-[a-z0-9]{4}", line.get("claim", "")):
                assert all(id_ in named for id_ in graves.get(claim, ())), (file.name, claim)


def test_a_missing_mark_would_be_found(built_copy: Path, built_tiny: Any) -> None:
    """With the marks taken away from one page, the page and the claim are named."""
    page = built_copy / "build/site/teas/north-tea/index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"<a[^>]*data-mark[^>]*>.*?</a>", "", text), encoding="utf-8")

    class Spoiled:
        prepared = built_tiny.prepared
        site = built_copy / "build/site"

    assert any(line.startswith("teas/north-tea: c-n002") for line in unmarked(Spoiled))
