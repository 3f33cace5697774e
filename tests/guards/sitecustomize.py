"""In: two variables; out: a Python, and every Python it starts, that has no network, or lists files in another order.

Python imports a module of this name at its start from the folders of PYTHONPATH. `REVIEW_NO_NETWORK=FILE` denies every
socket and every name beyond this machine, and notes in the file what was asked for, so that nobody can try in silence.
`REVIEW_ANY_ORDER=SEED` shuffles what a folder lists; a file system promises no order.
"""

import os
import random
import sys

_HERE = ("localhost", "127.", "::1", "::ffff:127.")
_ASKING = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")


def _host(event, arguments):
    """Where somebody wants to; the empty word for a place on this machine."""
    wanted = arguments[0] if event.startswith("socket.get") else arguments[1]
    if isinstance(wanted, tuple):
        wanted = wanted[0]
    wanted = wanted.decode() if isinstance(wanted, bytes) else wanted
    local = not wanted or not isinstance(wanted, str) or wanted.startswith(("/", "\0", *_HERE))
    return "" if local else wanted


def _deny(event, arguments):
    if event in _ASKING and (host := _host(event, arguments)):
        with open(os.environ["REVIEW_NO_NETWORK"], "a", encoding="utf-8") as notes:  # noqa: PTH123  (as early as can be)
            notes.write(f"{event} {host}\n")
        raise PermissionError(f"no network in a build: {event} {host}")


class _Shuffled:
    """What os.scandir gives, in another order."""

    def __init__(self, entries, shuffle):
        with entries:
            found = list(entries)
        shuffle(found)
        self._left = iter(found)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._left)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Nothing is open."""


if os.environ.get("REVIEW_NO_NETWORK"):
    sys.addaudithook(_deny)

if os.environ.get("REVIEW_ANY_ORDER"):
    _shuffle = random.Random(os.environ["REVIEW_ANY_ORDER"]).shuffle
    _scandir, _listdir = os.scandir, os.listdir

    def _any_scandir(path="."):
        return _Shuffled(_scandir(path), _shuffle)

    def _any_listdir(path="."):
        names = _listdir(path)
        _shuffle(names)
        return names

    os.scandir, os.listdir = _any_scandir, _any_listdir
