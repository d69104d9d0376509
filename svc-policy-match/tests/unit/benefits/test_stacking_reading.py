"""Rules among policies as they are written."""

import pytest

from svc_policy_match.domain.benefits.stacking_reading import StackingUnsound, read_stacking

CAP = {"policies": ["a", "b"], "most": {"amount": "150", "unit": "万元"}}


def test_rules_are_read_in_fen() -> None:
    found = read_stacking({"exclusive": [{"policies": ["a", "b"]}], "caps": [CAP]}, "abc")
    assert found.exclusive == (frozenset("ab"),)
    assert found.caps[0].most == 150_000_000


def test_everything_wrong_with_rules_is_named_at_once() -> None:
    crossing = {"policies": ["b", "c"], "most": {"amount": "x", "unit": "万元"}}
    with pytest.raises(StackingUnsound) as refused:
        read_stacking({"exclusive": [{"policies": ["z"]}], "caps": [CAP, crossing]}, "abc")
    assert [(one.pointer, one.code) for one in refused.value.errors] == [
        ("#/exclusive/0/policies", "unknown_policy"),
        ("#/exclusive/0/policies", "too_few"),
        ("#/caps/1/most", "no_money"),
        ("#/caps", "caps_cross"),
    ]
