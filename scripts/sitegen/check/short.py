"""In: a page as bytes; out: the links of a small page that leads on, found at one look; None for any other page.

Four of five pages of a large review are such: one for each short address. Where a page is, to the letter, one of this shape,
it is known what a parser finds in it: no id, no table, nothing that is left over. With one doubt it is parsed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .links import Link
from .safety import weak_parts

#: A title has none of the characters that could begin markup, a character written as a number, or what may be left over.
_TITLE = r"[^<>&\"\\/{}\[\]\x00-\x1f\x7f-\x9f]*"
_POLICY = r"[A-Za-z0-9' :;.*-]*"
_PART = r"(?:#[A-Za-z0-9._-]+)?"
_HERE = rf"(?:\.\./)*[A-Za-z0-9._/-]*{_PART}"
_WHOLE = rf"https?://[A-Za-z0-9._:/-]+{_PART}"
_PAGE = re.compile(
    r'<!doctype html>\n<html lang="[A-Za-z-]+">\n<head>\n<meta charset="utf-8">\n'
    rf'<meta http-equiv="Content-Security-Policy" content="(?P<policy>{_POLICY})">\n'
    rf"<title>{_TITLE}</title>\n"
    r'<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
    rf'<link rel="canonical" href="(?P<canonical>{_WHOLE})">'
    rf'(?:<link rel="alternate" type="application/json\+oembed" title="{_TITLE}" href="(?P<oembed>{_WHOLE})">)?'
    rf'<noscript><meta http-equiv="refresh" content="0; url=(?P<refresh>{_HERE})"></noscript>\n'
    rf'</head>\n<body>\n<p>{_TITLE} <a data-to href="(?P<to>{_HERE})">{_TITLE}</a>\.</p>'
    rf'<script src="(?P<script>{_HERE})"></script>\n</body>\n</html>\n'
)
#: Words that a reader is not to find, which a title may have for other reasons.
_SUSPECT = ("None", "bibliography", "javascript:", "///")
_HEAD, _BODY = 9, 12  # lines


def links_of_short(raw: bytes) -> tuple[Link, ...] | None:
    """The links of the page, in their order; None where it is another page, or anything about it is to be looked at."""
    if not raw.endswith(b"</script>\n</body>\n</html>\n"):
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    found = _PAGE.fullmatch(text)
    if found is None or any(word in text for word in _SUSPECT) or not _is_strict(found["policy"]):
        return None
    links = [(name, _HEAD if name in ("canonical", "oembed", "refresh") else _BODY) for name in found.re.groupindex]
    return tuple(Link(href, line) for name, line in links if name != "policy" and (href := found[name]))


@lru_cache(maxsize=8)
def _is_strict(policy: str) -> bool:
    return not any(weak_parts(policy))
