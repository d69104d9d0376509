"""A clerk applies in the name of whoever stands at the window, and nothing of theirs leaks."""

from typing import Any

import pytest
from approvals_building import (
    CALLERS,
    DEFERRED,
    DEPARTMENTS,
    Approvals,
    a_begun_case,
    a_file,
    a_handed_in_case,
    an_application,
)
from desk_building import (
    IDENTITY_NO,
    PHONE,
    WANG,
    a_case_begun_at_the_desk,
    a_second_clerk,
    names_nobody,
    on_behalf,
    scan_everything,
)

from shared.check_digits import is_credit_code


async def test_a_walk_ins_case_goes_from_the_desk_to_the_end(approvals: Approvals) -> None:
    journey = await a_case_begun_at_the_desk(approvals)
    clerk = approvals.as_("window1")
    await scan_everything(journey)
    assert (await clerk.post(f"{journey.desk}/precheck")).json()["ready"] is True

    submitted = await clerk.post(f"{journey.desk}/submit")
    assert submitted.json()["query_code"] == journey.query_code
    await journey.accept()
    for key in DEPARTMENTS:
        await journey.decide(key)
    late = await clerk.put(f"{journey.desk}/materials/{DEFERRED}", files=a_file())
    assert late.status_code == 200, late.text
    await journey.decide("issue")
    assert (await clerk.post(f"{journey.desk}/deliver", json={})).status_code == 200

    shown = (await journey.track()).json()
    assert (shown["state"], shown["result"]) == ("closed", "approved")
    assert shown["applicant_masked"] == "王*英"
    assert shown["timeline"][0]["text"] == "窗口人员（工号 WINDOW1）已代申请人提交申请。"


async def test_what_is_done_in_a_name_is_logged_as_the_clerks(approvals: Approvals) -> None:
    journey = await a_case_begun_at_the_desk(approvals)
    await scan_everything(journey)
    await approvals.as_("window1").post(f"{journey.desk}/submit")

    rows = await approvals.pool.fetch(
        "SELECT actor, subject, data FROM journal WHERE aggregate_id = $1 ORDER BY sequence",
        (await approvals.row_of(journey.case_id))["case_id"],
    )

    assert {row["actor"] for row in rows} == {CALLERS["window1"].subject}
    assert rows[0]["data"]["channel"] == "window"
    assert (rows[0]["data"]["staff_no"], rows[-1]["data"]["staff_no"]) == ("WINDOW1", "WINDOW1")


async def test_nothing_that_names_the_person_is_kept_or_told_in_clear(
    approvals: Approvals,
) -> None:
    await a_case_begun_at_the_desk(approvals)

    walk_in = await approvals.pool.fetchrow("SELECT * FROM walk_in")
    journal = await approvals.pool.fetch("SELECT data::text AS told FROM journal")

    assert walk_in is not None
    assert names_nobody(str(dict(walk_in)))
    assert all(names_nobody(row["told"]) for row in journal)


async def test_the_same_person_is_the_same_applicant_each_time(approvals: Approvals) -> None:
    first = await a_case_begun_at_the_desk(approvals)
    moved = WANG | {"phone": "13800000000"}
    second = await a_case_begun_at_the_desk(approvals, applicant=moved)
    other = WANG | {"identity_no": "431202199003071011"}
    third = await a_case_begun_at_the_desk(approvals, applicant=other)

    cases = [await approvals.row_of(one.case_id) for one in (first, second, third)]
    owners = [case["applicant_id"] for case in cases]
    assert owners[0] == owners[1] != owners[2]
    assert await approvals.pool.fetchval("SELECT count(*) FROM walk_in") == 2


async def test_an_account_with_the_same_number_owns_nothing_of_it(approvals: Approvals) -> None:
    """Zhang's own number was written down at the desk; only number and code open the case."""
    mine = WANG | {"name": "张三", "identity_no": "431202199003071011"}
    journey = await a_case_begun_at_the_desk(approvals, applicant=mine)
    await scan_everything(journey)
    await approvals.as_("window1").post(f"{journey.desk}/submit")
    zhang = approvals.as_("zhang")

    assert (await zhang.get("/cases")).json()["items"] == []
    assert (await zhang.get(journey.path)).status_code == 404
    assert (await zhang.get(f"/track/{journey.case_no}")).status_code == 404
    assert (await journey.track()).status_code == 200


