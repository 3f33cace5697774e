"""In: templates of every sort of call and print; out: that they give what Jinja gives without our code and context."""

from __future__ import annotations

import gc
from contextlib import suppress
from typing import Any

import jinja2
import pytest
from jinja2.runtime import Context
from markupsafe import Markup
from sitegen.render.escape import finalize
from sitegen.render.printing import PageByPage

TEMPLATES = {
    "prints": "{{ text }} {{ markup }} {{ number }} {{ text ~ markup }} {{ 'a*b' }} {{ 1 + number }} {{ text | upper }}",
    "calls": "{{ plain(text) }} {{ wants(text) }} {{ its.method(1, b=2) }} {{ Thing('x') }} {{ thing(3) }} {{ evals(text) }}",
    "macros": "{% macro m(a, b='*') %}<{{ a }}{{ b }}{{ caller() if caller }}>{% endmacro %}{{ m(text) }}{{ m(1, b=markup) }}"
    "{% call m(2) %}in *{{ text }}*{% endcall %}{% macro v() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ v(1, z=2) | string }}",
    "loops": "{% for x in (1, 2) %}{% set text = 'in a loop ' ~ x %}{{ wants('') }}{{ loop.index }}{% endfor %}",
    "blocks": "{% extends 'base' %}{% block a %}{% set text = 'set *here*' %}{{ super() }}{{ wants('') }}{% endblock %}",
    "imports": "{% from 'library' import m, w with context %}{{ m(text) }}{{ w() }}{% import 'library' as l %}{{ l.m(markup) }}",
    "off": "{% autoescape false %}{{ text }}<{{ markup }}>{% endautoescape %}{{ text }}",
    "recursion": "{% for x in tree recursive %}{{ x.name }}{{ loop(x.below) }}{% endfor %}",
    "gives nothing": "{{ stops() }}",
    "undefined": "{{ nothing_of_that_name }}",
    "undefined call": "{{ nothing_of_that_name() }}",
    "none": "{{ none }}",
    "too much": "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
}
_BESIDE = {
    "base": "<{% block a %}{{ text }}{{ wants('b') }}{% endblock %}>",
    "library": "{% macro m(a) %}*{{ a }}*{% endmacro %}{% macro w() %}{{ wants('w') }}{% endmacro %}",
}


class _Thing:
    def __init__(self, name: str = "n"):
        self.name = name

    def method(self, a: int, b: int) -> str:
        return f"{a}*{b}"

    @jinja2.pass_context
    def __call__(self, context: Any, number: int) -> str:
        return f"{context['text']}{number}"

    def __str__(self) -> str:
        return f"<{self.name}>"


@jinja2.pass_context
def _wants(context: Any, text: str) -> Markup:
    return Markup(f"<b>{context['text']}{text}</b>")


@jinja2.pass_eval_context
def _evals(its: Any, text: str) -> str:
    return f"{its.autoescape}{text}"


def _stops() -> None:
    raise StopIteration


VALUES = {
    "text": "*a* & <b>",
    "markup": Markup("<i>*</i>"),
    "number": 3,
    "plain": lambda text: f"[{text}]",
    "wants": _wants,
    "evals": _evals,
    "stops": _stops,
    "its": _Thing(),
    "thing": _Thing(),
    "Thing": _Thing,
    "tree": [{"name": "a*", "below": [{"name": "b", "below": []}]}],
}


def _made(name: str, *, quick: bool, autoescape: bool, finalized: bool) -> str:
    environment = (PageByPage if quick else jinja2.Environment)(
        loader=jinja2.DictLoader({**TEMPLATES, **_BESIDE}),
        autoescape=autoescape,
        undefined=jinja2.StrictUndefined,
        finalize=finalize if finalized else None,
        extensions=["jinja2.ext.do"],
    )
    try:
        return environment.made((name,), VALUES) if quick else environment.get_template(name).render(VALUES)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("name", TEMPLATES)
def test_of_a_page_that_is_made_nothing_stays(name: str) -> None:
    """It is made again as it was, also by macros that are imported without the page's values, and stay; of the page itself
    nobody has to look for what holds each other, but for macros that call themselves or fail."""
    environment = PageByPage(loader=jinja2.DictLoader({**TEMPLATES, **_BESIDE}), autoescape=True, finalize=finalize)
    made = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            with suppress(Exception):
                made.append(environment.made(("no such template", name), VALUES))
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        lost = [its for its in gc.garbage if isinstance(its, Context)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert made[:1] * 3 == made or not made
    assert not lost or not made
    assert not environment.opened


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize(("autoescape", "finalized"), [(True, True), (False, False), (True, False)])
def test_templates_give_what_they_gave(name: str, autoescape: bool, finalized: bool) -> None:
    """As our templates are made, and as the theme's are; errors in the same words."""
    made = _made(name, quick=True, autoescape=autoescape, finalized=finalized)
    assert made == _made(name, quick=False, autoescape=autoescape, finalized=finalized)
    assert made
