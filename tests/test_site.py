"""In: both reviews as built with the real MkDocs; out: that the sites are whole, and that a defect stops the build."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from sitegen.check.pages import check_site
from sitegen.compose.addresses import claim_target, entity_path
from sitegen.compose.downloads import DOWNLOADS, made_later
from sitegen.compose.page import NavItem
from sitegen.sinks.swap import digest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
_BLOCKS = set("p li td th h1 h2 h3 h4 h5 h6 div figure figcaption tr table ul ol dl dt dd pre br hr blockquote".split())
_SAYS_WHERE = re.compile(r"Cited on \d+ pages?:|No page cites it yet\.")
#: What the site adds to a page's own words.
_MARKS = (
    "headerlink",
    "footnote-backref",
    "md-content__button",
    "figure-drawing",
    "review-toc",
    "review-next",
    "review-prints",
)


def _review(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "review.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def _read(page: Path) -> html.HtmlElement:
    return html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def _article(page: Path) -> html.HtmlElement:
    (article,) = _read(page).xpath("//article[contains(@class, 'md-content__inner')]")
    return article


def _pages(site: Path) -> dict[str, Path]:
    """Each page's address within the site, and its file."""
    found = {file.parent.relative_to(site).as_posix() + "/": file for file in sorted(site.rglob("index.html"))}
    return {"" if address == "./" else address: file for address, file in found.items()}


def _small(built: Any) -> set[str]:
    """Addresses of pages that are no documents: each was written beside them, and tells search engines to pass it by."""
    files = {name for name in built.prepared.files if name.endswith("/index.html")}
    files |= {file.relative_to(built.site).as_posix() for file in built.site.glob("embed/**/index.html")}
    assert [
        name for name in files if not _read(built.site / name).xpath("//meta[@name='robots'][@content='noindex']")
    ] == []
    return {name.removesuffix("index.html") for name in files}


# The whole site


def test_the_check_finds_nothing(built: Any) -> None:
    """Every link, anchor, cell and id of the built site is in order."""
    assert check_site(built.site, built.prepared.address) == []


def test_every_page_is_there(built: Any) -> None:
    """Every document, and nothing but them, became a page; so did every entry of the navigation."""
    expected = {document.path.removesuffix(".md") for document in built.prepared.documents}
    pages = {f"{address}index".replace("//", "/") for address in _pages(built.site).keys() - _small(built)}
    assert pages == {path if path.endswith("index") else f"{path}/index" for path in expected}
    for path in _nav_paths(built.prepared.site.navigation):
        assert built.page(path).is_file(), path


def _nav_paths(items: tuple[NavItem, ...]) -> Iterator[str]:
    for item in items:
        if item.path:
            yield item.path
        yield from _nav_paths(item.children)


def test_every_entity_has_a_page(built: Any) -> None:
    """The page stands at the entity's address and has its name as its one main heading."""
    review = built.prepared.review
    for entity in review.entities.values():
        headings = _article(built.page(entity_path(review, entity))).findall(".//h1")
        assert [_words(heading) for heading in headings] == [entity.name.split()], entity.id


def test_every_claim_has_its_card(built: Any) -> None:
    """The permanent address of each claim leads to a heading, and that heading stands on one page only."""
    review = built.prepared.review
    places: dict[str, list[str]] = defaultdict(list)
    for address, file in _pages(built.site).items():
        for element in _read(file).xpath("//*[@id]"):
            if element.get("id") in review.claims:
                places[element.get("id")].append(address)
    for claim in review.claims.values():
        path = claim_target(review, claim, "").path
        assert places[claim.id] == [path.removesuffix("index.md").removesuffix(".md") + "/"], claim.id


def test_every_cell_has_its_anchor(built: Any) -> None:
    """The rows and cells of each comparison stand under their permanent ids on its page."""
    for table in built.prepared.site.tables:
        ids = set(_article(built.page(table.home.path)).xpath(".//@id"))
        expected = {row.id for row in table.rows} | {cell.id for row in table.rows for cell in row.cells}
        assert expected <= ids, table.id
        assert table.id in ids


def test_every_page_is_reached_from_home(built: Any) -> None:
    """Somebody who follows links from the first page can get to every page; those that only lead on need no link."""
    pages = _pages(built.site)
    reached, queue = {""}, [""]
    while queue:
        address = queue.pop()
        for href in _read(pages[address]).xpath("//a/@href"):
            target = urljoin(f"https://x/{address}", urlsplit(href)._replace(fragment="", query="").geturl())
            path = target.removeprefix("https://x/")
            if path in pages and path not in reached:
                reached.add(path)
                queue.append(path)
    assert pages.keys() - reached <= _small(built)


