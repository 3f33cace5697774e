"""In: the review's folder; out: what one build, or one look of a preview, leaves for the next: texts, sums, facts, packs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .check.facts import Facts, facts_in
from .check.facts import noted as facts_noted
from .exports.offline import OFFLINE
from .exports.packed import NOTHING, Packed, packed_in
from .exports.packed import noted as packed_noted
from .read.noted_nodes import nodes_noted
from .read.review_files import Known as Read
from .render.escape import forget_texts
from .render.known import PageSums, Rendered
from .seen import Seen, seen_in, time_of
from .shelf import Shelf
from .sinks.kept import Earlier, Made, earlier, keep, made_before, read_kept, read_sealed, write_kept, write_sealed
from .sinks.noted import note_more_texts, noted_texts
from .validate.known import KnownRecords

_FOLDER = Path(".cache", "review")
#: What each page was made of, what was found in each, and what the offline copy was packed of.
_PAGES, _CHECKED, _PACKED = _FOLDER / "pages.json", _FOLDER / "checked.json", _FOLDER / "packed.json"
#: The nodes of YAML files.
_NODES = _FOLDER / "nodes.msgpack"
#: What each page as Markdown for other engines was made of, and its twin on the site.
_MARKDOWN, _TWINS = _FOLDER / "markdown.json", _FOLDER / "twins.json"
#: The site that was replaced last: the next one is built into it.
SPARE = _FOLDER / "spare"
#: The sums of files, by what the system says of them.
_SEEN = _FOLDER / "seen.json"
#: The pages of the books as HTML, by the sums of their Markdown.
_CONVERTED = "_books_html"


class Memory:
    """Files as they were parsed and pages as they were rendered, from one run to the next: of a preview, or of builds."""

    def __init__(self, root: Path | None = None, program: str = "", seen: Seen | None = None):
        #: The sums of files that a build looks at more than once; a preview looks again each time.
        self.seen = seen
        self._root, self._program = root, program
        note = read_sealed(root / _NODES) if root is not None else None
        self._nodes = None if root is None else nodes_noted(note, program)
        self.read = Read() if self._nodes is None else Read(nodes_of=self._nodes.nodes_of)
        self.records = KnownRecords()
        self._texts: dict[str, tuple[str, Rendered]] = {}
        self._sums = PageSums()
        #: What is done between two pages, by who has something else to do.
        self.between: Callable[[], None] = lambda: None

    def forget_files(self) -> None:
        """Let files and records go, and what pages know together: a build needs them once, and has enough to hold."""
        self.read, self.records = Read(), KnownRecords()
        forget_texts()
        for _, known in self._texts.values():
            known.together = None

    def rendered(self, style: str, made_with: str) -> Rendered:
        """What is known of pages in this style that were made with the same templates; what others made is forgotten."""
        if style in self._texts:
            self._sums = PageSums()
            was, known = self._texts[style]
            before: Mapping[str, str] = known.left() if was == made_with else {}
            together = known.together if was == made_with else None
        else:
            before, together = self._noted(style, made_with), None
        texts: MutableMapping[str, str] = {} if self._root is None else Shelf()
        lasting = self._root is not None
        self._texts[style] = (made_with, now := Rendered(before, self._sums, self.between, together, texts, lasting))
        return now

    def last(self, style: str, made_with: str) -> Rendered | None:
        """The pages as they were rendered last, with the same templates; None when they were not."""
        was, known = self._texts.get(style, ("", None))
        return known if was == made_with else None

    def pictures(self, made_with: str) -> Rendered:
        """What is known of figures as files."""
        return self.rendered("_pictures", made_with)

    def books(self, styles: Sequence[str], made_with: str) -> Mapping[str, Rendered]:
        """What is known of pages of the books, by the style of their tables: a page there is another than on the site."""
        return {style: self.rendered(f"_books_{number}", made_with) for number, style in enumerate(styles)}

    def converted(self, to_html: Callable[[str], str], made_of: str) -> Callable[[str], str]:
        """What makes HTML of a text, where it is not known; all is made anew where it is unknown what HTML is made of."""
        if not made_of:
            return to_html
        known = self.rendered(_CONVERTED, made_of)

        def html_of(text: str) -> str:
            key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
            return known.kept(key, lambda: to_html(text))

        return html_of

    def _noted(self, style: str, made_with: str) -> Mapping[str, str]:
        if self._root is None:
            return {}
        return noted_texts(self._file(self._root, style), f"{self._program} {made_with}")

    def keep(self) -> None:
        """Note the pages and the nodes for the next build."""
        if self._root is not None and self._nodes is not None:
            if self._nodes.is_new:
                write_sealed(self._root / _NODES, self._nodes.noted(self._program))
            for style, (made_with, texts) in self._texts.items():
                file, made_by = self._file(self._root, style), f"{self._program} {made_with}"
                note_more_texts(file, texts.left(), texts.taken, texts.now, made_by)

    @staticmethod
    def _file(root: Path, style: str) -> Path:
        return root / _FOLDER / f"rendered{style.partition('.')[0]}.texts"


@dataclass(frozen=True)
class Before:
    """What an earlier build left; each part is empty where its note is missing, broken, or of another program."""

    earlier: Earlier
    markdown: Mapping[str, Made] = field(default_factory=dict)
    twins: Mapping[str, Made] = field(default_factory=dict)
    facts: Mapping[str, Facts] = field(default_factory=dict)
    packed: Packed = NOTHING


@dataclass(frozen=True)
class Left:
    """What a build leaves."""

    pages: Mapping[str, Made]
    markdown: Mapping[str, Made]
    twins: Mapping[str, Made]
    facts: Mapping[str, Facts]
    packed: Packed
    digests: Mapping[str, str]

    def keep(self, root: Path, address: str, program: str) -> None:
        """Note it; where the folder cannot be written, nothing is kept."""
        keep(root / _PAGES, self.pages)
        keep(root / _MARKDOWN, self.markdown, program)
        keep(root / _TWINS, self.twins, program)
        write_kept(root / _CHECKED, facts_noted(self.facts, f"{program} {address}"))
        write_kept(root / _PACKED, packed_noted(self.packed, program))


def seen_before(root: Path) -> Seen:
    """The sums of files that the last run knew."""
    return seen_in(read_kept(root / _SEEN))


def keep_seen(root: Path, seen: Seen) -> None:
    """Note them for the next run."""
    if not seen.is_new:
        return
    folder = (root / _SEEN).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        at = time_of(folder)
    except OSError:
        return
    write_kept(root / _SEEN, seen.noted(at))


def before(root: Path, address: str, program: str, seen: Seen) -> Before:
    """What the last build left for this program and address; `program` is a sum over it and its libraries."""
    site = root / "build" / "site"
    facts = facts_in(read_kept(root / _CHECKED), f"{program} {address}")
    packed = packed_in(read_kept(root / _PACKED), program, site / OFFLINE, lambda file: seen.sum_of(str(file)))
    markdown, twins = (made_before(root / file, program) for file in (_MARKDOWN, _TWINS))
    return Before(earlier(root / _PAGES, site), markdown, twins, facts, packed)
