"""Pre-review (预审): a clerk looks at a draft from afar; nothing is decided by it."""

from asyncio import gather
from datetime import timedelta
from typing import Any

import pytest
from approvals_building import Approvals, Journey, a_begun_case, a_file, an_officer

REMARK = {"pointer": "materials/M07", "text": "请加盖公章后重新扫描"}


@pytest.fixture
async def draft(approvals: Approvals) -> Journey:
    """Begun, with one material, and a look asked for."""
    journey = await a_begun_case(approvals)
    zhang = approvals.as_("zhang")
    await zhang.put(f"{journey.path}/materials/M01", files=a_file())
    asked = await zhang.post(f"{journey.path}/pre-review")
    assert asked.status_code == 201, asked.text
    return journey


async def review_of(draft: Journey) -> str:
    rows = (await draft.approvals.as_("window1").get("/desk/pre-reviews")).json()["items"]
    assert [row["case_id"] for row in rows] == [draft.case_id]
    return f"/desk/pre-reviews/{rows[0]['review_id']}"


async def answers(draft: Journey, path: str, **body: Any) -> Any:
    given = {"remarks": [REMARK], "ready": False} | body
    return await draft.approvals.as_("window1").post(f"{path}/answer", json=given)


async def test_a_clerk_looks_at_the_draft_and_the_applicant_reads_the_remarks(
    draft: Journey,
) -> None:
    path = await review_of(draft)
    clerk = draft.approvals.as_("window1")

    shown = (await clerk.get(path)).json()
    file = await clerk.get(f"{path}/materials/M01/file")
    answered = await answers(draft, path)

    assert shown["form"]["operator_name"] == "张三"
    assert shown["form"]["operator_id_no"] == "4312**********1011"
    assert file.content.startswith(b"%PDF")
    assert answered.status_code == 204, answered.text
    [seen] = (await draft.approvals.as_("zhang").get(draft.path)).json()["pre_reviews"]
    assert (seen["state"], seen["ready"], seen["answered_by"]) == ("answered", False, "WINDOW1")
    assert seen["remarks"] == {"materials/M07": "请加盖公章后重新扫描"}
    told = await draft.approvals.announced(draft.case_id)
    assert told[-2:] == ["pre_review_requested", "pre_review_answered"]


async def test_the_applicant_is_told_of_the_answer_and_may_ask_again(draft: Journey) -> None:
    zhang = draft.approvals.as_("zhang")
    again = await zhang.post(f"{draft.path}/pre-review")
    assert again.json()["type"].endswith("/pre-review-open")

    await answers(draft, await review_of(draft))

    template = await draft.approvals.pool.fetchval(
        "SELECT data->>'template' FROM journal WHERE subject LIKE 'approvals.notification.%'"
    )
    assert template == "pre_review_answered"
    assert (await zhang.post(f"{draft.path}/pre-review")).status_code == 201


async def test_the_draft_stays_editable_and_may_be_handed_in(draft: Journey) -> None:
    zhang = draft.approvals.as_("zhang")
    path = await review_of(draft)

    saved = await zhang.patch(
        draft.path, json={"form": {"trade_name": "小张理发"}}, headers={"If-Match": "*"}
    )
    await draft.hand_in_everything()
    await draft.submit()

    assert saved.status_code == 200
    late = await answers(draft, path)
    assert late.json()["type"].endswith("/pre-review-not-found")
    clerk = draft.approvals.as_("window1")
    assert (await clerk.get("/desk/pre-reviews")).json()["items"] == []
    [seen] = (await zhang.get(draft.path)).json()["pre_reviews"]
    assert seen["state"] == "lapsed"


async def test_a_request_lapses_with_its_draft(draft: Journey) -> None:
    approvals = draft.approvals
    approvals.later(timedelta(days=31))

    assert await approvals.ring_due() == 1

    queue = (await approvals.as_("window1").get("/desk/pre-reviews")).json()["items"]
    [seen] = (await approvals.as_("zhang").get(draft.path)).json()["pre_reviews"]
    assert (queue, seen["state"]) == ([], "lapsed")


async def test_two_answers_at_once_are_one(draft: Journey) -> None:
    path = await review_of(draft)

    got = await gather(answers(draft, path), answers(draft, path, ready=True, remarks=[]))

    assert sorted(one.status_code for one in got) == [204, 404]


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"remarks": [REMARK | {"pointer": "materials/M99"}]}, "remarks-unknown"),
        ({"remarks": [REMARK, REMARK]}, "remarks-unknown"),
        ({"remarks": []}, "remarks-missing"),
        ({"remarks": [REMARK | {"text": ""}]}, "invalid"),
        ({"ready": None}, "invalid"),
    ],
)
async def test_an_answer_that_helps_nobody_is_refused(
    draft: Journey, body: dict[str, Any], slug: str
) -> None:
    path = await review_of(draft)

    refused = await answers(draft, path, **body)

    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (422, slug)
    assert await review_of(draft) == path


async def test_other_regions_and_other_people_see_no_draft(draft: Journey) -> None:
    path = await review_of(draft)
    stranger = draft.approvals.as_("window-elsewhere")
    got = [
        await stranger.get(path),
        await stranger.get(f"{path}/materials/M01/file"),
        await stranger.post(f"{path}/answer", json={"remarks": [], "ready": True}),
        await draft.approvals.as_("li").post(f"{draft.path}/pre-review"),
    ]

    assert {one.status_code for one in got} == {404}
    assert (await stranger.get("/desk/pre-reviews")).json()["items"] == []
    for login in ("zhang", "approver-wjj"):
        assert (await draft.approvals.as_(login).get("/desk/pre-reviews")).status_code == 403


async def test_without_a_request_a_draft_is_nobodys_business(approvals: Approvals) -> None:
    journey = await a_begun_case(approvals)

    clerk = approvals.as_(an_officer("window1", "xzsp", "window"))
    assert (await clerk.get(journey.desk)).status_code == 404
    assert (await clerk.get("/desk/pre-reviews", params={"count": "true"})).json()["total"] == 0


async def test_what_is_handed_in_needs_no_pre_review(draft: Journey) -> None:
    await draft.hand_in_everything()
    await draft.submit()

    refused = await draft.approvals.as_("zhang").post(f"{draft.path}/pre-review")

    assert refused.json()["type"].endswith("/transition-not-allowed")
