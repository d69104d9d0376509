"""One machine as many: `make chaos`. CHAOS_SEED repeats a trial."""

import os
import random

import pytest
from chaos.hosts import harms
from chaos.hosts.network import why_not
from chaos.hosts.trial import survive

pytestmark = pytest.mark.chaos

HARMS = (
    harms.a_machine_is_cut_off,
    harms.the_broker_loses_its_leader,
    harms.the_standby_takes_over,
    harms.a_service_is_rolled,
)


def test_cases_survive_whatever_happens_to_machines(capsys: pytest.CaptureFixture[str]) -> None:
    if (reason := why_not()) is not None:
        pytest.skip(reason)
    seed = int(os.environ.get("CHAOS_SEED") or random.SystemRandom().randrange(1 << 32))

    figures = survive(HARMS, seed)

    with capsys.disabled():
        print(f"\nseed {seed}", *figures, sep="\n")  # noqa: T201  the figures
    assert all(one.accepted for one in figures)
