"""What a department's own system answers: signed, once, and no more than an officer may."""

from asyncio import gather
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from approvals_building import DEPARTMENTS, Journey, an_officer
from push_building import KEYS, OTHER_SECRET, Pushing, Received

from svc_approvals.domain.webhooks import WebhookKeys

HOUR = timedelta(hours=1)


@pytest.fixture
async def journey(pushing: Pushing) -> Journey:
    journey = await pushing.case()
    await pushing.send()
    return journey


@pytest.fixture
async def push_id(pushing: Pushing, journey: Journey) -> UUID:
    assert journey.tasks
    found: UUID = (await pushing.row())["push_id"]
    return found


async def state_of(journey: Journey, key: str = "police") -> str:
    nodes = {one["key"]: one for one in (await journey.track()).json()["nodes"]}
    return str(nodes[key]["state"])


async def test_an_answer_decides_the_node_and_the_case_goes_on(
    pushing: Pushing, journey: Journey, push_id: UUID
) -> None:
    for key in set(DEPARTMENTS) - {"police"}:
        await journey.decide(key)

    taken = await pushing.answer(push_id, feedback="已核准", product_no="GZ-001")

    assert taken.status_code == 200, taken.text
    assert taken.json()["state"] == "answered"
    assert await state_of(journey) == "approved"
    assert await state_of(journey, "issue") == "active"
    told = await pushing.approvals.announced(journey.case_id)
    assert told[-4:] == ["node_push_answered", "node_decided", "decided", "node_opened"]
    actor = await pushing.approvals.pool.fetchval(
        "SELECT actor FROM journal WHERE subject LIKE '%node_push_answered%'"
    )
    assert actor == "system:police-seals"
    assert (await pushing.row())["product_no"] == "GZ-001"


async def test_the_same_answer_again_changes_nothing_and_gets_the_same_reply(
    pushing: Pushing, journey: Journey, push_id: UUID
) -> None:
    first = await pushing.answer(push_id, "approved")
    told = await pushing.approvals.announced(journey.case_id)

    pushing.approvals.later(HOUR)
    again = await pushing.answer(push_id, "approved")
    renamed = await pushing.answer(push_id, "approved", message_id="answer-2")

    assert (again.status_code, renamed.status_code) == (200, 200)
    assert first.content == again.content == renamed.content
    assert await pushing.approvals.announced(journey.case_id) == told


async def test_another_outcome_after_the_decision_names_it(
    pushing: Pushing, journey: Journey, push_id: UUID
) -> None:
    await pushing.answer(push_id, "approved")

    for outcome in ("refused", "progress"):
        other = await pushing.answer(push_id, outcome, message_id=f"late-{outcome}")
        assert other.status_code == 409
        assert other.json()["type"].endswith("/push-already-answered")
        assert other.json()["outcome"] == "approved"
    assert await state_of(journey) == "approved"


async def test_one_id_with_two_contents_is_refused(pushing: Pushing, push_id: UUID) -> None:
    await pushing.answer(push_id, "progress", feedback="正在制章")

    other = await pushing.answer(push_id, "approved")

    assert other.status_code == 422
    assert other.json()["type"].endswith("/answer-repeated-differently")


async def test_progress_is_shown_and_a_replay_tells_it_once(
    pushing: Pushing, journey: Journey, push_id: UUID
) -> None:
    for _ in range(3):
        taken = await pushing.answer(push_id, "progress", feedback="正在制章")
        assert taken.status_code == 200

    shown = (await journey.track()).json()
    police = next(one for one in shown["nodes"] if one["key"] == "police")
    assert (police["state"], police["feedback"]) == ("active", "正在制章")
    told = await pushing.approvals.announced(journey.case_id)
    assert told.count("node_push_answered") == 1


async def test_an_answer_that_comes_before_our_own_note_of_the_sending_stands(
    pushing: Pushing,
) -> None:
    journey = await pushing.case()

    async def answer_first(one: Received) -> None:
        taken = await pushing.answer(one.content["push_id"])
        assert taken.status_code == 200, taken.text

    pushing.system.before_reply = answer_first
    await pushing.send()

    assert (await pushing.row())["state"] == "answered"
    assert await state_of(journey) == "approved"
    assert "node_pushed" not in await pushing.approvals.announced(journey.case_id)


async def test_twenty_equal_answers_at_once_decide_once(
    pushing: Pushing, journey: Journey, push_id: UUID
) -> None:
    answers = await gather(
        *(pushing.answer(push_id, message_id=f"answer-{n % 2}") for n in range(20))
    )

    assert {answer.status_code for answer in answers} <= {200, 503}
    assert {a.content for a in answers if a.status_code == 200} == {answers[0].content}
    told = await pushing.approvals.announced(journey.case_id)
    assert told.count("node_decided") == 1


async def test_an_answer_and_a_takeover_at_once_leave_one_winner(
    pushing: Pushing, journey: Journey, push_id: UUID
) -> None:
    police = pushing.approvals.as_("approver-gaj")
    path = f"/tasks/{journey.tasks['police']}/take-over"

    answered, taken = await gather(
        pushing.answer(push_id), police.post(path, json={"reason": "系统停机"})
    )

    assert sorted([answered.status_code, taken.status_code]) == [200, 409]
    push = await pushing.row()
    assert (push["state"] == "answered") == (answered.status_code == 200)


