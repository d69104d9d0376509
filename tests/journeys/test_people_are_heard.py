"""People are heard: a letter is answered for everybody to read; a draft changes with opinions."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from journeys.people import Citizen, Json, Officer, Person, Refused
from journeys.town import Town

from shared.office_hours import china_time

NOON = "政务大厅午间延时服务办法（征求意见稿）"
ANSWER = "路灯线路已修复，当晚全部点亮。"


def a_letter(**members: object) -> Json:
    return {
        "submission_id": str(uuid4()), "mailbox": "mayor", "kind": "help",
        "title": "迎丰公园南门路灯不亮", "text": "路灯坏了半个月，请回电13800000001。",
        "name": "张三", "phone": "13800000001", "public": True,
    } | members  # fmt: skip


async def letter_of(town: Town, code: str) -> Json:
    """As anybody sees it who holds the code."""
    return await town.visitor.post("/letters/look-up", json={"query_code": code})


async def test_a_letter_is_given_out_answered_and_read_by_everybody(town: Town) -> None:
    supervisor, city = await town.official("supervisor"), await town.approver("city")
    organ = (await town.visitor.get("/organs/cgj"))["id"]
    month = f"{china_time(datetime.now(UTC)):%Y-%m}"

    async def month_of_city() -> Json:
        table = await town.visitor.get("/letters/statistics", region="431202", month=month)
        of_city = [row for row in table["rows"] if row["organ_id"] == organ]
        return of_city[0] if of_city else {"valid": 0, "answered": 0}

    before = await month_of_city()
    sent = a_letter()
    letter = await town.visitor.post("/letters", json=sent)
    again = await town.visitor.post("/letters", json=sent)
    assert (letter["state_label"], again) == ("待分办", letter)

    path = f"/letters/{letter['letter_id']}"
    with pytest.raises(Refused) as not_theirs:
        await city.post(f"{path}/answer", json={"text": ANSWER, "public": True})
    assert not_theirs.value.status == 404
    await supervisor.post(f"{path}/assign", json={"organ_id": organ})
    queued = [one["letter_id"] async for one in city.everything("/letters/queue")]
    assert letter["letter_id"] in queued
    with pytest.raises(Refused) as unpublished:
        await town.visitor.get(path)
    assert unpublished.value.reason == "letter-not-found"
    await city.post(f"{path}/answer", json={"text": ANSWER, "public": True})

    own = await letter_of(town, letter["query_code"])
    assert (own["state"], own["answer"], own["due_on"]) == ("answered", ANSWER, letter["due_on"])
    assert [step["kind"] for step in own["steps"]] == ["received", "assigned", "answered"]
    public = await town.visitor.get(path)
    assert public["text"] == "路灯坏了半个月，请回电138****0001。"
    assert "张三" not in str(public)
    after = await month_of_city()
    assert (after["valid"] - before["valid"], after["answered"] - before["answered"]) == (1, 1)


async def drafted(editor: Officer, firm: Person) -> str:
    """A policy for enterprises, which needs one of them asked by name, and thirty days."""
    today = china_time(datetime.now(UTC)).date()
    draft: Json = {
        "title": "鹤城区首店奖励办法（征求意见稿）", "kind": "enterprise_policy",
        "explanation": "为鼓励品牌首店落户，起草本办法。",
        "passages": [
            {"heading": "第一条", "text": "首店一次性奖励十万元。"},
            {"heading": "第二条", "text": "开业满一年后申请。"},
        ],
        "opens_on": str(today), "closes_on": str(today + timedelta(days=10)),
    }  # fmt: skip
    made = await editor.post("/consultations/desk", json=draft)
    desk = f"/consultations/desk/{made['consultation_id']}"
    with pytest.raises(Refused) as unsound:
        await editor.post(f"{desk}/announce", headers={"If-Match": "*"})
    assert unsound.value.pointers() == {"#/invitations", "#/short_reason"}
    account = (await firm.get("/me"))["account_id"]
    invited = [{"group": "enterprise", "name": "鹤城云算科技有限公司", "account_id": account}]
    right = draft | {"invitations": invited, "closes_on": str(today + timedelta(days=30))}
    await editor.ask("PUT", desk, json=right, headers={"If-Match": "*"})
    shown = await editor.post(f"{desk}/announce", headers={"If-Match": "*"})
    assert shown["state_label"] == "征集中"
    return str(made["consultation_id"])


async def says(person: Person, consultation: str, passage: int, text: str) -> Json:
    said: Json = {
        "submission_id": str(uuid4()), "passage": passage, "stance": "amend", "text": text,
        "group": "enterprise" if not isinstance(person, Citizen) else "public",
    }  # fmt: skip
    return await person.post(f"/consultations/{consultation}/opinions", json=said)


async def test_a_draft_is_spoken_about_by_passage_and_every_opinion_gets_its_answer(
    town: Town,
) -> None:
    editor, zhang = await town.official("editor"), await town.citizen()
    firm = await Person.log_in(town.http, "firm")
    consultation = await drafted(editor, firm)

    asked_by_name = await says(firm, consultation, 2, "建议开业满半年即可申请，联系13800000001。")
    uninvited = await says(zhang, consultation, 1, "奖励应当优先本地品牌。")
    assert (asked_by_name["invited"], uninvited["invited"]) == (True, False)

    desk = f"/consultations/desk/{consultation}"
    left = [one async for one in editor.everything(f"{desk}/opinions")]
    assert {one["opinion_id"] for one in left} == {
        asked_by_name["opinion_id"], uninvited["opinion_id"],
    }  # fmt: skip
    assert "13800000001" not in str(left)
    verdict = {"opinion_ids": [uninvited["opinion_id"]], "disposition": "not_adopted"}
    with pytest.raises(Refused) as unexplained:
        await editor.post(f"{desk}/dispositions", json=verdict)
    assert unexplained.value.reason == "disposition-unexplained"
    reason = {"reason": "优惠应当公平适用于各类企业。"}
    assert (await editor.post(f"{desk}/dispositions", json=verdict | reason))["remaining"] == 1
    with pytest.raises(Refused) as too_early:
        await editor.post(f"{desk}/result", json={"summary": "共收到意见二条。"})
    assert too_early.value.reason == "consultation-step-not-allowed"


async def test_a_closed_consultation_ends_in_a_result_with_what_became_of_every_opinion(
    town: Town,
) -> None:
    editor = await town.official("editor")
    closed = (await town.visitor.get("/consultations", state="closed"))["items"]
    (noon,) = [one["consultation_id"] for one in closed if one["title"] == NOON]
    desk, public = f"/consultations/desk/{noon}", f"/consultations/{noon}"
    given = [one async for one in editor.everything(f"{desk}/opinions")]

    for one, disposition in zip(given, ("adopted", "partly", "not_adopted"), strict=True):
        with pytest.raises(Refused) as undisposed:
            await editor.post(f"{desk}/result", json={"summary": "待处理。"})
        assert undisposed.value.reason == "opinions-undisposed"
        verdict = {
            "opinion_ids": [one["opinion_id"]], "disposition": disposition,
            "reason": "已与窗口单位商定。",
        }  # fmt: skip
        await editor.post(f"{desk}/dispositions", json=verdict)
    await editor.post(f"{desk}/result", json={"summary": "采纳一条，部分采纳一条，未采纳一条。"})

    result = (await town.visitor.get(public))["result"]
    assert (result["opinions"], result["by_disposition"]) == (
        3, {"adopted": 1, "partly": 1, "not_adopted": 1},
    )  # fmt: skip
    read = [one async for one in town.visitor.everything(f"{public}/opinions")]
    assert {one["disposition_label"] for one in read} == {"采纳", "部分采纳", "未采纳"}
    assert all(one["reason"] for one in read)
