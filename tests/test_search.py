"""In: questions that readers ask, and the real site in a browser; out: that the right answer comes first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page
from sitegen.exports.search_words import words_of

pytestmark = pytest.mark.slow

QUESTIONS = yaml.load(
    (Path(__file__).parent / "search_questions.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_FIND = "query => reviewSearch.find(query).then(groups => groups.flatMap(group => group.results.map(one => one.url)))"


@pytest.fixture(scope="module")
def searching(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the real site whose search is ready."""
    page = browser.new_page()
    page.goto(address)
    page.evaluate("reviewSearching().then(search => search.prepare())")
    yield page
    page.close()


def _is_right(place: str, right: list[str]) -> bool:
    return any(place == one or (one.endswith("/") and place.startswith(one)) for one in right)


def test_there_are_enough_questions() -> None:
    """Names, misspellings, and questions in whole sentences."""
    assert len({question["ask"] for question in QUESTIONS}) == len(QUESTIONS) >= 60
    assert sum("?" in question["ask"] for question in QUESTIONS) >= 10


def test_the_right_answer_comes_first(searching: Page) -> None:
    """For nine questions in ten it is the first result, for 98 in a hundred one of the first three."""
    first, among_three = [], []
    for question in QUESTIONS:
        found: list[str] = searching.evaluate(_FIND, question["ask"])
        if not (found and _is_right(found[0], question["right"])):
            first.append((question["ask"], found[:3]))
        if not any(_is_right(place, question["right"]) for place in found[:3]):
            among_three.append((question["ask"], found[:3]))
    assert len(first) <= 0.1 * len(QUESTIONS), first
    assert len(among_three) <= 0.02 * len(QUESTIONS), among_three


def test_browser_and_generator_cut_texts_into_the_same_words(searching: Page, built_real: Any) -> None:
    """The index is made by one and asked by the other."""
    review = built_real.prepared.review
    texts = [claim.says for claim in review.claims.values()] + [work.title for work in review.references.values()]
    assert searching.evaluate("texts => texts.map(reviewSearch.words)", texts) == [words_of(text) for text in texts]


def test_an_answer_takes_a_tenth_of_a_second_at_most(searching: Page) -> None:
    """Once the parts that a query needs are there."""
    took = searching.evaluate(
        """async questions => {
          for (const one of questions) await reviewSearch.find(one)
          const start = performance.now()
          for (const one of questions) await reviewSearch.find(one)
          return (performance.now() - start) / questions.length
        }""",
        [question["ask"] for question in QUESTIONS],
    )
    assert took < 100


def test_a_first_search_loads_little(browser: Browser, address: str, built_real: Any) -> None:
    """From opening the search until results stand there: names, scripts, and the parts of this query alone."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    loaded: list[str] = []
    page.on("requestfinished", lambda request: loaded.append(request.url.removeprefix(address).lstrip("/")))
    page.locator("[data-review-search]").click()
    page.locator("#review-search-input").fill("tocilizumab safety")
    page.locator(".review-search__results a").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.close()
    assert "search/names.js" in loaded
    assert len([name for name in loaded if name.startswith("search/words-")]) <= 12
    assert sum((built_real.site / name).stat().st_size for name in loaded) < 250_000, loaded
