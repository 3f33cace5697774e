"""In: a Review, its address, Styles; out: how a page, and how a claim with its value, is cited: primary work first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from ..cite.bibtex import bibtex_of, latex_of
from ..cite.csl import Item, name_in_csl
from ..cite.ris import ris_of
from ..cite.styles import STYLES, Styles
from ..cite.work import CiteLine, HowToCite, Work, json_of
from ..model.reference import Reference
from ..model.review import Review
from ..on_demand import Each
from .addresses import claim_target, web_path
from .page import Page, Target, Views
from .verdicts import verdict_words

#: Stand in the places of title, editors and address while a style is at work; it is then run once for all pages.
_TITLE, _WHOLE, _EDITORS, _ADDRESS = "Pagetitle", "Reviewtitle", "Revieweditors", "https://mark.invalid/page"
_GROUP = "Reviewgroup{}end"
_IN_PATTERN = re.compile(f"({_TITLE}|{_ADDRESS})")
#: An address that was never set is told to nobody.
_EXAMPLE = "://example.org/"
NOT_SET = "address not set"
_SPACE = re.compile(r"[\t\n\v\f\r ]+")


@lru_cache(maxsize=2)
def _known(*what: object) -> dict[tuple[str, str, str, str], tuple[tuple[str, str], ...]]:
    """What was made for reference managers, of a review that tells this of itself: a preview asks again and again."""
    return {}


class Citations:
    """Cites the review's own pages and claims; each style runs once for pages and once for the whole."""

    def __init__(self, review: Review, address: str, styles: Styles) -> None:
        self._review, self._say = review, review.writing.say
        self._address = address
        self._authors, self._editors = review.info.people, review.info.byline
        self._title = _one_line(review.info.title)
        edition = review.info.edition
        self._known = _known(self._title, self._authors, edition.number, edition.date, review.info.language)
        self._patterns = {
            (type_, style): _IN_PATTERN.split(self._begun(str(styles.html(style, self._pattern(type_)))))
            for type_ in ("report", "chapter")
            for style in STYLES
        }

    def page(self, page: Page) -> HowToCite:
        """How to cite a page: as a part of the review, or for the first page as the review itself."""
        type_ = "report" if page.role == "home" else "chapter"
        address = self._shown(page.target)
        title = self._say(_one_line(page.title))
        styled = tuple((style, self._filled(type_, style, title, address)) for style in STYLES)
        name = page.path.removesuffix(".md").removesuffix("/index").replace("/", "-")
        asked = (type_, title, address, f"{self._review.info.id}-{name}")
        if asked not in self._known:
            self._known[asked] = self._machine(*asked)
        return HowToCite(styled, self._known[asked])

    def claims(self, views: Views, works: Mapping[str, Work], styles: Styles) -> Each[str, tuple[CiteLine, ...]]:
        """For each claim what to cite for it: the works its source cites, the source, then this review."""
        first = next(iter(STYLES))
        texts = Each(works, lambda key: styles.html(first, works[key].item))
        return Each(self._review.claims, lambda id_: tuple(self._lines(id_, views, texts, first)))

    def _lines(self, id_: str, views: Views, texts: Mapping[str, Markup], style: str) -> list[CiteLine]:
        review, claim = self._review, self._review.claims[id_]
        lines: list[CiteLine] = []
        for key in claim.cites:
            judgement = review.found.verdicts.get((id_, key))
            note = f"; audit: {verdict_words(judgement).lower()}" if judgement else ""
            lines.append(CiteLine(f"Work that the source cites there{note}", texts[key]))
        for number in claim.cites_unlisted:
            words = Markup(escape(self._say(f"number {number} of a list that was not supplied")))
            lines.append(CiteLine("Work that the source cites there", words))
        source = review.source_at(claim.at)
        place = escape(self._say(views[id_].passage))
        lines.append(CiteLine("The source that says it", Markup(f"{texts[source.reference]} {place}.")))
        address = self._shown(claim_target(review, claim, id_))
        lines.append(CiteLine("This review", self._filled("chapter", style, self._say(f"Claim {id_}"), address)))
        return lines

    def _shown(self, target: Target) -> str:
        return self._say(NOT_SET) if _EXAMPLE in self._address else self._address + web_path(target)

    def _filled(self, type_: str, style: str, title: str, address: str) -> Markup:
        """The style's text with the words themselves, which no style may change."""
        words = {_TITLE: escape(title), _ADDRESS: escape(address)}
        return Markup("".join([words.get(part, part) for part in self._patterns[type_, style]]))

    def _begun(self, text: str) -> str:
        """A style's text with the words that are the same for each page and claim."""
        words = {_WHOLE: self._title, _EDITORS: self._editors}
        words |= {_GROUP.format(number): author.group for number, author in enumerate(self._authors)}
        for mark, word in words.items():
            text = text.replace(mark, str(escape(word)))
        return text

    def _item(self, type_: str, title: str, review: str, editors: str, address: str) -> Item:
        info = self._review.info
        item: Item = {
            "id": "page",
            "type": type_,
            "title": title if type_ == "chapter" else review,
            "publisher": editors,
            "edition": info.edition.number,
            "author": [name_in_csl(author) for author in self._authors],
            "issued": {"date-parts": [[int(part) for part in info.edition.date.split("-")]]},
            "language": info.language,
        }
        item |= {"container-title": review} if type_ == "chapter" else {}
        return item | ({"URL": address} if address != self._say(NOT_SET) else {})

    def _pattern(self, type_: str) -> Item:
        """What the styles are run on: the edition in words, and the year alone."""
        item = self._item(type_, _TITLE, _WHOLE, _EDITORS, _ADDRESS)
        year = item["issued"]["date-parts"][0][:1]
        # A style puts the names of people into its form; the words of a group it leaves.
        for number, name in enumerate(item["author"]):
            name |= {"literal": _GROUP.format(number)} if "literal" in name else {}
        edition = self._say(f"Edition {item['edition']}")
        return item | {"edition": edition, "issued": {"date-parts": [year]}}

    def _machine(self, type_: str, title: str, address: str, key: str) -> tuple[tuple[str, str], ...]:
        info = self._review.info
        item = self._item(type_, title, self._title, self._editors, address) | {"id": key}
        year, month, _ = info.edition.date.split("-")
        editors = latex_of(self._editors)
        fields = {"title": f"{{{latex_of(item['title'])}}}", "year": year, "month": month}
        fields["edition"] = info.edition.number
        if type_ == "chapter":
            fields |= {"booktitle": f"{{{latex_of(self._title)}}}", "publisher": editors}
        else:
            # Zotero has no edition of a report, but a number.
            fields |= {"institution": editors, "number": info.edition.number}
            item["number"] = info.edition.number
        if "URL" in item:
            fields["url"] = address
        authors = tuple(f"{{{latex_of(its.group)}}}" if its.group else latex_of(its.inverted) for its in self._authors)
        reference = Reference(key, "incollection" if type_ == "chapter" else "techreport", fields, authors, ())
        return (("BibTeX", bibtex_of(reference)), ("RIS", ris_of(reference, item)), ("CSL-JSON", json_of(item)))


def _one_line(words: str) -> str:
    return _SPACE.sub(" ", words).strip(" ")
