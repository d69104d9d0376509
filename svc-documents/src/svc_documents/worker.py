"""The work process of svc-documents: relay, the directory's facts, and its own jobs."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from shared import working
from shared.consumer import Consumer
from shared.working import Bench, Job
from svc_documents.events.reactions import NOUNS, reactions
from svc_documents.settings import DocumentsSettings
from svc_documents.storage import directory
from svc_documents.use_cases import demo
from svc_documents.use_cases.basis.reading_texts import find_citations
from svc_documents.use_cases.effects.lighting import tell_expiring
from svc_documents.use_cases.effects.midnight import tell_effects
from svc_documents.use_cases.library import collections

NAME = "svc-documents"
PATIENCE_SECONDS = 60.0


async def work(settings: DocumentsSettings) -> None:
    """Run until told to stop."""
    rules = settings.jurisdictions()

    def jobs_of(tools: Bench) -> Mapping[str, Job]:
        consumers = {
            noun: Consumer(NAME, noun, reactions, tools.pool, tools.client).run for noun in NOUNS
        }
        return {
            **consumers,
            "effects": lambda: tell_effects(tools),
            "lights": lambda: tell_expiring(tools, rules),
            "citations": lambda: find_citations(tools),
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
            async with tools.unit_of_work() as unit:
                await demo.load_resource_map(unit, settings.demo_dir)
            await load_drafts(tools, settings)


async def load_drafts(tools: Bench, settings: DocumentsSettings) -> None:
    """Documents on their way, once the directory has told who may issue them."""
    office, folder = settings.office(), settings.demo_dir
    told = _directory_told(tools, demo.organs_named(folder))
    await asyncio.wait_for(told, PATIENCE_SECONDS)
    async with tools.unit_of_work() as unit:
        await demo.load_documents_on_their_way(unit, office, folder)


async def _directory_told(tools: Bench, organs: set[str]) -> None:
    while True:
        async with tools.unit_of_work() as unit:
            if organs <= set(await directory.organs(unit)):
                return
        await asyncio.sleep(0.1)
