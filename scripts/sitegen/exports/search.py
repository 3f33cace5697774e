"""In: a Review, its Site and its Documents; out: search/*.js: names to load first, and full text in parts by word.

What is found is chosen here; search_parts.py says how it is packed, so that a first search stays light.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape

from ..compose.addresses import (
    appraisal_target,
    chapter_path,
    entity_path,
    question_path,
    reference_target,
    web_path,
)
from ..compose.glossary import GLOSSARY
from ..compose.page import Page, Site, Table, Target
from ..compose.text import filled, printed
from ..model.citations import without_citations
from ..model.question import Question
from ..model.review import Review
from ..render.document import Document
from .search_parts import Entry, Found, Rows, Text, files_of
from .search_words import words_of

#: Headings of lists that a template adds; what they list is found by itself.
_LISTS = ("top", "references", "mentioned-on", "moved", "appraised-here")
#: What counts more or less than an entity, by its sort.
_WEIGHTS = {
    "Chapter": 1.15,
    "Section of a chapter": 0.9,
    "Comparison": 1.1,
    "Part of a source": 0.6,
    "Agreement": 0.9,
    "Page": 1.0,
}


def search_files(review: Review, site: Site, documents: Sequence[Document]) -> Mapping[str, str]:
    """Every part by its path."""
    entries = _entries(review, site, documents)
    texts = (*_claims(review, site), *_findings(review), *_sections(documents))
    told = {
        "topics": [[topic.id, topic.name] for topic in review.topics.values()],
        "synonyms": [[words_of(word)[0] for word in group if words_of(word)] for group in review.synonyms],
    }
    tables = [
        Rows(table.title, web_path(Target("", table.home.path, f"{table.id}.")), _columns(table))
        for table in site.tables
    ]
    say = review.writing.say
    return files_of(
        Found(tuple(entries), tuple(texts), tuple(_works(review, site)), tuple(tables)), told, _WEIGHTS, say
    )


def _entries(review: Review, site: Site, documents: Sequence[Document]) -> Iterator[Entry]:
    """Everything with a name but works: entities with their topics and rows, then pages, terms, parts of chapters."""
    topics = {id_: number for number, id_ in enumerate(review.topics)}
    paths = {page.path: page for page in site.pages}
    rows = _rows(review, site)
    for entity in review.entities.values():
        about = {topics[review.claims[claim].topic] for claim in review.claims_about.get(entity.id, ())}
        path = entity_path(review, entity)
        yield Entry(
            entity.name,
            web_path(Target("", path)),
            _capital(review.kinds[entity.kind].name),
            tuple(alias.name for alias in entity.core.aliases),
            paths[path].description,
            tuple(sorted(about)),
            tuple(rows.get(entity.id, ())),
        )
    for title, target, kind, others, note in _other_entries(review, site, paths, documents):
        yield Entry(title, web_path(target), kind, others, note)


def _rows(review: Review, site: Site) -> dict[str, list[tuple[int, str]]]:
    """For each entity the tables it is a row of: the table's number, and the row's address."""
    by_path = {entity_path(review, entity): id_ for id_, entity in review.entities.items()}
    found: dict[str, list[tuple[int, str]]] = {}
    for number, table in enumerate(site.tables):
        for row in table.rows:
            entity = by_path.get(row.header.path)
            if entity is not None:
                place = web_path(Target("", table.home.path, row.id))
                found.setdefault(entity, []).append((number, place))
    return found


def _measures(review: Review, question: Question) -> str:
    """What a question is asked of, in the words that readers use."""
    about = [review.entities[id_] for id_ in (question.subject, question.population) if id_ in review.entities]
    names = [alias.name for entity in about for alias in entity.core.aliases] + [entity.name for entity in about]
    return ", ".join([*(review.measures[measure].name for measure in question.measures), *names])


def _columns(table: Table) -> tuple[tuple[str, str], ...]:
    """The id and the heading of each column; a cell's address ends in its column's id."""
    ids = [cell.id.rpartition(".")[2] for cell in table.rows[0].cells] if table.rows else []
    return tuple(zip(ids, table.columns, strict=False))


def _other_entries(
    review: Review, site: Site, paths: Mapping[str, Page], documents: Sequence[Document]
) -> Iterator[tuple[str, Target, str, tuple[str, ...], str]]:
    named = {entity_path(review, entity) for entity in review.entities.values()}
    for chapter in review.chapters.values():
        path = chapter_path(chapter)
        if path in paths:
            named.add(path)
            yield chapter.head.title, Target("", path), "Chapter", (), chapter.head.description
    for document in documents:
        if document.role == "chapter":
            for heading, anchor, _ in _under_headings(document.markdown):
                if anchor not in _LISTS:
                    yield heading, Target("", document.path, anchor), "Section of a chapter", (), document.title
    for table in site.tables:
        named.add(table.home.path)
        yield table.title, table.home, "Comparison", (), without_citations(table.caption)
    for question in review.questions.values():
        path = question_path(question.id)
        named.add(path)
        reasons = " ".join(printed(review, reason.text) for reason in question.reasons)
        yield question.title, Target("", path), "Agreement", (_measures(review, question),), reasons
    for term in review.terms.values():
        if term.entity is None:
            others = (term.expansion,) if term.expansion else ()
            yield term.term, Target("", GLOSSARY, term.id), "Term", others, term.expansion or ""
    named |= {reference_target(key, key).path for key in review.references}
    for page in site.pages:
        if page.path not in named:
            kind = {"section": "Part of a source", "course": "Course"}.get(page.role, "Page")
            yield page.title, page.target, kind, (), page.description


def _claims(review: Review, site: Site) -> Iterator[Text]:
    for claim in review.claims.values():
        source = review.source_at(claim.at)
        place = web_path(Target("", f"sources/{source.id}/{review.passages[claim.at].section}.md", claim.id))
        yield Text(f"{claim.id} · {source.label}", place, "Statement", filled(review, claim, claim.says))


def _findings(review: Review) -> Iterator[Text]:
    for its in review.appraisals.values():
        said = " ".join(printed(review, text, its.computed) for text in (its.finding, its.reason))
        said = without_citations(said)
        yield Text(printed(review, its.title, its.computed), web_path(appraisal_target(its, "")), "Appraisal", said)


def _works(review: Review, site: Site) -> Iterator[Text]:
    """Works with a page: people ask for them by title, authors, year or key."""
    paths = {page.path for page in site.pages}
    for key, reference in review.references.items():
        target = reference_target(key, key)
        if target.path in paths:
            yield Text(reference.title, web_path(target), "Work cited", site.references[key], key)


_HEADING = re.compile(r"^(#{2,4}) (.+?) \{#([^}\s]+)\}\s*$", re.M)
_MARKUP = re.compile(
    r"\\[!-/:-@\[-`{-~]|<!--.*?-->|<[^>\n]*>|\s*\[@[^\]]*\]|\]\([^)\n]*\)|\{[:#][^}\n]*\}|///[^/]*///|^\|[^\n]*$|&[a-z#0-9]+;|[*`\[\]\\]",
    re.M | re.S,
)


def _sections(documents: Iterable[Document]) -> Iterator[Text]:
    """What chapters say, heading by heading; facts are found as statements."""
    for document in documents:
        if document.role == "chapter":
            for heading, anchor, text in _under_headings(document.markdown):
                plain = _as_read(text)
                if plain and anchor not in _LISTS:
                    place = web_path(Target("", document.path, anchor))
                    yield Text(f"{document.title}: {heading}", place, "Text", plain)


def _as_read(text: str) -> str:
    """What readers see of it: a mark within a line leaves no space, or one would stand before the comma that follows."""
    return " ".join(_MARKUP.sub(_instead, text).split())


def _instead(mark: re.Match[str]) -> str:
    said = mark.group()
    if said[0] == "\\" and len(said) == 2:
        return said[1]
    return unescape(said) if said.startswith("&") else " " if said.startswith(("<", "/", "|")) else ""


def _under_headings(markdown: str) -> Iterator[tuple[str, str, str]]:
    found = list(_HEADING.finditer(markdown))
    for match, following in zip(found, [*found[1:], None], strict=False):  # none where there is no heading
        end = following.start() if following else len(markdown)
        yield _MARKUP.sub("", match.group(2)).strip(), match.group(3), markdown[match.end() : end]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
