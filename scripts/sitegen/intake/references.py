"""In: a pasted list of references, one a line; out: entries of references.bib to look through, and what was not understood.

Understood are the two common ways of writing a reference: Vancouver (`Hill A, Stream B. Title. J Leaves. 2020;3(1):1-9.`)
and APA (`Hill, A., & Stream, B. (2020). Title. Journal of Leaves, 3(1), 1–9.`), each with a DOI or PubMed number or
without. A line that fits neither becomes an entry with the whole line as its title, and is named, so that nothing is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Proposed:
    """An entry for references.bib, its number in the list, and whether its line was understood."""

    number: int
    key: str
    entry: str
    understood: bool


def proposed(text: str, taken: Sequence[str]) -> Iterator[Proposed]:
    """One entry a line; keys are the first author and the year, and none is given twice."""
    used, counted = set(taken), 0
    for line in text.splitlines():
        if not re.search(r"\w", line):
            continue
        marked = _NUMBER.match(line)
        counted = int(next(filter(None, marked.groups()))) if marked else counted + 1
        words = " ".join(line[marked.end() if marked else 0 :].split())
        yield _proposed(counted, words, used)


def _proposed(number: int, line: str, used: set[str]) -> Proposed:
    doi, pmid = _DOI.search(line), _PMID.search(line)
    plain = _PMID.sub("", _DOI.sub("", line)).strip(" .,;")
    found = _APA.fullmatch(plain + ".") or _VANCOUVER.fullmatch(plain + ".")
    year = found["year"] if found else next(iter(re.findall(r"\b(?:19|20)\d\d\b", plain)), "")
    authors = _authors(found["authors"]) if found else []
    stem = re.sub("[^a-z]", "", _ascii((authors[0] if authors else plain).partition(",")[0].split(" ")[0].lower()))
    key = _free(f"{stem or 'work'}{year or 'nd'}", used)
    fields = {"author": " and ".join(authors), "title": f"{{{(found['title'] if found else plain).rstrip('.')}}}"}
    if found:
        fields |= {"journal": found["journal"].strip(), "year": year}
        fields |= {name: found[name] or "" for name in ("volume", "number", "pages")}
        fields["pages"] = re.sub("[-–]", "--", fields["pages"])
    else:
        fields |= {"year": year, "note": "To complete: the line of the list was not understood"}
    if doi:
        fields["doi"] = doi[1]
    if pmid:
        fields |= {"eprint": pmid[1], "eprinttype": "pubmed"}
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return Proposed(number, key, f"@{'article' if found else 'misc'}{{{key},\n{body}}}\n", found is not None)


def _authors(written: str) -> list[str]:
    """Names as `Family, G.`; a group or a single word stays as it is, in braces."""
    more = re.search(r",?\s*\bet al\.?$", written)
    plain = written[: more.start()] if more else written
    apa = re.findall(r"([^,]+),\s*((?:[A-Z]\.[\s-]?)+)", plain)  # Hill, A. B., & Stream, C.
    if apa:
        names = [f"{family.strip(' ,&')}, {given.strip()}" for family, given in apa]
    else:
        names = [_vancouver(name.strip()) for name in plain.split(",")]
    return [*names, *(["others"] if more else [])]


def _vancouver(name: str) -> str:
    match = re.fullmatch(r"(.+?) ([A-Z]{1,4})", name)
    return f"{match[1]}, {' '.join(f'{letter}.' for letter in match[2])}" if match else f"{{{name}}}"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _free(key: str, used: set[str]) -> str:
    """The key, with a letter behind it when it is taken."""
    found = next(one for one in [key, *(key + letter for letter in "bcdefghijklmnopqrstuvwxyz")] if one not in used)
    used.add(found)
    return found


def source_entry(key: str, title: str, author: str, year: str) -> str:
    """The entry of a source itself; what is not known yet is said to be missing."""
    fields = {"author": f"{{{author or 'Not stated'}}}", "title": f"{{{title}}}", "year": year}
    if not year:
        fields["note"] = "Year not stated"
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{body}}}\n"
