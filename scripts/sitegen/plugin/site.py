"""In: a prepared review; out: its site in a folder, built strictly; every warning is a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from ..places import template_folders
from ..prepared import Prepared, named_in
from ..problems import Location, Problem, ProblemsFound, SourceText
from ..render.template_errors import template_problem
from ..sinks.heard import as_of, warnings_of
from ..sinks.kept import Earlier, Made
from ..sinks.place import Place
from .configured import configured
from .keys import all_is_told
from .loop import build_pages


def build_site(root: Path, prepared: Prepared, place: Place, earlier: Earlier | None = None) -> Mapping[str, Made]:
    """Build the site into its place, with the pages of an earlier build that are made of the same; gives what was made."""
    made: Mapping[str, Made] = {}
    with as_of(prepared.epoch):
        config = configured(root, site_dir=str(place.folder), strict=True)
        if not all_is_told(config):
            place.empty()
        with warnings_of("mkdocs") as messages:
            try:
                config.plugins["review"].prepared = prepared
                config.plugins["review"].earlier = earlier
                config.plugins["review"].site = place
                config.plugins.on_startup(command="build", dirty=False)
                made = build_pages(config)
                config.plugins.on_shutdown()
            except (Abort, ConfigurationError, PluginError) as error:
                messages += [] if messages else [str(error)]
            except Exception as error:
                problem = template_problem(error, template_folders(root))
                if problem is None:
                    raise
                raise ProblemsFound([problem]) from error
            finally:
                config.plugins["review"].site = None  # MkDocs gives the same object to whoever asks next
    if messages:
        raise ProblemsFound(_as_problems(messages, prepared))
    return made


def _as_problems(messages: Sequence[str], prepared: Prepared) -> list[Problem]:
    problems: list[Problem] = []
    for message in dict.fromkeys(messages):
        named = named_in(message)
        page = next((name for name in named if prepared.source_of(name)), "")
        file = SourceText(prepared.source_of(page) or "mkdocs.yml", ())
        problems.append(Problem("site-build", prepared.place(page, named) or Location(file), message))
    return problems
