"""The suggestion box, from the slip to the reply, on a real PostgreSQL."""

from asyncio import gather
from uuid import uuid4

from feedback_building import Feedback, a_person
from suggestions_building import (
    BOX,
    QUEUE,
    a_slip,
    a_supervisor,
    an_answering_officer,
    look_up,
    put_in,
)


async def test_the_reply_is_read_with_the_receipt_code_alone(feedback: Feedback) -> None:
    officer = await an_answering_officer(feedback)
    code = await put_in(feedback, organ_id=str(officer.organ_id))
    before = (await look_up(feedback, code)).json()
    (waiting,) = (await feedback.as_(officer).get(QUEUE)).json()["items"]

    replied = await feedback.as_(officer).post(
        f"{QUEUE}/{waiting['suggestion_id']}/reply", json={"text": "已增加二十把。"}
    )

    after = (await look_up(feedback, code.lower().replace("-", " "))).json()
    assert (before["state"], before["reply"]) == ("waiting", None)
    assert replied.status_code == 200
    assert (after["state"], after["reply"]) == ("answered", "已增加二十把。")


async def test_the_same_slip_five_times_at_once_is_one(feedback: Feedback) -> None:
    slip = a_slip()

    answers = await gather(*(feedback.as_().post(BOX, json=slip) for _ in range(5)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["receipt_code"] for answer in answers}) == 1
    assert await feedback.pool.fetchval("SELECT count(*) FROM suggestion") == 1


async def test_another_text_under_the_same_submission_is_refused(feedback: Feedback) -> None:
    slip = a_slip()
    await feedback.as_().post(BOX, json=slip)

    refused = await feedback.as_().post(BOX, json=slip | {"text": "另一条建议。"})

    assert refused.status_code == 409
    assert refused.json()["type"].endswith("/suggestion-sent-already")


async def test_a_guessed_code_finds_nothing(feedback: Feedback) -> None:
    await put_in(feedback)

    for guess in ("0000-0000-0000-0000", "x", "' OR 1=1 --"):
        refused = await look_up(feedback, guess)
        assert (refused.status_code, refused.json()["title"]) == (404, "没有找到这条建议。")


async def test_what_the_writer_tells_of_himself_is_masked_before_it_is_kept(
    feedback: Feedback,
) -> None:
    code = await put_in(feedback, "我的电话是13812345678，请回电。")

    assert (await look_up(feedback, code)).json()["text"] == "我的电话是138****5678，请回电。"
    kept = await feedback.pool.fetchval("SELECT suggestion::text FROM suggestion")
    assert "13812345678" not in kept


async def test_two_officers_replying_at_once_give_one_reply(feedback: Feedback) -> None:
    supervisor = a_supervisor()
    await put_in(feedback)
    (waiting,) = (await feedback.as_(supervisor).get(QUEUE)).json()["items"]
    url = f"{QUEUE}/{waiting['suggestion_id']}/reply"

    answers = await gather(
        *(feedback.as_(supervisor).post(url, json={"text": f"答复{i}"}) for i in range(2))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert await feedback.told("feedback.suggestion.replied.v1") == [
        {"suggestion_id": waiting["suggestion_id"], "organ_id": None}
    ]


async def test_an_organ_reads_and_answers_only_what_is_for_it(feedback: Feedback) -> None:
    officer, other = await an_answering_officer(feedback), await an_answering_officer(feedback)
    await put_in(feedback, organ_id=str(officer.organ_id))
    (waiting,) = (await feedback.as_(officer).get(QUEUE)).json()["items"]
    url = f"{QUEUE}/{waiting['suggestion_id']}"

    for stranger in (other, a_supervisor("430000")):
        asked = feedback.as_(stranger)
        assert (await asked.get(QUEUE)).json()["items"] == []
        assert (await asked.get(url)).status_code == 404
        assert (await asked.post(f"{url}/reply", json={"text": "好"})).status_code == 404
    assert (await feedback.as_(a_person()).get(QUEUE)).status_code == 403
    assert (await feedback.as_().get(QUEUE)).status_code == 401


async def test_a_supervisor_passes_on_what_is_for_nobody(feedback: Feedback) -> None:
    officer, supervisor = await an_answering_officer(feedback), a_supervisor()
    await put_in(feedback)
    (waiting,) = (await feedback.as_(supervisor).get(QUEUE)).json()["items"]
    url = f"{QUEUE}/{waiting['suggestion_id']}/pass-on"

    refused = await feedback.as_(officer).post(url, json={"organ_id": str(officer.organ_id)})
    passed = await feedback.as_(supervisor).post(url, json={"organ_id": str(officer.organ_id)})

    assert (refused.status_code, passed.status_code) == (403, 200)
    assert len((await feedback.as_(officer).get(QUEUE)).json()["items"]) == 1


async def test_the_queue_is_read_page_by_page_and_by_state(feedback: Feedback) -> None:
    supervisor = feedback.as_(a_supervisor())
    for number in range(5):
        await put_in(feedback, f"第{number}条建议。")
    seen: list[str] = []
    url: str | None = f"{QUEUE}?limit=2&count=true"
    while url:
        page = await supervisor.get(url)
        seen += [one["suggestion_id"] for one in page.json()["items"]]
        assert page.json()["total"] == 5
        url = page.links.get("next", {}).get("url")
    await supervisor.post(f"{QUEUE}/{seen[0]}/reply", json={"text": "好"})

    assert len(set(seen)) == 5
    for state, number in (("answered", 1), ("waiting", 4)):
        listed = (await supervisor.get(f"{QUEUE}?state={state}")).json()["items"]
        assert len(listed) == number
    assert (await supervisor.get(f"{QUEUE}/{uuid4()}")).status_code == 404


async def test_an_organ_that_the_directory_does_not_know_is_refused(feedback: Feedback) -> None:
    refused = await feedback.as_().post(BOX, json=a_slip(organ_id=str(uuid4())))

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/organ_id"
