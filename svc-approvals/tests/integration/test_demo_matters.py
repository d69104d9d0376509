"""Every demo matter from its first answer to the end, by people and by rules."""

import pytest
from approvals_building import Approvals, an_officer, official_of
from catalogue_building import DEMO, demo
from playing import Player, an_acceptable_application

from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.storage import directory
from svc_approvals.use_cases.catalogue.matters import publish_matter
from svc_approvals.worker import demo_matters

MATTERS = {one["code"]: one for one in demo_matters(DEMO)}
INSTANT = "HC-YJS-0010"
CERTIFICATES = "SELECT product_code FROM certificate WHERE case_id = $1::text::uuid"
INPUTS = """
SELECT data -> 'inputs' FROM journal WHERE aggregate_id = $1::text::uuid
AND subject LIKE '%node_ruled%' AND data ->> 'node_key' = $2
"""


async def published(approvals: Approvals, code: str) -> None:
    """The matter, with its experts in the directory."""
    async with approvals.work() as work:
        for node in MATTERS[code]["nodes"]:
            for signer in node.get("signing", {}).get("signers", ()):
                expert = an_officer(signer["staff_no"], node["organ"])
                await directory.put_official(work, official_of(signer["staff_no"], expert))
        await publish_matter(work, MATTERS[code])
        await work.commit()


def test_there_are_fourteen() -> None:
    assert len(MATTERS) == 14


@pytest.mark.parametrize("code", MATTERS)
async def test_a_demo_matter_runs_from_the_first_answer_to_the_end(
    approvals: Approvals, code: str
) -> None:
    await published(approvals, code)
    application = an_acceptable_application(MATTERS[code])
    player = Player(approvals)

    await player.hand_in(code, application)
    await player.accept()
    decisions = await player.decide_all()

    shown = await player.shown()
    assert (shown["state"], shown["result"]) == ("closed", "approved")
    assert shown["progress"]["done"] == shown["progress"]["total"]
    applicable = application.guide.applicable_nodes
    by_people = [one for one in applicable if one.kind != "rule"]
    assert decisions == (0 if code == INSTANT else len(by_people))
    states = {one["key"]: one["state"] for one in shown["nodes"]}
    approved = {key for key, state in states.items() if state == "approved"}
    assert approved == {one.key for one in applicable}
    rows = await approvals.pool.fetch(CERTIFICATES, player.case_id)
    given = {row["product_code"] for row in rows}
    assert given == certificates_of(application.guide.matter, approved)


def certificates_of(matter: Matter, approved: set[str]) -> set[str]:
    """The products that are certificates, of the nodes that approved."""
    kinds = {one.code for one in matter.products if one.certificate_type}
    made = (node.produces for node in matter.nodes if node.key in approved)
    return {code for codes in made for code in codes} & kinds


async def test_an_instant_matter_is_refused_by_its_rule_without_a_person(
    approvals: Approvals,
) -> None:
    await published(approvals, INSTANT)
    application = an_acceptable_application(demo("old-age-allowance"))
    application.form["other_allowance"] = True
    player = Player(approvals)

    await player.hand_in(INSTANT, application)

    shown = await player.shown()
    assert (shown["state"], shown["result"]) == ("closed", "refused")
    rules = [one["state"] for one in shown["nodes"] if one["kind"] == "rule"]
    assert rules == ["approved", "approved", "refused"]
    assert {one["handler_no"] for one in shown["nodes"]} == {None}
    judged = await approvals.pool.fetchval(INPUTS, player.case_id, "allowance")
    assert set(judged) == {"age", "other_allowance"}