async def test_nobody_without_an_account_is_sent_a_message(approvals: Approvals) -> None:
    journey = await a_case_begun_at_the_desk(approvals)
    await scan_everything(journey)
    await approvals.as_("window1").post(f"{journey.desk}/submit")
    await journey.accept()

    sent = await approvals.pool.fetchval(
        "SELECT count(*) FROM journal WHERE subject LIKE 'approvals.notification.%'"
    )
    assert sent == 0


async def test_a_draft_is_changed_only_on_what_was_read(approvals: Approvals) -> None:
    journey = await a_case_begun_at_the_desk(approvals)
    clerk = approvals.as_("window1")
    seen = (await clerk.get(journey.desk)).headers["etag"]
    body = {"form": {"trade_name": "王姐理发店"}}

    saved = await clerk.patch(journey.desk, json=body, headers={"If-Match": seen})
    stale = await clerk.patch(journey.desk, json=body, headers={"If-Match": seen})
    blind = await clerk.patch(journey.desk, json=body)

    assert [one.status_code for one in (saved, stale, blind)] == [200, 412, 428]
    assert (await clerk.get(journey.desk)).json()["form"]["trade_name"] == "王姐理发店"


async def test_a_supplement_of_a_walk_in_comes_in_at_the_desk(approvals: Approvals) -> None:
    journey = await a_case_begun_at_the_desk(approvals)
    await scan_everything(journey)
    clerk = approvals.as_("window1")
    await clerk.post(f"{journey.desk}/submit")
    item = {"pointer": "materials/M07", "reason": "未加盖公章"}
    await clerk.post(f"{journey.desk}/request-supplement", json={"items": [item]})

    declared = await clerk.post(f"{journey.desk}/materials/M07/commitment")
    again = await clerk.post(f"{journey.desk}/supplement")
    taken_back = await clerk.post(f"{journey.desk}/withdraw")

    assert [one.status_code for one in (declared, again, taken_back)] == [200, 200, 200]
    assert taken_back.json()["result"] == "withdrawn"


async def test_a_citizens_own_case_is_not_changed_at_the_desk(approvals: Approvals) -> None:
    draft = await a_begun_case(approvals)
    handed_in = await a_handed_in_case(approvals)
    clerk = approvals.as_("window1")

    assert (await clerk.get(draft.desk)).status_code == 404
    answers = [
        await clerk.patch(handed_in.desk, json={"form": {}}, headers={"If-Match": "*"}),
        await clerk.put(f"{handed_in.desk}/materials/M01", files=a_file()),
        await clerk.post(f"{handed_in.desk}/materials/M07/commitment"),
        await clerk.post(f"{handed_in.desk}/precheck"),
        await clerk.post(f"{handed_in.desk}/submit"),
        await clerk.post(f"{handed_in.desk}/withdraw"),
    ]
    assert {one.status_code for one in answers} == {409}
    assert {one.json()["type"].rsplit("/", 1)[1] for one in answers} == {"not-begun-at-desk"}


async def test_a_draft_of_another_regions_window_is_not_found(approvals: Approvals) -> None:
    journey = await a_case_begun_at_the_desk(approvals)
    stranger = approvals.as_("window-elsewhere")

    answers = [
        await stranger.get(journey.desk),
        await stranger.patch(journey.desk, json={"form": {}}, headers={"If-Match": "*"}),
        await stranger.put(f"{journey.desk}/materials/M01", files=a_file()),
        await stranger.post(f"{journey.desk}/materials/M07/commitment"),
        await stranger.post(f"{journey.desk}/precheck"),
        await stranger.post(f"{journey.desk}/submit"),
        await stranger.post(f"{journey.desk}/withdraw"),
        await stranger.post("/desk/cases", json=on_behalf()),
    ]

    assert {one.status_code for one in answers} == {404}


