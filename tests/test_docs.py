"""What the documents say about commands, fields and targets agrees with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sitegen.cli import review
from sitegen.model.claim import Claim
from sitegen.pipeline import load
from sitegen.problems import SourceText, as_text
from sitegen.read.nodes import nodes_of
from sitegen.validate.schemas import list_schema, schema_of
from sitegen.validate.shape import Shape

ROOT = Path(__file__).resolve().parent.parent
HANDBOOK = sorted(f"handbook/{path.name}" for path in (ROOT / "handbook").glob("*.md"))
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", *HANDBOOK]


#: A path in code marks.
_PATH = r"`((?:data|docs|templates|scripts|tests)/[\w./-]*)`"


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_commented_claim_is_valid_and_complete() -> None:
    """The sample in CONTRIBUTING.md fits the schema and shows every field that a claim may have."""
    sample = re.search(r"```yaml\n(.*?)```", _text("CONTRIBUTING.md"), re.S)
    assert sample
    node, problems = nodes_of(SourceText.of("sample", sample[1]), sample[1])
    assert node is not None
    assert not problems
    _, problems = Shape(list_schema(Claim), "claim").check(node)
    assert not problems
    assert set(node.at(0).keys) == set(schema_of(Claim)["properties"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_target_that_is_named_exists(name: str) -> None:
    """A make target in a document is one of the Makefile's."""
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.M))
    named = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", _text(name), re.M))
    assert named <= targets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_verb_that_is_named_exists(name: str) -> None:
    """A verb of `review` in a document is one of the command line's."""
    named = set(re.findall(r"(?:`|bin/|py )review ([a-z][a-z-]*)", _text(name)))
    assert named <= set(review.commands)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_that_is_named_exists(name: str) -> None:
    """A file or folder in code marks exists, unless it stands for many or is made by a build."""
    made = ("adding-a-source", "reference")  # about a new review, and about any review
    for path in [] if Path(name).stem in made else re.findall(_PATH, _text(name)):
        assert (ROOT / path).exists(), path


def test_every_verb_and_option_has_help() -> None:
    """`--help` says something about every verb and every option."""
    for name, command in review.commands.items():
        assert command.help, name
        for option in command.params:
            assert getattr(option, "help", None) or option.param_type_name == "argument", f"{name} {option.name}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(name: str) -> None:
    """Links and pictures between documents."""
    for target in re.findall(r"\]\(([^)#:\s]+)", re.sub(r"```.*?```", "", _text(name), flags=re.S)):
        assert ((ROOT / name).parent / target).exists(), target


def test_the_message_that_editors_are_shown_is_real(tiny: Path) -> None:
    """The handbook shows a message as it is printed."""
    file = tiny / "data/claims/leaf-notes/2.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("topic: effect\n", "topic: effects\n"), encoding="utf-8")
    shown = re.search(r"```text\n(data/.*?)```", _text("handbook/editing-facts.md"), re.S)
    assert shown
    assert shown[1] in as_text(load(tiny)[1]) + "\n"
