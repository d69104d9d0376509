"""`migrate` and `load`: errands of every service in a house that is running."""

import json
from pathlib import Path

from yangguang_local.console import Console
from yangguang_local.failures import StartFailed
from yangguang_local.house import YANGGUANG, Addresses, House
from yangguang_local.nats import EmbeddedNats
from yangguang_local.occupancy import Occupancy
from yangguang_local.postgres import EmbeddedPostgres
from yangguang_local.processes import errand


async def run_errands(home: Path, verb: str, console: Console, house: House = YANGGUANG) -> int:
    """One service after the other, the gateway first; the exit code tells whether all went well."""
    try:
        addresses = _addresses_of_running(home, house)
        for member in house.everyone:
            hear = console.hearing(f"{member.name} {verb}")
            await errand(member, verb, addresses, house, hear)
            console.say(f"{member.name} {verb}: 完成 · done")
    except StartFailed as failure:
        console.complain(f"{failure.part}: {failure.why}\n  {failure.advice}")
        return 1
    return 0


def _addresses_of_running(home: Path, house: House) -> Addresses:
    occupancy = Occupancy(home)
    state = occupancy.read()
    if occupancy.holder() is None or not state:
        raise StartFailed(
            "house", "没有在运行 (is not running).", "先启动 (start it first): make up"
        )
    ports = json.loads((home / "ports.json").read_text(encoding="utf-8"))
    return Addresses(
        home,
        EmbeddedPostgres(home).databases,
        EmbeddedNats(home, port=ports["nats"]).url(),
        ports | {house.gateway.name: state["port"]},
    )
