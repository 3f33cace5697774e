"""In: a good review; out: cases of files that are links, folders, sealed, oddly named, or in an odd place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .case import Case, Folder, Link, Sealed

_NAMES = (
    "con.yml", "PRN.yml", "aux.yml", "nul.yml", "com1.yml", "LPT9.yml", "a:b.yml", "a?b.yml", "a*b.yml", "a|b.yml", "a<b>.yml",
    'a"b.yml', "a\\b.yml", "a .yml", "a..yml", " a.yml", ".yml", "..yml", "-a.yml", "--help.yml", "a%2fb.yml", "a&b.yml",
    "a;b.yml", "a'b.yml", "a`b.yml", "$(a).yml", "a\nb.yml", "a\tb.yml", "a\x1b[31mb.yml", "é.yml", "e\u0301.yml", "а.yml",
    "a\u202eb.yml", "a\u200bb.yml", "\ue000.yml", "名.yml", "👩‍⚕️.yml", "a" * 251 + ".yml", "A.YML", "a.yaml", "a.Yml",
    "a.yml.yml", "a.yml~", "a.yml.bak", ".a.yml.swp", "#a.yml#", "a.json", "a.txt", "{{a}}.yml", "<script>.yml", "a\udcffb.yml",
)  # fmt: skip
_FOLDERS = ("data/tea", "data/kinds", "data/claims/leaf-notes", "data", "docs/chapters", "data/none", "docs")
_FILES = ("data/review.yml", "data/vocabulary.yml", "data/tea/north-tea.yml", "references.bib", "docs/index.md",
          "docs/chapters/calm.md", "data/kinds/tea.yml", "data/claims/leaf-notes/1.yml", "data/ledger/moved.yml",
          "data/ledger/published.txt", "data/editions.yml", "data/editions/2026.1.json", "data/timeline.yml",
          "templates/entity.md.j2", "templates/_macros.md.j2")  # fmt: skip


_SNAPSHOT = '{"number": "%s", "date": "%s", "claims": %s, "appraisals": {}}'
_GONE = '{"c-zzzz": {"text": "zqx <b>", "fingerprint": "x", "about": ["none"], "place": "javascript:alert(1)"}}'
#: What stands in the files that the generator wrote: the list of published addresses, and what an edition said.
_WRITTEN = {
    "data/ledger/published.txt": {
        "an address that is lost": b"nowhere/\n",
        "markup": b"<script>alert(1)</script>/#\n",
        "spaces": b"   \n\t\n",
        "NUL": b"a\0b/\n",
        "a merge conflict": b"<<<<<<< HEAD\nindex/\n=======\n>>>>>>> other\n",
        "old Mac": b"a/\rb/\r",
        "CRLF": b"# list\r\nindex/\r\n",
        "sixty megabytes": b"x" * 60_000_000,
        "a long line": b"a" * 2_000_000 + b"/\n",
        "a mark of direction": "a\u202eb/\n".encode(),
        "a path up": b"../../etc/passwd\n/etc/passwd\n//x.y/\n",
    },
    "data/editions/2026.1.json": {
        "nothing in it": (_SNAPSHOT % ("2026.1", "2026-01-01", "{}")).encode(),
        "another number": (_SNAPSHOT % ("2025.1", "2026-01-01", "{}")).encode(),
        "no number": (_SNAPSHOT % ("first", "2026-01-01", "{}")).encode(),
        "a path for a number": (_SNAPSHOT % ("../x", "2026-01-01", "{}")).encode(),
        "no date": (_SNAPSHOT % ("2026.1", "once", "{}")).encode(),
        "a list": (_SNAPSHOT % ("2026.1", "2026-01-01", "[]")).encode(),
        "a claim of nothing": (_SNAPSHOT % ("2026.1", "2026-01-01", '{"c-n001": {}}')).encode(),
        "markup": (_SNAPSHOT % ("2026.1", "2026-01-01", _GONE)).encode(),
        "a surrogate": (_SNAPSHOT % ("2026.1", "2026-01-01", '{"\\ud800": {}}')).encode(),
        "brackets without end": b"[" * 200_000,
        "fields without end": b'{"zzz": ' * 50_000,
        "a byte order mark": b"\xef\xbb\xbf{}",
        "another form": b"number: 2026.1\n",
        "sixty megabytes": b" " * 60_000_000,
    },
}


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
    for path, contents in _WRITTEN.items():
        for what, content in contents.items():
            yield Case("written", f"{path} holds {what}", {path: content})
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
