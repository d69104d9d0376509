"""10,000,000 reviews: summary, ranking and dashboard stay under 50 ms (feedback.md 6.2).

The full size is `make scale`; here some thousands prove that the same reads answer,
and that the counts equal a recount of the rows.
"""

import os
import resource
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

import pytest
from feedback_building import Feedback

from svc_feedback.generator import make_reviews
from svc_feedback.storage.made_up.reviews import LEVELS, Order

REVIEWS = int(os.environ.get("GENERATED_REVIEWS", "5000"))
REVIEWS_AT_SCALE = int(os.environ.get("GENERATED_REVIEWS_AT_SCALE", "10000000"))
CALLS, CALLS_AT_SCALE = 2, 40
MOST_MS = 50
DAYS = 30
NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
STATS = "/api/v1/feedback-stats"
SINCE = "from=2026-10-28&to=2026-11-20"
EXPECTED = {"summary of a clerk": {200, 404}}  # figures of a person are hidden while few
RECOUNT = """
SELECT 'matter' AS kind, matter_code AS subject, level, count(*) AS number FROM review
WHERE origin = 'active' GROUP BY 2, 3
UNION ALL SELECT 'staff', staff_no, r.level, count(*) FROM review r
JOIN opportunity USING (opportunity_id) WHERE origin = 'active' GROUP BY 2, 3
"""
COUNTED = """
SELECT kind, subject, level, sum(number)::bigint AS number FROM figure, LATERAL (VALUES
    (1, level_1), (2, level_2), (3, level_3), (4, level_4), (5, level_5)) AS l(level, number)
WHERE grain = $1 AND kind IN ('matter', 'staff') GROUP BY 1, 2, 3 HAVING sum(number) > 0
"""


async def waits(feedback: Feedback, calls: int) -> dict[str, float]:
    """The median of each read, in milliseconds; every one must answer."""
    (some,) = await feedback.pool.fetch(
        "SELECT matter_code, organ_ids[1], window_id, staff_no FROM opportunity LIMIT 1"
    )
    matter, organ, window, staff = some
    summary = "/api/v1/reviews/summary"
    reads = {
        "summary of a matter": f"{summary}?matter={matter}",
        "summary of an organ": f"{summary}?organ={organ}",
        "summary of a window": f"{summary}?window={window}",
        "summary of a clerk": f"{summary}?staff={staff}",
        "summary of a city": f"{summary}?region=431200",
        "summary of some weeks": f"{summary}?matter={matter}&{SINCE}",
        **{
            f"ranking of {by}": f"{STATS}/rankings?by={by}&limit=100&count=true"
            for by in ("region", "organ", "window", "staff", "matter", "channel")
        },
        "ranking by bad rate": f"{STATS}/rankings?by=matter&order=bad_rate&limit=100",
        "ranking of some weeks": f"{STATS}/rankings?by=organ&{SINCE}",
        "dashboard of a city": f"{STATS}/dashboard?region=431200",
        "dashboard of a district": f"{STATS}/dashboard?region=431202",
        "handling in a city": f"{STATS}/handling?region=431200",
    }
    client, found = feedback.as_(), {}
    for name, path in reads.items():
        times = []
        for _ in range(calls):
            began = perf_counter()
            answer = await client.get(path)
            times.append((perf_counter() - began) * 1000)
            assert answer.status_code in EXPECTED.get(name, {200}), f"{path}: {answer.text}"
        found[name] = round(median(times), 1)
    return found


async def loaded(feedback: Feedback, reviews: int) -> None:
    """So many reviews of a month, and today's clock."""
    feedback.app.state.now = lambda: NOW
    await make_reviews(feedback.settings.dsn, Order(reviews, 1, DAYS, NOW))


async def test_counts_of_made_up_reviews_equal_a_recount_of_their_rows(feedback: Feedback) -> None:
    await loaded(feedback, REVIEWS)

    rows = {tuple(row) for row in await feedback.pool.fetch(RECOUNT)}
    for grain in ("hour", "day", "month"):
        assert {tuple(row) for row in await feedback.pool.fetch(COUNTED, grain)} == rows
    assert set(await waits(feedback, CALLS))


@pytest.mark.scale
async def test_ten_million_reviews_are_read_within_fifty_milliseconds(feedback: Feedback) -> None:
    began = perf_counter()
    await loaded(feedback, REVIEWS_AT_SCALE)
    took = perf_counter() - began
    await feedback.pool.execute("ANALYZE figure")

    found = await waits(feedback, CALLS_AT_SCALE)

    rows = await feedback.pool.fetchval("SELECT count(*) FROM figure")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{REVIEWS_AT_SCALE:,} reviews in {took:.0f} s, {rows:,} counts, {memory} MiB")  # noqa: T201
    for name, milliseconds in found.items():
        print(f"{milliseconds:8.1f} ms  {name}")  # noqa: T201
    summary = (await feedback.as_().get("/api/v1/reviews/summary?region=431200")).json()
    bad = (LEVELS[1] + LEVELS[2]) / sum(LEVELS.values())
    assert summary["bad_rate"] == pytest.approx(bad, rel=0.5)
    assert max(found.values()) <= MOST_MS, found
