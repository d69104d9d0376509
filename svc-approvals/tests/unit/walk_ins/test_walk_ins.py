"""Who stands at the window proves who they are."""

import pytest

from svc_approvals.domain.walk_ins.walk_ins import ApplicantInvalid, WalkIn, require_sound


def test_a_persons_name_is_masked_and_an_enterprises_is_public() -> None:
    assert WalkIn("person", "王秀英", "", "").name_masked == "王*英"
    assert WalkIn("enterprise", "鹤城理发店", "", "").name_masked == "鹤城理发店"


def test_sound_papers_pass() -> None:
    require_sound(WalkIn("person", "王秀英", "431202196005120020", "13907450000"))
    require_sound(WalkIn("enterprise", "鹤城理发店", "91350100M000100Y43", "0745-2230000"))


@pytest.mark.parametrize(
    ("one", "pointers"),
    [
        (WalkIn("person", "王秀英", "431202196005120025", "13907450000"), {"identity_no"}),
        (WalkIn("enterprise", "店", "431202196005120020", "13907450000"), {"identity_no"}),
        (WalkIn("person", " ", "1", "12"), {"name", "identity_no", "phone"}),
    ],
)
def test_everything_that_cannot_be_right_is_named(one: WalkIn, pointers: set[str]) -> None:
    with pytest.raises(ApplicantInvalid) as refused:
        require_sound(one)

    assert {error.pointer.rsplit("/", 1)[1] for error in refused.value.errors} == pointers
