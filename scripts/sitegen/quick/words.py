"""In: a text of a block, as Markdown; out: its HTML as Python-Markdown would have it; or `Unknown`, when it might not be.

Only what can be read in one way is read here: words, links, notes, emphasis, escaped characters, plain inline tags.
Everything else – a lone star, a bracket that may or may not begin a link – raises Unknown, and the page goes the usual way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from markdown import serializers

_AMP = serializers.RE_AMP
_NAMES = "span|sup|sub|br|wbr|a|code|b|i|em|strong|small|abbr|cite|q|time"
_ONE = r'(?:[.#][A-Za-z0-9][A-Za-z0-9.:-]*|[a-z][a-z-]*="[^"{}\n\\`*_\[\]<>&]*")'
#: Attributes in braces, without the braces: classes, an id, and values in which nothing is Markdown.
LIST = _ONE + "(?: " + _ONE + ")*"
_VERBOSE_LIST = LIST.replace(" ", "[ ]").replace("#", "\\#")
#: What has a meaning anywhere in a text; without any of it, a text is words.
_SPECIAL = re.compile(r"[\\`*_\[<>&{}]")
#: Whatever follows begins with one of these; said first, it has the words between passed over at once.
_FIRST = r"[\\`*_\[<&{}>]"
_TOKEN = re.compile(
    rf"""
  {_FIRST}(?:
    (?<=\[)\^(?P<note>[^\[\]\s\\`*<>&]+)\]
  | (?<=\[)(?P<text>(?:[^\[\]\\]|\\[\[\]\\`*_{{}}()>\#+.!|-])+)\]\(
      (?:<(?P<url>[^<>\s"'`\\\[\]*]+)>|(?P<href>[^\s()<>'"`\\\[\]*]+))
      (?:[ ]"(?P<title>[^"'\\`<>\[\]\n*]*[^"'\\`<>\[\]\s*])")?\)
      (?:\{{:?[ ]?(?P<attributes>{_VERBOSE_LIST})[ ]?\}})?
  | (?<=\\)(?P<escaped>[\\`*_{{}}\[\]()>\#+.!|-])
  | (?<=<)(?P<tag>(?:/(?:{_NAMES})|(?:{_NAMES})(?:[ ][a-z][a-z0-9-]*(?:="[^"<>\[\]\\`@\n*]*")?)*[ ]?/?)>)
  | (?<=&)(?P<entity>(?:\#[0-9]+|[a-zA-Z][a-zA-Z0-9]*);)
  | (?<=\*)(?<!\*\*)\*(?P<strong>(?=[^*\s])[^*]*[^*\s])\*\*(?!\*)
  | (?<=\*)(?<!\*\*)(?P<em>(?=[^*\s])[^*]*[^*\s])\*(?!\*)(?:\{{:?[ ]?(?P<of_em>{_VERBOSE_LIST})[ ]?\}})?
  | (?<=`)(?<!``)(?P<code>[^`\\<>&\s](?:[^`\\<>&\n]*[^`\\<>&\s])?)`(?!`)
  | (?P<plain>(?<=[A-Za-z0-9]_)(?=[A-Za-z0-9])|(?<=\[)(?<!!\[)(?=[^\[\]]*\](?![(\[:^]|\s*\[))|(?<=&)(?!\#)|(?<=>))
  | (?P<unknown>)
  )
    """,
    re.VERBOSE,
)
#: A line that may be something else than words of a paragraph.
NO_WORDS = re.compile(r"[ #>|:=~]|[-+*_](?: |[-+*_ ]*$)|\d+\. |!!!|\?\?\?|\*\[|\[[^\[\]]*\]:|///|[-:| =_*]+$")
_EACH = re.compile(_ONE)
_MARK = re.compile("\x02([0-9]+)\x03")


class Unknown(Exception):
    """A text or a page that Python-Markdown itself has to read."""


def escaped(text: str) -> str:
    """Text of an element as Python-Markdown writes it."""
    if "&" in text:
        text = _AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """The value of an attribute as Python-Markdown writes it."""
    return escaped(text).replace('"', "&quot;")


class Words:
    """Reads the texts of one page; `note` stands for a note's mark, `lead` gives the address for a link's."""

    def __init__(
        self, lead: Callable[[str], str], note: Callable[[str, int, Words], str], abbreviations: Mapping[str, str]
    ) -> None:
        self._lead = lead
        self._known: dict[str, str] = {}
        self._note = note
        self._abbreviations = abbreviations
        self._abbreviated: re.Pattern[str] | None = None
        self.ids: set[str] = set()
        if abbreviations:
            if any(not any(letter.isalpha() for letter in key) or "\x02" in key for key in abbreviations):
                raise Unknown("an abbreviation of digits")
            longest = sorted(abbreviations, key=len, reverse=True)
            self._abbreviated = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")

    def html(self, text: str, depth: int) -> str:
        """The text with its inline elements, which stands so deep in the page."""
        if _SPECIAL.search(text) is None:
            if self._abbreviated is None:
                return text
            return self._said(text, [])
        if "![" in text:
            raise Unknown("a picture")
        parts: list[str] = []
        run: list[str] = []  # a text between two elements
        raw: list[str] = []  # what stands in it as it is
        at = 0
        for token in _TOKEN.finditer(text):
            if token.start() > at:
                run.append(text[at : token.start()])
            at = token.end()
            kind = token.lastgroup
            if kind in ("href", "url", "title", "attributes"):
                kind = "text"
            elif kind == "of_em":
                kind = "em"
            if kind == "text":
                self._flush(run, raw, parts)
                parts.append(self._link(token, depth))
            elif kind == "note":
                self._flush(run, raw, parts)
                parts.append(self._note(token["note"], depth, self))
            elif kind == "plain":
                run.append(token[0])
            elif kind == "escaped":
                run.append(f"\x02{len(raw)}\x03")
                raw.append(escaped(token["escaped"]))
            elif kind in ("tag", "entity"):
                run.append(f"\x02{len(raw)}\x03")
                raw.append(token[0])
            elif kind in ("em", "strong"):
                self._flush(run, raw, parts)
                named = listed(token["of_em"]) if token["of_em"] else {}
                if "id" in named:
                    self.ids.add(named["id"])
                parts.append(f"<{kind}{attributes(named)}>{self.html(token[kind], depth)}</{kind}>")
            elif kind == "code":
                self._flush(run, raw, parts)
                parts.append(f"<code>{token['code']}</code>")
            else:
                raise Unknown(token[0])
        if at < len(text):
            run.append(text[at:])
        self._flush(run, raw, parts)
        return "".join(parts)

    def lead(self, address: str) -> str:
        """Where a link leads, asked once for each address that leads somewhere."""
        found = self._known.get(address)
        if found is None:
            found = self._lead(address)
            if found != address or address[0] == "#":  # a warning about an address is given each time
                self._known[address] = found
        return found

    def _link(self, token: re.Match[str], depth: int) -> str:
        """A link with its text; the page's addresses are asked for in the order in which they stand."""
        named = listed(token["attributes"]) if token["attributes"] else {}
        if "id" in named:
            self.ids.add(named["id"])
        if "href" in named or "title" in named:
            raise Unknown(token[0])
        href = self.lead(token["url"] if token["href"] is None else token["href"])
        text = token["text"]
        if "[" in text.replace("\\[", ""):
            raise Unknown("a bracket in a link")
        inner = self.html(text, depth)
        if "<a " in inner or "<sup id=" in inner:
            raise Unknown("a link in a link")
        if not named and token["title"] is None:
            return f'<a href="{attribute(href)}">{inner}</a>'
        named["href"] = href
        if token["title"] is not None:
            named["title"] = token["title"].strip()
        return f"<a{attributes(named)}>{inner}</a>"

    def _flush(self, run: list[str], raw: list[str], parts: list[str]) -> None:
        if run:
            parts.append(self._said("".join(run), raw))
            run.clear()
            raw.clear()

    def _said(self, text: str, raw: list[str]) -> str:
        """Words, with abbreviations explained, and whatever stood among them put back."""
        if self._abbreviated is not None and self._abbreviated.search(text):
            written: list[str] = []
            at = 0
            for match in self._abbreviated.finditer(text):
                meaning = self._abbreviations[match[0]]
                if not meaning:
                    continue
                written.append(escaped(text[at : match.start()]))
                written.append(f'<abbr title="{attribute(meaning)}">{escaped(match[0])}</abbr>')
                at = match.end()
            text = "".join(written) + escaped(text[at:])
        elif _SPECIAL.search(text):
            text = escaped(text)
        return _MARK.sub(lambda mark: raw[int(mark[1])], text) if raw else text


def attributes(named: Mapping[str, str]) -> str:
    """Attributes in the order in which the engine writes them."""
    if not named:
        return ""
    return "".join(f' {name}="{attribute(named[name])}"' for name in sorted(named))


def listed(text: str) -> dict[str, str]:
    """The attributes that a list in braces names."""
    named: dict[str, str] = {}
    for one in _EACH.findall(text):
        if one[0] == ".":
            named["class"] = f"{named['class']} {one[1:]}" if "class" in named else one[1:]
        elif one[0] == "#":
            named["id"] = one[1:]
        else:
            name, _, value = one.partition("=")
            if name == "data-toc-label":
                raise Unknown(one)
            named[name] = value[1:-1]
    return named


def value_of(given: str) -> str:
    """The value of an attribute as a reader of HTML has it."""
    if "&" in given and re.search(r"&(?!(?:amp|lt|gt|quot|#39|#34);)", given):
        raise Unknown(given)
    return html.unescape(given)
