"""Publication numbers and sums: gapless, and always what the public facts add up to."""

import asyncio
import random
from collections import Counter

from submissions_building import FINANCE, Desk, a_book, a_table
from units_building import some_units

from svc_budget.domain.workbooks.books import RecognisedBook

REGION_SUMS = """
SELECT f.table_code, f.side, f.column_key, f.row_key, f.leaf, sum(f.amount)::bigint,
    count(DISTINCT f.submission_id)::int
FROM fact f JOIN submission s USING (submission_id)
WHERE s.state = 'published' AND s.in_totals GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
"""
REGION_KEPT = """
SELECT table_code, side, column_key, row_key, leaf, amount, units FROM region_total
ORDER BY 1, 2, 3, 4, 5
"""
UNIT_SUMS = """
SELECT f.unit_code, f.table_code, f.side, f.column_key, sum(f.amount)::bigint
FROM fact f JOIN submission s USING (submission_id)
WHERE s.state = 'published' AND f.leaf GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
UNIT_KEPT = (
    "SELECT unit_code, table_code, side, column_key, amount FROM unit_total ORDER BY 1, 2, 3, 4"
)
CODES = ("205", "20502", "2050201", "2050202", "208", "2080505")


async def test_of_two_who_publish_one_version_one_is_told_it_is_public(desk: Desk) -> None:
    one = await desk.uploaded()
    await desk.done(one["submission_id"], "approve")
    answers = await asyncio.gather(*(desk.post(one["submission_id"], "publish") for _ in range(4)))

    assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]
    assert await desk.budget.pool.fetchval("SELECT number FROM publication_counter") == 1


async def test_many_who_publish_at_once_get_a_number_each_without_gaps(desk: Desk) -> None:
    codes = await some_units(desk, 12)
    ready = []
    for code, name in codes.items():
        desk.examined.book = a_book(a_table("T5", {"2050201": {"合计": 10}}), unit_name=name)
        ready.append((await desk.uploaded(FINANCE, unit=code))["submission_id"])
        await desk.done(ready[-1], "approve")
    shown = await asyncio.gather(*(desk.done(one, "publish") for one in ready))

    assert sorted(one["published_as"] for one in shown) == list(range(1, 13))
    kept = await desk.budget.pool.fetch("SELECT number, submission_id FROM publication")
    assert {row["number"] for row in kept} == set(range(1, 13))
    (total,) = await desk.budget.pool.fetch("SELECT amount, units FROM region_total")
    assert tuple(total) == (120, 12)


async def test_the_books_of_units_below_a_department_are_not_summed_over_units(desk: Desk) -> None:
    await desk.published(a_book(a_table("T5", {"2050201": {"合计": 10}})))
    name = "怀化市鹤城区教育局信息中心"
    below = a_book(a_table("T5", {"2050201": {"合计": 4}}), unit_name=name)
    await desk.published(below, unit="jyj-01")

    region = await desk.budget.pool.fetch("SELECT amount, units FROM region_total")
    units = await desk.budget.pool.fetch("SELECT unit_code, amount FROM unit_total ORDER BY 1")
    assert [tuple(row) for row in region] == [(10, 1)]
    assert [tuple(row) for row in units] == [("jyj", 10), ("jyj-01", 4)]


async def test_sums_are_what_public_facts_add_up_to_whatever_is_published(desk: Desk) -> None:
    chance = random.Random(20260301)  # noqa: S311 - a test's
    units = {"jyj": "怀化市鹤城区教育局", "wjj": "怀化市鹤城区卫生健康局"}
    public: dict[str, str] = {}
    for _ in range(14):
        code = chance.choice(list(units))
        if code in public and chance.random() < 0.7:
            await desk.done(public[code], "correct", FINANCE, reason="更正数字")
        desk.examined.book = _random_book(chance, units[code])
        one = await desk.uploaded(FINANCE, unit=code)
        approved = await desk.post(one["submission_id"], "approve")
        if approved.status_code == 409:
            continue  # it changed figures without a reason
        public[code] = one["submission_id"]
        await desk.done(public[code], "publish")
        await _sums_hold(desk)
    assert Counter(await _states(desk))["corrected"] > 2


def _random_book(chance: random.Random, name: str) -> RecognisedBook:
    rows = {
        code: {column: chance.randrange(-50, 10_000) for column in ("合计", "基本支出")}
        for code in chance.sample(CODES, chance.randint(1, len(CODES)))
    }
    lines = {"教育支出": {"决算数": chance.randrange(1000)}, "本年支出合计": {"决算数": 5}}
    return a_book(a_table("T5", rows), a_table("T1", lines, "支出", "表一"), unit_name=name)


async def _sums_hold(desk: Desk) -> None:
    pool = desk.budget.pool
    for kept, summed in ((REGION_KEPT, REGION_SUMS), (UNIT_KEPT, UNIT_SUMS)):
        assert await pool.fetch(kept) == await pool.fetch(summed)


async def _states(desk: Desk) -> list[str]:
    return [row["state"] for row in await desk.budget.pool.fetch("SELECT state FROM submission")]
