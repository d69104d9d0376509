"""The work process of svc-documents: relay, the directory's facts, and its own jobs."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from shared import working
from shared.consumer import Consumer
from shared.file_store import keep_sweeping
from shared.refusals import Unavailable
from shared.told_calendar import all_days
from shared.working import Bench, Job
from svc_documents.events.reactions import NOUNS, reactions
from svc_documents.settings import DocumentsSettings
from svc_documents.storage import directory
from svc_documents.use_cases import demo
from svc_documents.use_cases.basis.reading_texts import find_citations
from svc_documents.use_cases.columns.columns import tell_overdue_columns
from svc_documents.use_cases.effects.lighting import tell_expiring
from svc_documents.use_cases.effects.midnight import tell_effects
from svc_documents.use_cases.library import collections
from svc_documents.use_cases.library.archiving import keep_archives
from svc_documents.use_cases.library.demo_library import load_library
from svc_documents.use_cases.search.indexing import keep_in_step
from svc_documents.use_cases.search.suggesting import keep_counting

NAME = "svc-documents"
PATIENCE_SECONDS = 60.0


class DirectoryMissing(Unavailable):
    """目录和工作日历还没有传到。"""

    advice = "请先启动网关和本服务的 work 进程，再装入演示数据。"


async def work(settings: DocumentsSettings) -> None:
    """Run until told to stop."""
    rules, office, wording = settings.jurisdictions(), settings.office(), settings.wording()

    def jobs_of(tools: Bench) -> Mapping[str, Job]:
        consumers = {
            noun: Consumer(NAME, noun, reactions, tools.pool, tools.client).run for noun in NOUNS
        }
        return {
            **consumers,
            "effects": lambda: tell_effects(tools),
            "lights": lambda: tell_expiring(tools, rules),
            "columns": lambda: tell_overdue_columns(tools, office),
            "citations": lambda: find_citations(tools),
            "archives": lambda: keep_archives(tools, office.files),
            "files": lambda: keep_sweeping(office.files),
            "index": lambda: keep_in_step(tools),
            "title words": lambda: keep_counting(tools, wording.cut),
        }

    await working.work(NAME, settings, jobs_of)


async def load(
    settings: DocumentsSettings, laws: Path | None = None, stubs: Path | None = None
) -> None:
    """Load the demo, or the collections that are named; safe to repeat."""
    async with working.bench(NAME, settings) as tools:
        if laws is not None:
            await collections.load_laws(tools.unit_of_work, laws)
        if stubs is not None:
            await collections.load_stubs(tools.unit_of_work, stubs)
        if laws is None and stubs is None:
            await load_demo(tools, settings)


async def generate(settings: DocumentsSettings, cases: int, seed: int, days: int) -> None:
    """Make so many documents of real laws; the same whatever seed and days are."""
    _ = seed, days
    async with working.bench(NAME, settings) as tools:
        await collections.multiply_laws(tools.unit_of_work, settings.laws_file, cases)


async def load_demo(tools: Bench, settings: DocumentsSettings) -> None:
    """The demo's district, once the directory has told of its organs; refused without them."""
    office, folder = settings.office(), settings.demo_dir
    try:
        told = _directory_told(tools, demo.organs_named(folder))
        await asyncio.wait_for(told, PATIENCE_SECONDS)
    except TimeoutError as fault:
        raise DirectoryMissing from fault
    await load_library(tools.unit_of_work, folder)
    async with tools.unit_of_work() as unit:
        await demo.load_resource_map(unit, folder)
    async with tools.unit_of_work() as unit:
        await demo.load_documents_on_their_way(unit, office, folder)
    async with tools.unit_of_work() as unit:
        await demo.load_directory_of_columns(unit, office, folder)
    async with tools.unit_of_work() as unit:
        await demo.load_meeting_topics(unit, office)
    async with tools.unit_of_work() as unit:
        await demo.load_livelihood_projects(unit, folder)


async def _directory_told(tools: Bench, organs: set[str]) -> None:
    """Wait until `work` has heard of these organs and of the calendar."""
    while True:
        async with tools.unit_of_work() as unit:
            if organs <= set(await directory.organs(unit)) and await all_days(unit):
                return
        await asyncio.sleep(0.1)
