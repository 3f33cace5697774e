"""In: the model of the CSL processor; out: the same, which looks up a part of a style once, and a work once, not at each step.

A style does not change while it is at work: what an expression finds in it, which words its language has, and whether a
part of it prints a variable or changes letters, is the same for every work. Most of its conditions ask for the type of a
work and which variables it has: they are met by all works that are alike in this, or by none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from citeproc import model
from citeproc.source import CitationItem

_Method = Callable[..., Any]
#: What depends on a part of a style and plain values alone.
_LOOKS_UP = (
    "xpath_search",
    "get_root",
    "get_formatter",
    "get_macro",
    "get_option",
    "get_locale_option",
    "get_single_term",
    "get_plural_term",
    "calls_variable",
)
#: Where these are defined; other classes have a method `get_option` that is given a work, too.
_OF_ALL = (model.CitationStylesElement, model.Locale)
_LETTERS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
_REFERENCE: property = vars(CitationItem)["reference"]
_FORMAT: _Method = model.Formatted.format
_RENDER: _Method = model.If.render
#: A condition with nothing else asks for no value, and not where a work is cited.
_ASKS_FOR_KIND = frozenset(("type", "variable", "match"))


@property
def _once(item: CitationItem) -> Any:
    """The work that an item cites, found once: an item is part of one list of works."""
    known = vars(item)
    if "known_reference" not in known:
        known["known_reference"] = _REFERENCE.__get__(item)
    return known["known_reference"]


def _kind_of(item: CitationItem) -> tuple[str, frozenset[str]]:
    """The type of the work that an item cites, and which variables it has."""
    known = vars(item)
    if "known_kind" not in known:
        known["known_kind"] = (item.reference.type, frozenset(item.reference))
    kind: tuple[str, frozenset[str]] = known["known_kind"]
    return kind


def remember() -> None:
    """Let the processor remember; doing it twice changes nothing."""
    for class_, name in _methods():
        if not hasattr(vars(class_)[name], "__wrapped__"):
            setattr(class_, name, _remembering(vars(class_)[name]))
    CitationItem.reference = _once  # type: ignore[method-assign]
    if model.Formatted.format is _FORMAT:
        model.Formatted.format = _formatting()
        model.If.render = _deciding()


def forget() -> None:
    """Let it look up everything again: what tests hold the other against."""
    for class_, name in _methods():
        if hasattr(vars(class_)[name], "__wrapped__"):
            setattr(class_, name, vars(class_)[name].__wrapped__)
    CitationItem.reference = _REFERENCE  # type: ignore[method-assign]
    model.Formatted.format, model.If.render = _FORMAT, _RENDER


def _methods() -> list[tuple[type, str]]:
    """The methods to remember, by the classes that define them."""
    classes = [its for its in vars(model).values() if isinstance(its, type)]
    return [
        (class_, name)
        for name in _LOOKS_UP
        for class_ in (classes if name == "calls_variable" else _OF_ALL)
        if name in vars(class_)
    ]


def _remembering(method: _Method) -> _Method:
    known: dict[tuple[Any, ...], Any] = {}  # its keys hold the elements, so that none takes another's place

    @wraps(method)
    def remembered(element: Any, *given: Any, **named: Any) -> Any:
        key = (element, *given, *named.items()) if named else (element, *given)
        try:
            return known[key]
        except KeyError:
            found = known[key] = method(element, *given, **named)
        return found

    return remembered


def _formatting() -> _Method:
    """`format`, which has nothing to do for a part of a style that says nothing of letters."""
    plain: dict[Any, bool] = {}

    def formatted(element: Any, text: Any) -> Any:
        if element not in plain:
            plain[element] = not any(name in element.attrib for name in _LETTERS)
        return text if plain[element] and isinstance(text, str) else _FORMAT(element, text)

    return formatted


def _deciding() -> _Method:
    """`render` of a condition, which is tried once for each kind of work."""
    known: dict[tuple[Any, tuple[str, frozenset[str]]], bool] = {}
    others: set[Any] = set()

    def rendered(condition: Any, item: Any, *given: Any, **named: Any) -> Any:
        key = (condition, _kind_of(item))
        is_met = known.get(key)
        if is_met is None:
            if condition in others or not _asks_for_kind(condition):
                others.add(condition)
                return _RENDER(condition, item, *given, **named)
            try:
                text = _RENDER(condition, item, *given, **named)
            except model.ConditionFailed:
                known[key] = False
                raise
            known[key] = True
            return text
        if not is_met:
            raise model.ConditionFailed
        return condition.render_children(item, *given, **named)

    return rendered


def _asks_for_kind(condition: Any) -> bool:
    """A locator is a matter of the citation."""
    return _ASKS_FOR_KIND.issuperset(condition.attrib) and "locator" not in condition.get("variable", "").split()
