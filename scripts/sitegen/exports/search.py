"""In: a Review, its Site and its Documents; out: search/*.js: names to load first, and full text in parts by word.

Each part is a script that calls `reviewSearch.part(name, value)`, so that a copy opened from a disk can load it, too.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
from .search_words import words_of

#: About how many bytes a part may have: small enough for a phone, large enough that few are needed for a query.
_PART = 24_000
_TEXTS_IN_A_PART = 40
#: A text that search results show is cut here.
_SHOWN = 240
#: Headings of lists that a template adds; what they list is found by itself.
_LISTS = ("top", "references", "mentioned-on", "moved", "appraised-here")
_WORK = "Work cited"
#: Names of people and journals would drown what a reader looks for: works count less than everything else.
_WEIGHTS = {
    "Chapter": 1.15,
    "Section of a chapter": 0.9,
    "Comparison": 1.1,
    _WORK: 0.35,
    "Part of a source": 0.6,
    "Agreement": 0.9,
    "Page": 1.0,
}


@dataclass(frozen=True)
class Text:
    """Something said: a claim, or what stands under a heading."""

    title: str
    url: str
    kind: str
    text: str


def search_files(review: Review, site: Site, documents: Sequence[Document]) -> Mapping[str, str]:
    """Every part by its path."""
    kinds = _Numbers()
    entries = _entries(review, site, documents, kinds)
    texts = [*_claims(review, site), *_findings(review), *_sections(documents)]
    bounds, parts = _index(texts)
    shown = [[text.title, text.url, kinds[text.kind], _cut(text.text)] for text in texts]
    files = {f"search/words-{number}.js": _part(f"words-{number}", words) for number, words in enumerate(parts)}
    for number, start in enumerate(range(0, len(shown), _TEXTS_IN_A_PART)):
        files[f"search/texts-{number}.js"] = _part(f"texts-{number}", shown[start : start + _TEXTS_IN_A_PART])
    names = {
        "kinds": list(map(review.writing.say, kinds)),
        "works": review.writing.say(_WORK),
        "weights": [_WEIGHTS.get(kind, 1.0) for kind in kinds],
        "topics": [[topic.id, topic.name] for topic in review.topics.values()],
        "synonyms": [[words_of(word)[0] for word in group if words_of(word)] for group in review.synonyms],
        "tables": [[table.title, _columns(table)] for table in site.tables],
        "entries": entries,
        "bounds": bounds,
        "texts": len(texts),
        "inOnePart": _TEXTS_IN_A_PART,
    }
    return {"search/names.js": _part("names", names), **files}


def _part(name: str, value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"reviewSearch.part({json.dumps(name)},{text})\n"


class _Numbers(dict[str, int]):
    """Gives each new name the next number."""

    def __missing__(self, name: str) -> int:
        self[name] = len(self)
        return self[name]


def _entries(review: Review, site: Site, documents: Sequence[Document], kinds: _Numbers) -> list[list[Any]]:
    """[title, address, kind, other words, note, topics, rows]: topics and rows are parts of the page that a query may
    lead to, as numbers of topics and as [table's entry, row's anchor]."""
    topics = {id_: number for number, id_ in enumerate(review.topics)}
    paths = {page.path: page for page in site.pages}
    found: list[list[Any]] = []
    rows = _rows(review, site)
    for entity in review.entities.values():
        about = {topics[review.claims[claim].topic] for claim in review.claims_about.get(entity.id, ())}
        path = entity_path(review, entity)
        others = [alias.name for alias in entity.core.aliases]
        note = paths[path].description
        found.append(
            [
                entity.name,
                web_path(Target("", path)),
                kinds[_capital(review.kinds[entity.kind].name)],
                others,
                note,
                sorted(about),
                rows.get(entity.id, []),
            ]
        )
    for title, target, kind, others, note in _other_entries(review, site, paths, documents):
        found.append([title, web_path(target), kinds[kind], others, note])
    return found


def _rows(review: Review, site: Site) -> dict[str, list[list[Any]]]:
    """For each entity the tables it is a row of: the table's number, and the row's address."""
    by_path = {entity_path(review, entity): id_ for id_, entity in review.entities.items()}
    found: dict[str, list[list[str]]] = {}
    for number, table in enumerate(site.tables):
        for row in table.rows:
            entity = by_path.get(row.header.path)
            if entity is not None:
                place = web_path(Target("", table.home.path, row.id))
                found.setdefault(entity, []).append([number, place])
    return found


def _measures(review: Review, question: Question) -> str:
    """What a question is asked of, in the words that readers use."""
    about = [review.entities[id_] for id_ in (question.subject, question.population) if id_ in review.entities]
    names = [alias.name for entity in about for alias in entity.core.aliases] + [entity.name for entity in about]
    return ", ".join([*(review.measures[measure].name for measure in question.measures), *names])


def _columns(table: Table) -> list[list[str]]:
    """The id and the heading of each column; a cell's address ends in its column's id."""
    ids = [cell.id.rpartition(".")[2] for cell in table.rows[0].cells] if table.rows else []
    return [list(pair) for pair in zip(ids, table.columns, strict=False)]


def _other_entries(
    review: Review, site: Site, paths: Mapping[str, Page], documents: Sequence[Document]
) -> Iterator[tuple[str, Target, str, list[str], str]]:
    named = {entity_path(review, entity) for entity in review.entities.values()}
    for chapter in review.chapters.values():
        path = chapter_path(chapter)
        if path in paths:
            named.add(path)
            yield chapter.head.title, Target("", path), "Chapter", [], chapter.head.description
    for document in documents:
        if document.role == "chapter":
            for heading, anchor, _ in _under_headings(document.markdown):
                if anchor not in _LISTS:
                    yield heading, Target("", document.path, anchor), "Section of a chapter", [], document.title
    for table in site.tables:
        named.add(table.home.path)
        yield table.title, table.home, "Comparison", [], without_citations(table.caption)
    for question in review.questions.values():
        path = question_path(question.id)
        named.add(path)
        reasons = " ".join(printed(review, reason.text) for reason in question.reasons)
        yield question.title, Target("", path), "Agreement", [_measures(review, question)], reasons
    for term in review.terms.values():
        if term.entity is None:
            others = [term.expansion] if term.expansion else []
            yield term.term, Target("", GLOSSARY, term.id), "Term", others, term.expansion or ""
    for key, reference in review.references.items():
        target = reference_target(key, key)
        if target.path in paths:
            named.add(target.path)
            yield reference.title, target, _WORK, [key], site.references[key]
    for page in site.pages:
        if page.path not in named:
            kind = {"section": "Part of a source", "course": "Course"}.get(page.role, "Page")
            yield page.title, page.target, kind, [], page.description


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


_HEADING = re.compile(r"^(#{2,4}) (.+?) \{#([^}\s]+)\}\s*$", re.M)
_MARKUP = re.compile(
    r"<!--.*?-->|<[^>\n]*>|\[@[^\]]*\]|\]\([^)\n]*\)|\{[:#][^}\n]*\}|///[^/]*///|^\|.*$|&[a-z#0-9]+;|[*`\[\]\\]",
    re.M | re.S,
)


def _sections(documents: Iterable[Document]) -> Iterator[Text]:
    """What chapters say, heading by heading; facts are found as statements."""
    for document in documents:
        if document.role == "chapter":
            for heading, anchor, text in _under_headings(document.markdown):
                plain = " ".join(_MARKUP.sub(" ", text).split())
                if plain and anchor not in _LISTS:
                    place = web_path(Target("", document.path, anchor))
                    yield Text(f"{document.title}: {heading}", place, "Text", plain)


def _under_headings(markdown: str) -> Iterator[tuple[str, str, str]]:
    found = list(_HEADING.finditer(markdown))
    for match, following in zip(found, [*found[1:], None], strict=False):  # none where there is no heading
        end = following.start() if following else len(markdown)
        yield _MARKUP.sub("", match.group(2)).strip(), match.group(3), markdown[match.end() : end]


def _index(texts: Sequence[Text]) -> tuple[list[str], list[dict[str, list[int]]]]:
    """Parts of word → [text, weight, text, weight, …], and the first word of each part."""
    postings: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        counts = Counter(words_of(text.text))
        for word in words_of(text.title):
            counts[word] += 2
        for word, count in counts.items():
            # Whole numbers are short: 10 for a word that occurs once, more for one that occurs often.
            postings.setdefault(word, []).extend((number, round(10 * (1 + math.log(count)))))
    bounds: list[str] = []
    parts: list[dict[str, list[int]]] = []
    size = _PART
    for word in sorted(postings):
        if size >= _PART:
            bounds.append(word)
            parts.append({})
            size = 0
        parts[-1][word] = postings[word]
        size += len(word) + 4 * len(postings[word])
    return bounds, parts


def _cut(text: str) -> str:
    """As much of a text as results show, up to the end of a word."""
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
