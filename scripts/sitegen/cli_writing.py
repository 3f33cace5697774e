"""In: words on the command line; out: what editors ask for while they write: fresh ids, explanations, tidy files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .codes import CODES
from .problems import ProblemsFound, nearest_of

root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The review's folder; the current folder when left out.",
)


@click.command()
@root_option
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
def fingerprint(root: Path, claims: tuple[str, ...]) -> None:
    """Print the fingerprint of each CLAIM, which a course's question notes to notice when the claim changes."""
    from .link.fingerprint import fingerprint as of
    from .pipeline import load

    its, _ = load(root.resolve())
    if its is None:
        click.echo("The review could not be read; `review validate` says why.", err=True)
        sys.exit(1)
    for claim in claims:
        if claim not in its.claims:
            near = nearest_of(claim, its.claims)
            click.echo(f"There is no claim '{claim}'." + (f" Nearest: {near}." if near else ""), err=True)
            sys.exit(1)
        click.echo(f"{claim}: {of(its.claims[claim])}")


@click.command("format")
@root_option
@click.option("--check", is_flag=True, help="Change nothing; end with 1 when a file is not in our style.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def format_(root: Path, check: bool, files: tuple[Path, ...]) -> None:
    """Put the YAML files of data, or FILES, in one style: comments and values stay as they are."""
    from .read.text_files import other_text
    from .sinks.whole import write_whole
    from .tidy import NotTidied, tidied

    root = root.resolve()
    noted = changed = 0
    for file in sorted(path.resolve() for path in files) or sorted((root / "data").rglob("*.yml")):
        name = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
        try:
            text = other_text(file, name)
            tidy = tidied(text)
        except (NotTidied, ProblemsFound) as reason:
            said = reason.problems[0].sentence if isinstance(reason, ProblemsFound) else str(reason)
            click.echo(f"{name}: left as it is: {said}")
            noted += 1
            continue
        if tidy != text:
            changed += 1
            click.echo(
                f"{name}: not in our style; `review format` puts it in order" if check else f"{name}: put in order"
            )
            if not check:
                write_whole({file.resolve(): tidy.encode()})
    if not noted and not changed:
        click.echo("Nothing to do.")
    sys.exit(1 if check and changed else 0)  # what is not YAML is told by `review validate`


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a problem's CODE means and why the rule exists; without CODE, list them all."""
    if code is None:
        width = max(map(len, CODES))
        for name, its in CODES.items():
            click.echo(f"{name:<{width}} {its.weight:<6} {its.rule}")
    elif code in CODES:
        its = CODES[code]
        effect = "stops a build" if its.weight == "error" else "is counted and shown; stops `review release` only"
        click.echo(f"{code} ({its.weight}: {effect})\n\nRule: {its.rule}\nWhy:  {its.why}")
    else:
        near = nearest_of(code, CODES)
        click.echo(
            f"There is no problem code '{code}'."
            + (f" Nearest: {near}." if near else "")
            + " `review explain` lists all.",
            err=True,
        )
        sys.exit(1)


class _New(click.Group):
    """A group whose first word may also be a folder: `review new DIR --title …`."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """A word that is no command is the folder of a new review."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return "review", _start, args
        return super().resolve_command(ctx, args)


@click.group(cls=_New, subcommand_metavar="DIR --title TITLE | COMMAND [ARGS]…")
def new() -> None:
    """Make something new: a review in the folder DIR, or the id of a claim, an appraisal, a record of evidence."""


@click.command("review", short_help="A small, complete review in the folder DIR, to begin your own with.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", default="", help="What the new review is called.")
def _start(folder: Path, title: str) -> None:
    """Make a small, complete review in the folder DIR, to begin your own with."""
    from .start import start_review

    if not title.strip():
        near = nearest_of(str(folder), new.commands)
        said = f"A new review in '{folder}' needs a title: review new {folder} --title \"…\"."
        click.echo(said + (f" Or was meant: review new {near}?" if near else ""), err=True)
        sys.exit(1)
    if folder.exists() and any(folder.iterdir()):
        click.echo(f"'{folder}' is not empty; nothing was written. Name a new folder.", err=True)
        sys.exit(1)
    files = start_review(folder, title.strip())
    click.echo(f"{len(files)} files in {folder}/. Next: cd {folder} && review build, then open build/site/index.html.")
    click.echo("README.md says what lies where; `review serve` shows every edit; `review handbook` has the next steps.")


new.add_command(_start)


@click.command()
@click.argument("page", default="")
def handbook(page: str) -> None:
    """Print a PAGE of the handbook, in Markdown; without PAGE, list them."""
    from .places import generator_folder

    pages = {file.stem: file.read_text(encoding="utf-8") for file in sorted(generator_folder("handbook").glob("*.md"))}
    if not page:
        for name, text in pages.items():
            click.echo(f"review handbook {name:18} {text.partition(chr(10))[0].lstrip('# ')}")
        return
    if page not in pages:
        click.echo(f"There is no page '{page}'; there are {', '.join(pages)}.", err=True)
        sys.exit(1)
    click.echo(pages[page], nl=False)


def _new(what: str) -> None:
    @new.command(what, help=f"Print COUNT fresh ids of the sort that every {what} has, given to none so far.")
    @root_option
    @click.argument("count", type=click.IntRange(1, 1000), default=1)
    def command(root: Path, count: int) -> None:
        from .new import fresh_ids

        click.echo("\n".join(fresh_ids(root.resolve(), count, what)))


for _what in ("claim", "appraisal", "evidence"):
    _new(_what)


@click.command()
@root_option
@click.option("--check", "asks", is_flag=True, help="Ask Crossref for DOIs and changes; needs the network.")
@click.option("--mail", default="", help="Your mail address, which Crossref asks for and answers sooner to.")
@click.option("--address", default="", help="Another service that answers as Crossref does.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("build/reference-proposals.json"),
    help="Where the proposals are written, seen from the review's folder.",
)
def refs(root: Path, asks: bool, mail: str, address: str, output: Path) -> None:
    """Count the works and their identifiers; with --check write what Crossref knows as proposals. No data is changed."""
    import datetime
    import json

    from .cite.proposals import as_records, proposals
    from .crossref import ADDRESS, questions
    from .pipeline import load
    from .sinks.whole import write_whole

    its, _ = load(root.resolve())
    if its is None:
        click.echo("The review could not be read; `review validate` says why.", err=True)
        sys.exit(1)
    works = list(its.references.values())
    dois, pmids = sum(bool(work.doi) for work in works), sum(bool(work.pmid) for work in works)
    click.echo(f"{len(works)} works; {dois} with a DOI, {pmids} with a PubMed number.")
    if not asks:
        return
    try:
        found = list(proposals(works, *questions(address or ADDRESS, mail)))
    except ModuleNotFoundError as error:
        click.echo(f"{error.name} is not installed; `make tools` installs it.", err=True)
        sys.exit(1)
    except Exception as error:
        click.echo(f"{address or ADDRESS} gave no answer that can be read: {error}", err=True)
        sys.exit(1)
    file = root / output
    seen = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    text = json.dumps(as_records(found, seen), ensure_ascii=False, indent=1) + "\n"
    try:
        write_whole({file: text.encode("utf-8")})
    except OSError as error:
        click.echo(f"{output} cannot be written: {error.strerror}. Nothing was changed.", err=True)
        sys.exit(1)
    click.echo(f"{len(found)} {'proposal' if len(found) == 1 else 'proposals'} in {file}.")
    click.echo("Look at each before you record it as evidence; nothing in data or references.bib was changed.")
