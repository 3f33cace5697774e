"""In: words on the command line of those who publish: diff, smoke, restore; out: text and an exit code."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from .cli_writing import root_option
from .problems import ProblemsFound, as_text, errors_of, in_order


@click.command()
@root_option
@click.argument("base", type=click.Path(exists=True, file_okay=False, path_type=Path))
def diff(root: Path, base: Path) -> None:
    """Print as Markdown which facts differ from those of the review in BASE, another checkout."""
    from .exports.facts import facts_markdown
    from .pipeline import load

    states = []
    for folder in (base.resolve(), root.resolve()):
        state, problems = load(folder)
        if errors_of(problems) or state is None:
            click.echo(as_text(errors_of(problems)))
            sys.exit(1)
        states.append(state)
    click.echo(facts_markdown(*states), nl=False)


@click.command()
@click.argument("address")
@click.option("--wait", default=0, metavar="SECONDS", help="How long to ask again while something is wrong.")
def smoke(address: str, wait: int) -> None:
    """Look at a published site from outside: pages, a claim, the search, the policy, the sums of a sample of files."""
    from .smoke import smoke as look

    if not address.startswith(("http://", "https://")):
        raise click.BadParameter("an address that begins with https:// or http://", param_hint="ADDRESS")
    until = time.monotonic() + wait
    while (found := look(address)) and time.monotonic() < until:
        time.sleep(min(10, wait))
    for sentence in found:
        click.echo(sentence)
    click.echo(f"{len(found)} wrong with {address}." if found else f"{address} is whole.")
    sys.exit(1 if found else 0)


@click.command()
@root_option
@click.argument("edition")
@click.option(
    "--editions",
    envvar="EDITIONS",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with the archives of released editions.",
)
def restore(root: Path, edition: str, editions: Path) -> None:
    """Make build/site the released EDITION, byte for byte as it was packed: the way back from a faulty state."""
    from .release import restore as run

    try:
        files = run(root.resolve(), edition, editions.resolve())
    except ProblemsFound as found:
        click.echo(as_text(in_order(found.problems)))
        sys.exit(1)
    click.echo(f"build/site/ is edition {edition}: {files} files.")
