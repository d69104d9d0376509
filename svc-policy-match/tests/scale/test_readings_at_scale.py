"""A million verdicts of generated policies and enterprises, the same in all four readings."""

from collections import Counter

import pytest
from readings_building import agree, rows_in

from svc_policy_match.domain.conditions.truth import Truth
from svc_policy_match.storage.columns.made_up import sample_profiles
from svc_policy_match.storage.columns.made_up_policies import sample_policies
from yangguang_local.databases import Databases

pytestmark = pytest.mark.scale


def test_a_million_verdicts_are_the_same_in_all_readings(postgres: Databases) -> None:
    layout, profiles = sample_profiles(11, 1_000)
    with rows_in(postgres) as rows:
        found = agree(rows, sample_policies(11, 1_000), layout, profiles)
    assert len(found) == 1_000_000
    assert set(Counter(found.values())) == set(Truth)
