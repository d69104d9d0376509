"""The same sums by DuckDB over an exported CSV, in a process of its own.

Told on stdin as JSON: where the file lies, which units are departments, and questions. Says for
each the amounts in fen by group, read as decimals. It knows nothing of the product but the
headings of its download and what they mean: only leaves may be summed, and books of units below
a department are contained in the department's.
"""

import json
import sys
from decimal import Decimal
from typing import Any

import duckdb

GROUPS = {
    "year": '"年度"', "unit": '"预算单位编码"', "region": '"行政区划"', "column": '"栏"',
    "fund_type": '"资金性质"', "stage": '"阶段"', "expenditure": '"支出性质"',
}  # fmt: skip
EXACTLY = {
    "book": '"账册"', "table": '"表"', "side": '"方"', "column": '"栏"',
    "region_code": '"行政区划"', "unit": '"预算单位编码"',
}  # fmt: skip


def main() -> None:
    """Answer every question."""
    told = json.load(sys.stdin)
    base = duckdb.connect()
    base.execute(
        f"""CREATE TABLE fact AS
        SELECT * EXCLUDE ("金额（元）", "年度", "是否末级"), "年度"::INTEGER AS "年度",
            "是否末级" = '1' AS leaf, "金额（元）"::DECIMAL(18, 2) AS amount
        FROM read_csv('{told["file"]}', header = true, all_varchar = true)"""
    )
    rows = base.execute("SELECT count(*) FROM fact").fetchone()
    answers = [_sums(base, one, told["departments"]) for one in told["questions"]]
    json.dump({"rows": rows[0] if rows else 0, "answers": answers}, sys.stdout)


def _sums(base: Any, asked: dict[str, Any], departments: list[str]) -> list[list[Any]]:
    groups = [_group(one, asked["level"]) for one in asked["group_by"]]
    conditions, values = ["leaf"], []
    for name, column in EXACTLY.items():
        if name in asked and not (name == "column" and "column" in asked["group_by"]):
            conditions.append(f"coalesce({column}, '') = ?")
            values.append(asked[name])
    if asked["years"]:
        conditions.append('list_contains(?, "年度")')
        values.append(asked["years"])
    if asked.get("prefix"):
        conditions.append('starts_with("科目编码", ?)')
        values.append(asked["prefix"])
    if "code" in asked["group_by"]:
        conditions.append('"科目编码" IS NOT NULL')
    if "unit" not in asked:
        conditions.append('list_contains(?, "预算单位编码")')
        values.append(departments)
    grouped = f"GROUP BY {', '.join(groups)}" if groups else ""
    shown = "".join(f"{one}, " for one in groups)
    sql = f"SELECT {shown} sum(amount) FROM fact WHERE {' AND '.join(conditions)} {grouped}"
    found = base.execute(sql, values).fetchall()
    return [
        [*("" if part is None else str(part) for part in row[:-1]), _fen(row[-1])]
        for row in found if row[-1] is not None
    ]  # fmt: skip


def _group(name: str, level: int) -> str:
    return f'left("科目编码", {level})' if name == "code" else GROUPS[name]


def _fen(amount: Decimal) -> int:
    return int(amount.scaleb(2))


if __name__ == "__main__":
    main()
