"""In: released editions; out: for each a page at its address that says where it is, for a copy of the site without it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import escape

from ..compose.policy import with_policy
from ..model.edition import Released


def edition_stubs(
    editions: Sequence[Released], address: str, language: str, say: Callable[[str], str]
) -> Mapping[str, str]:
    """`v/<number>/`; unpacking the archive of an edition puts its own first page there."""
    return {f"v/{its.number}/index.html": _stub(its, address, language, say) for its in editions}


def _stub(its: Released, address: str, language: str, say: Callable[[str], str]) -> str:
    title = escape(say(f"Edition {its.number} of {its.date}"))
    where = say(f"This copy of the site does not hold the edition. It is kept at {address}v/{its.number}/.")
    archive = say(f"Its archive is {its.archive}, with the SHA-256 {its.sha256}.")
    return with_policy(
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"</head>\n<body>\n<h1>{title}</h1>\n<p>{escape(where)} {escape(archive)}</p>\n"
        f'<p><a href="../../">{escape(say("To the first page"))}</a></p>\n</body>\n</html>\n'
    )
