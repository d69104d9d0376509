"""The supervisors' boards: lights, order, pages, one case's whole record; confined to a region."""

from collections import Counter
from typing import Any

import pytest
from approvals_building import Approvals, Journey, an_accepted_case, id_of
from case_building import at, the_clock
from prometheus_client import REGISTRY
from supervision_building import a_busy_region

from svc_approvals.domain.cases.lights import light
from svc_approvals.storage.supervision import gauges

NODES, CASES = "/supervision/nodes", "/supervision/cases"
ACTIVE = "SELECT node_id, arrived_at, promised_due FROM node WHERE state = 'active'"


@pytest.fixture
async def accepted(approvals: Approvals) -> Journey:
    return await an_accepted_case(approvals)


@pytest.fixture
async def busy(approvals: Approvals) -> Approvals:
    return await a_busy_region(approvals)


async def asked(approvals: Approvals, path: str, **params: Any) -> dict[str, Any]:
    answer = await approvals.as_("supervisor").get(path, params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def every(approvals: Approvals, path: str, **params: Any) -> list[dict[str, Any]]:
    """All pages after one another."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = await asked(approvals, path, limit=7, **params, **cursor)
        found += page["items"]
        if page["next_cursor"] is None:
            return found
        cursor = {"cursor": page["next_cursor"]}


async def test_a_light_turns_when_the_clock_has_rung(accepted: Journey) -> None:
    approvals = accepted.approvals
    seen = []
    for moment in ("2026-03-02 10:00", "2026-03-03 14:29", "2026-03-03 15:31", "2026-03-03 17:01"):
        approvals.set_clock(at(moment))
        while await approvals.ring_due():
            pass
        page = await asked(approvals, NODES)
        assert len({one["light"] for one in page["items"]}) == 1
        assert page["lights"][page["items"][0]["light"]] == len(page["items"]) == 5
        seen.append((page["items"][0]["light"], page["items"][0]["used_percent"]))

    assert [name for name, _ in seen] == ["green", "green", "yellow", "red"]
    assert [percent for _, percent in seen] == sorted(percent for _, percent in seen)
    assert seen[-1][1] >= 100


async def test_the_lights_are_those_of_the_domain(busy: Approvals) -> None:
    rows = await busy.pool.fetch(ACTIVE)
    exact = Counter(
        light(row["arrived_at"], row["promised_due"], busy.now, the_clock()) for row in rows
    )

    page = await asked(busy, NODES, count="true")

    assert page["lights"] == {name: exact[name] for name in ("green", "yellow", "red")}
    assert page["total"] == len(rows)
    for name in ("green", "yellow", "red"):
        lit = await every(busy, NODES, light=name)
        assert len(lit) == exact[name]
        assert {one["light"] for one in lit} <= {name}


async def test_the_most_urgent_comes_first_on_every_page(busy: Approvals) -> None:
    nodes = await every(busy, NODES)

    dues = [(one["promised_due"], one["node_id"]) for one in nodes]
    assert dues == sorted(dues)
    assert len(set(dues)) == len(nodes)
    late = await every(busy, NODES, overdue="true")
    assert {one["light"] for one in late} <= {"red"}
    assert all(one["remaining_working_days"] <= 0 for one in late)


async def test_every_scrape_counts_what_is_late_and_what_is_under_way(accepted: Journey) -> None:
    approvals, value = accepted.approvals, REGISTRY.get_sample_value

    page = await approvals.client({}).get("http://approvals/metrics")
    await gauges.measure_at(approvals.pool, at("2026-03-03 17:01"))

    assert "approvals_overdue_nodes" in page.text
    assert value("approvals_overdue_nodes") == 5
    assert value("approvals_open_cases", {"state": "in_progress"}) == 1
    assert value("approvals_uncounted_cases") == 0
    assert (value("approvals_timers_due") or 0) >= 5


async def test_an_organ_and_a_matter_narrow_the_board(accepted: Journey) -> None:
    approvals = accepted.approvals

    (node,) = (await asked(approvals, NODES, organ="wjj"))["items"]
    none = await asked(approvals, NODES, organ="nobody")
    other = await asked(approvals, NODES, matter="HC-YJS-9999")

    assert (node["key"], node["organ_id"]) == ("health", str(id_of("organ", "wjj")))
    assert node["organ"] == "怀化市鹤城区卫生健康局"
    assert none["items"] == other["items"] == []
    assert sum(other["lights"].values()) == 0
    assert (await asked(approvals, NODES, resting="true", count="true"))["total"] == 0


async def test_cases_open_and_closed_stand_apart(busy: Approvals) -> None:
    opened = await every(busy, CASES)
    closed = await every(busy, CASES, state="closed")

    exact = await busy.pool.fetchrow(
        "SELECT count(*) FILTER (WHERE state NOT IN ('draft', 'closed')) AS opened,"
        " count(*) FILTER (WHERE state = 'closed' AND submitted_at IS NOT NULL) AS closed FROM kase"
    )
    assert exact is not None
    assert (len(opened), len(closed)) == (exact["opened"], exact["closed"])
    ends = [one["closed_at"] for one in closed]
    assert ends == sorted(ends, reverse=True)
    assert (await asked(busy, CASES, state="closed", count="true"))["total"] == exact["closed"]
    running = await every(busy, CASES, state="in_progress")
    assert {one["light"] for one in running} <= {"green", "yellow", "red"}
    late = await every(busy, CASES, overdue="true")
    assert {one["light"] for one in late} <= {"red"}


async def test_a_supervisor_reads_the_whole_record_of_a_case(accepted: Journey) -> None:
    await accepted.decide("tax", feedback="已登记", opinion="同意")

    shown = await asked(accepted.approvals, f"{CASES}/{accepted.case_id}")

    assert (shown["case_no"], shown["state"]) == (accepted.case_no, "in_progress")
    facts = [(one["fact"], one["by"]) for one in shown["record"]]
    assert facts[0] == ("drafted", "applicant")
    assert ("accepted", "staff") in facts
    decided = shown["record"][-1]
    assert (decided["fact"], decided["handler_no"]) == ("node_decided", "APPROVER-SWJ")
    assert [one["sequence"] for one in shown["record"]] == list(range(1, len(facts) + 1))


async def test_another_regions_supervisor_finds_nothing(accepted: Journey) -> None:
    elsewhere = accepted.approvals.as_("supervisor-elsewhere")

    nodes, cases = (await elsewhere.get(NODES)).json(), (await elsewhere.get(CASES)).json()
    one = await elsewhere.get(f"{CASES}/{accepted.case_id}")

    assert (nodes["items"], cases["items"]) == ([], [])
    assert sum(nodes["lights"].values()) == 0
    assert one.status_code == 404
    assert one.json()["type"].endswith("/case-not-found")


async def test_a_draft_is_nobodys_business(approvals: Approvals) -> None:
    begun = await approvals.as_("zhang").post("/cases", json={"matter_code": "HC-YJS-0001"})

    hidden = await approvals.as_("supervisor").get(f"{CASES}/{begun.json()['case_id']}")

    assert hidden.status_code == 404
    assert (await asked(approvals, CASES))["items"] == []


@pytest.mark.parametrize("path", [NODES, CASES, f"{CASES}/{id_of('case', 'x')}"])
@pytest.mark.parametrize("login", ["zhang", "approver-wjj", "window1"])
async def test_only_supervisors_see_the_boards(approvals: Approvals, login: str, path: str) -> None:
    refused = await approvals.as_(login).get(path)

    assert refused.status_code == 403
    assert refused.json()["type"].endswith("/role-missing")


@pytest.mark.parametrize("query", ["light=blue", "state=draft", "cursor=x", "unheard=1"])
async def test_bad_questions_are_named_problems(approvals: Approvals, query: str) -> None:
    for path in (NODES, CASES):
        refused = await approvals.as_("supervisor").get(f"{path}?{query}")
        assert refused.status_code in {400, 422}, refused.text
        assert refused.headers["content-type"] == "application/problem+json"
