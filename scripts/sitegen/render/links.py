"""In: the paths of two pages; out: the link from one to the other, and back from a link to the path."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def absolute(path: str, hrefs: Iterable[str]) -> dict[str, None]:
    """The paths that links on a page lead to, each once, in order."""
    folder = path.rpartition("/")[0]
    return dict.fromkeys([_there(folder, href) for href in dict.fromkeys(hrefs)])


def relative(path: str, to: str, anchor: str) -> str:
    """The link from one page's Markdown file to another; to the page itself it is the anchor alone."""
    if path == to and anchor:
        return f"#{anchor}"
    href = _way(path.rpartition("/")[0], to)
    return f"{href}#{anchor}" if anchor else href


@lru_cache(maxsize=10_000)  # pages of one folder name the same ones again and again
def _there(folder: str, href: str) -> str:
    parts = folder.split("/") if folder else []
    for step in href.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


@lru_cache(maxsize=10_000)
def _way(folder: str, to: str) -> str:
    here, there = folder.split("/") if folder else [], to.split("/")
    same = 0
    while same < len(here) and same < len(there) - 1 and here[same] == there[same]:
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:])


def relative_on_site(path: str, to: str, anchor: str) -> str:
    """The same between built pages, for raw HTML: `a/b.md` lies at `a/b/`, `a/index.md` at `a/`."""
    if path == to and anchor:
        return f"#{anchor}"
    return relative(_folder(path) + "index.html", _folder(to) + "index.html", "").removesuffix("index.html") + (
        f"#{anchor}" if anchor else ""
    )


def _folder(path: str) -> str:
    """The folder of a built page, with a slash at its end; of the first page, nothing."""
    return path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
