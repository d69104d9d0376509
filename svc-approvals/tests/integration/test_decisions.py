"""What belongs to a decision: files attached to it, and what an officer puts in a certificate."""

from typing import Any

import httpx2
import pytest
from approvals_building import PDF, Approvals, Journey, a_file, an_accepted_case
from certificate_building import held

HEALTH = "approver-wjj"


@pytest.fixture
async def accepted(approvals: Approvals) -> Journey:
    return await an_accepted_case(approvals)


def problem(answer: httpx2.Response) -> str:
    """The last part of a problem's type."""
    slug: str = answer.json()["type"].rsplit("/", 1)[1]
    return slug


async def attached(journey: Journey, *, public: bool = True, **file: Any) -> dict[str, Any]:
    """A file the health department attaches to its node."""
    done = await journey.approvals.as_(HEALTH).post(
        f"/tasks/{journey.tasks['health']}/attachments",
        params={"public": public},
        files=a_file(**{"name": "现场核查意见.pdf", **file}),
    )
    assert done.status_code == 201, done.text
    one: dict[str, Any] = done.json()
    return one


async def shown(journey: Journey) -> list[str]:
    """The files the applicant sees."""
    case = (await journey.approvals.as_("zhang").get(journey.path)).json()
    return [one["attachment_id"] for one in case["attachments"]]


async def test_a_public_file_is_the_applicants_to_read_once_it_is_decided(
    accepted: Journey,
) -> None:
    one = await attached(accepted)
    path = f"{accepted.path}/attachments/{one['attachment_id']}/file"
    zhang = accepted.approvals.as_("zhang")
    before = await zhang.get(path)

    done = await accepted.decide("health", attachments=[one["attachment_id"]])

    assert (before.status_code, problem(before)) == (404, "attachment-not-found")
    assert done.status_code == 200, done.text
    assert await shown(accepted) == [one["attachment_id"]]
    assert (await zhang.get(path)).content == PDF
    assert (await accepted.approvals.as_("li").get(path)).status_code == 404


async def test_a_file_for_the_house_is_read_by_the_other_departments_only(
    accepted: Journey,
) -> None:
    one = await attached(accepted, public=False)
    tax = accepted.approvals.as_("approver-swj")
    path = f"/tasks/{accepted.tasks['tax']}"
    file = f"{path}/attachments/{one['attachment_id']}/file"
    too_early = await tax.get(file)

    await accepted.decide("health", attachments=[one["attachment_id"]])

    assert too_early.status_code == 404
    assert [x["attachment_id"] for x in (await tax.get(path)).json()["attachments"]] == [
        one["attachment_id"]
    ]
    assert (await tax.get(file)).content == PDF
    assert await shown(accepted) == []
    refused = await accepted.approvals.as_("zhang").get(
        f"{accepted.path}/attachments/{one['attachment_id']}/file"
    )
    assert refused.status_code == 404


async def test_a_decision_names_files_of_its_own_node_and_is_refused_whole(
    accepted: Journey,
) -> None:
    one = await attached(accepted)

    refused = await accepted.decide("tax", attachments=[one["attachment_id"]])

    assert (refused.status_code, problem(refused)) == (422, "attachment-unknown")
    assert one["attachment_id"] in refused.json()["attachments"]
    task = await accepted.approvals.as_("approver-swj").get(f"/tasks/{accepted.tasks['tax']}")
    assert task.json()["state"] == "active"


async def test_a_file_is_taken_away_until_a_decision_needs_it(accepted: Journey) -> None:
    needless, needed = await attached(accepted), await attached(accepted)
    officer = accepted.approvals.as_(HEALTH)
    path = f"/tasks/{accepted.tasks['health']}/attachments"

    gone = await officer.delete(f"{path}/{needless['attachment_id']}")
    again = await officer.delete(f"{path}/{needless['attachment_id']}")
    await accepted.decide("health", attachments=[needed["attachment_id"]])
    kept = await officer.delete(f"{path}/{needed['attachment_id']}")

    assert (gone.status_code, problem(again)) == (204, "attachment-not-found")
    assert (kept.status_code, problem(kept)) == (409, "attachment-decided")
    late = await officer.post(path, files=a_file())
    assert (late.status_code, problem(late)) == (409, "node-already-decided")


