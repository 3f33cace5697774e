"""In: LaTeX as references.bib has it; out: the characters that it stands for, and people's names taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pybtex.backends.plaintext import Backend
from pybtex.database import Person
from pybtex.richtext import Text

_SCRIPT = re.compile(r"\$(?P<mark>[_^])\{?(?P<inside>[0-9+-]+)\}?\$")
_TEXT_SCRIPT = re.compile(r"\\text(?P<mark>sub|super)script\{(?P<inside>[0-9+-]+)\}")
_COMMAND = re.compile(r"\\(?:emph|textit|textbf|textrm|textsc|textsf|texttt|mathrm|url|href)\s*(?=\{)")
_LEFT = re.compile(r"\\[A-Za-z]+\s*")
_DIGITS = "0123456789+-"
_LOW = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋")
_HIGH = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
#: A word of LaTeX that a name or title may have, without letters of its own.
_NEEDS_DECODING = re.compile(r"[\\{}$~%]|--|``|''")
#: Words in which nothing but one pair of braces after another has a meaning, which is to keep capitals as they are.
_PLAIN = r"(?:[^\W_]|[ .:;()/+]|-(?!-)|,(?!,))*"
_BRACED = re.compile(rf"{_PLAIN}(?:\{{{_PLAIN}\}}{_PLAIN})*")
_NO_BRACES = str.maketrans("", "", "{}")
#: Pages from one to another.
_RANGE = re.compile(r"[^\W_]+--[^\W_]+")
_GROUP = re.compile(r"\{.*\}", re.S)


@dataclass(frozen=True)
class Name:
    """A person's name in parts, or a group as one; BibTeX's `and others` is the group `others`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    group: str = ""

    @property
    def is_others(self) -> bool:
        """Whether it stands for names that are not listed."""
        return self.group == OTHERS

    @property
    def inverted(self) -> str:
        """`Family, Given, Suffix`; a group as it is."""
        return self.group or ", ".join(part for part in (self.family, self.given, self.suffix) if part)


OTHERS = "others"
_BACKEND = Backend()


@lru_cache(maxsize=100_000)
def plain(latex: str) -> str:
    """The text without LaTeX: `M{\\"u}ller` is Müller, `CO$_2$` is CO₂; runs of white space become one space."""
    if _BRACED.fullmatch(latex):
        latex = latex.translate(_NO_BRACES)
    elif _RANGE.fullmatch(latex):
        return latex.replace("--", "–")
    elif _NEEDS_DECODING.search(latex):
        latex = _SCRIPT.sub(_script, latex)
        latex = _TEXT_SCRIPT.sub(_script, latex)
        latex = _COMMAND.sub("", latex)
        latex = Text.from_latex(latex).render(_BACKEND)
        latex = _LEFT.sub("", latex).replace("\\", "")
    return " ".join(latex.split())


def _script(match: re.Match[str]) -> str:
    return match["inside"].translate(_LOW if match["mark"] in ("_", "sub") else _HIGH)


@lru_cache(maxsize=100_000)
def name_of(written: str) -> Name:
    """A name as an entry lists it; one in braces is a group's, and so is one of a single word in braces."""
    written = written.strip()
    if written == OTHERS:
        return Name(group=OTHERS)
    if _is_group(written):
        return Name(group=plain(written))
    person = Person(written)
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    return Name(plain(family), plain(given), plain(" ".join(person.lineage_names)))


def _is_group(written: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not _GROUP.fullmatch(written):
        return False
    depth = 0
    for index, char in enumerate(written):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0 and index < len(written) - 1:
            return False
    return True
