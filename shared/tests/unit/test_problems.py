"""A refusal as the document a client reads."""

from shared.problems import problem_response, status_of
from shared.refusals import NotFound, Unavailable
from shared.service import InternalFault


def test_a_fault_of_ours_is_answered_as_a_problem_too() -> None:
    answer = problem_response(InternalFault(), "/api/v1/organs/scjg", "0193-request")

    assert answer.status_code == 500
    assert answer.media_type == "application/problem+json"
    assert "request_id" in bytes(answer.body).decode()


def test_a_kind_keeps_its_own_status() -> None:
    assert (status_of(NotFound), status_of(Unavailable)) == (404, 503)
