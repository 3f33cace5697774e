"""In: words on the command line; out: a new source, step by step: its index, open passages, claims, works, readings."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from .cli_writing import root_option
from .problems import as_text, errors_of, nearest_of


@click.group()
def source() -> None:
    """Take in a source: index its text, list what is open, write claims to fill in, propose its references."""


@source.command()
@root_option
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "id_", default="", help="The source's id, permanent; the file's name when left out.")
@click.option("--label", default="", help='The short name that pages use, such as "Hill 2026".')
@click.option("--title", default="", help="Its title, for references.bib.")
@click.option("--author", default="", help="Its author or group, for references.bib.")
@click.option("--year", default="", help="Its year, for references.bib.")
@click.option("--language", default="", help="The language it is written in, such as en; the review's own if left out.")
def add(root: Path, text: Path, id_: str, label: str, title: str, author: str, year: str, language: str) -> None:
    """Index the TEXT of a new source, one paragraph a line: data/sources/<id>.yml, and its entry of references.bib."""
    from .intake.references import source_entry
    from .read.index_file import index_file
    from .read.source_text import index_text
    from .start import id_of

    id_ = id_ or id_of(text.stem)
    target = root / "data/sources" / f"{id_}.yml"
    if target.exists():
        click.echo(f"{target} is there already; nothing was written.", err=True)
        sys.exit(1)
    try:
        outline = index_text(text.read_text(encoding="utf-8"), _tongue(root, language))
    except UnicodeDecodeError as error:
        click.echo(f"{text} is not UTF-8 text: {error.reason} at byte {error.start}. Nothing was written.", err=True)
        sys.exit(1)
    if not outline.passages:
        click.echo(f"{text} holds no passage: write one paragraph a line. Nothing was written.", err=True)
        sys.exit(1)
    label, key = label or id_, id_.replace("-", "")
    written = index_file(id_, outline, language).replace(
        f"label: {id_}\n", f"label: {json.dumps(label, ensure_ascii=False)}\n", 1
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(written, encoding="utf-8", newline="\n")
    with (root / "references.bib").open("a", encoding="utf-8", newline="\n") as file:
        file.write("\n" + source_entry(key, title or label, author, year))
    click.echo(
        f"{len(outline.passages)} passages in {target}; its entry of references.bib is @{key}. Complete both heads."
    )
    click.echo(f"Next: review source todo {id_} --texts {text.parent}")


@source.command()
@root_option
@click.argument("id_", metavar="ID")
@click.option("--section", default="", help="Only this section.")
@click.option("--write", is_flag=True, help="Add a claim to fill in for each to data/claims/<id>/<section>.yml.")
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the texts: each passage is then shown with its words.",
)
def todo(root: Path, id_: str, section: str, write: bool, texts: Path | None) -> None:
    """List the passages of the source ID that no claim uses and that are not left out."""
    from .intake.scaffolds import claims_by_section, open_passages
    from .new import fresh_ids

    review, its = _source(root, id_)
    passages = [one for one in open_passages(review, its) if section in ("", one.section)]
    words = _words(texts, id_, _tongue(root, its.language or review.info.language))
    if not write:
        for one in passages:
            shown = words.get(one.locator) or "; ".join(number.written for number in one.numbers)
            click.echo(
                f"{id_}:{one.locator}" + (f"  {one.heading}" if one.heading else "") + (f"  {shown}" if shown else "")
            )
        click.echo(f"{len(passages)} of {len(its.passages)} passages are open.")
        return
    ids = fresh_ids(root.resolve(), len(passages), "claim") if passages else []
    for name, claims in claims_by_section(its, passages, ids, words).items():
        file = root / "data/claims" / id_ / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = "" if file.exists() else "# yaml-language-server: $schema=../../../build/schemas/claims.json\n"
        with file.open("a", encoding="utf-8", newline="\n") as out:
            out.write(head + claims)
        number = claims.count("- id: ")
        click.echo(f"{number} claim{'' if number == 1 else 's'} to fill in: {file}")
    click.echo("`review validate` names every blank; a passage without a finding goes under `left-out` of the source.")


@source.command()
@root_option
@click.argument("id_", metavar="ID")
def reading(root: Path, id_: str) -> None:
    """Print a form for the second reader of the source ID: each passage that claims are made from and nobody read."""
    from .intake.scaffolds import reading_form

    review, its = _source(root, id_)
    unread = [
        one
        for one in its.passages
        if review.claims_at.get(f"{id_}:{one.locator}") and f"{id_}:{one.locator}" not in review.readings
    ]
    click.echo(reading_form(its, unread), nl=False)


@source.command()
@root_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def references(root: Path, file: Path) -> None:
    """Propose entries of references.bib from FILE: a pasted list, one reference a line, or BibTeX or RIS; writes nothing."""
    from .intake.exported import entries, is_export, other_export
    from .intake.references import proposed, same_as
    from .problems import SourceText
    from .read.bibliography import references_of
    from .read.text_files import other_text

    own = root / "references.bib"
    text = other_text(own, "references.bib") if own.is_file() else ""
    there = [read.reference for read in references_of(SourceText.of("references.bib", text), text)[0]]
    taken = [work.key for work in there]
    pasted = other_text(file, file.name)
    if other := other_export(pasted):
        click.echo(f"{file.name} is {other}, which is not read: export it as RIS or BibTeX instead.", err=True)
        sys.exit(1)
    problems: Sequence[Any] = ()
    if is_export(pasted):
        found, problems = entries(SourceText.of(file.name, pasted), pasted, taken)
    else:
        found = list(proposed(pasted, taken))
    if problems or not found:
        words = as_text(problems) if problems else f"{file.name} holds no reference."
        click.echo(f"{words}\nNothing is proposed.", err=True)
        sys.exit(1)
    known = {one.number: key for one in found if (key := same_as(one.work, there))}
    click.echo("\n".join(one.entry for one in found if one.number not in known))
    numbered = ", ".join(f"{one.number}: {known.get(one.number, one.key)}" for one in found)
    click.echo(f"% For the source's own list: references: {{{numbered}}}")
    if known:
        told = ", ".join(f"{number} ({key})" for number, key in known.items())
        click.echo(f"In references.bib already, and not proposed again: {told}.", err=True)
    unclear = [f"{one.number} ({one.lacking})" for one in found if one.lacking and one.number not in known]
    if unclear:
        click.echo(f"To complete: {', '.join(unclear)}.", err=True)


def _words(texts: Path | None, id_: str, tongue: Any) -> dict[str, str]:
    from .read.source_text import index_text
    from .read.text_files import other_text

    file = texts / f"{id_}.txt" if texts else None
    if file is None or not file.is_file():
        return {}
    return {one.passage.locator: one.text for one in index_text(other_text(file, file.name), tongue).passages}


def _tongue(root: Path, language: str) -> Any:
    """How a source in the language writes its numbers; the review's language when none is named."""
    from .language.marks import tongue_in
    from .pipeline import load
    from .places import template_folders

    review = None if language else load(root.resolve())[0]
    return tongue_in(template_folders(root), language or (review.info.language if review else "en"))


