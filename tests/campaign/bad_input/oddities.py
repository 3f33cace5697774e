"""In: a good review; out: cases of what YAML can and a data file may not, in every file of data and every front matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .case import Case

_LAUGHS = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)

#: What stands before, after or instead of a file's own text.
BEFORE: Mapping[str, bytes] = {
    "byte order mark": b"\xef\xbb\xbf",
    "byte order mark of UTF-16": b"\xff\xfe",
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf",
    "NUL": b"\0",
    "tab": b"\t",
    "start of a document": b"---\n",
    "directive": b"%YAML 1.2\n---\n",
    "unknown directive": b"%TAG ! tag:example.org,2000:\n---\n",
    "directive of YAML 9": b"%YAML 9.9\n---\n",
    "anchor of the root": b"&root\n",
    "tag of the root": b"!!python/object/apply:os.system\n",
    "bidirectional override": "# \u202e\n".encode(),
    "private-use character": "# \ue000\n".encode(),
    "zero-width joiner": "# a\u200db\n".encode(),
    "not UTF-8": b"# \xc3\x28\n",
    "overlong slash": b"# \xc0\xaf\n",
    "surrogate": b"# \xed\xa0\x80\n",
    "beyond Unicode": b"# \xf4\x90\x80\x80\n",
    "next line": "# a\u0085b\n".encode(),
    "escape of a terminal": b"# \x1b[31mred\n",
}
AFTER: Mapping[str, bytes] = {
    "second document": b"\n---\nid: x\n",
    "end of the document": b"\n...\n",
    "text after the end": b"\n...\nmore\n",
    "anchor": b"\nzzz: &a b\n",
    "alias": b"\nzzz: *a\n",
    "alias of itself": b"\nzzz: &a [*a]\n",
    "merge key": b"\n<<: {a: b}\n",
    "merge of an alias": b"\nx: &x {a: 1}\n<<: *x\n",
    "tag of Python": b"\nzzz: !!python/object/apply:os.system ['true']\n",
    "tag of its own": b"\nzzz: !x y\n",
    "binary": b"\nzzz: !!binary aGVsbG8=\n",
    "set": b"\nzzz: !!set {a, b}\n",
    "question mark": b"\n? [a, b]\n: c\n",
    "long key": b"\n" + b"k" * 2000 + b": v\n",
    "tab at the start of a line": b"\n\tzzz: 1\n",
    "tab behind the colon": b"\nzzz:\t1\n",
    "duplicate keys": b"\nzzz: 1\nzzz: 2\nzzz: 3\n",
    "deep list": b"\nzzz: " + b"[" * 5000 + b"]" * 5000 + b"\n",
    "deep mapping": b"\nzzz: " + b"{a: " * 3000 + b"b" + b"}" * 3000 + b"\n",
    "deep block": b"\nzzz:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 400)),
    "open brackets": b"\nzzz: " + b"[" * 100_000 + b"\n",
    "many keys": b"\n" + b"".join(b"k%d: v\n" % n for n in range(2_000)),
    "laughs": b"\n" + _LAUGHS.encode(),
    "ten megabytes": b"\n# " + b"x" * 10_000_000 + b"\n",
    "long line": b"\nzzz: " + b"x" * 1_000_000 + b"\n",
    "NUL in quotes": b'\nzzz: "a\\0b"\n',
    "surrogate in quotes": b'\nzzz: "\\ud800"\n',
    "unknown escape": b'\nzzz: "\\q"\n',
    "large escape": b'\nzzz: "\\U7fffffff"\n',
    "bell": b"\nzzz: a\x07b\n",
    "next line in a value": "\nzzz: a\u0085b\n".encode(),
    "block with a wrong mark": b"\nzzz: |9x\n  a\n",
    "reserved indicator": b"\nzzz: @a\n",
    "no end": b"\nzzz: 'a\n",
}
INSTEAD: Mapping[str, bytes] = {
    "nothing": b"",
    "white space": b" \n\n  \n",
    "comment": b"# nothing\n",
    "null": b"null\n",
    "text": b"some text\n",
    "number": b"42\n",
    "list": b"- a\n- b\n",
    "empty list": b"[]\n",
    "list of nothing": b"- \n- ~\n",
    "empty mapping": b"{}\n",
    "list of lists": b"[[[]]]\n",
    "mapping of mappings": b"{a: {b: {c: {}}}}\n",
    "another type": b"id: x\nname: y\n",
    "laughs": _LAUGHS.encode(),
    "JSON": b'{"id": "x", "id": "y"}',
    "binary file": bytes(range(256)) * 20,
    "UTF-16": "id: x\n".encode("utf-16"),
    "UTF-32": "id: x\n".encode("utf-32"),
    "old Mac": b"id: x\rname: y\r",
    "three megabytes of keys": b"".join(b"k%d: v\n" % n for n in range(250_000)),
    "one number": b"9" * 100_000,
    "backslashes": b"\\" * 1000,
    "document marks": b"---\n---\n---\n",
    "end marks": b"...\n...\n",
    "colon": b":\n",
    "dash": b"-\n",
    "question": b"?\n",
    "HTML": b"<!doctype html><p>x</p>\n",
    "conflict": b"<<<<<<< HEAD\nid: a\n=======\nid: b\n>>>>>>> other\n",
}


def odd_cases(good: Mapping[str, bytes]) -> Iterator[Case]:
    """Each oddity in each file that is YAML, and in the front matter of a page where it fits there."""
    for path in sorted(good):
        if not path.startswith("data/"):
            continue
        text = good[path]
        yield Case("yaml", f"{path} with CRLF", {path: text.replace(b"\n", b"\r\n")})
        yield Case("yaml", f"{path} in Latin-1", {path: text + "# é".encode("latin-1")})
        for what, extra in BEFORE.items():
            yield Case("yaml", f"{path} begins with {what}", {path: extra + text})
        for what, extra in AFTER.items():
            yield Case("yaml", f"{path} ends with {what}", {path: text + extra})
        for what, instead in INSTEAD.items():
            yield Case("yaml", f"{path} is {what}", {path: instead})
    page = "docs/chapters/calm.md"
    for what, extra in AFTER.items():
        head, rest = good[page].split(b"\n---\n", 1)
        yield Case("yaml", f"{page} front matter with {what}", {page: head + extra + b"\n---\n" + rest})
    for what, extra in BEFORE.items():
        yield Case("yaml", f"{page} begins with {what}", {page: extra + good[page]})
    for what, instead in INSTEAD.items():
        yield Case("yaml", f"{page} is {what}", {page: instead})
        yield Case("yaml", f"{page} front matter is {what}", {page: b"---\n" + instead + b"\n---\n"})
