"""How much of its core a process had while it was measured."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

TICKS = os.sysconf("SC_CLK_TCK")
MOST_OF_A_CORE = 0.8


@dataclass
class Work:
    """One process over several runs."""

    pid: int
    shares: list[float] = field(default_factory=list)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch one run."""
        began, used = time.monotonic(), self._used()
        yield
        self.shares.append((self._used() - used) / (time.monotonic() - began))

    @property
    def share(self) -> float:
        """The median share of a core."""
        return median(self.shares)

    @property
    def is_the_limit(self) -> bool:
        """Whether the process itself held the rate down; else its rate says little about it."""
        return self.share >= MOST_OF_A_CORE

    def _used(self) -> float:
        parts = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / TICKS
