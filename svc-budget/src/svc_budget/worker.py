"""The work process of svc-budget: relay, the directory's and the documents' facts, its own jobs."""

from collections.abc import Mapping

from shared import working
from shared.consumer import Consumer
from shared.working import Bench, Job
from svc_budget.events.reactions import NOUNS, reactions
from svc_budget.settings import BudgetSettings
from svc_budget.use_cases.submissions.slow_reading import read_drafts

NAME = "svc-budget"


async def work(settings: BudgetSettings) -> None:
    """Run until told to stop."""
    office = settings.office()

    def jobs_of(tools: Bench) -> Mapping[str, Job]:
        consumers = {
            noun: Consumer(NAME, noun, reactions, tools.pool, tools.client).run for noun in NOUNS
        }
        return {**consumers, "drafts": lambda: read_drafts(tools.unit_of_work, office)}

    await working.work(NAME, settings, jobs_of)


async def load(settings: BudgetSettings) -> None:
    """Load the demo; safe to repeat."""
    async with working.bench(NAME, settings) as tools:
        _ = tools
