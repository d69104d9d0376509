"""Supplements end to end: a department's beside other branches, the window's, what was deferred."""

from functools import partial
from typing import Any

import pytest
from approvals_building import Approvals, a_file
from case_building import at
from operation_building import Operated, accepted, handed_in, publish_every_place

ITEMS = [
    {"pointer": "materials/M1", "reason": "第二页缺失"},
    {"pointer": "form/shop_name", "reason": "与招牌不一致"},
]
ANY = {"If-Match": "*"}


@pytest.fixture
async def case(approvals: Approvals) -> Operated:
    """Three departments side by side."""
    await publish_every_place(approvals)
    return await accepted(approvals, "check")


async def asked(case: Operated) -> dict[str, Any]:
    """The newest request as the applicant sees it."""
    view = (await case.approvals.as_("zhang").get(case.path)).json()
    newest: dict[str, Any] = view["supplements"][-1]
    return newest


async def test_a_department_gets_what_it_asked_for_and_nothing_else(case: Operated) -> None:
    zhang = case.approvals.as_("zhang")
    patch, file = {"form": {"shop_name": "小张理发馆"}}, f"{case.path}/materials"
    await case.refused(
        409, "transition-not-allowed", lambda: zhang.patch(case.path, json=patch, headers=ANY)
    )
    await case.refused(409, "no-supplement-open", lambda: zhang.post(f"{case.path}/supplement"))

    done = await case.done("health", "request-supplement", items=ITEMS)
    assert (done["state"], done["held_by"]) == ("paused", ["supplement"])
    request = await asked(case)
    assert (request["key"], request["name"], request["waits"]) == ("health", "health环节", True)
    assert request["wanted"] == ["form/shop_name", "materials/M1"]
    assert request["items"]["materials/M1"] == "第二页缺失"
    assert (await case.shown())["paused_for"] == ["health环节：等待申请人补正"]
    assert await case.stands("health", "city") == {"health": "paused", "city": "active"}

    unasked: list[dict[str, Any]] = [
        {"form": {"employees": 4}}, {"delivery": "electronic"}, {"answers": {}},
    ]  # fmt: skip
    for wrong in unasked:
        await case.refused(
            409, "not-asked-for",
            partial(zhang.patch, case.path, json=wrong, headers=ANY),
        )  # fmt: skip
    await case.refused(409, "not-asked-for", lambda: zhang.put(f"{file}/M3", files=a_file()))
    await case.refused(409, "not-asked-for", lambda: zhang.post(f"{file}/M3/commitment"))
    problem = await case.refused(
        422, "application-incomplete", lambda: zhang.post(f"{case.path}/supplement")
    )
    assert {one["pointer"] for one in problem["errors"]} == {"#/form/shop_name", "#/materials/M1"}

    assert (await zhang.patch(case.path, json=patch, headers=ANY)).status_code == 200
    assert (await asked(case))["wanted"] == ["materials/M1"]
    assert (await zhang.put(f"{file}/M1", files=a_file())).status_code == 200
    await case.approve("city")
    again = await zhang.post(f"{case.path}/supplement")

    assert again.status_code == 200, again.text
    assert await case.stands("health", "city", "early") == {
        "health": "active", "city": "approved", "early": "active",
    }  # fmt: skip
    request = await asked(case)
    assert (request["waits"], request["wanted"]) == (False, [])
    dossier = await case.approvals.as_("approver-wjj").get(f"/tasks/{case.tasks['health']}")
    assert dossier.json()["supplements"][0]["round"] == 1


async def test_a_second_request_needs_a_supervisors_reason_and_is_counted(
    case: Operated,
) -> None:
    more = [*ITEMS, {"pointer": "form/employees", "reason": "与社保不符"}]
    await case.done("health", "request-supplement", items=ITEMS)
    await case.done("health", "end-supplement")
    await case.refuses(409, "no-supplement-open", "health", "end-supplement")

    await case.refuses(
        422, "second-request-needs-reason", "health", "request-supplement", items=more
    )
    reason: dict[str, Any] = {"items": more, "supervisor_reason": "首次未能发现"}
    await case.refuses(403, "role-missing", "health", "request-supplement", **reason)
    await case.done("health", "request-supplement", "supervisor", **reason)

    row = await case.approvals.row_of(case.case_id)
    assert row["unforeseen"] == 1
    board = (await case.approvals.as_("supervisor").get("/supervision/cases")).json()["items"]
    assert [one["unforeseen"] for one in board] == [1]
    assert (await asked(case))["round"] == 2


