"""The papers of a case, printed for the window and for the applicant."""

import pytest
from approvals_building import Approvals, a_handed_in_case, an_accepted_case
from desk_building import a_case_begun_at_the_desk, scan_everything
from pdf_reading import read_pdf

ITEMS = [
    {"pointer": "materials/M07", "reason": "未加盖街道办事处公章"},
    {"pointer": "form/trade_name", "reason": "字号与登记的名称不一致"},
    {"pointer": "answers/applied_by", "reason": "委托他人办理的，请改选"},
]


async def test_the_window_prints_receipt_and_acceptance(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)
    clerk = approvals.as_("window1")

    receipt = await clerk.get(f"{journey.desk}/receipt")
    acceptance = await clerk.get(f"{journey.desk}/documents/acceptance")

    assert receipt.headers["content-type"] == acceptance.headers["content-type"]
    assert journey.query_code in read_pdf(receipt.content).text
    text = read_pdf(acceptance.content).text
    for said in (
        "受理通知书", "张三：", "容缺，请于2026年3月9日前补交", "2026年3月3日前办结",
        "2026年3月2日", "监督电话", journey.case_no, "工号 WINDOW1",
    ):  # fmt: skip
        assert said in text, said


async def test_a_supplement_notice_names_every_item_with_its_reason(approvals: Approvals) -> None:
    journey = await a_handed_in_case(approvals)
    clerk = approvals.as_("window1")
    await clerk.post(f"{journey.desk}/request-supplement", json={"items": ITEMS})

    printed = await clerk.get(f"{journey.desk}/documents/supplement")
    text = read_pdf(printed.content).text

    for said in (
        "申请材料补正通知书", "全部 3 项内容一次性告知", "材料：经营场所证明", "申请表：字号名称",
        "情形：办理方式", *(one["reason"] for one in ITEMS), "（第 1 次）",
    ):  # fmt: skip
        assert said in text, said


async def test_each_round_of_supplements_has_its_own_notice(approvals: Approvals) -> None:
    journey = await a_handed_in_case(approvals)
    clerk, zhang = approvals.as_("window1"), approvals.as_("zhang")
    for items in (ITEMS[:2], ITEMS[:1]):
        await clerk.post(f"{journey.desk}/request-supplement", json={"items": items})
        await zhang.post(f"{journey.path}/supplement")

    path = f"{journey.desk}/documents/supplement"
    first, last = [
        read_pdf((await clerk.get(path, params=params)).content).text
        for params in ({"round": "1"}, {})
    ]

    assert "全部 2 项" in first
    assert "全部 1 项" in last
    assert (await clerk.get(path, params={"round": "3"})).status_code == 404


async def test_who_is_declined_learns_why_and_what_to_do(approvals: Approvals) -> None:
    journey = await a_handed_in_case(approvals)
    reason = "所申请事项不属于本行政机关职权范围，请向市级主管部门申请"
    await approvals.as_("window1").post(f"{journey.desk}/refuse", json={"reason": reason})

    printed = await approvals.as_("zhang").get(f"{journey.path}/documents/non-acceptance")
    text = read_pdf(printed.content).text

    for said in ("不予受理通知书", reason, "六十日内依法申请行政复议", "六个月内依法向人民法院"):
        assert said in text, said


@pytest.mark.parametrize("kind", ["acceptance", "supplement", "non-acceptance"])
async def test_what_has_not_been_decided_cannot_be_printed(approvals: Approvals, kind: str) -> None:
    journey = await a_handed_in_case(approvals)

    for login, path in (("window1", journey.desk), ("zhang", journey.path)):
        refused = await approvals.as_(login).get(f"{path}/documents/{kind}")
        assert refused.status_code == 404
        assert refused.json()["type"].endswith("/document-not-made")
        assert refused.json()["state_name"] == "已提交，等待受理"


async def test_the_owner_prints_what_the_window_prints(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)

    mine = await approvals.as_("zhang").get(f"{journey.path}/documents/acceptance")
    theirs = await approvals.as_("window1").get(f"{journey.desk}/documents/acceptance")

    assert mine.content == theirs.content


async def test_papers_are_for_the_owner_and_the_region_alone(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)
    answers = [
        await approvals.as_("li").get(f"{journey.path}/documents/acceptance"),
        await approvals.as_("li").get(f"{journey.path}/documents/receipt"),
        await approvals.as_("window-elsewhere").get(f"{journey.desk}/documents/acceptance"),
        await approvals.as_("window-elsewhere").get(f"{journey.desk}/receipt"),
    ]

    assert {one.status_code for one in answers} == {404}
    assert (await approvals.as_("zhang").get(f"{journey.desk}/receipt")).status_code == 403
    assert (
        await approvals.as_("window1").get(f"{journey.desk}/documents/diploma")
    ).status_code == 422


async def test_a_walk_in_takes_the_receipt_home(approvals: Approvals) -> None:
    journey = await a_case_begun_at_the_desk(approvals)
    await scan_everything(journey)
    await approvals.as_("window1").post(f"{journey.desk}/submit")

    printed = await approvals.as_("window1").get(f"{journey.desk}/receipt")

    text = read_pdf(printed.content).text
    assert "王*英" in text
    assert journey.query_code in text
    assert f"取件码 {approvals.office.pickup_code(journey.case_no)}" in text


async def test_a_refusal_is_in_writing_with_its_reasons_and_remedies(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)
    path = f"{journey.path}/documents/decision"
    zhang = approvals.as_("zhang")
    too_early = await zhang.get(path)
    await journey.decide("market")
    await journey.decide("health", "refuse", feedback="未按要求设置独立的消毒间。")

    printed = await zhang.get(path)

    assert too_early.json()["type"].endswith("/document-not-made")
    text = read_pdf(printed.content).text.replace("\n", "")
    for said in ("审批决定书", "第三十八条", "未按要求设置独立的消毒间", "不同意", "行政复议"):
        assert said in text, said
    assert (await approvals.as_("li").get(path)).status_code == 404


async def test_a_special_procedure_is_told_in_writing(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)
    path = f"{journey.desk}/documents/special-procedure"
    clerk = approvals.as_("window1")
    nothing = await clerk.get(path)
    body = {"kind": "expert_review", "basis": "公共场所卫生管理条例", "expected_days": 12}
    await approvals.as_("approver-wjj").post(
        f"/tasks/{journey.tasks['health']}/start-special-procedure", json=body
    )

    printed = await clerk.get(path)
    second = await clerk.get(path, params={"round": "2"})

    assert nothing.status_code == second.status_code == 404
    text = read_pdf(printed.content).text.replace("\n", "")
    for said in ("特别程序告知书", "专家评审", "12 个工作日", "第四十五条", "公共场所卫生管理条例"):
        assert said in text, said
