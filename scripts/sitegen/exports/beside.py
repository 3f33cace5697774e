"""In: the review, its Site and Documents, and where it is published; out: every file beside the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..compose.page import Site
from ..model.ledger import Move
from ..model.review import Review
from ..on_demand import Layers
from ..render.document import Document
from ..render.drawings import Picture
from ..shelf import Shelf
from .api import api_files
from .cartridges import cartridge_files
from .changes import change_files
from .courses import course_files
from .editions import edition_stubs
from .figures import figure_files
from .oembed import oembed_files
from .previews import preview_files
from .search import search_files
from .stubs import stub_files
from .tables import table_files
from .web import web_files


def files_beside(
    review: Review,
    site: Site,
    documents: Sequence[Document],
    drawn: Mapping[str, Picture],
    works: Mapping[str, str],
    moves: tuple[Move, ...],
    address: str,
    lasting: str,
) -> Mapping[str, str | bytes]:
    """By their paths on the site. `works` are the lists of works, `lasting` is the address that lasting links begin with."""
    say = review.writing.say
    frames = oembed_files(site, lasting)
    files: Shelf[str | bytes] = Shelf()
    files.update(api_files(review, site, address))
    files.update(stub_files(site, moves, address, frames))
    files.update(frames)
    files.update(search_files(review, site, documents))
    files.update(preview_files(review))
    files.update(table_files(review, site, address))
    files.update(figure_files(drawn))
    files.update(web_files(site, address, say))
    files.update(course_files(site, address))
    files.update(cartridge_files(site, lasting, say))
    files.update(change_files(review, site.changes, address))
    files.update(edition_stubs(review.editions, address, review.info.language, say))
    return Layers(files, works)
