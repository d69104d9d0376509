"""Figures over ended cases: what the rows say, grouped every way, confined to a region."""

from asyncio import gather
from typing import Any

import pytest
from approvals_building import BARBER_SHOP, DEPARTMENTS, Approvals, an_accepted_case, id_of
from case_building import at
from supervision_building import a_busy_region, count

PATH = "/supervision/statistics"
EXACT = """
SELECT count(*) FILTER (WHERE submitted_at IS NOT NULL) AS submitted,
       count(*) FILTER (WHERE accepted_at IS NOT NULL) AS accepted,
       count(*) FILTER (WHERE state = 'closed' AND submitted_at IS NOT NULL) AS closed,
       count(*) FILTER (WHERE state = 'closed' AND result = 'refused') AS refused,
       count(*) FILTER (WHERE state = 'closed' AND result = 'withdrawn') AS withdrawn,
       count(*) FILTER (WHERE state = 'closed' AND result IN ('approved', 'partly', 'refused'))
           AS decided,
       count(*) FILTER (WHERE state = 'closed' AND result IN ('approved', 'partly', 'refused')
           AND decided_at <= promised_due) AS on_time,
       count(*) FILTER (WHERE state NOT IN ('draft', 'closed')) AS open
FROM kase
"""


@pytest.fixture
async def busy(approvals: Approvals) -> Approvals:
    return await a_busy_region(approvals)


