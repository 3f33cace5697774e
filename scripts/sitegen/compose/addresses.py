"""In: a record; out: the path of its page (as a Markdown file) and its anchor, made from ids only."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.appraisal import Appraisal
from ..model.chapter import Chapter
from ..model.claim import Claim
from ..model.entity import Entity, Kind
from ..model.evidence import Evidence
from ..model.review import Review
from ..model.source import Passage, Source
from .page import Target


def kind_path(kind: Kind) -> str:
    """The list of a kind's entities."""
    return f"{kind.section}/index.md"


def entity_path(review: Review, entity: Entity) -> str:
    """An entity's page."""
    return f"{review.kinds[entity.kind].section}/{entity.id}.md"


def entity_target(review: Review, entity: str) -> Target:
    """A link to an entity's page by its name."""
    found = review.entities[entity]
    return Target(found.name, entity_path(review, found))


def source_path(source: Source) -> str:
    """A source's own page."""
    return f"sources/{source.id}/index.md"


def section_path(source: Source, section: str) -> str:
    """The page of one section of a source, where its claims' cards stand."""
    return f"sources/{source.id}/{section}.md"


def claim_target(review: Review, claim: Claim, title: str) -> Target:
    """A link to a claim's card, its permanent address."""
    source = review.source_at(claim.at)
    return Target(title, section_path(source, review.passages[claim.at].section), claim.id)


def short_of_card(target: Target) -> str:
    """The short address of the claim or appraisal that a target is the card of, without `p/`."""
    return f"{target.anchor}/"


def comparison_path(comparison: str) -> str:
    """A comparison's page."""
    return f"compare/{comparison}.md"


def data_targets(comparison: str) -> tuple[Target, ...]:
    """The files of a comparison's data: as shown, for programs, and one line a statement."""
    begin = f"downloads/data/{comparison}"
    return (
        Target("CSV", f"{begin}.csv"),
        Target("JSON", f"{begin}.json"),
        Target("CSV with one line a statement", f"{begin}-statements.csv"),
    )


#: Where the files of figures are.
FIGURE_FILES = "downloads/figures"


def figure_path(figure: str) -> str:
    """A figure's page."""
    return f"figures/{figure}.md"


def figure_download(figure: str, ending: str) -> str:
    """The file of a figure for use elsewhere: `svg` or `png`."""
    return f"{FIGURE_FILES}/{figure}.{ending}"


#: The list of courses.
COURSES = "courses/index.md"


def course_path(course: str) -> str:
    """A course's page."""
    return f"courses/{course}/index.md"


def teacher_path(course: str) -> str:
    """What teachers of a course need."""
    return f"courses/{course}/teacher.md"


def cartridge_path(course: str) -> str:
    """A course as a package for learning platforms."""
    return f"downloads/courses/{course}.imscc"


def feed_path(entity: str = "") -> str:
    """The feed of all changes, or of those about an entity."""
    return f"feeds/changes-{entity}.xml" if entity else "feeds/changes.xml"


def list_path(list_: str) -> str:
    """A list that the generator makes, by the name that courses give it."""
    return f"{'appraisal' if list_ == 'appraisals' else list_}/index.md"


def chapter_path(chapter: Chapter) -> str:
    """A hand-written page: its folder stays, its id gives the last part."""
    folder = chapter.path.removeprefix("docs/").rpartition("/")[0]
    name = "index" if chapter.path == "docs/index.md" else chapter.id
    return f"{folder}/{name}.md" if folder else f"{name}.md"


REFERENCES = "references/index.md"


def reference_path(key: str) -> str:
    """A work's own page; in the list of all works, its key is its anchor."""
    return f"references/{key}.md"


def reference_target(key: str, title: str) -> Target:
    """A link to the page of a work."""
    return Target(title, reference_path(key))


def list_of_works(path: str, ending: str) -> str:
    """The file beside a page that holds the works it cites: `<address of the page>references.bib`."""
    return web_path(Target("", path)) + f"references.{ending}"


def web_path(target: Target) -> str:
    """Where a target lives on the site, without the site's own address in front."""
    path = target.path.removesuffix(".md").removesuffix("/index")
    page = "" if path == "index" else f"{path}/"
    return page + (f"#{target.anchor}" if target.anchor else "")


#: Pages that other sites show in a frame: `embed/table/<id>/`, `embed/figure/<id>/`, `embed/claim/#<id>`.
EMBEDS = "embed"


def embed_address(sort: str, id_: str) -> str:
    """Where a `table`, a `figure` or a `claim` is shown alone."""
    return f"{EMBEDS}/claim/#{id_}" if sort == "claim" else f"{EMBEDS}/{sort}/{id_}/"


