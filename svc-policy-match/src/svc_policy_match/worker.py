"""The work process of svc-policy-match: relay, the directory's and the documents' facts."""

from collections.abc import Mapping

from shared import working
from shared.consumer import Consumer
from shared.working import Bench, Job
from svc_policy_match.events.reactions import NOUNS, reactions
from svc_policy_match.settings import PoliciesSettings
from svc_policy_match.use_cases import demo

NAME = "svc-policy-match"


async def work(settings: PoliciesSettings) -> None:
    """Run until told to stop."""

    def jobs_of(tools: Bench) -> Mapping[str, Job]:
        return {
            noun: Consumer(NAME, noun, reactions, tools.pool, tools.client).run for noun in NOUNS
        }

    await working.work(NAME, settings, jobs_of)


async def load(settings: PoliciesSettings) -> None:
    """Load the demo; safe to repeat."""
    async with working.bench(NAME, settings) as tools:
        await demo.load_policies(tools.unit_of_work, settings.office(), settings.demo_dir)
