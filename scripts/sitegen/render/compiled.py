"""In: the source of a template; out: its compiled form, made once however many environments, and runs, ask for it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from ..places import generator_folder
from ..tree import stats_below


class Compiled(jinja2.BytecodeCache):
    """Compiled templates by name and by the digest of their source; environments that share it have equal options.

    A `kind` of environments has a name, by which templates of this program and of libraries are kept for the next run.
    They are code, as Python's own compiled modules are: they lie beside these, and nowhere that is handed on.
    """

    def __init__(self, kind: str = "") -> None:
        self._kind = kind
        self._known: dict[tuple[str, str], bytes] = {}
        self._lasting: set[str] = set()

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Give a template's place; only those outlast a run whose files are no review's."""
        key = self.get_cache_key(name, filename)
        if self._kind and filename is not None and _is_lasting(filename):
            self._lasting.add(key)
        return super().get_bucket(environment, name, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before from the same source."""
        known = self._known.get((bucket.key, bucket.checksum))
        if known is None and bucket.key in self._lasting:
            known = _read(self._file(bucket), bucket.checksum)
        if known is not None:
            bucket.bytecode_from_string(known)
            self._known[bucket.key, bucket.checksum] = known

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        code = self._known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
        if bucket.key in self._lasting and not sys.dont_write_bytecode:
            _write(self._file(bucket), bucket.checksum, code)

    def _file(self, bucket: Bucket) -> Path:
        name = hashlib.sha256(f"{self._kind} {bucket.key}".encode()).hexdigest()[:24]
        return _folder() / f"template-{name}.{sys.implementation.cache_tag}"


def _is_lasting(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(generator_folder("templates")) or path.is_relative_to(sys.prefix)


def _folder() -> Path:
    return Path(importlib.util.cache_from_source(__file__)).parent


@lru_cache(maxsize=1)
def _program() -> str:
    """What compiling depends on besides the source: constants are worked out then, with the filters of this program.

    Modules by time and size, as Python knows its own.
    """
    modules = stats_below(str(Path(__file__).parent.parent))
    names = sorted(name for name in modules if name.endswith(".py"))
    said = [f"{name} {modules[name].st_mtime_ns} {modules[name].st_size}" for name in names]
    return "\n".join([sys.version, version("jinja2"), version("markupsafe"), *said])


def _sum(checksum: str, code: bytes) -> bytes:
    return hashlib.sha256(f"{_program()}\n{checksum}\n".encode() + code).digest()


def _read(file: Path, checksum: str) -> bytes | None:
    """What was written for this program and source; None where it is another's, or cut off, or not there."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return content[32:] if content[:32] == _sum(checksum, content[32:]) else None


def _write(file: Path, checksum: str, code: bytes) -> None:
    half = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        half.write_bytes(_sum(checksum, code) + code)
        half.replace(file)
    except OSError:  # a program that belongs to somebody else: nothing is kept
        half.unlink(missing_ok=True)
