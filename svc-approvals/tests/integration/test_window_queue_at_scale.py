"""A hundred thousand cases at one region's windows: the queue answers at once."""

from collections.abc import AsyncIterator
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import asyncpg
import pytest
from approvals_building import BARBER_SHOP, NOW, REGION, Approvals, furnish, some_settings

from svc_approvals.main import create
from yangguang_local.testing import MakeDatabase

CASES, TRIES = 100_000, 30
BAR_MS = 50
FILL = """
INSERT INTO kase (case_id, case_no, matter_code, matter_name, version_id, applicant_id,
    applicant_masked, region_code, channel, delivery, promised_days, statutory_days, state, version,
    created_at, updated_at, submitted_at, received_at, acceptance_due, accepted_at, promised_due,
    decided_at, deemed_accepted, provisional, deferrals_open, supplement_round, supplement_items,
    reason, claimed_by, window_due)
SELECT gen_random_uuid(), 'N-' || n, CASE WHEN n % 500 = 0 THEN 'RARE' ELSE $1 END, '事项',
    version_id, gen_random_uuid(), '张*', $2, 'web', 'pickup', 1, 20,
    coalesce(state, 'closed'), 1, at, at, at, at,
    at + interval '5 days', at, at + interval '1 day', at, false, false, 0, 0, '{}', '',
    CASE WHEN n % 1000 = 1 THEN 'WINDOW1' WHEN n % 3 = 0 THEN 'W-' || n % 40 ELSE '' END,
    CASE WHEN state IN ('submitted', 'supplement_requested', 'issued')
        THEN at + interval '5 days' END
FROM (
    SELECT n, $3::timestamptz - n * interval '1 minute' AS at, (ARRAY['submitted',
        'supplement_requested', 'issued', 'in_progress'])[1 + n % 10] AS state
    FROM generate_series(1, $4::int) n
) made, (SELECT version_id FROM matter_version WHERE code = $1 LIMIT 1) version
"""
ASKED: tuple[dict[str, str], ...] = (
    {}, {"state": "submitted"}, {"state": "issued", "claim": "mine"}, {"claim": "mine"},
    {"claim": "unclaimed"}, {"matter": "RARE"}, {"organ": "scjg"}, {"organ": "swj"},
)  # fmt: skip


@pytest.fixture
async def crowded(fresh_database: MakeDatabase, tmp_path: Path) -> AsyncIterator[Approvals]:
    """A service with that many cases, as autovacuum leaves them."""
    database = await fresh_database("approvals", furnish)
    app = create(some_settings(database.dsn, tmp_path))
    async with app.router.lifespan_context(app):
        running = Approvals(app, app.state.settings)
        running.set_clock(NOW)
        await running.pool.execute(FILL, BARBER_SHOP, REGION, NOW, CASES)
        owner = await asyncpg.connect(database.owner_dsn)
        await owner.execute("VACUUM ANALYZE kase")
        await owner.close()
        yield running
        await running.close()


@pytest.mark.scale
async def test_the_windows_queue_answers_at_once_among_a_hundred_thousand(
    crowded: Approvals,
) -> None:
    clerk = crowded.as_("window1")
    figures = {}
    for path, params in (*(("", one) for one in ASKED), ("/counts", {})):
        took = []
        for _ in range(TRIES):
            began = perf_counter()
            answer = await clerk.get(f"/desk/cases{path}", params=params)
            took.append((perf_counter() - began) * 1000)
            assert answer.status_code == 200
        figures[f"{path} {params}"] = quantiles(took, n=20)
    for asked, figure in figures.items():
        print(f"{asked}: median {figure[9]:.1f} ms, 95 % {figure[-1]:.1f} ms")  # noqa: T201

    assert {asked: figure[9] for asked, figure in figures.items() if figure[9] > BAR_MS} == {}
