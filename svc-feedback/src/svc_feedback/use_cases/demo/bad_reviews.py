"""The demo's bad reviews, each in another state of its way."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_feedback.domain.bad_reviews import ending, handling
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview
from svc_feedback.domain.bad_reviews.kinds import (
    AppealKind,
    AttemptChannel,
    BadReviewState,
    ChangeKind,
    Grade,
    StepKind,
    Verdict,
)
from svc_feedback.domain.levels import Level
from svc_feedback.domain.reviews import Answer, bad_review_id
from svc_feedback.storage import directory
from svc_feedback.use_cases.bad_reviews.appealing import file_appeal
from svc_feedback.use_cases.bad_reviews.handling import assign_bad_review, reply_to_bad_review
from svc_feedback.use_cases.bad_reviews.receiving import receive_bad_review
from svc_feedback.use_cases.bad_reviews.stepping import Act, any_version, take_step
from svc_feedback.use_cases.demo.days import Begin, demo_id, member, moment
from svc_feedback.use_cases.demo.reviews import at_window, reviewed, visited, working_day
from svc_feedback.use_cases.office import Office

S = BadReviewState
GIVEN_AT = 75  # minutes after the windows have opened


class Desk(NamedTuple):
    """Where one is handled, and by whom."""

    work: UnitOfWork
    office: Office
    caller: Caller
    bad_review_id: UUID


async def load_bad_reviews(begin: Begin, office: Office, file: Mapping[str, Any]) -> None:
    """Give them and handle them; one that is there is left to whoever has it. Safe to repeat."""
    for kept in file["bad_reviews"]:
        async with begin(moment(0)) as work:
            await _load(work, office, file, kept)


async def _load(
    work: UnitOfWork, office: Office, file: Mapping[str, Any], kept: Mapping[str, Any]
) -> None:
    window = next(one for one in file["windows"] if one["window"] == kept["window"])
    visit_id = demo_id("bad-visit", kept["key"])
    at = at_window(await working_day(work, office, kept["days_ago"]), GIVEN_AT)
    if not await visited(work, office, file, window, kept["matter"], visit_id, at):
        return
    answer = Answer(
        demo_id("bad-review", kept["key"]), Level(kept["level"]), tuple(kept["tags"]),
        kept["text"], anonymous=True, channel="qr",
    )  # fmt: skip
    review_id = (await reviewed(work, office, visit_id, answer))["review_id"]
    bad = bad_review_id(review_id)
    await receive_bad_review(work, office, bad, review_id, work.now)
    organ_id = (await directory.organs(work))[window["organ"]].organ_id
    desk = Desk(work, office, member(organ_id, file["region"], kept["handler"]), bad)
    await _handle(desk, kept, work.now)


async def _handle(desk: Desk, kept: Mapping[str, Any], received_at: datetime) -> None:
    """Step by step until it has come to its state."""
    calendar = await desk.office.calendar(desk.work)
    state, wanted = S.RECEIVED, S(kept["state"])
    while state is not wanted:
        minutes, step = APPEAL if wanted is S.APPEALED and state is S.TRIAGE else WAY[state]
        then = calendar.add_working_minutes(received_at, minutes).at
        desk.work.now = min(then.astimezone(UTC), datetime.now(UTC))
        state = (await step(desk, kept)).state


Step = Callable[[Desk, Mapping[str, Any]], Awaitable[BadReview]]


def _taking(kind: StepKind, act: Act) -> Step:
    async def take(desk: Desk, kept: Mapping[str, Any]) -> BadReview:
        note = kept.get("note", "") if kind is StepKind.VERIFY else ""
        return await take_step(*desk, any_version, kind, act, note)

    return take


async def _assign(desk: Desk, kept: Mapping[str, Any]) -> BadReview:
    return await assign_bad_review(*desk, any_version, kept["handler"])


async def _reply(desk: Desk, kept: Mapping[str, Any]) -> BadReview:
    change = ChangeKind(kept["change"])
    return await reply_to_bad_review(*desk, any_version, kept["reply"], change, kept["improvement"])


async def _appeal(desk: Desk, kept: Mapping[str, Any]) -> BadReview:
    return await file_appeal(*desk, any_version, AppealKind.MISTAKEN, kept["evidence"])


# After how many working minutes what is done in a state; a working day has 390.
WAY: Mapping[BadReviewState, tuple[int, Step]] = {
    S.RECEIVED: (40, _taking(StepKind.TRIAGE, partial(handling.triage, grade=Grade.SIMPLE))),
    S.TRIAGE: (60, _assign),
    S.ASSIGNED: (
        120,
        _taking(
            StepKind.ATTEMPT,
            partial(handling.attempt, channel=AttemptChannel.PHONE, reached=True),
        ),
    ),
    S.CONTACTED: (300, _taking(StepKind.VERIFY, partial(handling.verify, verdict=Verdict.TRUE))),
    S.VERIFIED: (400, _taking(StepKind.RECTIFY, handling.rectify)),
    S.RECTIFYING: (1_000, _reply),
    S.REPLIED: (1_500, _taking(StepKind.REVISIT, partial(ending.revisit, satisfied=True))),
}
APPEAL: tuple[int, Step] = (200, _appeal)
