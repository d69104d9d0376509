"""Playing a matter to its end: a person who fills in anything that fits, and every official."""

from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from approvals_building import ORGANS, Approvals, a_file, an_officer

from shared.database import Row
from shared.identity import Caller
from svc_approvals.domain.cases.rulings import ruling_of
from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.domain.histories.applicants import some_guide
from svc_approvals.use_cases.cases.form_check import check_form

CREDIT_CODE = "91350100M000100Y43"
CODE_OF = {organ.organ_id: organ.code for organ in ORGANS}
TASKS = """
SELECT node_id, key, kind, role, organ_id, signing, case_id FROM node
WHERE case_id = $1 AND state = 'active' ORDER BY position
"""
UNSIGNED = "SELECT staff_no FROM signer WHERE case_id = $1 AND key = $2 AND outcome = ''"
MOST_STEPS = 50


@dataclass
class Application:
    """What somebody answers and fills in; the guide that follows from it."""

    guide: Guide
    form: dict[str, Any]


def an_acceptable_application(definition: dict[str, Any]) -> Application:
    """One that the form takes and that no rule of the matter refuses."""
    matter = read_matter(definition).matter
    assert matter is not None
    shape = {one.key: one for one in matter.form.fields()}
    for seed in range(3000):
        guide, form = some_guide(Random(seed), matter)  # noqa: S311 - no secret
        form = {key: _fitting(value, shape.get(key)) for key, value in form.items()}
        values = {**form, **guide.answers}
        rulings = [ruling_of(matter, one, values).outcome for one in guide.applicable_nodes]
        if not check_form(guide, form).problems and "refused" not in rulings:
            return Application(guide, form)
    raise AssertionError(f"nobody could apply for {matter.code}")


def _fitting(value: Any, field: FormField | None) -> Any:
    """Text as long as the form wants it, and a credit code that checks."""
    if field is None or field.kind != "text":
        return value
    if field.format == "credit_code":
        return CREDIT_CODE
    return value if field.format or len(value) >= (field.least or 0) else "6" * (field.least or 0)


@dataclass
class Player:
    """A case of any matter, and everybody who has to do with it."""

    approvals: Approvals
    case_id: str = ""
    case_no: str = ""
    query_code: str = ""

    async def hand_in(self, code: str, application: Application) -> None:
        """Begin with everything filled in, hand in every material, submit."""
        zhang = self.approvals.as_("zhang")
        body = {
            "matter_code": code, "answers": dict(application.guide.answers),
            "form": application.form, "delivery": "electronic",
        }  # fmt: skip
        begun = await zhang.post("/cases", json=body)
        assert begun.status_code == 201, begun.text
        case = begun.json()
        self.case_id, self.case_no = case["case_id"], case["case_no"]
        self.query_code = case["query_code"]
        for material in case["materials"]:
            path = f"/cases/{self.case_id}/materials/{material['code']}"
            done = await zhang.put(path, files=a_file())
            assert done.status_code == 200, done.text
        submitted = await zhang.post(f"/cases/{self.case_id}/submit")
        assert submitted.status_code == 200, submitted.text

    async def accept(self) -> None:
        """The window accepts, unless a rule has done it (秒批)."""
        if (await self.shown())["state"] == "submitted":
            window = self.approvals.as_("window1")
            done = await window.post(f"/desk/cases/{self.case_id}/accept", json={})
            assert done.status_code == 200, done.text

    async def decide_all(self) -> int:
        """Every official approves whatever comes to them; answers how many decisions it took."""
        decisions = 0
        for _ in range(MOST_STEPS):
            tasks = await self.approvals.pool.fetch(TASKS, UUID(self.case_id))
            if not tasks:
                return decisions
            decisions += await self._decide(tasks[0])
        raise AssertionError("the case does not come to its end")

    async def _decide(self, task: Row) -> int:
        officials = [an_official(task)]
        if task["signing"] != "one":
            rows = await self.approvals.pool.fetch(UNSIGNED, UUID(self.case_id), task["key"])
            officials = [an_official(task, row["staff_no"]) for row in rows]
        path = f"/tasks/{task['node_id']}"
        if task["kind"] == "push":
            taken = await self.approvals.as_(officials[0]).post(
                f"{path}/take-over", json={"reason": "对方系统停机"}
            )
            assert taken.status_code == 200, taken.text
        for official in officials:
            body = {"outcome": "approve"}
            done = await self.approvals.as_(official).post(f"{path}/decide", json=body)
            assert done.status_code == 200, done.text
            if done.json()["state"] != "active":
                break
        return 1

    async def shown(self) -> dict[str, Any]:
        """The case as anybody with its number and code sees it."""
        asked = {"code": self.query_code}
        answer = await self.approvals.as_("anonymous").get(f"/track/{self.case_no}", params=asked)
        shown: dict[str, Any] = answer.json()
        return shown


def an_official(task: Row, staff_no: str = "") -> Caller:
    """Somebody of the node's organ, in the role that handles it."""
    organ = CODE_OF[task["organ_id"]]
    return an_officer(staff_no or f"approver-{organ}", organ, task["role"])
