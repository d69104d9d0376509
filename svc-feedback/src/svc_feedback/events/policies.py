"""What we do when a policy is published: people may say what they think of it."""

from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.envelope import Envelope
from shared.events.policies import PolicyPublished
from svc_feedback.use_cases.consultations.policies import HeardPolicy, open_for_policy

NOUNS = ("policies.policy",)
reactions = Reactions()


@reactions.on(PolicyPublished)
async def open_policy_for_opinions(event: PolicyPublished, work: UnitOfWork, _: Envelope) -> None:
    """A published policy can be spoken about."""
    heard = HeardPolicy(event.policy_id, event.title, event.region_code, event.closes_on)
    await open_for_policy(work, heard)