def oembed_path(short: str) -> str:
    """What programs are told that make a frame out of an address; by the short id of what is shown."""
    return f"oembed/{short}.json"


#: What belongs to the pages of a section beside their Markdown, by the last part of the page's address.
_ALONGSIDE = {
    "chapters": {"pdf": "downloads/chapters/{}.pdf", "short": "p/chapter-{}/"},
    "compare": {
        "pdf": "downloads/comparisons/{}.pdf",
        "csv": "downloads/data/{}.csv",
        "json": "downloads/data/{}.json",
        "statements": "downloads/data/{}-statements.csv",
        "embed": "embed/table/{}/",
        "oembed": "oembed/table-{}.json",
        "short": "p/table-{}/",
    },
    "figures": {
        "svg": "downloads/figures/{}.svg",
        "embed": "embed/figure/{}/",
        "oembed": "oembed/figure-{}.json",
        "short": "p/figure-{}/",
    },
    "courses": {
        "pdf": "downloads/courses/{}.pdf",
        "package": "downloads/courses/{}.imscc",
        "teacher": "courses/{}/teacher/",
        "teacher-markdown": "courses/{}/teacher/index.md",
        "short": "p/course-{}/",
    },
    "agreement": {"short": "p/question-{}/"},
    "references": {"short": "p/ref-{}/"},
    "sources": {"short": "p/source-{}/"},
    "": {"short": "p/chapter-{}/"},
}
#: What belongs to the page of a thing, whatever its kind.
_OF_AN_ENTITY = {"feed": "feeds/changes-{}.xml", "short": "p/{}/"}


def alongside(page: str) -> Mapping[str, str]:
    """The addresses of what belongs to the page at an address of the site, by what each is."""
    section, _, id_ = page.rstrip("/").rpartition("/")
    its = {"markdown": f"{page}index.md"}
    its |= {f"works-{ending}": f"{page}references.{ending}" for ending in ("bib", "ris", "json")}
    its["page"] = f"p/page-{page.rstrip('/').replace('/', '-')}/"
    return its | {what: place.format(id_) for what, place in _ALONGSIDE.get(section, _OF_AN_ENTITY).items()}


APPRAISALS = "appraisal/index.md"
EVIDENCE = "evidence/index.md"
AUDIT = "citation-audit/index.md"
AGREEMENT = "agreement/index.md"


def appraisals_path(type_: str) -> str:
    """The page that tells all appraisals of a type whole."""
    return f"appraisal/{type_}.md"


def appraisal_target(appraisal: Appraisal, title: str) -> Target:
    """A link to an appraisal, told whole."""
    return Target(title, appraisals_path(appraisal.type), appraisal.id)


def evidence_path(relation: str) -> str:
    """The page of all evidence that is of one relation to what the sources say."""
    return f"evidence/{relation}.md"


def evidence_target(evidence: Evidence) -> Target:
    """A link to a record of evidence."""
    return Target(evidence.id, evidence_path(evidence.relation), evidence.id)


def verdict_target(key: str, title: str) -> Target:
    """A link to what the citation audit says of a work."""
    return Target(title, AUDIT, key)


def question_path(question: str) -> str:
    """The page that puts all answers to a question side by side."""
    return f"agreement/{question}.md"


def passage_target(review: Review, passage: str) -> Target:
    """A link to a passage on the page of its section."""
    source = review.source_at(passage)
    its = review.passages[passage]
    return Target(f"{source.label}, {passage_label(source, its)}", section_path(source, its.section), its.locator)


def passage_label(source: Source, passage: Passage) -> str:
    """A locator in words: `3.1.p2` is "Section 3.1, paragraph 2", `t2.r1.c1` "Table 2, row 1, column 1"."""
    parts = passage.locator.split(".")
    words: list[str] = []
    head, rest = parts[0], parts[1:]
    if head[:1] in "tf" and head[1:].isdigit():
        words.append(f"{'Table' if head[0] == 't' else 'Figure'} {int(head[1:])}")
    else:
        numbers = [part for part in parts if part.isdigit()]
        if numbers and parts[: len(numbers)] == numbers:
            words.append("Section " + ".".join(numbers))
            rest = parts[len(numbers) :]
        else:
            words.append(next((section.title for section in source.sections if section.id == passage.section), head))
    for part in rest:
        letter, number = part[:1], part[1:]
        if number.isdigit() and letter in "rcpi":
            words.append({"r": "row", "c": "column", "p": "paragraph", "i": "item"}[letter] + f" {number}")
        else:
            words.append(part)
    return ", ".join(words)
