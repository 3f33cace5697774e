"""In: the review's folder; out: everything that is built from it. The only module that knows all stages."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from .between import SPARE, Before, Left, Memory, before, keep_seen, seen_before
from .book.make import Workshop, books, downloads_of
from .book.parts import BOOK_TABLES
from .check.cartridges import check_cartridges
from .check.facts import Facts
from .check.ledger import check_ledger
from .check.pages import check_pages, read_site
from .check.sources import check_citations, check_copies, check_index, outlines
from .cite.styles import Styles
from .compose.alongside import with_belongings
from .compose.page import Site
from .compose.pages import compose
from .exports.beside import files_beside
from .exports.figures import FOLDER as FIGURES
from .exports.offline import OFFLINE, write_offline
from .exports.references import reference_files
from .exports.sizes import PAGE as SIZES
from .exports.sizes import with_sizes
from .exports.tables import FOLDER as TABLES
from .language.marks import tongue_in, writing_in
from .language.site import spoken
from .ledger import newly_published
from .link import link
from .lost import look_from_now
from .model.review import Review
from .places import template_folders
from .prepared import Prepared
from .problems import Problem, ProblemsFound, errors_of, in_order
from .read.editions import snapshots_in
from .read.published import published_in
from .read.review_files import read_review
from .release import archives_of_environment, pack, put_beside, refusals
from .render.document import Document
from .render.drawings import pictures
from .render.markdown import render_one, render_ways
from .render.renderer import BOTH_TABLES, HTML_TABLES
from .rules import check_rules
from .seen import Seen
from .sinks.copies import leave_copies
from .sinks.folder import write_bytes, write_files, write_markdown
from .sinks.kept import Earlier, sum_of_folders, sum_of_texts
from .sinks.known import keep_texts, known_texts
from .sinks.lock import alone
from .sinks.place import Place
from .sinks.sums import write_sums
from .sinks.swap import digest_of, fresh_folder, remembered, swap_in, used_folder
from .sinks.twins import write_twins
from .sinks.whole import write_whole
from .stages import Stage, unwatched
from .validate.records import Records, validate
from .validate.schemas import schema_files

#: What a build puts into build/, each swapped in as a whole.
OUTPUTS = ("site", "markdown", "schemas")


def load(root: Path, memory: Memory | None = None) -> tuple[Review | None, tuple[Problem, ...]]:
    """Read, validate, link and apply the rules; all problems together, in position order."""
    review, _, problems = _linked(root, memory)
    return review, problems


def check_sources(root: Path, texts: Path) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """Hold the review against the texts of its sources; also the ids of sources whose text is not there."""
    review, records, problems = _linked(root)
    if errors_of(problems) or review is None:
        raise ProblemsFound(problems)
    found, missing = outlines(review, texts, partial(tongue_in, template_folders(root)))
    checks = (check_index, check_citations, check_copies)
    return in_order(problem for check in checks for problem in check(review, records, found)), missing


def _linked(root: Path, memory: Memory | None = None) -> tuple[Review | None, Records, tuple[Problem, ...]]:
    files, problems = read_review(root, memory.read if memory else None)
    problems += published_in(root)[1]
    records, found = validate(files, memory.records if memory else None)
    problems += found
    review, found = link(records)
    problems += found
    if review is not None:
        snapshots, found = snapshots_in(root)
        problems += found
        review = replace(review, snapshots=snapshots, writing=writing_in(template_folders(root), review.info))
        problems += check_rules(review, records, problems)
    return review, records, in_order(problems)


def prepare(
    root: Path, releasing: str = "", stage: Stage = unwatched, memory: Memory | None = None, tables: str = HTML_TABLES
) -> Prepared:
    """Everything up to Markdown, also of the edition that is being released; raises ProblemsFound while an error stands."""
    memory = memory or Memory()
    its = rendered(root, releasing, memory, stage, lambda *_: memory.forget_files(), tables)
    with stage("Writing tables, exports and search"):
        return with_files(root, its, memory)


def rendered(
    root: Path,
    releasing: str = "",
    memory: Memory | None = None,
    stage: Stage = unwatched,
    composed: Callable[[Review, Site], None] = lambda review, site: None,
    tables: str = HTML_TABLES,
) -> Prepared:
    """The pages, for both sinks with BOTH_TABLES, without the files beside; who waits is told when all are `composed`."""
    memory = memory or Memory()
    with stage("Reading the data"):
        review, problems = load(root, memory)  # the records go: nobody is to hold them while pages are rendered
    if errors_of(problems) or review is None:
        raise ProblemsFound(problems)
    address = address_of(review)
    styles = Styles(known_texts(root), review.info.language)
    folders = template_folders(root)
    with stage("Composing pages"):
        site = spoken(compose(review, problems, styles, address), folders)
    composed(review, site)
    with stage("Rendering Markdown"):
        pages, *plain = render_ways(site, folders, tables, memory.rendered(tables, _made_with(site, folders, memory)))
    look_from_now()
    edition = review.info.edition
    epoch = int(datetime.datetime.fromisoformat(edition.date).replace(tzinfo=datetime.UTC).timestamp())
    released = edition.number in (releasing, *(its.number for its in review.editions))
    lasting = f"{address}v/{edition.number}/" if released else address
    moves, prints = with_belongings(review.moves, published_in(root)[0].lines), downloads_of(site)
    its = (review, site, pages, {}, problems, address, str(epoch), {}, {}, styles.used, lasting, prints, moves, *plain)
    return Prepared(*its)


def _made_with(site: Site, folders: Sequence[Path], memory: Memory) -> str:
    """What a text depends on besides its values: the templates, and the language."""
    return f"{sum_of_folders(folders, memory.seen)} {sum_of_texts(site.strings)}"


def rendered_at_once(root: Path, site: Site, path: str, memory: Memory) -> Document | None:
    """One page, where the rest is as it was rendered before; None where nothing was."""
    folders = template_folders(root)
    known = memory.last(HTML_TABLES, _made_with(site, folders, memory))
    return None if known is None else render_one(site, folders, HTML_TABLES, path, known)


def with_files(root: Path, its: Prepared, memory: Memory | None = None) -> Prepared:
    """The same with the files beside the pages."""
    folders, memory = template_folders(root), memory or Memory()
    review, site, documents = its.review, its.site, its.documents
    drawn = pictures(site, folders, memory.pictures(_made_with(site, folders, memory)))
    works = reference_files(site, documents)
    files = files_beside(review, site, documents, drawn, works, its.moves, its.address, its.lasting)
    return replace(its, files=files, works=works, pictures=drawn)


def build(root: Path, releasing: str = "", stage: Stage = unwatched, seen: Seen | None = None) -> Prepared:
    """Build everything into fresh folders, check it, and only then swap it in; raises ProblemsFound otherwise.

    Sums of files that were `seen` are noted with all others by who gives them.
    """
    from .plugin import tools  # here, since importing MkDocs takes longer than validating

    its_seen = seen_before(root) if seen is None else seen
    memory = Memory(root, program := tools(), its_seen)
    prepared, build = prepare(root, releasing, stage, memory, BOTH_TABLES), root / "build"
    with alone(build):
        kept = before(root, prepared.address, program, its_seen)
        try:
            left = _built(root, prepared, kept, memory, releasing, stage, its_seen)
        except ProblemsFound:
            if not kept.earlier.pages:
                raise
            # What is wrong is told as a build from nothing tells it: of all pages, in its words.
            left = _built(root, prepared, Before(Earlier(build / "site")), memory, releasing, stage, its_seen)
        left.keep(root, prepared.address, program)
        memory.keep()
        keep_texts(root, prepared.styled)
        if seen is None:
            keep_seen(root, its_seen)
    return replace(prepared, digests=left.digests)


def _built(
    root: Path, prepared: Prepared, kept: Before, memory: Memory, releasing: str, stage: Stage, seen: Seen
) -> Left:
    """All folders, with what an earlier build made of the same; gives what the next one may know of this one."""
    from .plugin import build_site

    build = root / "build"
    with ExitStack() as stack:
        with stage("Preparing the book"):
            its_books = stack.enter_context(books(workshop(root, prepared, memory)))
        prepared.site.let_go()
        memory.forget_files()
        fresh = stack.enter_context(used_folder(build, root / SPARE))
        with stage("Making the site"):
            places = of_site, of_markdown, of_schemas = [Place(fresh / name, build / name, seen) for name in OUTPUTS]
            markdown = write_markdown(prepared.plain, prepared.site, of_markdown, kept.markdown)
            write_files(prepared.works, of_markdown)
            linked = [path for path in prepared.files if path.startswith((TABLES, FIGURES))]
            write_files({path: prepared.files[path] for path in linked}, of_markdown)
            write_files(schema_files(prepared.review.kinds.values(), prepared.address), of_schemas)
            pages = build_site(root, prepared, of_site, kept.earlier)
        with stage("Setting the book"):
            made = {f"downloads/{name}": content for name, content in its_books().items()}
        write_bytes(made, of_site)
        write_bytes({path: made[path] for path in made if path.startswith(FIGURES)}, of_markdown)
        of_markdown.settle()
        of_schemas.settle()
        twins = write_twins(of_markdown, of_site, kept.twins)
        of_site.free(OFFLINE)
        of_site.settle()
        with stage("Packing the offline copy"):
            its_id, sums = prepared.review.info.id, of_site.sums()
            packed = write_offline(fresh / "site", sums, its_id, prepared.address, kept.packed)
            of_site.wrote(OFFLINE)
        if (page := with_sizes(fresh / "site")) is not None:
            of_site.put_text(SIZES, page)
        leave_copies(prepared.moves, of_site)
        with stage("Checking the site"):
            facts: dict[str, Facts] = {}
            found = check_built(root, prepared, fresh / "site", kept.facts, facts, of_site.sums())
            problems = in_order(map(prepared.at_source, found))
        if errors_of(problems):
            raise ProblemsFound(problems)
        with stage("Putting it in place"):
            archives = archives_of_environment()
            if archives is not None and not releasing:
                put_beside(prepared.review, archives, of_site)
            sums = write_sums(of_site)
            known = dict(zip(OUTPUTS, map(digest_of, (sums, of_markdown.sums(), of_schemas.sums())), strict=True))
            with remembered(places, build):
                digests = swap_in(fresh, OUTPUTS, build, known, [its.folder.name for its in places if its.differs])
    return Left(pages, markdown, twins, facts, replace(packed, sum=sums[OFFLINE]), digests)


def workshop(root: Path, prepared: Prepared, memory: Memory | None = None) -> Workshop:
    """What the review as a book is made with, and its chapters, comparisons and courses one by one."""
    from .plugin import markdown_engine

    engine, place, memory = markdown_engine(root), partial(prepared.written_at, root), memory or Memory()
    site, folders, to_html = prepared.site, template_folders(root), memory.converted(engine, engine.made_of)
    known = memory.books((BOOK_TABLES, HTML_TABLES), _made_with(site, folders, memory))
    return Workshop(root, site, folders, to_html, prepared.address, place, prepared.pictures, known.get)


def write_books(root: Path) -> tuple[str, ...]:
    """Make the books alone, into build/book/; gives the names of the files."""
    shop, build = workshop(root, prepare(root)), root / "build"
    with alone(build), books(shop) as setting, fresh_folder(build) as fresh:
        write_bytes(its_books := setting(), Place(fresh / "book"))
        swap_in(fresh, ("book",), build)
    return tuple(its_books)


def address_of(review: Review) -> str:
    """Where the site lives: as SITE_URL says, else as the review does."""
    return (os.environ.get("SITE_URL") or review.info.address).rstrip("/") + "/"


def release(root: Path) -> tuple[Path, str]:
    """Build the edition, publish its addresses, pack it; gives the archive and its SHA-256, or says why not."""
    review, problems = load(root)
    found = refusals(review, problems, address_of(review)) if review is not None else list(problems)
    if found or review is None:
        raise ProblemsFound(in_order(found))
    with alone(root / "build"):
        prepared = build(root, review.info.edition.number)
        archive, digest, files = pack(root, prepared.review, root / "build" / "site")
        write_whole({**newly_published(root)[1], **files})
    return archive, digest


def check_built(
    root: Path,
    prepared: Prepared,
    folder: Path,
    known: Mapping[str, Facts] = MappingProxyType({}),
    facts: dict[str, Facts] | None = None,
    sums: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Read the built site back: its pages, and whether every published address still leads somewhere.

    Pages whose facts are known are not read again; the facts of all are put into `facts`. The sums of all files spare
    reading them.
    """
    built = read_site(folder, prepared.address, known, sums)
    problems = check_pages(built, facts)
    problems += check_ledger(built, published_in(root)[0], prepared.moves)
    return problems + list(check_cartridges(built, prepared.lasting))
