"""Whose versions are whose: everybody else's are not there."""

import pytest
from submissions_building import (
    EDUCATION,
    FINANCE,
    HEALTH,
    SUBMISSIONS,
    SUPERVISOR,
    Desk,
    an_issue,
    some_findings,
)

from shared.identity import ANONYMOUS, Caller

READS = ("", "/receipts", "/issues", "/tables", "/source", "/stream")
STEPS = ("approve", "publish", "correct", "revert")


@pytest.mark.parametrize("read", READS)
async def test_another_organs_version_is_not_there(desk: Desk, read: str) -> None:
    one = await desk.uploaded()
    answer = await desk.client(HEALTH).get(f"{SUBMISSIONS}/{one['submission_id']}{read}")

    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (
        404, "submission-not-found",
    )  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("caller", [HEALTH, SUPERVISOR])
async def test_nobody_else_takes_a_step(desk: Desk, step: str, caller: Caller) -> None:
    one = await desk.published()
    body = {"reason": "改正"} if step == "correct" else {}
    answer = await desk.post(one["submission_id"], step, caller, **body)

    assert answer.status_code == (404 if caller is HEALTH else 403)


async def test_another_organs_warning_is_not_explained(desk: Desk) -> None:
    desk.examined.findings = some_findings(an_issue())
    one = await desk.uploaded()
    answer = await desk.client(HEALTH).put(
        f"{SUBMISSIONS}/{one['submission_id']}/reasons/1",
        json={"reason": "没有错"}, headers={"If-Match": "*"},
    )  # fmt: skip

    assert answer.status_code == 404


async def test_nobody_uploads_for_another_organs_unit(desk: Desk) -> None:
    answer = await desk.upload(HEALTH)

    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (404, "unit-not-found")


async def test_the_finance_department_acts_for_every_unit_of_its_region(desk: Desk) -> None:
    one = await desk.uploaded(FINANCE)
    await desk.done(one["submission_id"], "approve", FINANCE)

    assert (await desk.done(one["submission_id"], "publish", FINANCE))["published_as"] == 1


async def test_a_department_does_not_approve_its_own(desk: Desk) -> None:
    one = await desk.uploaded()
    answer = await desk.post(one["submission_id"], "approve", EDUCATION)

    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (
        403, "approval-by-finance-only",
    )  # fmt: skip


async def test_a_supervisor_reads_what_is_of_the_region(desk: Desk) -> None:
    one = await desk.uploaded()

    read = await desk.client(SUPERVISOR).get(f"{SUBMISSIONS}/{one['submission_id']}")
    assert read.json()["unit_name"] == "怀化市鹤城区教育局"


async def test_lists_are_confined_too(desk: Desk) -> None:
    one = await desk.uploaded()
    lists = {
        caller: (await desk.client(caller).get(SUBMISSIONS, params={"count": True})).json()["total"]
        for caller in (EDUCATION, HEALTH, FINANCE, SUPERVISOR)
    }

    assert list(lists.values()) == [1, 0, 1, 1]
    anonymous = await desk.client(ANONYMOUS).get(f"{SUBMISSIONS}/{one['submission_id']}")
    assert anonymous.status_code == 401
