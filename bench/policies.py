"""Policies at full size: one profile against all, one policy against all profiles, all against all.

The same 10,000 made-up policies everywhere (`svc_policy_match.domain.samples` says how), on our own
readings and on other engines; and 1,000,000 made-up enterprises.
"""

from dataclasses import replace

import machine
from figures import Figure
from grounds import Grounds
from policies_beside import beside
from policies_index import BY_PROCESSOR, asked, built, matched, near
from policies_people import known_profiles
from policies_reverse import reversed_

from svc_policy_match.storage.columns.made_up_policies import sample_policies

SEED = 7
POLICIES, PROFILES = 10_000, 1_000
QUIET = 0.2  # next to others' work a bar missed on the wall says nothing


async def measure(ground: Grounds, pairs: int) -> list[Figure]:
    """What is in process first, before a million rows are written."""
    quiet = machine.busy() <= QUIET
    figures = await _measured(ground, pairs)
    return [replace(one, conclusive=quiet or _is_sure(one)) for one in figures]


def _is_sure(figure: Figure) -> bool:
    """Passed all the same, or missed by the processor time alone."""
    by_processor = figure.key in BY_PROCESSOR and figure.conclusive
    return figure.passed is not False or by_processor


async def _measured(ground: Grounds, pairs: int) -> list[Figure]:
    policies = sample_policies(SEED, POLICIES)
    index, made = built(policies, pairs)
    profiles = known_profiles(SEED, PROFILES)
    return [
        *matched(index, profiles),
        *beside(policies, index, profiles, pairs),
        made,
        near(index, profiles),
        asked(index, profiles),
        *await reversed_(ground, policies),
    ]
