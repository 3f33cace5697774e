"""In: words on the command line; out: all claims as a table for a spreadsheet, and a table back as claims."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from .cli_writing import root_option
from .problems import as_text, errors_of


@click.group()
def claims() -> None:
    """Give claims to a spreadsheet and take them back: one row a claim or a further quantity of it."""


@claims.command("export")
@root_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(root: Path, file: Path) -> None:
    """Write every claim into FILE, a CSV (UTF-8, a comma between cells)."""
    from .spreadsheet.out import csv_of

    its = _claims(root)
    file.write_text(csv_of(its), encoding="utf-8", newline="")
    click.echo(f"{sum(map(len, its.values()))} claims of {len(its)} files in {file}.")


@claims.command("import")
@root_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def take_back(root: Path, file: Path) -> None:
    """Write the claims of FILE back into data/claims/; a file whose claims say the same is left as it is.

    Nothing is written while a row has an error. In a file that is written anew the comments at its head stay, others go.
    """
    from .pipeline import load
    from .spreadsheet.back import claims_of
    from .spreadsheet.out import plain
    from .spreadsheet.write import file_of

    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        click.echo(f"{file} is not UTF-8: save it as “CSV UTF-8”. Nothing was written.", err=True)
        sys.exit(1)
    found, problems = claims_of(str(file), text)
    if problems:
        click.echo(f"{as_text(problems)}\n\n{len(problems)} problems in {file}. Nothing was written.")
        sys.exit(1)
    before, changed = _claims(root), []
    for name, node in found.items():
        its = plain(node)
        if before.get(name) != its:
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            old = target.read_text(encoding="utf-8") if target.is_file() else ""
            target.write_text(file_of(its, old), encoding="utf-8", newline="\n")
            changed.append(name)
    click.echo("\n".join(f"Written: {name}" for name in changed) or "All claims are as they were; nothing was written.")
    missing = sorted(before.keys() - found.keys())
    if missing:
        click.echo(f"Not in the table, and left as they are: {', '.join(missing)}")
    _, problems = load(root.resolve())
    if errors_of(problems):
        click.echo("\n" + as_text(errors_of(problems)))
        sys.exit(1)


def _claims(root: Path) -> dict[str, Any]:
    """The claims of each file, in order."""
    from .read.review_files import read_review
    from .spreadsheet.out import plain

    files, problems = read_review(root.resolve())
    claims = {file.path: plain(file.root) for file in files.data if file.path.startswith("data/claims/")}
    broken = [problem for problem in errors_of(problems) if problem.location.file.path.startswith("data/claims/")]
    if broken or not all(
        isinstance(its, list) and all(isinstance(one, dict) for one in its) for its in claims.values()
    ):
        click.echo(as_text(broken) or "A file of claims is not a list of claims; `review validate` says which.")
        sys.exit(1)
    return claims
