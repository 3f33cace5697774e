"""In: folders, each with the source of a book; out: in each the finished PDF, or what is wrong. A process of its own, since
setting a book takes memory that only the end of a process gives back.

    python -m sitegen.book.passes FONTS LIMIT FOLDER…
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .settle import Known, Places, learned

#: What lies in a folder: the source, what it knows of its pages, and the result: a PDF or a sentence.
SOURCE, KNOWN, PDF, FAULT = "book.typ", "pages.json", "book.pdf", "fault.txt"
#: More passes than any book needs.
_MOST = 9


def set_book(folder: Path, fonts: str, limit: int) -> None:
    """Set the book up to `limit` times; when its page numbers are at rest, write the PDF."""
    import typst  # here, since whoever names this module to start it sets nothing himself

    main = str(folder / SOURCE)
    how = {"root": str(folder), "font_paths": [fonts], "ignore_system_fonts": True}
    try:
        for _ in range(limit):
            known = Known(**json.loads((folder / KNOWN).read_text(encoding="utf-8")))
            told = typst.query(main, "<where>", field="value", one=True, **how)
            new, places = learned(known, json.loads(told))
            if new.agrees(known):
                (folder / PDF).write_bytes(_exported(main, how, places))
                return
            if new.passes >= _MOST:
                (folder / FAULT).write_text("its page numbers do not come to rest", encoding="utf-8")
                return
            (folder / KNOWN).write_text(json.dumps(new.as_data()), encoding="utf-8")
    except (typst.TypstError, RuntimeError) as error:
        hints = "; ".join(getattr(error, "hints", None) or ())
        (folder / FAULT).write_text(str(error.args[0]) + (f" ({hints})" if hints else ""), encoding="utf-8")


def _exported(main: str, how: dict[str, object], places: Places) -> bytes:
    import typst

    from .finish import finished

    pdf = typst.compile(main, pdf_standards=["ua-1"], **how)  # type: ignore[call-overload]
    assert isinstance(pdf, bytes)
    return finished(pdf, places)


if __name__ == "__main__":
    for name in sys.argv[3:]:
        set_book(Path(name), sys.argv[1], int(sys.argv[2]))
