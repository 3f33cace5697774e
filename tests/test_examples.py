"""In: the reviews under examples/; out: that they build, with kinds, measures and words of their own."""

from __future__ import annotations

import html as html_
import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import html
from sitegen.pipeline import Prepared, build, check_sources
from sitegen.problems import as_text

pytestmark = pytest.mark.slow

EXAMPLES = sorted(path.parent for path in Path(__file__).resolve().parent.parent.glob("examples/*/mkdocs.yml"))
GERMAN = EXAMPLES[0]


@pytest.fixture(scope="module")
def german(
    tmp_path_factory: pytest.TempPathFactory, copy_review: Callable[[Path, Path], Path]
) -> tuple[Path, Prepared]:
    """The German example, built once."""
    root = copy_review(GERMAN, tmp_path_factory.mktemp("german") / "review")
    return root, build(root)


def _words(file: Path) -> str:
    page = html.parse(str(file)).getroot()
    for element in page.xpath("//script|//style|//svg|//details[contains(@class, 'cite')]"):
        element.drop_tree()
    return " ".join(page.find("body").text_content().split())


def test_there_is_an_example_without_a_program() -> None:
    """Data, pages, works and a configuration, and that everything is made up."""
    assert EXAMPLES
    for folder in EXAMPLES:
        assert not list(folder.rglob("*.py"))
        assert "made up" in (folder / "README.md").read_text(encoding="utf-8")


def test_the_example_is_in_order(german: tuple[Path, Prepared]) -> None:
    """No gap, and its data belongs to its text."""
    assert as_text(german[1].gaps) == ""
    found, missing = check_sources(GERMAN, GERMAN / "texts")
    assert as_text(found) == ""
    assert not missing


def test_its_pages_are_in_its_language(german: tuple[Path, Prepared]) -> None:
    """Headings, menu, foot, the theme's own words and labels of the program; every page says that all is made up."""
    site = german[0] / "build/site"
    page = site / "bruecken/betonsteg/index.html"
    assert html.parse(str(page)).getroot().get("lang") == "de"
    words = _words(page)
    for said in (
        "Was die Quellen sagen",
        "Gesagt von",
        "Geländer vorhanden ja",
        "Abschnitt 2, Absatz 1",
        "Nachschlagen",
    ):
        assert said in words, said
    for english in ("What the sources say", "Stated by", "Look up", "Section 2", "Text under", "Glossary", " March "):
        assert english not in words, english
    assert "Drei Wege hinein" in _words(site / "index.html")  # from `labels` in data/review.yml
    for file in site.glob("*/*/index.html"):
        if "review-foot" in file.read_text(encoding="utf-8"):
            assert "Ein erfundenes Beispiel." in _words(file), file


#: Words that no German page has, besides names: what is in English is what somebody called so.
_ENGLISH = re.compile(
    r"\b(?:the|of|and|with|this|that|from|stated|available|claims?|show|about|every|each|is|are|leads|page)\b", re.I
)
_NAMES = re.compile(r"CC BY|Visit [Nn]ote|An Invented Visitor|Concrete bridge")


def _read_aloud(file: Path) -> str:
    """Everything that a page says: its text, what is shown at things or read aloud, and what it tells programs."""
    page = html.parse(str(file)).getroot()
    for element in page.xpath("//script|//style|//pre|//code"):
        element.drop_tree()
    said = page.xpath("//@title|//@alt|//@aria-label|//@placeholder|//meta[@name or @property]/@content")
    return "\n".join([*page.itertext(), *(words for words in said if "://" not in words)])


def test_no_page_is_in_english(german: tuple[Path, Prepared]) -> None:
    """Text, titles, labels, lines to cite by, words in drawings; the program's own words on its fields apart."""
    found = {}
    for file in sorted((german[0] / "build/site").rglob("*.html")):
        if file.parent.name != "data-dictionary":
            lines = _NAMES.sub("", _read_aloud(file)).split("\n")
            found |= {(file.parent.name, line.strip()): 1 for line in lines if _ENGLISH.search(line)}
    assert list(found) == []


