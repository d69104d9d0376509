"""Letters, from the writer to the answer, on a real PostgreSQL."""

from asyncio import gather
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from directory_building import a_calendar, an_organ, who_logs_in
from feedback_building import Feedback, a_person
from letters_building import (
    LETTERS,
    REGION,
    a_clerk,
    a_letter,
    a_written,
    an_overseer,
    answered,
    assigned,
    on_monday,
)

from svc_feedback.use_cases.letters.warning import warn_of_letters


async def test_a_letter_is_given_out_answered_and_read_with_its_code(feedback: Feedback) -> None:
    await on_monday(feedback)
    zhang, clerk = a_person(), await a_clerk(feedback)
    letter = await a_letter(feedback, zhang)
    assert (letter["state"], letter["due_on"]) == ("received", "2026-01-12")
    assert letter["letter_no"] == "431202-20260105-00001"

    await assigned(feedback, letter, clerk)
    await answered(feedback, letter, clerk)

    code = {"query_code": letter["query_code"]}
    found = (await feedback.as_().post(f"{LETTERS}/look-up", json=code)).json()
    own = (await feedback.as_(zhang).get(f"{LETTERS}/own/{letter['letter_id']}")).json()
    assert found == own
    assert (own["state_label"], own["answer"]) == ("已答复", "已与活动队伍约定九点半结束。")
    steps = [(step["kind"], step["organ"]) for step in own["steps"]]
    name = "鹤城区城市管理和综合执法局"
    assert steps == [("received", ""), ("assigned", name), ("answered", name)]
    asked = await feedback.told("feedback.notification.requested.v1")
    assert asked[0]["account_id"] == zhang.subject
    assert asked[0]["template"] == "letter_answered"


async def test_five_tries_of_one_sending_are_one_letter(feedback: Feedback) -> None:
    await on_monday(feedback)
    written = a_written()

    answers = await gather(*(feedback.as_().post(LETTERS, json=written) for _ in range(5)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["query_code"] for answer in answers}) == 1
    assert await feedback.pool.fetchval("SELECT count(*) FROM letter") == 1
    other = await feedback.as_().post(LETTERS, json=written | {"text": "另一件事。"})
    assert other.json()["type"].endswith("/letter-sent-already")


