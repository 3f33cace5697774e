"""In: the source of a template; out: its compiled form, made once a process however many environments ask for it."""

from __future__ import annotations

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """Compiled templates by name and by the digest of their source; environments that share it have equal options."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before from the same source."""
        known = self._known.get((bucket.key, bucket.checksum))
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
