"""In: the model of the CSL processor; out: methods that do not try a part of a style again where it prints nothing.

What printed nothing for one work prints nothing for all works of its shape, unless a value was looked at: a number, a date,
names, pages. What stands in the place of names is not printed again behind it; so each such state has silent parts of its
own. All this holds in a list of works, where a work has no locator and no place among citations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from typing import Any

from citeproc import model
from citeproc.source import CitationItem, VariableError

from .shape import Shape, shape_of

_Method = Callable[..., Any]
#: What was printed in the place of names, by the sort of part.
_Repressed = tuple[tuple[str, tuple[str, ...]], ...]
_MAY_BE_SILENT = (model.Text, model.Group, model.Names, model.Choose)
#: Their values decide whether something is printed, as do those that these two conditions name, and pages.
_READS_VALUES = (model.Date, model.Number, model.Names, model.Label)
_VALUE_CONDITIONS = ("is-numeric", "is-uncertain-date")
_PAGES = frozenset(("page", "page_first"))
#: In a list of works these are decided by which variables a work has.
_SHAPE_CONDITIONS = frozenset(("type", "variable", "match", "position", "locator", "disambiguate"))
#: The silent parts, and whether each says so as an error.
_SILENT: defaultdict[tuple[Shape, _Repressed], dict[Any, bool]] = defaultdict(dict)


def silent_parts() -> Iterator[tuple[type, str, _Method]]:
    """What stands in the place of what, by class and name."""
    yield model.Layout, "render_bibliography", _listing(model.Layout.render_bibliography)
    yield model.Substitute, "render", _substituting(model.Substitute.render)
    for class_ in _MAY_BE_SILENT:
        yield class_, "render", _trying_once(class_.render)


def _listing(render_bibliography: _Method) -> _Method:
    @wraps(render_bibliography)
    def listed(layout: Any, items: Iterable[CitationItem]) -> Any:
        its = list(items)
        for item in its:
            if "locator" not in item:
                _begin(item, ())
        return render_bibliography(layout, its)

    return listed


def _begin(item: CitationItem, repressed: _Repressed) -> None:
    vars(item)["known_silent"] = _SILENT[shape_of(item), repressed]


def _substituting(render: _Method) -> _Method:
    @wraps(render)
    def rendered(part: Any, item: Any, context: Any = None, **named: Any) -> Any:
        text = render(part, item, context=context, **named)
        if text and "known_silent" in vars(item):
            repressed = context.get_layout().repressed
            _begin(item, tuple(sorted((tag, tuple(its)) for tag, its in repressed.items())))
        return text

    return rendered


def _trying_once(render: _Method) -> _Method:
    @wraps(render)
    def rendered(part: Any, item: Any, *given: Any, **named: Any) -> Any:
        silent = vars(item).get("known_silent")
        if silent is None:
            return render(part, item, *given, **named)
        is_error = silent.get(part)
        if is_error is not None:
            if is_error:
                raise VariableError
            return None
        try:
            text = render(part, item, *given, **named)
        except VariableError:
            if _is_of_shape(part, item):
                silent[part] = True
            raise
        if text is None and _is_of_shape(part, item):
            silent[part] = False
        return text

    return rendered


def _is_of_shape(part: Any, item: Any) -> bool:
    """Whether it is a matter of the shape of a work that a part printed nothing: no value was looked at."""
    values = _values_of(part)
    return values is not None and values.isdisjoint(shape_of(item)[1])


@cache
def _values_of(part: Any) -> frozenset[str] | None:
    """The variables whose values decide whether a part prints something; None where more may decide it."""
    if isinstance(part, model.If) and not _SHAPE_CONDITIONS.union(_VALUE_CONDITIONS).issuperset(part.attrib):
        return None
    below = [part.get_macro(part.get("macro"))] if "macro" in part.attrib else part.getchildren()
    found = [_values_of(its) for its in below]
    if None in found:
        return None
    return frozenset().union(_own_values_of(part), *filter(None, found))


def _own_values_of(part: Any) -> frozenset[str]:
    if isinstance(part, model.If):
        return _names(" ".join(part.get(condition, "") for condition in _VALUE_CONDITIONS))
    variables = _names(part.get("variable", ""))
    return variables if isinstance(part, _READS_VALUES) else variables & _PAGES


def _names(variables: str) -> frozenset[str]:
    """The variables that an attribute names, as the processor calls them."""
    return frozenset(variables.replace("-", "_").split())
