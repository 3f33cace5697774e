"""In: how values are made, or where they lie; out: mappings, sequences and texts that are had when somebody looks at them.

All pages are known before any is made: a preview wants one page at once, and that page a few claims of many. What is
made is a value like any other: it is the same whenever it is looked at. Pickled, each is the values alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")


class Afresh(Mapping[K, V], Generic[K, V]):
    """A value for each key, in the order of the keys, made each time that somebody asks for it, and held by nobody."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]):
        self._keys, self._make = dict.fromkeys(keys), make

    def __getitem__(self, key: K) -> V:
        if key not in self._keys:
            raise KeyError(key)
        return self._make(key)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class Each(Afresh[K, V]):
    """The same, where each value is made when it is first asked for, and then held."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]):
        super().__init__(keys, make)
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        try:
            return self._made[key]
        except KeyError:
            if key not in self._keys:
                raise
        value = self._made[key] = self._make(key)
        return value

    def let_go(self, key: K) -> None:
        """Hold a value no longer: who asks for it again has it made again."""
        self._made.pop(key, None)

    def only(self, keys: Iterable[K]) -> Each[K, V]:
        """The same values for some of the keys."""
        return Each(keys, self.__getitem__)


class Layers(Mapping[K, V], Generic[K, V]):
    """Values of several mappings, the first one that gives a value first; one may have a key and not give its value.

    There `collections.ChainMap` would raise where it is asked for a value or another one.
    """

    def __init__(self, *layers: Mapping[K, V]):
        self._layers = layers

    def __getitem__(self, key: K) -> V:
        for layer in self._layers:
            try:
                return layer[key]
            except KeyError:
                continue
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(key in layer for layer in self._layers)

    def __iter__(self) -> Iterator[K]:
        return iter(dict.fromkeys(key for layer in self._layers for key in layer))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Whole(Mapping[str, Any]):
    """What a page's templates are given, made when it is first looked into."""

    _made: Mapping[str, Any] | None

    def __init__(self, make: Callable[[], Mapping[str, Any]]):
        self._make, self._made = make, None

    def _all(self) -> Mapping[str, Any]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def let_go(self) -> None:
        """Hold the values no longer: who looks into it again has them made again."""
        self._made = None

    def __getitem__(self, key: str) -> Any:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class Listed(Sequence[V], Generic[V]):
    """Values in order, all made when one is first looked at."""

    def __init__(self, make: Callable[[], Iterable[V]]):
        self._make: Callable[[], Iterable[V]] | None = make
        self._made: tuple[V, ...] = ()

    def _all(self) -> tuple[V, ...]:
        if self._make is not None:
            self._made, self._make = tuple(self._make()), None
        return self._made

    @overload
    def __getitem__(self, index: int) -> V: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[V, ...]: ...
    def __getitem__(self, index: int | slice) -> V | tuple[V, ...]:
        return self._all()[index]

    def __iter__(self) -> Iterator[V]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._all(),)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, eq=False)
class Told:
    """A text that is had each time that somebody asks, and held by nobody; equal to one that says the same."""

    say: Callable[[], str]

    def __str__(self) -> str:
        return self.say()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Told | str) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return str, (str(self),)
