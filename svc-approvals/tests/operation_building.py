"""A matter with every kind of place in its process, and a case of it that people work on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx2
from approvals_building import Approvals, Journey, a_file, an_officer, official_of
from refusal_reading import problem_of, what_is_kept

from shared.identity import Caller
from svc_approvals.storage import directory
from svc_approvals.use_cases.catalogue.matters import publish_matter

CODE = "HC-YJS-0099"
FORM = {"shop_name": "小张理发店", "employees": 3}
EXPERTS = {f"expert-{n}": an_officer(f"expert-{n}", "zrzyj") for n in (1, 2, 3)}
LOGINS = {
    "check": "approver-scjg", "health": "approver-wjj", "city": "approver-cgj",
    "tax": "approver-swj", "joint": "approver-zjj", "early": "approver-sthj",
    "most": "approver-yjj", "vote": "expert-1", "issue": "window1",
}  # fmt: skip


def a_department(key: str, organ: str, *after: str, **more: Any) -> dict[str, Any]:
    """A node of one working day, whose refusal leaves the others."""
    node = {"key": key, "name": f"{key}环节", "organ": organ, "after": list(after)}
    return node | {"promised_days": 1, "statutory_days": 20, "on_refuse": "branch"} | more


def every_place() -> dict[str, Any]:
    """First one node, then three side by side, then joins of all, any and two, a rule, a vote."""
    signers = [{"staff_no": f"EXPERT-{n}", "weight": 2 if n == 1 else 1} for n in (1, 2, 3)]
    return {
        "code": CODE, "name": "并联事项", "nature": "行政许可", "kind": "承诺件",
        "audience": ["自然人"], "lead_organ": "scjg", "promised_days": 5, "statutory_days": 20,
        "consult_phone": "0745-1", "supervise_phone": "0745-2", "place": "窗口",
        "hours": {"days": "工作日", "morning": "09:00-12:00", "afternoon": "13:30-17:00"},
        "materials": [
            {"code": "M1", "name": "申请书", "copies": 1},
            {"code": "M2", "name": "租赁合同", "copies": 1, "deferrable": True},
            {"code": "M3", "name": "承诺书", "copies": 1, "required": False,
             "commitment_allowed": True},
        ],
        "form": {"sections": [{"key": "shop", "title": "店铺", "fields": [
            {"key": "shop_name", "title": "店名", "least": 2, "most": 50},
            {"key": "employees", "title": "从业人数", "kind": "integer", "least": 0, "most": 999},
        ]}]},
        "nodes": [
            a_department("check", "scjg", requires=["M1", "M2", "M3"]),
            a_department("health", "wjj", "check"),
            a_department("city", "cgj", "check"),
            a_department("tax", "swj", "check"),
            a_department("joint", "zjj", "health", "city"),
            a_department("early", "sthj", "city", "tax", join={"mode": "any"}),
            a_department("most", "yjj", "city", "tax", "early", join={"mode": "k", "k": 2}),
            a_department("rule", "mzj", "joint", kind="rule", promised_days=0,
                         decides={"field": "employees", "op": "gte", "value": 1}),
            a_department("vote", "zrzyj", "joint",
                         signing={"mode": "weighted", "threshold": 3, "signers": signers}),
            a_department("issue", "xzsp", "rule", "vote", "early", "most", kind="issue",
                         role="window", promised_days=0),
        ],
    }  # fmt: skip


@dataclass
class Operated(Journey):
    """A case of that matter; whoever is asked to do something is the node's own officer."""

    async def act(
        self, key: str, action: str, login: str | Caller = "", **body: Any
    ) -> httpx2.Response:
        """An officer does something to a node."""
        who = login or LOGINS[key]
        officer = EXPERTS.get(who, who) if isinstance(who, str) else who
        path = f"/tasks/{self.tasks[key]}/{action}"
        return await self.approvals.as_(officer).post(path, json=body)

    async def done(
        self, key: str, action: str, login: str | Caller = "", **body: Any
    ) -> dict[str, Any]:
        """The same, which must succeed."""
        answer = await self.act(key, action, login, **body)
        assert answer.status_code == 200, (key, action, answer.text)
        done: dict[str, Any] = answer.json()
        return done

    async def approve(self, *keys: str) -> None:
        """Their own officers approve these nodes, one after the other."""
        for key in keys:
            await self.done(key, "decide", outcome="approve")

    async def refused(
        self, status: int, slug: str, asked: Callable[[], Awaitable[httpx2.Response]]
    ) -> dict[str, Any]:
        """What must be refused so, with nothing written anywhere."""
        before = await what_is_kept(self.approvals)
        problem = problem_of(await asked(), status, slug)
        assert await what_is_kept(self.approvals) == before
        return problem

    async def refuses(
        self, status: int, slug: str, key: str, action: str, login: str | Caller = "", **body: Any
    ) -> dict[str, Any]:
        """An operation on a node that must be refused so."""
        return await self.refused(status, slug, lambda: self.act(key, action, login, **body))

    async def supervise(self, action: str, key: str = "", **body: Any) -> httpx2.Response:
        """The supervisor does something to a node, or to the whole case."""
        what = f"nodes/{self.tasks[key]}" if key else f"cases/{self.case_id}"
        path = f"/supervision/{what}/{action}"
        return await self.approvals.as_("supervisor").post(path, json=body)

    async def shown(self) -> dict[str, Any]:
        """The case as its tracking shows it this moment."""
        view: dict[str, Any] = (await self.track()).json()
        return view

    async def stands(self, *keys: str) -> dict[str, str]:
        """How these nodes stand on the tracking; all of them when none is named."""
        nodes = {one["key"]: one["state"] for one in (await self.shown())["nodes"]}
        return {key: nodes[key] for key in keys or nodes}


async def publish_every_place(approvals: Approvals) -> None:
    """Publish the matter, and let the directory know its three experts."""
    async with approvals.work() as work:
        for login, expert in EXPERTS.items():
            await directory.put_official(work, official_of(login, expert))
        await publish_matter(work, every_place())
        await work.commit()


async def handed_in(approvals: Approvals, **changes: Any) -> Operated:
    """Submitted with everything but the material that may come later."""
    zhang = approvals.as_("zhang")
    asked = {"matter_code": CODE, "form": FORM, "delivery": "pickup"} | changes
    begun = await zhang.post("/cases", json=asked)
    assert begun.status_code == 201, begun.text
    case = begun.json()
    operated = Operated(approvals, case["case_id"], case["case_no"], case["query_code"])
    await zhang.put(f"{operated.path}/materials/M1", files=a_file())
    await operated.submit()
    return operated


async def accepted(approvals: Approvals, *decided: str, defer: bool = False) -> Operated:
    """Accepted, with these nodes approved by their own officers."""
    operated = await handed_in(approvals)
    deferrals = [{"material": "M2", "due_days": 5}]
    window = approvals.as_("window1")
    done = await window.post(f"{operated.desk}/accept", json={"deferrals": deferrals})
    assert done.status_code == 200, done.text
    await operated.look_up_tasks()
    if not defer:
        put = await approvals.as_("zhang").put(f"{operated.path}/materials/M2", files=a_file())
        assert put.status_code == 200, put.text
    await operated.approve(*decided)
    return operated
