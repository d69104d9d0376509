"""Income and spending month by month: the sum of months is what the year came to."""

from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.governments.public_money import GovernmentYear
from svc_budget.domain.samples.tables import Amount

MONTHS = 12


def monthly(of: GovernmentYear) -> dict[str, dict[str, Amount]]:
    """Each month's amounts and how much came together until then."""
    draws = Draws("monthly", of.unit.code, of.year)
    rows: dict[str, dict[str, Amount]] = {f"{month}月": {} for month in range(1, MONTHS + 1)}
    for side, amounts in (("收入", of.income), ("支出", of.spending)):
        whole = sum(one.whole for one in amounts.values())
        parts = draws.split(whole, dict.fromkeys(rows, 10), side)
        together = 0
        for month, row in rows.items():
            together += parts[month]
            row[f"{side}当月"], row[f"{side}累计"] = parts[month], together
    return rows
