"""In: the fields of data/ledger/moved.yml; out: Ledger, where published addresses went, as frozen values."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from .fields import Text

#: A place on the site as it stands in the address bar, without the site's own address in front.
Place = Annotated[
    str,
    Meta(
        pattern=r"^([A-Za-z0-9._~-]+/)*([A-Za-z0-9._~-]+)?(#[^\s#]+)?$",
        min_length=1,
        description="A place on the site: `agents/anakinra/`, `references/#drews2025`, `downloads/review.pdf`.",
    ),
]


class Move(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A published address that is no longer there, and what a reader who follows it finds."""

    from_: Annotated[Place, Meta(description="The address that was published.")]
    to: Annotated[
        Place | None,
        Meta(description="Where it is now. Anchors of a moved page are looked for on the new page, unless listed too."),
    ] = None
    withdrawn: Annotated[Text | None, Meta(description="Why it is gone, for the reader who followed a link to it.")] = (
        None
    )


class Ledger(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Every published address that changed, oldest first; entries are never removed."""

    moves: tuple[Move, ...]
