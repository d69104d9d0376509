"""One trial on many machines: harm after harm under load, and afterwards both sides are counted."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from chaos.hosts.fleet import Fleet
from chaos.hosts.harms import Harm
from chaos.hosts.load import Load, a_load
from chaos.hosts.network import Network, run_on
from chaos.witness import Witness

from yangguang_local.house import YANGGUANG, House
from yangguang_local.installation import forget_data

AFTERWARDS = 5.0  # seconds of load once the harm is over


@dataclass(frozen=True)
class Figures:
    """What a harm cost those who asked meanwhile."""

    harm: str
    seconds: float
    accepted: int
    asked_again: int
    longest_change: float
    longest_read: float

    def __str__(self) -> str:
        return (
            f"{self.harm:<32} {self.seconds:5.0f} s {self.accepted:5} accepted"
            f" {self.asked_again:4} asked again; longest wait: change {self.longest_change:5.1f} s,"
            f" read {self.longest_read:5.1f} s"
        )


def survive(services: Sequence[str], harms: Sequence[Harm], seed: int) -> list[Figures]:
    """Nothing accepted is lost, nothing is done twice, nothing overtakes; what each harm cost."""
    house = House(YANGGUANG.gateway, tuple(YANGGUANG.member(name) for name in services))
    with tempfile.TemporaryDirectory(prefix="yg-") as folder, Network() as network:
        home = Path(folder)
        home.chmod(0o711)  # PostgreSQL's user walks through
        fleet = Fleet(home, network, house)
        return run_on(fleet.client, lambda: _live(fleet, harms, seed))


async def _live(fleet: Fleet, harms: Sequence[Harm], seed: int) -> list[Figures]:
    async with _opened(fleet), a_load(fleet.doors, seed) as load:
        figures = [await _harmed(fleet, load, harm) for harm in harms]
        witness = Witness(fleet)
        await witness.settled()
        await witness.every_accepted_request_is_there(load.patient.accepted, load.lived, load.town)
        await witness.every_event_came_once_and_in_order()
        await witness.every_event_was_taken_once()
        await witness.every_chain_holds()
    return figures


async def _harmed(fleet: Fleet, load: Load, harm: Harm) -> Figures:
    began, patient = monotonic(), load.patient
    accepted, repeated, waits = len(patient.accepted), patient.repeated, len(patient.waits)
    async with load.going_on():
        await asyncio.sleep(1)
        await harm(fleet)
        await asyncio.sleep(AFTERWARDS)
    meanwhile = patient.waits[waits:]
    figures = Figures(
        harm.__name__.replace("_", " "),
        monotonic() - began,
        len(patient.accepted) - accepted,
        patient.repeated - repeated,
        max((wait.seconds for wait in meanwhile if not wait.reading), default=0.0),
        max((wait.seconds for wait in meanwhile if wait.reading), default=0.0),
    )
    fleet.heard.append(str(figures))
    return figures


@asynccontextmanager
async def _opened(fleet: Fleet) -> AsyncIterator[None]:
    try:
        await fleet.open()
        yield
    except BaseException:
        print(*fleet.heard[-2000:], sep="\n")  # noqa: T201  shown with what failed
        raise
    finally:
        await fleet.close()
        for one in (fleet.postgres.primary, fleet.postgres.standby):
            forget_data(one.data.parent)
