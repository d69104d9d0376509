"""Made-up policies and enterprises are such that the figures mean something."""

from statistics import median

import numpy as np

from svc_policy_match.domain.conditions.clauses import MOST_CLAUSES, clauses_of
from svc_policy_match.domain.conditions.trees import keys
from svc_policy_match.storage.columns.columns import Everything
from svc_policy_match.storage.columns.made_up import answers_of, sample_block
from svc_policy_match.storage.columns.made_up_policies import sample_policies

HARD = {"region", "industry", "size"}
POLICIES = sample_policies(7, 500)


def test_the_same_seed_gives_the_same() -> None:
    assert sample_policies(7, 20) == dict(list(POLICIES.items())[:20])
    assert sample_policies(8, 20) != sample_policies(7, 20)
    one, two = (answers_of(sample_block(7, 3, 40), 39) for _ in range(2))
    assert one == two


def test_the_median_policy_has_hard_conditions() -> None:
    assert median(len(keys(one) & HARD) for one in POLICIES.values()) >= 1
    assert max(len(clauses_of(one) or ()) for one in POLICIES.values()) <= MOST_CLAUSES


def test_policies_are_neither_for_all_nor_for_nobody() -> None:
    block = sample_block(7, 0, 20_000)
    true, possible = Everything(POLICIES).counted(block).T
    assert 0 < np.median(possible) < block.size / 10
    assert (possible > 0).mean() > 0.8
    assert (true > 0).mean() > 0.3
    assert (true < possible).mean() > 0.5


def test_an_enterprise_is_the_same_row_in_both_ways() -> None:
    block = sample_block(7, 0, 300)
    rows = [tuple(block.layout.row(answers_of(block, number))) for number in range(block.size)]
    assert list(block.records()) == rows
