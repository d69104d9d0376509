"""The cache of public answers: in memory, bounded by bytes, dropped by facts.

Each answer bears tags, the nouns whose facts change it. A fact makes its noun's version grow;
an answer whose versions are not the present ones is not there any more. So dropping any number
of answers costs nothing, and an answer that was under way when the fact came is never kept.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from time import monotonic
from typing import Literal

from gateway.routing.cache_rules import Terms
from gateway.routing.visits import Headers

KEPT_FOR_ERRORS = 600.0  # seconds an old answer is better than none
UNWATCHED_SECONDS = 1.0  # how old an answer may be while no facts are heard
OVERHEAD = 1_000  # bytes an entry needs beside its bodies

NUMBERS = count()

Versions = tuple[int, ...]
State = Literal["fresh", "stale", "old"]


class Stored:
    """One answer: its head, its body, and both once more in each encoding asked for."""

    __slots__ = (
        "body", "etag", "forms", "headers", "number", "stored_at", "tags", "terms", "true_at",
        "versions",
    )  # fmt: skip

    def __init__(
        self, headers: Headers, body: bytes, terms: Terms, tags: tuple[str, ...], versions: Versions
    ) -> None:
        self.headers = headers
        self.body = body
        self.terms = terms
        self.tags = tags
        self.versions = versions
        self.stored_at = 0.0
        self.number = next(NUMBERS)  # no other answer has it
        self.true_at = -1  # how many facts had been told when its versions were last compared
        self.etag = dict(headers).get(b"etag", b"")
        self.forms: dict[bytes, tuple[Headers, bytes]] = {}

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return OVERHEAD + len(self.body) + sum(len(body) for _, body in self.forms.values())


class Cache:
    """Answers by key, the least recently used going first when there is no room."""

    def __init__(self, room: int, clock: Callable[[], float] = monotonic) -> None:
        self.room = room
        self.taken = 0
        self.watched = False  # whether facts are heard
        self._clock = clock
        self._stored: OrderedDict[bytes, Stored] = OrderedDict()
        self._vary: dict[bytes, tuple[bytes, ...]] = {}
        self._versions: dict[str, int] = {}
        self._facts = 0

    def __len__(self) -> int:
        return len(self._stored)

    def versions(self, tags: Iterable[str]) -> Versions:
        """The present versions of nouns; taken before an answer is asked for."""
        return tuple(self._versions.get(tag, 0) for tag in tags)

    def drop(self, tag: str) -> None:
        """A fact of this noun was told."""
        self._versions[tag] = self._versions.get(tag, 0) + 1
        self._facts += 1

    def drop_all(self) -> None:
        """Facts may have been missed."""
        self._stored.clear()
        self._vary.clear()
        self.taken = 0

    def find(self, key: bytes, named: Mapping[bytes, bytes]) -> Stored | None:
        """What is stored for a request; None when a fact has dropped it."""
        return self.present(self._full(key, named))

    def present(self, full: bytes) -> Stored | None:
        """The same by its whole name: for an answer that varies, with what it varies by."""
        stored = self._stored.get(full)
        if stored is None:
            return None
        if stored.true_at != self._facts:
            if stored.versions != self.versions(stored.tags):
                self._remove(full)
                return None
            stored.true_at = self._facts
        self._stored.move_to_end(full)
        return stored

    def state(self, stored: Stored) -> State:
        """Fresh, or stale and good until it has been fetched anew, or old and good for errors."""
        age = self.age(stored)
        if not self.watched:
            return "fresh" if age < min(UNWATCHED_SECONDS, stored.terms.fresh) else "old"
        if age < stored.terms.fresh:
            return "fresh"
        return "stale" if age < stored.terms.fresh + stored.terms.stale else "old"

    def helps(self, stored: Stored) -> bool:
        """Whether it is better than an error."""
        return self.age(stored) < KEPT_FOR_ERRORS

    def age(self, stored: Stored) -> float:
        """Its age in seconds."""
        return self._clock() - stored.stored_at

    def keep(self, key: bytes, named: Mapping[bytes, bytes], stored: Stored) -> None:
        """Store an answer, unless a fact was told since it was asked for."""
        if stored.versions != self.versions(stored.tags) or stored.size > self.room:
            return
        stored.stored_at = self._clock()
        if stored.terms.vary:
            self._vary[key] = stored.terms.vary
        full = self._full(key, named)
        self._remove(full)
        self._stored[full] = stored
        self.taken += stored.size
        self._make_room()

    def grown(self, by: int) -> None:
        """A stored answer was given one form more."""
        self.taken += by
        self._make_room()

    def _make_room(self) -> None:
        while self.taken > self.room and self._stored:
            self._remove(next(iter(self._stored)))
        if len(self._vary) > 2 * len(self._stored) + 100:
            self._vary = {
                key: vary
                for key, vary in self._vary.items()
                if any(full.startswith(key + b"\n") for full in self._stored)
            }

    def _remove(self, full: bytes) -> None:
        gone = self._stored.pop(full, None)
        if gone is not None:
            self.taken -= gone.size

    def _full(self, key: bytes, named: Mapping[bytes, bytes]) -> bytes:
        vary = self._vary.get(key)
        if vary is None:
            return key
        return b"\n".join([key, *(named.get(name, b"") for name in vary)])
