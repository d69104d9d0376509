"""Consultations, from the draft to the published result, on a real PostgreSQL."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from consultations_building import (
    DESK,
    MONDAY,
    URL,
    a_draft,
    an_editor,
    an_opinion,
    asked,
    opened,
    said,
    turned,
)
from feedback_building import Feedback, a_person

from shared.file_store import LocalFileStore
from shared.identity import Caller
from svc_feedback.use_cases.consultations.turning import tell_results

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


async def test_a_consultation_goes_from_the_draft_to_the_result(feedback: Feedback) -> None:
    editor, zhang = an_editor(), a_person()
    one = await opened(feedback, editor)
    first = await an_opinion(feedback, one, zhang)
    second = await an_opinion(feedback, one, passage=None, stance="support", text="赞成。")
    feedback.later(timedelta(days=31))
    assert await turned(feedback) == 1
    staff = feedback.as_(editor)

    early = await staff.post(f"{DESK}/{one}/result", json={"summary": "完成。"})
    left = await staff.post(
        f"{DESK}/{one}/dispositions",
        json={
            "opinion_ids": [first["opinion_id"]], "disposition": "partly",
            "reason": "改为一点五米以内。",
        },
    )  # fmt: skip
    await staff.post(
        f"{DESK}/{one}/dispositions",
        json={"opinion_ids": [second["opinion_id"]], "disposition": "adopted"},
    )
    published = await staff.post(f"{DESK}/{one}/result", json={"summary": "采纳一条。"})

    assert early.json()["remaining"] == 2
    assert left.json() == {"remaining": 1}
    result = published.json()["result"]
    assert result["by_disposition"] == {"adopted": 1, "partly": 1}
    assert result["by_group"] == {"public": 2}
    shown = (await feedback.as_().get(f"{URL}/{one}/opinions?count=true")).json()
    assert shown["total"] == 2
    assert shown["items"][0]["reason"] == "改为一点五米以内。"
    own = (await feedback.as_(zhang).get(f"{URL}/own-opinions")).json()["items"]
    assert [opinion["disposition_label"] for opinion in own] == ["部分采纳"]
    assert [subject.split(".")[2] for subject in await feedback.announced()] == [
        "announced", "opened", "given", "given", "closed", "disposed", "disposed",
        "result_published",
    ]  # fmt: skip


async def test_who_spoke_hears_of_the_result_once(feedback: Feedback) -> None:
    editor, zhang = an_editor(), a_person()
    one = await opened(feedback, editor)
    ids = [(await an_opinion(feedback, one, zhang))["opinion_id"] for _ in range(2)]
    await an_opinion(feedback, one, text="无名意见。")
    feedback.later(timedelta(days=31))
    await turned(feedback)
    staff = feedback.as_(editor)
    listed = (await staff.get(f"{DESK}/{one}/opinions?disposition=none")).json()["items"]
    every = [opinion["opinion_id"] for opinion in listed]
    assert set(ids) < set(every)
    body = {"opinion_ids": every, "disposition": "adopted"}
    await staff.post(f"{DESK}/{one}/dispositions", json=body)
    await staff.post(f"{DESK}/{one}/result", json={"summary": "都采纳。"})

    for _ in range(2):
        async with feedback.bench.unit_of_work() as work:
            await tell_results(work)

    asked_for = await feedback.told("feedback.notification.requested.v1")
    assert [one["account_id"] for one in asked_for] == [zhang.subject]


async def test_nobody_sees_a_draft_but_its_organ(feedback: Feedback) -> None:
    editor = an_editor()
    draft = await a_draft(feedback, editor)
    one = draft["consultation_id"]

    assert (await feedback.as_().get(f"{URL}/{one}")).status_code == 404
    assert (await feedback.as_().get(URL)).json()["items"] == []
    assert (await feedback.as_().get(f"{URL}?state=draft")).json()["items"] == []
    assert (await feedback.as_(an_editor()).get(f"{DESK}/{one}")).status_code == 404
    assert (await feedback.as_(an_editor()).get(DESK)).json()["items"] == []
    assert len((await feedback.as_(editor).get(DESK)).json()["items"]) == 1
    assert (await feedback.as_(a_person()).get(DESK)).status_code == 403
    spoken = await feedback.as_().post(f"{URL}/{one}/opinions", json=said())
    assert spoken.status_code == 404


async def test_another_organ_changes_nothing(feedback: Feedback) -> None:
    one = await opened(feedback, an_editor())
    other = feedback.as_(an_editor())
    opinion = await an_opinion(feedback, one)
    tried = [
        await other.put(f"{DESK}/{one}", json=asked(), headers={"If-Match": "*"}),
        await other.post(f"{DESK}/{one}/announce", headers={"If-Match": "*"}),
        await other.post(
            f"{DESK}/{one}/extend", json={"closes_on": "2026-03-04", "reason": "延长"}
        ),
        await other.get(f"{DESK}/{one}/opinions"),
        await other.post(
            f"{DESK}/{one}/dispositions",
            json={"opinion_ids": [opinion["opinion_id"]], "disposition": "adopted"},
        ),
        await other.post(f"{DESK}/{one}/result", json={"summary": "完成"}),
    ]

    assert {answer.status_code for answer in tried} == {404}


async def test_a_draft_is_changed_only_by_who_has_seen_it_last(feedback: Feedback) -> None:
    editor = feedback.as_(an_editor())
    draft = await editor.post(DESK, json=asked())
    url = f"{DESK}/{draft.json()['consultation_id']}"
    seen = {"If-Match": draft.headers["etag"]}

    changed = await editor.put(url, json=asked(title="另一个题目"), headers=seen)
    stale = await editor.put(url, json=asked(title="旧的题目"), headers=seen)
    blind = await editor.put(url, json=asked())

    assert (changed.status_code, stale.status_code, blind.status_code) == (200, 412, 428)
    assert (await editor.get(url)).json()["title"] == "另一个题目"


async def test_a_short_time_without_a_reason_is_refused_and_with_one_is_shown(
    feedback: Feedback,
) -> None:
    feedback.app.state.now = lambda: MONDAY
    editor = an_editor()
    draft = await a_draft(feedback, editor, closes_on="2026-01-20")
    staff, any_version = feedback.as_(editor), {"If-Match": "*"}
    url = f"{DESK}/{draft['consultation_id']}"

    refused = await staff.post(f"{url}/announce", headers=any_version)
    reasoned = asked(closes_on="2026-01-20", short_reason="防汛在即，需要尽快施行。")
    await staff.put(url, json=reasoned, headers=any_version)
    announced = await staff.post(f"{url}/announce", headers=any_version)

    assert refused.json()["errors"][0]["code"] == "too_short_without_reason"
    assert announced.json()["state"] == "open"
    public = (await feedback.as_().get(f"{URL}/{draft['consultation_id']}")).json()
    assert public["short_reason"] == "防汛在即，需要尽快施行。"


async def test_who_was_invited_by_account_counts_for_the_invited_group(feedback: Feedback) -> None:
    lawyer = a_person()
    invited = [
        {"group": "association", "name": "鹤城区工商联"},
        {"group": "lawyer", "name": "某律师事务所", "account_id": lawyer.subject},
    ]
    one = await opened(feedback, an_editor(), kind="enterprise_policy", invitations=invited)

    opinion = await an_opinion(feedback, one, lawyer)

    assert (opinion["group"], opinion["invited"]) == ("lawyer", True)
    shown = (await feedback.as_().get(f"{URL}/{one}")).json()
    assert [each["group"] for each in shown["invitations"]] == ["association", "lawyer"]
    assert lawyer.subject not in str(shown)
    (told,) = await feedback.told("feedback.consultation.opened.v1")
    assert told["invited_groups"] == ["association", "lawyer"]


async def test_opinions_are_taken_only_in_time_on_passages_that_there_are_and_once(
    feedback: Feedback,
) -> None:
    one = await opened(feedback, an_editor())
    url, anybody = f"{URL}/{one}/opinions", feedback.as_()
    sent = said(text="电话13812345678。")

    tries = [await anybody.post(url, json=sent) for _ in range(2)]
    wrong = await anybody.post(url, json=said(passage=9))
    other = await anybody.post(url, json=sent | {"text": "另一条。"})
    feedback.later(timedelta(days=31))
    late = await anybody.post(url, json=said())

    assert tries[0].json() == tries[1].json()
    assert tries[0].json()["text"] == "电话138****5678。"
    assert wrong.json()["errors"][0]["pointer"] == "#/passage"
    assert other.json()["type"].endswith("/opinion-sent-already")
    assert late.json()["type"].endswith("/consultation-not-open")
    assert await feedback.pool.fetchval("SELECT count(*) FROM opinion") == 1
    assert (await anybody.get(url)).json()["items"] == [], "nothing before the result"


async def test_one_account_cannot_flood_a_consultation(feedback: Feedback) -> None:
    one, zhang = await opened(feedback, an_editor()), a_person()
    for _ in range(50):
        await an_opinion(feedback, one, zhang)

    refused = await feedback.as_(zhang).post(f"{URL}/{one}/opinions", json=said())

    assert (refused.status_code, refused.json()["most"]) == (409, 50)


async def test_an_opinion_of_elsewhere_cannot_be_dealt_with(feedback: Feedback) -> None:
    editor = an_editor()
    one, other = await opened(feedback, editor), await opened(feedback, editor)
    here, there = await an_opinion(feedback, one), await an_opinion(feedback, other)
    staff, url = feedback.as_(editor), f"{DESK}/{one}/dispositions"
    ids = [here["opinion_id"], there["opinion_id"]]

    mixed = await staff.post(url, json={"opinion_ids": ids, "disposition": "adopted"})
    mute = await staff.post(url, json={"opinion_ids": ids[:1], "disposition": "not_adopted"})

    assert (mixed.status_code, mute.status_code) == (404, 422)
    undisposed = "SELECT count(*) FROM opinion WHERE disposition IS NULL"
    assert await feedback.pool.fetchval(undisposed) == 2


async def test_a_scheduled_consultation_opens_and_closes_by_itself_and_may_be_extended(
    feedback: Feedback,
) -> None:
    editor = an_editor()
    days = {"opens_on": "2026-01-08", "closes_on": "2026-02-10"}
    one = await opened(feedback, editor, **days)
    states = []
    for later in (0, 2, 1, 33):
        feedback.later(timedelta(days=later))
        await turned(feedback)
        states.append((await feedback.as_().get(f"{URL}/{one}")).json()["state"])
    more = {"closes_on": "2026-02-20", "reason": "应企业要求延长。"}
    extended = await feedback.as_(editor).post(f"{DESK}/{one}/extend", json=more)
    less = {"closes_on": "2026-02-11", "reason": "缩短"}
    shorter = await feedback.as_(editor).post(f"{DESK}/{one}/extend", json=less)
    feedback.later(timedelta(days=11))
    await turned(feedback)

    assert states == ["scheduled", "scheduled", "open", "open"]
    assert extended.json()["extension_reason"] == "应企业要求延长。"
    assert shorter.status_code == 422
    assert (await feedback.as_().get(f"{URL}/{one}")).json()["state"] == "closed"
    (closed,) = await feedback.told("feedback.consultation.closed.v1")
    assert (closed["closes_on"], closed["opinions"]) == ("2026-02-20", 0)


async def test_files_are_read_by_everybody_once_it_is_announced(
    feedback: Feedback, tmp_path: Path
) -> None:
    feedback.app.state.office.files = LocalFileStore(tmp_path)
    editor = an_editor()
    one = (await a_draft(feedback, editor))["consultation_id"]
    document = {"file": ("起草说明.pdf", PDF, "application/pdf")}

    kept = await feedback.as_(editor).post(f"{DESK}/{one}/files", files=document)
    assert kept.status_code == 201, kept.text
    url = f"{URL}/{one}/files/{kept.json()['file_id']}"
    before = await feedback.as_().get(url)
    feedback.app.state.now = lambda: MONDAY
    await feedback.as_(editor).post(f"{DESK}/{one}/announce", headers={"If-Match": "*"})
    after = await feedback.as_().get(url)

    assert (before.status_code, after.status_code, after.content) == (404, 200, PDF)
    assert (await feedback.as_().get(f"{URL}/{one}/files/{uuid4()}")).status_code == 404
    shown = (await feedback.as_().get(f"{URL}/{one}")).json()["files"]
    assert [each["file_name"] for each in shown] == ["起草说明.pdf"]


async def test_groups_are_those_invited_or_recognised_and_the_rest_is_shown_as_claimed(
    feedback: Feedback,
) -> None:
    editor, lawyer = an_editor(), a_person()
    firm = Caller(str(uuid4()), "enterprise", roles=frozenset({"enterprise"}))
    invited = [
        {"group": "enterprise", "name": "鹤城某公司"},
        {"group": "lawyer", "name": "某律师事务所", "account_id": lawyer.subject},
    ]
    one = await opened(feedback, editor, invitations=invited)
    given = [
        await an_opinion(feedback, one, lawyer),
        await an_opinion(feedback, one, firm, group="enterprise"),
        await an_opinion(feedback, one, a_person(), group="expert"),
        await an_opinion(feedback, one, group="lawyer"),
        await an_opinion(feedback, one),
    ]
    feedback.later(timedelta(days=31))
    await turned(feedback)
    staff = feedback.as_(editor)
    body = {"opinion_ids": [each["opinion_id"] for each in given], "disposition": "adopted"}
    await staff.post(f"{DESK}/{one}/dispositions", json=body)

    published = await staff.post(f"{DESK}/{one}/result", json={"summary": "都采纳。"})

    assert [each["claimed"] for each in given] == [False, False, True, True, False]
    result = published.json()["result"]
    assert result["by_group"] == {"lawyer": 1, "enterprise": 1, "public": 3}
    assert result["by_claimed_group"] == {"expert": 1, "lawyer": 1}
    shown = (await feedback.as_().get(f"{URL}/{one}/opinions")).json()["items"]
    assert [each["claimed"] for each in shown] == [False, False, True, True, False]


async def test_accounts_that_are_invited_are_asked_once_when_it_opens(feedback: Feedback) -> None:
    editor, lawyer, firm = an_editor(), a_person(), a_person()
    invited = [
        {"group": "lawyer", "name": "某律师事务所", "account_id": lawyer.subject},
        {"group": "expert", "name": "某律师", "account_id": lawyer.subject},
        {"group": "enterprise", "name": "鹤城某公司", "account_id": firm.subject},
        {"group": "association", "name": "鹤城区工商联"},
    ]
    days = {"opens_on": "2026-01-08", "closes_on": "2026-02-10"}
    await opened(feedback, editor, invitations=invited, **days)
    assert await feedback.told("feedback.notification.requested.v1") == []

    feedback.later(timedelta(days=3))
    for _ in range(2):
        await turned(feedback)

    asked_for = await feedback.told("feedback.notification.requested.v1")
    assert sorted(each["account_id"] for each in asked_for) == sorted(
        [lawyer.subject, firm.subject]
    )
    assert {each["template"] for each in asked_for} == {"consultation_invited"}
    assert asked_for[0]["parameters"] == {
        "title": "鹤城区养犬管理办法（征求意见稿）", "closes_on": "2026年2月10日",
    }  # fmt: skip
