"""What is foretold is what happens, to the minute."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from approvals_building import (
    BARBER_SHOP,
    DEPARTMENTS,
    Approvals,
    Journey,
    a_begun_case,
    a_handed_in_case,
)
from case_building import at
from catalogue_building import SELF, a_matter, a_node, an_issue, answered, yes_no

from svc_approvals.domain.catalogue.process import Join
from svc_approvals.domain.catalogue.writing import to_dict

MATTER = f"/matters/{BARBER_SHOP}"
TIMES = ("arrived_at", "finished_at", "promised_due", "statutory_due")
FRIDAY = at("2026-09-30 16:40")  # the last working hour before National Day
SHOP = {"market": 25, "health": 400, "city": 1, "tax": 390, "police": 20, "issue": 15}


async def foretold(approvals: Approvals, code: str, **asked: Any) -> dict[str, Any]:
    answer = await approvals.as_("anonymous").post(f"/matters/{code}/simulate", json=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def moments(told: dict[str, Any]) -> dict[str, dict[str, datetime | None]]:
    return {
        node["key"]: {
            name: datetime.fromisoformat(node[name]) if node[name] else None for name in TIMES
        }
        for node in told["nodes"]
    }


async def happened(journey: Journey) -> dict[str, dict[str, datetime | None]]:
    rows = await journey.approvals.pool.fetch(
        f"SELECT key, {', '.join(TIMES)} FROM node WHERE case_id = $1", UUID(journey.case_id)
    )
    return {row["key"]: {name: row[name] for name in TIMES} for row in rows}


async def live_through(journey: Journey, told: dict[str, Any]) -> None:
    """Decide every node at its simulated moment, whatever else is true then."""
    decided = [one for one in told["nodes"] if one["state"] in {"approved", "refused"}]
    for node in sorted(decided, key=lambda one: (one["finished_at"], one["key"] == "issue")):
        journey.approvals.set_clock(datetime.fromisoformat(node["finished_at"]))
        outcome = {"approved": "approve", "refused": "refuse"}[node["state"]]
        login = "window1" if node["key"] == "issue" else f"approver-{node['organ']}"
        done = await journey.decide(node["key"], outcome, login)
        assert done.status_code == 200, (node, done.text)


async def test_a_real_case_of_the_barber_shop_runs_as_foretold(approvals: Approvals) -> None:
    told = await foretold(
        approvals, BARBER_SHOP, answers=SELF, start=FRIDAY.isoformat(), minutes=SHOP
    )  # fmt: skip
    approvals.set_clock(FRIDAY)
    journey = await a_handed_in_case(approvals)
    await journey.accept()
    await journey.supply_deferred()

    await live_through(journey, told)

    assert await happened(journey) == moments(told)
    row = await approvals.row_of(journey.case_id)
    assert datetime.fromisoformat(told["decided_at"]) == row["decided_at"]
    assert [datetime.fromisoformat(told[name]) for name in ("promised_due", "statutory_due")] == [
        row["promised_due"],
        row["statutory_due"],
    ]
    assert told["critical_path"] == ["health", "issue"]
    assert told["ends_at"] == "2026-10-09T09:05:00+08:00"  # 20 + 390 + 5 working minutes


def a_tangle() -> dict[str, Any]:
    """Every kind of join, a node that is skipped, and one that is refused."""
    matter = a_matter(
        a_node("a"),
        a_node("b", on_refuse="branch", promised_days=2),
        a_node("skipped", "a", when=answered("x", "no")),
        a_node("first", "a", "b", join=Join("any")),
        a_node("two", "a", "b", "skipped", join=Join("k", 1)),
        a_node("both", "first", "two"),
        a_node("behind", "b"),
        an_issue("both", "behind", organ="xzsp", role="window"),
        code="M-1",
        questions=(yes_no("x"),),
        promised_days=9,
    )
    return to_dict(matter)


@pytest.mark.parametrize("outcomes", [{}, {"b": "refuse"}, {"a": "refuse"}])
async def test_joins_skips_and_refusals_happen_as_foretold(
    approvals: Approvals, outcomes: dict[str, str]
) -> None:
    published = await approvals.as_("editor").put("/matters/M-1", json=a_tangle())
    assert published.status_code == 200, published.text
    minutes = {"a": 200, "b": 100, "first": 50, "two": 60, "both": 500, "issue": 1}
    start = at("2026-04-03 11:30")
    told = await foretold(
        approvals, "M-1", answers={"x": "yes"}, start=start.isoformat(), minutes=minutes,
        outcomes=outcomes,
    )  # fmt: skip
    approvals.set_clock(start)
    journey = await a_begun_case(approvals, matter_code="M-1", answers={"x": "yes"}, form={})
    await journey.submit()
    accepted = await approvals.as_("window1").post(f"{journey.desk}/accept", json={})
    assert accepted.status_code == 200, accepted.text
    await journey.look_up_tasks()

    await live_through(journey, told)

    assert await happened(journey) == moments(told)
    row = await approvals.row_of(journey.case_id)
    assert row["result"] == told["result"]
    states = {key: node["state"] for key, node in _by_key(told).items()}
    rows = await approvals.pool.fetch(
        "SELECT key, state FROM node WHERE case_id = $1", UUID(journey.case_id)
    )
    assert {one["key"]: one["state"] for one in rows} == states


def _by_key(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {node["key"]: node for node in told["nodes"]}


async def test_a_guide_says_when_it_would_end(approvals: Approvals) -> None:
    guide = await approvals.as_("anonymous").post(f"{MATTER}/resolve", json={"answers": SELF})
    told = await foretold(approvals, BARBER_SHOP, answers=SELF)

    assert guide.json()["expected_end"] == told["ends_at"] == "2026-03-03T17:00:00+08:00"
    assert not any(node["late"] for node in told["nodes"])
    assert len(DEPARTMENTS) + 1 == len(told["nodes"])


async def test_a_draft_is_simulated_for_editors_only(approvals: Approvals) -> None:
    source = to_dict(a_matter(a_node("a", promised_days=3), an_issue("a"), promised_days=3))
    await approvals.as_("editor").put("/matters/M-2/draft", json=source)
    body = {"draft": True, "minutes": {"a": 10, "issue": 0}}

    told = await approvals.as_("editor").post("/matters/M-2/simulate", json=body)
    refused = await approvals.as_("anonymous").post("/matters/M-2/simulate", json=body)

    assert told.json()["ends_at"] == "2026-03-02T09:40:00+08:00", told.text
    assert refused.status_code == 403


async def test_a_draft_that_goes_round_in_circles_has_no_end(approvals: Approvals) -> None:
    source = to_dict(a_matter(a_node("a", "b"), a_node("b", "a"), an_issue("a")))
    await approvals.as_("editor").put("/matters/M-2/draft", json=source)

    refused = await approvals.as_("editor").post("/matters/M-2/simulate", json={"draft": True})

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == "cycle"


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"minutes": {"ghost": 1}}, "#/minutes/ghost"),
        ({"outcomes": {"issue": "refuse"}}, "#/outcomes/issue"),
        ({"answers": {"applied_by": "nobody"}}, "#/answers/applied_by"),
        ({"start": "9999-12-31T23:59:00-08:00"}, "#/start"),
        ({"start": "0001-01-01T00:00:00+08:00"}, "#/start"),
    ],
)
async def test_what_cannot_be_supposed_is_named(
    approvals: Approvals, asked: dict[str, Any], pointer: str
) -> None:
    refused = await approvals.as_("anonymous").post(f"{MATTER}/simulate", json=asked)

    assert refused.status_code == 422, refused.text
    assert [one["pointer"] for one in refused.json()["errors"]] == [pointer]


async def test_a_start_outside_the_calendar_is_refused(approvals: Approvals) -> None:
    asked = {"start": "2025-01-02T09:00:00+08:00"}

    refused = await approvals.as_("anonymous").post(f"{MATTER}/simulate", json=asked)

    assert refused.json()["type"].endswith("/outside-calendar")
