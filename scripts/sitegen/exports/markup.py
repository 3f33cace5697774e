"""In: the name, the inside and the attributes of an element; out: its text, escaped."""

from __future__ import annotations

from markupsafe import Markup, escape


def element(tag: str, *inside: str, **attributes: str) -> Markup:
    """`<tag attribute="…">inside</tag>`; `_` in the name of an attribute stands for `:`, at its end for nothing."""
    named = ((name.rstrip("_").replace("_", ":"), value) for name, value in attributes.items())
    head = "".join(f' {name}="{escape(value)}"' for name, value in named)
    body = Markup("").join(inside)
    return Markup(f"<{tag}{head}>{body}</{tag}>") if body else Markup(f"<{tag}{head}/>")
