"""In: a good review and a source of chance; out: cases in which a value, a key, a line or a byte of a file is another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import yaml

from .case import Case

#: What stands in place of a value, as YAML writes it.
VALUES = (
    "", "~", "null", "true", "yes", "no", "0", "-1", "7", "1.10", "1e5", "1e999", "-1e-400", ".nan", ".inf", "-.inf",
    "NaN", "0x1F", "0o17", "1_000", "9" * 30, "9" * 5000, "1." + "3" * 40, "2026-01-02", "2026-13-45", "0000-00-00",
    "2026-01-02T03:04:05Z", "12:30:45", "[]", "{}", "[[]]", "[{}]", "[~]", "{a: b}", "{~: ~}", "{1: 2}", "[a, b]",
    "[1, 2, 3]", '""', '" "', '"\\0"', '"\\u200b"', '"\\ud800"', '"\\U0010ffff"', "x" * 5000, "a b", "A", "-", "--",
    "'<'", "'../../etc'", "'/'", "'.'", "'..'", "'con'", "'c-n002'", "'c-zzzz'", "'north-tea'", "'index'", "'{}'",
    "'{share}'", "'{c-n002.share}'", "'{c-n002.none}'", "'{a.b.c}'", "'{'", "'}'", "'[@hill2020]'", "'[@none]'", "'%'",
    "'https://'", "'http://[::1'", "'https://a b/'", "'mailto:a@b'", "'//x.y/'", "'https://x.y/\\u0000'", "99999999999999999999",
    "'^(a+)+$'", "'['", "'(?<x>'", "'2026.1'", "'10.1/x'", "[a, a, a]", "['c-n001', 'c-n001']", "'\u202etxt'", "'е'",
)  # fmt: skip
#: What stands in place of a key.
KEYS = (
    "zzz",
    "ID",
    "id ",
    "'<<'",
    "''",
    "~",
    "1",
    "'a b'",
    "title",
    "id",
    "claims",
    "$ref",
    "__class__",
    "x" * 300,
    "éa",
)
CHARACTERS = "\t\r\n:#-?[]{},&*!|>'\"%@`\\ \u00a0\ufeff\u200b\u202e\0\x07\u2028\ue000é"


def shape_cases(good: Mapping[str, bytes], chance: Random, count: int) -> Iterator[Case]:
    """As many cases as asked for: values, keys, and parts of the text."""
    yamls = [path for path in sorted(good) if path.endswith(".yml")]
    texts = {path: good[path].decode("utf-8") for path in sorted(good)}
    nodes = {path: _nodes(texts[path]) for path in yamls if path.startswith("data/")}
    ways = (_another_value, _another_value, _another_value, _anothers_value, _another_key, _another_text)
    for number in range(count):
        way = chance.choice(ways)
        yield way(number, texts, nodes, chance)


def _nodes(text: str) -> list[tuple[yaml.Node, bool]]:
    """Every node of a file, and whether it is a key."""
    found: list[tuple[yaml.Node, bool]] = []

    def walk(node: yaml.Node, is_key: bool) -> None:
        found.append((node, is_key))
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                walk(item, False)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                walk(key, True)
                walk(value, False)

    walk(yaml.compose(text, Loader=yaml.CSafeLoader), False)
    return found


def _slice(text: str, node: yaml.Node) -> tuple[int, int]:
    start, end = node.start_mark.index, node.end_mark.index
    return start, start + max(1, len(text[start:end].rstrip()))


def _replaced(text: str, node: yaml.Node, value: str) -> str:
    start, end = _slice(text, node)
    return text[:start] + value + text[end:]


def _another_value(
    number: int, texts: Mapping[str, str], nodes: Mapping[str, list[tuple[yaml.Node, bool]]], chance: Random
) -> Case:
    path = chance.choice(sorted(nodes))
    node = chance.choice([node for node, is_key in nodes[path] if not is_key])
    value = chance.choice(VALUES)
    name = f"{number}: {path}:{node.start_mark.line + 1}:{node.start_mark.column + 1} is {value[:30]}"
    return Case("shape", name, {path: _replaced(texts[path], node, value).encode("utf-8", "surrogatepass")})


def _anothers_value(
    number: int, texts: Mapping[str, str], nodes: Mapping[str, list[tuple[yaml.Node, bool]]], chance: Random
) -> Case:
    """A value that is good elsewhere."""
    path, other = chance.choice(sorted(nodes)), chance.choice(sorted(nodes))
    node = chance.choice([node for node, is_key in nodes[path] if not is_key])
    scalars = [one for one, is_key in nodes[other] if not is_key and isinstance(one, yaml.ScalarNode)]
    given = chance.choice(scalars)
    start, end = _slice(texts[other], given)
    value = texts[other][start:end] if given.style not in ("|", ">") else "a block"
    name = f"{number}: {path}:{node.start_mark.line + 1} is {value[:30]} of {other}"
    return Case("shape", name, {path: _replaced(texts[path], node, value).encode()})


def _another_key(
    number: int, texts: Mapping[str, str], nodes: Mapping[str, list[tuple[yaml.Node, bool]]], chance: Random
) -> Case:
    path = chance.choice(sorted(nodes))
    keys = [node for node, is_key in nodes[path] if is_key]
    node = chance.choice(keys)
    key = chance.choice([*KEYS, chance.choice(keys).value])
    name = f"{number}: {path}:{node.start_mark.line + 1} has the key {key[:30]}"
    return Case("shape", name, {path: _replaced(texts[path], node, key).encode()})


def _another_text(
    number: int, texts: Mapping[str, str], nodes: Mapping[str, list[tuple[yaml.Node, bool]]], chance: Random
) -> Case:
    """A line or a character more, less, or elsewhere; or the end of the file cut off."""
    path = chance.choice([path for path in sorted(texts) if path != "mkdocs.yml"])
    text = texts[path]
    lines = text.split("\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    at = chance.randrange(len(text))
    what = chance.choice(
        ["without line", "twice line", "swapped line", "cut at", "character at", "without character at"]
    )
    match what:
        case "without line":
            del lines[first]
        case "twice line":
            lines.insert(second, lines[first])
        case "swapped line":
            lines[first], lines[second] = lines[second], lines[first]
    changed = "\n".join(lines)
    match what:
        case "cut at":
            changed = text[:at]
        case "character at":
            changed = text[:at] + chance.choice(CHARACTERS) + text[at:]
        case "without character at":
            changed = text[:at] + text[at + 1 :]
    name = f"{number}: {path} {what} {at if 'at' in what.split() else first + 1}"
    return Case("text" if path.endswith((".md", ".bib")) else "shape", name, {path: changed.encode()})