async def test_a_person_takes_over_and_a_late_answer_names_them(
    pushing: Pushing, journey: Journey, push_id: UUID
) -> None:
    police = pushing.approvals.as_("approver-gaj")
    task = f"/tasks/{journey.tasks['police']}"

    taken = await police.post(f"{task}/take-over", json={"reason": "系统停机检修"})

    assert taken.status_code == 200, taken.text
    assert taken.json()["handler_no"] == "APPROVER-GAJ"
    late = await pushing.answer(push_id)
    assert late.status_code == 409
    assert late.json()["type"].endswith("/push-taken-over")
    assert late.json()["staff_no"] == "APPROVER-GAJ"
    again = await police.post(f"{task}/take-over", json={"reason": "再次"})
    assert again.status_code == 409
    assert "公章刻制备案：已转为人工办理。" in (await journey.track()).text
    assert (await journey.decide("police")).status_code == 200
    assert await state_of(journey) == "approved"


async def test_who_is_not_of_the_organ_finds_nothing_to_take_over(
    pushing: Pushing, journey: Journey
) -> None:
    task, body = f"/tasks/{journey.tasks['police']}/take-over", {"reason": "代办"}

    for other in ("approver-swj", an_officer("clerk-gaj", "gaj", "window")):
        client = pushing.approvals.as_(other)
        assert (await client.post(task, json=body)).status_code == 404
        assert (await client.get("/tasks/pushes?count=true")).json()["total"] == 0
    for nobody, status in (("zhang", 403), ("anonymous", 401)):
        client = pushing.approvals.as_(nobody)
        assert (await client.post(task, json=body)).status_code in {401, status}
        assert (await client.get("/tasks/pushes")).status_code in {401, status}


async def test_what_was_never_pushed_cannot_be_taken_over(
    pushing: Pushing, journey: Journey
) -> None:
    tax = pushing.approvals.as_("approver-swj")

    refused = await tax.post(f"/tasks/{journey.tasks['tax']}/take-over", json={"reason": "x"})

    assert refused.status_code == 409
    assert refused.json()["type"].endswith("/node-not-pushed")


async def test_pages_of_pushes_follow_each_other(pushing: Pushing) -> None:
    for _ in range(3):
        await pushing.case()
    police = pushing.approvals.as_("approver-gaj")

    first = (await police.get("/tasks/pushes?limit=2")).json()
    rest = (await police.get(f"/tasks/pushes?limit=2&cursor={first['next_cursor']}")).json()

    ids = [one["push_id"] for one in [*first["items"], *rest["items"]]]
    assert len(set(ids)) == 3
    assert ids == sorted(ids, reverse=True)
    assert (await police.get("/tasks/pushes?state=lost")).status_code == 422


class TestWhoIsNotTheSystem:
    """A callback comes from anybody; only the signature says who it is."""

    async def test_another_secret(self, pushing: Pushing, journey: Journey, push_id: UUID) -> None:
        refused = await pushing.answer(push_id, keys=WebhookKeys.of(OTHER_SECRET))

        assert refused.status_code == 401
        assert refused.json()["type"].endswith("/signature-refused")
        assert await state_of(journey) == "active"

    @pytest.mark.parametrize("minutes", [-6, 6, -100_000])
    async def test_another_time(self, pushing: Pushing, push_id: UUID, minutes: int) -> None:
        when = pushing.approvals.now + timedelta(minutes=minutes)

        assert (await pushing.answer(push_id, at=when)).status_code == 401

    async def test_a_push_that_is_not_there_is_refused_in_the_same_words(
        self, pushing: Pushing, push_id: UUID
    ) -> None:
        wrong = await pushing.answer(push_id, keys=WebhookKeys.of(OTHER_SECRET))
        absent = await pushing.answer(uuid4())

        told = [
            {k: v for k, v in one.json().items() if k not in {"instance", "request_id"}}
            for one in (wrong, absent)
        ]
        assert told[0] == told[1]

    @pytest.mark.parametrize(
        "change",
        [
            {"webhook-timestamp": "soon"},
            {"webhook-timestamp": "1e9"},
            {"webhook-timestamp": "9" * 50},
            {"webhook-id": "../../x"},
            {"webhook-signature": "v1," + "A" * 5000},
            {"webhook-signature": "v1," + "," * 50 + " " * 50},
        ],
    )
    async def test_headers_that_are_nonsense(
        self, pushing: Pushing, push_id: UUID, change: dict[str, str]
    ) -> None:
        body = b'{"outcome": "approved"}'
        headers = KEYS.sign("answer-1", pushing.approvals.now, body) | change

        assert (await pushing.post_result(push_id, headers, body)).status_code == 401

    async def test_a_signature_over_another_body(self, pushing: Pushing, push_id: UUID) -> None:
        headers = KEYS.sign("answer-1", pushing.approvals.now, b'{"outcome": "refused"}')

        refused = await pushing.post_result(push_id, headers, b'{"outcome": "approved"}')

        assert refused.status_code == 401


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 422),
        (b'{"outcome": "maybe"}', "application/json", 422),
        (b'{"outcome": "approved", "state": "issued"}', "application/json", 422),
        (b'{"outcome": "approved", "feedback": "' + b"x" * 501 + b'"}', "application/json", 422),
        (b'{"outcome": "approved", "opinion": "\\u0000"}', "application/json", 422),
        (b'{"outcome": "approved"}', "text/plain", 415),
        (b'{"outcome": "approved", "opinion": "' + b"x" * 70_000 + b'"}', "application/json", 413),
    ],
)
async def test_a_body_that_cannot_be_taken_leaves_nothing(
    pushing: Pushing, journey: Journey, push_id: UUID, body: bytes, media_type: str, status: int
) -> None:
    headers = KEYS.sign("answer-1", pushing.approvals.now, body)
    client = pushing.approvals.as_("anonymous", **{"content-type": media_type})

    refused = await client.post(f"/tasks/pushes/{push_id}/result", headers=headers, content=body)

    assert refused.status_code == status, refused.text
    assert await state_of(journey) == "active"
    kept: Any = await pushing.approvals.pool.fetchval("SELECT count(*) FROM push_answer")
    assert kept == 0
