"""A clock for one thread: time on the wall, and what of it the processor worked for us."""

from time import perf_counter, process_time
from types import TracebackType


class Clock:
    """Times every block it is entered for; milliseconds."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.used: list[float] = []

    def __enter__(self) -> None:
        self._began, self._used = perf_counter(), process_time()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.used.append((process_time() - self._used) * 1000)
        self.taken.append((perf_counter() - self._began) * 1000)
