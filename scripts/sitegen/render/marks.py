"""In: a page's Markdown with placeholders; out: the same with numbered marks of appraisals, and where claims are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..compose.figures.shapes import Linked
from ..compose.figures.view import FigureView
from ..compose.finding_views import AppraisalView
from ..compose.marks import MARKS_BEGIN, MARKS_END
from ..compose.page import AppraisalMark, Page, Target
from .escape import inline_text, quoted_text
from .links import relative

#: A sign a severity: told apart by shape, not by color.
SIGNS = {"high": "▲", "medium": "△", "low": "○"}
#: Around a claim's id, where its card says on which pages the claim is shown.
SHOWN_BEGIN, SHOWN_END = "\ue005", "\ue006"

_MARKS = re.compile(f"{MARKS_BEGIN}([^{MARKS_END}]*){MARKS_END}")
_SHOWN = re.compile(f"{SHOWN_BEGIN}([^{SHOWN_END}]*){SHOWN_END}")
_CLAIM = re.compile(r"#(c-[a-z0-9]{4})\b")

_NUMBERS = re.compile(r"\d[\d, –]*")
_RANK = tuple(SIGNS)
#: As many titles as a mark names; the others are listed on the page.
_NAMED = 3

#: How a sink writes a mark: its text, where it leads, its words, its severity.
MarkWriter = Callable[[str, str, str, str], str]


def mark_with_name(text: str, href: str, words: str, severity: str) -> str:
    """A mark whose words are heard where its sign is seen; its number, which is seen too, is heard with them."""
    label = quoted_text(" ".join([*_NUMBERS.findall(text), words]))
    name = f'{{: .mark .mark-{severity} data-mark="{severity}" aria-label={label} }}'
    return f"[{text}]({href} {quoted_text(words)}){name}"


def mark_as_link(text: str, href: str, words: str, severity: str) -> str:
    """A mark for any engine: a link whose title has the words."""
    return f"[{text}]({href} {quoted_text(words)})"


def numbered(
    body: str, page: Page, appraisals: Mapping[str, AppraisalView], write: MarkWriter
) -> tuple[str, tuple[AppraisalView, ...]]:
    """Put one mark at each appraised statement, with the numbers of its appraisals on this page, in order of appearance.

    Where appraisals are told whole a mark has no number. On a page of prose a claim that one line names twice is marked
    there once.
    """
    if MARKS_BEGIN not in body:
        return body, ()
    numbers: dict[str, int] = {}
    is_told_here = page.role in ("section", "appraisals")
    said: set[str] = set()
    is_prose = False

    def mark(match: re.Match[str]) -> str:
        pairs = [pair for pair in match.group(1).split() if not (is_prose and pair in said)]
        said.update(pairs)
        its = [appraisals[id_].mark for id_ in dict.fromkeys(pair.partition("/")[2] for pair in pairs)]
        if not its:
            return ""
        its.sort(key=lambda mark: _RANK.index(mark.severity))
        shown = sorted(numbers.setdefault(mark.id, len(numbers) + 1) for mark in its)
        first = its[0]
        text = SIGNS[first.severity] + ("" if is_told_here else _in_ranges(shown))
        href = relative(page.path, first.target.path, first.target.anchor)
        return " " + write(text, href, _words(its), first.severity)

    lines = []
    for line in body.split("\n"):
        said.clear()
        is_prose = page.role in ("chapter", "home") and not line.startswith(("|", "<"))
        lines.append(_MARKS.sub(mark, line))
    notes = () if is_told_here else tuple(appraisals[id_] for id_ in numbers)
    return "\n".join(lines), notes


def _words(marks: Sequence[AppraisalMark]) -> str:
    """What a mark says: the gravest appraisal, the next ones, and how many more there are."""
    others = [f"{mark.severity}: {mark.title}" for mark in marks[1:_NAMED]]
    more = [f"{len(marks) - _NAMED} more"] if len(marks) > _NAMED else []
    return "; ".join([marks[0].words, *others, *more])


def _in_ranges(numbers: Sequence[int]) -> str:
    """`1–3, 7` for 1, 2, 3 and 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",\u2009".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else ',' + chr(0x2009)}{run[-1]}"
        for run in runs
    )


def marked_in(body: str) -> dict[str, None]:
    """The ids of the appraisals that are marked, once."""
    return dict.fromkeys(pair.partition("/")[2] for pairs in _MARKS.findall(body) for pair in pairs.split())


def cards_in(body: str) -> dict[str, None]:
    """The claims whose cards say where else they are shown."""
    return dict.fromkeys(_SHOWN.findall(body))


def claims_in(body: str) -> dict[str, None]:
    """The claims that are linked."""
    return dict.fromkeys(_CLAIM.findall(body))


def drawn_on(page: Page) -> Iterator[str]:
    """The claims behind the figures of a page, which a sink without drawings does not link."""
    shown = [page.context.get("figure"), page.context.get("overview")]
    for figure in [*shown, *(part.figure for part in page.context.get("parts", ()))]:
        if isinstance(figure, FigureView):
            entries = (entry for row in figure.data.rows for cell in row.cells for entry in cell)
            linked = (shape.target for shape in figure.wide.shapes if isinstance(shape, Linked))
            targets = [*(claim for entry in entries for claim in entry.claims), *linked]
            yield from (target.anchor for target in targets if _CLAIM.fullmatch(f"#{target.anchor}"))


def with_places(body: str, path: str, shown: Mapping[str, Sequence[Target]]) -> str:
    """Say on each card where else its claim is shown."""

    def links(match: re.Match[str]) -> str:
        targets = shown.get(match.group(1), ())
        named = (f"[{inline_text(its.title)}]({relative(path, its.path, its.anchor)})" for its in targets)
        return ", ".join(named) or "no other page"

    return _SHOWN.sub(links, body)
