"""In: nothing; out: the annotated field types that several core types share."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

#: An id of our own: it becomes an address, so it never changes and never depends on wording.
Id = Annotated[
    str,
    Meta(
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=80,
        description="Permanent id of lower-case letters, digits and single hyphens; part of an address, never changed.",
    ),
]

#: The id of a claim, given by `review new claim`.
ClaimId = Annotated[
    str, Meta(pattern="^c-[a-z0-9]{4}$", description="Permanent id of a claim: `c-` and four random letters or digits.")
]

#: A citation key. mkdocs-bibtex cuts a key at any other character.
Key = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]+$", description="A key of references.bib.")]

#: A passage of a source.
PassageId = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*:[a-z0-9]+([.-][a-z0-9]+)*$",
        description="A passage: the source's id, a colon, the locator (`abdirasulova-2025:t2.r1.c1`).",
    ),
]

#: A language, by which numbers, dates and words of the interface are written.
Language = Annotated[str, Meta(pattern="^[a-z]{2}(-[A-Z]{2})?$", description="A language: `en`, `de`, `pt-BR`.")]

#: Plain text: never markup, escaped wherever it is shown.
Text = Annotated[str, Meta(pattern=r"\S", description="Plain text; characters such as * or < stand for themselves.")]

#: An author of the review: a person or a group.
AuthorName = Annotated[
    str,
    Meta(
        pattern=r"^(\{[^{}]*[^{}\s][^{}]*\}|[^{},;]*[^{},;\s][^{},;]*(,[^{};]*[^{},;\s][^{};]*)?)$",
        description='One author: a person as `"Family, Given"`, in quotes, or a group; a group whose name has a comma '
        'stands in braces, `"{Editors, Town}"`.',
    ),
]

#: The id of an appraisal, given by `review new appraisal`.
AppraisalId = Annotated[
    str,
    Meta(
        pattern="^a-[a-z0-9]{4}$",
        description="Permanent id of an appraisal: `a-` and four random letters or digits.",
    ),
]

#: The id of a record of evidence, given by `review new evidence`.
EvidenceId = Annotated[
    str,
    Meta(
        pattern="^e-[a-z0-9]{4}$",
        description="Permanent id of a record of evidence: `e-` and four random letters or digits.",
    ),
]

#: A quantity of a claim.
QuantityId = Annotated[
    str,
    Meta(
        pattern=r"^c-[a-z0-9]{4}\.[a-z0-9]+(-[a-z0-9]+)*(\.(low|high))?$",
        description="A quantity: the claim, a full stop, its name (`c-7k2q.rate`); of a range also `c-7k2q.rate.low`.",
    ),
]

#: A day.
Date = Annotated[
    str,
    Meta(
        pattern="^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$",
        description="A day, `2026-01-31`.",
        extra_json_schema={"format": "date"},
    ),
]
