"""A livelihood project that is done can be reviewed, once by each account."""

import asyncio
from datetime import UTC, date, datetime, timedelta
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
from svc_feedback.storage.bad_reviews import sources
from svc_feedback.use_cases.judging.judging import invalidate_review

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
    assert (told["organ_ids"], told["case_id"]) == ([str(ORGAN)], None)
    (apart,) = await feedback.told("feedback.project_review.submitted.v1")
    assert (apart["project_id"], apart["review_id"], apart["level"]) == (
        str(project_id), told["review_id"], 4,
    )  # fmt: skip
    listed = (await feedback.as_().get(f"{REVIEWS}?matter={project_id}&count=true")).json()
    (read,) = listed["items"]
    assert (read["text"], listed["total"]) == ("路平了", 1)
    links = (await feedback.as_().get(f"/links/review/{read['review_id']}")).json()["links"]
    page = f"/api/v1/livelihood-projects/{project_id}"
    assert [(one["kind"], one["href"]) for one in links] == [("project", page)]
    (back,) = (await feedback.as_().get(f"/links/project/{project_id}")).json()["links"]
    assert back["id"] == read["review_id"]


async def test_its_figures_stand_apart_from_those_of_organ_region_and_channel(
    feedback: Feedback,
) -> None:
    project_id, zhang = await done(feedback), a_person()
    await asked(feedback, a_person(), project_id)
    token = (await asked(feedback, zhang, project_id))["token"]
    await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 4))

    async def figures(subject: str) -> tuple[int, int]:
        of = (await feedback.as_().get(f"{REVIEWS}/summary?{subject}")).json()
        return of["reviews"], of["opportunities"]

    for _ in range(2):  # from the entries, and from the counts
        assert await figures(f"project={project_id}") == (1, 2)
        for other in (f"organ={ORGAN}", f"region={REGION}", f"matter={project_id}"):
            assert await figures(other) == (0, 0)
        await feedback.counts()
    for by in ("matter", "organ", "region", "channel"):
        ranking = await feedback.as_().get(f"/api/v1/feedback-stats/rankings?by={by}")
        assert ranking.json()["items"] == []


async def test_who_waited_too_long_asks_again_and_may_review(feedback: Feedback) -> None:
    project_id, zhang = await done(feedback), a_person()
    first = await asked(feedback, zhang, project_id)
    feedback.later(timedelta(days=60))
    late = await feedback.as_(zhang).post(REVIEWS, json=an_answer(first["token"]))

    again = await asked(feedback, zhang, project_id)
    taken = await feedback.as_(zhang).post(REVIEWS, json=an_answer(again["token"]))

    assert (late.status_code, taken.status_code) == (404, 201)
    assert (again["token"], again["expires_at"] > first["expires_at"]) == (first["token"], True)


async def test_who_gives_a_name_is_known_to_the_handler_and_finds_the_review_once(
    feedback: Feedback,
) -> None:
    project_id, zhang = await done(feedback), a_person(name_masked="张*")
    token = (await asked(feedback, zhang, project_id))["token"]
    named = an_answer(token, 2, anonymous=False)
    review = (await feedback.as_(zhang).post(REVIEWS, json=named)).json()

    async with feedback.bench.unit_of_work() as work:
        shown = await sources.shown(work, UUID(review["review_id"]))
        writer = await sources.writer(work, UUID(review["review_id"]))
    assert shown is not None
    assert writer is not None
    assert (review["named"], shown["writer_masked"]) == (True, "张*")
    assert str(writer["account_id"]) == zhang.subject
    own = (await feedback.as_(zhang).get(f"{REVIEWS}/own?count=true")).json()
    assert (own["total"], len(own["items"])) == (1, 1)


async def test_a_project_nobody_answers_for_cannot_be_reviewed(feedback: Feedback) -> None:
    project_id = await done(feedback, organ_id=None)

    refused = await feedback.as_(a_person()).post(f"{REVIEWS}/projects/{project_id}")

    assert refused.status_code == 404


async def test_one_judged_invalid_is_told_apart_as_well(feedback: Feedback) -> None:
    project_id, zhang = await done(feedback), a_person()
    token = (await asked(feedback, zhang, project_id))["token"]
    review = (await feedback.as_(zhang).post(REVIEWS, json=an_answer(token))).json()

    async with feedback.bench.unit_of_work() as work:
        await invalidate_review(work, UUID(review["review_id"]), "flags", "同一人刷评。")

    (told,) = await feedback.told("feedback.project_review.invalidated.v1")
    assert (told["project_id"], told["review_id"]) == (str(project_id), review["review_id"])


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
