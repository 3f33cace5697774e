"""In: the text of a YAML file; out: the same in one style: comments kept, and not one value, quote or anchor another.

ruamel.yaml writes the file anew: one space after a colon and a comma, none inside brackets, one blank line at most, an
entry on one line. How far lists are indented is left as it is, where it can be. Whatever would not mean the same to the
reader of data stays as it was, and is named.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

_BLANKS = re.compile(r"\n{3,}")
#: Inside a block of text, blank lines and spaces at the end of a line are content.
_BLOCK = re.compile(r"(?:^|[\s:-])[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?$", re.M)


#: The reader of data reads with the same.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class NotTidied(Exception):
    """The file cannot be written in one style; the message says why."""


def tidied(text: str) -> str:
    """The text in our style; the same again for a text that has it."""
    was = meaning(text)
    if was is None:
        raise NotTidied("it is not YAML; `review validate` says where")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(4):
        found = _once(plain)
        if found == plain:
            break
        plain = found
    else:
        raise NotTidied("it would look different each time")
    if meaning(plain) != was or plain.count("#") != text.count("#"):
        raise NotTidied("it would no longer say the same, or lose a comment")
    return plain


def _once(text: str) -> str:
    """One way there: as ruamel.yaml writes it, with the lists indented as they were where that means the same."""
    written = _rewritten(text)
    was = meaning(text)
    for candidate in (_indented_as(text, written), written):
        spaced = candidate if _BLOCK.search(candidate) else _BLANKS.sub("\n\n", candidate)
        done = spaced.strip("\n") + "\n"
        if meaning(done) == was:
            return done
    return text


def _rewritten(text: str) -> str:
    engine = YAML(typ="rt")
    engine.preserve_quotes = True
    engine.width = 10**6
    out = io.StringIO()
    try:
        engine.dump(engine.load(text), out)
    except (YAMLError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise NotTidied(" ".join(str(error).split())[:200]) from error
    return out.getvalue()


def _indented_as(before: str, after: str) -> str:
    """The new lines, each indented as the same line was before."""
    old, new = before.split("\n"), after.split("\n")
    made = list(new)
    matcher = SequenceMatcher(None, [_core(line) for line in old], [_core(line) for line in new], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for offset in range(size):
            line = old[a + offset]
            indent = line[: len(line) - len(line.lstrip(" "))] if line.strip() else ""
            made[b + offset] = indent + new[b + offset].lstrip(" ")
    return "\n".join(made)


def _core(line: str) -> str:
    """A line without what style is: two of the same core are the same line."""
    return re.sub(r"\s+", "", line)


def meaning(text: str) -> list[tuple[object, ...]] | None:
    """All that a reader of YAML is told: values, their quotes, anchors, tags; not where they stand. None for no YAML."""
    try:
        return list(_events(text))
    except yaml.YAMLError:
        return None


def _events(text: str) -> Iterator[tuple[object, ...]]:
    for event in yaml.parse(text, Loader=_LOADER):
        kind = type(event).__name__
        about = (getattr(event, "anchor", None), getattr(event, "tag", None), getattr(event, "flow_style", None))
        yield kind, *about, getattr(event, "value", None), getattr(event, "style", None)
