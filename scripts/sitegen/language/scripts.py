"""In: a script of ours; out: the texts in it that readers see, and the script with them in another language."""

from __future__ import annotations

import json
import re

from .phrases import Say, is_phrase

_TEXT = re.compile(r'"(?P<plain>(?:[^"\\\n]|\\.)*)"|`(?P<holes>(?:[^`\\]|\\.)*)`|//[^\n]*|/\*.*?\*/', re.S)
_COMPARED = re.compile(r'(?:===?|!==?|case)\s*"((?:[^"\\\n]|\\.)*)"')
_HOLE = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")


def script_in(source: str, say: Say) -> str:
    """The same script; a text that it compares with is a name of the program and stays."""
    compared = set(_COMPARED.findall(source))

    def said(match: re.Match[str]) -> str:
        plain, holes = match["plain"], match["holes"]
        if plain is not None and plain not in compared and _is_shown(plain):
            phrase = say(plain)
            return match[0] if phrase == plain else json.dumps(phrase, ensure_ascii=False)
        if holes is not None:
            printed = _HOLE.findall(holes)
            numbers = iter(range(1, len(printed) + 1))
            key = _HOLE.sub(lambda _: f"{{{next(numbers)}}}", holes)
            phrase = say(key) if _is_shown(key) else key
            if phrase != key:
                plain_phrase = phrase.replace("`", "’")
                return "`" + re.sub(r"\{(\d+)\}", lambda its: printed[int(its[1]) - 1], plain_phrase) + "`"
        return match[0]

    return _TEXT.sub(said, source)


def phrases_of_script(source: str) -> tuple[str, ...]:
    """Every text of a script that readers may see, each once."""
    found: dict[str, None] = {}

    def note(phrase: str) -> str:
        found[phrase] = None
        return phrase

    script_in(source, note)
    return tuple(found)


def _is_shown(text: str) -> bool:
    """Words with a capital or several of them; no class names, no addresses, no markup."""
    if not is_phrase(text) or re.search(r"[<>=;\\]|^[.#/\[]|://", text):
        return False
    return bool(re.match(r"(?:\{\d+\} )?[A-Z][a-z’-]*(?:$|[ :,.])", text))