async def test_a_letter_is_public_only_if_both_agree_and_names_nobody(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk = await a_clerk(feedback)
    for writer_agrees, organ_agrees in ((True, True), (True, False), (False, True)):
        letter = await a_letter(feedback, public=writer_agrees)
        await assigned(feedback, letter, clerk)
        await answered(feedback, letter, clerk, public=organ_agrees)

    listed = (await feedback.as_().get(f"{LETTERS}?count=true")).json()

    assert listed["total"] == 1
    (shown,) = listed["items"]
    assert shown["text"] == "公园广场每晚十点后仍有音响，电话138****5678。"
    assert "张三" not in str(listed)
    assert (await feedback.as_().get(f"{LETTERS}/{shown['letter_id']}")).json() == shown
    for narrowed, number in (("kind=consult", 0), (f"organ_id={clerk.organ_id}", 1)):
        assert len((await feedback.as_().get(f"{LETTERS}?{narrowed}")).json()["items"]) == number


async def test_a_letter_to_an_organs_mailbox_is_its_own_at_once(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk = await a_clerk(feedback)
    await feedback.pool.execute("UPDATE organ SET code = 'scjg'")

    letter = await a_letter(feedback, mailbox="scjg", kind="consult")

    assert (letter["state"], letter["due_on"]) == ("assigned", "2026-01-08")
    (queued,) = (await feedback.as_(clerk).get(f"{LETTERS}/queue")).json()["items"]
    assert (queued["letter_id"], queued["light"]) == (letter["letter_id"], "green")


async def test_sending_back_and_giving_anew_keep_the_clock(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk, other = await a_clerk(feedback), await a_clerk(feedback, "鹤城区公安分局")
    letter = await a_letter(feedback)
    await assigned(feedback, letter, clerk)
    feedback.later(timedelta(days=2))

    url = f"{LETTERS}/{letter['letter_id']}/send-back"
    back = await feedback.as_(clerk).post(url, json={"note": "噪音由公安部门负责。"})
    given = await assigned(feedback, letter, other)

    assert (back.json()["state"], back.json()["organ_id"]) == ("received", None)
    assert (given["due_on"], given["state"]) == ("2026-01-12", "assigned")
    assert (await feedback.as_(clerk).get(f"{LETTERS}/queue")).json()["items"] == []


async def test_a_petition_like_letter_is_extended_once_by_a_supervisor(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk = await a_clerk(feedback)
    letter = await a_letter(feedback)
    given = await assigned(feedback, letter, clerk, "petition_like")
    url, body = f"{LETTERS}/{letter['letter_id']}/extend", {"note": "需要现场鉴定。"}

    by_clerk = await feedback.as_(clerk).post(url, json=body)
    extended = await feedback.as_(an_overseer()).post(url, json=body)
    again = await feedback.as_(an_overseer()).post(url, json=body)

    assert given["due_on"] == "2026-03-06"
    assert by_clerk.status_code == 403
    assert (extended.json()["due_on"], extended.json()["extended"]) == ("2026-04-06", True)
    assert again.json()["type"].endswith("/letter-extended-already")


async def test_a_refused_letter_says_why_and_is_no_longer_answered(feedback: Feedback) -> None:
    await on_monday(feedback)
    letter = await a_letter(feedback)
    staff = feedback.as_(an_overseer())
    url = f"{LETTERS}/{letter['letter_id']}"

    unclear = await staff.post(f"{url}/refuse", json={"kind": "repeat"})
    refused = await staff.post(f"{url}/refuse", json={"kind": "court"})
    late = await staff.post(f"{url}/answer", json={"text": "答复", "public": True})

    assert unclear.status_code == 422
    assert (refused.json()["state"], refused.json()["refusal"]) == ("refused", "court")
    assert late.json()["type"].endswith("/letter-step-not-allowed")


async def test_another_organs_letters_are_as_unknown_as_none(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk, other = await a_clerk(feedback), await a_clerk(feedback)
    letter = await a_letter(feedback, a_person())
    await assigned(feedback, letter, clerk)
    url = f"{LETTERS}/{letter['letter_id']}"
    answer = {"text": "好", "public": True}

    for stranger in (other, an_overseer("430000")):
        asked = feedback.as_(stranger)
        assert (await asked.get(f"{LETTERS}/queue/{letter['letter_id']}")).status_code == 404
        assert (await asked.post(f"{url}/answer", json=answer)).status_code == 404
        assert (await asked.get(f"{LETTERS}/queue")).json()["items"] == []
    li = feedback.as_(a_person())
    assert (await li.get(f"{LETTERS}/own/{letter['letter_id']}")).status_code == 404
    assert (await li.get(url)).status_code == 404
    assert (await li.post(f"{url}/answer", json=answer)).status_code == 403


async def test_only_who_answers_reads_name_and_phone_in_full(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk = await a_clerk(feedback)
    letter = await a_letter(feedback)
    await assigned(feedback, letter, clerk)
    url = f"{LETTERS}/queue/{letter['letter_id']}"

    whole = (await feedback.as_(clerk).get(url)).json()
    masked = (await feedback.as_(an_overseer()).get(url)).json()

    assert (whole["name"], whole["phone"]) == ("张三", "13812345678")
    assert (masked["name"], masked["phone"]) == ("张*", "138****5678")
    kept = await feedback.pool.fetchval("SELECT letter::text FROM letter")
    assert not [word for word in ("张三", "13812345678") if word in kept]
    journal = str(await feedback.pool.fetch("SELECT data FROM journal"))
    assert "138" not in journal


async def test_notices_come_once_before_and_once_after_the_last_day(feedback: Feedback) -> None:
    await on_monday(feedback)
    await a_letter(feedback)
    told = []
    for days in (0, 4, 0, 4, 0):  # Monday, Friday (due on Monday), again, Tuesday, again
        feedback.later(timedelta(days=days))
        async with feedback.bench.unit_of_work(feedback.app.state.now()) as work:
            told.append(await warn_of_letters(work, feedback.app.state.office))

    assert told == [0, 1, 0, 1, 0]
    assert len(await feedback.told("feedback.letter.due_soon.v1")) == 1
    assert len(await feedback.told("feedback.letter.overdue.v1")) == 1


async def test_who_is_to_answer_is_told_and_the_supervisor_of_what_is_overdue(
    feedback: Feedback,
) -> None:
    await on_monday(feedback)
    clerk, overseer = await a_clerk(feedback), an_overseer()
    office = await an_organ(feedback, "鹤城区行政审批服务局")
    overseer = replace(overseer, organ_id=office)
    for one in (clerk, overseer):
        await who_logs_in(feedback, one)
    letter = await a_letter(feedback)
    await assigned(feedback, letter, clerk)

    async def reminded(days: float) -> list[tuple[str, str]]:
        feedback.later(timedelta(days=days))
        async with feedback.bench.unit_of_work(feedback.app.state.now()) as work:
            await warn_of_letters(work, feedback.app.state.office)
        told = await feedback.told("feedback.notification.requested.v1")
        return [(one["template"], one["account_id"]) for one in told]

    soon = ("letter_due_soon", clerk.subject)
    assert await reminded(3.6) == [], "nobody is told at night"
    assert await reminded(0.4) == [soon]
    assert await reminded(0) == [soon]
    late = await reminded(4)
    assert sorted(late[1:]) == sorted(
        [("letter_overdue", clerk.subject), ("letter_overdue", overseer.subject)]
    )


async def test_a_letter_due_before_any_account_was_told_is_said_once_one_was(
    feedback: Feedback,
) -> None:
    await on_monday(feedback)
    clerk = await a_clerk(feedback)
    await assigned(feedback, await a_letter(feedback), clerk)
    feedback.later(timedelta(days=4))

    async def warned() -> tuple[int, list[str]]:
        async with feedback.bench.unit_of_work(feedback.app.state.now()) as work:
            await warn_of_letters(work, feedback.app.state.office)
        facts = await feedback.told("feedback.letter.due_soon.v1")
        told = await feedback.told("feedback.notification.requested.v1")
        return len(facts), [one["account_id"] for one in told]

    assert [await warned() for _ in range(2)] == [(1, [])] * 2
    await who_logs_in(feedback, clerk)
    assert [await warned() for _ in range(2)] == [(1, [clerk.subject])] * 2


async def test_the_monthly_table_counts_what_came_in_by_organ(feedback: Feedback) -> None:
    await on_monday(feedback)
    clerk = await a_clerk(feedback)
    letters = [await a_letter(feedback) for _ in range(4)]
    for letter in letters[:3]:
        await assigned(feedback, letter, clerk)
    await answered(feedback, letters[0], clerk)
    await feedback.as_(clerk).post(
        f"{LETTERS}/{letters[1]['letter_id']}/refuse", json={"kind": "advert"}
    )
    feedback.later(timedelta(days=14))
    await answered(feedback, letters[2], clerk)

    table = await feedback.as_().get(f"{LETTERS}/statistics?region={REGION}&month=2026-01")

    ours, nobodys = table.json()["rows"]
    assert (ours["received"], ours["refused"], ours["valid"], ours["answered"]) == (3, 1, 2, 2)
    assert (ours["answered_in_time"], ours["in_time_rate"], ours["answer_rate"]) == (1, 0.5, 1.0)
    assert (nobodys["organ_id"], nobodys["overdue_open"], nobodys["in_time_rate"]) == (None, 1, 0.0)
    empty = await feedback.as_().get(f"{LETTERS}/statistics?region={REGION}&month=2025-12")
    assert empty.json()["rows"] == []


async def test_own_letters_and_the_queue_are_read_page_by_page(feedback: Feedback) -> None:
    await on_monday(feedback)
    zhang = a_person()
    for _ in range(3):
        await a_letter(feedback, zhang)

    for caller, path in ((zhang, "own"), (an_overseer(), "queue")):
        first = await feedback.as_(caller).get(f"{LETTERS}/{path}?limit=2&count=true")
        second = await feedback.as_(caller).get(first.links["next"]["url"])
        assert first.json()["total"] == 3
        assert [len(page.json()["items"]) for page in (first, second)] == [2, 1]


async def test_what_cannot_be_written_is_refused(feedback: Feedback) -> None:
    refused = await feedback.as_().post(LETTERS, json=a_written(mailbox="nobody"))
    assert refused.json()["type"].endswith("/mailbox-unknown")
    early = await feedback.as_().post(LETTERS, json=a_written())
    assert early.status_code == 503
    guess = await feedback.as_().post(f"{LETTERS}/look-up", json={"query_code": "0000"})
    assert guess.status_code == 404
    boxes = (await feedback.as_().get(f"{LETTERS}/mailboxes")).json()
    assert "mayor" in {box["code"] for box in boxes}
    assert (await feedback.as_().get(f"{LETTERS}/{uuid4()}")).status_code == 404


async def test_a_calendar_set_anew_moves_the_last_day_of_open_letters(feedback: Feedback) -> None:
    await on_monday(feedback)
    letter = await a_letter(feedback)
    await a_calendar(feedback, d2026_01_12=False)

    async with feedback.bench.unit_of_work(feedback.app.state.now()) as work:
        await warn_of_letters(work, feedback.app.state.office)

    code = {"query_code": letter["query_code"]}
    found = (await feedback.as_().post(f"{LETTERS}/look-up", json=code)).json()
    assert (letter["due_on"], found["due_on"]) == ("2026-01-12", "2026-01-13")
    (told,) = await feedback.told("feedback.letter.recounted.v1")
    assert told["due_on"] == "2026-01-13"


async def test_the_analysis_hears_a_letter_masked_and_once(feedback: Feedback) -> None:
    await on_monday(feedback)
    written = a_written()
    for _ in range(2):
        await feedback.as_().post(LETTERS, json=written)

    (heard,) = await feedback.pool.fetch("SELECT kind, text, person_digest FROM message")
    assert heard["kind"] == "letter"
    assert heard["text"] == "公园夜间噪音。公园广场每晚十点后仍有音响，电话138****5678。"
    assert heard["person_digest"] is not None
