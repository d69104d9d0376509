"""Money over the wire: decimal strings in yuan; inside, whole fen."""

import re
from decimal import Decimal
from typing import Annotated, overload

from pydantic import BeforeValidator, WithJsonSchema

from svc_budget.domain.money.money import FEN, in_yuan

FORM = r"^-?[0-9]{1,15}(\.[0-9]{1,2})?$"  # 15 digits of yuan: beyond any budget, within a bigint


def _fen(value: object) -> int:
    if not isinstance(value, str) or re.fullmatch(FORM, value) is None:
        raise ValueError('金额请写成字符串，单位为元，最多两位小数，例如 "1234.50"')
    return int(Decimal(value) * FEN)


Yuan = Annotated[int, BeforeValidator(_fen), WithJsonSchema({"type": "string", "pattern": FORM})]


@overload
def yuan(fen: int) -> str: ...
@overload
def yuan(fen: None) -> None: ...
@overload
def yuan(fen: int | None) -> str | None: ...
def yuan(fen: int | None) -> str | None:
    """An amount as people and programs read it."""
    return None if fen is None else in_yuan(fen)
