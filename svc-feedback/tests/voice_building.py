"""Builders for the tests of the analysis: messages on many days, some of them planted."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import uuid4

from feedback_building import Feedback

from shared.identity import Caller
from svc_feedback.adapters import made_up
from svc_feedback.storage.voice import messages
from svc_feedback.storage.voice.messages import NewMessage

REGION = "431202"
TODAY = date(2026, 3, 27)


def an_analyst(region: str = REGION) -> Caller:
    """Who looks after what people of a region say."""
    roles = frozenset({"supervisor"})
    return Caller(str(uuid4()), "staff", roles=roles, organ_id=uuid4(), region_code=region)


def said(text: str, day: date, matter: str | None = None, region: str = REGION) -> NewMessage:
    """One person says something."""
    return NewMessage("hotline", uuid4(), day, text, matter, region, uuid4().bytes)


def flat_weeks(
    a_day: int, until: date = TODAY, days: int = 57, region: str = REGION
) -> Iterator[NewMessage]:
    """The same mixture of messages on every day, and nothing else."""
    for back in range(days):
        day = until - timedelta(days=back)
        for message in made_up.messages(a_day, seed=day.toordinal()):
            yield said(message.text, day, region=region)


async def hears(feedback: Feedback, all_said: Iterable[NewMessage]) -> None:
    """The analysis has heard them."""
    async with feedback.bench.unit_of_work() as work:
        await messages.add_many(work, list(all_said))
