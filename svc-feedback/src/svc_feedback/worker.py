"""The work process: the relay, what we listen to, and the telling of figures; and loading tags."""

import asyncio
from collections.abc import Mapping

from shared import working
from shared.consumer import Consumer
from shared.file_store import keep_sweeping
from shared.working import Bench, Job
from shared.yaml_files import yaml_in
from svc_feedback.domain.tags import TagSet, read_tag_set
from svc_feedback.events import directory
from svc_feedback.events.reactions import reactions_to_cases
from svc_feedback.settings import Settings
from svc_feedback.use_cases.letters.warning import warn_of_letters
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.suggestions.mixing import mix_suggestions
from svc_feedback.use_cases.summaries import tell_summaries
from svc_feedback.use_cases.tags import load_tags

NAME = "svc-feedback"
TELL_EVERY_SECONDS = 1.0
MIX_EVERY_SECONDS = 3600.0
WARN_EVERY_SECONDS = 60.0


async def work(settings: Settings) -> None:
    """Run until told to stop."""
    office = settings.office()
    reactions = reactions_to_cases(settings.opportunity_lifetime, office.secrets)

    def jobs_of(bench: Bench) -> Mapping[str, Job]:
        cases = Consumer(NAME, "approvals.case", reactions, bench.pool, bench.client)
        told = {
            noun: Consumer(NAME, noun, directory.reactions, bench.pool, bench.client).run
            for noun in directory.NOUNS
        }
        return {
            **told,
            "cases": cases.run,
            "summaries": lambda: keep_telling(bench),
            "suggestions": lambda: keep_mixing(bench),
            "letters": lambda: keep_warning(bench, office),
            "files": lambda: keep_sweeping(office.files),
        }

    await working.work(NAME, settings, jobs_of)


async def keep_telling(bench: Bench) -> None:
    """Tell changed figures about once a second."""
    while True:
        async with bench.unit_of_work() as work_:
            told = await tell_summaries(work_)
        if not told:
            await asyncio.sleep(TELL_EVERY_SECONDS)


async def keep_warning(bench: Bench, office: Office) -> None:
    """Give the notices of letters when their day has come."""
    while True:
        async with bench.unit_of_work() as work_:
            told = await warn_of_letters(work_, office)
        if not told:
            await asyncio.sleep(WARN_EVERY_SECONDS)


async def keep_mixing(bench: Bench) -> None:
    """Shuffle the suggestion box once its day is over."""
    while True:
        async with bench.unit_of_work() as work_:
            await mix_suggestions(work_)
        await asyncio.sleep(MIX_EVERY_SECONDS)


async def load(settings: Settings) -> None:
    """Load the tags; safe to repeat."""
    async with working.bench(NAME, settings) as bench, bench.unit_of_work() as work_:
        await load_tags(work_, tags_of(settings))


def tags_of(settings: Settings) -> TagSet:
    """The tags of the file; raises TagFileUnusable."""
    return read_tag_set(yaml_in(settings.tags_file))
