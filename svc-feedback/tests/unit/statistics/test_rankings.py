"""Who leads, and who cannot."""

from svc_feedback.domain.figures import Figures
from svc_feedback.domain.levels import Level
from svc_feedback.domain.statistics.rankings import behind, ranking


def some(good: int, bad: int = 0) -> Figures:
    return Figures(good + bad, {Level.VERY_SATISFIED: good, Level.DISSATISFIED: bad})


COUNTED = {"one happy person": some(1), "busy": some(9_500, 500), "small": some(95, 5)}


def test_one_happy_person_does_not_lead() -> None:
    ranked = ranking(COUNTED, "satisfaction")

    assert [each.subject for each in ranked] == ["busy", "small", "one happy person"]


def test_the_surest_bad_comes_first_of_the_bad() -> None:
    ranked = ranking(COUNTED, "bad_rate")

    assert [each.subject for each in ranked] == ["busy", "small", "one happy person"]


def test_too_few_reviews_are_not_ranked_and_none_never() -> None:
    assert [each.subject for each in ranking(COUNTED, "satisfaction", 200)] == ["busy"]
    assert ranking({"nobody": some(0)}, "satisfaction", 0) == []


def test_a_ranking_goes_on_behind_the_last_one_seen() -> None:
    first = ranking(COUNTED, "satisfaction")[0]

    rest = behind(ranking(COUNTED, "satisfaction"), first.key, first.subject)

    assert [each.subject for each in rest] == ["small", "one happy person"]


def test_equals_stand_in_the_order_of_their_names() -> None:
    ranked = ranking({"b": some(3), "a": some(3)}, "satisfaction")

    assert [each.subject for each in ranked] == ["a", "b"]
