"""The work process of svc-policy-match: relay, the directory's and the documents' facts."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from shared import working
from shared.consumer import Consumer
from shared.database import UnitOfWork
from shared.working import Bench, Job
from svc_policy_match.events.reactions import NOUNS, reactions
from svc_policy_match.settings import PoliciesSettings
from svc_policy_match.storage.sessions.sessions import forget
from svc_policy_match.use_cases import demo
from svc_policy_match.use_cases.profiles.ordering import keep_orderly
from svc_policy_match.use_cases.profiles.refreshing import refresh_due
from svc_policy_match.use_cases.pushes.profile_changes import tell_changed
from svc_policy_match.use_cases.pushes.pushing import push_part
from svc_policy_match.use_cases.pushes.reminding import remind
from svc_policy_match.use_cases.pushes.sending import send_part

NAME = "svc-policy-match"
LOOK_EVERY_SECONDS = 1.0


async def work(settings: PoliciesSettings) -> None:
    """Run until told to stop."""
    office = settings.office()

    def jobs_of(tools: Bench) -> Mapping[str, Job]:
        consumers = {
            noun: Consumer(NAME, noun, reactions, tools.pool, tools.client).run for noun in NOUNS
        }
        return {
            **consumers,
            "pushes": lambda: keep_going(tools, lambda work: push_part(work, office)),
            "changed profiles": lambda: keep_going(tools, lambda work: tell_changed(work, office)),
            "due profiles": lambda: keep_going(tools, lambda work: refresh_due(work, office)),
            "sending": lambda: keep_going(tools, send_part),
            "reminders": lambda: keep_going(tools, remind),
            "old sessions": lambda: keep_going(tools, forget),
            "order of rows": lambda: keep_orderly(tools),
        }

    await working.work(NAME, settings, jobs_of)


async def keep_going(tools: Bench, part: Callable[[UnitOfWork], Awaitable[object]]) -> None:
    """A job: one part after another, each a transaction; looks again when nothing was left."""
    while True:
        async with tools.unit_of_work() as unit:
            done = await part(unit)
        if not done:
            await asyncio.sleep(LOOK_EVERY_SECONDS)


async def load(settings: PoliciesSettings) -> None:
    """Load the demo; safe to repeat."""
    async with working.bench(NAME, settings) as tools:
        await demo.load_policies(tools.unit_of_work, settings.office(), settings.demo_dir)
