"""In: the books of both reviews as built; out: that each is whole, numbered rightly, tagged, and lies inside its pages."""

from __future__ import annotations

import ctypes
import re
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import page as pdf_validation
import pikepdf
import pypdfium2
import pytest
from lxml import etree
from pypdfium2 import raw
from sitegen.book import make
from sitegen.book.fonts import MONO, SANS, SERIF, SYMBOLS
from sitegen.pipeline import workshop

pytestmark = pytest.mark.slow

XHTML = "{http://www.w3.org/1999/xhtml}"
#: Nothing that is printed comes nearer to the edge of a page than this, in points.
MARGIN = 30


def books_of(built: Any) -> Iterator[Path]:
    """The book and the PDFs of pages."""
    folder = built.site / "downloads"
    yield folder / "review.pdf"
    yield from sorted(file for name in ("chapters", "comparisons", "courses") for file in (folder / name).glob("*.pdf"))


def pages_of(file: Path) -> Iterator[tuple[int, pypdfium2.PdfPage]]:
    """The pages with their numbers in the file, from 0."""
    book = pypdfium2.PdfDocument(file)
    for number in range(len(book)):
        page = book[number]
        yield number, page
        page.close()
    book.close()


@lru_cache(maxsize=4)
def texts_of(file: Path) -> tuple[str, ...]:
    """The words that lie inside the margins, page by page."""
    found: list[str] = []
    for _, page in pages_of(file):
        width, height = page.get_size()
        found.append(page.get_textpage().get_text_bounded(MARGIN, MARGIN, width - MARGIN, height - MARGIN))
    return tuple(found)


def letters(text: str) -> str:
    """Letters and digits alone: line breaks, hyphens and spaces are the typesetter's."""
    return "".join(char for char in text if char.isalnum())


def where(link: Any) -> list[float]:
    """The rectangle of a link, of its last line when it goes over several."""
    sides = [float(side) for side in link.get("/QuadPoints", ())][-8:]
    if not sides:
        return [float(side) for side in link.Rect]
    return [min(sides[::2]), min(sides[1::2]), max(sides[::2]), max(sides[1::2])]


def inner_links(file: Path) -> Iterator[tuple[int, list[float], int]]:
    """Page, rectangle and target page of each link inside the book."""
    with pikepdf.open(file) as book:
        numbers = {page.objgen: number for number, page in enumerate(book.pages)}
        for number, page in enumerate(book.pages):
            for one in page.get("/Annots", ()):
                if "/Dest" in one:
                    yield number, where(one), numbers[one.Dest[0].objgen]
                elif "/A" in one and one.A.S == "/GoTo":
                    yield number, where(one), numbers[one.A.D[0].objgen]
                else:
                    address = str(one.A.URI)
                    assert re.match(r"https?://|mailto:", address), f"{file.name}, page {number + 1}: {address}"


