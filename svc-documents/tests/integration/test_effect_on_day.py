"""The SQL of the effect on a day says what the domain says."""

import random
from datetime import date, timedelta

from documents_building import Documents, a_document

from svc_documents.domain.effects.effects import Cause, Effect, Force, Suspension
from svc_documents.storage.documents import documents as rows
from svc_documents.storage.effects.effect_on_day import effect_on, in_force_on

DAY = timedelta(1)
START = date(2019, 12, 1)
ASKED = f"SELECT document_id, {effect_on()} AS effect, {in_force_on()} AS alive FROM document"


def a_force(dice: random.Random) -> Force:
    """Any force at all: without a date, ended before it began, suspended in pieces."""

    def some_day() -> date:
        return START + DAY * dice.randrange(120)

    def suspension() -> Suspension:
        first = some_day()
        until = first + DAY * dice.randrange(40) if dice.random() < 0.7 else None
        return Suspension(first, until, dice.choice(("", "第三条")), "行政复议")

    ends = dice.random() < 0.7
    return Force(
        first=some_day() if dice.random() < 0.95 else None,
        until=some_day() if ends else None,
        cause=dice.choice([None, *Cause]) if ends else None,
        amended_on=some_day() if dice.random() < 0.4 else None,
        suspensions=tuple(suspension() for _ in range(dice.randrange(4))),
    )


async def test_the_database_agrees_with_the_domain_on_every_day_of_random_forces(
    documents: Documents,
) -> None:
    dice = random.Random(20240229)  # noqa: S311 - not a secret
    made = [a_document(force=a_force(dice)) for _ in range(300)]
    async with documents.bench.unit_of_work(documents.now) as work:
        for one in made:
            await rows.add(work, one)

    seen: set[Effect | None] = set()
    for day in (START + DAY * n for n in range(-1, 122)):
        found = {row["document_id"]: row for row in await documents.pool.fetch(ASKED, day)}
        for one in made:
            expected, row = one.force.on(day).effect, found[one.document_id]
            assert row["effect"] == expected, (one.force, day)
            assert bool(row["alive"]) == (expected is not None and expected.usable)
            seen.add(expected)
    assert seen == {None, *Effect}