def test_packages_of_its_course_are_in_its_language(german: tuple[Path, Prepared]) -> None:
    """Titles in the manifest, pages, links and the quiz, as a learning platform shows them."""
    with ZipFile(german[0] / "build/site/downloads/courses/stege-pruefen.imscc") as package:
        texts = {name: html_.unescape(html_.unescape(package.read(name).decode())) for name in package.namelist()}
    parts = {name: re.findall(r'>([^<>]+)<|title="([^"]*)"', text) for name, text in texts.items()}
    shown = {name: " ".join(map("".join, its)) for name, its in parts.items()}
    everything = " ".join(shown.values())
    for said in (
        "Über diesen Kurs",
        "Worauf zu achten ist",
        "Prüfe dich: Rost und Risse",
        "etwa 20 Minuten",
        "Wähle eine Antwort.",
        "Nicht richtig.",
        "Prüfheft 2024, Abschnitt 1, Absatz 2",
        "Ausgabe 2026.1",
    ):
        assert said in everything, said
    english = re.compile(_ENGLISH.pattern + r"|\b(?:Right|edition|minutes|Check yourself|Section)\b", re.I)
    found = {name: english.findall(_NAMES.sub("", text)) for name, text in shown.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_files_beside_its_pages_are_in_its_language(german: tuple[Path, Prepared]) -> None:
    """What people read of them: data of tables, their description, lists for programs, deposits, kinds of search results."""
    site = german[0] / "build/site"
    package = json.loads((site / "downloads/data/datapackage.json").read_text(encoding="utf-8"))
    told = [package["description"]]
    for resource in package["resources"]:
        told += [resource["title"], resource["description"]]
        told += [field.get(key, "") for field in resource["schema"]["fields"] for key in ("title", "description")]
    table = json.loads((site / "downloads/data/stege.json").read_text(encoding="utf-8"))
    cells = [cell for row in table["rows"] for cell in row["cells"].values()]
    told += [cell["text"] for cell in cells]
    told += [claim["where"] for cell in cells for entry in cell["entries"] for claim in entry["claims"]]
    told += [line.partition("](")[0] for line in (site / "llms.txt").read_text(encoding="utf-8").splitlines()]
    told.append(re.search(r'^message: "(.*)"$', (site / "downloads/CITATION.cff").read_text("utf-8"), re.M)[1])
    told.append(json.loads((site / "downloads/deposit-datacite.json").read_text("utf-8"))["types"]["resourceType"])
    told += json.loads(re.search(r'"kinds":(\[[^\]]*\])', (site / "search/names.js").read_text("utf-8"))[1])
    for file in site.rglob("*.html"):
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', file.read_text("utf-8"), re.S):
            told += [
                str(value)
                for node in json.loads(text)["@graph"]
                for key, value in node.items()
                if key in ("name", "description", "learningResourceType", "caption")
            ]
    ours = re.compile(
        r"https:\S+|exact \(|about \(|up-to|at-least|more-than|less-than|index\.md|references\.bib|data-dictionary"
    )
    odd = [text for text in told if _ENGLISH.search(ours.sub("", _NAMES.sub("", text)))]
    assert odd == []
    for said in ("nicht angegeben", "Abschnitt 2, Absatz 1", "Abschnitt eines Kapitels", "Synthetisierte Übersicht"):
        assert said in told, said
    twin = (site / "index.md").read_text(encoding="utf-8")
    assert "[Über dieses Werk](" in twin


def test_numbers_go_by_language(german: tuple[Path, Prepared]) -> None:
    """A source in German and one in English, read each as it writes, printed both as German does."""
    page = _words(german[0] / "build/site/compare/stege/index.html")
    for said in ("24,5 m", "etwa 1.250 Menschen", "1.310 Menschen", "40–50 %", "1998"):
        assert said in page, said
    assert "Verfügbar unter: Adresse noch nicht festgelegt" in (
        german[0] / "build/site/compare/stege/index.html"
    ).read_text(encoding="utf-8")


def test_its_scripts_speak_its_language(german: tuple[Path, Prepared]) -> None:
    """What a script shows comes from the same catalogue."""
    script = (german[0] / "build/site/assets/javascripts/link-panel.js").read_text(encoding="utf-8")
    assert '"Kopieren"' in script
    assert '"Copy"' not in script


def test_its_book_is_in_its_language(german: tuple[Path, Prepared]) -> None:
    """The pages of the book come from the same templates and catalogue."""
    assert (german[0] / "build/site/downloads/review.pdf").stat().st_size > 10_000
    markdown = (german[0] / "build/markdown/bruecken/betonsteg.md").read_text(encoding="utf-8")
    assert re.search(r"^## Was die Quellen sagen \{#claims\}$", markdown, re.M)


def test_its_book_and_epub_have_no_english_frame(german: tuple[Path, Prepared]) -> None:
    """Names of parts, contents, page numbers, the note on how to read it, and what opens the EPUB."""
    downloads = german[0] / "build/site/downloads"
    document = pypdfium2.PdfDocument(downloads / "review.pdf")
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    expected = ("Kapitel", "Vergleiche", "Einträge", "Quellen und Aussagen", "Tabelle 1. Die Stege nebeneinander")
    assert [phrase for phrase in expected if phrase not in words] == []
    assert re.search(r"Betonsteg S\.\s4", words)
    with ZipFile(downloads / "review.epub") as epub:
        words += "".join(epub.read(f"EPUB/{name}").decode() for name in ("nav.xhtml", "title.xhtml"))
    english = r"\b(?:the|of|and|is|stated|Contents|Chapters|Comparisons|Sources|Edition|Title page|Cited on|used on)\b"
    assert re.findall(english, re.sub(r"<[^>]*>", " ", words)) == []


def test_the_book_of_another_field_gives_no_medical_advice(german: tuple[Path, Prepared]) -> None:
    """Its first page says what this review is, in its language, and nothing of medicine."""
    document = pypdfium2.PdfDocument(german[0] / "build/site/downloads/review.pdf")
    words = " ".join(document[page].get_textpage().get_text_range() for page in range(2))
    document.close()
    assert "Ein erfundenes Beispiel" in words
    assert "Ausgabe 2026.1 vom 1. März 2026" in " ".join(words.split())
    assert "Inhalt" in words
    assert "medical" not in words
