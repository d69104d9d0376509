"""Builders of budget units."""

from budget_building import id_of
from submissions_building import Desk, a_unit

from svc_budget.storage.units import units


async def some_units(desk: Desk, many: int) -> dict[str, str]:
    """So many more departments of the district: names by code."""
    made = {f"bm{number:02}": f"怀化市鹤城区第{number}办公室" for number in range(1, many + 1)}
    async with desk.budget.bench.unit_of_work(desk.budget.now) as work:
        await units.put(
            work,
            [a_unit(code, name, organ_id=id_of("organ", code)) for code, name in made.items()],
        )
    return made
