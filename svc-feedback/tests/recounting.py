"""Figures counted again from the raw rows, in DuckDB, by SQL that knows nothing of our counters."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from feedback_building import Feedback

TABLES = (
    "opportunity", "review", "judgement", "bad_review", "bad_review_clock", "bad_review_attempt",
    "appeal",
)  # fmt: skip
GIVEN = """
SET TimeZone = 'Asia/Shanghai';
CREATE TABLE given AS
SELECT o.* REPLACE (string_split(trim(organ_ids, '{}'), ',') AS organ_ids,
                    region_code::varchar AS region_code),
       level, origin, channel, submitted_at, origin IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM judgement j WHERE j.review_id = r.review_id AND NOT j.valid) AS valid
FROM opportunity o LEFT JOIN review r USING (opportunity_id);
CREATE VIEW served AS SELECT * FROM given WHERE project_id IS NULL;
CREATE VIEW about AS
SELECT 'all' AS kind, '' AS subject, * FROM served
UNION ALL SELECT 'region', region_code, * FROM served
UNION ALL SELECT 'matter', matter_code, * FROM served
UNION ALL SELECT 'organ', unnest(organ_ids), * FROM served
UNION ALL SELECT 'project', project_id::varchar, * FROM given WHERE project_id IS NOT NULL
UNION ALL SELECT 'window', window_id, * FROM given WHERE window_id <> ''
UNION ALL SELECT 'staff', staff_no, * FROM given WHERE staff_no <> ''
UNION ALL SELECT 'channel', channel, * REPLACE ('hotline' AS stage) FROM served
WHERE origin IS NOT NULL;
CREATE MACRO bound(part, n, side) AS
    (part / n + 1.96 ** 2 / (2 * n)
     + side * 1.96 * sqrt((part / n * (1 - part / n) + 1.96 ** 2 / (4 * n)) / n))
    / (1 + 1.96 ** 2 / n);
"""
# Takes kind, the first and the last day, and the beginning of the region's code. What the hotline
# took was not offered here, and a channel is known only of what was given.
FIGURES = """
WITH counts AS (
    SELECT subject,
        count(*) FILTER (offered) AS opportunities,
        count(*) FILTER (offered AND active) AS answered,
        count(*) FILTER (in_time AND active) AS reviews,
        [count(*) FILTER (in_time AND active AND level = 5),
         count(*) FILTER (in_time AND active AND level = 4),
         count(*) FILTER (in_time AND active AND level = 3),
         count(*) FILTER (in_time AND active AND level = 2),
         count(*) FILTER (in_time AND active AND level = 1)] AS levels,
        count(*) FILTER (in_time AND valid AND origin = 'default') AS defaults,
        count(*) FILTER (in_time AND valid AND origin = 'imported') AS imported,
        count(*) FILTER (in_time AND NOT valid) AS invalid
    FROM (SELECT *, stage <> 'hotline' AND opened_at::date BETWEEN $2 AND $3 AS offered,
                 coalesce(submitted_at::date BETWEEN $2 AND $3, false) AS in_time,
                 coalesce(origin = 'active' AND valid, false) AS active
          FROM about WHERE kind = $1 AND starts_with(region_code, $4))
    GROUP BY subject
), sums AS (
    SELECT *, nullif(reviews, 0) AS n, levels[4] + levels[5] AS bad,
           levels[1] + levels[2] AS good, levels[1] + levels[2] + levels[3] AS wide FROM counts
)
SELECT subject, opportunities, reviews, levels, defaults, imported, invalid,
    good / n AS satisfaction_strict, wide / n AS satisfaction_wide,
    bound(wide, n, -1) AS satisfied_at_least, bound(wide, n, 1) AS satisfied_at_most,
    (10 * levels[1] + 8 * levels[2] + 6 * levels[3] + 4 * levels[4] + 2 * levels[5]) / n
        AS mean_score,
    answered / nullif(opportunities, 0) AS active_rate, bad, bad / n AS bad_rate,
    10000 * bad / n AS bad_per_10000, bound(bad, n, -1) AS bad_at_least,
    10000 * bound(bad, n, 1) AS bad_per_10000_at_most
FROM sums WHERE reviews + opportunities + defaults + imported + invalid > 0 ORDER BY subject
"""
HOURS = """
SELECT date_trunc('hour', submitted_at) AS hour, count(*) AS reviews,
       count(*) FILTER (level < 3) AS bad
FROM served WHERE valid AND origin = 'active' AND submitted_at::date = $1
  AND starts_with(region_code, $2) GROUP BY 1 ORDER BY 1
