"""In: the text of mkdocs.yml; out: problems that MkDocs would end with a traceback, or would run as code."""

from __future__ import annotations

from pathlib import Path

import yaml

from ..problems import Location, Problem, SourceText, shown
from .nodes import DEPTH
from .text_files import text_of
from .yaml_errors import problem_of

CONFIGURATION = "mkdocs.yml"
#: Far more than any configuration has; ten lines of aliases of aliases stand for a billion values.
_MOST, _MOST_ALIASES = 5_000, 20
#: What makes an object of Python, or loads a module, by reading the file; a `name` is what extensions are set up with.
_RUNS = ("python/object", "python/module")


def configuration_problems(root: Path) -> list[Problem]:
    """What is wrong with the text of mkdocs.yml; what its settings mean is for MkDocs to say."""
    if not (root / CONFIGURATION).exists() and not (root / CONFIGURATION).is_symlink():
        return []
    problems: list[Problem] = []
    text = text_of(root, CONFIGURATION, problems)
    return [*problems, *(_of_text(*text) if text is not None else ())]


def _of_text(file: SourceText, text: str) -> list[Problem]:
    problems: list[Problem] = []
    last: yaml.Event = yaml.StreamStartEvent()
    depth = documents = values = aliases = 0
    root = None
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            last = event
            at = Location(file, event.start_mark.line + 1, event.start_mark.column + 1)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if depth > DEPTH:
                return [Problem("yaml-syntax", at, f"a value is nested more than {DEPTH} levels deep")]
            if depth == 1 and isinstance(event, yaml.ScalarEvent) and event.value == "INHERIT":
                sentence = "`INHERIT` is not read: what it names could be anywhere, and name this file in turn"
                problems.append(Problem("unknown-field", at, sentence, fix="write its settings here"))
            if isinstance(event, yaml.NodeEvent):
                root = root or event
                values += 1
                aliases += isinstance(event, yaml.AliasEvent)
                if values > _MOST or aliases > _MOST_ALIASES:
                    sentence = f"the file holds more than {_MOST:,} values or {_MOST_ALIASES} aliases"
                    return [Problem("yaml-syntax", at, sentence, "a smaller file")]
                tag = getattr(event, "tag", None) or ""
                if any(f":{word}" in tag for word in _RUNS):
                    sentence = f"the tag `{shown(tag.replace('tag:yaml.org,2002:', '!!'))}` runs code"
                    problems.append(Problem("yaml-syntax", at, sentence, fix="remove it"))
    except yaml.MarkedYAMLError as error:
        return [*problems, problem_of(file, error, last, None)]
    if root is not None and not isinstance(root, yaml.MappingStartEvent):
        at = Location(file, root.start_mark.line + 1, root.start_mark.column + 1)
        problems.append(Problem("wrong-type", at, "the configuration is no mapping of settings", "`site_name: …`"))
    if documents > 1:
        problems.append(Problem("yaml-syntax", Location(file), "the file holds more than one document", "one"))
    return problems
