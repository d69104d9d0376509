"""An organ's own office hours, as the directory tells them, and when a change of them counts."""

from typing import Any
from uuid import uuid4

from approvals_building import REGION, Approvals, Journey, a_handed_in_case, id_of
from case_building import at
from recount_building import shown

from shared.events.envelope import Envelope
from shared.events.identity import OrganChanged
from svc_approvals.events.reactions import reactions

LONGER = "08:30-12:00,14:00-17:30"


async def hear(approvals: Approvals, code: str, office_hours: str) -> None:
    """The directory tells an organ's hours."""
    react = reactions.to(OrganChanged.subject)
    assert react is not None
    told = OrganChanged(
        organ_id=id_of("organ", code), code=code, name="怀化市鹤城区税务局", aliases=(),
        region_code=REGION, kind="department", issuing_rights=(), office_phone="0745-2230000",
        office_hours=office_hours,
    )  # fmt: skip
    async with approvals.work() as work:
        envelope = Envelope(uuid4(), OrganChanged.subject, uuid4(), 1, approvals.now, {})
        await react(told, work, envelope)
        await work.commit()


async def dues(journey: Journey) -> dict[str, Any]:
    tracked = (await journey.track()).json()
    return {one["key"]: shown(one["promised_due"]) for one in tracked["nodes"][:5]}


async def test_an_organs_hours_count_for_its_own_nodes_only(approvals: Approvals) -> None:
    await hear(approvals, "swj", LONGER)
    approvals.set_clock(at("2026-03-02 17:10"))  # the tax office is open still
    journey = await a_handed_in_case(approvals)

    await journey.accept()

    others = dict.fromkeys(("market", "health", "city", "police"), "2026-03-04 17:00")
    assert await dues(journey) == others | {"tax": "2026-03-03 17:30"}


async def test_a_change_of_hours_counts_for_clocks_set_from_then_on(approvals: Approvals) -> None:
    running, coming = [await a_handed_in_case(approvals) for _ in range(2)]
    await running.accept()
    before = await dues(running)

    await hear(approvals, "swj", LONGER)
    await coming.accept()

    assert await dues(running) == before
    assert before["tax"] == "2026-03-03 17:00"
    assert (await dues(coming))["tax"] == "2026-03-03 17:30"


async def test_an_organ_told_without_hours_keeps_the_usual_ones(approvals: Approvals) -> None:
    await hear(approvals, "swj", LONGER)
    await hear(approvals, "swj", "")
    journey = await a_handed_in_case(approvals)

    await journey.accept()

    assert set((await dues(journey)).values()) == {"2026-03-03 17:00"}
