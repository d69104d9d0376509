"""Suggestions, in memory."""

from datetime import date
from uuid import uuid4

import pytest

from svc_feedback.domain.suggestions.reasons import SuggestionAnsweredAlready
from svc_feedback.domain.suggestions.suggestions import Suggestion


def a_suggestion() -> Suggestion:
    return Suggestion(uuid4(), date(2026, 1, 5), "431202", None, "多放几把椅子。")


def test_a_suggestion_is_answered_once() -> None:
    answered = a_suggestion().answered("已增加。", date(2026, 1, 6))

    assert (answered.state, answered.reply) == ("answered", "已增加。")
    with pytest.raises(SuggestionAnsweredAlready):
        answered.answered("又增加。", date(2026, 1, 7))


def test_an_answered_suggestion_is_not_passed_on() -> None:
    assert a_suggestion().passed_on(uuid4()).state == "waiting"
    with pytest.raises(SuggestionAnsweredAlready):
        a_suggestion().answered("已增加。", date(2026, 1, 6)).passed_on(uuid4())
