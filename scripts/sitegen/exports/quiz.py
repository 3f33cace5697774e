"""In: a module's questions, and Words; out: a quiz as learning platforms read it: QTI 1.2 in the profile of Common Cartridge."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from ..compose.courses import AnswerView, ModuleView, QuestionView, Said
from ..compose.page import Target
from . import package_words as said
from .markup import element as e
from .markup import words
from .package_words import Words

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PROFILES = {
    "single": "cc.multiple_choice.v0p1",
    "multiple": "cc.multiple_response.v0p1",
    "true-false": "cc.true_false.v0p1",
}
_HEAD = Markup('<?xml version="1.0" encoding="UTF-8"?>\n')


def appraised(text: Said, address_of: Callable[[Target], str], its: Words) -> Markup:
    """The appraisals of what a text is about, each with its link; nothing where there is none."""
    links = [
        e(
            "a",
            its.html(said.APPRAISAL, its.say(mark.severity), mark.title),
            href=address_of(mark.target),
            target="_blank",
            rel="noopener",
        )
        for mark in text.appraisals
    ]
    return e("p", e("small", Markup("; ").join(links))) if links else Markup()


def quiz(course: str, module: ModuleView, address_of: Callable[[Target], str], its: Words) -> str:
    """One assessment with one section; each answer carries its feedback and a link to the claim that shows it."""
    items = [_item(course, question, address_of, its) for question in module.questions]
    fields = [("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination"), ("qmd_scoretype", "Percentage")]
    fields += [("qmd_feedbackpermitted", "Yes"), ("cc_maxattempts", "unlimited")]
    section = e("section", *items, ident=f"{course}.{module.id}.section")
    title = its.plain(said.QUIZ, module.title)
    assessment = e("assessment", _metadata(fields), section, ident=f"{course}.{module.id}", title=title)
    return _HEAD + e("questestinterop", assessment, xmlns=NAMESPACE) + "\n"


def _metadata(fields: list[tuple[str, str]]) -> Markup:
    named = (e("qtimetadatafield", e("fieldlabel", label), e("fieldentry", entry)) for label, entry in fields)
    return e("qtimetadata", *named)


def _item(course: str, question: QuestionView, address_of: Callable[[Target], str], its: Words) -> Markup:
    ident = f"{course}.{question.id}"
    labels = [
        e("response_label", _material(e("p", words(answer.text))), ident=answer.id) for answer in question.answers
    ]
    cardinality = "Multiple" if question.type == "multiple" else "Single"
    response = e("response_lid", e("render_choice", *labels), ident="response", rcardinality=cardinality)
    asked = e("p", words(question.asks.text)) + e("p", e("em", words(its.say(question.how))))
    feedback = [
        e(
            "itemfeedback",
            e("flow_mat", _material(_feedback(answer, address_of, its) + appraised(question.asks, address_of, its))),
            ident=f"about.{answer.id}",
        )
        for answer in question.answers
    ]
    return e(
        "item",
        e("itemmetadata", _metadata([("cc_profile", _PROFILES[question.type])])),
        e("presentation", _material(_ascii(asked)), response),
        _processing(question),
        *feedback,
        ident=ident,
        title=_short(question.asks.text),
    )


def _processing(question: QuestionView) -> Markup:
    """What scores: of several right answers all and no other; the right answer's own condition otherwise."""
    outcomes = e("outcomes", e("decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100"))
    score = e("setvar", "100", varname="SCORE", action="Set")
    conditions: list[Markup] = []
    if question.type == "multiple":
        # One importer counts as right only what is compared with its case.
        parts = (
            e("varequal", escape(answer.id), respident="response", case="Yes")
            if answer.right
            else e("not", e("varequal", escape(answer.id), respident="response", case="Yes"))
            for answer in question.answers
        )
        conditions.append(e("respcondition", e("conditionvar", e("and", *parts)), score, continue_="Yes"))
    for answer in question.answers:
        equal = e("conditionvar", e("varequal", escape(answer.id), respident="response"))
        shown = e("displayfeedback", feedbacktype="Response", linkrefid=f"about.{answer.id}")
        scored = (score,) if answer.right and question.type != "multiple" else ()
        conditions.append(e("respcondition", equal, *scored, shown, continue_="No"))
    return e("resprocessing", outcomes, *conditions)


def _feedback(answer: AnswerView, address_of: Callable[[Target], str], its: Words) -> Markup:
    link = e("a", words(its.say(answer.see.title)), href=address_of(answer.see), target="_blank", rel="noopener")
    word = its.html(said.RIGHT if answer.right else said.WRONG)
    return e("p", e("strong", word), " ", words(answer.feedback.text), " (", link, ")")


def _material(html: str) -> Markup:
    """HTML as the text of an element: escaped once more."""
    return e("material", e("mattext", escape(str(html)), texttype="text/html"))


def _ascii(html: str) -> str:
    """HTML with its letters as numbers: older versions of Moodle read the text of a question as Latin-1."""
    return str(html).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _short(text: str) -> str:
    """A name for lists of questions."""
    return text if len(text) <= 80 else text[:79].rpartition(" ")[0] + "…"
