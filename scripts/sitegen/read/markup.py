"""In: the prose of a hand-written page; out: problems of HTML, attributes and links that a page may not have.

A page is Markdown, and of HTML it has what says how text is built. What runs, loads or leads elsewhere than a link does
has no place in it: whoever edits a page could otherwise run a script before every reader.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from ..problems import Location, Problem, nearest_of, shown

_TAGS = frozenset(
    "a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 "
    "h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th "
    "thead tr u ul var wbr".split()
)
_ATTRIBUTES = frozenset(
    "alt cite class colspan datetime dir height hidden href id lang loading markdown open reversed role rowspan scope "
    "span src start title value width".split()
)
_SCHEMES = ("http", "https", "mailto")
_TAG = re.compile(r"</?(?P<name>[A-Za-z][^\s/>]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^>\"'])*)")
_AUTOLINK = re.compile(r"<(?:(?:https?|mailto):[^<>\s]*|[^<>\s@]+@[^<>\s]+)>", re.I)
_ATTRIBUTE = re.compile(r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
#: Attributes in braces, as the extension attr_list reads them.
_IN_BRACES = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}")
_GIVEN = re.compile(
    r"(?:^|\s)(?P<name>[^\s\"'<>/={}#.:][^\s\"'<>/={}]*)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'{}]*)"
)
_DESTINATION = re.compile(r"\]\(\s*<?(?P<value>[^)>\n]*)|^[ ]{0,3}\[[^\]\n]+\]:\s*<?(?P<defined>\S+)", re.M)
_BRACKETED = re.compile(r"<(?P<value>[A-Za-z][A-Za-z0-9+.&#;\s-]*:[^<>]*)>")
_DECLARATION = re.compile(r"<[!?](?!--)\S*")
_DEPTH = 50
_RUN = re.compile(r"(?P<mark>[\[\](){}<>*_`!|&~^]|> |!\[|\[\^|<!--|    (?= {80}))(?P=mark){80,}")
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_BRACKET = re.compile(r"[\[\]()<>]")
_SCHEME = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9+.-]*):")
_UNSEEN = re.compile(r"[\0-\x20\x7f-\xa0]")

Place = Callable[[int, int], Location]


def unsafe_markup(prose: str, place: Place) -> list[Problem]:
    """Each tag, attribute and link that is not among those that a page may have; code and comments are left out before."""
    too_deep = list(_nesting(prose, place))
    if too_deep:  # whatever else is there, nobody meant it
        return too_deep
    seen: dict[tuple[int, int], Problem] = {}
    for problem in (
        *_declarations(prose, place),
        *_of_tags(prose, place),
        *_of_braces(prose, place),
        *_links(prose, place),
    ):
        seen.setdefault((problem.location.line, problem.location.column), problem)
    return list(seen.values())


def _nesting(prose: str, place: Place) -> Iterator[Problem]:
    """Marks inside marks, deeper than text ever is: Markdown would take minutes, or end with a traceback."""
    for match in _RUN.finditer(prose):
        yield _problem(
            place(match.start(), 1),
            f"{len(match[0]) // len(match['mark']):,} times `{match['mark']}` in a row",
            expected="text",
        )
        return
    for block in _BLOCK.finditer(prose):
        depth = 0
        for mark in _BRACKET.finditer(block[0]):
            depth = max(0, depth + (1 if mark[0] in "[(<" else -1))
            if depth > _DEPTH:
                sentence = f"brackets are nested more than {_DEPTH} levels deep"
                yield _problem(place(block.start() + mark.start(), 1), sentence, expected="a flatter text")
                return


def _declarations(prose: str, place: Place) -> Iterator[Problem]:
    for match in _DECLARATION.finditer(prose):
        yield _problem(place(match.start(), len(match[0])), f"`{shown(match[0])}` is no HTML that a page may have")


def _of_tags(prose: str, place: Place) -> Iterator[Problem]:
    for match in _TAG.finditer(prose):
        if _AUTOLINK.match(prose, match.start()):
            continue
        name = match["name"].lower()
        if name not in _TAGS:
            if _BRACKETED.match(prose, match.start()):
                continue  # said of the link
            sentence = f"`<{shown(match['name'])}>` is no HTML that a page may have"
            fix = "write Markdown; put a `<` that is meant as text between backticks, or write `&lt;`"
            yield _problem(place(match.start(), len(match[0])), sentence, nearest_of(name, _TAGS), fix)
            continue
        for given in _ATTRIBUTE.finditer(match["rest"]):
            at = place(match.start("rest") + given.start(), len(given[0]))
            yield from _attribute(given["name"], given["value"], at)


def _of_braces(prose: str, place: Place) -> Iterator[Problem]:
    for match in _IN_BRACES.finditer(prose):
        for given in _GIVEN.finditer(match["inside"]):
            at = place(match.start("inside") + given.start("name"), len(given[0].strip()))
            yield from _attribute(given["name"], given["value"], at)


def _attribute(name: str, value: str | None, at: Location) -> Iterator[Problem]:
    lower = name.lower()
    if lower not in _ATTRIBUTES and not re.fullmatch(r"(?:aria|data)-[a-z0-9-]+", lower):
        yield _problem(
            at, f"the attribute `{shown(name)}` is none that a page may have", nearest_of(lower, _ATTRIBUTES)
        )
    elif lower in ("href", "src", "cite") and value:
        yield from _address(value.strip("\"'"), at)


def _links(prose: str, place: Place) -> Iterator[Problem]:
    for pattern in (_DESTINATION, _BRACKETED):
        for match in pattern.finditer(prose):
            group = match.lastgroup or "value"
            if not _AUTOLINK.match(prose, match.start()):
                yield from _address(match[group], place(match.start(group), len(match[group])))


def _address(address: str, at: Location) -> Iterator[Problem]:
    """A relative address, or one of the web or of mail; entities, blanks and control characters hide no other."""
    plain = _UNSEEN.sub("", html.unescape(html.unescape(address)))
    scheme = _SCHEME.match(plain)
    if scheme and scheme["name"].lower() not in _SCHEMES:
        sentence = f"the link `{shown(address)}` leads neither to a page nor to an address of the web or of mail"
        yield _problem(at, sentence, expected="a relative path, or an address with https:, http: or mailto:")


def _problem(
    at: Location, sentence: str, nearest: str | None = None, fix: str | None = None, expected: str | None = None
) -> Problem:
    return Problem("unsafe-markup", at, sentence, expected, nearest, fix)
