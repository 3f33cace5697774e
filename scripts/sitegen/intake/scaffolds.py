"""In: passages of a source; out: YAML to fill in: claims, and a form for the second reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model.review import Review
from ..model.source import Number, Passage, Source


def open_passages(review: Review, source: Source) -> Iterator[Passage]:
    """The passages that no claim uses and that are not left out."""
    left_out = {locator for group in source.left_out for locator in group.passages}
    for passage in source.passages:
        if passage.locator not in left_out and not review.claims_at.get(f"{source.id}:{passage.locator}"):
            yield passage


def claims_by_section(
    source: Source, passages: Iterable[Passage], ids: Iterable[str], texts: Mapping[str, str]
) -> Mapping[str, str]:
    """A claim to fill in for each passage, by section; what is left blank is an error until it is filled in."""
    fresh, found = iter(ids), dict[str, list[str]]()
    for passage in passages:
        found.setdefault(passage.section, []).append(_claim(source, passage, next(fresh), texts.get(passage.locator)))
    return {section: "".join(claims) for section, claims in found.items()}


def _claim(source: Source, passage: Passage, id_: str, text: str | None) -> str:
    lines = [f"- id: {id_}", f"  at: {source.id}:{passage.locator}"]
    if passage.heading:
        lines[1] += f"   # {passage.heading}"
    if text:  # for the editor's eyes; it goes when the claim is written
        lines.append(f"  # Take this line out; the passage reads: {text}")
    lines += [
        "  about: []        # ids of things, the most important first",
        "  topic:           # one of data/vocabulary.yml",
    ]
    names = _names(passage.numbers)
    printed = " ".join(f"{{{name}}}" for name in names)
    lines.append(
        '  says: ""         # one or two sentences in your own words' + (f", with {printed}" if printed else "")
    )
    if names:
        lines.append("  quantities:      # take out those that are no finding")
    for name, number in names.items():
        unit = number.unit or ""
        lines.append(
            f"    {name}: {{measure: , value: {number.value:f}, unit: {unit}, population: not stated, "
            f"endpoint: not stated, denominator: not stated}}   # written: {number.written}"
        )
    lines.append("  cites: []        # keys of references.bib that the source cites here")
    return "\n".join(lines) + "\n"


def _names(numbers: Sequence[Number]) -> dict[str, Number]:
    return {f"number-{place}": number for place, number in enumerate(numbers, start=1)}


def reading_form(source: Source, passages: Iterable[Passage]) -> str:
    """A form for somebody who has not seen the claims: one record a passage, names and numbers to note."""
    head = (
        "# yaml-language-server: $schema=../../build/schemas/readings.json\n"
        "# Read each passage in the source itself, without looking at the claims. Note what it names and every number.\n"
    )
    records = (
        f"- at: {source.id}:{passage.locator}\n"
        "  names: []      # things that the passage names\n"
        "  numbers: []    # {value: 80, unit: parts, of: what it counts}\n"
        for passage in passages
    )
    return head + "".join(records)
