"""In: the fields of data/checklist.yml and of `living` in data/review.yml; out: how the review is kept, as frozen values."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from .fields import Date, Id, Text

answer_to_item = Literal["done", "in part", "not done", "not applicable"]


class Role(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Who does what."""

    what: Annotated[Text, Meta(description="The task.")]
    who: Annotated[Text, Meta(description="People or groups.")]


class Change(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What changed, and when."""

    date: Date
    what: Annotated[Text, Meta(description="What changed, in one or two sentences.")]


class Living(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """How the review is kept up to date, in the terms of PRISMA-LSR, the reporting standard for living reviews."""

    status: Annotated[Text, Meta(description="Whether it is kept up to date, rests or has ended, in a few words.")]
    searched_to: Annotated[Text, Meta(description="Up to which day was searched; or that nothing was searched.")]
    updates: Annotated[Text, Meta(description="When and why a new edition is made.")]
    ends: Annotated[Text, Meta(description="When it is no longer kept, and what happens then.")]
    roles: Annotated[tuple[Role, ...], Meta(min_length=1, description="Who does what.")]
    changes: Annotated[tuple[Change, ...], Meta(description="Changes of methods or results, the latest first.")] = ()


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """An item of a reporting checklist, and the honest answer."""

    id: Id
    section: Annotated[Text, Meta(description="The part of a report that the item belongs to.")]
    item: Annotated[Text, Meta(description="What is asked, in our words.")]
    answer: Annotated[answer_to_item, Meta(description="What this review does about it.")]
    why: Annotated[Text, Meta(description="How, or why not, in one or two sentences.")]


class Checklist(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A reporting checklist and the answers of this review."""

    title: Annotated[Text, Meta(description="The page's title.")]
    about: Annotated[Text, Meta(description="Which standard it follows, and how the items are worded.")]
    items: Annotated[tuple[Item, ...], Meta(min_length=1, description="The items, in order.")]
