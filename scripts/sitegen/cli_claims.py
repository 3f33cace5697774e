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
    # Without its mark at the beginning, Excel reads UTF-8 as another encoding.
    file.write_text(csv_of(its), encoding="utf-8-sig", newline="")
    click.echo(f"{sum(map(len, its.values()))} claims of {len(its)} files in {file}.")


@claims.command("import")
@root_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--remove", is_flag=True, help="Take out the claims and quantities whose rows are gone.")
def take_back(root: Path, file: Path, remove: bool) -> None:
    """Write the claims of FILE back into data/claims/; a file whose claims say the same is left as it is.

    The cells of FILE may be parted by commas, semicolons or tabs. Nothing is written while a row has an error. A claim
    without a row stays. In a file that is written anew the comments at its head stay, others go.
    """
    from .pipeline import load
    from .spreadsheet.back import claims_of
    from .spreadsheet.out import plain
    from .spreadsheet.present import merged
    from .spreadsheet.write import file_of

    data = file.read_bytes()
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        click.echo(f"{file}:{row}: not UTF-8: save it as “CSV UTF-8”. Nothing was written.", err=True)
        sys.exit(1)
    before, changed = _claims(root), []
    gone: list[str] = []
    found, problems = claims_of(str(file), text, before)
    if problems:
        click.echo(f"{as_text(problems)}\n\n{len(problems)} problems in {file}. Nothing was written.")
        sys.exit(1)
    table = {name: plain(node) for name, node in found.items()}
    place_of = {claim["id"]: name for name, its in table.items() for claim in its}
    for name, old_claims in ({name: [] for name in table} | before).items():
        moved = {id_ for id_, place in place_of.items() if place != name}
        if name not in table and not any(claim.get("id") in moved for claim in old_claims):
            continue
        its, without = merged(old_claims, table.get(name, []), moved, remove)
        gone += without
        if before.get(name) != its:
            target = root / name
            changed.append(name)
            if not its:  # all of its claims are in another file now
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            old = target.read_text(encoding="utf-8") if target.is_file() else ""
            target.write_text(file_of(its, old), encoding="utf-8", newline="\n")
    click.echo("\n".join(f"Written: {name}" for name in changed) or "All claims are as they were; nothing was written.")
    if gone:
        what = (
            "Taken out, since their rows are gone"
            if remove
            else "Without a row, and left as they are (--remove takes them out)"
        )
        click.echo(f"{what}: {', '.join(gone)}")
    missing = sorted(before.keys() - found.keys() - set(changed))
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
