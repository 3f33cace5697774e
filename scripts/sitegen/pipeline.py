"""In: the review's folder; out: everything that is built from it. The only module that knows all stages."""

from __future__ import annotations

import datetime
import json
import os
from dataclasses import dataclass
from pathlib import Path

from .check.pages import check_site
from .compose.page import Site
from .compose.pages import compose
from .link import link
from .model.review import Review
from .places import template_folders
from .problems import Problem, ProblemsFound, errors_of, in_order
from .read.review_files import read_review
from .render.markdown import HTML_TABLES, PIPE_TABLES, Document, render
from .rules import check_rules
from .sinks.folder import write_markdown
from .sinks.swap import fresh_folder, swap_in
from .validate.records import validate
from .validate.schemas import editor_schemas

#: What a build puts into build/, each swapped in as a whole.
OUTPUTS = ("site", "markdown", "schemas")


@dataclass(frozen=True)
class Prepared:
    """The review rendered for MkDocs, and what MkDocs must know about it."""

    review: Review
    site: Site
    documents: tuple[Document, ...]
    gaps: tuple[Problem, ...]
    address: str
    epoch: str

    @property
    def comparisons(self) -> frozenset[str]:
        """The paths of comparisons, which take the whole width."""
        return frozenset(document.path for document in self.documents if document.role == "comparison")


def load(root: Path) -> tuple[Review | None, tuple[Problem, ...]]:
    """Read, validate, link and apply the rules; all problems together, in position order."""
    files, problems = read_review(root)
    records, found = validate(files)
    problems += found
    review, found = link(records)
    problems += found
    if review is not None:
        problems += check_rules(review, records)
    return review, in_order(problems)


def prepare(root: Path) -> Prepared:
    """Everything up to Markdown; raises ProblemsFound while an error stands."""
    review, problems = load(root)
    if errors_of(problems) or review is None:
        raise ProblemsFound(problems)
    site = compose(review)
    documents = render(site, template_folders(root), HTML_TABLES)
    address = os.environ.get("SITE_URL") or review.info.address
    date = datetime.datetime.fromisoformat(review.info.edition.date).replace(tzinfo=datetime.UTC)
    return Prepared(review, site, documents, problems, address.rstrip("/") + "/", str(int(date.timestamp())))


def build(root: Path) -> Prepared:
    """Build everything into fresh folders, check it, and only then swap it in; raises ProblemsFound otherwise."""
    from .plugin import build_site  # here, since importing MkDocs takes longer than validating

    prepared = prepare(root)
    plain = render(prepared.site, template_folders(root), PIPE_TABLES)
    with fresh_folder(root / "build") as fresh:
        write_markdown(plain, prepared.site.references, fresh / "markdown")
        _write_schemas(prepared.review, fresh / "schemas")
        build_site(root, prepared, fresh / "site")
        problems = in_order(check_site(fresh / "site", prepared.address))
        if errors_of(problems):
            raise ProblemsFound(problems)
        swap_in(fresh, OUTPUTS, root / "build")
    return prepared


def _write_schemas(review: Review, folder: Path) -> None:
    folder.mkdir()
    for name, schema in editor_schemas(list(review.kinds.values())).items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
