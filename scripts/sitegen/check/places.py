"""In: the links of one page after the other; out: the places on the site that each page leads to, as texts, each once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import SplitResult

from .links import leads_to

#: Between a file of the site and the part of it that a link leads to.
END_OF_FILE = "\n"


class Places:
    """What was named before is not made again: pages say the same words, and those beside each other lead to the same."""

    def __init__(self, home: SplitResult):
        self._home = home
        self._texts: dict[str, str] = {}
        #: Where links lead that begin by going up, from all pages whose folders lie in the same one.
        self._around, self._up = "", dict[str, str | None]()

    def once(self, text: str) -> str:
        """The same text, as it was named first."""
        return self._texts.setdefault(text, text)

    def led_to(self, page: str, ids: Collection[str], hrefs: Iterable[str]) -> tuple[str, ...]:
        """The places that a page with these ids leads to, but for its own parts, which stand with it.

        Raises ValueError where a link leads nowhere, or where a text cannot tell its place.
        """
        folder = page.rpartition("/")[0]
        around = folder.rpartition("/")[0]
        if around != self._around:
            self._around, self._up = around, {}
        found: dict[str, None] = {}
        for href in dict.fromkeys(hrefs):
            if href[:1] == "#" and href[1:] in ids:
                continue
            if folder and href.startswith("../"):
                if href not in self._up:
                    self._up[href] = self._place(href, page)
                place = self._up[href]
            else:
                place = self._place(href, page)
            if place is not None and not (place.startswith(page) and place[len(page) + 1 :] in ids):
                found[place] = None
        return tuple(found)

    def _place(self, href: str, page: str) -> str | None:
        target = leads_to(href, page, self._home)
        if target is None:
            return None
        if END_OF_FILE in target[0]:
            raise ValueError("has the name of a file with an end of line in it")
        return self.once(END_OF_FILE.join(target))
