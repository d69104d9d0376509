"""The figures of one unit and year, exact to the fen: everything its books show follows from them.

Income is what spending and the balances at both ends leave to be received, so every identity of
the books holds by its making; opening balances are the closing ones of the year before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from svc_budget.domain.samples.units import SampleUnit


class Fund(StrEnum):
    """Where money comes from."""

    GENERAL = "一般公共预算"
    GOVERNMENT_FUND = "政府性基金"
    STATE_CAPITAL = "国有资本经营"
    OWN = "其他资金"


FISCAL = (Fund.GENERAL, Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL)


@dataclass(frozen=True, slots=True)
class Outlay:
    """What was spent from one fund under one item (项) in a year."""

    code: str
    fund: Fund
    personnel: int = 0
    public: int = 0
    project: int = 0
    upward: int = 0  # 上缴上级支出
    trading: int = 0  # 经营支出
    subsidies: int = 0  # 对附属单位补助支出

    @property
    def basic(self) -> int:
        """基本支出."""
        return self.personnel + self.public

    @property
    def total(self) -> int:
        """All of it."""
        return self.basic + self.project + self.upward + self.trading + self.subsidies


@dataclass(frozen=True, slots=True)
class Balance:
    """What a fund carried over at both ends of the year, booked under one code."""

    fund: Fund
    code: str
    opening: int = 0
    closing: int = 0


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """“三公”经费: abroad, buying cars, running them, receiving guests."""

    abroad: int = 0
    purchase: int = 0
    running: int = 0
    reception: int = 0

    @property
    def vehicles(self) -> int:
        """公务用车小计."""
        return self.purchase + self.running

    @property
    def total(self) -> int:
        """All four."""
        return self.abroad + self.vehicles + self.reception


@dataclass(frozen=True, slots=True)
class Procurement:
    """政府采购; `small_firms` is what went to small and medium enterprises."""

    goods: int = 0
    works: int = 0
    services: int = 0
    small_firms: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.goods + self.works + self.services


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the budget; `target` says its performance target is set and published."""

    name: str
    code: str
    fund: Fund
    amount: int
    target: bool = True
    owner: str = ""  # the unit's code


@dataclass(frozen=True, slots=True)
class Side:
    """One year's money in one book: the budget's or the final account's."""

    outlays: tuple[Outlay, ...]
    balances: tuple[Balance, ...]
    own_income: Mapping[str, Mapping[str, int]]  # by code: by source, of other than fiscal money
    economic: Mapping[str, int]  # basic spending of the general budget, by 款 of 部门经济分类
    three_public: ThreePublic
    running_cost: int = 0  # 机关运行经费
    procurement: Procurement = field(default_factory=Procurement)
    surplus_used: int = 0  # 使用非财政拨款结余
    distributed: int = 0  # 结余分配

    def of(self, *funds: Fund) -> tuple[Outlay, ...]:
        """The outlays of some funds."""
        return tuple(one for one in self.outlays if one.fund in funds)

    def spent(self, *funds: Fund) -> int:
        """What was spent from them."""
        return sum(one.total for one in self.of(*funds))

    def opening(self, *funds: Fund) -> int:
        """What was carried over into the year."""
        return sum(one.opening for one in self.balances if one.fund in funds)

    def closing(self, *funds: Fund) -> int:
        """What is carried over into the next."""
        return sum(one.closing for one in self.balances if one.fund in funds)

    def received(self, *funds: Fund) -> int:
        """What came in of fiscal funds: what was spent, and the change of their balances."""
        return self.spent(*funds) + self.closing(*funds) - self.opening(*funds)

    def own(self, source: str) -> int:
        """What came in of a source of other than fiscal money."""
        return sum(row.get(source, 0) for row in self.own_income.values())


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A unit's year: the final account, the budget of the same year, its projects."""

    unit: SampleUnit
    year: int
    final: Side
    budget: Side
    projects: tuple[Project, ...] = ()


def total_of(outlays: Iterable[Outlay]) -> int:
    """What some outlays come to."""
    return sum(one.total for one in outlays)