def _source(root: Path, id_: str) -> tuple[Any, Any]:
    """The review and one of its sources; says what is wrong otherwise."""
    from .pipeline import load

    review, problems = load(root.resolve())
    if review is None:
        click.echo(as_text(errors_of(problems)))
        sys.exit(1)
    if id_ not in review.sources:
        near = nearest_of(id_, review.sources)
        known = f" Nearest: {near}." if near else f" There are: {', '.join(review.sources)}."
        click.echo(f"There is no source '{id_}'.{known}", err=True)
        sys.exit(1)
    return review, review.sources[id_]


@click.command()
@root_option
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", help="For people or programs."
)
@click.option("--strict", is_flag=True, help="Exit with 1 when anything is missing or stale.")
def status(root: Path, format_: str, strict: bool) -> None:
    """Say what is missing or stale: unconfirmed claims, old evidence, works without identifier, open passages.

    Exit 0 when the review could be read, 1 when it could not; with --strict also 1 when anything is missing.
    """
    from .pipeline import load
    from .status import as_text as told
    from .status import status_of

    review, problems = load(root.resolve())
    if review is None or errors_of(problems):
        click.echo(as_text(errors_of(problems)), err=format_ == "json")
        sys.exit(1)
    its = status_of(review, problems)
    click.echo(told(its) if format_ == "text" else json.dumps(its.as_data(), ensure_ascii=False, indent=2))
    sys.exit(1 if strict and not its.is_complete else 0)


@click.command()
@root_option
@click.option("--language", default="", help="Two letters, such as de; the review's own when left out.")
def strings(root: Path, language: str) -> None:
    """Print what readers see and the catalogue lacks, as YAML to fill in: templates/strings/<language>.yml."""
    from .book.parts import phrases_of_books
    from .exports.package_words import PHRASES
    from .language.catalogue import missing_phrases, phrases_in
    from .pipeline import load
    from .places import generator_folder, template_folders

    review, _ = load(root.resolve())
    language = language or (review.info.language if review else "en")
    known = phrases_in(template_folders(root), language) | (dict(review.info.labels) if review else {})
    scripts = sorted((generator_folder("assets") / "javascripts").glob("*.js"))
    lacking = missing_phrases(template_folders(root), scripts, (*phrases_of_books(), *PHRASES), known)
    for phrase in lacking:
        click.echo(f'{json.dumps(phrase, ensure_ascii=False)}: ""')
    click.echo(f"# {len(known)} phrases are there, {len(lacking)} are missing and stay English.")


@click.command()
@root_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", default="", help="The language it is written in, such as en; the review's own if left out.")
def index(root: Path, file: Path, language: str) -> None:
    """Print the passages of a source's text FILE as a new data/sources/<id>.yml."""
    from .read.index_file import index_file
    from .read.source_text import index_text
    from .read.text_files import other_text

    outline = index_text(other_text(file, file.name), _tongue(root, language))
    click.echo(index_file(file.stem, outline, language), nl=False)


@click.command()
@root_option
def readings(root: Path) -> None:
    """Compare the second readings with the claims: how many are confirmed, and what differs."""
    from .link.confirmation import confirmations
    from .pipeline import load

    its, problems = load(root.resolve())
    if errors_of(problems) or its is None:
        click.echo(as_text(problems))
        sys.exit(1)
    found = confirmations(its)
    for claim, confirmation in found.items():
        if confirmation.read and not confirmation.confirmed:
            click.echo(f"{claim} ({its.claims[claim].at}): {'; '.join(confirmation.differences)}")
    read = sum(confirmation.read for confirmation in found.values())
    confirmed = sum(confirmation.confirmed for confirmation in found.values())
    click.echo(f"{len(found)} claims, {read} read a second time, {confirmed} confirmed.")
