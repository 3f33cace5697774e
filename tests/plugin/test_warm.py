"""In: a small review that is edited again and again; out: that each build is, byte by byte, one that knows nothing of before."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from sitegen.pipeline import Prepared, prepare
from sitegen.plugin import build_site
from sitegen.sinks.kept import Earlier, Made, earlier, keep
from sitegen.sinks.place import Place

Bytes = dict[str, bytes]


def _files(site: Path) -> Bytes:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


class Builds:
    """Builds of one review: each goes on from the one before it, or from nothing."""

    def __init__(self, root: Path):
        self.root, self.number = root, 0
        self.known = Earlier(root)
        self.made: dict[str, Made] = {}

    def _folder(self) -> Path:
        self.number += 1
        return self.root / "sites" / str(self.number)

    def warm(self, prepared: Prepared) -> tuple[Bytes, int]:
        """The files, and how many pages were made for them."""
        site = self._folder()
        made = build_site(self.root, prepared, Place(site, self.known.site), self.known)
        keep(self.root / ".cache" / "pages.json", made)
        before, self.known = self.known, earlier(self.root / ".cache" / "pages.json", site)
        return _files(site), sum(before.pages.get(page) != its for page, its in made.items())

    def cold(self, prepared: Prepared) -> Bytes:
        """The files of a build that knows nothing."""
        site = self._folder()
        build_site(self.root, prepared, Place(site))
        files = _files(site)
        shutil.rmtree(site)
        return files


@pytest.fixture
def builds(tiny: Path) -> Builds:
    """A copy of the tiny review that was built once."""
    found = Builds(tiny)
    found.warm(prepare(tiny))
    return found


def _edit(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


#: Where a word is put in, in data, hand-written pages, works, settings and templates; `{}` is the word.
_EDITS: tuple[tuple[str, str, str], ...] = (
    ("data/claims/leaf-notes/1.yml", "is a hill plant", "is a {} hill plant"),
    ("data/claims/leaf-notes/2.yml", "*nobody* counted", "{} *nobody* counted"),
    ("data/tea/north-tea.yml", "name: North tea", "name: North {} tea"),
    ("data/comparisons/calm.yml", "title: Calm by tea", "title: Calm {} by tea"),
    ("data/review.yml", "short-title: Two teas", "short-title: Two {} teas"),
    ("docs/index.md", "made-up review", "made-up {} review"),
    ("docs/chapters/calm.md", "See also", "See {} also"),
    ("references.bib", "Hills and Their Leaves", "Hills and Their {} Leaves"),
    ("templates/tea.md.j2", "{{ entity.name", "{} {{ entity.name"),
    ("templates/theme/partials/path.html", "<ol>", "<!-- {} --><ol>"),
    ("mkdocs.yml", "site_name:", "# {}\nsite_name:"),
)
#: Rarely: what all pages show, so that each of them is made.
_SELDOM = ("data/tea/north-tea.yml", "data/comparisons/calm.yml", "data/review.yml", "mkdocs.yml", "templates/theme")


def _edits(root: Path, originals: dict[str, str], choice: random.Random) -> list[str]:
    """Three to twelve files, each with another word in it or as it was at first; what they are."""
    done = []
    for _ in range(choice.randint(3, 12)):
        name, before, after = choice.choice(_EDITS)
        if name.startswith(_SELDOM) and choice.random() < 0.8:
            continue
        word = "".join(choice.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(7))
        is_taken_back = choice.random() < 0.2
        text = originals[name]
        if not is_taken_back:
            assert before in text, name
            text = text.replace(before, after.replace("{}", word, 1) if "{{" not in after else f"{word} {before}", 1)
        (root / name).write_text(text, encoding="utf-8")
        done.append(f"{name} {'as it was' if is_taken_back else word}")
    return done


@pytest.mark.long
def test_two_hundred_edits_give_what_a_build_from_nothing_gives(tiny: Path, real_root: Path) -> None:
    """Whatever is edited, and in whatever order: a warm build is a cold one, byte by byte.

    A page that was wrongly kept stays wrong until it is edited itself, so that not each build is held against a cold one.
    """
    for name, source in (("tea.md.j2", "entity.md.j2"), ("theme/partials/path.html", "theme/partials/path.html")):
        (tiny / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(real_root / "templates" / source, tiny / "templates" / name)
    originals = {name: (tiny / name).read_text(encoding="utf-8") for name, _, _ in _EDITS}
    choice, builds, done, pages, made = random.Random(12), Builds(tiny), [], 0, 0
    builds.warm(prepare(tiny))
    while len(done) < 200:
        if not (now := _edits(tiny, originals, choice)):
            continue
        done += now
        prepared = prepare(tiny)
        files, new = builds.warm(prepared)
        pages, made = pages + len(prepared.documents), made + new
        if builds.number % 3 == 0 or len(done) >= 200:
            assert files == builds.cold(prepared), done[-12:]
        for old in sorted((tiny / "sites").iterdir()):
            if old != builds.known.site:
                shutil.rmtree(old)
    assert made < pages * 0.75


@pytest.mark.slow
def test_one_claim_edited_makes_few_pages(builds: Builds) -> None:
    """The pages that show the claim; all others stand, and the whole is as if built from nothing."""
    _edit(builds.root / "data" / "claims" / "leaf-notes" / "1.yml", "is a hill plant", "is a high hill plant")
    prepared = prepare(builds.root)
    files, made = builds.warm(prepared)
    assert 0 < made < len(prepared.documents) / 4
    assert any(b"high hill plant" in content for name, content in files.items() if name.endswith(".html"))
    assert files == builds.cold(prepared)
    assert builds.warm(prepared)[1] == 0


BROKEN = ["nothing", "cut", "changed", "other"]


@pytest.mark.slow
def test_what_is_broken_or_foreign_is_not_believed(builds: Builds) -> None:
    """A page whose file was changed or is gone is made anew, with the times of the files as they were."""
    prepared = prepare(builds.root)
    right = builds.cold(prepared)
    page = builds.known.site / "teas" / "north-tea" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"tea", b"pea"))
    (builds.known.site / "index.html").unlink()
    files, made = builds.warm(prepared)
    assert files == right
    assert made == 0, "the same pages, made of the same, are noted in the same way"


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_note_is_no_note(tmp_path: Path, how: str) -> None:
    """A note that is missing, cut off, changed or of another program is not read at all."""
    note = tmp_path / "pages.json"
    keep(note, {"index.md": Made("a", {"index.html": "b"})})
    assert earlier(note, tmp_path).pages == {"index.md": Made("a", {"index.html": "b"})}
    text = note.read_text(encoding="utf-8")
    if how == "nothing":
        note.unlink()
    else:
        broken = {"cut": text[:-3], "changed": text.replace('"a"', '"c"'), "other": json.dumps({"index.md": ["a", {}]})}
        note.write_text(broken[how], encoding="utf-8")
    assert not earlier(note, tmp_path).pages


@pytest.mark.slow
def test_an_unknown_plugin_means_all_pages(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another plugin or a hook may look at anything: then nothing stands."""
    hook = builds.root / "hook.py"
    hook.write_text("def on_page_markdown(markdown, **_):\n    return markdown\n", encoding="utf-8")
    with (builds.root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    site = builds.root / "sites" / "hooked"
    assert build_site(builds.root, prepare(builds.root), Place(site, builds.known.site), builds.known) == {}
