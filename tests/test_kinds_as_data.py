"""In: a kind, an entity and a template written as files; out: that the review shows them, with no line of Python."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from sitegen.pipeline import Prepared, load, prepare
from sitegen.problems import as_text
from sitegen.render.document import Document
from sitegen.validate.schemas import editor_schemas

#: Each builds up a whole review.
pytestmark = pytest.mark.slow

KIND = """\
id: cup
name: cup
plural: Cups
section: cups
describes: A thing to drink from.
order: 3
required: [material, holds]
properties:
  material: {title: Material, type: string, enum: [clay, glass]}
  holds: {title: Holds, type: array, items: {type: string, refers-to: tea}, inverse: Cups for it, minItems: 1}
  size: {title: Size in milliliters, type: number, minimum: 50}
  handles: {title: Handles, type: integer, maximum: 2}
  for-guests: {title: For guests, type: boolean}
  mark: {title: Mark, type: string, pattern: "^[A-Z]{2}$"}
  glaze: {title: Glaze, type: object, properties: {color: {type: string}, coats: {type: integer}}, required: [color]}
"""
ENTITY = """\
id: low-bowl
name: Low bowl
definition: {editor: A bowl that this example made up.}
material: clay
holds: [north-tea, south-tea]
size: 180.50
handles: 0
for-guests: true
mark: "NO"
glaze: {color: moss, coats: 2}
"""
TEMPLATE = """\
# A cup: {{ page.title | inline }} {%# its own template #%}

{% for fact in facts %}
- {{ fact.title }} is {{ fact.text }}
{% endfor %}
"""


TINY = Path(__file__).resolve().parent / "tiny_review"


def _add_cups(root: Path) -> Path:
    (root / "data/kinds/cup.yml").write_text(KIND, encoding="utf-8")
    (root / "data/cup").mkdir()
    (root / "data/cup/low-bowl.yml").write_text(ENTITY, encoding="utf-8")
    return root


@pytest.fixture
def with_cups(tiny: Path) -> Path:
    """The tiny review with a kind that nobody thought of, and one entity of it; a test may change it."""
    return _add_cups(tiny)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The same review, rendered once."""
    return prepare(_add_cups(Path(shutil.copytree(TINY, tmp_path_factory.mktemp("cups") / "review"))))


@pytest.fixture(scope="module")
def documents(prepared: Prepared) -> dict[str, Document]:
    """Its pages by path."""
    return _by_path(prepared)


def _by_path(prepared: Prepared) -> dict[str, Document]:
    return {document.path: document for document in prepared.documents}


def _rows(markdown: str) -> dict[str, str]:
    """The rows of the page's first table: what stands in the first column, and what in the second."""
    return dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|", markdown, re.M))


def test_an_entity_of_a_new_kind_has_a_page_with_its_facts(documents: dict[str, Document]) -> None:
    """Text, choices, links, numbers, truths and mappings are shown under their titles."""
    page = documents["cups/low-bowl.md"]
    assert page.markdown.startswith("# Low bowl {#top}\n")
    rows = _rows(page.markdown)
    assert rows["Material"] == "clay"
    assert re.findall(r"\[[^]]*\]\([^)]*\)", rows["Holds"]) == [
        "[North tea](../teas/north-tea.md)",
        "[South tea](../teas/south-tea.md)",
    ]
    assert rows["Size in milliliters"] == "180.50"
    assert rows["Handles"] == "0"
    assert rows["For guests"] == "yes"
    assert rows["Mark"] == "NO"
    assert rows["Glaze"] == "color: moss; coats: 2"


def test_a_new_kind_has_a_list_and_a_place_in_the_navigation(
    prepared: Prepared, documents: dict[str, Document]
) -> None:
    """The list of the kind links the entity, and the navigation leads to both."""
    assert "[Low bowl](low-bowl.md)" in documents["cups/index.md"].markdown
    look_up = next(item for item in prepared.site.navigation if item.title == "Look up")
    cups = next(item for item in look_up.children if item.title == "Cups")
    assert [child.path for child in cups.children] == ["cups/index.md", "cups/low-bowl.md"]


