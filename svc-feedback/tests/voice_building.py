"""Builders for the tests of the analysis: messages on many days, some of them planted."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from feedback_building import Feedback

from shared.identity import Caller
from svc_feedback.adapters import made_up
from svc_feedback.adapters.grouping_apart import group_apart
from svc_feedback.storage.voice import messages
from svc_feedback.storage.voice.messages import NewMessage
from svc_feedback.use_cases.voice.analysing import analyse

REGION = "431202"
TODAY = date(2026, 3, 27)
NOON = datetime(2026, 3, 27, 4, tzinfo=UTC)
LAMPS = ("路灯晚上不亮", "街灯坏了好久", "路灯坏了好久", "街灯晚上不亮")


def an_analyst(region: str = REGION, role: str = "supervisor") -> Caller:
    """Who looks after what people of a region say."""
    roles = frozenset({role})
    return Caller(str(uuid4()), "staff", roles=roles, organ_id=uuid4(), region_code=region)


def said(
    text: str, day: date, matter: str | None = None, region: str = REGION, person: bytes = b""
) -> NewMessage:
    """Somebody says something, each time another unless named."""
    return NewMessage("hotline", uuid4(), day, text, matter, region, person or uuid4().bytes)


def flat_weeks(
    a_day: int, until: date = TODAY, days: int = 57, region: str = REGION,
    without: date | None = None,
) -> Iterator[NewMessage]:  # fmt: skip
    """The same mixture of messages on every day but perhaps one, and nothing else."""
    for back in range(days):
        day = until - timedelta(days=back)
        if day == without:
            continue
        for message in made_up.messages(a_day, seed=day.toordinal()):
            yield said(message.text, day, region=region)


async def hears(feedback: Feedback, all_said: Iterable[NewMessage]) -> None:
    """The analysis has heard them."""
    async with feedback.bench.unit_of_work() as work:
        await messages.add_many(work, list(all_said))


async def analysed(feedback: Feedback) -> list[UUID]:
    """The analysis of noon has run; the themes whose burst it tells."""
    secrets = feedback.app.state.office.secrets
    return await analyse(feedback.bench.unit_of_work, secrets, group_apart, NOON)


async def two_themes(feedback: Feedback) -> set[UUID]:
    """For two weeks people have spoken of street lamps and of wages."""
    feedback.app.state.now = lambda: NOON
    for number in range(15):
        day = TODAY - timedelta(days=number)
        await hears(feedback, (said(f"{text}{'啊' * number}", day) for text in LAMPS))
        await hears(feedback, (said(text, day) for text in made_up.about("欠薪", 4, number)))
    await analysed(feedback)
    return await themes_of(feedback)


async def themes_of(feedback: Feedback) -> set[UUID]:
    """Every theme that was ever found."""
    rows = await feedback.pool.fetch("SELECT theme_id FROM theme")
    return {row["theme_id"] for row in rows}
