"""In: nothing, or a page's HTML; out: what its browser may load and run, as a Content-Security-Policy; the same for hosts.

Why each part is as it is: docs/decisions/0008-content-security-policy.md.
"""

from __future__ import annotations

#: What a page may do. Nothing comes from elsewhere, and no script stands in the page itself.
PAGE = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # columns of hand-written tables that are aligned
        "img-src 'self' data:",  # the theme's icons are pictures within its style sheets
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
#: What a host adds, since a page cannot say it of itself: courses may frame every page, a browser may show a PDF.
HEADER = f"{PAGE}; object-src 'self'; frame-ancestors *"
#: What a host should send with every file, by the header's name.
HEADERS = {
    "Content-Security-Policy": HEADER,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
_CHARSET = '<meta charset="utf-8">'
_META = f'<meta http-equiv="Content-Security-Policy" content="{PAGE}">'


def with_policy(html: str) -> str:
    """The page with its policy, before anything that it loads."""
    return html.replace(_CHARSET, f"{_CHARSET}\n{_META}", 1)


def without_policy(html: str) -> str:
    """The same page for a disk, where `'self'` means nothing."""
    return html.replace(f"\n{_META}", "", 1)


def headers_file() -> str:
    """What hosts read that send headers as a file `_headers` at the root says (Netlify's and Cloudflare's form)."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
