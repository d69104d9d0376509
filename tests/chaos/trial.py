"""One trial: cases live, parts die, and afterwards both sides are counted."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress

import httpx2
from chaos.harm import Harm
from chaos.lives import Lived, live_many
from chaos.patience import Patient
from chaos.real_house import RealHouse
from chaos.witness import Witness
from journeys.town import Town

VICTIMS = ("approvals serve", "approvals work", "feedback work", "nats")
FEW = 50
# Seconds between two kills, and rounds of them. The supervisor waits longer after every death.
SHORT_TRIAL, LONG_TRIAL = ((0.5, 2.0), 2), ((2.0, 5.0), 1000)
ANOTHER_LIFE = 5  # cases at a time until everybody has been killed once


async def survive(house: RealHouse, cases: int, seed: int, *, once: Sequence[str] = ()) -> Harm:
    """Nothing that was accepted is lost, nothing has its effect twice, nothing overtakes."""
    chance = random.Random(seed)  # noqa: S311  a trial can be repeated
    peace, rounds = SHORT_TRIAL if cases < FEW else LONG_TRIAL
    harm = Harm(house, VICTIMS, chance, peace, rounds, once)
    patient = Patient()
    async with httpx2.AsyncClient(
        base_url=f"{house.url}/api/v1", transport=patient, timeout=30
    ) as http:
        town = Town(http)
        lived = await _live_while_harmed(town, harm, cases, chance)
        witness = Witness(house)
        await witness.settled()
        await witness.every_accepted_request_is_there(patient.accepted, lived, town)
    await witness.every_event_came_once_and_in_order()
    await witness.every_event_was_taken_once()
    await witness.every_chain_holds()
    return harm


async def _live_while_harmed(
    town: Town, harm: Harm, cases: int, chance: random.Random
) -> list[Lived]:
    harming = asyncio.create_task(harm.go_on())
    try:
        lived = await live_many(town, cases, chance)
        while not (harm.has_spared_nobody or harming.done()):
            lived += await live_many(town, ANOTHER_LIFE, chance)
    finally:
        harming.cancel()
        with suppress(asyncio.CancelledError):
            await harming  # a fault of its own is told
    return lived
