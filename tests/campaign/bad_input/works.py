"""In: a good review and a source of chance; out: cases of a references.bib that is broken, or whose words are markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from random import Random

from .case import Case
from .texts import HOSTILE

_FILE = "references.bib"
_ENTRY = "@article{odd2020,\n  author = {Doe, Jo},\n  title = {{Odd}},\n  journal = {J},\n  year = {2020},\n}\n"
#: What stands behind the good entries.
BEHIND: Mapping[str, bytes] = {
    "an open entry": b"@article{x, title = {a",
    "an open brace": b"@article{x, title = {a{b}, year = {2020}}\n",
    "a brace too many": b"@article{x, title = {a}}, year = {2020}}\n",
    "a brace alone": b"}\n",
    "an open quote": b'@article{x, title = "a, year = {2020}}\n',
    "a quote inside braces": b'@article{x, title = {a " b}, year = 2020}\n',
    "an at sign": b"@\n",
    "at signs": b"@@@@@@@@\n",
    "an entry without a key": b"@article{}\n@article{, title = {x}}\n",
    "an entry without fields": b"@article{x}\n@article{y,}\n",
    "a missing comma": b"@article{x, title = {a} year = {2020}}\n",
    "two commas": b"@article{x,, title = {a},, year = {2020},,}\n",
    "a missing equals sign": b"@article{x, title {a}}\n",
    "a missing value": b"@article{x, title = , year = {2020}}\n",
    "a field without a name": b"@article{x, = {a}}\n",
    "a macro that is not there": b"@article{x, title = nothing, year = jan}\n",
    "a macro": b'@string{j = "Journal"}\n@article{x, author={A, B}, title={T}, journal = j # " of " # j, year={2001}}\n',
    "a macro of itself": b"@string{a = a}\n@string{b = a # b}\n@article{x, title = b}\n",
    "macros that double": b'@string{a0 = "lol"}\n'
    + b"".join(b"@string{a%d = a%d # a%d}\n" % (n, n - 1, n - 1) for n in range(1, 40))
    + b"@misc{x, title = a39, year = {2020}}\n",
    "a macro without a name": b"@string{}\n@string{= {x}}\n",
    "a macro without end": b"@string{a = {b\n",
    "a preamble": b'@preamble{"\\newcommand{\\x}{y}"}\n',
    "a preamble without end": b"@preamble{\n",
    "a comment": b"@comment{x, title = {y}}\n@comment\n",
    "a comment without end": b"@comment{\n",
    "a crossref": b"@misc{x, title = {a}, year = {2020}, note={n}, crossref = {hill2020}}\n",
    "a crossref of itself": b"@misc{x, title = {a}, year = {2020}, note={n}, crossref = {x}}\n",
    "a loop of crossrefs": b"@misc{x, crossref = {y}}\n@misc{y, crossref = {x}}\n",
    "a crossref to nothing": b"@misc{x, title = {a}, year = {2020}, note={n}, crossref = {none}}\n",
    "a key twice": b"@misc{hill2020, title = {Other}, year = {2020}, note={n}}\n",
    "a key in other letters": b"@misc{HILL2020, title = {Other}, year = {2020}, note={n}}\n",
    "a key with a space": b"@misc{hill 2020, title = {a}}\n",
    "a key with a slash": b"@misc{../../x, title = {a}, year = {2020}, note={n}}\n",
    "a key with markup": b"@misc{<b>x</b>, title = {a}, year = {2020}, note={n}}\n",
    "a key of letters that look alike": "@misc{hіll2020, title = {a}, year = {2020}, note={n}}\n".encode(),
    "a key of an inherited property": b"@misc{__proto__, title = {a}, year = {2020}, note={n}}\n",
    "a long key": b"@misc{" + b"k" * 5000 + b", title = {a}, year = {2020}, note={n}}\n",
    "a key named like a device": b"@misc{con, title = {a}, year = {2020}, note={n}}\n",
    "an unknown type": b"@zzz{x, title = {a}, year = {2020}}\n",
    "a type without a name": b"@{x, title = {a}}\n",
    "parentheses": b"@misc(x, title = {a}, year = {2020}, note = {n})\n",
    "parentheses that do not fit": b"@misc(x, title = {a}, year = {2020}}\n",
    "a field twice": b"@misc{x, title = {a}, title = {b}, year = {2020}, note={n}}\n",
    "an empty title": b"@misc{x, title = {}, year = {2020}, note={n}}\n",
    "a title of spaces": b"@misc{x, title = { }, year = {2020}, note={n}}\n",
    "a title of braces": b"@misc{x, title = {{{{}}}}, year = {2020}, note={n}}\n",
    "a strange year": b"@misc{x, title = {a}, year = {in the year 2525}, note={n}}\n",
    "a negative year": b"@misc{x, title = {a}, year = -5, note={n}}\n",
    "a huge year": b"@misc{x, title = {a}, year = " + b"9" * 5000 + b", note={n}}\n",
    "a strange month": b"@misc{x, title = {a}, year = {2020}, month = {Smarch}, note={n}}\n",
    "strange pages": b"@misc{x, title = {a}, year = {2020}, pages = {--}, note={n}}\n",
    "authors of commas": b"@misc{x, author = {,,,,}, title = {a}, year = {2020}}\n",
    "authors of and": b"@misc{x, author = {and and and}, title = {a}, year = {2020}}\n",
    "an author of braces": b"@misc{x, author = {{{}}}, title = {a}, year = {2020}}\n",
    "an author open": b"@misc{x, author = {A\\{, B}, title = {a}, year = {2020}}\n",
    "many authors": b"@misc{x, author = {" + b" and ".join(b"Doe, J%d" % n for n in range(3000)) + b"}, title={a}, year={1}}\n",
    "LaTeX": b"@misc{x, title = {\\'{e} \\\"o \\ss \\input{/etc/passwd} $x^2$ \\url{x} \\undefined{y}}, year={2020}, note={n}}\n",
    "LaTeX that ends too soon": b"@misc{x, title = {a \\}, year = {2020}, note={n}}\n",
    "a backslash at the end": b"@misc{x, title = {a \\'}, year = {2020}, note={n}}\n",
    "an open accent": b"@misc{x, title = {\\'{}\\v{}\\c{}\\~}, year = {2020}, note={n}}\n",
    "unbalanced by escapes": b"@misc{x, title = {a \\{ b}, year = {2020}, note={n}}\n",
    "not UTF-8": b"@misc{x, title = {M\xfcller}, year = {2020}, note={n}}\n",
    "UTF-16": "@misc{x, title = {a}}\n".encode("utf-16"),
    "NUL": b"@misc{x, title = {a\0b}, year = {2020}, note={n}}\n",
    "a byte order mark": b"\xef\xbb\xbf@misc{x, title = {a}, year = {2020}, note={n}}\n",
    "CRLF": b"@misc{x,\r\n title = {a},\r\n year = {2020}, note={n}}\r\n",
    "a carriage return": b"@misc{x,\r title = {a},\r year = {2020}, note={n}}\r",
    "deep braces": b"@misc{x, title = {" + b"{" * 5000 + b"a" + b"}" * 5000 + b"}, year = {2020}, note={n}}\n",
    "braces that open only": b"@misc{x, title = " + b"{" * 20000 + b"\n",
    "a DOI as an address": b"@misc{x, title = {a}, year = {2020}, note={n}, doi = {https://doi.org/10.1/x}}\n",
    "a DOI of markup": b"@misc{x, title = {a}, year = {2020}, note={n}, doi = {10.1234/<script>alert(1)</script>}}\n",
    "a DOI that breaks out": b"@misc{x, title = {a}, year = {2020}, note={n}, doi = {10.1234/\"onmouseover=\"alert(1)}}\n",
    "an address of javascript": b"@misc{x, title = {a}, year = {2020}, note={n}, url = {javascript:alert(1)}}\n",
    "an address of data": b"@misc{x, title = {a}, year = {2020}, note={n}, url = {data:text/html,<script>alert(1)</script>}}\n",
    "an address that breaks out": b"@misc{x, title = {a}, year={2020}, note={n}, url = {https://x.y/\"onmouseover=\"alert(1)}}\n",
    "an address with spaces": b"@misc{x, title = {a}, year={2020}, note={n}, url = {https://x.y/a b)c(d}}\n",
    "howpublished": b"@misc{x, title = {a}, year={2020}, note={n}, howpublished = {\\url{javascript:alert(1)}}}\n",
    "a link of LaTeX": b"@misc{x, title = {a}, year={2020}, note={\\href{javascript:alert(1)}{click}}}\n",
    "a PubMed number of markup": b"@misc{x, title = {a}, year={2020}, note={n}, eprinttype={pubmed}, eprint={<b>}}\n",
    "a citation in a title": b"@misc{x, title = {a [@hill2020] b}, year={2020}, note={n}}\n",
    "biblatex": b"@online{x, title = {a}, date = {2020-01-02}, urldate = {2020-01-02}, url = {https://x.y/}}\n",
    "an entry inside an entry": b"@misc{x, title = {a}, @misc{y, title = {b}}}\n",
    "HTML": b"<html><body>Not found</body></html>\n",
    "RIS": b"TY  - JOUR\nTI  - A\nER  - \n",
    "JSON": b'[{"id": "x", "title": "a"}]\n',
    "a merge conflict": b"<<<<<<< HEAD\n@misc{x, title={a}}\n=======\n@misc{y, title={b}}\n>>>>>>> z\n",
    "sixty entries": b"".join(b"@misc{k%d, title = {T%d}, year = {2020}, note = {n}}\n" % (n, n) for n in range(60)),
    "ten megabytes": b"% " + b"x" * 10_000_000,
}  # fmt: skip
#: What LaTeX sets otherwise than it is typed.
_SET = re.compile(r"[\\~`'$%#&_^]|--")
#: Fields that are taken apart before they are shown.
_SPLIT = ("author", "editor", "pages")
_FIELDS = ("author", "title", "journal", "volume", "pages", "note", "publisher", "url", "month", "doi", "editor", "zzz")


def work_cases(good: Mapping[str, bytes], chance: Random, count: int) -> Iterator[Case]:
    """What stands behind, before or instead of the good entries; markup in each field; and the text broken by chance."""
    text = good[_FILE]
    for what, extra in BEHIND.items():
        yield Case("bib", f"{what} behind", {_FILE: text + b"\n" + extra})
        yield Case("bib", f"{what} before", {_FILE: extra + b"\n" + text})
        yield Case("bib", f"{what} alone", {_FILE: extra})
    for what, words in HOSTILE.items():
        for field in _FIELDS:
            value = words.replace("{", "").replace("}", "")
            entry = _ENTRY.replace(
                "{Doe, Jo}" if field == "author" else "\n}",
                f"{{{value}}}" if field == "author" else f"\n  {field} = {{{value}}},\n}}",
            )
            if field in ("title", "journal"):
                entry = _ENTRY.replace({"title": "{{Odd}}", "journal": "{J}"}[field], f"{{{{{value}}}}}")
            cites = good["docs/chapters/calm.md"] + b"\n<!-- linking text: cites -->\nAs said [@odd2020].\n"
            files = {_FILE: text + b"\n" + entry.encode(), "docs/chapters/calm.md": cites}
            yield Case("bib", f"{what} in {field}", files, "" if field in _SPLIT or _SET.search(value) else value)
    for number in range(count):
        at = chance.randrange(len(text))
        part = bytes([chance.choice(b'{}",=@#\\%~$^_&<>()[] \n\t')])
        what = chance.choice(("in", "out", "cut"))
        changed = {"in": text[:at] + part + text[at:], "out": text[:at] + text[at + 1 :], "cut": text[:at]}[what]
        yield Case("bib", f"{number}: {what} at {at} {part!r}", {_FILE: changed})
