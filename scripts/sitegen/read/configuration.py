"""In: the text of mkdocs.yml; out: problems that MkDocs would end with a traceback, or would run as code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from ..problems import Location, Problem, SourceText, shown
from .nodes import DEPTH
from .text_files import text_of
from .yaml_errors import problem_of

CONFIGURATION = "mkdocs.yml"
#: What makes an object of Python, or loads a module, by reading the file; a `name` is what extensions are set up with.
#: Far more than any configuration has.
_MOST = 5_000
_SETTING = re.compile(r"Config value '(?P<name>[\w-]+)[^']*': ")
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
    depth = documents = values = 0
    sizes: dict[str, int] = {}
    root = None
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            last = event
            at = Location(file, event.start_mark.line + 1, event.start_mark.column + 1)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if depth > DEPTH:
                return [Problem("yaml-syntax", at, f"a value is nested more than {DEPTH} levels deep")]
            if isinstance(event, yaml.NodeEvent):
                root = root or event
                # An alias counts as all that was there before it: ten lines of them stand for a billion values.
                anchor = event.anchor or ""
                values += sizes.get(anchor, 1) if isinstance(event, yaml.AliasEvent) else 1
                if not isinstance(event, yaml.AliasEvent):
                    sizes[anchor] = values
                if values > _MOST:
                    return [Problem("yaml-syntax", at, f"the file holds more than {_MOST:,} values", "a smaller file")]
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


def setting_problems(root: Path, messages: Iterable[str]) -> list[Problem]:
    """What MkDocs says of the settings, each at its setting."""
    text = text_of(root, CONFIGURATION, [])
    file = text[0] if text else SourceText(CONFIGURATION, ())
    problems: list[Problem] = []
    for message in dict.fromkeys(messages):
        named = _SETTING.match(message)
        said = message[named.end() :] if named else message
        place = place_of(file, named["name"]) if named else Location(file)
        sentence = said.replace(f"{root}/", "").replace(str(root), ".").strip() or "MkDocs stops without a word"
        problems.append(Problem("site-build", place, f"`{named['name']}`: {sentence}" if named else sentence))
    return problems


def place_of(file: SourceText, setting: str) -> Location:
    """Where the file gives a setting; its first line when it does not."""
    for number, line in enumerate(file.lines, start=1):
        if line.startswith(f"{setting}:"):
            return Location(file, number, 1, len(setting))
    return Location(file)
