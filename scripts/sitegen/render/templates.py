"""In: a loader of templates and a Language; out: templates, and what they print, in that language."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
from markupsafe import Markup

from ..language.language import Language
from .escape import finalize

Source = tuple[str, str | None, Callable[[], bool] | None]


class InLanguage(jinja2.BaseLoader):
    """Templates as another loader finds them, with their phrases from the catalogue."""

    def __init__(self, loader: jinja2.BaseLoader, language: Language):
        self._loader = loader
        self._language = language

    def get_source(self, environment: jinja2.Environment, template: str) -> Source:
        """The source in the language; its file stays the same, so that an error points to its line."""
        source, file, current = self._loader.get_source(environment, template)
        return (self._language.template(source) if self._language else source), file, current

    def list_templates(self) -> list[str]:
        """The names that the other loader knows."""
        return self._loader.list_templates()


def finalizing(language: Language) -> Callable[[object], object]:
    """What Jinja does with a printed value: in English as `finalize` says."""
    if not language:
        return finalize

    def finalized(value: object) -> object:
        said = language.value(str(value)) if isinstance(value, str) else value
        return finalize(Markup(said) if isinstance(value, Markup) else said)  # the catalogue has no markup of its own

    return finalized
