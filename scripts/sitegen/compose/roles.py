"""In: nothing; out: the roles that pages have."""

from __future__ import annotations

from typing import Literal

#: What a page is; lists of pages (`index`) are left out where a page says where it is mentioned.
role_of_page = Literal[
    "home",
    "chapter",
    "entity",
    "comparison",
    "figure",
    "source",
    "section",
    "references",
    "work",
    "index",
    "appraisals",
    "course",
]