@pytest.mark.parametrize(
    ("items", "slug"),
    [
        ([], "supplement-empty"),
        ([{"pointer": "materials/M9", "reason": "没有"}], "supplement-item-unknown"),
        ([{"pointer": "form/colour", "reason": "没有"}], "supplement-item-unknown"),
        ([{"pointer": "answers/any", "reason": "没有"}], "supplement-item-unknown"),
    ],
)
async def test_what_a_department_cannot_ask_for(
    case: Operated, items: list[dict[str, str]], slug: str
) -> None:
    await case.refuses(422, slug, "health", "request-supplement", items=items)


async def test_a_declaration_may_answer_a_request(case: Operated) -> None:
    item = [{"pointer": "materials/M3", "reason": "请补充承诺"}]
    await case.done("health", "request-supplement", items=item)
    zhang = case.approvals.as_("zhang")

    done = await zhang.post(f"{case.path}/materials/M3/commitment")
    again = await zhang.post(f"{case.path}/supplement")

    assert (done.json()["state"], again.status_code) == ("committed", 200)


async def test_a_deferred_material_a_department_asks_for_is_both(approvals: Approvals) -> None:
    await publish_every_place(approvals)
    case = await accepted(approvals, "check", defer=True)
    item = [{"pointer": "materials/M2", "reason": "现在就需要"}]
    await case.done("health", "request-supplement", items=item)
    zhang = approvals.as_("zhang")

    await zhang.put(f"{case.path}/materials/M2", files=a_file())

    assert (await zhang.post(f"{case.path}/supplement")).json()["deferrals_open"] == 0


async def test_a_department_nobody_answers_is_told_and_decides_itself(case: Operated) -> None:
    await case.done("health", "request-supplement", items=ITEMS)
    case.approvals.set_clock(at("2026-04-14 17:00"))  # thirty working days, Qingming between

    await case.approvals.ring_due()

    assert (await case.approvals.announced(case.case_id)).count("supplement_overdue") == 1
    assert await case.stands("health") == {"health": "paused"}
    assert (await case.done("health", "end-supplement"))["state"] == "active"


async def test_a_request_of_the_window_nobody_answers_ends_the_case(approvals: Approvals) -> None:
    await publish_every_place(approvals)
    case = await handed_in(approvals)
    window = approvals.as_("window1")
    done = await window.post(f"{case.desk}/request-supplement", json={"items": ITEMS})
    assert done.status_code == 200, done.text
    assert (await asked(case))["name"] == "综合窗口"
    due = at((await case.shown())["supplement_due"][:16].replace("T", " "))
    approvals.set_clock(due.replace(hour=16))
    await approvals.ring_due()
    assert (await case.shown())["state"] == "supplement_requested"

    approvals.set_clock(due)
    await approvals.ring_due()

    shown = await case.shown()
    assert (shown["state"], shown["result"]) == ("closed", "terminated")
    assert "未在期限内补正" in shown["reason"]


async def test_what_was_deferred_is_asked_for_then_the_case_is_returned(
    approvals: Approvals,
) -> None:
    await publish_every_place(approvals)
    case, brought = (
        await accepted(approvals, "check", defer=True),
        await accepted(approvals, "check", defer=True),
    )
    approvals.set_clock(at("2026-03-09 17:00"))
    await approvals.ring_due()
    assert (await approvals.announced(case.case_id)).count("deferral_overdue") == 1
    assert (await case.shown())["state"] == "in_progress"
    zhang = approvals.as_("zhang")
    assert (await zhang.put(f"{brought.path}/materials/M2", files=a_file())).status_code == 200

    approvals.set_clock(at("2026-03-12 17:00"))  # three days of grace
    await approvals.ring_due()

    shown = await case.shown()
    assert (shown["state"], shown["result"]) == ("closed", "terminated")
    assert "租赁合同" in shown["reason"]
    assert (await brought.shown())["state"] == "in_progress"
