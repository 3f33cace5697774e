"""In: a Review and what changed from edition to edition; out: api/changes.json and feeds, whole and per entity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from ..compose.addresses import entity_path, feed_path, web_path
from ..compose.changes import SORTS, Change, Changes
from ..compose.page import Target
from ..model.json_text import indented
from ..model.review import Review
from .markup import element as e

_ATOM = "http://www.w3.org/2005/Atom"
_HEAD = Markup('<?xml version="1.0" encoding="UTF-8"?>\n')


def change_files(review: Review, changes: Sequence[Changes], address: str) -> Mapping[str, str]:
    """All changes as JSON; a feed of all, and one of each entity of a kind that readers follow."""
    steps = [
        {
            "from": step.earlier,
            "to": step.number,
            "date": step.date,
            "changes": [_json(its, address) for its in step.changes],
        }
        for step in changes
    ]
    files = {"api/changes.json": indented(steps) + "\n"}
    title = review.writing.say(f"{review.info.short_title}: what changed")
    files[feed_path()] = _feed(review, title, f"{address}changes/", _entries(changes, None), address, feed_path())
    for entity in followed(review):
        path = feed_path(entity)
        name = review.entities[entity].name
        home = address + web_path(Target("", entity_path(review, review.entities[entity])))
        files[path] = _feed(
            review, review.writing.say(f"{name}: what changed"), home, _entries(changes, entity), address, path
        )
    return files


def followed(review: Review) -> Iterator[str]:
    """The entities that have a feed of their own."""
    return (id_ for id_, entity in review.entities.items() if review.kinds[entity.kind].feeds)


def _entries(changes: Sequence[Changes], entity: str | None) -> list[tuple[Changes, Change]]:
    return [(step, its) for step in changes for its in step.changes if entity is None or entity in its.about]


def _json(change: Change, address: str) -> dict[str, object]:
    said = {"before": change.before or None, "after": change.after or None}
    return {
        "sort": change.sort,
        "id": change.id,
        **said,
        "about": list(change.about),
        "address": address + change.place,
    }


def _feed(review: Review, title: str, home: str, entries: list[tuple[Changes, Change]], address: str, path: str) -> str:
    updated = max([review.info.edition.date, *(step.date for step, _ in entries)])
    parts = [_entry(step, change, address, review.writing.say) for step, change in entries]
    head = [
        e("title", escape(title)),
        e("id", address + path),
        e("updated", f"{updated}T00:00:00Z"),
        *(e("author", e("name", escape(author.reading))) for author in review.info.people),
        e("link", rel="self", type="application/atom+xml", href=address + path),
        e("link", rel="alternate", type="text/html", href=home),
        e("rights", escape(review.info.license.name)),
    ]
    return str(_HEAD + e("feed", *head, *parts, xmlns=_ATOM, xml_lang=review.info.language) + "\n")


def _entry(step: Changes, change: Change, address: str, say: Callable[[str], str]) -> Markup:
    words = [f"{say('Before:')} {change.before}"] if change.before else []
    words += [f"{say('Now:')} {change.after}" if change.before else change.after] if change.after else []
    place = f"{address}changes/#{change.anchor}"
    return e(
        "entry",
        e("title", escape(say(f"{say(SORTS[change.sort])}: {change.id} (edition {step.number})"))),
        e("id", place),
        e("updated", f"{step.date}T00:00:00Z"),
        e("link", rel="alternate", type="text/html", href=place),
        e("summary", escape(" ".join(words))),
    )
