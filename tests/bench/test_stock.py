"""In: rendered Markdown; out: that the page for stock MkDocs says the same in plain Markdown."""

from __future__ import annotations

from sitegen.bench.stock import by_hand

RENDERED = """\
# Tea

<a id="calm"></a>

| Tea | Calm |
| --- | --- |
| <a id="calm.north"></a>[North](north.md) | 60%[@hill2020; @dale2021] |

## References {#references}

///Footnotes Go Here///
"""


def test_a_page_as_written_by_hand() -> None:
    """Rows lose their anchors, citations stay, and the notes come by mkdocs-bibtex's own command."""
    assert (
        by_hand(RENDERED)
        == """\
# Tea

<a id="calm"></a>

| Tea | Calm |
| --- | --- |
| [North](north.md) | 60%[@hill2020; @dale2021] |

## References {#references}

\\bibliography
"""
    )
