"""The work process of svc-documents: relay, the directory's facts, and its own jobs."""

from collections.abc import Mapping
from pathlib import Path

from shared import working
from shared.consumer import Consumer
from shared.working import Bench, Job
from svc_documents.events.reactions import NOUNS, reactions
from svc_documents.settings import DocumentsSettings
from svc_documents.use_cases import demo
from svc_documents.use_cases.basis.reading_texts import find_citations
from svc_documents.use_cases.effects.lighting import tell_expiring
from svc_documents.use_cases.effects.midnight import tell_effects
from svc_documents.use_cases.library import collections

NAME = "svc-documents"


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
