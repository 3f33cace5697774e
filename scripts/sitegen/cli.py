"""In: words on the command line; out: text and an exit code (0 clean, 1 problems, 2 our own bug)."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from .cli_claims import claims
from .cli_publishing import diff, restore, smoke
from .cli_source import index, readings, source, status, strings
from .cli_writing import explain, fingerprint, format_, handbook, new, refs, root_option
from .problems import Problem, ProblemsFound, as_github, as_json, as_text, errors_of, in_order

FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": as_text, "github": as_github, "json": as_json}

format_option = click.option(
    "--format", "format_", type=click.Choice(list(FORMATS)), default="text", help="How problems are printed."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def review() -> None:
    """Make a synthesized review: its site, its book, its exports."""


@review.command()
@root_option
@format_option
def validate(root: Path, format_: str) -> None:
    """Check data, docs and references.bib; write nothing."""
    from .pipeline import load

    _, problems = load(root.resolve())
    report(problems, format_)
    sys.exit(1 if errors_of(problems) else 0)


@review.command()
@root_option
@format_option
@click.option(
    "--editions",
    envvar="EDITIONS",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the archives of released editions, to be put beside the present one.",
)
@click.option("--profile", is_flag=True, help="Print what each stage took, by the clock and of the processors.")
def build(root: Path, format_: str, editions: Path | None, profile: bool) -> None:
    """Build the site and everything beside it into build/; what is being done is told on standard error."""
    from .between import keep_seen, seen_before
    from .unchanged import inputs_of, is_up_to_date, remember

    if editions is not None:
        os.environ["EDITIONS"] = str(editions.resolve())
    root = root.resolve()
    seen = seen_before(root)
    if is_up_to_date(root, inputs_of(root, seen), seen):
        click.echo("build/site is up to date; nothing was written.")
        return
    from .cli_progress import profile_of, watch_for
    from .pipeline import build as build_all
    from .sinks.lock import alone

    watch = watch_for(format_)
    try:
        with alone(root / "build", partial(click.echo, err=True)):
            inputs = inputs_of(root, seen)  # again: another run may just have built from them
            if is_up_to_date(root, inputs, seen):
                click.echo("build/site is up to date; nothing was written.")
                return
            prepared = build_all(root, stage=watch.stage, seen=seen)
            remember(root, inputs, prepared.digests)
            keep_seen(root, seen)
    except ProblemsFound as found:
        watch.close()
        report(in_order(found.problems), format_)
        sys.exit(1)
    finally:
        watch.close()
        if profile and watch.took:
            click.echo(profile_of(watch.took), err=True)
    note = f" {_count(len(prepared.gaps), 'gap')} (`review validate` lists them)." if prepared.gaps else ""
    click.echo(f"Built {len(prepared.documents)} pages into build/site/ (open build/site/index.html).{note}")


@review.command()
@root_option
@click.option("--address", metavar="HOST:PORT", help="Where to serve; 127.0.0.1:8000 when left out.")
def serve(root: Path, address: str | None) -> None:
    """Preview the site; an edit shows in the browser."""
    from .plugin.preview import serve_site

    try:
        serve_site(root.resolve(), address)
    except ProblemsFound as found:  # at the start there is no last good state to show
        report(in_order(found.problems), "text")
        sys.exit(1)


@review.command()
@root_option
@format_option
def check(root: Path, format_: str) -> None:
    """Check the built site again: links, anchors, leftovers, empty cells, double ids."""
    from .pipeline import check_built, prepare

    root = root.resolve()
    if not (root / "build/site/index.html").is_file():
        click.echo("There is no build/site/ yet; run `review build` first.", err=True)
        sys.exit(1)
    try:
        prepared = prepare(root)
    except ProblemsFound as found:
        report(in_order(found.problems), format_)
        sys.exit(1)
    problems = in_order(check_built(root, prepared, root / "build/site"))
    report(problems, format_)
    sys.exit(1 if errors_of(problems) else 0)


@review.command()
@root_option
@format_option
def book(root: Path, format_: str) -> None:
    """Make the books alone, into build/book/: the review as PDF, and its chapters, comparisons and courses."""
    from .pipeline import write_books

    try:
        names = write_books(root.resolve())
    except ProblemsFound as found:
        report(in_order(found.problems), format_)
        sys.exit(1)
    click.echo(f"{len(names)} files in build/book/ (open build/book/review.pdf).")


@review.command()
@root_option
@click.option("--write", is_flag=True, help="Add the addresses that the ledger lacks; nothing is ever removed.")
def ledger(root: Path, write: bool) -> None:
    """Hold the addresses of the built site against data/ledger/: how many are new, which are lost."""
    from .ledger import ledger_of, publish

    root = root.resolve()
    if not (root / "build/site/index.html").is_file():
        click.echo("There is no build/site/ yet; run `review build` first.", err=True)
        sys.exit(1)
    if write:
        try:
            added = publish(root)
        except ProblemsFound as found:
            report(found.problems, "text")
            sys.exit(1)
        click.echo(f"{_count(added, 'address', 'addresses')} added to data/ledger/published.txt.")
        return
    published, new = ledger_of(root)
    click.echo(f"{_count(published, 'address', 'addresses')} published; {new} of the built site are not yet.")


@review.command()
@root_option
@format_option
def release(root: Path, format_: str) -> None:
    """Release the edition of data/review.yml: refuse errors, gaps and an example's address; build, then pack the site."""
    from .pipeline import release as run

    root = root.resolve()
    try:
        archive, digest = run(root)
    except ProblemsFound as found:
        report(found.problems, format_)
        click.echo("Nothing was released.", err=True)
        sys.exit(1)
    click.echo(f"Packed {archive.relative_to(root)} (SHA-256 {digest}).")
    click.echo("Noted in data/editions.yml, data/editions/ and data/ledger/: commit these, and keep the archive.")


