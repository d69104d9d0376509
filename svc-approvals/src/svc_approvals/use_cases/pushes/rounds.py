"""The worker's rounds: claim what is due, post it, note how it went, each in its transaction."""

import asyncio
from datetime import UTC, datetime

import structlog

from shared.refusals import Unavailable
from shared.working import Bench
from svc_approvals.adapters.web import NoAnswer, Web, web
from svc_approvals.domain.addresses import Reach
from svc_approvals.domain.pushes.pushes import Push
from svc_approvals.storage.pushes import pushes
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.pushes.sending import (
    TargetMissing,
    acknowledge_push,
    pack_push,
    put_off_push,
)

log = structlog.get_logger("pushes")
LOOK_EVERY_SECONDS = 1.0


async def send_pushes(tools: Bench, office: Office, reach: Reach) -> None:
    """Send what is due, each system in a task of its own, so that none waits for another."""
    async with web(reach) as way, asyncio.TaskGroup() as sending:
        busy: dict[str, asyncio.Task[int]] = {}
        while True:
            async with tools.unit_of_work() as unit:
                due = await pushes.targets_due(unit)
            for target in due:
                if target not in busy or busy[target].done():
                    task = send_due(tools, office, way, target, datetime.now(UTC))
                    busy[target] = sending.create_task(task)
            await asyncio.sleep(LOOK_EVERY_SECONDS)


async def send_due(tools: Bench, office: Office, way: Web, target: str, now: datetime) -> int:
    """Send one system what is due to it at this moment; answers how much."""
    async with tools.unit_of_work(now) as unit:
        due = await pushes.claim_due(unit, target)
    await asyncio.gather(*(send_one(tools, office, way, push, now) for push in due))
    return len(due)


async def send_one(tools: Bench, office: Office, way: Web, push: Push, now: datetime) -> None:
    """Pack, post and note; whoever dies in between leaves it to be sent again, with the same id."""
    try:
        async with tools.unit_of_work(now) as unit:
            parcel = await pack_push(unit, office, push)
        if parcel is None:
            return
        reply = await way.post(parcel.target.url, parcel.headers, parcel.body)
        fault = "" if reply.is_ok else f"status {reply.status}"
    except (TargetMissing, NoAnswer) as failed:
        fault = str(failed)
    except Unavailable:
        raise
    except Exception as failed:  # a fault of ours: this one waits, the others are sent
        log.exception("push failed", push=str(push.push_id))
        fault = type(failed).__name__
    async with tools.unit_of_work(now) as unit:
        await (put_off_push(unit, push, fault) if fault else acknowledge_push(unit, push))
    log.info("pushed", push=str(push.push_id), target=push.target, fault=fault)