async def test_taking_a_decision_back_takes_its_files_back(accepted: Journey) -> None:
    one = await attached(accepted)
    await accepted.decide("health", attachments=[one["attachment_id"]])

    back = await accepted.approvals.as_(HEALTH).post(f"/tasks/{accepted.tasks['health']}/take-back")

    assert back.status_code == 200, back.text
    assert await shown(accepted) == []
    assert (await accepted.decide("health")).status_code == 200
    assert await shown(accepted) == []


async def test_another_department_and_another_kind_of_file_are_refused(accepted: Journey) -> None:
    path = f"/tasks/{accepted.tasks['health']}/attachments"

    foreign = await accepted.approvals.as_("approver-swj").post(path, files=a_file())
    wrong = await accepted.approvals.as_(HEALTH).post(path, files=a_file(b"MZ\x90", "a.pdf"))

    assert (foreign.status_code, problem(foreign)) == (404, "node-not-found")
    assert (wrong.status_code, problem(wrong)) == (415, "file-type-refused")
    assert await accepted.approvals.pool.fetchval("SELECT count(*) FROM attachment") == 0


async def test_a_node_holds_twenty_files(accepted: Journey) -> None:
    for _ in range(20):
        await attached(accepted)

    refused = await accepted.approvals.as_(HEALTH).post(
        f"/tasks/{accepted.tasks['health']}/attachments", files=a_file()
    )

    assert (refused.status_code, problem(refused)) == (409, "too-many-attachments")


async def handed_out(journey: Journey) -> dict[str, Any]:
    """The hygiene licence of the case, after everybody else has decided."""
    for key in ("market", "city", "tax", "police"):
        await journey.decide(key)
    await journey.supply_deferred()
    done = await journey.decide("issue")
    assert done.status_code == 200, done.text
    (licence,) = await held(journey.approvals, type="hygiene_licence")
    whole = await journey.approvals.as_("zhang").get(f"/certificates/{licence['certificate_id']}")
    data: dict[str, Any] = whole.json()["data"]
    return data


async def test_a_certificate_says_what_the_officer_found_and_the_rest_of_the_form(
    accepted: Journey,
) -> None:
    done = await accepted.decide(
        "health", certificates={"hygiene_licence": {"area": 30.0, "projects": "理发"}}
    )
    assert done.status_code == 200, done.text
    kept = await accepted.approvals.pool.fetchval("SELECT personal FROM granted_data")

    data = await handed_out(accepted)

    assert (data["area"], data["projects"], data["holder_name"]) == (30.0, "理发", "张三")
    assert "理发" not in kept
    assert await accepted.approvals.pool.fetchval("SELECT count(*) FROM granted_data") == 0


async def test_what_was_said_goes_with_the_decision_that_is_taken_back(accepted: Journey) -> None:
    await accepted.decide("health", certificates={"hygiene_licence": {"area": 30.0}})
    await accepted.approvals.as_(HEALTH).post(f"/tasks/{accepted.tasks['health']}/take-back")
    await accepted.decide("health")

    assert (await handed_out(accepted))["area"] == 36.5


@pytest.mark.parametrize(
    ("outcome", "said", "wrong"),
    [
        ("approve", {"road_permit": {}}, {"#/certificates/road_permit": "unknown_product"}),
        (
            "approve",
            {"hygiene_licence": {"area": "大"}},
            {"#/certificates/hygiene_licence/area": "wrong_value"},
        ),
        (
            "approve",
            {"hygiene_licence": {"colour": "红"}},
            {"#/certificates/hygiene_licence": "unknown_field"},
        ),
        ("refuse", {"hygiene_licence": {}}, {"#/certificates/hygiene_licence": "not_granted"}),
    ],
)
async def test_data_no_certificate_can_hold_is_refused_with_its_pointer(
    accepted: Journey, outcome: str, said: dict[str, Any], wrong: dict[str, str]
) -> None:
    refused = await accepted.decide("health", outcome, certificates=said)

    assert (refused.status_code, problem(refused)) == (422, "granted-data-invalid")
    assert {one["pointer"]: one["code"] for one in refused.json()["errors"]} == wrong
    assert (await accepted.approvals.row_of(accepted.case_id))["state"] == "in_progress"
    task = await accepted.approvals.as_(HEALTH).get(f"/tasks/{accepted.tasks['health']}")
    assert task.json()["state"] == "active"
