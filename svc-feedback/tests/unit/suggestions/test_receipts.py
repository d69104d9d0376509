"""Receipt codes of the suggestion box."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svc_feedback.domain.receipts import digest_of, receipt_code


@given(st.integers(min_value=0, max_value=2**256))
def test_a_code_is_sixteen_characters_that_cannot_be_mistaken(secret: int) -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", receipt_code(secret))


@given(st.integers(0, 2**80 - 1), st.integers(0, 2**80 - 1))
def test_two_secrets_have_one_code_only_if_they_are_one(one: int, other: int) -> None:
    assert (receipt_code(one) == receipt_code(other)) == (one == other)


@pytest.mark.parametrize(
    "typed",
    ["1k3m-0q9t-xw2b-55hd", " 1K3M 0Q9T XW2B 55HD", "IK3M-OQ9T-XW2B-55HD", "lk3moq9txw2b55hd"],
)
def test_a_code_is_known_however_it_was_typed(typed: str) -> None:
    assert digest_of(typed) == digest_of("1K3M-0Q9T-XW2B-55HD")
