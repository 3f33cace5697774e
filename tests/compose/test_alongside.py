"""In: moves and published addresses; out: that a page takes along what belongs to it, and nothing else."""

from __future__ import annotations

from sitegen.compose.alongside import follow, with_belongings
from sitegen.model.ledger import Move


def _went(*moves: Move, published: tuple[str, ...]) -> dict[str, str | None]:
    return {move.from_: move.to for move in with_belongings(moves, published)}


def test_a_page_takes_its_files_and_its_short_address_along() -> None:
    """Each goes to its like; the short address leads to the new page itself."""
    published = (
        "chapters/a/",
        "chapters/a/index.md",
        "downloads/chapters/a.pdf",
        "p/chapter-a/",
        "downloads/review.pdf",
    )
    assert _went(Move(from_="chapters/a/", to="chapters/b/"), published=published) == {
        "chapters/a/": "chapters/b/",
        "chapters/a/index.md": "chapters/b/index.md",
        "downloads/chapters/a.pdf": "downloads/chapters/b.pdf",
        "p/chapter-a/": "chapters/b/",
    }


def test_what_was_never_published_does_not_move() -> None:
    """So nothing is written that nobody can have linked."""
    move = Move(from_="compare/a/", to="compare/b/")
    assert _went(move, published=("compare/a/", "downloads/data/a.csv")) == {
        "compare/a/": "compare/b/",
        "downloads/data/a.csv": "downloads/data/b.csv",
    }


def test_a_move_of_its_own_goes_first() -> None:
    """An editor may send a file elsewhere."""
    moves = (
        Move(from_="chapters/a/", to="chapters/b/"),
        Move(from_="downloads/chapters/a.pdf", withdrawn="out of print"),
    )
    assert _went(*moves, published=("downloads/chapters/a.pdf",))["downloads/chapters/a.pdf"] is None


def test_a_file_without_its_like_stays_to_be_told() -> None:
    """A chapter that became a part of a thing's page has no PDF there: that is for an editor to decide."""
    published = ("downloads/chapters/a.pdf", "chapters/a/index.md", "p/chapter-a/")
    assert _went(Move(from_="chapters/a/", to="teas/b/#part"), published=published) == {
        "chapters/a/": "teas/b/#part",
        "chapters/a/index.md": "teas/b/index.md",
        "p/chapter-a/": "teas/b/#part",
    }


def test_an_address_that_stays_does_not_move_to_itself() -> None:
    """A thing whose kind changed its section keeps its feed."""
    assert _went(Move(from_="teas/a/", to="herbs/a/"), published=("feeds/changes-a.xml", "p/a/")) == {
        "teas/a/": "herbs/a/",
        "p/a/": "herbs/a/",
    }


def test_moves_are_followed_to_their_end() -> None:
    """Over several steps; not around in a circle, and not to what was withdrawn."""
    moves = [
        Move(from_="a", to="b"),
        Move(from_="b", to="c"),
        Move(from_="d", withdrawn="wrong"),
        Move(from_="e", to="e"),
    ]
    assert [follow(moves, address) for address in "abcde"] == ["c", "c", "c", None, None]
