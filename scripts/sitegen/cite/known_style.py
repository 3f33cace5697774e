"""In: the model of the CSL processor; out: the same, which looks up a part of a style once, and a work once, not at each step.

A style does not change while it is at work: what an expression finds in it, and whether a part of it prints a variable,
is the same for every work.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from citeproc import model
from citeproc.source import CitationItem

_Method = Callable[..., Any]
_REFERENCE: property = vars(CitationItem)["reference"]


@property
def _once(item: CitationItem) -> Any:
    """The work that an item cites, found once: an item is part of one list of works."""
    known = vars(item)
    if "known_reference" not in known:
        known["known_reference"] = _REFERENCE.__get__(item)
    return known["known_reference"]


def remember() -> None:
    """Let the processor remember; doing it twice changes nothing."""
    _swap(model.CitationStylesElement, "xpath_search")
    for class_ in vars(model).values():
        if isinstance(class_, type) and "calls_variable" in vars(class_):
            _swap(class_, "calls_variable")
    CitationItem.reference = _once  # type: ignore[method-assign]


def forget() -> None:
    """Let it look up everything again: what tests hold the other against."""
    for class_ in vars(model).values():
        for name in ("xpath_search", "calls_variable"):
            if isinstance(class_, type) and hasattr(vars(class_).get(name), "__wrapped__"):
                setattr(class_, name, vars(class_)[name].__wrapped__)
    CitationItem.reference = _REFERENCE  # type: ignore[method-assign]


def _swap(class_: type, name: str) -> None:
    if not hasattr(vars(class_)[name], "__wrapped__"):
        setattr(class_, name, _remembering(vars(class_)[name]))


def _remembering(method: _Method) -> _Method:
    known: dict[tuple[Any, ...], Any] = {}  # its keys hold the elements, so that none takes another's place

    @wraps(method)
    def remembered(element: Any, *given: Any) -> Any:
        key = (element, *given)
        if key not in known:
            known[key] = method(element, *given)
        return known[key]

    return remembered
