"""In: a pasted list of references, one a line; out: entries of references.bib to look through, and what was not understood.

Understood are the three common ways of writing a reference: Vancouver (`Hill A, Stream B. Title. J Leaves. 2020;3(1):1-9.`),
APA (`Hill, A., & Stream, B. (2020). Title. Journal of Leaves, 3(1), 1–9.`) and ACS (`Hill, A.; Stream, B. Title. J. Leaves
2020, 3 (1), 1–9.`), each with a DOI or PubMed number or without, with Markdown's asterisks or without. A line that fits none
becomes an entry with the whole line as its title, and is named, so that nothing is lost. No parsing library that could be
installed reads as much: docs/decisions/0018.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.reference import Reference

_NUMBER = re.compile(r"^\s*(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})[.)])\s+")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)(10\.\d{4,9}/\S+?)(?=[.,;]?(?:\s|$))", re.I)
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b", re.I)
_PLACE = r"(?P<volume>\d+)?\s*(?:\((?P<number>[^)]+)\))?\s*(?:[:,]\s*(?P<pages>[A-Za-z]?\d[\w–-]*))?"
_VANCOUVER = re.compile(
    rf"(?P<authors>[^.]+(?:\bet al)?)\.\s+(?P<title>.+?[.?!])\s+(?P<journal>[^.;:?!]+(?:\.[^.;:?!]*)*?)\.?\s*"
    rf"(?P<year>(?:19|20)\d\d)[^;:.]*;\s*{_PLACE}\.?"
)
_APA = re.compile(
    rf"(?P<authors>.+?)\s*\((?P<year>(?:19|20)\d\d)[a-z]?\)\.\s+(?P<title>.+?[.?!])\s+(?P<journal>[^,]+),\s*{_PLACE}\.?"
)
_INITIALS = r"(?:[A-Z]\.[\s-]?)+"
_PERSON = rf"[^\s;.,][^;.,]*,\s*{_INITIALS}"
_ACS = re.compile(
    rf"(?P<authors>(?>(?:{_PERSON};\s*)*(?:{_PERSON}|et al\.)))\s*(?P<title>.+?[.?!])\s+"
    rf"(?P<mark>\*?)(?P<journal>[^*;:?!]+?)(?P=mark)[,.]?\s*(?P<year>(?:19|20)\d\d),\s*(?:{_PLACE}|(?P<press>in press))\.?"
)


@dataclass(frozen=True)
class Proposed:
    """An entry for references.bib, its number in the list, whether it was understood, and what it lacks, in words."""

    number: int
    key: str
    entry: str
    understood: bool
    work: Reference
    lacking: str = ""


def proposed(text: str, taken: Sequence[str]) -> Iterator[Proposed]:
    """One entry a line; keys are the first author and the year, and none is given twice."""
    used, counted = set(taken), 0
    for line in _whole_lines(text):
        marked = _NUMBER.match(line)
        counted = int(next(filter(None, marked.groups()))) if marked else counted + 1
        words = " ".join(line[marked.end() if marked else 0 :].split())
        yield _proposed(counted, words, used)


def _whole_lines(text: str) -> Iterator[str]:
    """Each reference in one line: in a list with numbers, a line without one goes on from the line above."""
    lines = [line for line in text.splitlines() if re.search(r"\w", line)]
    if not lines or not _NUMBER.match(lines[0]):
        yield from lines
        return
    whole = lines[0]
    for line in lines[1:]:
        if _NUMBER.match(line):
            yield whole
            whole = line
        else:
            whole += " " + line.strip()
    yield whole


def same_as(work: Reference, others: Iterable[Reference]) -> str:
    """The key under which the work is listed already: by its DOI, its PubMed number, or its title and year."""
    signs = _signs(work)
    return next((other.key for other in others if signs & _signs(other)), "")


def _signs(work: Reference) -> set[str]:
    title = re.sub(r"\W+", "", _ascii(work.title).lower())
    signs = {f"title {title} {work.year}" if len(title) > 10 and work.year else "", work.doi.lower()}
    return (signs | {f"pmid {work.pmid}" if work.pmid else ""}) - {""}


def _proposed(number: int, line: str, used: set[str]) -> Proposed:
    doi, pmid = _DOI.search(line), _PMID.search(line)
    plain = _PMID.sub("", _DOI.sub("", line)).strip(" .,;")
    found = _understood(plain + ".")
    year = found["year"] if found else next(iter(re.findall(r"\b(?:19|20)\d\d\b", plain)), "")
    authors = _authors(found["authors"]) if found else []
    stem = stem_of((authors[0] if authors else plain).partition(",")[0].split(" ")[0])
    key = free_key(f"{stem}{year or 'nd'}", used)
    fields = {"author": " and ".join(authors), "title": f"{{{(found['title'] if found else plain).rstrip('.')}}}"}
    if found:
        fields |= {"journal": found["journal"].strip(), "year": year}
        fields |= {name: found[name] or "" for name in ("volume", "number", "pages")}
        if len(fields["volume"]) > 5 and not fields["pages"]:  # printed before its volume: the article's own number
            fields |= {"pages": fields["volume"], "volume": ""}
        fields["pages"] = re.sub("[-–]", "--", fields["pages"])
        fields["note"] = "In press" if found.groupdict().get("press") else ""
    else:
        fields |= {"year": year, "note": "To complete: the line of the list was not understood"}
    if doi:
        fields["doi"] = doi[1]
    if pmid:
        fields |= {"eprint": pmid[1], "eprinttype": "pubmed"}
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    type_, lacking = ("article", "") if found else ("misc", "its line was not understood")
    work = Reference(key, type_, fields, tuple(authors), ())
    return Proposed(number, key, f"@{type_}{{{key},\n{body}}}\n", found is not None, work, lacking)


def _understood(line: str) -> re.Match[str] | None:
    """What a line says, where it is written in one of the three ways; bold and slanted words may be marked."""
    plain = line.replace("*", "")
    # Of the marks only those of a journal help: they tell where the title ends.
    return (
        _APA.fullmatch(plain) or _VANCOUVER.fullmatch(plain) or _ACS.fullmatch(_marked(line)) or _ACS.fullmatch(plain)
    )


def _marked(line: str) -> str:
    """The line with the marks of words only, not those of numbers."""
    return re.sub(r"\*+([\d(][^*]*)\*+", r"\1", line)


def _authors(written: str) -> list[str]:
    """Names as `Family, G.`; a group or a single word stays as it is, in braces."""
    more = re.search(r"[,;]?\s*\bet al\.?$", written)
    plain = written[: more.start()] if more else written
    pairs = re.findall(rf"([^,;]+),\s*({_INITIALS})", plain)  # Hill, A. B., & Stream, C.  or  Hill, A.B.; Stream, C.
    if pairs:
        names = [f"{family.strip(' ,&')}, {re.sub(r'[.](?=[A-Z])', '. ', given.strip())}" for family, given in pairs]
    else:
        names = [_vancouver(name.strip()) for name in plain.split(",")]
    return [*names, *(["others"] if more else [])]


def _vancouver(name: str) -> str:
    match = re.fullmatch(r"(.+?) ([A-Z]{1,4})", name)
    return f"{match[1]}, {' '.join(f'{letter}.' for letter in match[2])}" if match else f"{{{name}}}"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def stem_of(name: str) -> str:
    """What a key begins with: the first author's family name in plain small letters."""
    return re.sub("[^a-z]", "", _ascii(name.lower())) or "work"


def free_key(key: str, used: set[str]) -> str:
    """The key, with a letter behind it when it is taken."""
    letters = "bcdefghijklmnopqrstuvwxyz"
    endings = ("", *letters, *(first + second for first in letters for second in letters))
    lower = {one.lower() for one in used}
    found = next(key + ending for ending in endings if (key + ending).lower() not in lower)
    used.add(found)
    return found


def source_entry(key: str, title: str, author: str, year: str) -> str:
    """The entry of a source itself; what is not known yet is said to be missing."""
    fields = {"author": f"{{{author or 'Not stated'}}}", "title": f"{{{title}}}", "year": year}
    if not year:
        fields["note"] = "Year not stated"
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{body}}}\n"
