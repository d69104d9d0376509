"""One trial on many machines: harm after harm under load, and afterwards both sides are counted."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import monotonic

from chaos.hosts.fleet import Fleet
from chaos.hosts.harms import Harm
from chaos.hosts.load import Load, a_load
from chaos.hosts.network import Network, run_on
from chaos.hosts.others_witness import OthersWitness
from chaos.patience import Wait
from chaos.witness import Witness

from yangguang_local.house import YANGGUANG
from yangguang_local.installation import forget_data

AFTERWARDS = 5.0  # seconds of load once the harm is over


@dataclass(frozen=True)
class Figures:
    """What a harm cost those who asked meanwhile."""

    harm: str
    seconds: float
    accepted: int
    refused: int
    unheard: int
    longest_change: Wait
    longest_read: Wait
    silence: float  # in which nobody's change was answered

    def __str__(self) -> str:
        answers = f"{self.accepted} accepted, {self.refused} refused, {self.unheard} unheard"
        lines = [
            f"{self.harm}: {self.seconds:.0f} s, {answers}; no change for {self.silence:.1f} s",
            f"    longest change {self.longest_change}",
            f"    longest read {self.longest_read}",
        ]
        return "\n".join(lines)


def survive(harms: Sequence[Harm], seed: int) -> list[Figures]:
    """Nothing accepted is lost, nothing is done twice, nothing overtakes; what each harm cost."""
    with tempfile.TemporaryDirectory(prefix="yg-") as folder, Network() as network:
        home = Path(folder)
        home.chmod(0o711)  # PostgreSQL's user walks through
        fleet = Fleet(home, network, YANGGUANG)
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
        await OthersWitness(fleet, load.others, load.patient.accepted).everything_holds()
    return figures


async def _harmed(fleet: Fleet, load: Load, harm: Harm) -> Figures:
    began, patient = monotonic(), load.patient
    accepted, waits = len(patient.accepted), len(patient.waits)
    refused, unheard = patient.refused, patient.unheard
    async with load.going_on():
        await asyncio.sleep(1)
        await harm(fleet)
        await asyncio.sleep(AFTERWARDS)
    meanwhile = patient.waits[waits:]
    changes = [wait for wait in meanwhile if not wait.reading]
    figures = Figures(
        harm.__name__.replace("_", " "),
        monotonic() - began,
        len(patient.accepted) - accepted,
        patient.refused - refused,
        patient.unheard - unheard,
        max(changes, key=_seconds),
        max((wait for wait in meanwhile if wait.reading), key=_seconds),
        _longest_silence([began, *(wait.ended for wait in changes)]),
    )
    print(figures)  # noqa: T201  told at once, and with what fails
    return figures


def _seconds(wait: Wait) -> float:
    return wait.seconds


def _longest_silence(moments: Sequence[float]) -> float:
    ordered = sorted(moments)
    return max(after - before for before, after in pairwise(ordered))


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
