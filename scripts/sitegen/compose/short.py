"""In: a Review and the pages of its site; out: the short address of each page and record, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.review import Review
from .addresses import (
    appraisal_target,
    chapter_path,
    claim_target,
    comparison_path,
    course_path,
    entity_path,
    evidence_target,
    figure_path,
    question_path,
    reference_path,
    reference_target,
    source_path,
)
from .page import Page, Target

#: What stands before the id, so that a chapter and a thing may have the same one. Claims, appraisals, evidence, things: alone.
PREFIXES = ("chapter", "table", "figure", "ref", "source", "course", "question", "page")


def short_targets(review: Review, pages: Iterable[Page]) -> Mapping[str, Target]:
    """`c-7k2q`, `anakinra`, `table-agents`, `chapter-toxicity`, `ref-drews2025` → where it leads, in order of ids."""
    paths = {page.path: page for page in pages}
    found = {id_: Target(its.name, entity_path(review, its)) for id_, its in review.entities.items()}
    found |= {f"chapter-{its.id}": Target(its.head.title, chapter_path(its)) for its in review.chapters.values()}
    found |= {f"table-{id_}": Target(its.title, comparison_path(id_)) for id_, its in review.comparisons.items()}
    found |= {f"source-{id_}": Target(its.label, source_path(its)) for id_, its in review.sources.items()}
    found |= {f"figure-{id_}": Target(its.title, figure_path(id_)) for id_, its in review.figures.items()}
    found |= {f"course-{id_}": Target(its.title, course_path(id_)) for id_, its in review.courses.items()}
    found |= {f"question-{id_}": Target(its.title, question_path(id_)) for id_, its in review.questions.items()}
    named = {target.path for target in found.values()} | {reference_path(key) for key in review.references}
    found |= {id_: claim_target(review, its, f"Claim {id_}") for id_, its in review.claims.items()}
    found |= {id_: appraisal_target(its, f"Appraisal {id_}") for id_, its in review.appraisals.items()}
    found |= {id_: evidence_target(its) for id_, its in review.evidence.items()}
    if "references/index.md" in paths:
        found |= {f"ref-{key}": reference_target(key, key) for key in review.references}
    found |= {_page_id(page.path): page.target for page in paths.values() if page.path not in named}
    return dict(sorted((id_, target) for id_, target in found.items() if target.path in paths))


def _page_id(path: str) -> str:
    """The id of a page that no record stands for: the parts of its path, which are ids."""
    name = path.removesuffix(".md").removesuffix("/index").replace("/", "-")
    return f"page-{'home' if name == 'index' else name}"
