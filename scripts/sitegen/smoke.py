"""In: the address of a site that is served anywhere; out: what is wrong with it, seen from outside, one sentence each."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

SUMS = "downloads/SHA256SUMS"
#: Held against their sums in any case; of the others, as many as `SAMPLE` says, evenly spread.
ALWAYS = ("index.html", "404.html", "sitemap.xml", "api/claims.json", "downloads/review.pdf", "downloads/review.epub")
SAMPLE = 24
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@dataclass(frozen=True)
class Answer:
    """What a host answered: its status, its headers, the bytes; status 0 when there was no answer."""

    status: int
    headers: Message
    content: bytes

    @property
    def text(self) -> str:
        """The bytes as text."""
        return self.content.decode("utf-8", errors="replace")


def ask(address: str) -> Answer:
    """What stands at an address."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError(f"not an address of the web: {address}")
    try:
        request = Request(address, headers={"User-Agent": "review smoke"})
        # It is http or https, as seen above; until 2027-11-21
        with urlopen(request, timeout=30) as answer:  # nosec B310
            return Answer(answer.status, answer.headers, answer.read())
    except HTTPError as error:
        return Answer(error.code, error.headers, error.read())
    except (URLError, OSError):
        return Answer(0, Message(), b"")


def smoke(address: str) -> list[str]:
    """Everything that is wrong; nothing when the site is whole."""
    home = address.rstrip("/") + "/"
    first = ask(home)
    if first.status != 200:
        return [f"{home} answers with {first.status or 'nothing'}"]
    return [*_policy(home, first), *_missing(home), *_claim(home), *_files(home)]


def _policy(home: str, page: Answer) -> Iterator[str]:
    found = _POLICY.search(page.text)
    parts = dict(part.strip().partition(" ")[::2] for part in found[1].split(";")) if found else {}
    if parts.get("default-src") != "'none'" or parts.get("script-src") != "'self'":
        yield f"{home} has no strict Content-Security-Policy"
    if page.headers.get("X-Frame-Options"):
        yield f"{home} sends X-Frame-Options: no course can frame its pages"
    sent = page.headers.get("Content-Security-Policy") or ""
    if "frame-ancestors" in sent and "frame-ancestors *" not in sent:
        yield f"{home} sends a Content-Security-Policy that keeps courses from framing its pages"
    if page.headers.get("Set-Cookie"):
        yield f"{home} sets a cookie"


def _missing(home: str) -> Iterator[str]:
    answer = ask(f"{home}no-such-page-anywhere/")
    if answer.status != 404:
        yield f"{home}no-such-page-anywhere/ answers with {answer.status}, where 404 is meant"
    elif "data-review-missing" not in answer.text:
        yield f"{home}no-such-page-anywhere/ is not answered by the site's own 404.html"


def _claim(home: str) -> Iterator[str]:
    answer = ask(f"{home}api/claims.json")
    try:
        claims = json.loads(answer.text)
        id_, place = claims[0]["id"], claims[0]["address"]
    except (ValueError, LookupError, TypeError):
        yield f"{home}api/claims.json gives no claims (status {answer.status})"
        return
    card = ask(f"{home}p/{id_}/")
    leads = re.search(r'<a data-to href="((?:\.\./)*)([^"#]*)#', card.text)
    if card.status != 200 or leads is None:
        yield f"{home}p/{id_}/ does not lead to the claim {id_} (status {card.status})"
        return
    page = ask(home + leads[2])
    if page.status != 200 or f'id="{id_}"' not in page.text:
        yield f"{home}{leads[2]} does not show the claim {id_}, whose address is {place} (status {page.status})"


def _files(home: str) -> Iterator[str]:
    listed = ask(home + SUMS)
    sums = {match[2]: match[1] for line in listed.text.splitlines() if (match := _LINE.fullmatch(line))}
    if listed.status != 200 or not sums:
        yield f"{home}{SUMS} gives no sums (status {listed.status})"
        return
    names = sorted(sums)
    search = [name for name in names if name.startswith("search/")]
    if not search:
        yield f"{home}search/ has no parts of the search"
    spread = names[:: max(1, len(names) // SAMPLE)]
    for name in dict.fromkeys([*(its for its in ALWAYS if its in sums), *search[:4], *spread]):
        answer = ask(home + name.replace("%", "%25").replace("#", "%23").replace("?", "%3F"))
        if answer.status != 200:
            yield f"{home}{name} answers with {answer.status or 'nothing'}"
        elif hashlib.sha256(answer.content).hexdigest() != sums[name]:
            yield f"{home}{name} is not as it was built: its SHA-256 is another one"
