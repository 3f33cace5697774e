"""In: the fields of data/courses/<id>.yml; out: Course, an ordered path through the pages, as a frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .fields import AppraisalId, ClaimId, Id, Text

type_of_check = Literal["single", "multiple", "true-false"]
page_of_lists = Literal["appraisals", "numbers-with-care", "citation-audit", "agreement", "references", "glossary"]

#: Of a claim as it was when a question about it was written.
Fingerprint = Annotated[
    str,
    Meta(
        pattern="^[0-9a-f]{8}$",
        description="What the claim said when the question was written, as `review fingerprint c-7k2q` prints it.",
    ),
]
#: The fields of a step of which it has exactly one, and the namespace of each.
PLACES = {
    "chapter": "chapters",
    "entity": "entities",
    "table": "comparisons",
    "figure": "figures",
    "claim": "claims",
    "appraisal": "appraisals",
    "question": "questions",
    "source": "sources",
    "list": "",
}


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One stop of a course: what to open, by its id, and what to look for there."""

    id: Annotated[Id, Meta(description="Permanent id of the step within its course.")]
    guide: Annotated[Text, Meta(description="One or two sentences that say what to look for; `{c-7k2q.rate}` prints.")]
    minutes: Annotated[int, Meta(ge=1, le=120, description="About how long it takes.")]
    chapter: Annotated[Id | None, Meta(description="A chapter.")] = None
    heading: Annotated[str | None, Meta(description="With `chapter`: the id of one of its headings.")] = None
    entity: Annotated[Id | None, Meta(description="An entity's page.")] = None
    table: Annotated[Id | None, Meta(description="A comparison.")] = None
    figure: Annotated[Id | None, Meta(description="A figure.")] = None
    claim: Annotated[ClaimId | None, Meta(description="A claim's card.")] = None
    appraisal: Annotated[AppraisalId | None, Meta(description="An appraisal, told whole.")] = None
    question: Annotated[Id | None, Meta(description="The answers to a question side by side.")] = None
    source: Annotated[Id | None, Meta(description="A source's own page.")] = None
    list: Annotated[page_of_lists | None, Meta(description="A list that the generator makes.")] = None

    @property
    def place(self) -> tuple[str, str] | None:
        """The field that says what to open, and the id there; None unless it is exactly one."""
        found = [(field, getattr(self, field)) for field in PLACES if getattr(self, field) is not None]
        return found[0] if len(found) == 1 else None


class Answer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """An answer to choose, and what is said to a reader who chose it."""

    id: Annotated[Id, Meta(description="Permanent id within the question; `true` and `false` for true-false.")]
    text: Annotated[Text, Meta(description="The answer; `{c-7k2q.rate}` prints a quantity.")]
    feedback: Annotated[Text, Meta(description="Why it is right or not; `{c-7k2q.rate}` prints a quantity.")]
    right: Annotated[bool, Meta(description="Whether it is right.")] = False
    see: Annotated[ClaimId | None, Meta(description="The claim that shows it; the question's first when left out.")] = (
        None
    )


class SelfCheck(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A question that readers ask themselves; its claims answer it."""

    id: Annotated[Id, Meta(description="Permanent id of the question within its course.")]
    type: Annotated[type_of_check, Meta(description="One right answer, one or more, or true against false.")]
    asks: Annotated[Text, Meta(description="The question, or the statement to judge; `{c-7k2q.rate}` prints.")]
    claims: Annotated[
        Mapping[ClaimId, Fingerprint],
        Meta(min_length=1, description="The claims that answer it, each with its fingerprint when this was written."),
    ]
    answers: Annotated[tuple[Answer, ...], Meta(min_length=2, description="The answers, in order.")]


class Prompt(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Something to talk about that has no single right answer."""

    id: Annotated[Id, Meta(description="Permanent id of the prompt within its course.")]
    prompt: Annotated[Text, Meta(description="What to talk about.")]
    listen_for: Annotated[Text, Meta(description="For teachers: what a good discussion brings up.")]


class Module(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of a course that fits into one sitting: its steps, then questions, then something to talk about."""

    id: Annotated[Id, Meta(description="Permanent id of the module within its course.")]
    title: Text
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, description="What to open, in order.")]
    questions: tuple[SelfCheck, ...] = ()
    discussion: tuple[Prompt, ...] = ()
    minutes: Annotated[int, Meta(ge=0, description="About how long questions and discussion take.")] = 0
    notes: Annotated[tuple[Text, ...], Meta(description="For teachers: how to run it, where people stumble.")] = ()


class Course(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """An ordered path through the pages, with objectives, time and questions."""

    id: Id
    title: Text
    description: Annotated[Text, Meta(description="What the course is about, in one sentence.")]
    audience: Annotated[Text, Meta(description="For whom it is.")]
    level: Annotated[Text, Meta(description="How much it asks of them: undergraduate, clinical practice.")]
    objectives: Annotated[
        tuple[Text, ...], Meta(min_length=1, description="What learners can do afterward, each beginning with a verb.")
    ]
    prerequisites: Annotated[
        tuple[Text, ...], Meta(description="What they should know before; none when left out.")
    ] = ()
    modules: Annotated[tuple[Module, ...], Meta(min_length=1, description="The modules, in order.")]
    notes: Annotated[tuple[Text, ...], Meta(description="For teachers: about the course as a whole.")] = ()
    order: Annotated[int, Meta(description="Where it stands among the courses; low first.")] = 100

    @property
    def minutes(self) -> int:
        """About how long the whole course takes."""
        return sum(module.minutes + sum(step.minutes for step in module.steps) for module in self.modules)

    def parts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The place and the id of every module, step, question and prompt; each is an anchor of the course's page."""
        for number, module in enumerate(self.modules):
            yield ("modules", number), module.id
            for field in ("steps", "questions", "discussion"):
                for index, part in enumerate(getattr(module, field)):
                    yield ("modules", number, field, index), part.id
