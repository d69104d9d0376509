"""Money at the edge: whole fen inside, yuan with two decimals outside."""

from decimal import Decimal

from pydantic import BaseModel, Field

from svc_policy_match.domain.benefits.spans import Money

FEN = Decimal(100)


def yuan(fen: int | None) -> str | None:
    """`"1234.50"`; None where there is no end."""
    return None if fen is None else f"{Decimal(fen) / FEN:.2f}"


class MoneyView(BaseModel):
    """From one sum to another, in yuan; the same twice is exact."""

    lowest: str = Field(examples=["200000.00"])
    highest: str | None = Field(description="还不能确定上限的为 null", examples=["500000.00"])


def money_view(money: Money) -> MoneyView:
    """As it is shown."""
    return MoneyView(lowest=yuan(money.lo) or "0.00", highest=yuan(money.hi))