def test_a_relation_is_shown_from_the_other_side(documents: dict[str, Document]) -> None:
    """`inverse` words the link back, on the page of each entity that is named."""
    for tea in ("north-tea", "south-tea"):
        assert "Cups for it: [Low bowl](../cups/low-bowl.md)" in documents[f"teas/{tea}.md"].markdown


def test_editors_get_a_schema_of_the_new_kind(with_cups: Path) -> None:
    """The schema that editors complete with is JSON and knows the kind's fields."""
    review, problems = load(with_cups)
    assert review is not None
    assert problems == ()
    schema = json.loads(json.dumps(editor_schemas(list(review.kinds.values()))["cup.json"]))
    assert schema["properties"]["size"] == {"title": "Size in milliliters", "type": "number", "minimum": 50}
    assert schema["required"] == ["id", "name", "material", "holds"]


def test_the_fields_of_a_new_kind_are_checked_like_all_others(with_cups: Path) -> None:
    """Messages about an entity of a kind that nobody thought of are those that every record gets."""
    file = with_cups / "data/cup/low-bowl.yml"
    text = ENTITY.replace("clay", "steel").replace("180.50", "12").replace('"NO"', "no").replace("coats: 2", "coat: 2")
    file.write_text(text.replace("for-guests: true", "for-guests: yes"), encoding="utf-8")
    said = as_text(load(with_cups)[1])
    assert re.findall(r"^data/cup/low-bowl.yml:(\d+:\d+: .*)$", said, re.M) == [
        "4:11: invalid-choice: `material` is 'steel'",
        "6:7: bad-value: `size` is '12'; at least 50 is needed",
        "8:13: wrong-type: `for-guests` is 'yes'",
        "9:7: bad-value: `mark` is 'no', which does not have the right form",
        "10:22: unknown-field: `coat` is not a field of `glaze`",
    ]


def test_a_kind_can_have_a_template_of_its_own(with_cups: Path) -> None:
    """`templates/<kind>.md.j2` of the review makes the pages of that kind, and of no other."""
    (with_cups / "templates").mkdir(exist_ok=True)
    (with_cups / "templates/cup.md.j2").write_text(TEMPLATE, encoding="utf-8")
    documents = _by_path(prepare(with_cups))
    assert documents["cups/low-bowl.md"].markdown.startswith("# A cup: Low bowl")
    assert "- Size in milliliters is 180.50\n" in documents["cups/low-bowl.md"].markdown
    assert documents["teas/north-tea.md"].markdown.startswith("# North tea {#top}\n")


def test_the_reviews_own_template_comes_before_the_generators(tiny: Path) -> None:
    """A template of the same name in the review is used in the place of the generator's."""
    (tiny / "templates").mkdir(exist_ok=True)
    (tiny / "templates/entity.md.j2").write_text("# Mine: {{ entity.name | inline }}\n", encoding="utf-8")
    assert _by_path(prepare(tiny))["effects/calm.md"].markdown.startswith("# Mine: Calm\n")


def test_a_kind_and_its_entities_can_go(tiny: Path) -> None:
    """No kind is known to the generator: without the teas, the effects remain."""
    for path in ("data/kinds/tea.yml", "data/tea/north-tea.yml", "data/tea/south-tea.yml"):
        (tiny / path).unlink()
    for folder in ("comparisons", "courses", "figures"):
        shutil.rmtree(tiny / "data" / folder)
    places = (("claims/leaf-notes/1", "[north-tea]"), ("evidence/leaf-notes", "[north-tea]"))
    places += (("claims/leaf-notes/2", "[north-tea, calm]"), ("claims/leaf-notes/2", "[south-tea, calm]"))
    for name, old in places:
        file = tiny / f"data/{name}.yml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, "[calm]"), encoding="utf-8")
    chapter = tiny / "docs/chapters/calm.md"
    text = chapter.read_text(encoding="utf-8")
    for shown in ("{{ table('calm-by-tea') }}\n", "{{ figure('calm-range') }}\n"):
        text = text.replace(shown, "")
    chapter.write_text(text.replace(" See also [North tea](../teas/north-tea.md).", ""), encoding="utf-8")
    assert as_text(load(tiny)[1]) == ""
    assert {path.split("/")[0] for path in _by_path(prepare(tiny))} >= {"effects", "sources", "chapters"}
