"""In: the name, the inside and the attributes of an element; out: its text, escaped."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

#: What becomes a tag or another character when an importer undoes one layer of escaping too many.
_TAKEN_FOR_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")


def element(tag: str, *inside: str, **attributes: str) -> Markup:
    """`<tag attribute="…">inside</tag>`; `_` in the name of an attribute stands for `:`, at its end for nothing."""
    named = ((name.rstrip("_").replace("_", ":"), value) for name, value in attributes.items())
    head = "".join(f' {name}="{escape(value)}"' for name, value in named)
    body = Markup("").join(inside)
    return Markup(f"<{tag}{head}>{body}</{tag}>") if body else Markup(f"<{tag}{head}/>")


def words(text: str) -> Markup:
    """Text inside HTML that stays text where it is decoded twice: a space behind what would begin a tag."""
    return escape(_TAKEN_FOR_MARKUP.sub(r"\g<0> ", text))
