"""The work process of svc-budget: relay, the directory's and the documents' facts, its own jobs."""

from collections.abc import Mapping

from shared import working
from shared.consumer import Consumer
from shared.working import Bench, Job
from svc_budget.events.reactions import NOUNS, reactions
from svc_budget.settings import BudgetSettings

NAME = "svc-budget"


async def work(settings: BudgetSettings) -> None:
    """Run until told to stop."""

    def jobs_of(tools: Bench) -> Mapping[str, Job]:
        return {
            noun: Consumer(NAME, noun, reactions, tools.pool, tools.client).run for noun in NOUNS
        }

    await working.work(NAME, settings, jobs_of)


async def load(settings: BudgetSettings) -> None:
    """Load the demo; safe to repeat."""
    async with working.bench(NAME, settings) as tools:
        _ = tools
