"""Nodes change hands over HTTP, beside other branches: every route, its rights, its refusals."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import httpx2
import pytest
from approvals_building import CALLERS, Approvals, an_officer
from operation_building import Operated, accepted, publish_every_place
from recount_building import messages

from shared.identity import Caller

OWN = {"to": "APPROVER-SCJG", "reason": "改派"}
TO = {"to": "APPROVER-WJJ-2", "reason": "出差"}


@pytest.fixture
async def case(approvals: Approvals) -> Operated:
    """Three departments side by side."""
    await publish_every_place(approvals)
    return await accepted(approvals, "check")


async def test_a_node_is_taken_given_back_handed_over_and_lent(case: Operated) -> None:
    assert (await case.done("health", "claim"))["handler_no"] == "APPROVER-WJJ"
    shown = {one["key"]: one for one in (await case.shown())["nodes"]}
    assert shown["health"]["handler_no"] == "APPROVER-WJJ"
    assert (await case.done("health", "release"))["handler_no"] == ""

    await case.done("health", "claim")
    lent = await case.done("health", "delegate", to="APPROVER-WJJ-2", reason="请看卫生条件")
    assert (lent["handler_no"], lent["delegated_by"]) == ("APPROVER-WJJ-2", "APPROVER-WJJ")
    await case.refuses(409, "node-delegated", "health", "release", "approver-wjj-2")
    await case.refuses(409, "node-claimed-by-other", "health", "decide", outcome="approve")
    await case.refuses(
        409, "node-delegated", "health", "decide", "approver-wjj-2", outcome="approve"
    )
    await case.approve("city")  # another branch finishes meanwhile
    back = await case.done("health", "hand-back", "approver-wjj-2", opinion="符合卫生条件")
    assert (back["handler_no"], back["delegated_by"]) == ("APPROVER-WJJ", "")
    await case.refuses(409, "node-not-delegated", "health", "hand-back", opinion="")

    moved = await case.done("health", "transfer", **TO)
    assert moved["handler_no"] == "APPROVER-WJJ-2"
    await case.refuses(409, "node-claimed-by-other", "health", "transfer", **TO)
    await case.done("health", "decide", "approver-wjj-2", outcome="approve")
    assert await case.stands("health", "city", "tax", "joint", "early", "most") == {
        "health": "approved", "city": "approved", "tax": "active", "joint": "active",
        "early": "active", "most": "waiting",
    }  # fmt: skip

    dossier = (
        await case.approvals.as_("approver-wjj").get(f"/tasks/{case.tasks['health']}")
    ).json()
    assert [one["action"] for one in dossier["remarks"]] == ["delegate", "hand_back", "transfer"]


@pytest.mark.parametrize("action", ["transfer", "delegate"])
async def test_only_a_colleague_at_work_in_the_organ_gets_a_node(
    case: Operated, action: str
) -> None:
    await case.done("health", "claim")

    for nobody in ("APPROVER-CGJ", "NOBODY"):
        body = {"to": nobody, "reason": "出差"}
        problem = await case.refuses(422, "official-unknown", "health", action, **body)
        assert problem["staff_no"] == nobody
    await case.refuses(422, "invalid", "health", action, to="APPROVER-WJJ-2")


async def test_only_who_has_a_node_lends_it(case: Operated) -> None:
    await case.refuses(409, "not-the-handler", "health", "delegate", **TO)


async def test_signers_are_added_and_removed_while_a_branch_beside_finishes(
    case: Operated,
) -> None:
    added = await case.done("health", "add-signer", staff_no="APPROVER-WJJ-2")
    assert (added["signing"], len(added["signers"])) == ("all", 2)
    await case.refuses(409, "signer-present", "health", "add-signer", staff_no="APPROVER-WJJ-2")
    await case.refuses(422, "official-unknown", "health", "add-signer", staff_no="NOBODY")
    signed = await case.done("health", "decide", outcome="approve")
    assert signed["state"] == "active"
    await case.refuses(409, "already-signed", "health", "decide", outcome="approve")
    await case.refuses(409, "node-not-shared", "health", "delegate", **TO)
    await case.approve("city")
    assert await case.stands("joint") == {"joint": "waiting"}
    await case.refuses(409, "already-signed", "health", "remove-signer", staff_no="APPROVER-WJJ")
    await case.refuses(409, "not-a-signer", "health", "remove-signer", staff_no="NOBODY")

    removed = await case.done("health", "remove-signer", staff_no="APPROVER-WJJ-2")

    assert removed["state"] == "approved"
    assert await case.stands("joint") == {"joint": "active"}


async def test_a_weighted_vote_is_signed_by_its_experts(case: Operated) -> None:
    await case.approve("health", "city", "joint")
    await case.refuses(409, "node-not-shared", "vote", "decide", outcome="skip")
    await case.refuses(409, "signer-of-the-matter", "vote", "remove-signer", staff_no="EXPERT-2")
    outsider = an_officer("approver-zrzyj", "zrzyj")
    await case.refuses(409, "not-a-signer", "vote", "decide", outsider, outcome="approve")

    first = await case.done("vote", "decide", "expert-1", outcome="approve")
    assert (first["state"], (await case.stands("vote"))["vote"]) == ("active", "active")
    body = {"to": "APPROVER-ZRZYJ", "reason": "专家生病"}
    await replaced_by_the_supervisor(case, body)
    last = await case.done("vote", "decide", outsider, outcome="approve")

    assert last["state"] == "approved"
    signed = {one["staff_no"] for one in last["signers"] if one["outcome"]}
    assert signed == {"EXPERT-1", "APPROVER-ZRZYJ"}


async def replaced_by_the_supervisor(case: Operated, body: dict[str, str]) -> None:
    for instead_of, slug in (("EXPERT-1", "already-signed"), ("NOBODY", "not-a-signer")):
        asked = body | {"instead_of": instead_of}
        await case.refused(409, slug, partial(case.supervise, "reassign", "vote", **asked))
    done = await case.supervise("reassign", "vote", **body, instead_of="EXPERT-2")
    assert done.status_code == 200, done.text


async def test_a_supervisor_urges_and_reassigns(case: Operated) -> None:
    await case.done("health", "claim")

    assert (await case.supervise("urge", "health", text="请尽快")).json()["urged"] == 1
    (message,) = await messages(case.approvals, "task_urged")
    assert message["account_id"] == CALLERS["approver-wjj"].subject
    assert message["parameters"] == {"case_no": case.case_no, "node_name": "health环节"}
    done = await case.supervise("reassign", "health", **TO)
    assert done.json()["handler_no"] == "APPROVER-WJJ-2"

    await case.refused(
        422, "official-unknown",
        lambda: case.supervise("reassign", "health", to="NOBODY", reason="改派"),
    )  # fmt: skip
    await case.refused(
        409, "node-not-active", lambda: case.supervise("urge", "joint", text="请尽快")
    )
    await case.refused(
        409,
        "node-already-decided",
        lambda: case.supervise("reassign", "check", **OWN),
    )


BODIES: dict[str, dict[str, Any]] = {
    "claim": {}, "release": {}, "take-back": {}, "end-supplement": {},
    "decide": {"outcome": "approve"}, "transfer": TO, "delegate": TO,
    "hand-back": {"opinion": ""}, "add-signer": {"staff_no": "APPROVER-WJJ-2"},
    "remove-signer": {"staff_no": "APPROVER-WJJ-2"}, "return": {"to": "check", "reason": "重核"},
    "start-special-procedure": {"kind": "hearing", "basis": "第四十五条", "expected_days": 5},
    "end-special-procedure": {"finding": ""}, "extend": {"days": 5, "reason": "案情复杂"},
    "request-supplement": {"items": [{"pointer": "materials/M1", "reason": "缺页"}]},
    "answer-extension": {"agreed": True},
}  # fmt: skip


async def test_other_organs_and_regions_see_no_node_and_other_roles_no_route(
    case: Operated,
) -> None:
    elsewhere = an_officer("approver-wjj", "wjj", "window")
    for action, body in BODIES.items():
        await case.refuses(404, "node-not-found", "health", action, "approver-cgj", **body)
        await case.refuses(404, "node-not-found", "health", action, elsewhere, **body)
        await case.refuses(403, "role-missing", "health", action, "zhang", **body)
    strange = an_officer("supervisor", "xzsp", "supervisor", region="431281")
    for action in ("urge", "reassign"):
        body = TO if action == "reassign" else {"text": ""}
        path = f"/supervision/nodes/{case.tasks['health']}/{action}"
        await case.refused(404, "node-not-found", posting(case, strange, path, body))
    officer = an_officer("approver-wjj", "wjj")
    for action in ("suspend", "terminate", "resume"):
        body = {} if action == "resume" else {"reason": "核查"}
        path = f"/supervision/cases/{case.case_id}/{action}"
        await case.refused(404, "case-not-found", posting(case, strange, path, body))
        await case.refused(403, "role-missing", posting(case, officer, path, body))


def posting(
    case: Operated, caller: Caller, path: str, body: dict[str, Any]
) -> Callable[[], Awaitable[httpx2.Response]]:
    """Something somebody tries."""
    return lambda: case.approvals.as_(caller).post(path, json=body)


@pytest.mark.parametrize("action", sorted(BODIES.keys() - {"take-back"}))
async def test_a_decided_and_a_waiting_node_say_so_to_every_operation(
    case: Operated, action: str
) -> None:
    body = BODIES[action]
    if action not in {"transfer", "delegate", "add-signer"}:
        await case.refuses(409, "node-already-decided", "check", action, **body)
        await case.refuses(409, "node-not-active", "joint", action, **body)
        return
    own = {key: f"APPROVER-{organ}" for key, organ in (("check", "SCJG"), ("joint", "ZJJ"))}
    field = "staff_no" if action == "add-signer" else "to"
    for key, slug in (("check", "node-already-decided"), ("joint", "node-not-active")):
        await case.refuses(409, slug, key, action, **(body | {field: own[key]}))
