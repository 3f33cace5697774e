"""In: courses with hard texts; out: that a platform which decodes text once too often, or reads it as Latin-1, loses nothing."""

from __future__ import annotations

import html
import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from lxml import html as pages
from sitegen.compose.courses import AnswerView, CourseView, ModuleView, QuestionView, Said
from sitegen.exports.cartridges import cartridge
from sitegen.exports.markup import words
from sitegen.exports.package_words import Words

_CP = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
_QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
HARD = "Tea & “milk” – p<q, <b>IFN-γ</b>, x < y, &copy; or &#169; 茶’s"


def hard(course: CourseView) -> CourseView:
    """The course, each of whose texts is a hard one."""
    said = Said(HARD)

    def answer(its: AnswerView) -> AnswerView:
        return replace(its, text=HARD, feedback=said)

    def question(its: QuestionView) -> QuestionView:
        return replace(its, asks=said, answers=tuple(map(answer, its.answers)))

    def module(its: ModuleView) -> ModuleView:
        steps = tuple(replace(step, guide=said) for step in its.steps)
        return replace(its, title=HARD, steps=steps, questions=tuple(map(question, its.questions)))

    return replace(course, title=HARD, description=HARD, modules=tuple(map(module, course.modules)))


@pytest.fixture(scope="module")
def files(built_tiny: Any) -> dict[str, str]:
    """The package of the tiny review's course with hard texts, by name of file."""
    prepared = built_tiny.prepared
    (course,) = prepared.site.courses
    package = cartridge(hard(course), prepared.site.info, prepared.lasting, Words())
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def shown(markup: str) -> str:
    """What a browser shows of HTML, without white space."""
    return "".join(pages.fromstring(f"<div>{markup}</div>").text_content().split())


def test_no_title_of_a_section_breaks_the_file_that_moodle_writes(files: dict[str, str]) -> None:
    """It puts them there as they are; titles of what is in a section it escapes."""
    manifest = etree.fromstring(files["imsmanifest.xml"].encode())
    sections = [item for item in manifest.iter(f"{_CP}item") if item.get("identifierref") is None]
    titles = [item.findtext(f"{_CP}title", "") for item in sections]
    assert [etree.fromstring(f"<SUMMARY>{title}</SUMMARY>").text or "" for title in titles] == titles
    assert titles[2].startswith("1. Tea ＆ “milk” – p＜q")
    named = [item.findtext(f"{_CP}title") for item in manifest.iter(f"{_CP}item") if item.get("identifierref")]
    assert f"Check yourself: {HARD}" in named


def test_text_that_is_decoded_twice_is_still_the_text(files: dict[str, str]) -> None:
    """Each text of a quiz, and each page: as it is, and with one layer of escaping undone too many."""
    texts = [its.text for name in files if name.startswith("quizzes/") for its in mattexts(files[name])]
    texts += [
        text.partition("<body>")[2].partition("</body>")[0] for name, text in files.items() if name.endswith(".html")
    ]
    hard = [text for text in texts if "IFN" in text]
    assert len(hard) > 10
    for text in hard:
        for read in (text, html.unescape(text)):
            assert "".join(HARD.split()) in shown(read)


def test_a_question_is_the_same_in_every_encoding(files: dict[str, str]) -> None:
    """Older versions of Moodle read it as Latin-1: it needs its letters as numbers."""
    for name in files:
        if name.startswith("quizzes/"):
            for item in etree.fromstring(files[name].encode()).iter(f"{_QTI}item"):
                (asked,) = item.iterfind(f"{_QTI}presentation/{_QTI}material/{_QTI}mattext")
                assert asked.text.isascii()
                assert "".join(HARD.split()) in shown(asked.text)


def test_pages_are_one_line(files: dict[str, str]) -> None:
    """Moodle makes a break of each line's end in a page."""
    for name, text in files.items():
        if name.endswith(".html"):
            assert "\n" not in text.partition("<body>")[2].partition("</body>")[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x < y & z", "x &lt; y &amp; z"),
        ("p<q", "p&lt; q"),
        ("</p>", "&lt; /p&gt;"),
        ("&lt;", "&amp; lt;"),
        ("R&D", "R&amp;D"),
    ],
)
def test_only_what_would_begin_a_tag_gets_a_space(text: str, told: str) -> None:
    """All other text is escaped and no more."""
    assert words(text) == told


def mattexts(quiz: str) -> list[Any]:
    """The texts of a quiz."""
    return list(etree.fromstring(quiz.encode()).iter(f"{_QTI}mattext"))
