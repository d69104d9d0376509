"""The work process of svc-budget: relay, the directory's and the documents' facts, its own jobs."""

import asyncio
from collections.abc import Mapping

from shared import working
from shared.consumer import Consumer
from shared.file_store import keep_sweeping
from shared.refusals import Unavailable
from shared.working import Bench, Job
from svc_budget.events.reactions import NOUNS, reactions
from svc_budget.settings import BudgetSettings
from svc_budget.storage import directory
from svc_budget.use_cases import demo, demo_books, demo_funds
from svc_budget.use_cases.exports.exporting import make_exports
from svc_budget.use_cases.funds.disclosing import keep_telling_missing
from svc_budget.use_cases.openness.periods import keep_telling_overdue
from svc_budget.use_cases.submissions.slow_reading import read_drafts

NAME = "svc-budget"
PATIENCE_SECONDS = 60.0


class DirectoryMissing(Unavailable):
    """目录还没有传到。"""

    advice = "请先启动网关和本服务的 work 进程，再装入演示数据。"


async def work(settings: BudgetSettings) -> None:
    """Run until told to stop."""
    office = settings.office()

    def jobs_of(tools: Bench) -> Mapping[str, Job]:
        consumers = {
            noun: Consumer(NAME, noun, reactions, tools.pool, tools.client).run for noun in NOUNS
        }
        return {
            **consumers,
            "drafts": lambda: read_drafts(tools.unit_of_work, office),
            "files": lambda: keep_sweeping(office.files),
            "exports": lambda: make_exports(tools.unit_of_work, office),
            "missing disclosures": lambda: keep_telling_missing(
                tools.unit_of_work, office.disclosures
            ),
            "overdue books": lambda: keep_telling_overdue(tools, office.duties),
        }

    await working.work(NAME, settings, jobs_of)


async def load(settings: BudgetSettings) -> None:
    """Load the demo; safe to repeat."""
    async with working.bench(NAME, settings) as tools:
        await load_demo(tools, settings)


async def load_demo(tools: Bench, settings: BudgetSettings) -> None:
    """The demo, once the directory has told of its organs; refused without them."""
    told = _directory_told(tools, demo.organs_named(settings.demo_dir))
    try:
        await asyncio.wait_for(told, PATIENCE_SECONDS)
    except TimeoutError as fault:
        raise DirectoryMissing from fault
    async with tools.unit_of_work() as unit:
        await demo.load_units(unit, settings.demo_dir)
    office = settings.office()
    await demo_funds.load_funds(tools.unit_of_work, office.disclosures, settings.demo_dir)
    await demo_books.load_books(tools.unit_of_work, office, settings.demo_dir)


async def _directory_told(tools: Bench, organs: set[str]) -> None:
    """Wait until `work` has heard of these organs."""
    while True:
        async with tools.unit_of_work() as unit:
            if organs <= set(await directory.organs(unit)):
                return
        await asyncio.sleep(0.1)
