"""The figures of a government's year, exact to the fen, of its budget or its final account.

`own` is the government's own level (本级), `below` what the governments below it have together;
a county has nothing below. What is received from above closes the balance, so it always holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from svc_budget.domain.samples.units import SampleUnit

Parts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Levels:
    """One amount at both levels."""

    own: int = 0
    below: int = 0

    @property
    def whole(self) -> int:
        """全省, 全市: both."""
        return self.own + self.below


@dataclass(frozen=True, slots=True)
class Debt:
    """One kind of government debt over a year."""

    limit: int
    opening: int
    issued: int
    repaid: int

    @property
    def closing(self) -> int:
        """What is owed at the end."""
        return self.opening + self.issued - self.repaid


@dataclass(frozen=True, slots=True)
class Insurance:
    """One social insurance fund over a year."""

    opening: int
    income: int
    spending: int

    @property
    def closing(self) -> int:
        """年末滚存结余."""
        return self.opening + self.income - self.spending


@dataclass(frozen=True, slots=True)
class Transfers:
    """What goes down to regions: rebates, then general and special transfers by project."""

    rebates: Parts  # by region
    general: Mapping[str, Parts]  # by project: by region
    special: Mapping[str, Parts]

    def to(self, region: str) -> tuple[int, int, int]:
        """What a region gets of each."""
        general, special = (
            sum(parts.get(region, 0) for parts in kind.values())
            for kind in (self.general, self.special)
        )
        return self.rebates.get(region, 0), general, special

    @property
    def totals(self) -> tuple[int, int, int]:
        """All of each."""
        general, special = (
            sum(sum(parts.values()) for parts in kind.values())
            for kind in (self.general, self.special)
        )
        return sum(self.rebates.values()), general, special


@dataclass(frozen=True, slots=True)
class Account:
    """One of the smaller budgets (funds, state capital); `inflows` are beside its income."""

    income: Mapping[str, Levels]
    spending: Mapping[str, Levels]
    inflows: Mapping[str, Levels]
    outflows: Mapping[str, Levels]
    transfers: Parts = field(default_factory=dict)  # down, by region


@dataclass(frozen=True, slots=True)
class GovernmentYear:
    """A government's year in one stage."""

    unit: SampleUnit
    year: int
    regions: tuple[str, ...]
    income: Mapping[str, Levels]  # by 款 of income: 10101, 10304
    spending: Mapping[str, Levels]  # by 项
    basic: Parts  # own level, by 款 of the governmental (before 2018 departmental) economic class
    transfers: Transfers
    general_debt: Debt
    special_debt: Debt
    inflows: Mapping[str, Levels]  # of the balance, beside income
    outflows: Mapping[str, Levels]  # of the balance, beside spending
    reserve: int  # 预备费, inside own spending of a budget
    funds: Account
    capital: Account
    insurance: Mapping[str, Insurance]
    received_special: Parts = field(default_factory=dict)  # from above, by project
