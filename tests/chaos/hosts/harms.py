"""What happens to machines: each harm begins under load and ends with all of them back."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from chaos.hosts.fleet import Fleet
from chaos.hosts.next_version import next_version

CUT_OFF_FOR = 15.0
DOWN_FOR = 8.0
TITLE = "一件事一次办"  # of svc-approvals

Harm = Callable[[Fleet], Awaitable[None]]


async def a_machine_is_cut_off(fleet: Fleet) -> None:
    """One of every service and a gateway at once; what it runs goes on, unheard."""
    fleet.machines["app1"].cut_off()
    await asyncio.sleep(CUT_OFF_FOR)
    fleet.machines["app1"].let_back()


async def the_broker_loses_its_leader(fleet: Fleet) -> None:
    """kill -9 of the server that leads the stream of cases; it comes back over its disk."""
    leader = await fleet.nats.leader_of("APPROVALS")
    await leader.kill()
    await asyncio.sleep(DOWN_FOR)
    await leader.start()


async def the_standby_takes_over(fleet: Fleet) -> None:
    """The primary's machine vanishes for good."""
    await fleet.postgres.fail_over()


async def a_service_is_rolled(fleet: Fleet) -> None:
    """svc-approvals goes to its next version, which has a migration."""
    folder = Path(fleet.addresses.home) / "next" / "svc-approvals"
    newer = next_version("svc_approvals", TITLE, folder)
    await fleet.roll("approvals", newer)
    assert await fleet.titles("approvals") == [newer.title] * 2
