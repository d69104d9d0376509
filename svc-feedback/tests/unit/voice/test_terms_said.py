"""Terms are counted once a message, the rare ones not at all."""

import numpy as np

from svc_feedback.adapters.terms_said import terms_said

WORDS = [["路灯", "不亮", "路灯"], ["不亮", "停电"], ["路灯", "停电"], []]


def test_terms_of_too_few_messages_are_left_out_and_of_equals_the_first_are_kept() -> None:
    words = [*WORDS, ["公交"]]
    assert terms_said(words, least=2, most_terms=9).terms == ["不亮", "停电", "路灯"]
    assert terms_said(words, least=2, most_terms=2).terms == ["不亮", "停电"]


def test_two_terms_are_together_in_the_messages_that_say_both() -> None:
    said = terms_said(WORDS, least=1, most_terms=9)
    assert said.together().tolist() == [[2, 1, 1], [1, 2, 1], [1, 1, 2]]


def test_weights_of_a_messages_terms_are_added_and_a_silent_message_has_none() -> None:
    said = terms_said(WORDS, least=1, most_terms=9)
    assert said.added(np.array([[1.0], [2.0], [4.0]])).tolist() == [[5.0], [3.0], [6.0], [0.0]]
    assert said.saying == 3


def test_the_share_of_a_term_is_among_the_messages_asked_about() -> None:
    said = terms_said(WORDS, least=1, most_terms=9)
    assert said.share(np.array([0, 1])).tolist() == [1.0, 0.5, 0.5]


def test_where_nothing_is_said_nothing_is_together() -> None:
    said = terms_said([[], []], least=1, most_terms=9)
    assert (said.saying, said.together().size) == (0, 0)
