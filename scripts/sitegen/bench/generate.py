"""In: a number of entities, a seed, a folder and a site configuration; out: a whole made-up review in that folder."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from .subject import IDENTITY, KINDS, TOPICS, UNITS, kind_at, vocabulary
from .words import Words

#: Of each entity so many claims speak first; a claim is about one to three entities and cites two works on average.
CLAIMS = (7, 8, 9, 10, 11)
ABOUT = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3)
CITES = (0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4)
#: Claims are made from sources in runs: a passage says a few things about one entity, then comes the next.
RUN, PASSAGE, SECTION, SOURCE = 3, 3, 30, 360
#: Rows of a comparison; entities of a chapter; works in the list of a source.
ROWS, CHAPTER, LISTED = 25, 100, 100
WITH_QUANTITY = 0.4

Record = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """How much was made."""

    entities: int
    claims: int
    quantities: int
    citations: int
    references: int
    sources: int
    comparisons: int
    chapters: int


def generate(folder: Path, size: int, seed: int, configuration: str) -> Made:
    """Write a review with so many entities; the same size and seed give the same bytes."""
    return _Generator(size, seed).write(folder, configuration)


class _Generator:
    def __init__(self, size: int, seed: int):
        self.random = Random(f"{seed}/{size}")
        self.words = Words(self.random)
        self.names = self.words.names(size)
        self.kinds = [kind_at(index) for index in range(size)]
        self.ids = [name.lower().replace(" ", "-") for name in self.names]
        self.of_kind: dict[str, list[int]] = defaultdict(list)
        for index, kind in enumerate(self.kinds):
            self.of_kind[kind].append(index)
        self.works = [f"work{number:04}" for number in range(1, min(1000, max(100, size)) + 1)]
        self.claims = self._claims()
        self.by_entity: dict[int, list[Record]] = defaultdict(list)
        places = {id_: index for index, id_ in enumerate(self.ids)}
        for claim in self.claims:
            for entity in claim["about"]:
                self.by_entity[places[entity]].append(claim)
        self.sources = self._sources()

    def write(self, folder: Path, configuration: str) -> Made:
        """Write every file."""
        files = dict(self._data())
        comparisons = sum(path.startswith("data/comparisons/") for path in files)
        texts = {path: _yaml(value) for path, value in files.items()} | dict(self._pages())
        texts |= {"references.bib": self._bibliography(), "mkdocs.yml": configuration}
        for path, text in texts.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        return Made(
            entities=len(self.ids),
            claims=len(self.claims),
            quantities=sum(len(claim.get("quantities", {})) for claim in self.claims),
            citations=sum(len(claim["cites"]) for claim in self.claims),
            references=len(self.works) + len(self.sources),
            sources=len(self.sources),
            comparisons=comparisons,
            chapters=sum(path.startswith("docs/chapters/") for path in texts),
        )

    def _claims(self) -> list[Record]:
        """All claims, in runs about one entity each, the runs in any order."""
        runs: list[list[int]] = []
        for index in range(len(self.ids)):
            count = self.random.choice(CLAIMS)
            runs += [[index] * min(RUN, count - start) for start in range(0, count, RUN)]
        self.random.shuffle(runs)
        subjects = [index for run in runs for index in run]
        letters = string.ascii_lowercase + string.digits
        codes = self.random.sample(range(36**4), len(subjects))
        ids = ["c-" + "".join(letters[code // 36**place % 36] for place in range(4)) for code in codes]
        return [self._claim(id_, index) for id_, index in zip(ids, subjects, strict=True)]

    def _claim(self, id_: str, subject: int) -> Record:
        others = [index for index in self._some(self.ids, self.random.choice(ABOUT) - 1) if index != subject]
        about = [subject, *others]
        topic = self.random.choice(TOPICS)["id"]
        named = [self.names[index] for index in about]
        claim: Record = {"id": id_, "at": "", "about": [self.ids[index] for index in about], "topic": topic}
        if self.random.random() < WITH_QUANTITY:
            quantity = self._quantity(self.names[subject])
            claim["says"] = self.words.sentence(*named, "{amount}")
            claim["short"] = "{amount} " + self.words.filler(3)
            claim["quantities"] = {"amount": quantity}
        else:
            claim["says"] = self.words.sentence(*named, self.words.filler(5))
            claim["short"] = self.words.filler(6)
        return claim

    def _quantity(self, population: str) -> Record:
        measure, unit = self.random.choice([(unit["measure"], unit["id"]) for unit in UNITS])
        low = self.random.randint(2, 80)
        is_range = self.random.random() < 0.4
        values = {"low": low, "high": low + self.random.randint(1, 15)} if is_range else {"value": low}
        stated = {"population": f"people given {population}", "endpoint": "not stated", "denominator": "not stated"}
        return {"measure": measure, **values, "unit": unit, **stated}

    def _some(self, of: list[Any], count: int) -> list[int]:
        return self.random.sample(range(len(of)), min(count, len(of)))

    def _sources(self) -> list[Record]:
        """Cut the claims into sources, sections and passages, and let each source cite the works of its own list."""
        works = self.works[:]
        self.random.shuffle(works)
        sources: list[Record] = []
        for number, start in enumerate(range(0, len(self.claims), SOURCE), 1):
            listed = [works[(number * LISTED + place) % len(works)] for place in range(min(LISTED, len(works)))]
            sources.append(self._source(number, self.claims[start : start + SOURCE], listed))
        return sources

    def _source(self, number: int, claims: list[Record], listed: list[str]) -> Record:
        id_ = f"source-{number}"
        sections: list[Record] = []
        passages: list[Record] = []
        bag: list[str] = []
        for start in range(0, len(claims), SECTION):
            section = str(len(sections) + 1)
            sections.append({"id": section, "title": f"{section}. {self.words.filler(4).capitalize()}"})
            for part, first in enumerate(range(start, min(start + SECTION, len(claims)), PASSAGE), 1):
                told = claims[first : first + PASSAGE]
                for claim in told:
                    claim["at"] = f"{id_}:{section}.p{part}"
                    # Works come from a bag that is refilled when empty, so that each is cited about as often.
                    count = min(self.random.choice(CITES), len(listed))
                    if len(bag) < count:
                        bag = [key for key in self.random.sample(listed, len(listed)) if key not in bag] + bag
                    claim["cites"] = [bag.pop() for _ in range(count)]
                passages.append(_passage(f"{section}.p{part}", section, told, self.random))
        return {
            "id": id_,
            "label": f"{self.names[number % len(self.names)].split()[0]} report {number}",
            "reference": f"source{number}",
            "type": "made-up report",
            "about": self.words.paragraph(self.words.filler(6)),
            "sections": sections,
            "references": {str(place): key for place, key in enumerate(listed, 1)},
            "passages": passages,
        }

    def _data(self) -> Iterator[tuple[str, Any]]:
        """Every file of data/ with its value."""
        yield "data/review.yml", IDENTITY
        yield "data/vocabulary.yml", vocabulary()
        for kind in KINDS:
            yield f"data/kinds/{kind['id']}.yml", {key: value for key, value in kind.items() if key != "columns"}
            yield from self._comparisons(kind)
        for index, id_ in enumerate(self.ids):
            yield f"data/{self.kinds[index]}/{id_}.yml", self._entity(index)
        for source in self.sources:
            yield f"data/sources/{source['id']}.yml", source
        by_file: dict[str, list[Record]] = defaultdict(list)
        for claim in self.claims:
            source_id, _, locator = claim["at"].partition(":")
            by_file[f"data/claims/{source_id}/{locator.partition('.')[0]}.yml"].append(claim)
        yield from by_file.items()

    def _entity(self, index: int) -> Record:
        kind = next(kind for kind in KINDS if kind["id"] == self.kinds[index])
        entity: Record = {"id": self.ids[index], "name": self.names[index]}
        if self.random.random() < 0.4:
            alias = self.words.abbreviation(self.names[index], index)
            entity["aliases"] = [{"name": alias, "type": "abbreviation"}]
        claims = [claim["id"] for claim in self.by_entity[index]]
        if claims and self.random.random() < 0.7:
            entity["definition"] = {"claim": claims[0]}
        else:
            entity["definition"] = {"editor": self.words.sentence(self.words.filler(8))}
        for name, schema in kind["properties"].items():
            entity[name] = self._field(schema)
        entity["stated-by"] = {name: [claims[place]] for place, name in enumerate(kind["properties"])}
        return entity

    def _field(self, schema: Record) -> Any:
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        if schema["type"] == "array":
            members = self.of_kind[schema["items"]["refers-to"]]
            return [self.ids[members[place]] for place in sorted(self._some(members, self.random.randint(1, 3)))]
        return self.words.filler(4)

    def _comparisons(self, kind: Record) -> Iterator[tuple[str, Record]]:
        members = self.of_kind[kind["id"]]
        for number, start in enumerate(range(0, len(members), ROWS), 1):
            id_ = f"{kind['section']}-{number}"
            yield (
                f"data/comparisons/{id_}.yml",
                {
                    "id": id_,
                    "title": f"{kind['plural']}, part {number}",
                    "caption": self.words.sentence(self.words.filler(12)),
                    "row-heading": kind["name"].capitalize(),
                    "rows": {"entities": [self.ids[index] for index in members[start : start + ROWS]]},
                    "columns": kind["columns"],
                },
            )

    def _pages(self) -> Iterator[tuple[str, str]]:
        """The pages that are written by hand: the home page and the chapters."""
        home = "---\nid: home\ntitle: Made-up review\ndescription: A review for measuring.\ngroup: home\n---\n\n"
        yield "docs/index.md", f"{home}{self.words.paragraph(self.words.filler(9))} See the first source[@source1].\n"
        for number, start in enumerate(range(0, len(self.ids), CHAPTER), 1):
            entities = range(start, min(start + CHAPTER, len(self.ids)))
            yield f"docs/chapters/chapter-{number}.md", self._chapter(number, entities)

    def _chapter(self, number: int, entities: range) -> str:
        title = self.words.filler(5).capitalize()
        description = self.words.sentence(self.words.filler(8))
        out = [f"---\nid: chapter-{number}\ntitle: {title}\ndescription: {description}\norder: {number}\n---"]
        sections = {kind["id"]: kind["section"] for kind in KINDS}
        for part in range(1, 9):
            index = self.random.choice(entities)
            claims = self.random.sample(self.by_entity[index], min(5, len(self.by_entity[index])))
            link = f"[{self.names[index]}](../{sections[self.kinds[index]]}/{self.ids[index]}.md)"
            out.append(f"## {self.words.filler(4).capitalize()} {{#part-{part}}}")
            calls = [f"{{{{ claim('{claim['id']}') }}}}" for claim in claims]
            out.append(f"{self.words.paragraph(link)} {calls[0]}")
            out.append(" ".join(calls[1:]))
            counted = [claim["id"] for claim in claims if "quantities" in claim]
            if counted:
                number = self.words.sentence(f"{{{{ q('{counted[0]}', 'amount') }}}}")
                out.append(f"{number} {calls[0]}")
        kind = KINDS[0]
        first = next(place for place, index in enumerate(self.of_kind[kind["id"]]) if index in entities)
        out += ["## In one table {#table}", f"{{{{ table('{kind['section']}-{first // ROWS + 1}') }}}}"]
        return "\n\n".join(out) + "\n"

    def _bibliography(self) -> str:
        families = [name.split()[0] for name in self.words.names(400)]
        entries = [_work(key, self.words, families, self.random) for key in self.works]
        own = [_work(source["reference"], self.words, families, self.random) for source in self.sources]
        return "\n".join(entries + own)


def _passage(locator: str, section: str, claims: list[Record], random: Random) -> Record:
    numbers = [
        {"value": quantity[end], "unit": quantity["unit"], "written": f"{quantity[end]}"}
        for claim in claims
        for quantity in claim.get("quantities", {}).values()
        for end in ("value", "low", "high")
        if end in quantity
    ]
    fingerprint = f"{random.getrandbits(64):016x}"
    return {"locator": locator, "section": section, "type": "paragraph", "fingerprint": fingerprint, "numbers": numbers}


def _work(key: str, words: Words, families: list[str], random: Random) -> str:
    first = random.randint(1, 900)
    fields = {
        "author": words.people(families),
        "title": f"{{{words.title()}}}",
        "journal": f"J. {words.filler(2).title()}",
        "year": str(random.randint(1990, 2025)),
        "volume": str(random.randint(1, 80)),
        "pages": f"{first}--{first + random.randint(2, 30)}",
    }
    return f"@article{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"


def _yaml(value: Any) -> str:
    """As an editor writes it: blocks, with flat lists and mappings on one line."""
    options = {"sort_keys": False, "allow_unicode": True, "default_flow_style": None, "width": 10**6}
    return yaml.dump(value, Dumper=yaml.CSafeDumper, **options)
