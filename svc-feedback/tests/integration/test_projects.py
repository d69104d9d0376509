"""A livelihood project that is done can be reviewed, once by each account."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from feedback_building import AUDIENCE, Feedback, a_person, an_answer, an_officer
from nats.aio.client import Client

from shared.consumer import Consumer
from shared.events.documents import LivelihoodProjectDone
from shared.events.envelope import Envelope
from shared.identity import ANONYMOUS, Caller
from svc_feedback.events.projects import reactions

REVIEWS = "/api/v1/reviews"
ORGAN, REGION = uuid4(), "431202"


async def done(feedback: Feedback, **known: Any) -> UUID:
    """A project is done, as svc-documents tells it."""
    about: dict[str, Any] = {
        "project_id": uuid4(), "title": "改造老旧小区21个", "done_on": date(2026, 11, 2),
        "organ_id": ORGAN, "region_code": REGION,
    } | known  # fmt: skip
    fact = LivelihoodProjectDone(**about)
    noun = "documents.livelihood_project"
    ear = Consumer(AUDIENCE, noun, reactions, feedback.pool, cast("Client", None))
    at = datetime(2026, 11, 2, 8, tzinfo=UTC)
    data = fact.model_dump(mode="json")
    await ear.take(Envelope(uuid4(), fact.subject, fact.project_id, 1, at, data))
    return fact.project_id


async def asked(feedback: Feedback, caller: Caller, project_id: UUID) -> dict[str, Any]:
    answer = await feedback.as_(caller).post(f"{REVIEWS}/projects/{project_id}")
    assert answer.status_code == 201, answer.text
    opportunity: dict[str, Any] = answer.json()
    return opportunity


async def test_who_asks_twice_or_at_once_has_one_opportunity(feedback: Feedback) -> None:
    project_id, zhang = await done(feedback), a_person()

    at_once = await asyncio.gather(*(asked(feedback, zhang, project_id) for _ in range(3)))
    li = await asked(feedback, a_person(), project_id)

    assert len({one["token"] for one in at_once}) == 1
    assert li["token"] != at_once[0]["token"]
    assert (li["matter_name"], li["closed_at"]) == (
        "改造老旧小区21个", "2026-11-02T00:00:00+08:00",
    )  # fmt: skip
    own = (await feedback.as_(zhang).get(f"{REVIEWS}/opportunities?count=true")).json()
    assert (own["total"], own["items"][0]["token"]) == (1, at_once[0]["token"])
    opened = await feedback.told("feedback.opportunity.project_opened.v1")
    assert [one["project_id"] for one in opened] == [str(project_id)] * 2


async def test_a_review_of_it_is_told_counted_and_read_under_its_id(feedback: Feedback) -> None:
    project_id, zhang = await done(feedback), a_person()
    token = (await asked(feedback, zhang, project_id))["token"]

    taken = await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 4, text="路平了"))
    again = await feedback.as_(zhang).post(f"{REVIEWS}/projects/{project_id}")

    assert (taken.status_code, again.status_code) == (201, 409)
    assert again.json()["type"].endswith("/already-reviewed")
    (told,) = await feedback.told("feedback.review.submitted.v1")
    assert (told["project_id"], told["matter_code"]) == (str(project_id),) * 2
    assert (told["organ_ids"], told["case_id"]) == ([str(ORGAN)], None)
    await feedback.counts()
    summary = (await feedback.as_().get(f"{REVIEWS}/summary?matter={project_id}")).json()
    assert (summary["reviews"], summary["opportunities"]) == (1, 1)
    (read,) = (await feedback.as_().get(f"{REVIEWS}?matter={project_id}")).json()["items"]
    assert read["text"] == "路平了"
    links = (await feedback.as_().get(f"/links/review/{read['review_id']}")).json()["links"]
    page = f"/api/v1/livelihood-projects/{project_id}"
    assert [(one["kind"], one["href"]) for one in links] == [("project", page)]
    (back,) = (await feedback.as_().get(f"/links/project/{project_id}")).json()["links"]
    assert back["id"] == read["review_id"]


async def test_a_bad_one_is_looked_into_by_the_organ_of_the_project(feedback: Feedback) -> None:
    project_id, zhang = await done(feedback), a_person()
    token = (await asked(feedback, zhang, project_id))["token"]

    await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 1))

    (bad,) = await feedback.told("feedback.bad_review.created.v1")
    assert (bad["matter_code"], bad["organ_ids"]) == (str(project_id), [str(ORGAN)])


@pytest.mark.parametrize(
    ("caller", "status"), [(ANONYMOUS, 401), (an_officer(), 403), (a_person(), 404)]
)
async def test_what_is_not_done_or_who_is_nobodys_citizen_is_refused(
    feedback: Feedback, caller: Caller, status: int
) -> None:
    project_id = uuid4() if status == 404 else await done(feedback)

    refused = await feedback.as_(caller).post(f"{REVIEWS}/projects/{project_id}")

    assert refused.status_code == status
    assert await feedback.told("feedback.opportunity.project_opened.v1") == []


async def test_another_cannot_use_the_opportunity_of_one(feedback: Feedback) -> None:
    project_id, zhang = await done(feedback), a_person()
    token = (await asked(feedback, zhang, project_id))["token"]

    refused = await feedback.as_(a_person()).post(REVIEWS, json=an_answer(token))

    assert refused.status_code == 404
