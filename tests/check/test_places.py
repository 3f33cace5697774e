"""In: pages and links, some odd; out: that each leads where it leads when nothing is remembered of other pages."""

from __future__ import annotations

import random
from urllib.parse import urlsplit

import pytest
from sitegen.check.links import leads_to
from sitegen.check.places import END_OF_FILE, Places

HOME = urlsplit("https://north.example/tea/")
PAGES = ("index.html", "a/index.html", "b/index.html", "a/x/index.html", "a/y/index.html", "c/x/index.html", "c/z.html")
PARTS = ("", "#", "#here", "#there", "#not%2Dhere", "#a%20b", "?q=1#here")
WAYS = ("", "./", "../", "../../", "../../../", "/tea/", "/", "https://north.example/tea/", "https://south.example/")
ENDS = ("", "x/", "y", "x/../y/", "../a/x/", "index.html", "%C3%BC/", "a\nb/")
IDS = frozenset(("here", "a b", ""))


def _alone(page: str, hrefs: list[str]) -> tuple[str, ...] | None:
    """The places by the plain rule; None where one of the links cannot be judged."""
    found: dict[str, None] = {}
    for href in hrefs:
        try:
            target = leads_to(href, page, HOME)
        except ValueError:
            return None
        if target is None or (target[0] == page and target[1] in IDS):
            continue
        if END_OF_FILE in target[0]:
            return None
        found[END_OF_FILE.join(target)] = None
    return tuple(found)


@pytest.mark.parametrize("seed", range(20))
def test_what_other_pages_led_to_changes_nothing(seed: int) -> None:
    """Pages in any order, each with some of all links; a link that leads nowhere spoils its own page only."""
    choice, places, judged = random.Random(seed), Places(HOME), 0
    every = [way + end + part for way in WAYS for end in ENDS for part in PARTS]
    for _ in range(200):
        page, hrefs = choice.choice(PAGES), choice.sample(every, choice.randint(1, 8))
        wanted = _alone(page, hrefs)
        if wanted is None:
            with pytest.raises(ValueError, match=r"leads out of the site|end of line"):
                places.led_to(page, IDS, hrefs)
        else:
            assert places.led_to(page, IDS, hrefs) == wanted
            judged += bool(wanted)
    assert judged > 20


def test_a_page_keeps_no_place_of_its_own() -> None:
    """Its own parts stand or fall with it; one that it has not is kept, to be missed."""
    places = Places(HOME)
    own = ["#here", "../x/#here", "https://north.example/tea/a/x/#here"]
    assert places.led_to("a/x/index.html", IDS, own) == ()
    assert places.led_to("a/y/index.html", IDS, own[1:]) == ("a/x/index.html\nhere",)
    assert places.led_to("a/x/index.html", IDS, ["#gone"]) == ("a/x/index.html\ngone",)


def test_a_text_is_the_same_one_each_time() -> None:
    """Of a hundred thousand links, few texts are held."""
    places = Places(HOME)
    (one,), (other,) = (places.led_to(f"a/{name}/index.html", IDS, ["../../b/#part"]) for name in "xy")
    assert one is other
    assert places.once("b/index.html\npart") is one
