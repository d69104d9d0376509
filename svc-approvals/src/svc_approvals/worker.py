"""The work process of svc-approvals: relay, the directory's facts, timers; and its demo data."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from shared import working
from shared.consumer import Consumer
from shared.file_store import keep_sweeping
from shared.refusals import Unavailable
from shared.told_calendar import all_days
from shared.working import Bench, Job
from shared.yaml_files import yaml_in
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.domain.places.districts import places_of
from svc_approvals.domain.power_items.lists import power_items_of
from svc_approvals.events.reactions import NOUNS, reactions
from svc_approvals.settings import ApprovalsSettings
from svc_approvals.storage import directory
from svc_approvals.storage.cases import timers
from svc_approvals.use_cases.cases.recounts import recount_cases
from svc_approvals.use_cases.cases.ring_timers import ring
from svc_approvals.use_cases.catalogue.matters import publish_matter
from svc_approvals.use_cases.certificates import ending, loading
from svc_approvals.use_cases.deliveries.rounds import do_errands, move_parcels
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.places.places import load_places
from svc_approvals.use_cases.power_items.power_items import publish_power_list
from svc_approvals.use_cases.pushes.rounds import send_pushes
from svc_approvals.use_cases.screens.pairing import close_idle
from svc_approvals.use_cases.supervision import counting
from svc_approvals.use_cases.supervision.counting import count_ended

log = structlog.get_logger("worker")

NAME = "svc-approvals"
LOOK_EVERY_SECONDS = 1.0
EXPIRE_EVERY_SECONDS = 60.0
LOOK_AT_SCREENS_SECONDS = 5.0
PATIENCE_SECONDS = 60.0
TYPES, CERTIFICATES = "certificate-types.yaml", "certificates.yaml"


async def work(settings: ApprovalsSettings) -> None:
    """Run until told to stop."""
    office = settings.office()

    def jobs_of(tools: Bench) -> Mapping[str, Job]:
        consumers = {
            noun: Consumer(NAME, noun, reactions, tools.pool, tools.client).run for noun in NOUNS
        }
        return {
            **consumers,
            "timers": lambda: ring_timers(tools, office),
            "recounts": lambda: recount_cases(tools, office),
            "certificates": lambda: expire_certificates(tools),
            "files": lambda: keep_sweeping(office.files),
            "pushes": lambda: send_pushes(tools, office, settings.reach),
            "screens": lambda: close_idle_screens(tools, office),
            "errands": lambda: do_errands(tools, office),
            "parcels": lambda: move_parcels(tools, office),
            "figures": lambda: count_figures(tools, office),
        }

    await working.work(NAME, settings, jobs_of)


async def count_figures(tools: Bench, office: Office) -> None:
    """Bring the figures up to what has ended, a second behind at most."""
    while True:
        async with tools.unit_of_work() as unit:
            counted = await count_ended(unit, office)
        if counted < counting.BATCH:
            await asyncio.sleep(LOOK_EVERY_SECONDS)


async def ring_timers(tools: Bench, office: Office) -> None:
    """Let due timers ring, a hundred at a time."""
    while True:
        if await ring_due(tools, office, datetime.now(UTC)) < timers.BATCH:
            await asyncio.sleep(LOOK_EVERY_SECONDS)


async def ring_due(tools: Bench, office: Office, now: datetime) -> int:
    """Let what is due at this moment ring, each in a transaction of its own; answers how much."""
    async with tools.unit_of_work(now) as unit:
        due = await timers.claim_due(unit)
    for one in due:
        try:
            async with tools.unit_of_work(now) as unit:
                await ring(unit, office, one)
        except Unavailable:
            raise
        except Exception:  # the case at fault rings again after its lease; the others ring now
            log.exception("timer failed", case=str(one.case_id), kind=one.timer.kind)
    return len(due)


async def expire_certificates(tools: Bench) -> None:
    """Note every minute which certificates are past their last day."""
    while True:
        async with tools.unit_of_work() as unit:
            ended = await ending.expire_certificates(unit)
        if ended < ending.BATCH:
            await asyncio.sleep(EXPIRE_EVERY_SECONDS)


async def close_idle_screens(tools: Bench, office: Office) -> None:
    """End pairs of screens nobody has used for ten minutes."""
    while True:
        await close_idle_now(tools, office, datetime.now(UTC))
        await asyncio.sleep(LOOK_AT_SCREENS_SECONDS)


async def close_idle_now(tools: Bench, office: Office, now: datetime) -> int:
    """What is idle at this moment; answers how many were closed."""
    async with tools.unit_of_work(now) as unit:
        return await close_idle(unit, office)


async def load(settings: ApprovalsSettings) -> None:
    """The demo data, once the directory has told who the departments are; safe to repeat."""
    definitions = demo_matters(settings.demo_dir)
    places = places_of(yaml_in(settings.demo_dir / "places.yaml"))
    powers = power_items_of(yaml_in(settings.demo_dir / "power-items.yaml"))
    async with working.bench(NAME, settings) as tools:
        organs = {one.organ for one in powers}
        await asyncio.wait_for(_directory_told(tools, definitions, organs), PATIENCE_SECONDS)
        await load_certificates(tools, settings)
        for definition in definitions:
            async with tools.unit_of_work() as unit:
                published = await publish_matter(unit, definition)
            log.info(
                "matter",
                code=definition["code"],
                outcome=f"published {published.number}" if published else "unchanged",
            )
        async with tools.unit_of_work() as unit:
            log.info("places", known=len(places), changed=await load_places(unit, places))
            log.info(
                "power items", known=len(powers), changed=await publish_power_list(unit, powers)
            )


def demo_matters(folder: Path) -> list[dict[str, Any]]:
    """The definitions of matters among the demo files, in order of code."""
    files = map(yaml_in, folder.glob("*.yaml"))
    return sorted((one for one in files if "nodes" in one), key=lambda one: str(one["code"]))


async def load_certificates(tools: Bench, settings: ApprovalsSettings) -> None:
    """Keep the types, and register what the demo's people hold."""
    office = settings.office()
    async with tools.unit_of_work() as unit:
        kinds = await loading.load_types(unit, yaml_in(settings.demo_dir / TYPES))
        held = yaml_in(settings.demo_dir / CERTIFICATES)
        new = await loading.load_certificates(unit, office, held)
    log.info("certificates", types=kinds, registered=new)


def named_by(definitions: Iterable[Any]) -> tuple[set[str], set[str]]:
    """The codes of all departments and the numbers of all officials the definitions name."""
    readings = [read_matter(definition).matter for definition in definitions]
    matters = [matter for matter in readings if matter]
    return (
        {code for matter in matters for _, code in matter.organs()},
        {staff_no for matter in matters for staff_no in matter.officials()},
    )


async def _directory_told(tools: Bench, definitions: Iterable[Any], also: set[str]) -> None:
    organs, officials = named_by(definitions)
    organs |= also
    while True:
        async with tools.unit_of_work() as unit:
            known = organs <= set(await directory.organs(unit))
            known = known and officials <= await directory.staff_numbers(unit)
            if known and await all_days(unit):
                return
        await asyncio.sleep(0.1)