def test_no_page_loads_anything_from_elsewhere(built: Any) -> None:
    """Scripts, styles, pictures and fonts are the site's own; only links lead away."""
    loading = "//script/@src | //img/@src | //iframe/@src | //source/@src"
    loading += " | //link[not(@rel='canonical' or @rel='alternate')]/@href"
    for file in built.site.rglob("*.html"):
        foreign = [href for href in _read(file).xpath(loading) if urlsplit(href).netloc]
        assert not foreign, file


# Citations


def test_citations_are_numbered_in_reading_order(built: Any) -> None:
    """A reader who goes from top to bottom meets [1], then [2], also where a table stands between texts."""
    cited = 0
    for file in built.site.rglob("*.html"):
        numbers = _read(file).xpath("//a[@class='footnote-ref']/text()")
        first = list(dict.fromkeys(numbers))
        assert first == [f"[{index}]" for index in range(1, len(first) + 1)], file
        cited += len(numbers)
    assert cited > 5


def test_the_bibliography_knows_who_cites(built: Any) -> None:
    """Under each work stand exactly the pages whose notes name it, recounted from the built pages."""
    citing: dict[str, set[str]] = defaultdict(set)
    for address, file in _pages(built.site).items():
        if address != "references/" and not address.startswith("embed/"):
            for id_ in _read(file).xpath("//div[contains(@class, 'footnote')]//li/@id"):
                citing[id_.removeprefix("fn:")].add(address)
    keys = built.prepared.review.references
    listed = {key: _cited_on(_article(built.site / "references" / key / "index.html")) for key in keys}
    assert listed == {key: citing[key] for key in keys}
    assert any(listed.values())


def _cited_on(article: html.HtmlElement) -> set[str]:
    """The pages that the page of a work lists below the line "Cited on"."""
    (line,) = [element for element in article.iter("p") if _SAYS_WHERE.match(element.text_content().strip())]
    if line.getnext() is None or line.getnext().tag != "ul":
        return set()
    hrefs = line.getnext().xpath(".//a/@href")
    assert line.text_content().strip().startswith(f"Cited on {len(hrefs)} page")
    return {urljoin("https://x/references/key/", href).removeprefix("https://x/") for href in hrefs}


# The Markdown says what the site says


def test_the_markdown_says_what_the_site_says(built: Any, to_html: Callable[[str], str]) -> None:
    """Headings, paragraphs, cells and notes of each page are the same words in both."""
    files = sorted(built.markdown.rglob("*.md"))
    assert len(files) == len(built.prepared.documents)
    for file in files:
        path = file.relative_to(built.markdown).as_posix()
        _, _, text = file.read_text(encoding="utf-8").partition("\n---\n")
        twin = html.fragment_fromstring(to_html(text), create_parent="div")
        article = _article(built.page(path))
        for size in article.find_class("file-size"):  # known when all files are there, after the Markdown
            size.drop_tree()
        assert _words(twin) == _words(article), path


def _words(element: html.HtmlElement) -> list[str]:
    return "".join(_texts(element)).split()


def _texts(element: html.HtmlElement) -> Iterator[str]:
    """Texts of an element without the marks that a site adds; a block ends a word, inline markup does not."""
    around = " " if element.tag in _BLOCKS else ""
    if isinstance(element.tag, str) and not any(mark in element.get("class", "") for mark in _MARKS):
        yield around + (element.text or "")
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
        yield around


def test_the_words_of_a_page_are_seen() -> None:
    """The comparison above sees a word in any place, and not where one inline element ends."""
    one = html.fragment_fromstring("<div><p>a<b>b</b></p><td>c</td><a class='headerlink'>¶</a>d</div>")
    assert _words(one) == ["ab", "c", "d"]


# What stops a build


def _breaks(root: Path, defect: str, word: str, *expected: str) -> None:
    """With this in a hand-written page, building fails at this word, and the last good site stays as it was."""
    before = digest(root / "build" / "site")
    chapter = root / "docs" / "chapters" / "calm.md"
    good = chapter.read_text(encoding="utf-8")
    chapter.write_text(good.replace("See also", f"{defect} See also"), encoding="utf-8")
    result = _review("build", "--root", str(root))
    assert result.returncode == 1, result.stdout + result.stderr
    line = next(index for index, text in enumerate(good.split("\n"), start=1) if "See also" in text)
    column = chapter.read_text(encoding="utf-8").split("\n")[line - 1].index(word) + 1
    assert result.stdout.startswith(f"docs/chapters/calm.md:{line}:{column}: {expected[0]}"), result.stdout
    assert all(words in result.stdout for words in expected), result.stdout
    assert result.stdout.count("docs/chapters/calm.md") == 1
    assert "\x1b" not in result.stdout
    assert digest(root / "build" / "site") == before
    assert [path.name for path in (root / "build").iterdir() if path.name.startswith(".")] == []
    chapter.write_text(good, encoding="utf-8")
    assert _review("build", "--root", str(root)).stdout == "build/site is up to date; nothing was written.\n"


