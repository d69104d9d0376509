"""Rules among policies as rows."""

from collections.abc import Iterable
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.ids import new_id

ALL = "SELECT policies, most, sentence FROM stacking_rule ORDER BY rule_id"
ADD = "INSERT INTO stacking_rule (rule_id, policies, most, sentence) VALUES ($1, $2, $3, $4)"
FORGET = "DELETE FROM stacking_rule"


async def rules(work: UnitOfWork) -> list[Row]:
    """All rules (some hundred rows)."""
    return await work.fetch(ALL)


async def replace(work: UnitOfWork, rules_: Iterable[tuple[list[UUID], int | None, str]]) -> None:
    """These and no others."""
    await work.write(FORGET)
    for policies, most, sentence in rules_:
        await work.write(ADD, new_id(), policies, most, sentence)
