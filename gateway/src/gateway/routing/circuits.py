"""A circuit: after too many failures an instance is left alone for a while, then probed."""

from collections import deque
from collections.abc import Callable
from time import monotonic

WINDOW_SECONDS = 10
ENOUGH_SAMPLES = 20
FAILING_SHARE = 0.5
OPEN_SECONDS = 5.0
PROBES = 3


class Circuit:
    """Closed while at least half of the last ten seconds' requests got an answer.

    Fewer than twenty samples say nothing. Open for five seconds it lets nothing
    through; then up to three probes at a time: three answers close it, one
    failure opens it again.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seconds: deque[list[int]] = deque()
        self._open_until: float | None = None
        self._doubted_until = 0.0
        self._probing = 0
        self._answered_probes = 0

    @property
    def state(self) -> str:
        """closed, open or probing."""
        if self._open_until is None:
            return "closed"
        return "open" if self._clock() < self._open_until else "probing"

    def is_in_doubt(self) -> bool:
        """Whether the last request got no answer, a short while ago: another instance first.

        A visitor now and then never fills the window of a dead instance.
        """
        return self._clock() < self._doubted_until

    def lets_through(self) -> bool:
        """Whether one more request may be tried."""
        if self._open_until is None:
            return True
        return self._clock() >= self._open_until and self._probing < PROBES

    def began(self) -> None:
        """A request was let through."""
        if self._open_until is not None:
            self._probing += 1

    def answered(self) -> None:
        """It got an answer, whatever the answer says."""
        self._doubted_until = 0.0
        if self._open_until is None:
            self._count(1, 0)
        elif self._probe_ended():
            self._answered_probes += 1
            if self._answered_probes >= PROBES:
                self._close()

    def failed(self) -> None:
        """It got no answer, or half of one, or noise."""
        self._doubted_until = self._clock() + OPEN_SECONDS
        if self._open_until is None:
            self._count(0, 1)
            if self._mostly_failing():
                self._open()
        elif self._probe_ended():
            self._open()

    def forgot(self) -> None:
        """It ended without telling anything about the instance: the client went away."""
        self._probe_ended()

    def _probe_ended(self) -> bool:
        """Whether it was a probe; requests from before the circuit opened prove nothing."""
        if self._probing == 0:
            return False
        self._probing -= 1
        return True

    def _count(self, answered: int, failed: int) -> None:
        second = int(self._clock())
        if not self._seconds or self._seconds[-1][0] != second:
            self._seconds.append([second, 0, 0])
            while self._seconds[0][0] <= second - WINDOW_SECONDS:
                self._seconds.popleft()
        self._seconds[-1][1] += answered
        self._seconds[-1][2] += failed

    def _mostly_failing(self) -> bool:
        failed = sum(second[2] for second in self._seconds)
        samples = failed + sum(second[1] for second in self._seconds)
        return samples >= ENOUGH_SAMPLES and failed >= samples * FAILING_SHARE

    def _open(self) -> None:
        self._open_until = self._clock() + OPEN_SECONDS
        self._probing = self._answered_probes = 0
        self._seconds.clear()

    def _close(self) -> None:
        self._open_until = None
        self._probing = self._answered_probes = 0
