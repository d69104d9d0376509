"""Builders for the window: clerks of one counter, and cases begun for whoever stands there."""

from typing import Any

from approvals_building import (
    BARBER_SHOP,
    CALLERS,
    DEFERRED,
    Approvals,
    Journey,
    a_file,
    an_officer,
    id_of,
)
from catalogue_building import FILLED_IN, SELF

from svc_approvals.storage import directory
from svc_approvals.storage.directory import Official

IDENTITY_NO, PHONE, NAME = "431202196005120020", "13907450000", "王秀英"
WANG = {"kind": "person", "name": NAME, "identity_no": IDENTITY_NO, "phone": PHONE}
COLLEAGUE = CALLERS["window2"] = an_officer("window2", "xzsp", "window")


async def a_second_clerk(approvals: Approvals) -> None:
    """The directory tells of a colleague at the same window."""
    assert COLLEAGUE.organ_id is not None
    staff_id, organ_id = id_of("staff", "window2"), COLLEAGUE.organ_id
    one = Official(COLLEAGUE.staff_no, staff_id, "李窗口", organ_id, "0745-2", active=True)
    async with approvals.work() as work:
        await directory.put_official(work, one)
        await work.commit()


def on_behalf(**changes: Any) -> dict[str, Any]:
    """What a clerk sends for Wang, who stands at the window."""
    given = {
        "matter_code": BARBER_SHOP, "applicant": WANG, "answers": SELF, "form": dict(FILLED_IN),
    }  # fmt: skip
    return given | changes


async def a_case_begun_at_the_desk(approvals: Approvals, **changes: Any) -> Journey:
    """A draft in Wang's name."""
    begun = await approvals.as_("window1").post("/desk/cases", json=on_behalf(**changes))
    assert begun.status_code == 201, begun.text
    case = begun.json()
    return Journey(approvals, case["case_id"], case["case_no"], case["query_code"])


async def scan_everything(journey: Journey) -> None:
    """Every material but the one that is deferred, scanned by the clerk."""
    clerk = journey.approvals.as_("window1")
    for material in (await clerk.get(journey.desk)).json()["materials"]:
        if material["code"] != DEFERRED:
            path = f"{journey.desk}/materials/{material['code']}"
            done = await clerk.put(path, files=a_file())
            assert done.status_code == 200, done.text


def names_nobody(text: str) -> bool:
    """Nothing of Wang's stands in this text."""
    return not any(secret in text for secret in (IDENTITY_NO, PHONE, NAME))
