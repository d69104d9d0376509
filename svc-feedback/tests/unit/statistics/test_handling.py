"""How bad reviews were dealt with, in figures."""

from svc_feedback.domain.statistics.handling import Handling


def test_what_is_not_yet_due_is_left_out_of_the_rate_in_time() -> None:
    handling = Handling(bad=100, rectified=4, closed_in_time=3, overdue_open=1)

    assert handling.in_time_rate == 0.6


def test_rectified_is_taken_over_every_valid_bad_review() -> None:
    assert Handling(bad=1_275, rectified=1_249).rectified_rate == 0.979608


def test_revisits_are_owed_to_those_who_gave_their_names() -> None:
    assert Handling(bad=9, closed_named=4, revisited_named=4).revisit_rate == 1.0


def test_appeals_are_upheld_out_of_those_decided() -> None:
    assert Handling(appeals_decided=4, appeals_upheld=1).upheld_rate == 0.25


def test_an_empty_denominator_has_no_figure() -> None:
    nothing = Handling()

    rates = (
        nothing.rectified_rate, nothing.in_time_rate, nothing.revisit_rate, nothing.upheld_rate,
    )  # fmt: skip
    assert set(rates) == {None}
