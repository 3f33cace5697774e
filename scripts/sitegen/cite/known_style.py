"""In: the model of the CSL processor; out: the same, which looks up a part of a style once, and a work once, not at each step.

A style does not change while it is at work: what an expression finds in it, which words its language has, and whether a
part of it prints a variable, changes letters or sets something around them, is the same for every work. Most of its
conditions ask for the type of a work and which variables it has: they are met by all works that are alike in this, or by
none. Most of its parts print nothing for most works: that is told in `silent_parts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, wraps
from types import ModuleType
from typing import Any

from citeproc import model
from citeproc.source import CitationItem
from citeproc.string import MixedString

from .shape import Shape, asks_for_shape, shape_of
from .silent_parts import silent_parts

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
_AFFIXES = ("prefix", "suffix")
_WORDS = ("quotes", "strip-periods", "text-case")
#: What the processor has itself where another stands now; None where a class has it from its base.
_OWN: dict[tuple[type | ModuleType, str], Any] = {}


def remember() -> None:
    """Let the processor remember; doing it twice changes nothing."""
    if not _OWN:
        for class_, name, other in _others():
            _OWN[class_, name] = vars(class_).get(name)
            setattr(class_, name, other)


def forget() -> None:
    """Let it look up everything again: what tests hold the other against."""
    for (class_, name), own in _OWN.items():
        if own is None:
            delattr(class_, name)
        else:
            setattr(class_, name, own)
    _OWN.clear()


def _others() -> Iterator[tuple[type | ModuleType, str, Any]]:
    """What stands in the place of what, by class or module and name."""
    classes = [its for its in vars(model).values() if isinstance(its, type)]
    for name in _LOOKS_UP:
        for class_ in classes if name == "calls_variable" else _OF_ALL:
            if name in vars(class_):
                yield class_, name, _remembering(vars(class_)[name])
    yield CitationItem, "reference", _once(CitationItem.reference)  # type: ignore[arg-type]
    yield model.SomewhatObjectifiedElement, "__getattr__", _finding(model.SomewhatObjectifiedElement.__getattr__)
    yield model.Names, "process", _naming(model.Names.process)
    yield model.Name, "get_option", _remembering_in_lists(model.Name.get_option)
    yield model.Formatted, "format", _unless_plain(model.Formatted.format, _LETTERS)
    yield model.Affixed, "wrap", _unless_plain(model.Affixed.wrap, _AFFIXES)
    yield model.Text, "markup", _marking(model.Text.markup, (*_LETTERS, *_AFFIXES, *_WORDS))
    yield model.Group, "markup", _marking(model.Group.markup, (*_LETTERS, *_AFFIXES))
    yield model.Delimited, "join", _joining(model.Delimited.join)
    yield model, "join", _joining_texts(model.join)
    yield model.If, "render", _deciding(model.If.render)
    yield from silent_parts()


def _once(reference: property) -> property:
    """The work that an item cites, found once: an item is part of one list of works."""

    def found(item: CitationItem) -> Any:
        known = vars(item)
        if "known_reference" not in known:
            known["known_reference"] = reference.__get__(item)
        return known["known_reference"]

    return property(found)


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


def _naming(process: _Method) -> _Method:
    """Names that a style says nothing of are given their part once.

    The processor gives them another for each work, since its own has no namespace and is not found again.
    """

    @wraps(process)
    def processed(names: Any, item: Any, names_context: Any = None, *given: Any, **named: Any) -> Any:
        its = names if names_context is None else names_context
        if its.name is None:
            its.insert(0, its.makeelement(f"{{{names.nsmap['cs']}}}name"))
        return process(names, item, names_context, *given, **named)

    return processed


def _remembering_in_lists(get_option: _Method) -> _Method:
    """An option of names, which are given others where works are sorted."""
    remembered = _remembering(get_option)

    @wraps(get_option)
    def found(element: Any, name: str, context: Any = None, sort_options: Any = None) -> Any:
        return (
            remembered(element, name, context)
            if sort_options is None
            else get_option(element, name, context, sort_options)
        )

    return found


def _finding(method: _Method) -> _Method:
    """The part below another that has a name, once there is one: names are given theirs while they are at work."""
    known: dict[tuple[Any, str], Any] = {}

    @wraps(method)
    def found(element: Any, name: str) -> Any:
        its = known.get((element, name))
        if its is None and (its := method(element, name)) is not None:
            known[element, name] = its
        return its

    return found


def _unless_plain(method: _Method, attributes: tuple[str, ...]) -> _Method:
    """What a part does to its text, which is nothing where it has none of these attributes."""
    is_plain = _having_none(attributes)

    @wraps(method)
    def done(element: Any, text: Any) -> Any:
        return text if isinstance(text, str | MixedString) and is_plain(element) else method(element, text)

    return done


def _marking(markup: _Method, attributes: tuple[str, ...]) -> _Method:
    """The same of all that a part does to its text; it has none where that is empty."""
    is_plain = _having_none(attributes)

    @wraps(markup)
    def marked(element: Any, text: Any, *language: str) -> Any:
        if isinstance(text, str | MixedString) and is_plain(element):
            return text or None
        return markup(element, text, *language)

    return marked


def _having_none(attributes: tuple[str, ...]) -> Callable[[Any], bool]:
    @cache
    def is_plain(element: Any) -> bool:
        return not any(element.get(name) for name in attributes)

    return is_plain


def _joining(join: _Method) -> _Method:
    """A text that is alone needs nothing between."""

    @wraps(join)
    def joined(element: Any, texts: Any, *delimiter: str) -> Any:
        is_alone = type(texts) is list and len(texts) == 1 and texts[0] is not None
        return texts[0] if is_alone else join(element, texts, *delimiter)

    return joined


def _joining_texts(join: _Method) -> _Method:
    @wraps(join)
    def joined(texts: Any, delimiter: str = "") -> Any:
        return texts[0] if type(texts) is list and len(texts) == 1 else join(texts, delimiter)

    return joined


def _deciding(render: _Method) -> _Method:
    """`render` of a condition, which is tried once for each shape of work."""
    known: dict[tuple[Any, Shape], bool] = {}
    others: set[Any] = set()

    @wraps(render)
    def rendered(condition: Any, item: Any, *given: Any, **named: Any) -> Any:
        key = (condition, shape_of(item))
        is_met = known.get(key)
        if is_met is None:
            if condition in others or not asks_for_shape(condition):
                others.add(condition)
                return render(condition, item, *given, **named)
            try:
                text = render(condition, item, *given, **named)
            except model.ConditionFailed:
                known[key] = False
                raise
            known[key] = True
            return text
        if not is_met:
            raise model.ConditionFailed
        return condition.render_children(item, *given, **named)

    return rendered
