"""In: the fields of data/questions/**.yml; out: Question, which quantities answer the same thing, as a frozen value."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from .fields import ClaimId, Id, QuantityId, Text


class NotAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A quantity of the question's measures that does not answer it, and why."""

    quantity: QuantityId
    reason: Annotated[Text, Meta(description="Why it does not answer the question.")]


class SameTrial(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Quantities that come from one trial, and therefore count once."""

    name: Annotated[Text, Meta(description="The trial's name.")]
    entity: Annotated[Id | None, Meta(description="The trial's id, when it has a page.")] = None
    quantities: Annotated[tuple[QuantityId, ...], Meta(min_length=1, description="The quantities that come from it.")]
    why: Annotated[Text, Meta(description="How we know.")]


class RecordedReason(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A reason for a difference, recorded by the editors."""

    text: Annotated[Text, Meta(description="The reason; `{c-7k2q.rate}` prints a quantity.")]
    on: Annotated[tuple[ClaimId, ...], Meta(description="The claims that it is about.")] = ()


class Question(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A question that several quantities answer: what is measured, of what, in whom."""

    id: Id
    title: Annotated[Text, Meta(description="The question, as a sentence.")]
    measures: Annotated[tuple[Id, ...], Meta(min_length=1, description="The measures that answer it.")]
    subject: Annotated[Id | None, Meta(description="What is measured in it, such as a treatment: an entity.")] = None
    population: Annotated[Id | None, Meta(description="In whom or in what, such as a group: an entity.")] = None
    endpoint: Annotated[Text, Meta(description="What counts, and how the sources word it.")]
    answers: Annotated[tuple[QuantityId, ...], Meta(min_length=1, description="The quantities that answer it.")]
    not_answers: Annotated[
        tuple[NotAnswer, ...],
        Meta(description="Quantities of these measures about both entities that do not answer it."),
    ] = ()
    same_trial: Annotated[tuple[SameTrial, ...], Meta(description="Quantities that count once.")] = ()
    reasons: Annotated[tuple[RecordedReason, ...], Meta(description="Why the values differ.")] = ()
    order: Annotated[int, Meta(description="Where it stands among the questions; low first.")] = 100