@pytest.mark.parametrize(
    ("changes", "slug", "pointers"),
    [
        ({"applicant": WANG | {"identity_no": IDENTITY_NO[:-1] + "5"}}, "applicant-invalid",
         {"#/applicant/identity_no"}),
        ({"applicant": WANG | {"phone": "12"}}, "applicant-invalid", {"#/applicant/phone"}),
        ({"applicant": WANG | {"kind": "enterprise"}}, "applicant-invalid",
         {"#/applicant/identity_no"}),
        ({"delivery": "electronic"}, "delivery-needs-account", set()),
        ({"applicant": WANG | {"account_id": "x"}}, "invalid", {"#/applicant/account_id"}),
        ({"form": {"employees": "many"}}, "form-invalid", {"#/form/employees"}),
        ({"answers": {"applied_by": "dog"}}, "answers-invalid", {"#/answers/applied_by"}),
        ({"matter_code": "NONE"}, "matter-not-found", set()),
    ],
)  # fmt: skip
async def test_a_bad_beginning_leaves_nothing(
    approvals: Approvals, changes: dict[str, Any], slug: str, pointers: set[str]
) -> None:
    refused = await approvals.as_("window1").post("/desk/cases", json=on_behalf(**changes))

    assert refused.json()["type"].rsplit("/", 1)[1] == slug
    assert {error["pointer"] for error in refused.json()["errors"]} == pointers
    assert IDENTITY_NO not in refused.text
    assert PHONE not in refused.text
    for rows in ("kase", "walk_in", "journal WHERE subject LIKE 'approvals.case.%'"):
        assert await approvals.pool.fetchval(f"SELECT count(*) FROM {rows}") == 0


@pytest.mark.parametrize("login", ["zhang", "approver-wjj", "supervisor", "kiosk1"])
async def test_only_a_clerk_applies_in_somebodys_name(approvals: Approvals, login: str) -> None:
    client = approvals.as_(login, **{"Idempotency-Key": "k"})

    assert (await client.post("/desk/cases", json=on_behalf())).status_code == 403


async def test_a_citizen_cannot_pretend_to_be_the_window(approvals: Approvals) -> None:
    refused = await approvals.as_("zhang").post("/cases", json=an_application(channel="window"))

    assert refused.status_code == 422


async def test_a_colleague_of_the_region_may_go_on_with_a_draft(approvals: Approvals) -> None:
    await a_second_clerk(approvals)
    journey = await a_case_begun_at_the_desk(approvals)

    saved = await approvals.as_("window2").patch(
        journey.desk, json={"delivery": "courier"}, headers={"If-Match": "*"}
    )

    assert saved.status_code == 200


async def test_nothing_is_delivered_to_a_vault_nobody_can_open(approvals: Approvals) -> None:
    journey = await a_case_begun_at_the_desk(approvals)

    refused = await approvals.as_("window1").patch(
        journey.desk, json={"delivery": "electronic"}, headers={"If-Match": "*"}
    )

    assert refused.status_code == 422
    assert refused.json()["type"].endswith("/delivery-needs-account")
    assert (await approvals.row_of(journey.case_id))["delivery"] == "pickup"


async def test_an_enterprise_at_the_window_has_a_case_under_its_public_name(
    approvals: Approvals,
) -> None:
    firm = {
        "kind": "enterprise", "name": "鹤城云算科技有限公司", "identity_no": "91431202MA4L2B3C8D",
        "phone": "0745-2230000",
    }  # fmt: skip
    firm["identity_no"] = with_check_digit(firm["identity_no"][:17])

    journey = await a_case_begun_at_the_desk(approvals, applicant=firm)
    again = await a_case_begun_at_the_desk(approvals, applicant=firm)

    rows = [await approvals.row_of(one.case_id) for one in (journey, again)]
    assert {row["applicant_masked"] for row in rows} == {"鹤城云算科技有限公司"}
    assert rows[0]["applicant_id"] == rows[1]["applicant_id"]
    (stored,) = await approvals.pool.fetch("SELECT * FROM walk_in")
    assert firm["identity_no"] not in str(dict(stored))


def with_check_digit(head: str) -> str:
    """A credit code that proves itself (GB 32100)."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return next(code for sign in signs if is_credit_code(code := head + sign))
