"""In: a Review and its Records; out: problems of addresses."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.chapter import Chapter
from ..model.review import Review
from ..problems import Location, Problem
from ..validate.records import Records

#: The first parts of addresses that the generator itself uses.
RESERVED = (
    "a-z",
    "api",
    "assets",
    "changes",
    "chapters",
    "compare",
    "courses",
    "data-dictionary",
    "downloads",
    "embed",
    "feeds",
    "glossary",
    "p",
    "references",
    "search",
    "sources",
    "status",
    "timeline",
    "v",
)
_ANOTHER = "choose another word"


def address_taken(review: Review, records: Records) -> Iterator[Problem]:
    """Each kind has a section of its own, which neither the generator nor a page written by hand uses."""
    taken: dict[str, str] = {}
    for record in records.by_folder["kinds"]:
        section, at = record.value.section, record.place("section")
        if section in RESERVED:
            sentence = f"`section` is '{section}', which the generator uses itself"
            yield Problem("address-taken", at, sentence, fix=_ANOTHER)
        elif section in taken:
            sentence = f"`section` is '{section}', which the kind {taken[section]} has already"
            yield Problem("address-taken", at, sentence, fix=_ANOTHER)
        else:
            taken[section] = record.value.id
    for chapter in records.chapters:
        yield from _page(chapter, taken, records.declared["chapters"][chapter.id])


def _page(chapter: Chapter, sections: dict[str, str], at: Location) -> Iterator[Problem]:
    """A page beside docs/index.md has its id for an address; one in a folder stands below the folder's name."""
    folder = chapter.path.split("/")[1] if chapter.path.count("/") > 1 else ""
    word = folder or chapter.id
    what = f"docs/{folder}/" if folder else f"the id '{word}'"
    if chapter.path == "docs/index.md" or word == "chapters" == folder:
        return
    if word in RESERVED:
        sentence = f"{what} gives an address that the generator uses itself"
    elif word in sections:
        sentence = f"{what} gives an address that the kind {sections[word]} uses"
    else:
        return
    fix = "move the page to docs/chapters/" if folder else "choose another id"
    yield Problem("address-taken", at, sentence, fix=fix)


def index_is_a_list(review: Review, records: Records) -> Iterator[Problem]:
    """No record has the id `index`: its page would stand in the place of a list."""
    named = [("entities", "entity"), ("comparisons", "comparison"), ("sources", "source")]
    for namespace, noun in named:
        at = records.declared.get(namespace, {}).get("index")
        if at is not None:
            sentence = f"the {noun} has the id 'index', which gives the address of a list"
            yield Problem("address-taken", at, sentence, fix="choose another id")
    for record in records.by_folder["sources"]:
        for index, section in enumerate(record.value.sections):
            if section.id == "index":
                at = record.place("sections", index, "id")
                sentence = "the section has the id 'index', which gives the address of the source"
                yield Problem("address-taken", at, sentence, fix="choose another id")
