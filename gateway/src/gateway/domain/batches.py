"""Batches: what a kiosk stored while it was cut off, sent on in the order it happened.

Entries go to different services. One that is away holds up what is meant for it
and nothing else, so the order within each service is kept. What was refused is
answered: sending it again would change nothing.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar

AGAIN = frozenset({408, 409, 425, 429, 502, 503, 504})  # with Retry-After, or nobody answered
WAIT_SECONDS = 30

Outcome = Literal["done", "refused", "again", "untried"]


class Entry(Protocol):
    """What has to be sent."""

    @property
    def lane(self) -> str:
        """Who takes it: entries of one lane keep their order."""


E_ = TypeVar("E_", bound=Entry)


class Answer(Protocol):
    """What came back."""

    @property
    def status(self) -> int:
        """Its HTTP status."""

    @property
    def retry_after(self) -> int | None:
        """In how many seconds to try again, if it said so."""


A_ = TypeVar("A_", bound=Answer)


@dataclass(frozen=True, slots=True)
class Result(Generic[E_, A_]):
    """What became of one entry; no answer when it was not tried."""

    entry: E_
    outcome: Outcome
    answer: A_ | None


def outcome_of(answer: Answer) -> Outcome:
    """Whether it is done, refused for good, or to be sent again."""
    if answer.status in AGAIN and (answer.status != 409 or answer.retry_after is not None):  # noqa: PLR2004
        return "again"
    return "done" if answer.status < 400 else "refused"  # noqa: PLR2004


async def sent_on(
    entries: Sequence[E_], send: Callable[[E_], Awaitable[A_]]
) -> list[Result[E_, A_]]:
    """Send entries one after another; what comes behind one to be sent again stays untried."""
    held: set[str] = set()
    results: list[Result[E_, A_]] = []
    for entry in entries:
        if entry.lane in held:
            results.append(Result(entry, "untried", None))
            continue
        answer = await send(entry)
        outcome = outcome_of(answer)
        if outcome == "again":
            held.add(entry.lane)
        results.append(Result(entry, outcome, answer))
    return results


def wait_before_again(results: Sequence[Result[E_, A_]]) -> int | None:
    """In how many seconds to send the rest; None when nothing is left."""
    waits = [
        (each.answer.retry_after or WAIT_SECONDS)
        for each in results
        if each.outcome == "again" and each.answer is not None
    ]
    return max(waits, default=None)
