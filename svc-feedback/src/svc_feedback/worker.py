"""The work process: the relay, what we listen to, and our own jobs; and loading the demo."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from shared import working
from shared.consumer import Consumer
from shared.database import UnitOfWork
from shared.file_store import keep_sweeping
from shared.refusals import Unavailable
from shared.words import keep_telling
from shared.working import Bench, Job
from shared.yaml_files import yaml_in
from svc_feedback.adapters.grouping_apart import group_apart
from svc_feedback.domain.tags import TagSet, read_tag_set
from svc_feedback.events.ears import NOUNS, reactions_by_noun
from svc_feedback.settings import Settings
from svc_feedback.use_cases.bad_reviews.recounting import recount_bad_reviews
from svc_feedback.use_cases.bad_reviews.warning import warn_of_bad_reviews
from svc_feedback.use_cases.consultations.turning import tell_results, turn_consultations
from svc_feedback.use_cases.defaulting import default_reviews
from svc_feedback.use_cases.demo.voices import directory_is_told, load_voices
from svc_feedback.use_cases.judging.examining import examine_reviews
from svc_feedback.use_cases.judging.forgetting import forget_circumstances
from svc_feedback.use_cases.letters.warning import warn_of_letters
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.opportunities import INVITATION, words_of_invitation
from svc_feedback.use_cases.suggestions.mixing import mix_suggestions
from svc_feedback.use_cases.summaries import count_reviews, tell_summaries
from svc_feedback.use_cases.tags import load_tags
from svc_feedback.use_cases.voice.analysing import analyse

NAME = "svc-feedback"
OFTEN, EVERY_MINUTE, HOURLY = 1.0, 60.0, 3600.0  # seconds
PATIENCE = 60.0


class OrgansUntold(Unavailable):
    """部门目录和工作日历还没有传到。"""

    advice = "请先启动网关和本服务的 work 进程，再装入演示数据。"


async def work(settings: Settings) -> None:
    """Run until told to stop."""
    office, thresholds = settings.office(), settings.thresholds()
    kept_for = settings.circumstances_kept
    reactions = reactions_by_noun(office)

    def jobs_of(bench: Bench) -> Mapping[str, Job]:
        consumers = {
            noun: Consumer(NAME, noun, reactions[noun], bench.pool, bench.client).run
            for noun in NOUNS
        }

        def going(part: Callable[[UnitOfWork], Awaitable[object]], pause: float) -> Job:
            return lambda: keep_going(bench, part, pause)

        return {
            **consumers,
            "deadlines": going(lambda unit: warn_of_bad_reviews(unit, office), EVERY_MINUTE),
            "recounts": lambda: keep_recounting(bench, office),
            "figures": going(count_reviews, OFTEN),
            "summaries": going(tell_summaries, OFTEN),
            "doubts": going(lambda unit: examine_reviews(unit, thresholds), OFTEN),
            "circumstances": going(lambda unit: forget_circumstances(unit, kept_for), HOURLY),
            "defaults": going(lambda unit: default_reviews(unit, office), EVERY_MINUTE),
            "suggestions": going(mix_suggestions, HOURLY),
            "letters": going(lambda unit: warn_of_letters(unit, office), EVERY_MINUTE),
            "consultations": going(turn_consultations, EVERY_MINUTE),
            "results": going(tell_results, EVERY_MINUTE),
            "words": lambda: keep_telling(
                bench.client, bench.owner, INVITATION, lambda one: words_of_invitation(one, office)
            ),
            "messages": lambda: keep_analysing(bench, office),
            "files": lambda: keep_sweeping(office.files),
        }

    await working.work(NAME, settings, jobs_of)


async def keep_going(
    bench: Bench, part: Callable[[UnitOfWork], Awaitable[object]], pause: float
) -> None:
    """A job: one part after another, each a transaction; pauses when nothing was left."""
    while True:
        async with bench.unit_of_work() as work_:
            done = await part(work_)
        if not done:
            await asyncio.sleep(pause)


async def keep_analysing(bench: Bench, office: Office) -> None:
    """Hear what is new and look for themes once an hour."""
    while True:
        await analyse(bench.unit_of_work, office.secrets, group_apart, datetime.now(UTC))
        await asyncio.sleep(HOURLY)


async def keep_recounting(bench: Bench, office: Office) -> None:
    """Count open bad reviews anew whenever the calendar is another."""
    counted_on = ""
    while True:
        counted_on = await recount_bad_reviews(bench.unit_of_work, office, counted_on)
        await asyncio.sleep(EVERY_MINUTE)


async def load(settings: Settings) -> None:
    """Load the tags, and the demo once the directory has told of its organs; safe to repeat."""
    async with working.bench(NAME, settings) as bench:
        async with bench.unit_of_work() as work_:
            await load_tags(work_, tags_of(settings))
        try:
            await asyncio.wait_for(_directory_told(bench, settings.demo_dir), PATIENCE)
        except TimeoutError as fault:
            raise OrgansUntold from fault
        await load_voices(bench.unit_of_work, settings.office(), settings.demo_dir)


async def _directory_told(bench: Bench, folder: Path) -> None:
    """Wait until `work` has heard of the demo's organs and of the calendar."""
    while True:
        if await directory_is_told(bench.unit_of_work, folder):
            return
        await asyncio.sleep(0.1)


def tags_of(settings: Settings) -> TagSet:
    """The tags of the file; raises TagFileUnusable."""
    return read_tag_set(yaml_in(settings.tags_file))
