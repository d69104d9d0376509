"""Short codes open what their token opens; guesses are counted, and refused in one way."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

from devices_building import a_window
from directory_building import a_calendar
from feedback_building import A_KIOSK, Feedback, a_closed_case, a_person, an_answer, told
from handling_building import hear_bad_reviews
from httpx2 import Response

from shared import broker, tasks, words
from shared.identity import ANONYMOUS, Caller
from svc_feedback.use_cases.opportunities import INVITATION, words_of_invitation

CODES = "/api/v1/reviews/codes"
OWN = "/api/v1/reviews/opportunities"


async def typed(
    feedback: Feedback, code: str, address: str = "203.0.113.9", who: Caller = ANONYMOUS
) -> Response:
    return await feedback.as_(who).post(
        CODES,
        json={"code": code},
        headers={"X-Forwarded-For": address, "Idempotency-Key": str(uuid4())},
    )


async def a_code(feedback: Feedback) -> str:
    zhang = a_person()
    await feedback.may_review(zhang)
    code: str = (await feedback.as_(zhang).get(OWN)).json()["items"][0]["code"]
    return code


async def test_a_code_is_exchanged_for_the_token_as_people_write_it(feedback: Feedback) -> None:
    code = await a_code(feedback)

    exchanged = await typed(feedback, f"{code[:4].lower()}-{code[4:]}", who=A_KIOSK)
    token = exchanged.json()["token"]
    answered = await feedback.as_().post("/api/v1/reviews", json=an_answer(token, channel="sms"))

    assert len(code) <= 10
    assert answered.status_code == 201
    assert (await typed(feedback, code)).status_code == 404


async def test_the_code_of_a_bad_review_comes_back_to_read_the_reply(feedback: Feedback) -> None:
    code = await a_code(feedback)
    token = (await typed(feedback, code)).json()["token"]
    await feedback.as_().post("/api/v1/reviews", json=an_answer(token, 1, channel="sms"))
    await a_calendar(feedback)
    await hear_bad_reviews(feedback)
    feedback.later(timedelta(days=60))

    assert (await typed(feedback, code)).json()["token"] == token
    again = await feedback.as_().post("/api/v1/reviews", json=an_answer(token, 5, channel="sms"))
    assert again.status_code == 409
    closed = "UPDATE bad_review SET state = 'invalidated', closed_at = $1"
    await feedback.pool.execute(closed, feedback.app.state.now())
    feedback.later(timedelta(days=29))
    assert (await typed(feedback, code)).status_code == 200
    feedback.later(timedelta(days=2))
    assert (await typed(feedback, code)).status_code == 404


async def test_an_evaluator_shows_the_code_of_its_visit(feedback: Feedback) -> None:
    window = await a_window(feedback)
    await window.visited()
    prompt = await window.prompt()

    assert (await typed(feedback, prompt["code"])).json()["token"] == prompt["token"]


async def test_unknown_and_expired_codes_are_refused_in_the_same_words(feedback: Feedback) -> None:
    code = await a_code(feedback)
    feedback.later(timedelta(days=30))

    refused = [await typed(feedback, "00000000"), await typed(feedback, code)]

    assert {each.status_code for each in refused} == {404}
    assert len({each.json()["type"] + each.json()["title"] for each in refused}) == 1


async def test_ten_wrong_codes_stop_an_address_for_a_while_and_right_ones_do_not(
    feedback: Feedback,
) -> None:
    code = await a_code(feedback)
    for _ in range(12):
        assert (await typed(feedback, code)).status_code == 200

    wrong = [await typed(feedback, f"0000000{number % 10}") for number in range(10)]
    stopped = await typed(feedback, code)

    assert {each.status_code for each in wrong} == {404}
    assert (stopped.status_code, stopped.headers["retry-after"]) == (429, "300")
    assert (await typed(feedback, code, "203.0.113.10")).status_code == 200
    feedback.later(timedelta(minutes=5))
    assert (await typed(feedback, code)).status_code == 200


async def test_the_database_holds_no_code_in_clear(feedback: Feedback) -> None:
    code = await a_code(feedback)

    row = await feedback.pool.fetchrow("SELECT * FROM opportunity")

    assert code not in str(row)
    told = await feedback.pool.fetch("SELECT data FROM journal")
    assert all(code not in str(each["data"]) for each in told)


async def test_the_invitation_is_told_once_and_holds_nothing_personal_and_no_key(
    feedback: Feedback,
) -> None:
    zhang = a_person(name_masked="张*")
    case = a_closed_case(zhang)
    await feedback.hears(case)
    await feedback.listener().take(told(case, 2))

    (own,) = (await feedback.as_(zhang).get(OWN)).json()["items"]
    facts = await feedback.told("feedback.notification.requested.v1")

    (asked,) = [fact for fact in facts if fact["template"] == "review_invitation"]
    assert asked["parameters"] == {"case_no": case.case_no, "matter_name": case.matter_name}
    assert asked["dedupe_key"] == f"review_invitation:{own['opportunity_id']}"
    assert not [key for key in (own["token"], own["code"], "张") if key in str(asked)]


async def test_the_words_of_an_invitation_are_the_code_that_opens_it(
    feedback: Feedback, nats_url: str
) -> None:
    zhang = a_person()
    await feedback.may_review(zhang)
    (asked,) = [
        fact
        for fact in await feedback.told("feedback.notification.requested.v1")
        if fact["template"] == INVITATION
    ]
    client = await broker.connect(nats_url, "test", patience=5)
    telling = asyncio.create_task(
        words.keep_telling(
            client,
            "feedback",
            INVITATION,
            lambda one: words_of_invitation(one, feedback.app.state.office),
        )
    )
    await asyncio.sleep(0)  # it has asked to hear
    said = await words.ask(client, "feedback", INVITATION, UUID(asked["words_of"]))
    await tasks.stop([telling])
    await broker.close(client)

    opened = await typed(feedback, said["code"])
    assert opened.status_code == 200
    shown = await feedback.as_(ANONYMOUS).get(f"{OWN}/{opened.json()['token']}")
    assert shown.json()["case_no"] == asked["parameters"]["case_no"]
