"""In: a good review; out: cases of files that are links, folders, sealed, oddly named, or in an odd place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .case import Case, Folder, Link, Sealed

_NAMES = (
    "con.yml", "PRN.yml", "aux.yml", "nul.yml", "com1.yml", "LPT9.yml", "a:b.yml", "a?b.yml", "a*b.yml", "a|b.yml", "a<b>.yml",
    'a"b.yml', "a\\b.yml", "a .yml", "a..yml", " a.yml", ".yml", "..yml", "-a.yml", "--help.yml", "a%2fb.yml", "a&b.yml",
    "a;b.yml", "a'b.yml", "a`b.yml", "$(a).yml", "a\nb.yml", "a\tb.yml", "a\x1b[31mb.yml", "é.yml", "e\u0301.yml", "а.yml",
    "a\u202eb.yml", "a\u200bb.yml", "\ue000.yml", "名.yml", "👩‍⚕️.yml", "a" * 251 + ".yml", "A.YML", "a.yaml", "a.Yml", "a.yml.yml",
    "a.yml~", "a.yml.bak", ".a.yml.swp", "#a.yml#", "a.json", "a.txt", "{{a}}.yml", "<script>.yml", "a\udcffb.yml",
)  # fmt: skip
_FOLDERS = ("data/tea", "data/kinds", "data/claims/leaf-notes", "data", "docs/chapters", "data/none", "docs")
_FILES = ("data/review.yml", "data/vocabulary.yml", "data/tea/north-tea.yml", "references.bib", "docs/index.md",
          "docs/chapters/calm.md", "data/kinds/tea.yml", "data/claims/leaf-notes/1.yml", "data/ledger/moved.yml",
          "data/ledger/published.txt", "data/editions.yml", "data/editions/2026.1.json", "data/timeline.yml",
          "templates/entity.md.j2", "templates/_macros.md.j2")  # fmt: skip


def place_cases(good: Mapping[str, bytes]) -> Iterator[Case]:
    """Each way to stand in the way, for each file that is read."""
    for path in _FILES:
        for what, content in (
            ("a link out of the review", Link("/etc/passwd")),
            ("a link up", Link("../../../../../../etc/hostname")),
            ("a link to itself", Link(path.rpartition("/")[2])),
            ("a link to nothing", Link("no/such/file")),
            ("a link to a folder", Link(".")),
            ("a link to a device", Link("/dev/null")),
            ("a link to an endless device", Link("/dev/zero")),
            (
                "a link within the review",
                Link("mkdocs.yml" if "/" not in path else "../" * path.count("/") + "mkdocs.yml"),
            ),
            ("a folder", Folder()),
            ("a folder with files", Folder({"a.yml": b"id: a\n", "b.md": b"# b\n"})),
            ("sealed", Sealed()),
            ("empty", b""),
            ("missing", None),
            ("not UTF-8", b"\xff\xfe\x00x"),
        ):
            yield Case("files", f"{path} is {what}", {path: content})
    for folder in _FOLDERS:
        for name in _NAMES:
            own = name.replace(".yml", ".md") if folder.startswith("docs") else name
            for what, content in (("an entity", b"id: odd-tea\nname: Odd\neffects: [calm]\n"), ("nothing", b"")):
                yield Case("files", f"{folder}/{name!r} holds {what}", {f"{folder}/{own}": content})
    for folder in ("data/tea", "data/claims", "docs/chapters", "data", "docs"):
        for what, content in (
            ("a link to itself", Link(".")),
            ("a link up", Link("..")),
            ("a link out", Link("/etc")),
            ("a link to nothing", Link("nowhere")),
            ("a deep folder", Folder({"/".join(["d"] * 60) + "/a.yml": b"id: a\n"})),
            ("a hidden folder", Folder({".git/a.yml": b"id: a\n"})),
        ):
            yield Case("files", f"{folder} holds {what}", {f"{folder}/zzz": content})
    for folder in ("data", "docs", "data/kinds", "data/claims", "templates"):
        for what, content in (
            ("a file", b"x"),
            ("a link out", Link("/etc")),
            ("a link to nothing", Link("no")),
            ("missing", None),
        ):
            yield Case("files", f"{folder}/ is {what}", {folder: content})
    for path in ("data/tea/north-tea.yml", "docs/chapters/calm.md", "references.bib"):
        twin = path.replace("north-tea", "north-tea-2").replace("calm.md", "calm-2.md").replace(".bib", "-2.bib")
        yield Case("files", f"{path} twice", {twin: good[path]})
        yield Case("files", f"{path} in capitals", {path.upper(): good[path]})
