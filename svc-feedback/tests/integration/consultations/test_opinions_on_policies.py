"""A policy that is published can be spoken about."""

from datetime import UTC, date, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from consultations_building import DESK, REGION, URL, an_opinion
from feedback_building import AUDIENCE, Feedback
from letters_building import an_overseer
from nats.aio.client import Client

from shared.consumer import Consumer
from shared.events.envelope import Envelope
from shared.events.policies import PolicyPublished
from svc_feedback.events.policies import reactions


async def heard(feedback: Feedback, **known: Any) -> UUID:
    """A policy was published."""
    about: dict[str, Any] = {
        "policy_id": uuid4(), "code": "HC-P-001", "version": 1, "title": "稳岗返还",
        "level": "district", "region_code": REGION, "kind": "refund", "theme": "jobs",
        "audience": "enterprise", "opens_on": None, "closes_on": None, "matter_code": "",
        "fund_id": None, "basis_reference": "",
    } | known  # fmt: skip
    fact = PolicyPublished(**about)
    ear = Consumer(AUDIENCE, "policies.policy", reactions, feedback.pool, cast("Client", None))
    at = datetime(2026, 1, 5, 1, tzinfo=UTC)
    data = fact.model_dump(mode="json")
    await ear.take(Envelope(uuid4(), fact.subject, fact.policy_id, 1, at, data))
    return fact.policy_id


async def test_a_published_policy_is_open_for_opinions_to_its_region(feedback: Feedback) -> None:
    policy_id = await heard(feedback)

    (listed,) = (await feedback.as_().get(f"{URL}?policy_id={policy_id}")).json()["items"]
    await an_opinion(feedback, listed["consultation_id"], passage=1)

    assert (listed["kind"], listed["state"]) == ("policy_in_force", "open")
    supervisor = feedback.as_(an_overseer())
    opinions = await supervisor.get(f"{DESK}/{listed['consultation_id']}/opinions")
    assert len(opinions.json()["items"]) == 1
    elsewhere = feedback.as_(an_overseer("430000"))
    refused = await elsewhere.get(f"{DESK}/{listed['consultation_id']}")
    assert refused.status_code == 404


async def test_policies_do_not_fill_the_list_of_what_is_asked(feedback: Feedback) -> None:
    await heard(feedback)

    assert (await feedback.as_().get(f"{URL}?count=true")).json()["total"] == 0
    by_kind = await feedback.as_().get(f"{URL}?kind=policy_in_force&count=true")
    assert by_kind.json()["total"] == 1


async def test_a_policy_whose_time_is_over_is_not_asked_about(feedback: Feedback) -> None:
    policy_id = await heard(feedback, closes_on=date(2020, 1, 1))

    assert (await feedback.as_().get(f"{URL}?policy_id={policy_id}")).json()["items"] == []
