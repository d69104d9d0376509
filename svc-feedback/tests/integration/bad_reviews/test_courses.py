"""The database lives every course of a bad review as the pure model does, state by state."""

import asyncio
from copy import deepcopy
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from bad_reviews_building import MONDAY, a_received, a_rectifying, an_assigned
from courses_of_bad_reviews import TIMES, Command, carry_out, drawn
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.database import Pool, UnitOfWork, open_pool
from shared.refusals import Refusal
from svc_feedback.domain.bad_reviews.bad_reviews import BadReview
from svc_feedback.domain.bad_reviews.kinds import StepKind
from svc_feedback.domain.opportunities import ClosedCase
from svc_feedback.storage import opportunities
from svc_feedback.storage.bad_reviews import bad_reviews, steps
from svc_feedback.use_cases.bad_reviews.invalidating import end_invalid
from svc_feedback.use_cases.bad_reviews.stepping import step_taken
from yangguang_local.testing import MakeDatabase

COURSES_LIVED = 20
REVIEW = """
INSERT INTO review (review_id, opportunity_id, submission_id, matter_code, level, tags, tag_version,
    anonymous, origin, channel, submitted_at)
VALUES ($1, $2, $1, $3, 2, '{}', 1, false, 'active', 'web', $4)
"""


def test_the_database_lives_every_course_as_the_model_does(fresh_database: MakeDatabase) -> None:
    with asyncio.Runner() as runner:
        lived = runner.run(Lived.open(fresh_database))

        @settings(max_examples=COURSES_LIVED, deadline=None, database=None)
        @given(st.data())
        def course_is_lived_twice(data: st.DataObject) -> None:
            model = data.draw(st.sampled_from([a_received, an_assigned, a_rectifying]))()
            runner.run(lived.begin(model))
            now, states = MONDAY, []
            for _ in range(data.draw(st.integers(5, 30))):
                now += data.draw(TIMES)
                before = model.state
                if runner.run(lived.both(model, drawn(data, model, now))):
                    states.append((before, model.state))
            assert runner.run(lived.steps_of(model)) == states

        course_is_lived_twice()
        runner.run(lived.pool.close())


class Lived:
    """Courses that happen in memory and in the database."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    @classmethod
    async def open(cls, fresh_database: MakeDatabase) -> "Lived":
        database = await fresh_database("feedback")
        return cls(await open_pool(database.dsn, size=2, application="courses"))

    async def begin(self, model: BadReview) -> None:
        """It is kept, with the review it is about."""
        case = ClosedCase(uuid4(), "1", model.matter_code, "开理发店", (), uuid4(), MONDAY)
        asked = case.opportunity(uuid4(), MONDAY, timedelta(days=30), model.region_code)
        async with self._work(MONDAY) as work:
            await opportunities.add(work, asked, uuid4().hex)
            await work.write(
                REVIEW, model.review_id, asked.opportunity_id, model.matter_code, MONDAY
            )
            await bad_reviews.add(work, model)
            await work.commit()

    async def both(self, model: BadReview, command: Command) -> bool:
        """It happens twice, or is refused twice for the same reason; whether it happened."""
        before, refused, refused_in_the_database = deepcopy(model), None, None
        try:
            carry_out(model, command)
            model.version += 1
        except Refusal as refusal:
            refused = type(refusal)
        try:
            await self._in_the_database(model.bad_review_id, command)
        except Refusal as refusal:
            refused_in_the_database = type(refusal)
        if command.kind is StepKind.INVALIDATE and before.state.is_closed:
            refused_in_the_database = refused  # what is over stays so, and nobody is refused
        assert refused_in_the_database is refused
        assert await self._stored(model.bad_review_id) == model
        return refused is None

    async def steps_of(self, model: BadReview) -> list[tuple[str, str]]:
        """From which state to which its steps have led."""
        async with self._work(MONDAY) as work:
            noted = await steps.listed(work, model.bad_review_id)
        return [(row["from_state"], row["state"]) for row in noted]

    async def _in_the_database(self, bad_review_id: UUID, command: Command) -> None:
        async with self._work(command.at) as work:
            if command.kind is StepKind.INVALIDATE:
                await end_invalid(work, bad_review_id, command.actor, "理由")
            else:
                bad = await bad_reviews.locked(work, bad_review_id)
                assert bad is not None
                before = bad.state
                carry_out(bad, command)
                await step_taken(work, bad, command.kind, before, command.actor, "")
            await work.commit()

    async def _stored(self, bad_review_id: UUID) -> BadReview | None:
        async with self._work(MONDAY) as work:
            return await bad_reviews.with_id(work, bad_review_id)

    def _work(self, now: datetime) -> UnitOfWork:
        return UnitOfWork(self.pool, now, actor="test")
