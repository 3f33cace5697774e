"""In: the fields of data/claims/**.yml; out: Claim and its quantities, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .fields import ClaimId, Id, Key, PassageId, Text

bound_of_quantity = Literal["exact", "about", "up-to", "at-least", "more-than", "less-than"]

#: What population, endpoint and denominator say when the source does not.
NOT_STATED = "not stated"


class Interval(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """An interval around a value, as stated."""

    low: Decimal
    high: Decimal
    level: Annotated[str | None, Meta(description="Such as `95% confidence interval`.")] = None


operation_of_derivation = Literal["sum", "difference", "ratio", "product"]


class Derivation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """How a value that no source states was computed from values that sources state."""

    from_: Annotated[
        tuple[str, ...],
        Meta(min_length=1, description="The quantities it is made from, as `claim.quantity`: `c-7k2q.rate`."),
    ]
    how: Annotated[operation_of_derivation, Meta(description="The operation, taken in the order given.")]
    digits: Annotated[int, Meta(ge=0, description="To how many digits after the point the result is rounded.")] = 0


class Quantity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A number in a claim: what was measured, the value or range, its unit, and of whom."""

    measure: Annotated[Id, Meta(description="What is measured: an id under `measures` in data/vocabulary.yml.")]
    unit: Annotated[Id, Meta(description="An id under `units` in data/vocabulary.yml.")]
    population: Annotated[
        Text, Meta(description="Who or what was measured; `not stated` when the source does not say.")
    ]
    endpoint: Annotated[Text, Meta(description="What exactly counted, such as `complete remission`; or `not stated`.")]
    denominator: Annotated[Text, Meta(description="Out of whom or what; or `not stated`.")]
    value: Annotated[Decimal | None, Meta(description="The number, when it is one number.")] = None
    low: Annotated[Decimal | None, Meta(description="The lower end, when it is a range.")] = None
    high: Annotated[Decimal | None, Meta(description="The upper end, when it is a range.")] = None
    bound: Annotated[bound_of_quantity, Meta(description="How the source bounds the number.")] = "exact"
    of: Annotated[
        tuple[Id, ...],
        Meta(description="Of which of the claim's entities, when it is about several of a kind: `[nivolumab]`."),
    ] = ()
    derived: Annotated[
        Derivation | None, Meta(description="For a value that no passage states: from what, and how, it was computed.")
    ] = None
    interval: Annotated[Interval | None, Meta(description="The interval stated with the value.")] = None
    n: Annotated[int, Meta(ge=0, description="The number of participants or items, where stated.")] | None = None
    time: Annotated[Text | None, Meta(description="When it was measured or over how long.")] = None
    comparator: Annotated[Text | None, Meta(description="What it was compared with.")] = None
    country: Annotated[Text | None, Meta(description="Where.")] = None
    currency: Annotated[
        Text | None, Meta(description="The currency as stated; `not stated` when only a sign is given.")
    ] = None
    year: Annotated[Text | None, Meta(description="The year of the prices or of the count.")] = None
    perspective: Annotated[Text | None, Meta(description="Whose costs: hospital, payer, society.")] = None
    horizon: Annotated[Text | None, Meta(description="The time horizon of a computation.")] = None


class Claim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One checkable statement in our words, with its passage and the works the source cites there."""

    id: ClaimId
    at: Annotated[PassageId, Meta(description="The passage that says it.")]
    about: Annotated[
        tuple[Id, ...], Meta(min_length=1, description="The entities it is about, the most important first.")
    ]
    topic: Annotated[Id, Meta(description="What it is on: an id under `topics` in data/vocabulary.yml.")]
    says: Annotated[
        Text,
        Meta(description="One or two sentences of ours, plain text; `{name}` prints the quantity of that name."),
    ]
    cites: Annotated[
        tuple[Key, ...], Meta(description="The works the source cites there; `[]` when it cites none.")
    ] = ()
    cites_unlisted: Annotated[
        tuple[int, ...],
        Meta(description="Numbers that the source cites there without a list being supplied: shown, never linked."),
    ] = ()
    also_at: Annotated[tuple[PassageId, ...], Meta(description="Other passages that say the same.")] = ()
    short: Annotated[
        Text | None, Meta(description="The statement as a few words, for a table cell; `{name}` works here too.")
    ] = None
    quantities: Annotated[Mapping[Id, Quantity], Meta(description="The numbers of the claim by name.")] = {}
    note: Annotated[Text | None, Meta(description="What an editor wants a reader to know about it.")] = None
