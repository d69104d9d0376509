"""A fund: what it is called, who manages it, in which budget years there is money in it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from shared.refusals import FieldError, Invalid, NotFound


class FundNotFound(NotFound):
    """没有找到这项资金。"""

    advice = (
        "请从资金列表（/api/v1/budget/funds）中选择；办理时请使用主管单位或本地区财政部门的账号。"
    )


@dataclass(eq=False)
class FundUnsound(Invalid):
    """资金信息有误。"""


class Category(StrEnum):
    """The three columns funds are shown in."""

    CENTRAL_SUBSIDY = "central_subsidy"
    GENERAL_TRANSFER = "general_transfer"
    SPECIAL_FUND = "special_fund"


CATEGORY_NAMES = {
    Category.CENTRAL_SUBSIDY: "中央补助资金",
    Category.GENERAL_TRANSFER: "一般性转移支付",
    Category.SPECIAL_FUND: "专项资金",
}


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund; years are budget years, both ends included, no last year is still running."""

    fund_id: UUID
    name: str
    category: Category
    class_name: str  # 农林水, 医疗卫生 ...; empty where the category has no classes
    region_code: str  # whose finance department keeps the page
    unit_code: str | None  # the budget unit that manages it
    organ_name: str  # what that one is called
    purpose: str
    established_on: date
    first_year: int
    last_year: int | None
    entered_at: datetime
    version: int = 1

    def holds_in(self, year: int) -> bool:
        """Whether there is money in it in that budget year."""
        return self.first_year <= year <= (self.last_year or year)

    def years_until(self, today: date) -> range:
        """Its budget years up to a day."""
        return range(self.first_year, min(self.last_year or today.year, today.year) + 1)


def sound(fund: Fund, today: date) -> Fund:
    """The fund. Refused with FundUnsound, everything wrong at once."""
    errors = []
    if fund.last_year is not None and fund.last_year < fund.first_year:
        errors.append(FieldError("#/last_year", "years_backwards", "终止年度不能早于开始年度。"))
    if fund.established_on > today:
        errors.append(FieldError("#/established_on", "in_future", "设立日期不能晚于今天。"))
    if fund.first_year > today.year + 1:
        errors.append(FieldError("#/first_year", "in_future", "开始年度最多填写到下一年度。"))
    if errors:
        raise FundUnsound(errors=errors)
    return fund
