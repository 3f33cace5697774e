"""In: the built site with all its files; out: in it the list of their SHA-256 sums, which `sha256sum -c` reads."""

from __future__ import annotations

from collections.abc import Mapping

from ..compose.downloads import SUMS
from .place import Place


def write_sums(site: Place) -> Mapping[str, str]:
    """Write the list; every file but the list itself, by its place below the site's folder, in one order everywhere.

    Gives the sum of each file of the site, that of the list among them.
    """
    listed = "".join(f"{its}  {name}\n" for name, its in site.sums().items() if name != SUMS)
    site.put_text(SUMS, listed)
    return site.sums()
