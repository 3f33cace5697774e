"""In: templates with a fault; out: a problem at the template's own line, never a page with a hole."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.compose.pages import compose
from sitegen.pipeline import load
from sitegen.places import template_folders
from sitegen.problems import ProblemsFound
from sitegen.render.markdown import render
from sitegen.render.renderer import HTML_TABLES

#: Each renders a whole review.
pytestmark = pytest.mark.slow

HEAD = "# {{ page.title | inline }}\n\n"


def _problem(tiny: Path, template: str) -> str:
    (tiny / "templates").mkdir()
    (tiny / "templates" / "tea.md.j2").write_text(HEAD + template, encoding="utf-8")
    review, _ = load(tiny)
    assert review is not None
    with pytest.raises(ProblemsFound) as found:
        render(compose(review, ()), template_folders(tiny), HTML_TABLES)
    (problem,) = found.value.problems
    assert problem.code == "template-error"
    at = problem.location
    return f"{at.file.path}:{at.line}:{at.column}: {problem.sentence}"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ entity.colour }}", "has no attribute 'colour'"),
        ("{% for x in nothing %}{% endfor %}", "'nothing' is undefined"),
        ("{% set x = none %}{{ x }}", "the value is None"),
        ("{{ page.edit.nothing }}", "has no attribute 'nothing'"),
        ("{% if x %}", "Unexpected end of template"),
        ("{{ entity.name | shout }}", "No filter named 'shout'"),
        ('{% include "gone.md.j2" %}', "gone.md.j2"),
        ("{{ 'a b' | id }}", "'a b' cannot be an anchor"),
    ],
)
def test_a_fault_in_a_template_is_a_problem_of_its_line(tiny: Path, template: str, expected: str) -> None:
    """What is undefined, None, misspelled or left open stops the build at its line, with the page that was made."""
    problem = _problem(tiny, template)
    assert problem.startswith("templates/tea.md.j2:3:1: "), problem
    assert expected in problem
    assert problem.endswith("(while making teas/north-tea.md)"), problem
