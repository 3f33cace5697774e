"""In: the entries of references.bib; out: problems of fields of another dialect, of identifiers, and of works listed twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pybtex.richtext import Text
from pybtex.scanner import PybtexSyntaxError

from ..model.citations import START
from ..model.reference import Reference
from ..problems import Problem, shown
from .bibtex import ReadReference

#: What biblatex calls what classic BibTeX, and with it most reference managers, calls otherwise.
BIBLATEX = {
    "date": "year` and `month",
    "journaltitle": "journal",
    "location": "address",
    "booksubtitle": "booktitle",
    "journalsubtitle": "journal",
    "maintitle": "booktitle",
    "subtitle": "title",
    "issue": "number",
    "eventtitle": "booktitle",
    "pubstate": "note",
    "addendum": "note",
    "eid": "pages",
    "pmid": "eprint` with `eprinttype = {pubmed}",
}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
#: Fields that are printed as they are.
_NOT_SET = ("doi", "url", "eprint", "eprinttype")
#: Without a backslash, a percent sign, or braces in braces: can always be set.
_PLAIN = re.compile(r"[^\\%{}]*(?:\{[^\\%{}]*\}[^\\%{}]*)*")
#: Where a link may lead: a page shows `url` as one.
_URL = re.compile(r"https?://[^\s<>\"\\^`{}|]+", re.I)
_WANTED = 'an address with https:// or http://, and in it `%20` for a blank, and so on for <>"\\^`{}|'
_PMID = re.compile(r"[1-9]\d{0,8}")
#: What stands before a DOI when somebody copied its address.
_BEFORE_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)


def odd_fields(read: ReadReference) -> Iterator[Problem]:
    """Fields of biblatex; a DOI or PubMed number of another form; words that would cite."""
    its = read.reference
    for name, value in its.fields.items():
        at = read.fields.get(name, read.location)
        if name in BIBLATEX:
            sentence = f"`{name}` of '{its.key}' is a field of biblatex, which classic BibTeX does not read"
            yield Problem("biblatex-field", at, sentence, fix=f"use `{BIBLATEX[name]}`")
        if START.search(value):
            sentence = f"`{name}` of '{its.key}' has an @ in square brackets, which would cite"
            yield Problem("bad-value", at, sentence, fix="write round brackets")
        if name not in _NOT_SET and (fault := _unset(value)):
            sentence = f"`{name}` of '{its.key}' cannot be set: {fault}"
            fix = "balance the braces; write `\\%` for a percent sign and `\\textbackslash{}` for a backslash"
            yield Problem("bad-value", at, sentence, fix=fix)
    for role, people in (("author", its.authors), ("editor", its.editors)):
        for name in people:
            if fault := _unset(name):
                sentence = f"the {role} '{shown(name)}' of '{its.key}' cannot be set: {fault}"
                yield Problem("bad-value", read.fields.get(role, read.location), sentence, fix="balance the braces")
    if its.doi and not _DOI.fullmatch(its.doi):
        bare = _BEFORE_DOI.sub("", its.doi)
        sentence = f"`doi` of '{its.key}' is '{shown(its.doi)}', which is not a bare DOI"
        near = bare if _DOI.fullmatch(bare) else None
        yield Problem("bad-value", read.fields["doi"], sentence, "`10.`, a number, a slash, a name", near)
    url = its.fields.get("url", "")
    if url and not _URL.fullmatch(url):
        sentence = f"`url` of '{its.key}' is '{shown(url)}', which is no address of the web"
        yield Problem("bad-value", read.fields["url"], sentence, _WANTED)
    if its.pmid and not _PMID.fullmatch(its.pmid):
        sentence = f"`eprint` of '{its.key}' is '{shown(its.pmid)}', which is not a number of PubMed"
        yield Problem("bad-value", read.fields["eprint"], sentence, "one to nine digits")


def _unset(value: str) -> str | None:
    """Why the value cannot be set as LaTeX: a `%` hides what follows it, and with it a closing brace."""
    if _PLAIN.fullmatch(value):
        return None
    try:
        Text.from_latex(value)
    except (PybtexSyntaxError, ValueError, RecursionError) as error:
        return str(error.args[0]) if error.args else type(error).__name__
    return None


def twins(found: Sequence[ReadReference]) -> Iterator[Problem]:
    """A work under two keys: by its DOI, by its PubMed number, or by its title with its year."""
    told: set[str] = set()
    for what, sign in _SIGNS:
        by_sign: dict[tuple[str, ...], ReadReference] = {}
        for read in found:
            signs = sign(read.reference)
            twin = by_sign.setdefault(signs, read)
            same_key = twin.reference.key.lower() == read.reference.key.lower()
            if not all(signs) or same_key or read.reference.key in told:
                continue
            told.add(read.reference.key)
            sentence = f"'{read.reference.key}' has the {what} of '{twin.reference.key}' on line {twin.location.line}"
            yield Problem("duplicate-reference", read.location, sentence, fix="keep one entry and cite its key")


def _title(reference: Reference) -> str:
    return re.sub(r"\W+", "", reference.title).lower()


_SIGNS: tuple[tuple[str, Callable[[Reference], tuple[str, ...]]], ...] = (
    ("DOI", lambda its: (its.doi.lower(),)),
    ("PubMed number", lambda its: (its.pmid,)),
    ("title, year and first author", lambda its: (_title(its), its.year, its.first_author.lower())),
    ("title and year", lambda its: (_title(its), its.year)),
)