def test_a_dead_link_in_raw_html_stops_the_build(built_copy: Path) -> None:
    """MkDocs does not see it; our check does, and names the line of the page that it stands in."""
    _breaks(built_copy, '<a href="../nowhere/">x</a>', "../nowhere/", "broken-link: the link '../nowhere/' leads to")


def test_a_dead_anchor_in_raw_html_stops_the_build(built_copy: Path) -> None:
    """So is a part of a page that is not there."""
    _breaks(built_copy, '<a href="../../#nope">x</a>', "../../#nope", "broken-anchor: the link '../../#nope' leads to")


def test_a_warning_of_mkdocs_stops_the_build(built_copy: Path) -> None:
    """A dead link in Markdown is found by MkDocs; the problem points at the line of our page, not at mkdocs.yml."""
    _breaks(built_copy, "[x](../teas/nope.md)", "../teas/nope.md", "site-build: Doc file 'chapters/calm-chapter.md'")


def test_a_dead_anchor_in_markdown_stops_the_build(built_copy: Path) -> None:
    """The same for a part of a page."""
    _breaks(
        built_copy, "[x](../teas/south-tea.md#nope)", "../teas/south-tea.md#nope", "site-build: Doc file", "'#nope'"
    )


def test_a_picture_from_elsewhere_stops_the_build(built_copy: Path) -> None:
    """What a reader's browser would load from a third party is named, with the page, without color codes."""
    address = "https://example.com/x.png"
    _breaks(
        built_copy,
        f"![x]({address})",
        address,
        f"book-markup: the book shows drawings of data/figures/ only, not {address}",
    )


