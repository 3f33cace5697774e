"""In: BibTeX or RIS as reference managers export it; out: entries of references.bib to look through, and what each lacks.

BibTeX is read by pybtex, RIS by rispy. Fields of biblatex become those of classic BibTeX; what no page prints (abstract,
keywords, names of files) is left out; a type that lacks what it needs becomes `@misc`, and is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..cite.bibtex import bibtex_of
from ..model.reference import Reference
from ..problems import Problem, SourceText
from ..read.bibliography import NEEDED
from ..read.bibtex import entries_of
from .fields import printed_fields
from .references import Proposed, free_key, stem_of
from .ris import works_of

_BIBTEX = re.compile(r"^\s*@\s*\w+\s*[{(]", re.M)
_RIS = re.compile(r"^TY\s{1,3}-", re.M)
#: Beginnings of what reference managers export, too, and what to choose instead.
_OTHERS = {
    "PubMed's own format": re.compile(r"\s*PMID- "),
    "XML": re.compile(r"\s*<(?:\?xml|!|\w)"),
    "JSON": re.compile(r"\s*[\[{]\s*[{\"]"),
    "EndNote's own format": re.compile(r"\s*%0 "),
}
_TYPES = {
    **dict.fromkeys(("collection", "mvbook", "mvcollection", "reference"), "book"),
    **dict.fromkeys(("bookinbook", "inreference", "suppbook", "suppcollection"), "incollection"),
    **dict.fromkeys(("electronic", "www"), "online"),
    "conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "periodical": "misc",
}
#: What biblatex calls it: what classic BibTeX does.
_NAMES = {
    "journaltitle": "journal",
    "location": "address",
    "issue": "number",
    "eid": "pages",
    "eventtitle": "booktitle",
}


def is_export(text: str) -> bool:
    """Whether it is BibTeX or RIS, and no list of lines."""
    return bool(_BIBTEX.search(text) or _RIS.search(text))


def other_export(text: str) -> str:
    """The name of a format that is not read here; empty for any text that may be a list."""
    return next((name for name, begins in _OTHERS.items() if begins.match(text)), "")


def entries(file: SourceText, text: str, taken: Sequence[str]) -> tuple[list[Proposed], list[Problem]]:
    """One proposal a work, and what is wrong with the file; keys that can stay do."""
    problems: list[Problem] = []
    if _RIS.search(text):
        works: list[Reference] = list(works_of(text))
    else:
        found, problems = entries_of(file, text)
        works = [_classic(read.reference) for read in found if read.whole]
    used = set(taken)
    return [_proposed(number, work, used) for number, work in enumerate(works, 1)], problems


def _proposed(number: int, work: Reference, used: set[str]) -> Proposed:
    key = work.key if re.fullmatch(r"[A-Za-z0-9_-]+", work.key) else f"{stem_of(work.first_author)}{work.year or 'nd'}"
    work = Reference(free_key(key, used), work.type, work.fields, work.authors, work.editors)
    lacking = _lacking(work)
    if lacking:
        note = work.fields.get("note", "")
        said = f"To complete: {lacking}"
        work = Reference(
            work.key, "misc", {**work.fields, "note": f"{note}. {said}" if note else said}, work.authors, work.editors
        )
    return Proposed(number, work.key, bibtex_of(work), not lacking, work, lacking)


def _lacking(work: Reference) -> str:
    """What its type cannot do without, in words; nothing when all is there."""
    given = {name for name, value in work.fields.items() if value}
    given |= {role for role, people in (("author", work.authors), ("editor", work.editors)) if people}
    own = NEEDED.get(work.type, ())
    people = () if "author" in own else ("author or editor",)
    needed = dict.fromkeys(("title", *people, *own, "year"))
    missing = [name for name in needed if given.isdisjoint(name.split(" or "))]
    return f"no {', no '.join(missing)}" if missing else ""


def _classic(work: Reference) -> Reference:
    """An entry of biblatex, or of a reference manager, in classic BibTeX."""
    fields = {_NAMES.get(name, name): value for name, value in work.fields.items()}
    date = re.match(r"(\d{4})(?:-(\d\d))?", fields.get("date", ""))
    if date:
        fields.setdefault("year", date[1])
        if date[2]:
            fields.setdefault("month", str(int(date[2])))
    if fields.get("pmid"):
        fields |= {"eprint": fields["pmid"], "eprinttype": "pubmed"}
    elif fields.get("eprinttype", "").lower() not in ("pubmed", "arxiv"):
        fields.pop("eprint", None)
        fields.pop("eprinttype", None)
    type_ = _TYPES.get(work.type, work.type)
    return Reference(work.key, type_ if type_ in NEEDED else "misc", printed_fields(fields), work.authors, work.editors)
