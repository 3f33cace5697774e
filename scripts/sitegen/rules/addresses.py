"""In: a Review and its Records; out: problems of addresses."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.review import Review
from ..problems import Problem
from ..validate.records import Records

#: The first parts of addresses that the generator itself uses.
RESERVED = (
    "a-z",
    "api",
    "assets",
    "chapters",
    "compare",
    "data-dictionary",
    "downloads",
    "glossary",
    "p",
    "references",
    "search",
    "sources",
    "status",
    "timeline",
    "v",
)


def address_taken(review: Review, records: Records) -> Iterator[Problem]:
    """Each kind has a section of its own, which neither the generator nor a page written by hand uses."""
    taken: dict[str, str] = {}
    pages = {
        chapter.path.split("/")[1].removesuffix(".md") for chapter in records.chapters if chapter.path.count("/") == 1
    }
    for record in records.by_folder["kinds"]:
        section = record.value.section
        at = record.place("section")
        if section in RESERVED:
            yield Problem(
                "address-taken",
                at,
                f"`section` is '{section}', which the generator uses itself",
                fix="choose another word",
            )
        elif section in pages:
            yield Problem(
                "address-taken",
                at,
                f"`section` is '{section}', the address of docs/{section}.md",
                fix="choose another word",
            )
        elif section in taken:
            sentence = f"`section` is '{section}', which the kind {taken[section]} has already"
            yield Problem("address-taken", at, sentence, fix="choose another word")
        taken[section] = record.value.id