"""
# Takes the first and the last day, the beginning of the region's code, an organ or '', and now.
HANDLING = """
WITH rounds AS (
    SELECT bad_review_id, bool_or(coalesce(met_at, paused_at, $5) > due_at) AS late
    FROM bad_review_clock WHERE target = 'rectify' GROUP BY bad_review_id
), tried AS (
    SELECT bad_review_id, round, count(*) AS times FROM bad_review_attempt
    WHERE target = 'revisit' AND NOT reached GROUP BY bad_review_id, round
), handled AS (
    SELECT bad_review_id, review_id, state = 'closed' AS closed, named, late,
           satisfied IS NOT NULL OR times >= 3 AS revisited, decided_at, upheld
    FROM bad_review LEFT JOIN rounds USING (bad_review_id)
    LEFT JOIN tried USING (bad_review_id, round) LEFT JOIN appeal USING (bad_review_id)
    WHERE received_at::date BETWEEN $1 AND $2 AND starts_with(bad_review.region_code::varchar, $3)
      AND ($4 = '' OR bad_review.organ_id::varchar = $4)
), counts AS (
    SELECT count(*) FILTER (valid) AS bad, count(*) FILTER (valid AND closed) AS rectified,
        count(*) FILTER (valid AND closed AND NOT late) AS closed_in_time,
        count(*) FILTER (valid AND NOT closed AND late) AS overdue_open,
        count(*) FILTER (valid AND closed AND named) AS closed_named,
        count(*) FILTER (valid AND closed AND named AND revisited) AS revisited_named,
        count(decided_at) AS appeals_decided, count(*) FILTER (upheld) AS appeals_upheld
    FROM (SELECT *, review_id NOT IN (SELECT review_id FROM judgement WHERE NOT valid) AS valid
          FROM handled)
)
SELECT *, rectified / nullif(bad, 0) AS rectified_rate,
    closed_in_time / nullif(rectified + overdue_open, 0) AS in_time_rate,
    revisited_named / nullif(closed_named, 0) AS revisit_rate,
    appeals_upheld / nullif(appeals_decided, 0) AS upheld_rate FROM counts
"""
DIGITS = {"mean_score": 2, "bad_per_10000": 2, "bad_per_10000_at_most": 2}
EVER = (date(1970, 1, 1), date(2199, 12, 31))

Row = dict[str, Any]


class Recount:
    """The raw rows, copied out of the service's database, and questions to them."""

    def __init__(self, folder: Path) -> None:
        """Of the files of a folder."""
        self._base = duckdb.connect()
        for table in TABLES:
            file = folder / f"{table}.csv"
            self._base.read_csv(str(file), allow_quoted_nulls=False).create(table)
        self._base.execute(GIVEN)

    def figures(
        self, kind: str, first: date = EVER[0], last: date = EVER[1], prefix: str = ""
    ) -> dict[str, Row]:
        """Of every subject of a kind."""
        rows = self._rows(FIGURES, [kind, first, last, prefix])
        return {row["subject"]: row for row in rows}

    def hours(self, day: date, prefix: str) -> dict[datetime, tuple[int, int]]:
        """Reviews and bad ones by hour."""
        return {
            row["hour"]: (row["reviews"], row["bad"]) for row in self._rows(HOURS, [day, prefix])
        }

    def handling(
        self, now: datetime, first: date, last: date, prefix: str = "", organ: str = ""
    ) -> Row:
        """How the bad reviews of a period are dealt with by a moment."""
        (row,) = self._rows(HANDLING, [first, last, prefix, organ, now])
        return {name: to_digits(value) for name, value in row.items()}

    def _rows(self, sql: str, given: list[Any]) -> list[Row]:
        found = self._base.execute(sql, given)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


async def copied(feedback: Feedback, folder: Path) -> Recount:
    """Copy the raw rows as they are now."""
    for table in TABLES:
        await feedback.pool.copy_from_query(
            f"SELECT * FROM {table}",
            output=folder / f"{table}.csv", format="csv", header=True,
        )  # fmt: skip
    return Recount(folder)


def same(shown: Mapping[str, Any], counted: Row) -> None:
    """Every figure shown is the one counted, to the last digit shown."""
    flat = dict(shown) | {"levels": [each["count"] for each in shown["levels"]]}
    satisfied, bad = shown["satisfaction_interval"], shown["bad_per_10000_interval"]
    flat["satisfied_at_least"] = satisfied and satisfied["lower"]
    flat["satisfied_at_most"] = satisfied and satisfied["upper"]
    flat["bad_per_10000_at_most"] = bad and bad["upper"]
    assert [each["level"] for each in shown["levels"]] == [5, 4, 3, 2, 1]
    for name, value in counted.items():
        if name in flat and name != "subject":
            assert flat[name] == to_digits(value, DIGITS.get(name, 6)), (name, shown, counted)


def to_digits(value: Any, digits: int = 6) -> Any:
    """A figure as it is shown: half a unit of the last digit is not told apart."""
    if isinstance(value, float):
        return pytest.approx(value, abs=0.5001 * 10**-digits)
    return value
