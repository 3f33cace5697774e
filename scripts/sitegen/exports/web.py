"""In: the Site and its address; out: what crawlers, language models and hosts read first: robots.txt, llms.txt, _headers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..compose.addresses import web_path
from ..compose.page import NavItem, Site, Target
from ..compose.policy import headers_file

_TWINS = (
    "Every page has a Markdown twin: its address with `index.md` added. Every statement is a claim with an id such as the "
    "last part of its address."
)


def web_files(site: Site, address: str, say: Callable[[str], str]) -> Mapping[str, str]:
    """All three files; every page that llms.txt names is the page's Markdown twin."""
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n"
    return {"robots.txt": robots, "llms.txt": _llms(site, address, say), "_headers": headers_file()}


def _llms(site: Site, address: str, say: Callable[[str], str]) -> str:
    info = site.info
    about = {page.path: page.description for page in site.pages}
    lines = [f"# {info.title}", "", f"> {info.description}", ""]
    lines += [
        (
            f"{say(f'Edition {info.edition.number} of {info.edition.date}')}. {info.disclaimer} "
            f"{say(f'Text under {info.license.name}')} ({info.license.url})."
        ),
        "",
        f"{say(_TWINS)} {say('The claims as data:')} {address}api/claims.json",
        "",
    ]
    for group in site.navigation:
        lines += [f"## {group.title}", ""]
        lines += [line for item in group.children for line in _lines(item, about, address, 0)]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _lines(item: NavItem, about: Mapping[str, str], address: str, depth: int) -> list[str]:
    before = "  " * depth
    if item.path is None:
        inside = [line for child in item.children for line in _lines(child, about, address, depth + 1)]
        return [f"{before}- {item.title}", *inside]
    where = f"{address}{web_path(Target('', item.path))}index.md"
    return [f"{before}- [{item.title}]({where}): {about.get(item.path, '')}"]
