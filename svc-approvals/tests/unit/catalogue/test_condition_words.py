import pytest
from catalogue_building import a_matter, yes_no

from svc_approvals.domain.catalogue.condition_words import in_words
from svc_approvals.domain.catalogue.conditions import AllOf, AnyOf, Comparison, Condition, Not
from svc_approvals.domain.catalogue.questions import Question
from svc_approvals.domain.catalogue.scenarios import asked

KNOWN = asked(a_matter(questions=(yes_no("x"), Question("area", "面积", "number"))))
YES = Comparison("x", "eq", "yes")
LARGE = Comparison("area", "gte", 300)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (YES, "“是否x”为是"),
        (LARGE, "“面积”不小于300"),
        (Comparison("x", "in", ("yes", "no")), "“是否x”为是或否"),
        (Comparison("x", "answered", value=True), "“是否x”已填"),
        (Comparison("x", "answered", value=False), "“是否x”未填"),
        (Comparison("gone", "eq", value=True), "“gone”为是"),
        (AllOf((YES, LARGE)), "“是否x”为是，且“面积”不小于300"),
        (AnyOf((YES, AllOf((YES, LARGE)))), "“是否x”为是，或（“是否x”为是，且“面积”不小于300）"),
        (AllOf((YES,)), "“是否x”为是"),
        (Not(YES), "不满足：“是否x”为是"),
    ],
)
def test_a_condition_is_said_with_titles_and_labels(condition: Condition, words: str) -> None:
    assert in_words(condition, KNOWN) == words
