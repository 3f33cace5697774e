"""In: the pictures of figures; out: their files for use elsewhere, at fixed addresses."""

from __future__ import annotations

from collections.abc import Mapping

from ..compose.addresses import FIGURE_FILES, figure_download
from ..render.drawings import Picture

#: Where the files are.
FOLDER = FIGURE_FILES


def figure_files(pictures: Mapping[str, Picture]) -> dict[str, str]:
    """Each figure as a sheet of SVG, by path."""
    return {figure_download(picture.id, "svg"): picture.sheet for picture in pictures.values()}
