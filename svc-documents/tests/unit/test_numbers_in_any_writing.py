"""A number is named by whatever writing of it somebody types."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from writings_building import in_some_writing, real_numbers

from svc_documents.domain.numbers.document_numbers import DocumentNumber, key_of
from svc_documents.domain.search.recognising import named_in

numbers = st.sampled_from([number for _, number in real_numbers()])


def test_two_hundred_real_numbers_are_kept() -> None:
    assert len({number.key for _, number in real_numbers()}) == 200


@given(numbers, st.randoms(use_true_random=False))
def test_any_writing_of_a_real_number_names_it(
    number: DocumentNumber, chance: random.Random
) -> None:
    written = in_some_writing(number, chance)

    assert key_of(written) == number.key
    assert number.key in named_in(written).number_keys


@given(numbers)
def test_of_the_keys_a_number_may_have_the_likeliest_that_is_held_is_meant(
    number: DocumentNumber,
) -> None:
    named = named_in(str(number))

    assert named.meant(named.number_keys) == [named.number_keys[0]]
    assert named.meant(named.number_keys[1:]) == list(named.number_keys[1:2])
    assert named.meant(()) == []


@pytest.mark.parametrize(
    "written",
    [
        "HNPR-2019-01019", "hnpr-2019-01019", "ＨＮＰＲ－２０１９－０１０１９",
        "HNPR - 2019 - 01019", "HNPR—2019—01019", "HNPR–2019−01019", "HNPR201901019",
        "hnpr 2019 01019",
        "统一登记号：HNPR-2019-01019", "登记号 HNPR-2019-01019", "\u200bHNPR-2019-01019\u200b",
    ],
)  # fmt: skip
def test_a_registration_number_is_named_in_any_writing(written: str) -> None:
    assert "HNPR-2019-01019" in named_in(written).registrations


@pytest.mark.parametrize("written", ["停车", "A-2019-1", "2019-01019", "HNPR-1819-01019", "HNPR"])
def test_what_is_no_registration_number_names_none(written: str) -> None:
    assert named_in(written).registrations == ()