async def asked(approvals: Approvals, login: str = "supervisor", **params: Any) -> dict[str, Any]:
    answer = await approvals.as_(login).get(PATH, params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_the_figures_are_what_the_rows_say(busy: Approvals) -> None:
    exact = await busy.pool.fetchrow(EXACT)
    assert exact is not None

    shown = await asked(busy, by="all")

    (line,) = shown["items"]
    for name in ("submitted", "accepted", "closed", "open"):
        assert line[name] == exact[name], name
    assert line["results"]["refused"] == exact["refused"]
    assert line["results"]["withdrawn"] == exact["withdrawn"]
    assert line["on_time_rate"] == round(exact["on_time"] / exact["decided"], 4)
    assert 0 < line["p50_days"] <= line["p80_days"] <= line["p95_days"]
    assert shown["uncounted"] == 0


@pytest.mark.parametrize("by", ["organ", "matter", "node", "month", "channel"])
async def test_every_grouping_adds_up_to_the_whole(busy: Approvals, by: str) -> None:
    (whole,) = (await asked(busy, by="all"))["items"]
    lines = (await asked(busy, by=by))["items"]

    if by in {"organ", "node"}:
        decided = await busy.pool.fetchval(
            "SELECT count(*) FROM node n JOIN kase k USING (case_id) WHERE k.state = 'closed'"
            " AND n.state IN ('approved', 'refused')"
        )
        assert sum(line["closed"] for line in lines) == decided
    else:
        for name in ("submitted", "accepted", "closed", "open"):
            assert sum(line[name] for line in lines) == whole[name], name
    assert all(line["name"] for line in lines)


async def test_a_span_holds_what_happened_in_it(busy: Approvals) -> None:
    exact = await busy.pool.fetchval(
        "SELECT count(*) FROM kase WHERE state = 'closed' AND submitted_at IS NOT NULL"
        " AND closed_at >= $1 AND closed_at < $2",
        at("2026-02-10 00:00"), at("2026-05-04 00:00"),
    )  # fmt: skip

    shown = await asked(busy, **{"by": "all", "from": "2026-02-10", "to": "2026-05-03"})
    none = await asked(busy, **{"by": "all", "from": "2027-02-10", "to": "2027-05-03"})

    assert shown["items"][0]["closed"] == exact
    assert [line["closed"] for line in none["items"]] in ([], [0])


async def test_nodes_are_named_and_may_be_of_one_matter(busy: Approvals) -> None:
    lines = (await asked(busy, by="node", matter=BARBER_SHOP))["items"]
    other = (await asked(busy, by="node", matter="HC-YJS-9999"))["items"]

    assert {line["member"] for line in lines} >= {f"{BARBER_SHOP}/{key}" for key in DEPARTMENTS}
    assert all("：" in line["name"] for line in lines)
    assert other == []


async def test_a_case_counts_once_whoever_counts(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals, delivery="electronic")
    for key in DEPARTMENTS:
        await journey.decide(key)
    await journey.supply_deferred()
    assert (await journey.decide("issue")).status_code == 200

    before = await asked(approvals, by="organ")
    counted = await gather(count(approvals), count(approvals), count(approvals))
    after = await asked(approvals, by="organ")

    assert sorted(counted) == [0, 0, 1]
    assert (before["uncounted"], after["uncounted"]) == (1, 0)
    assert {line["member"]: line["closed"] for line in after["items"]} == {
        str(id_of("organ", code)): 1 for code in [*DEPARTMENTS.values(), "xzsp"]
    }
    (whole,) = (await asked(approvals, by="all"))["items"]
    assert (whole["results"]["approved"], whole["deferral_rate"]) == (1, 1)


async def test_another_regions_supervisor_sees_nothing_of_it(busy: Approvals) -> None:
    shown = await asked(busy, "supervisor-elsewhere", by="matter")

    assert (shown["items"], shown["region_code"]) == ([], "431281")


@pytest.mark.parametrize("login", ["zhang", "approver-wjj", "window1"])
async def test_only_supervisors_read_a_regions_figures(approvals: Approvals, login: str) -> None:
    refused = await approvals.as_(login).get(PATH)

    assert refused.status_code == 403
    assert refused.json()["type"].endswith("/role-missing")


async def test_a_span_the_wrong_way_round_is_refused(approvals: Approvals) -> None:
    refused = await approvals.as_("supervisor").get(f"{PATH}?from=2026-03-02&to=2026-03-01")

    assert refused.status_code == 422
    assert refused.json()["type"].endswith("/span-backwards")


async def test_everybody_reads_how_a_matter_went(busy: Approvals) -> None:
    shown = await busy.as_("anonymous").get(f"/matters/{BARBER_SHOP}/statistics")
    unknown = await busy.as_("anonymous").get("/matters/HC-YJS-9999/statistics")

    assert shown.status_code == 200, shown.text
    assert shown.json()["closed"] > 80
    assert 0 < shown.json()["median_days"] <= shown.json()["p80_days"]
    assert "public" in shown.headers["cache-control"]
    assert unknown.status_code == 404


async def test_everybody_reads_how_all_matters_went_together(busy: Approvals) -> None:
    one = (await busy.as_("anonymous").get(f"/matters/{BARBER_SHOP}/statistics")).json()
    shown = await busy.as_("anonymous").get("/matters/statistics")

    assert shown.status_code == 200, shown.text
    assert shown.json()["closed"] >= one["closed"]
    assert 0 < shown.json()["on_time_rate"] <= 1
    assert "public" in shown.headers["cache-control"]


async def test_tracking_expects_by_history_and_without_one_by_the_limit(
    approvals: Approvals,
) -> None:
    early = await an_accepted_case(approvals)
    limits = {one["key"]: one for one in (await early.track()).json()["nodes"]}
    assert limits["tax"]["expected_finish"] == limits["tax"]["promised_due"]

    await a_busy_region(approvals)
    journey = await an_accepted_case(approvals)
    shown = (await journey.track()).json()

    node = next(one for one in shown["nodes"] if one["key"] == "tax")
    assert node["arrived_at"] < node["expected_finish"] <= node["expected_finish_p80"]
    assert node["expected_finish"] < node["promised_due"]
    issue = next(one for one in shown["nodes"] if one["key"] == "issue")
    assert shown["expected_finish"] == issue["expected_finish"]
    assert shown["expected_finish"] <= shown["expected_finish_p80"]