def test_a_picture_from_elsewhere_stops_plain_mkdocs(tiny: Path, tmp_path: Path) -> None:
    """The site has a guard of its own, also for what no book prints."""
    chapter = tiny / "docs" / "chapters" / "calm.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("See also", "![x](https://example.com/x.png) See also"), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(tiny / "mkdocs.yml")]
    result = subprocess.run(
        [*command, "-d", str(tmp_path / "site")], capture_output=True, text=True, timeout=300, check=False
    )
    assert result.returncode == 1
    plain = re.sub("\x1b\\[[0-9]*m", "", result.stderr)
    assert "External file: https://example.com/x.png in 'chapters/calm-chapter.md'" in plain


def test_a_bad_template_is_told_by_the_page_it_spoils(tiny: Path) -> None:
    """A dead link that a template makes is a problem of the page's own file, since no line of it is at fault."""
    (tiny / "templates").mkdir()
    (tiny / "templates" / "tea.md.j2").write_text("# {{ page.title | inline }}\n\n[x](nope.md)\n", encoding="utf-8")
    result = _review("build", "--root", str(tiny))
    assert result.returncode == 1
    assert "data/tea/north-tea.yml:1:1: site-build: Doc file 'teas/north-tea.md'" in result.stdout
    assert not (tiny / "build" / "site").exists()


# Beside `review build`


def test_plain_mkdocs_builds_the_same_site(built_tiny: Any, tmp_path: Path) -> None:
    """`mkdocs build` alone, with the plugin, gives the same bytes, but for what is made beside the site or from it."""
    config = str(built_tiny.root / "mkdocs.yml")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "-d", str(tmp_path / "site")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr
    plain = {path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*")}
    later = {*made_later(built_tiny.prepared.prints, built_tiny.prepared.site), DOWNLOADS.replace(".md", ".html")}
    differing = [
        name
        for name, path in plain.items()
        if path.is_file() and name not in later and path.read_bytes() != (built_tiny.site / name).read_bytes()
    ]
    assert differing == []
    assert later <= plain.keys()


def test_plain_mkdocs_shows_our_problems(tiny: Path, tmp_path: Path) -> None:
    """`mkdocs build` on a review with an error prints the problem as `review` does, and writes nothing."""
    with (tiny / "data" / "tea" / "north-tea.yml").open("a", encoding="utf-8") as file:
        file.write("colour: red\n")
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(tiny / "mkdocs.yml"), "-d", str(tmp_path / "site")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 1
    assert "data/tea/north-tea.yml:17:1: unknown-field" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "site").exists() or not list((tmp_path / "site").iterdir())


def test_the_tiny_review_has_the_configuration_of_the_real_one(real_root: Path) -> None:
    """What is tested on the tiny site holds for the real one: apart from its name, mkdocs.yml is the same."""
    tiny = (real_root / "tests" / "tiny_review" / "mkdocs.yml").read_text(encoding="utf-8")
    real = (real_root / "mkdocs.yml").read_text(encoding="utf-8")
    assert re.sub("site_name: .*", "", tiny) == re.sub("site_name: .*", "", real)


# Text is never markup, in the theme either

_KEYS = "title|short-title|description|name|plural|describes|label|caption|disclaimer"
_IN_BLOCK = re.compile(rf"^([^{{]*?\b(?:{_KEYS}|about): )(?![\[{{])(?:\"[^\"]*\"|.+)$", re.M)
_IN_FLOW = re.compile(rf"((?<=[{{ ])(?:{_KEYS}): )(?![\[{{])(?:\"[^\"]*\"|[^,}}\n]+)(?=[,}}])")
_HOSTILE = "a <b>bold</b> & \"quoted\" 'single' &lt; *star* [x](y) </title> <i"


def _with_text(root: Path, text: str) -> Path:
    """Put a text into titles, names and descriptions of data and of hand-written pages."""
    value = json.dumps(text).replace("\\", "\\\\")
    for file in [*sorted((root / "data").rglob("*.yml")), *sorted((root / "docs").rglob("*.md"))]:
        if "claims" not in file.parts:
            old = file.read_text(encoding="utf-8")
            file.write_text(_IN_FLOW.sub(rf"\1{value}", _IN_BLOCK.sub(rf"\1{value}", old)), encoding="utf-8")
    return root


_HEIGHT = re.compile(r"\blater l\d+ ?")


def _tokens(page: Path) -> list[str]:
    """Tags, attributes and texts of a whole page, without what depends on the words themselves: the title's id, whether
    a cell is wide, how high a block is, how large files are, the sum of a style sheet that prints the title in the
    margin, and how a drawing is laid out; its words are tested in tests/render/test_escape.py."""
    found: list[str] = []
    page_read = _read(page)
    for other in [*page_read.find_class("fig"), *page_read.find_class("file-size")]:
        other.clear()
    for element in page_read.iter():
        attributes = {
            name: value for name, value in element.attrib.items() if not (element.tag == "h1" and name == "id")
        }
        if classes := _HEIGHT.sub("", attributes.pop("class", "")):
            attributes["class"] = classes
        found += [
            str(element.tag),
            *(f"{name}={' '.join(value.split())}" for name, value in sorted(attributes.items())),
        ]
        # BibTeX and JSON have escapes of their own; that they say the same is tested with their readers.
        escaped = (element.get("class") == "copy-what" and element.tag == "pre") or element.get(
            "type"
        ) == "application/ld+json"
        text = "" if escaped else element.text or ""
        found += [" ".join(text.split()), " ".join((element.tail or "").split())]
    found = [re.sub(r"/site\.[0-9a-f]{8}\.css$", "/site.css", token) for token in found]
    return [re.sub(r"^href=#.*", "href=#", token) for token in found if token != "class=prose"]


def test_text_is_never_markup_in_the_theme(tiny: Path, tmp_path: Path, copy_review: Callable[..., Path]) -> None:
    """Titles, names and descriptions show as they are in the navigation, the head, the footer and the search."""
    hostile = _with_text(copy_review(tiny, tmp_path / "hostile"), _HOSTILE)
    harmless = _with_text(tiny, "Aqqq")
    for root in (harmless, hostile):
        result = _review("build", "--root", str(root))
        assert result.returncode == 0, result.stdout
    pages = [path.relative_to(harmless) for path in sorted((harmless / "build" / "site").rglob("*.html"))]
    assert pages == [path.relative_to(hostile) for path in sorted((hostile / "build" / "site").rglob("*.html"))]
    for page in pages:
        expected = [_put(token) for token in _tokens(harmless / page)]
        differing = [pair for pair in zip_longest(_tokens(hostile / page), expected) if pair[0] != pair[1]]
        assert not differing, f"{page}: {differing[:3]}"
    # The search writes what it finds as text; a part of it is a script, which no text can end.
    for part in (hostile / "build/site/search").glob("*.js"):
        assert re.fullmatch(r'reviewSearch\.part\("[a-z0-9-]+",.*\)\n', part.read_text(encoding="utf-8"))


def _put(token: str) -> str:
    return " ".join(token.replace("Aqqq", _HOSTILE).replace("aqqq", _HOSTILE.lower()).split())


def test_the_foot_links_the_license(built: Any) -> None:
    """As a link, on pages and in frames; not the letters of its HTML."""
    license_ = built.prepared.site.info.license
    for page in ("index.html", "embed/claim/index.html"):
        html = (built.site / page).read_text(encoding="utf-8")
        assert f'href="{license_.url}"' in html
        assert "&lt;a href" not in html
