"""In: what templates call, with a target, keys or texts; out: the Markdown that stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import jinja2
from markupsafe import Markup

from ..compose.marks import marks_of
from ..compose.page import Target
from .escape import as_markup, inline_text
from .links import relative
from .marks import SHOWN_BEGIN, SHOWN_END
from .ways import side_by_side

_UNSAFE = re.compile(r"[<>\s\"'\\@*`]")


@jinja2.pass_context
def href(context: jinja2.runtime.Context, target: Target) -> Markup:
    """The address of a target from the page that is being made."""
    return as_markup(relative(context["page"].path, target.path, target.anchor))


@jinja2.pass_context
def link(context: jinja2.runtime.Context, target: Target) -> Markup:
    """A link to it with its title."""
    return as_markup(f"[{inline_text(target.title)}]({relative(context['page'].path, target.path, target.anchor)})")


def cite(keys: Sequence[str]) -> Markup:
    """A citation of works by their keys; nothing where there are none."""
    return as_markup(f"[{'; '.join('@' + key for key in keys)}]") if keys else as_markup("")


def marks(shown: Any, but: str = "") -> Markup:
    """The marks of what a claim, an entry or a part of a chapter shows, but for one; rendering numbers them."""
    return as_markup(marks_of(mark for mark in shown.appraisals if mark.id != but))


def shown_on(claim: str) -> Markup:
    """The place where a card says on which pages its claim is shown, which only all pages together know."""
    return as_markup(f"{SHOWN_BEGIN}{claim}{SHOWN_END}")


def outside(title: str, address: str) -> Markup:
    """A link that leaves the site."""
    return as_markup(f"[{inline_text(title)}](<{_UNSAFE.sub(lambda match: f'%{ord(match[0]):02X}', address)}>)")


def both(html: str, pipe: str) -> Markup:
    """What a page says in HTML within Markdown, and in Markdown alone."""
    return as_markup(side_by_side(html, pipe))
