"""In: an id and the Outline of a source's text; out: a new data/sources/<id>.yml for an editor to complete."""

from __future__ import annotations

import re

from ..model.source import Number, Passage
from .source_text import Outline

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./·–()-]*[A-Za-z0-9.)]|[A-Za-z]")
#: What a YAML reader with types would not take for text.
_TYPED = re.compile(
    r"[-+]?(\d[\d_.]*([eE][-+]?\d+)?|0[xob][\da-f]+)|true|false|null|yes|no|on|off|y|n|\d{4}-\d\d-\d\d.*", re.I
)
_HEAD = """# yaml-language-server: $schema=../../build/schemas/source.json
id: {id}
label: {id}
reference: {key}
type: not stated
about: Say in one or two sentences what the document covers.
references: {{}}
"""


def index_file(id_: str, outline: Outline, language: str = "") -> str:
    """The file with a head to fill in, the sections, and one passage a line; `language` when it is not the review's."""
    sections = (f"  - {{id: {_scalar(s.id)}, title: {_scalar(s.title)}}}\n" for s in outline.sections)
    passages = (_passage(one.passage) for one in outline.passages)
    head = _HEAD.format(id=id_, key=re.sub(r"[^a-z0-9]", "", id_)) + (f"language: {language}\n" if language else "")
    return f"{head}\nsections:\n{''.join(sections)}\npassages:\n{''.join(passages)}"


def _passage(passage: Passage) -> str:
    parts = [f"locator: {_scalar(passage.locator)}", f"section: {_scalar(passage.section)}", f"type: {passage.type}"]
    if passage.heading:
        parts.append(f"heading: {_scalar(passage.heading)}")
    if passage.fingerprint:
        parts.append(f"fingerprint: {_scalar(passage.fingerprint)}")
    if passage.numbers:
        parts.append(f"numbers: [{', '.join(map(_number, passage.numbers))}]")
    return "  - {" + ", ".join(parts) + "}\n"


def _number(number: Number) -> str:
    unit = [f"unit: {number.unit}"] if number.unit else []
    return "{" + ", ".join([f"value: {number.value:f}", *unit, f"written: {_quoted(number.written)}"]) + "}"


def _scalar(text: str) -> str:
    return text if _SAFE.fullmatch(text) and not _TYPED.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
