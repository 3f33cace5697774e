"""In: a Review, its tables and its works in machine formats; out: the page of each work and the list of all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, quote_plus

from markupsafe import Markup

from ..cite.latex import plain
from ..cite.styles import STYLES, Styles
from ..cite.work import Work
from ..model.reference import Reference
from ..model.review import Review
from ..on_demand import Each, Whole
from .addresses import REFERENCES, reference_path, reference_target, source_path
from .appraisals import Findings
from .finding_views import AppraisalView, EvidenceView
from .page import ClaimView, Page, Table, Target, Views
from .verdicts import audit_words, notices_on, verdict_words, verdicts_by_work
from .work_facets import TYPES, data_of, facets_of

_FACTS = (
    ("Journal", "journal"),
    ("In", "booktitle"),
    ("Series", "series"),
    ("Publisher", "publisher"),
    ("Institution", "institution"),
    ("School", "school"),
    ("Published by", "howpublished"),
    ("Year", "year"),
    ("Volume", "volume"),
    ("Number", "number"),
    ("Pages", "pages"),
    ("Edition", "edition"),
    ("Note", "note"),
)
NOT_LISTED = "not stated"


@dataclass(frozen=True)
class Outside:
    """A link that leaves the site: its words and its address."""

    words: str
    address: str


@dataclass(frozen=True)
class CitedFor:
    """A claim whose source cites the work there, and whether the work can support it."""

    claim: ClaimView
    verdict: str
    reason: str


@dataclass(frozen=True)
class Citing:
    """A source that cites the work: its number in the source's own list, and the claims made from those places."""

    source: Target
    anchor: str
    number: str
    claims: tuple[CitedFor, ...]
    audited: bool


@dataclass(frozen=True)
class WorkView:
    """A work as its page and the list show it; `text` is Markdown, `styles` and `coins` are HTML."""

    key: str
    label: str
    text: str
    target: Target
    facts: tuple[tuple[str, str], ...]
    identifiers: tuple[Outside, ...]
    searches: tuple[Outside, ...]
    note: str
    notices: tuple[str, ...]
    audit: str
    evidence: tuple[EvidenceView, ...]
    appraisals: tuple[AppraisalView, ...]
    citing: tuple[Citing, ...]
    cells: tuple[Target, ...]
    styles: tuple[tuple[str, Markup], ...]
    machine: tuple[tuple[str, str], ...]
    coins: str
    data: tuple[tuple[str, str], ...]

    @property
    def claims(self) -> int:
        """How many claims are made from places that cite it."""
        return sum(len(one.claims) for one in self.citing)


def work_pages(
    review: Review,
    views: Views,
    findings: Findings,
    tables: Sequence[Table],
    works: Mapping[str, Work],
    styles: Styles,
    texts: Mapping[str, str],
    named: Mapping[str, str],
) -> list[Page]:
    """The list of all works, by first author, year and title, and a page for each."""
    if not review.references:
        return []
    cells = cache(lambda: _cells(tables))
    citing = cache(lambda: _citing(review, views))
    verdicts = cache(lambda: verdicts_by_work(review))
    ordered = sorted(
        review.references.values(),
        key=lambda its: (plain(its.first_author).casefold() or "~", its.year, its.title.casefold()),
    )

    def view(key: str) -> WorkView:
        reference, cited_by, judged = review.references[key], citing().get(key, {}), verdicts()[key]
        its = tuple(cited_by.values())
        return WorkView(
            key,
            named[key],
            texts[key],
            reference_target(key, named[key]),
            _facts(reference),
            _identifiers(reference),
            ()
            if reference.doi or reference.pmid or not reference.authors
            else _searches(reference, review.writing.say),
            plain(reference.fields.get("annote", "")),
            notices_on(review, key),
            audit_words(judged),
            tuple(findings.evidence[id_] for id_ in review.found.evidence_on_work.get(key, ())),
            tuple(findings.appraisals[id_] for id_ in review.found.appraisals_of_work.get(key, ())),
            its,
            tuple(cells().get(key, ())),
            tuple((style, styles.html(style, works[key].item)) for style in STYLES),
            (("BibTeX", works[key].bibtex), ("RIS", works[key].ris), ("CSL-JSON", works[key].json)),
            works[key].coins,
            data_of(reference, list(cited_by), sum(len(one.claims) for one in its), judged),
        )

    shown = Each((reference.key for reference in ordered), view)
    pages = [_page(reference, named[reference.key], shown) for reference in ordered]
    description = "Every work cited in this review, with where each source cites it and where this review uses it."
    context = Whole(
        lambda: {
            "works": tuple(shown.values()),
            "facets": facets_of(review, [dict(view.data) for view in shown.values()]),
        }
    )
    index = ("references.md.j2",)
    return [Page(REFERENCES, "References", description, "references", index, context, "references.bib"), *pages]


