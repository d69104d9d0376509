"""How an office fills in its forms: which unit, where totals stand, what nothing looks like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from svc_budget.domain.money.money import Unit
from svc_budget.domain.templates.templates import Column, Nature, TableTemplate

DECIMALS = {Unit.YUAN: 0, Unit.TEN_THOUSAND: 2, Unit.HUNDRED_MILLION: 2}
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Style:
    """The choices of one office for one book."""

    units: Mapping[str, Unit] = field(default_factory=dict)  # by table; else the template's
    nil: str = ""  # what stands for nothing: "", "-", "—", "0"
    split_codes: bool = False  # 类 | 款 | 项 in columns of their own
    totals_last: bool = False
    alias: int = 0  # which of the names of titles and headers: 0 is the form's own
    line_numbers: bool = False  # 行次
    column_numbers: bool = True  # 栏次

    def unit_of(self, template: TableTemplate) -> Unit:
        """The unit a table is written in."""
        return self.units.get(template.code, Unit(template.unit))

    def written(self, amount: int, column: Column, unit: Unit) -> Decimal | str | None:
        """An amount in a unit, rounded on its own; nothing as this office writes it."""
        if column.nature is Nature.AMOUNT:
            number = rounded(amount, unit)
        else:
            number = Decimal(amount) / HUNDREDTHS
        if number:
            return number
        return number if self.nil == "0" else self.nil or None

    def name(self, names: tuple[str, ...]) -> str:
        """One of several names."""
        return names[self.alias % len(names)] if names else ""


def rounded(amount: int, unit: Unit) -> Decimal:
    """An amount as a table of that unit shows it."""
    step = Decimal(1).scaleb(-DECIMALS[unit])
    return (Decimal(amount) / unit.fen).quantize(step, ROUND_HALF_UP)
