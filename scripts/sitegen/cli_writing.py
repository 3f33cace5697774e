"""In: words on the command line; out: what editors ask for while they write: fingerprints, fresh ids, explanations."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .codes import CODES
from .problems import nearest_of

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


@click.group()
def new() -> None:
    """Make something new: the id of a claim, an appraisal or a record of evidence."""


def _new(what: str) -> None:
    @new.command(what, help=f"Print COUNT fresh ids of the sort that every {what} has, given to none so far.")
    @root_option
    @click.argument("count", type=click.IntRange(1, 1000), default=1)
    def command(root: Path, count: int) -> None:
        from .new import fresh_ids

        click.echo("\n".join(fresh_ids(root.resolve(), count, what)))


for _what in ("claim", "appraisal", "evidence"):
    _new(_what)
