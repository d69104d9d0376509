"""Closed cases as they arrive: twice, out of order, through a real NATS."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from feedback_building import Feedback, a_closed_case, a_person, told
from nats.aio.client import Client

from shared import broker
from shared.consumer import PredecessorMissing
from shared.events.envelope import Envelope
from shared.relay import Relay

COUNT = "SELECT count(*) FROM opportunity"


@pytest.fixture
async def client(nats_url: str) -> AsyncIterator[Client]:
    client = await broker.connect(nats_url, "test")
    await broker.ensure_stream(client.jetstream(), "approvals")
    await broker.ensure_stream(client.jetstream(), "feedback")
    yield client
    await broker.close(client)


@pytest.fixture
async def listening(feedback: Feedback, client: Client) -> AsyncIterator[Feedback]:
    """The service with its consumer and its relay at work."""
    relay = Relay(feedback.settings.dsn, client, "feedback")
    jobs = [asyncio.create_task(job) for job in (feedback.listener(client).run(), relay.run())]
    yield feedback
    for job in jobs:
        job.cancel()
    for job in jobs:
        with contextlib.suppress(asyncio.CancelledError):
            await job


async def tell(client: Client, envelope: Envelope, *, again: bool = False) -> None:
    """Publish; ``again`` gets past the stream's own eyes for doubles."""
    headers = {} if again else {"Nats-Msg-Id": str(envelope.event_id)}
    await client.jetstream().publish(envelope.subject, envelope.to_wire(), headers=headers)


async def opened(client: Client, number: int) -> list[Envelope]:
    """The next opportunities told on the wire, as many as asked for."""
    subscription = await client.jetstream().subscribe("feedback.opportunity.>")
    async with asyncio.timeout(10):
        messages = [await anext(subscription.messages) for _ in range(number)]
    await subscription.unsubscribe()
    return [Envelope.from_wire(message.data) for message in messages]


async def test_a_case_told_twice_opens_one_opportunity(listening: Feedback, client: Client) -> None:
    case, after = told(a_closed_case()), told(a_closed_case())

    await tell(client, case)
    await tell(client, case, again=True)
    await tell(client, after)

    facts = await opened(client, 2)
    assert [fact.data["case_id"] for fact in facts] == [
        str(case.aggregate_id),
        str(after.aggregate_id),
    ]
    assert await listening.pool.fetchval(COUNT) == 2


async def test_a_fact_before_its_predecessor_waits_for_it(
    listening: Feedback, client: Client
) -> None:
    closed = told(a_closed_case(), sequence=3)
    others = [
        replace(closed, subject="approvals.case.accepted.v1", sequence=n, data={}) for n in (1, 2)
    ]

    for fact in (closed, *reversed(others)):
        await tell(client, fact, again=True)

    (fact,) = await opened(client, 1)
    assert fact.data["case_id"] == str(closed.aggregate_id)
    assert await listening.pool.fetchval("SELECT sequence FROM inbox") == 3


async def test_a_fact_before_its_predecessor_has_no_effect(feedback: Feedback) -> None:
    with pytest.raises(PredecessorMissing):
        await feedback.listener().take(told(a_closed_case(), sequence=2))

    assert await feedback.pool.fetchval(COUNT) == 0


async def test_one_fact_taken_by_many_at_once_has_one_effect(feedback: Feedback) -> None:
    zhang = a_person()
    fact = told(a_closed_case(zhang))

    taken = await asyncio.gather(*(feedback.listener().take(fact) for _ in range(5)))

    assert sorted(taken) == [False] * 4 + [True]
    assert await feedback.announced() == [
        "feedback.opportunity.opened.v1",
        "feedback.notification.requested.v1",
    ]


async def test_a_case_that_ends_twice_has_one_opportunity(feedback: Feedback) -> None:
    case = a_closed_case()
    await feedback.listener().take(told(case, sequence=1))
    await feedback.listener().take(told(case, sequence=2))

    assert await feedback.pool.fetchval(COUNT) == 1
    summary = await feedback.as_().get(f"/api/v1/reviews/summary?matter={case.matter_code}")
    assert summary.json()["opportunities"] == 1
