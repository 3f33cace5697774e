"""In: the text of a passage; out: every number in it as Number: value, unit and the few words it is written in.

Read as numbers: digits with thousands separators and decimals, number words (zero to ninety-nine, hundred), scales
(million), powers (2 × 10^6), ranges and series (`60–70%`: two numbers, both percent), years, roman numerals after
phase, grade or stage. Not read: citation marks (`[37–42]`, `(1)`), digits inside names (PD-1, NCT…, 4-1BB, KEYNOTE-006,
protein 1), references to figures and tables, ordinals (first, 2nd), fractions in words (two-thirds), the day of a date,
long bare runs of digits (postcodes).

A unit is a kebab-case id. Measures have a fixed id (percent, usd, usd-per-qaly, years …); what is counted gives its own
plural (`13 distinct cancers`: cancers), so that a review on another subject needs no new code. A number that stands
without a measure and without anything countable has no unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from .source import Number
from .tongue import InEnglish, Tongue

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "K": 3, "M": 6, "B": 9, "bn": 9}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_CURRENCIES = {"$": "usd", "US$": "usd", "USD": "usd", "€": "eur", "EUR": "eur", "£": "gbp", "GBP": "gbp"}
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"

_ENGLISH = Tongue()
#: What stands in the place of text that holds no number: no letter and no space, so that nothing is read across it.
_BLANK = "\0"

_CITATION = re.compile(r"\[\d+(?:\s*[,;–-]\s*\d+)*\]|\(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\)")
_DATE = re.compile(
    rf"\b\d{{1,2}}[\s-]{_MONTH}[\s-](\d{{4}})\b|\b{_MONTH}\s\d{{1,2}},\s(\d{{4}})\b|\b(\d{{4}})-\d\d-\d\d\b"
)
_STEP_VALUE = r"(?:[0-5]|iv|v|i{1,3})[a-c]?(?![\w%]|\.\d)"
_STEP = re.compile(
    rf"\b(phase|grade|stage)s?[\s-]+[≥>]?\s*({_STEP_VALUE}(?:\s*(?:/|–|-|\b(?:or|and|to)\b)\s*{_STEP_VALUE})*)", re.I
)

_TOKEN = re.compile(r"[^\s()\[\]{},;:—“”\"]+")
_LETTERS_AND_DIGITS = re.compile(r"[^\W\d_][-–/_.]?\d|\d[^\W\d_]")
#: Tokens of letters and digits that hold a number all the same: a hyphenated prefix, a glued unit, a decade, a power.
_NOT_A_NAME = re.compile(
    r"(?:phase|grade|stage|day|week|month|year|age|mid|pre|post)[-–]\d.*|\d[\d.]*(?:m?g|kg|m[lL])(?:/\w+)?\.?"
    r"|(?:US)?[$€£][\d.]+(?:[KMB]|bn)\.?|(?:18|19|20)\d0s\.?|[\d.]+x10\S*"
)
_NAMES = re.compile(
    r"https?://\S+|\S+@\S+|\b10\.\d{4,}/\S+|\b\d+:\d{3,}\b|\)[-–]\d+|\b(?:figure|fig|table|ref|reference)\.?\s+\d+"
    r"|\b(?:figures|figs|tables|refs|references)\.?\s+\d+(?:(?:\s*[–,-]\s*|\s+(?:and|or|to)\s+)\d+(?!\.?\d|\s?%))*"
    r"|\b(?:one|two|three)[-\s](?:half|halves|thirds?|quarters?|fourths?|fifths?)\b"
    r"|\b(?:no\s+one|one(?=\s+(?:of|another|such)\b|-time\b|['’]s\b))",
    re.I,
)
#: A word that makes the digits after it part of a name, unless a measure follows (`death 1 year later`).
_NUMBERED_NAME = re.compile(
    r"\b(?:(?i:image|box|section|chapter|appendix|equation|protein|ligand|death|type|receptor|interleukin|factor|virus|version"
    r"|group|arm|cohort|part|step|class|model|exon|chromosome|no\.)|[A-Za-z]*[a-z][A-Z]\w*|[A-Z]{6,})\s+\d+(?:\.\d+)*(?!,?\d)"
)

_NUMBER = re.compile(
    r"(?<!\w)(?<!\d[.,])(?P<currency>(?:US\$|[$€£]|USD|EUR|GBP)\s?)?"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"|\b(?P<word>(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES)}"
    r"|an?(?=\s(?:hundred|thousand|million|billion)\b))\b)",
    re.I,
)
_SCALE = re.compile(r"[\s-](hundred|thousand|million|billion|trillion)\b|\s?(bn|[KMB])\b")
_POWER = re.compile(r"\s?[×x]\s?10\^?(\d+)\b")
_BETWEEN = re.compile(r"\s*[–—-]\s*|\s*/\s*|,?\s+(?:to|and|or)\s+|,\s+", re.I)
_GAINED = re.compile(
    r"\s*(?:/|\bper\b)\s*(?:an?\s+)?"
    r"(QALY|DALY|quality-adjusted life[- ]year|disability-adjusted life[- ]year|life[- ]year)s?\b(?:\s*\([QD]ALYs?\))?"
)
_GAINS = {"q": "qaly", "d": "daly", "l": "life-year"}
_RATE = re.compile(r"\s(?:(?:[a-z-]+\s)?([a-z]+)\s)?per\s(million|100,000|10,000|1,?000)\b")

#: Measures, tried in order right after the number; `\1` is what the pattern's group found.
_MEASURES = tuple(
    (re.compile(pattern), unit)
    for pattern, unit in (
        (r"\s?percentage\s+points?\b", "percentage-points"),
        (r"\s?(?:%|percent\b|per\scent\b)", "percent"),
        (r"[\s-](year|month|week|day)s?\b(?:[\s-](?:olds?|of\s+age)\b)?", r"\1s"),
        (r"[\s-](hour|minute)s?\b", r"\1s"),
        (r"[\s-]?fold\b", "fold"),
        (r"\s(?:QALYs?|quality-adjusted life[- ]years?)\b", "qaly"),
        (r"\s(?:DALYs?|disability-adjusted life[- ]years?)\b", "daly"),
        (r"\slife[- ]years?\b", "life-years"),
        (r"\s(?:US\s)?dollars?\b", "usd"),
        (r"\s?(?:€|EUR\b|[Ee]uros?\b)", "eur"),
        (r"\s(cells)\s?(?:/|per\s)kg\b|\s?(?P<mg>mg)\s?(?:/|per\s)kg\b", r"\1\g<mg>-per-kg"),
        (r"\s?(mg|kg|ml)\b", r"\1"),
    )
)
_COUNTED = re.compile(
    r"\s((?:[A-Za-z][\w-]*\s){0,2}?)([a-z][a-z-]*(?<![su])s(?<!is)|children|people|women|men|mice)(?![\w-])"
)
#: A word that ends the search for what is counted: the number counts nothing that stands after it.
_STOP = frozenset(
    "a an and are as at be been but by can did do does for from had has have his if in into is it its may more not of "
    "on or per than that the their these this those times to under until was were when where which while who will "
    "with".split()
)

_AGE = re.compile(
    r"(?:(?:under|over|below|above|between)\s+)?(?:the\s+)?\b(?:ages?|aged)"
    r"(?:\s+(?:of|was|is|were|between|from|under|over|up|to))*\s+$",
    re.I,
)
_MOMENT = re.compile(r"\b(day|week|month|year)s?[\s-]+$", re.I)
_BOUND = re.compile(
    r"(?:\b(?:approximately|about|around|nearly|almost|roughly|approaching|over|above|exceed(?:s|ing)|under|below|only"
    r"|(?:more|greater|less|fewer)\s+than|at\s+least|at\s+most|up\s+to|as\s+(?:high|low|many|few)\s+as)\s+|[~≈≥≤<>]\s?)$",
    re.I,
)
_OR_MORE = re.compile(r"\s(?:or|and)\s(?:more|greater|higher|above|older|younger|fewer|less|lower)\b(?!\sthan\b)")
_HEADING_UNIT = re.compile(r"\(([^()]+)\)\W*$")


@dataclass(frozen=True, slots=True)
class _Item:
    """One number on its way: where it stands, and what the text says right at it."""

    start: int
    end: int
    value: Decimal
    scale: int
    unit: str | None = None
    currency: str | None = None
    is_year: bool = False
    is_bare_run: bool = False


def numbers_in(text: str, unit: str | None = None, tongue: Tongue = _ENGLISH) -> tuple[Number, ...]:
    """Give the numbers in reading order; `unit` is for those without their own, as in a column headed `(%)`.

    The text is normalized (read/source_text): superscripts are gone, and a power is `10^6`.
    """
    found: list[tuple[int, Number]] = []
    said = tongue.read(text)
    masked = _CITATION.sub(_blank, said.text)
    for match in _DATE.finditer(masked):
        written = said.written(*match.span())
        found.append((match.start(), Number(value=Decimal(match[match.lastindex or 0]), written=written, unit="year")))
    masked = _DATE.sub(_blank, masked)
    for match in _STEP.finditer(masked):
        written = _written(said, masked, match.start(), match.end())
        for step in re.finditer(_STEP_VALUE, match[2], re.I):
            value = step[0].lower().rstrip("abc")
            number = Number(value=Decimal(_ROMAN.get(value, value)), written=written, unit=match[1].lower())
            found.append((match.start(2) + step.start(), number))
    masked = _without_names(_STEP.sub(_blank, masked))
    for series in _series(masked, tongue.is_english):
        found.extend(_numbers_of(series, said, masked, unit))
    ordered = (number for _, number in sorted(found, key=lambda pair: pair[0]))
    # The same words twice in a passage say nothing new.
    return tuple(dict.fromkeys(ordered))


def unit_in_heading(heading: str, tongue: Tongue = _ENGLISH) -> str | None:
    """Give the unit that a heading ends in, in brackets: `Response (%)` gives percent."""
    if (match := _HEADING_UNIT.search(tongue.english(heading))) is None:
        return None
    words = match[1].strip()
    found = _measure_at(words, 0) or _measure_at(" " + words, 0)
    return _CURRENCIES.get(words) or (found[0] if found else None)


def _blank(match: re.Match[str]) -> str:
    return _BLANK * len(match[0])


def _without_names(masked: str) -> str:
    masked = _NAMES.sub(_blank, masked)
    masked = _NUMBERED_NAME.sub(lambda match: match[0] if _measure_at(masked, match.end()) else _blank(match), masked)
    return _TOKEN.sub(lambda match: _blank(match) if _is_name(match[0]) else match[0], masked)


def _is_name(token: str) -> bool:
    return _LETTERS_AND_DIGITS.search(token) is not None and _NOT_A_NAME.fullmatch(token) is None


def _series(masked: str, counts: bool) -> list[list[_Item]]:
    """Group the numbers that stand next to each other as a range or an enumeration: they share scale and unit."""
    groups: list[list[_Item]] = []
    position = 0
    while match := _NUMBER.search(masked, position):
        item = _item(masked, match, counts)
        position = item.end
        if re.fullmatch(r"0\d+", match["digits"] or ""):
            continue  # 006, 067: the number of a trial or a form
        last = groups[-1][-1] if groups else None
        if last and _belong_together(last, masked[last.end : item.start], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _belong_together(left: _Item, between: str, right: _Item) -> bool:
    if _BETWEEN.fullmatch(between) is None:
        return False
    # `in 2020 and 40 patients`, `25% and 20%`: what is complete shares nothing, except in a range.
    is_complete = left.unit is not None or left.is_year != right.is_year
    return not is_complete or re.search(r"[–—-]|\bto\b", between) is not None


def _item(masked: str, match: re.Match[str], counts: bool) -> _Item:
    digits, end, scale = match["digits"] or "", match.end(), 0
    if digits:
        value = Decimal(digits.replace(",", ""))
    else:
        value = Decimal(sum(_WORDS.get(word, 1) for word in re.split(r"[-\s]", match["word"].lower())))
    while found := _SCALE.match(masked, end):
        if found[2] and not match["currency"]:
            break  # a capital M after a bare number is no million
        scale, end = scale + _SCALES[found[1] or found[2]], found.end()
    if power := _POWER.match(masked, end):
        scale, end = scale + int(power[1]), power.end()
    is_year = not scale and re.fullmatch(r"(?:18|19|20)\d\d", digits) is not None
    item = _Item(match.start(), end, value, scale, is_year=is_year, is_bare_run=digits.isdigit() and len(digits) > 4)
    if match["currency"]:
        currency = _CURRENCIES[match["currency"].strip().upper()]
        if gained := _GAINED.match(masked, end):
            unit_gained = f"{currency}-per-{_GAINS[gained[1][0].lower()]}"
            return replace(item, currency=currency, unit=unit_gained, end=gained.end())
        return replace(item, currency=currency)
    if is_year and masked[end : end + 1] == "s":
        return replace(item, unit="decade", end=end + 1)
    unit = _measure_at(masked, end)
    # After one, a word in -s is a verb; after a year it is what the year describes.
    if counts and not unit and not is_year and value.scaleb(scale) != 1:
        unit = _counted_at(masked, end)
    return replace(item, unit=unit[0], end=unit[1]) if unit else item


def _measure_at(masked: str, end: int) -> tuple[str, int] | None:
    """Give the measure that begins at a position, and where it ends."""
    if rate := _RATE.match(masked, end):
        counted = f"{rate[1].removesuffix('s')}s-" if rate[1] else ""
        return f"{counted}per-{rate[2].replace(',', '')}", rate.end()
    matches = ((pattern.match(masked, end), unit) for pattern, unit in _MEASURES)
    return next(((match.expand(unit), match.end()) for match, unit in matches if match), None)


def _counted_at(masked: str, end: int) -> tuple[str, int] | None:
    """Give what is counted by a number that ends at a position, at most two other words away."""
    match = _COUNTED.match(masked, end)
    if match is None or _STOP.intersection(f"{match[1]}{match[2]}".lower().split()):
        return None
    return "case" if match[2] == "cases" else match[2], match.end()


def _numbers_of(series: list[_Item], said: InEnglish, masked: str, default: str | None) -> list[tuple[int, Number]]:
    """Give the numbers of a series: a currency stands before its first number, scale and unit after its last."""
    start, prefix = _before(masked, series)
    written = _written(said, masked, start, series[-1].end)
    currencies: list[str | None] = []
    for item in series:
        currencies.append(item.currency or (currencies[-1] if currencies and not item.unit else None))
    numbers: list[tuple[int, Number]] = []
    unit, scale = None, 0
    for item, currency in zip(reversed(series), reversed(currencies), strict=True):
        if item.unit or item.scale or item.value >= 1000:
            scale = item.scale  # otherwise the scale of the next number: `137.4 and 107.1 million`
        inherited = unit if unit and unit.startswith(currency or "") else currency
        unit = item.unit or inherited
        guess = default or "year" if item.is_year else prefix or default
        if unit or guess or not item.is_bare_run:  # a bare run is a postcode or a manuscript number
            value = Decimal(format(item.value.scaleb(scale).normalize(), "f"))  # 1000, not 1E+3
            numbers.append((item.start, Number(value=value, written=written, unit=unit or guess)))
    return numbers


def _before(masked: str, series: list[_Item]) -> tuple[int, str | None]:
    """Give where the words of a series begin, and the unit that stands before it: `ages of one and four`, `day 0`."""
    start = series[0].start
    before = masked[max(0, start - 60) : start]
    if (age := _AGE.search(before)) and all(item.unit in (None, "years", "months") for item in series):
        return start - len(before) + age.start(), "years"
    if (moment := _MOMENT.search(before)) and not any(item.unit for item in series):
        return start - len(before) + moment.start(), {"year": "years"}.get(moment[1].lower(), moment[1].lower())
    return start, None


def _written(said: InEnglish, masked: str, start: int, end: int) -> str:
    """Give the words of a number with the bound that stands at it: `up to 25 years of age`, `grade 3 or greater`."""
    before = masked[max(0, start - 30) : start]
    if bound := _BOUND.search(before):
        start -= len(before) - bound.start()
    if more := _OR_MORE.match(masked, end):
        end = more.end()
    return said.written(start, end).strip()
