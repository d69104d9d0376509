"""Forces of every shape, for tests of properties."""

from datetime import date, timedelta

from hypothesis import strategies as st

from svc_documents.domain.effects.effects import Cause, Force, Suspension

D = date.fromisoformat
days = st.dates(D("2018-01-01"), D("2026-01-01"))
spans = st.tuples(days, st.none() | st.integers(1, 400)).map(
    lambda one: Suspension(one[0], one[0] + timedelta(one[1]) if one[1] else None, "第一条")
)


@st.composite
def forces(draw: st.DrawFn) -> Force:
    first = draw(days)
    until = draw(st.none() | st.integers(0, 2000))
    return Force(
        first=first,
        until=first + timedelta(until) if until is not None else None,
        cause=draw(st.sampled_from(Cause)) if until is not None else None,
        amended_on=draw(st.none() | days),
        suspensions=tuple(draw(st.lists(spans, max_size=3))),
    )
