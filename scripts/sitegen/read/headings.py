"""In: lines of a source; out: what tells captions, headings, list items and publishers' lines, and the ids of headings."""

from __future__ import annotations

import re
import unicodedata

CAPTION = re.compile(r"(?P<kind>table|fig(?:ure)?\.?|image)\s*(?P<number>\d+)\s*(?:[.:|]\s*(?P<words>.*)|$)", re.I)
ITEM = re.compile(r"(?:[·•▪◦‣+*-]|\(?(?P<number>\d{1,2})[.)])\s+(?P<words>.*\w.*)")
NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<dot>\.?)\s+(?P<words>\S.*)")
RUN_IN_ABSTRACT = re.compile(r"(?P<title>abstract|summary)\s?[:.—–-]\s*(?P<words>\S.*)", re.I)
PUBLISHER_LINE = re.compile(
    r"©|(?:key\s?words?|received|revised|accepted|published|(?:academic )?editor(?: assigned)?|e-?mail|doi|license"
    r"|correspond\w+(?: to| author)?|(?:how to )?cit(?:ation|e this article)(?: as)?|copyright|publisher.s note)"
    r"\s*[:©]",
    re.I,
)
REFERENCES = re.compile(r"references|bibliography|literature cited|reference list", re.I)
BACK = re.compile(
    r"(?:author )?contributions?|funding|(?:[\w\s]*\b)?(?:ethic|review board|consent|data availability|acknowledge?ment"
    r"|conflicts? of interest|competing interest|disclosure|declaration|supplementary|abbreviation)[\w\s]*",
    re.I,
)
NAMED = re.compile(
    r"abstract|summary|introduction|background|methods?|materials and methods|results|discussion|limitations"
    rf"|conclusions?|description|{REFERENCES.pattern}|{BACK.pattern}",
    re.I,
)
_ARTICLES = frozenset(("a", "an", "the"))
_PREPOSITIONS = frozenset(
    "about across after among and as at between by during for from in into of on or over to with".split()
)


def is_finished(text: str) -> bool:
    """Whether a line ends as a sentence does, citation marks apart."""
    text = re.sub(r"\s*(?:\[[\d,;–\s-]+\]|\([\d,;–\s-]+\))$", "", text)
    return re.search(r"[.?!:;][\"”’')\]]*$", text) is not None


def slugs(heading: str) -> tuple[str, str]:
    """Give the short id of a heading, and the long one for where the short one could be confused."""
    spread = unicodedata.normalize("NFKD", re.sub(r"['’]", "", heading.casefold()))
    plain = "".join(sign for sign in spread if not unicodedata.combining(sign))
    words = [word for word in re.findall(r"[a-z0-9]+|[–—:]", plain) if word not in _ARTICLES]
    named = [word for word in words if word.isalnum()] or ["section"]
    end = next((n for n, word in enumerate(words) if n and (word in _PREPOSITIONS or not word.isalnum())), len(words))
    return "-".join([word for word in words[:end] if word.isalnum()][:5] or named[:5]), "-".join(named[:5])
