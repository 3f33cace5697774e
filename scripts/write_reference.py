"""In: commands, problem codes and core types as they are; out: handbook/reference.md, which documents every one of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from sitegen.cli import review
from sitegen.codes import CODES
from sitegen.model.chapter import ChapterHead
from sitegen.model.entity import EntityCore
from sitegen.validate.schemas import RECORD_TYPES, SINGLE_FILES, schema_of

FILE = Path(__file__).resolve().parent.parent / "handbook" / "reference.md"
HEAD = """# Reference

Every command, every problem and every field. This page is made by `make handbook` from the program itself; a test fails
when it is not what the program says. Kinds (a review's own classes of things) are data: the page *Data dictionary* of each
site documents theirs, and `build/schemas/` holds every schema for editors; published, they are at `api/schemas/`.
"""

_SORTS = {
    "number": "A number.",
    "integer": "A whole number.",
    "boolean": "`true` or `false`.",
    "array": "A list.",
    "object": "A mapping.",
}


def reference() -> str:
    """The whole page."""
    parts = [
        HEAD,
        "## Commands\n",
        *_commands(review, "review"),
        "## Problems\n",
        *_problems(),
        "## Fields\n",
        *_fields(),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _commands(group: click.Group, path: str) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        whole = f"{path} {name}"
        arguments = " ".join(
            its.make_metavar(click.Context(command)) for its in command.params if its.param_type_name == "argument"
        )
        yield f"### `{' '.join((whole, arguments)).strip()}`\n"
        yield _one_line(command.help or "") + "\n"
        options = [its for its in command.params if isinstance(its, click.Option)]
        if options:
            yield "| option | what it does |\n| --- | --- |"
            yield "".join(f"| `{'`, `'.join(its.opts)}` | {_cell(its.help or '')} |\n" for its in options)
        if isinstance(command, click.Group):
            yield from _commands(command, whole)


def _problems() -> Iterator[str]:
    yield "An *error* stops a build; a *gap* is counted and shown, and stops a release only. So says `review explain`, too.\n"
    yield "| code | weight | rule | why |\n| --- | --- | --- | --- |"
    yield "".join(
        f"| `{name}` | {its.weight} | {_cell(its.rule)} | {_cell(its.why)} |\n" for name, its in sorted(CODES.items())
    )


def _fields() -> Iterator[str]:
    places: dict[str, type] = {f"data/{folder}/": its for folder, its in RECORD_TYPES.items()} | SINGLE_FILES
    places |= {"data/<kind>/": EntityCore, "docs/**.md (front matter)": ChapterHead}
    told: set[str] = set()
    for place, type_ in places.items():
        schema = schema_of(type_)
        yield f"### `{place}`: {type_.__name__}\n"
        yield from _type(schema)
        for name, its in schema.get("$defs", {}).items():
            if name not in told and "properties" in its:
                told.add(name)
                yield f"#### {name}\n"
                yield from _type(its)


def _type(schema: dict[str, Any]) -> Iterator[str]:
    if schema.get("description"):
        yield _one_line(schema["description"]) + "\n"
    required = schema.get("required", [])
    yield "| field | needed | what it says |\n| --- | --- | --- |"
    yield "".join(
        f"| `{name}` | {'yes' if name in required else ''} | {_cell(_about(its))} |\n"
        for name, its in schema["properties"].items()
    )


def _about(field: dict[str, Any]) -> str:
    choices = field.get("enum", [])
    words = field.get("description", "")
    shape = field.get("$ref", "").rpartition("/")[2] or field.get("items", {}).get("$ref", "").rpartition("/")[2]
    extra = [f"One of {', '.join(f'`{one}`' for one in choices)}."] if choices else []
    told = [*([words] if words else []), *extra, *([f"See {shape}."] if shape else [])]
    return " ".join(told) or _SORTS.get(field.get("type", ""), "Text.")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\b", "")).strip()


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")


if __name__ == "__main__":
    FILE.write_text(reference(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"Written: {FILE.name}\n")
