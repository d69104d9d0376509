import asyncio
from dataclasses import dataclass

import pytest

from gateway.domain.batches import WAIT_SECONDS, Outcome, outcome_of, sent_on, wait_before_again


@dataclass(frozen=True)
class Stored:
    number: int
    lane: str = "feedback"


@dataclass(frozen=True)
class Back:
    status: int
    retry_after: int | None = None


@pytest.mark.parametrize(
    ("back", "outcome"),
    [
        (Back(201), "done"),
        (Back(204), "done"),
        (Back(422), "refused"),
        (Back(404), "refused"),
        (Back(409), "refused"),
        (Back(409, 1), "again"),
        (Back(429, 2), "again"),
        (Back(503, 5), "again"),
        (Back(502), "again"),
        (Back(500), "refused"),
    ],
)
def test_what_is_sent_again_and_what_is_answered(back: Back, outcome: Outcome) -> None:
    assert outcome_of(back) == outcome


def test_one_service_that_is_away_holds_up_its_own_entries_and_no_others() -> None:
    entries = [Stored(1), Stored(2, "approvals"), Stored(3), Stored(4, "approvals"), Stored(5)]
    sent: list[int] = []

    async def send(entry: Stored) -> Back:
        sent.append(entry.number)
        return Back(503, 7) if entry.number == 3 else Back(201)

    results = asyncio.run(sent_on(entries, send))

    assert sent == [1, 2, 3, 4]
    assert [each.outcome for each in results] == ["done", "done", "again", "done", "untried"]
    assert wait_before_again(results) == 7


def test_without_a_word_about_when_it_is_half_a_minute_and_when_all_is_said_it_is_never() -> None:
    async def away(_: Stored) -> Back:
        return Back(502)

    async def done(_: Stored) -> Back:
        return Back(422)

    assert wait_before_again(asyncio.run(sent_on([Stored(1)], away))) == WAIT_SECONDS
    assert wait_before_again(asyncio.run(sent_on([Stored(1)], done))) is None