def _page(reference: Reference, label: str, shown: Mapping[str, WorkView]) -> Page:
    key, title = reference.key, _title(reference)
    description = f"{title} – what the sources cite it for, where this review uses it, and how to cite it."
    context = Whole(lambda: {"work": shown[key], "all_works": Target("All references", REFERENCES, key)})
    return Page(reference_path(key), label, description, "work", ("work.md.j2",), context, "references.bib")


def _cells(tables: Iterable[Table]) -> dict[str, list[Target]]:
    """Every cell that cites a work, with where it stands in words."""
    found: dict[str, list[Target]] = defaultdict(list)
    for table in tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                for key in dict.fromkeys(key for entry in cell.entries for key in entry.cites):
                    words = f"{table.title}: {row.header.title}, {column}"
                    found[key].append(Target(words, table.home.path, cell.id))
    return found


def _citing(review: Review, views: Views) -> dict[str, dict[str, Citing]]:
    """For each work the sources that list or cite it, in the order of the sources."""
    found: dict[str, dict[str, Citing]] = defaultdict(dict)
    claims: dict[tuple[str, str], list[CitedFor]] = defaultdict(list)
    for claim in review.claims.values():
        for key in claim.cites:
            judgement = review.found.verdicts.get((claim.id, key))
            verdict = verdict_words(judgement) if judgement else ""
            one = CitedFor(views[claim.id], verdict, judgement.reason if judgement else "")
            claims[key, review.source_at(claim.at).id].append(one)
    order = {passage: index for index, passage in enumerate(review.passages)}
    for source in review.sources.values():
        numbers = {key: number for number, key in source.references.items()}
        keys = [*numbers, *(key for key, its in claims if its == source.id and key not in numbers)]
        for key in dict.fromkeys(keys):
            its = sorted(claims[key, source.id], key=lambda one: order[review.claims[one.claim.id].at])
            target = Target(source.label, source_path(source))
            audited = any(one.verdict for one in its)
            found[key][source.id] = Citing(target, f"in-{source.id}", numbers.get(key, ""), tuple(its), audited)
    return found


def _title(reference: Reference) -> str:
    return plain(reference.fields.get("title", ""))


def _facts(reference: Reference) -> tuple[tuple[str, str], ...]:
    facts = [("Title", _title(reference))]
    for label, people in (("Authors", reference.authors), ("Editors", reference.editors)):
        if people:
            names = [plain(name) for name in people]
            listed = "; ".join(name for name in names if name != "others")
            facts.append((label, listed + (" et al." if "others" in names else "")))
    if not reference.authors and not reference.editors:
        facts.append(("Authors", NOT_LISTED))
    for label, field in _FACTS:
        if reference.fields.get(field):
            facts.append((label, plain(reference.fields[field])))
    return (*facts, ("Type", TYPES.get(reference.type, reference.type)))


def _identifiers(reference: Reference) -> tuple[Outside, ...]:
    found: list[Outside] = []
    if reference.doi:
        found.append(Outside(f"doi:{reference.doi}", f"https://doi.org/{quote(reference.doi, safe='/')}"))
    if reference.pmid:
        found.append(Outside(f"PMID {reference.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{quote(reference.pmid)}/"))
    return tuple(found)


def _searches(reference: Reference, say: Callable[[str], str]) -> tuple[Outside, ...]:
    title = plain(reference.fields.get("title", ""))
    return (
        Outside(
            say("search PubMed for the title"), f"https://pubmed.ncbi.nlm.nih.gov/?term={quote_plus(title + '[Title]')}"
        ),
        Outside(
            say("search Crossref for the title"), f"https://search.crossref.org/?q={quote_plus(title)}&from_ui=yes"
        ),
    )