@review.command("check-sources")
@root_option
@format_option
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_sources(root: Path, format_: str, folder: Path) -> None:
    """Hold the data against the source texts in FOLDER (<id>.txt each): fingerprints, numbers, copied words."""
    from .pipeline import check_sources as run

    try:
        problems, missing = run(root.resolve(), folder)
    except ProblemsFound as found:
        report(in_order(found.problems), format_)
        sys.exit(1)
    report(problems, format_)
    for id_ in missing:
        click.echo(f"not checked: {id_} ({folder / (id_ + '.txt')} is not there)", err=True)
    sys.exit(1 if problems or missing else 0)


@review.command()
@root_option
@click.option("--sizes", default="100,300,1000", help="Numbers of entities, with commas or spaces between.")
@click.option("--seed", default=1, help="Another number makes another review.")
@click.option("--rounds", default=1, help="How often each build runs; the fastest counts.")
@click.option("--limit", default=1800, help="Seconds that a command may take; larger sizes then go without it.")
@click.option("--into", default="build/bench", help="Folder for results; sizes that lie there are reported, too.")
@click.option(
    "--without", multiple=True, type=click.Choice(["properdocs", "sphinx", "stock", "zensical"]), help="Not to be run."
)
def bench(root: Path, sizes: str, seed: int, rounds: int, limit: int, into: str, without: tuple[str, ...]) -> None:
    """Build made-up reviews with this generator and with stock MkDocs; print what both cost, and the ratios."""
    from .bench import kept
    from .bench.chart import chart
    from .bench.citations import BOUND, cost_of_citations
    from .bench.measure import measure
    from .bench.report import as_text, lines_of
    from .sinks.swap import fresh_folder

    numbers = sizes.replace(",", " ").split()
    if not numbers or not all(size.isdecimal() and int(size) >= 10 for size in numbers):
        raise click.BadParameter("numbers from 10 upwards, such as 100,300,1000", param_hint="--sizes")
    root = root.resolve()
    folder = root / into
    spent = cost_of_citations()
    click.echo(f"Citations of 2,000 pages, 20 each, 2,000 works: {spent:.1f} s CPU (bound {BOUND:.0f} s).")
    wanted = sorted({int(size) for size in numbers})
    with fresh_folder(root / "build") as made:
        for size in wanted:
            left = {**kept.skipped(kept.read(folder, seed), size), **dict.fromkeys(without, kept.NOT_WANTED)}
            its = measure(root, made, size, seed, click.echo, rounds=max(1, rounds), limit=limit, skipped=left)
            kept.write(its, folder)  # each as soon as it is there: a long run may be ended
    every = kept.read(folder, seed)
    text = as_text(every)
    (folder / "README.md").write_text(text, encoding="utf-8", newline="\n")
    (folder / "chart.svg").write_text(chart("CPU seconds of a build", lines_of(every)), encoding="utf-8", newline="\n")
    click.echo(f"\n{text}\nWritten to {into}: README.md, chart.svg and a file a size.")
    now = [its for its in every if its.made.entities in wanted]
    differ = any(texts.differences for its in now for texts in (its.texts, *its.others.values()) if texts)
    sys.exit(1 if differ else 0)


for _command in (claims, diff, explain, fingerprint, format_, handbook, new, refs, restore, smoke, status, strings):
    review.add_command(_command)
for _command in (index, readings, source):
    review.add_command(_command)


def report(problems: Sequence[Problem], format_: str) -> None:
    """Print problems and, for people, a last line with counts."""
    if format_ != "text":
        click.echo(FORMATS[format_](problems))
        return
    if problems:
        click.echo(as_text(problems) + "\n")
    errors = errors_of(problems)
    gaps = len(problems) - len(errors)
    parts = [_count(len(errors), "error")] if errors else []
    parts += [_count(gaps, "gap")] if gaps else []
    if not parts:
        click.echo("No problems.")
        return
    files = len({problem.location.file.path for problem in problems})
    last = " Nothing was written." if errors else " Gaps do not stop a build."
    click.echo(f"{' and '.join(parts)} in {_count(files, 'file')}.{last}")
    if errors:
        click.echo(f"Why a rule exists: review explain {errors[0].code}")


def _count(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def main() -> None:
    """Run; a traceback is our own bug, says so, and ends with 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # a terminal that knows fewer letters than the data shows their numbers
            stream.reconfigure(errors="backslashreplace")
    try:
        review(standalone_mode=False)
    except ProblemsFound as found:
        report(in_order(found.problems), "text")
        sys.exit(1)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(1)
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and not str(error.name).startswith("sitegen"):
            said = f"The library {error.name} is not installed; `make site` installs what the lock files name."
            click.echo(f"{said} Nothing was written.", err=True)
            sys.exit(1)
        traceback.print_exc()
        click.echo("\nThis is a bug of the generator, not of your data. Nothing was written.", err=True)
        sys.exit(2)
