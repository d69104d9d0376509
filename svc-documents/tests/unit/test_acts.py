"""What acts upon a force: the earliest end counts, whatever the order it became known in."""

from datetime import date
from itertools import permutations
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from svc_documents.domain.effects.acts import Act, ActKind, folded, own_acts
from svc_documents.domain.effects.effects import Cause, Effect, Force

D = date.fromisoformat
FORCE = Force(first=D("2020-01-01"), until=D("2025-01-01"), cause=Cause.LAPSED)
REPEAL = Act(ActKind.ENDS, D("2024-06-01"), Cause.REPEALED, "由甲废止", uuid4())
RENEWAL = Act(ActKind.ENDS, D("2025-01-01"), Cause.REPLACED, "由乙延续", uuid4())
LATER = Act(ActKind.ENDS, D("2025-03-01"), Cause.REPEALED, "由丙废止", uuid4())
AMENDMENT = Act(ActKind.AMENDS, D("2022-01-01"))

days = st.dates(D("2020-01-01"), D("2026-12-31"))
ends = st.builds(
    Act, kind=st.just(ActKind.ENDS), on=days, cause=st.sampled_from(Cause), by=st.uuids()
)
amendments = st.builds(Act, kind=st.just(ActKind.AMENDS), on=days)
acts = st.lists(ends | amendments, max_size=5)


def test_a_repeal_before_the_lapse_is_the_end() -> None:
    force = folded(FORCE, [*own_acts(FORCE), REPEAL])

    assert force.on(D("2024-05-31")).effect is Effect.VALID
    assert force.on(D("2024-06-01"))[:3] == (Effect.REPEALED, D("2024-06-01"), "由甲废止")


def test_what_is_renewed_on_the_day_it_would_lapse_is_replaced() -> None:
    force = folded(FORCE, [*own_acts(FORCE), RENEWAL])

    assert force.on(D("2024-12-31")).effect is Effect.VALID
    assert force.on(D("2025-01-01")).effect is Effect.REPLACED


def test_what_comes_after_the_end_changes_nothing() -> None:
    assert folded(FORCE, [*own_acts(FORCE), LATER]) == FORCE


def test_the_order_acts_become_known_in_makes_no_difference() -> None:
    known = [*own_acts(FORCE), REPEAL, RENEWAL, LATER, AMENDMENT]

    assert len({folded(FORCE, one) for one in permutations(known)}) == 1


def test_a_force_nobody_acts_upon_is_what_it_says_itself() -> None:
    for force in (
        FORCE,
        Force(first=D("2020-01-01")),
        Force(first=D("2020-01-01"), amended_on=D("2021-01-01")),
    ):
        assert folded(force, own_acts(force)) == force


@given(acts, st.integers(0, 4))
def test_taking_an_act_back_leaves_what_the_others_say(acts: list[Act], which: int) -> None:
    with_all = folded(FORCE, acts)
    rest = [one for n, one in enumerate(acts) if n != which]

    assert folded(with_all, rest) == folded(FORCE, rest)
