"""A case carries the policy whose benefit it applies for, from its begin to its end."""

from uuid import UUID, uuid4

from approvals_building import Approvals, Journey, a_handed_in_case, an_application
from desk_building import on_behalf


async def told(approvals: Approvals, journey: Journey) -> dict[str, str | None]:
    """What the facts of a case that name a policy said."""
    rows = await approvals.pool.fetch(
        "SELECT subject, data->>'policy_id' AS policy FROM journal"
        " WHERE aggregate_id = $1 AND data ? 'policy_id'",
        UUID(journey.case_id),
    )
    return {row["subject"].split(".")[2]: row["policy"] for row in rows}


async def test_the_policy_is_kept_shown_and_told_when_the_case_ends(approvals: Approvals) -> None:
    policy = str(uuid4())
    journey = await a_handed_in_case(approvals, policy_id=policy)

    zhang = approvals.as_("zhang")
    assert (await zhang.get(journey.path)).json()["policy_id"] == policy
    assert (await zhang.post(f"{journey.path}/withdraw")).status_code == 200
    assert await told(approvals, journey) == {"drafted": policy, "closed": policy}


async def test_a_case_for_no_policy_names_none(approvals: Approvals) -> None:
    journey = await a_handed_in_case(approvals)
    await approvals.as_("zhang").post(f"{journey.path}/withdraw")

    assert (await approvals.as_("zhang").get(journey.path)).json()["policy_id"] is None
    assert set((await told(approvals, journey)).values()) == {None}


async def test_what_is_no_id_of_a_policy_is_refused(approvals: Approvals) -> None:
    wrong = an_application(policy_id="创业担保贷款贴息")
    answer = await approvals.as_("zhang").post("/cases", json=wrong)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "#/policy_id"


async def test_a_clerk_names_the_policy_for_whoever_stands_at_the_window(
    approvals: Approvals,
) -> None:
    policy = str(uuid4())
    body = on_behalf(policy_id=policy)
    begun = await approvals.as_("window1").post("/desk/cases", json=body)

    assert begun.json()["policy_id"] == policy
