"""In: a seeded random generator; out: Words: made-up names, sentences, people and titles, always the same."""

from __future__ import annotations

from itertools import product
from random import Random

_ONSETS = """
    ba bre cal cor dal dre fal fen gal gre hel jor kal kre lam lor mal mor nal nor pal per quo ral sel tal tre
    val vor zel
""".split()
_MIDDLES = "ba co da do fi ga ki la lo ma mi na ni po ra ri sa se ta ti va vi xo zu".split()
_ENDINGS = "bix cept dine fen gan kin lex mab mide nib pran rex stat tide tor vir xan zole".split()
_SECOND = "complex factor graft receptor signal therapy vaccine".split()
_FILLER = """
    about across activity adults after against alone also among analysis appears around assessed authors
    available baseline because become before began between blood bone both brain broad careful cases cells
    certain changed children clear clinical cohort combined common comparable compared complete completed
    concern consistent continued controlled course current daily data day decline delayed described despite
    detailed difference direct disease dose during each early effect either entered evidence examined expected
    experience failed few first followed found from further general given greater group grow had harm have
    higher however immune important improved include increase independent infusion initial instead into known
    large later lead less levels likely limited local longer loss lower main many marker mature measured median
    method mild moderate month more most much nearly need new often only open order other outcome over overall
    own part patients period persistent place planned plasma possible present previous primary prior process
    rapid rate reach received recent reduced relapse related remained repeated report required response result
    review risk safety sample second several severe short show similar single small some stable stage standard
    still strong study such support survival symptoms than that their then therefore these they this those three
    through time tissue together toward treated treatment tumor under until used usually value varied very was
    weeks were where which while with within without years young
""".split()
_INITIALS = "ABCDEFGHJKLMNPRSTVWZ"


class Words:
    """Makes names that no sentence holds by chance, and sentences of ordinary words."""

    def __init__(self, random: Random):
        self._random = random

    def names(self, count: int) -> list[str]:
        """So many different names; three of ten have a second word, as real names do."""
        stems = [f"{one}{two}{three}".capitalize() for one, two, three in product(_ONSETS, _MIDDLES, _ENDINGS)]
        if count > len(stems):
            raise ValueError(f"at most {len(stems)} names can be made")
        return [
            f"{stem} {self._random.choice(_SECOND)}" if self._random.random() < 0.3 else stem
            for stem in self._random.sample(stems, count)
        ]

    def abbreviation(self, name: str, number: int) -> str:
        """A short form such as `VEL17`; the running number makes it unlike any other."""
        return f"{name[:3].upper()}{number}"

    def filler(self, count: int) -> str:
        """So many ordinary words."""
        return " ".join(self._random.choices(_FILLER, k=count))

    def sentence(self, *parts: str) -> str:
        """A sentence in which the parts stand in order with ordinary words around them."""
        words = " ".join(f"{part} {self.filler(self._random.randint(4, 9))}" for part in parts)
        return f"{words[0].upper()}{words[1:]}."

    def paragraph(self, *parts: str) -> str:
        """Four sentences, the parts spread over the first."""
        return " ".join([self.sentence(*parts), *(self.sentence(self.filler(9)) for _ in range(3))])

    def people(self, families: list[str]) -> str:
        """One to four authors as BibTeX writes them."""
        chosen = self._random.sample(families, self._random.randint(1, 4))
        return " and ".join(f"{family}, {self._random.choice(_INITIALS)}." for family in chosen)

    def title(self) -> str:
        """The title of a work."""
        return self.filler(self._random.randint(6, 12)).capitalize()
