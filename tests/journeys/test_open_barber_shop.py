"""张三 opens a barber shop: from the guide to the closed case and his review of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from journeys.people import (
    MYSELF,
    SOON,
    Citizen,
    Json,
    LiveTracking,
    Refused,
    node_states,
)
from journeys.town import DEFERRED, DEPARTMENTS, FORM, Town
from pdf_reading import read_pdf

AGENT: Json = {"applied_by": "agent"}
EVERYTHING_AT_ONCE, WARM_AND_QUICK = 510, 517
OFFICERS = {
    "market": "陈立新",
    "health": "刘慧敏",
    "city": "杨志强",
    "tax": "黄丽娟",
    "police": "舒建军",
}


async def test_the_guide_names_ten_materials_in_person_and_twelve_through_an_agent(
    town: Town,
) -> None:
    mine = await town.visitor.resolve(MYSELF)
    agents = await town.visitor.resolve(AGENT)

    assert len(mine["materials"]) == 10
    assert len(agents["materials"]) == 12
    assert {one["code"] for one in agents["materials"]} - {
        one["code"] for one in mine["materials"]
    } == {"M08", "M09"}


async def test_the_guide_shows_five_departments_side_by_side_and_one_hand_out(town: Town) -> None:
    guide = await town.visitor.resolve(MYSELF)
    nodes = {node["key"]: node for node in guide["nodes"]}

    assert set(nodes) == {*DEPARTMENTS, "issue"}
    assert {key: nodes[key]["organ"] for key in DEPARTMENTS} == DEPARTMENTS
    assert all(nodes[key]["after"] == [] for key in DEPARTMENTS)
    assert set(nodes["issue"]["after"]) == set(DEPARTMENTS)
    assert guide["promised_days"] == 1


async def test_the_notice_groups_the_materials_in_eight_rows(town: Town) -> None:
    notice = await town.visitor.notice(MYSELF)

    assert [line["number"] for line in notice["lines"]] == list(range(1, 9))
    assert sum(len(line["codes"]) for line in notice["lines"]) == 10
    assert notice["consult_phone"] == "0745-2264777"


async def test_the_printed_notice_says_the_same_with_its_glyphs_inside(town: Town) -> None:
    notice = await town.visitor.notice(MYSELF)
    printed = await town.visitor.printed_notice(MYSELF)
    paper = read_pdf(printed.content)

    assert printed.headers["content-type"] == "application/pdf"
    assert paper.all_embedded
    assert paper.fonts
    assert [line["name"] for line in notice["lines"] if line["name"] not in paper.text] == []
    assert "一次性告知单" in paper.text


async def test_the_reform_table_counts_what_has_become_simpler(town: Town) -> None:
    reform = await town.visitor.reform()

    assert (reform["departments"]["before"], reform["departments"]["after"]) == (5, 1)
    assert (reform["days"]["before"], reform["days"]["after"]) == (19, 1)
    assert (reform["materials"]["before"], reform["materials"]["after"]) == (33, 10)
    assert len(reform["rows"]) == 5


async def test_a_wrong_form_is_refused_field_by_field(town: Town) -> None:
    zhang = await town.citizen()

    with pytest.raises(Refused) as refused:
        await zhang.begin({**FORM, "operator_id_no": "431202199003071012", "employees": "两人"})
    assert refused.value.status == 422
    assert refused.value.reason == "form-invalid"
    assert refused.value.pointers() == {"#/form/operator_id_no", "#/form/employees"}


async def test_what_is_missing_is_told_all_at_once_before_and_at_submission(town: Town) -> None:
    zhang = await town.citizen()
    case = await zhang.begin({key: value for key, value in FORM.items() if key != "trade_name"})

    checked = await zhang.precheck(case)
    assert not checked["ready"]
    assert {"#/form/trade_name", "#/materials/M01"} <= {e["pointer"] for e in checked["errors"]}

    with pytest.raises(Refused, match="form-invalid"):
        await zhang.submit(case)
    changed = await zhang.change(case, case["version"], form={"trade_name": FORM["trade_name"]})
    with pytest.raises(Refused, match="application-incomplete") as incomplete:
        await zhang.submit(case)
    assert {"#/materials/M01", "#/materials/M11"} <= incomplete.value.pointers()
    with pytest.raises(Refused, match="412"):
        await zhang.change(case, changed["version"] - 1, form={"employees": 3})


async def test_from_draft_to_review(
    town: Town, sent_messages: Callable[[str, str], Awaitable[list[dict[str, Any]]]]
) -> None:
    zhang = await town.citizen()
    case = await _handed_in_but_for_one_paper(zhang)
    tracking = (case["case_no"], case["query_code"])
    await _accepted_with_one_deferral(town, case)

    async with town.visitor.watching(*tracking) as live:
        assert live.media_type.startswith("text/event-stream")
        await live.until(**dict.fromkeys(DEPARTMENTS, "active"), issue="waiting")
        await _departments_decide_in_parallel(town, case, live)
        await live.until(issue="active")
        await _the_missing_paper_holds_the_hand_out(town, zhang, case)
        closed = await live.until(issue="approved")

    assert live.ids == sorted(set(live.ids))
    assert (closed["state"], closed["result"]) == ("closed", "approved")
    _shows_every_step(await town.visitor.track(*tracking))
    await _is_reviewed_once(town, zhang, case)
    _was_told(case, await sent_messages(case["case_no"], "review_invitation"))


async def _handed_in_but_for_one_paper(zhang: Citizen) -> Json:
    case = await zhang.begin(FORM)
    assert (case["state"], len(case["materials"])) == ("draft", 10)
    await zhang.hand_in_all(case, but=frozenset({DEFERRED}))
    assert (await zhang.precheck(case)) == {"ready": True, "errors": []}
    submitted = await zhang.submit(case)
    assert submitted["state"] == "submitted"
    assert submitted["query_code"] == case["query_code"]
    assert submitted["acceptance_due"].endswith("+08:00")
    receipt = read_pdf((await zhang.receipt(case)).content)
    assert case["case_no"] in receipt.text
    return case


async def _accepted_with_one_deferral(town: Town, case: Json) -> None:
    clerk = await town.clerk()
    assert await clerk.sees(case)
    with pytest.raises(Refused, match="deferral-not-allowed"):
        await clerk.accept(case, {DEFERRED: 5, "M01": 5})
    accepted = await clerk.accept(case, {DEFERRED: 5})
    assert (accepted["state"], accepted["deferrals_open"]) == ("in_progress", 1)
    assert await clerk.sees(case), "until the deferred material is there"


async def _departments_decide_in_parallel(town: Town, case: Json, live: LiveTracking) -> None:
    """All take their node together; then one after another is seen deciding as it happens."""
    officers = {key: await town.approver(key) for key in DEPARTMENTS}
    tasks = {key: await officer.task(case) for key, officer in officers.items()}
    await asyncio.gather(*(officer.claim(tasks[key]) for key, officer in officers.items()))
    for done, (key, officer) in enumerate(officers.items()):
        waiting = await _waiting_for_news(town, case)
        await officer.decide(tasks[key], "approve", feedback="材料齐全，符合条件。")
        seen = await live.until(**{key: "approved"})
        assert seen["progress"]["done"] >= done + 1
        news = await waiting
        assert node_states(news)[key] == "approved"


async def _waiting_for_news(town: Town, case: Json) -> asyncio.Task[Json]:
    """The long-poll twin: asks for anything newer than what is there now."""
    tracking = (case["case_no"], case["query_code"])
    known = (await town.visitor.track(*tracking))["version"]
    return asyncio.create_task(town.visitor.track(*tracking, after=known, wait=20))


async def _the_missing_paper_holds_the_hand_out(town: Town, zhang: Citizen, case: Json) -> None:
    with pytest.raises(Refused, match="material-still-deferred") as held:
        await town.issued(case)
    assert (held.value.status, held.value.problem["outstanding"]) == (409, 1)
    supplied = await zhang.hand_in(case, DEFERRED)
    assert supplied["state"] == "supplied"
    assert not await (await town.clerk()).sees(case)
    await town.issued(case)


def _shows_every_step(tracked: Json) -> None:
    assert tracked["applicant_masked"] == "张*"
    assert tracked["progress"] == {"done": 6, "total": 6}
    assert tracked["deferrals"] == []
    nodes = {node["key"]: node for node in tracked["nodes"]}
    assert {key: nodes[key]["handler"] for key in OFFICERS} == OFFICERS
    assert all(nodes[key]["handler_phone"] for key in OFFICERS)
    assert all(nodes[key]["feedback"] == "材料齐全，符合条件。" for key in OFFICERS)
    assert all(
        node["arrived_at"] <= node["claimed_at"] <= node["finished_at"] for node in nodes.values()
    )
    told = [entry["text"] for entry in tracked["timeline"]]
    assert "窗口已受理，容缺 1 项材料，各部门开始并联审批。" in told
    assert "已补交容缺材料，尚缺 0 项。" in told
    assert told[-1] == "办件已办结，欢迎评价。"


async def _is_reviewed_once(town: Town, zhang: Citizen, case: Json) -> None:
    before = _best(await town.visitor.summary())
    opportunity = await zhang.invited(case)
    await _is_nobody_elses(town, case, opportunity)

    review = await zhang.review(
        opportunity, 5, EVERYTHING_AT_ONCE, WARM_AND_QUICK, text="一次就办好了，电话 13874512345。"
    )
    assert review["level_title"] == "非常满意"
    assert [tag["code"] for tag in review["tags"]] == [EVERYTHING_AT_ONCE, WARM_AND_QUICK]
    assert "13874512345" not in review["text"]
    async with asyncio.timeout(SOON):  # the page is kept until the news of the review drops it
        while _best(await town.visitor.summary()) <= before:  # noqa: ASYNC110 - others bring it
            await asyncio.sleep(0.05)

    with pytest.raises(Refused, match="already-reviewed") as second:
        await zhang.review(opportunity, 1)
    assert second.value.status == 409
    assert await zhang.opportunities(case) == []


def _was_told(case: Json, messages: list[dict[str, Any]]) -> None:
    """By the stand-in of the channel that the applicant prefers."""
    assert {message["outcome"] for message in messages} == {"delivered"}
    assert {m["template"] for m in messages} >= {"case_accepted", "review_invitation"}
    assert [m["text"] for m in messages if not m["text"].startswith("您的办件")] == []
    assert f"您的办件 {case['case_no']} 已办结，欢迎评价本次服务。" in {m["text"] for m in messages}


def _best(summary: Json) -> int:
    return sum(level["count"] for level in summary["levels"] if level["level"] == 5)


async def _is_nobody_elses(town: Town, case: Json, opportunity: Json) -> None:
    li = await town.citizen("li")
    with pytest.raises(Refused, match="case-not-found"):
        await li.case(case)
    with pytest.raises(Refused, match="case-not-found"):
        await li.withdraw(case)
    with pytest.raises(Refused, match="opportunity-not-found"):
        await li.review(opportunity, 5)
    assert await li.opportunities(case) == []


async def test_a_wrong_number_and_a_wrong_code_look_the_same(town: Town) -> None:
    zhang = await town.citizen()
    case = await town.submitted_case(zhang)
    case_no, code = case["case_no"], case["query_code"]

    problems = []
    for number, given in [(case_no, "AAAAAAAA"), (case_no[:-1] + "2A", code), (case_no, "")]:
        with pytest.raises(Refused) as refused:
            await town.visitor.track(number, given)
        problems.append(
            (refused.value.status, refused.value.reason, refused.value.problem["title"])
        )
    assert set(problems) == {(404, "tracking-not-found", "没有查到办件。")}
    with pytest.raises(Refused, match="tracking-not-found"):
        async with town.visitor.watching(case_no, "AAAAAAAA"):
            pass


async def test_the_owner_tracks_without_the_code_and_nobody_else_does(town: Town) -> None:
    zhang, li = await town.citizen(), await town.citizen("li")
    case = await town.submitted_case(zhang)

    assert (await zhang.track(case["case_no"], ""))["state"] == "submitted"
    with pytest.raises(Refused, match="tracking-not-found"):
        await li.track(case["case_no"], "")


async def test_a_stream_goes_on_where_it_was_left(town: Town) -> None:
    zhang = await town.citizen()
    case = await town.submitted_case(zhang)
    tracking = (case["case_no"], case["query_code"])

    async with town.visitor.watching(*tracking) as live:
        seen = await live.next()
    await (await town.clerk()).accept(case)
    async with town.visitor.watching(*tracking, last_seen=seen["version"]) as live:
        assert (await live.next())["state"] == "in_progress"
    assert live.ids[0] > seen["version"]


async def test_another_department_does_not_see_the_task(town: Town) -> None:
    zhang = await town.citizen()
    case = await town.accepted_case(zhang)
    tax, health = await town.approver("tax"), await town.approver("health")
    task = await tax.task(case)

    with pytest.raises(Refused, match="node-not-found") as refused:
        await health.decide(task, "approve")
    assert refused.value.status == 404