def label_of(book: pypdfium2.PdfDocument, number: int) -> str:
    """The number that stands on a page."""
    size = raw.FPDF_GetPageLabel(book.raw, number, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetPageLabel(book.raw, number, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def structure(file: Path) -> Iterator[tuple[str, Any]]:
    """Every element of the structure tree with its type."""
    with pikepdf.open(file) as book:
        stack = [book.Root.StructTreeRoot]
        while stack:
            element = stack.pop()
            kids = element.get("/K", ())
            stack += [
                kid
                for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
                if isinstance(kid, pikepdf.Dictionary) and ("/S" in kid)
            ]
            if "/S" in element:
                yield str(element.S), element


def test_every_pdf_is_accessible_and_complete_in_itself(built: Any) -> None:
    """PDF/UA-1 by an independent validator; our fonts only, all embedded; nothing is a picture of pixels."""
    families = tuple(name.replace(" ", "") for name in (SERIF, SANS, MONO, SYMBOLS))
    for file in books_of(built):
        report = pdf_validation.validate_pdf(str(file), profile=pdf_validation.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, f"{file.name}: {report.failures}"
        with pikepdf.open(file) as book:
            for one in book.objects:
                if not isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
                    continue
                assert one.get("/Subtype") != "/Image", f"{file.name} holds a raster image"
                if one.get("/Type") == "/FontDescriptor":
                    name = str(one.FontName).partition("+")[2]
                    assert name.startswith(families), f"{file.name}: {name} is not ours"
                    assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()), f"{name} is not embedded"


def test_the_book_says_what_it_is(built: Any) -> None:
    """Title, authors, language, date; a viewer shows the title."""
    info = built.prepared.site.info
    with pikepdf.open(built.site / "downloads" / "review.pdf") as book:
        assert str(book.Root.Lang) == info.language
        assert book.Root.ViewerPreferences.DisplayDocTitle
        with book.open_metadata() as meta:
            assert meta["dc:title"] == info.short_title
            assert ", ".join(meta["dc:creator"]) == info.byline  # Typst writes all authors into one entry
            assert meta["dc:description"] == info.description
        assert str(book.docinfo["/CreationDate"]).startswith("D:" + info.edition.date.replace("-", ""))


def test_the_book_is_one_that_somebody_would_hold(built_real: Any) -> None:
    """Under 250 pages; a first page of text says how to read it."""
    texts = texts_of(built_real.site / "downloads" / "review.pdf")
    assert len(texts) < 250
    assert "Not medical advice" in texts[0]
    assert any("How to read it" in text for text in texts)


def test_every_heading_is_a_bookmark(built: Any) -> None:
    """In the order of the book, with the same words."""
    for file in books_of(built):
        headings = sum(kind.removeprefix("/") in {f"H{level}" for level in range(1, 7)} for kind, _ in structure(file))
        with pikepdf.open(file) as book, book.open_outline() as outline:
            stack = list(outline.root)
            titles: list[str] = []
            while stack:
                item = stack.pop(0)
                titles.append(item.title)
                stack = [*item.children, *stack]
        assert len(titles) == headings > 0, file.name
        text = letters("".join(texts_of(file)))
        assert [title for title in titles if letters(title) not in text] == []


def test_page_numbers_in_the_text_are_those_of_the_pages(built: Any) -> None:
    """Of the contents, the lists, of “p. 12” beside a link, of the index and of “cited on p. 3, 9–11”."""
    for file in books_of(built):
        book = pypdfium2.PdfDocument(file)
        labels = [label_of(book, number) or str(number + 1) for number in range(len(book))]
        checked = 0
        opened: dict[int, Any] = {}
        for number, (left, bottom, right, top), target in inner_links(file):
            if number not in opened:
                opened = {number: book[number].get_textpage()}
            words = opened[number].get_text_bounded(left + 0.5, bottom + 0.5, right - 0.5, top - 0.5).strip()
            said = re.search(r"p\.\s(\d+)$|^(\d+)(?:[–-]\d+)?$", words)
            if said is None or "[" in words:
                continue
            checked += said.group(1) is not None
            if said.group(1):
                assert said.group(1) == labels[target], f"{file.name}, page {labels[number]}: “{words}”"
        # Where claims are printed, something on another page leads to them.
        assert checked or len(labels) < 3 or not re.search(r"\bc-[a-z0-9]{4}\b", " ".join(texts_of(file))), file.name


def test_the_contents_name_the_right_pages(built: Any) -> None:
    """Each line of the contents leads to the page whose number it prints, and the title stands there."""
    file = built.site / "downloads" / "review.pdf"
    book = pypdfium2.PdfDocument(file)
    labels = [label_of(book, number) for number in range(len(book))]
    fronts = [number for number, label in enumerate(labels) if re.fullmatch("[ivx]+", label)]
    lines: Counter[int] = Counter()
    texts = texts_of(file)
    for number, (_left, bottom, _, top), target in inner_links(file):
        if number in fronts:
            width, _ = book[number].get_size()
            middle = (bottom + top) / 2
            line = (
                book[number]
                .get_textpage()
                .get_text_bounded(0, middle - 1, width, middle + 1)
                .replace("\u2060", "")
                .strip()
            )
            title, _, page = line.replace("\r\n", " ").rpartition(" ")
            if page.isdigit():
                assert page == labels[target], line
                words = letters(title.strip(" ."))
                assert words in letters(texts[target]), f"“{title}” is not on page {page}"
                lines[number] += 1
    assert sum(lines.values()) > 10


def test_figures_and_tables_are_numbered_and_listed(built: Any) -> None:
    """Each has its number and name where it stands, and the same in the list at the front, in the order of the book."""
    file = built.site / "downloads" / "review.pdf"
    texts = [text.replace("\r\n", "\n") for text in texts_of(file)]
    begin = next(number for number, text in enumerate(texts) if text.startswith("About this book"))
    front, body = "\n".join(texts[:begin]), "\n".join(texts[begin:])
    for word in ("Figure", "Table"):
        listed = [int(number) for number in re.findall(rf"^{word} (\d+) .+ \u2060?\d+$", front, re.M)]
        assert listed == list(range(1, len(listed) + 1)) != [], word
        printed = set(re.findall(rf"\b{word} (\d+)\. ", " ".join(body.split())))
        assert [number for number in listed if str(number) not in printed] == [], word
    captions = sum(kind == "/Caption" for kind, _ in structure(file))
    assert captions == front.count("\nFigure ") + front.count("\nTable ")


def test_the_contents_are_tagged_as_contents(built: Any) -> None:
    """A screen reader announces them; each line is a reference that is a link."""
    found = Counter(kind for kind, _ in structure(built.site / "downloads" / "review.pdf"))
    assert found["/TOC"] == 3  # the contents, the figures, the tables
    assert found["/TOCI"] == found["/Reference"] > 10


def test_every_cell_lies_inside_its_page(built: Any) -> None:
    """What stands in a table of the EPUB, which cannot run over an edge, is found inside the margins of the PDF."""
    text = letters("".join(texts_of(built.site / "downloads" / "review.pdf")))
    cells = 0
    with ZipFile(built.site / "downloads" / "review.epub") as epub:
        for name in epub.namelist():
            if name.endswith(".xhtml"):
                for cell in etree.fromstring(epub.read(name)).iter(f"{XHTML}td", f"{XHTML}th"):
                    for words in cell.itertext():
                        cells += 1
                        assert letters(words) in text, f"{name}: “{words}” of a table is not in the book"
    assert cells > 10


def test_nothing_leaves_its_page(built: Any) -> None:
    """No letter of any PDF lies outside the margins; a cover is no exception."""
    for file in books_of(built):
        for number, page in pages_of(file):
            width, height = page.get_size()
            words = page.get_textpage()
            inside = words.get_text_bounded(MARGIN, MARGIN, width - MARGIN, height - MARGIN)
            everywhere = words.get_text_bounded(-500, -500, width + 500, height + 500)
            assert letters(inside) == letters(everywhere), f"{file.name}, page {number + 1}"


def test_every_claim_and_appraisal_is_in_the_book(built: Any) -> None:
    """By its permanent name in the margin, as often as its card is printed: once."""
    text = " ".join(texts_of(built.site / "downloads" / "review.pdf"))
    review = built.prepared.review
    names = [*review.claims, *review.appraisals]
    assert names
    assert [name for name in names if name not in text] == []


def test_tables_name_their_rows_and_columns(built: Any) -> None:
    """The first cell of each row and each cell of the head is a header with its scope."""
    rows = 0
    for kind, element in structure(built.site / "downloads" / "review.pdf"):
        if kind == "/TR":
            first = element.K[0] if isinstance(element.K, pikepdf.Array) else element.K
            assert first.S == "/TH"
            rows += 1
    assert rows


def test_the_same_review_gives_the_same_bytes(built_tiny: Any, tmp_path: Path) -> None:
    """Made again without what is kept, in another folder."""
    shop = workshop(built_tiny.root, built_tiny.prepared)
    shop = replace(shop, root=tmp_path, renderers={})
    with make.books(shop) as its_books:
        made = its_books()
    for name, content in made.items():
        assert content == (built_tiny.site / "downloads" / name).read_bytes(), name


def test_every_figure_is_a_picture_too(built: Any) -> None:
    """Beside its SVG and as wide again as on a screen, linked from where it is shown, with the book's letters in it."""
    folder = built.site / "downloads" / "figures"
    assert {file.stem for file in folder.glob("*.png")} == {file.stem for file in folder.glob("*.svg")} != set()
    for file in folder.glob("*.png"):
        width, height = struct.unpack(">II", file.read_bytes()[16:24])
        drawn = etree.parse(file.with_suffix(".svg")).getroot()
        assert abs(width - 2 * float(drawn.get("width"))) <= 2
        assert abs(height - 2 * float(drawn.get("height"))) <= 2
    homes = [*(built.site / "figures").rglob("*.html"), *(built.site / "agreement").rglob("*.html")]
    said = "".join(home.read_text(encoding="utf-8") for home in homes)
    assert [file.name for file in folder.glob("*.png") if f"downloads/figures/{file.name}" not in said] == []
